"""Roles of running text: preambular, operative, quotation, caption; formulas and lines of stars.

A resolution is told by its formula ("The General Assembly,"): what stands between the formula and the first number and
ends with a comma is its preamble, what has numbers is operative. A treaty's preamble stands before its first article.
Opening words are in `knowledge/tongues/*/openings.toml`; all tongues are tried: an annex may be in another language.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

import msgspec

from verbale.structure.body.draft import Draft, ends_sentence, introduces, is_quoted, pauses, trails
from verbale.structure.body.treaty import ARTICLE
from verbale.tongues.files import TONGUES, read_knowledge

STATED = ("preambular", "operative", "paragraph")
"""Roles of running text a format may state, which words and numbers leave as they are."""
RESOLVING = ("resolution", "decision")
"""Kinds whose numbered paragraphs are operative."""
_DECLARING = ("declaration", "joint-declaration", "treaty", "document", "")
"""Kinds that may have a preamble before their first number."""
_FORMULA_LONGEST = 120
_CHAIN = 12
"""How many paragraphs a quotation may run through before its end is no longer looked for."""
_CLOSING = ("\u201d", "\u201c", "\u00bb", "\u300d", "\u300f", '"')
_SEPARATOR = re.compile(r"[\W_]+\Z")


class Openings(msgspec.Struct, frozen=True):
    """The file `openings.toml` of a tongue."""

    formulas: tuple[str, ...]
    preambular: tuple[str, ...]
    captions: tuple[str, ...]
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()


@functools.cache
def _openings() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Expressions for formulas, openings of preambles and captions, of all tongues together."""
    tongues = [read_knowledge(f"tongues/{tongue}/openings.toml", Openings) for tongue in TONGUES]
    formulas = _any(word for known in tongues for word in known.formulas)
    solid = _any(word for known in tongues for word in known.preambular if ord(word[0]) >= 0x3000)
    spaced = _any(word for known in tongues for word in known.preambular if ord(word[0]) < 0x3000)
    captions = _any(word for known in tongues for word in known.captions)
    return (
        re.compile(rf"{formulas}[\s,\uff0c\u060c:\u200e\u200f]*\Z", re.IGNORECASE),
        re.compile(rf"\W*(?:{spaced}(?!\w)|{solid})", re.IGNORECASE),
        re.compile(rf"{captions}\s*(?:\d|[IVXLC]+\b|[A-Z]\b)", re.IGNORECASE),
    )


def _any(words: object) -> str:
    """Words as one expression, blanks and apostrophes free."""
    made = [re.escape(word) for word in sorted(map(str, words), key=len, reverse=True)]  # type: ignore[call-overload]
    return "(?:" + "|".join(word.replace(r"\ ", r"\s+").replace("\u2019", "[\u2019']") for word in made) + ")"


def is_separator(text: str) -> bool:
    """Whether a line has neither letters nor figures: stars, rules, dots between parts of a text."""
    return bool(_SEPARATOR.match(text))


def is_formula(text: str) -> bool:
    """Whether a paragraph is nothing but the organ that acts."""
    return len(text) <= _FORMULA_LONGEST and bool(_openings()[0].match(text.strip(" \u200e\u200f\u202b\u202a\u202c")))


def opens_preamble(text: str) -> bool:
    """Whether a paragraph opens as those of preambles do."""
    return bool(_openings()[1].match(text[:80]))


def mark_lines(drafts: Sequence[Draft], kind: str) -> None:
    """Roles that words alone decide, before headings are looked for: formulas, captions, quotations."""
    for place, one in enumerate(drafts):
        if one.role or one.stated:
            continue
        text = one.passage.text
        following = drafts[place + 1] if place + 1 < len(drafts) else None
        if is_formula(text) and (following is not None or kind in RESOLVING) and _acts(drafts, place, kind):
            one.role, one.marker = "formula", None
        elif following is not None and following.role == "table" and _openings()[2].match(text):
            one.role, one.marker = "caption", None
    _mark_quotations(drafts)


def _acts(drafts: Sequence[Draft], place: int, kind: str) -> bool:
    """Whether an organ's name stands where it acts: with its comma or at the head; never in a treaty."""
    return kind != "treaty" and (pauses(drafts[place].passage.text) or kind in RESOLVING or place == 0)


def _mark_quotations(drafts: Sequence[Draft]) -> None:
    """Paragraphs that are quoted whole: each begins with a quotation mark, the last ends with one."""
    chain: list[Draft] = []
    for one in drafts:
        if one.role or one.stated or one.marker or not is_quoted(one.passage.text) or len(chain) > _CHAIN:
            chain = []
            continue
        chain.append(one)
        if one.passage.text.rstrip(" .;,\u3002\uff1b\u061b\u060c*)").endswith(_CLOSING):
            if _closes_only_at_end(one.passage.text):
                for quoted in chain:
                    quoted.role = "quotation"
            chain = []


def _closes_only_at_end(text: str) -> bool:
    """Whether a quotation runs through the whole paragraph."""
    inner = text.strip(" .;,\u3002\uff1b\u061b\u060c*)")[1:-1]
    return (
        len(inner) > 40
        and inner.count("\u201d") <= inner.count("\u201c")
        and inner.count("\u00bb") <= inner.count("\u00ab")
    )


def weigh(drafts: Sequence[Draft], kind: str, main: bool) -> None:
    """Give every undecided draft its role, now that numbers and headings are known."""
    formulas = [place for place, one in enumerate(drafts) if one.role == "formula"]
    told = any(one.passage.role == "preambular" for one in drafts)
    if formulas or (main and (kind == RESOLVING[0] or (kind in RESOLVING and told))):
        starts = formulas or [-1]
        for start, end in zip(starts, [*starts[1:], len(drafts)], strict=True):
            _resolve(drafts[start + 1 : end])
    elif any(one.division is not None and one.division.style == ARTICLE for one in drafts):
        _open_treaty(drafts)
    elif kind in _DECLARING:
        _open_declaration(drafts)
    for one in drafts:
        if one.role == "":
            one.role = _kept(one)


def _kept(one: Draft) -> str:
    """The role the format states; a sentence inside a division is no preamble, whatever the format says."""
    stated = one.passage.role
    if stated == "preambular" and one.path and ends_sentence(one.text) and not trails(one.text):
        return "paragraph"
    return stated if stated in ("preambular", "operative") and one.host < 0 else "paragraph"


def _resolve(region: Sequence[Draft]) -> None:
    """Roles from a formula to the next, or to the end of the component."""
    first = next((place for place, one in enumerate(region) if one.paragraph), len(region))
    undecided = [one for one in region[:first] if one.role == ""]
    for one in undecided:
        one.role = one.passage.role if one.passage.role in STATED else _before_number(one)
    if undecided and first < len(region) and _decides(undecided[-1].text):
        undecided[-1].role = "operative"
    if first == len(region) and undecided and not pauses(undecided[-1].text):
        undecided[-1].role = "operative" if undecided[-1].role == "preambular" else undecided[-1].role
    after = region[first:]
    for place, one in enumerate(after):
        if one.role != "":
            continue
        if one.paragraph:
            one.role = "operative"
        elif one.passage.role in STATED:
            one.role = one.passage.role
        elif pauses(one.text) and opens_preamble(one.text) and _begins_anew(after[place + 1 :]):
            one.role = "preambular"


def _before_number(one: Draft) -> str:
    """Role of a paragraph between the formula and the first number."""
    text = one.text
    if pauses(text) or (opens_preamble(text) and (trails(text) or introduces(text))):
        return "preambular"
    return "operative" if ends_sentence(text) or not opens_preamble(text) else "preambular"


def _decides(text: str) -> bool:
    """Whether the last paragraph before the first number says what the numbers do ("Decides that:")."""
    return introduces(text) and not opens_preamble(text)


def _begins_anew(following: Sequence[Draft]) -> bool:
    """Whether the next number is a first: the paragraphs before it are the preamble of a section."""
    for one in following:
        if one.paragraph:
            return one.paragraph == "1"
        if one.role not in ("", "heading", "item"):
            return False
    return True


def _open_treaty(drafts: Sequence[Draft]) -> None:
    """The preamble of a treaty: what stands before the first division, where it ends as preambles do."""
    first = next((place for place, one in enumerate(drafts) if one.division is not None or one.paragraph), 0)
    opening = [one for one in drafts[:first] if one.role == ""]
    if any(trails(one.text) or introduces(one.text) for one in opening):
        for one in opening:
            one.role = "paragraph" if one.passage.role == "paragraph" else "preambular"


def _open_declaration(drafts: Sequence[Draft]) -> None:
    """The preamble of a declaration: paragraphs that end with a comma before any number, if one opens as preambles do.

    Those among them that name who declares ("We, the Heads of State,") are part of it; languages open the others with
    words of all sorts, and end them alike.
    """
    first = next((place for place, one in enumerate(drafts) if one.paragraph), len(drafts))
    pausing = [one for one in drafts[:first] if one.role == "" and pauses(one.text)]
    if any(opens_preamble(one.text) for one in pausing):
        for one in pausing:
            one.role = "paragraph" if one.passage.role == "paragraph" else "preambular"
