"""Divisions of treaties, rules and reports: `Article 6`, `Part II`, `第三章`, `المادة السادسة`.

A division heads what follows it. Articles hold paragraphs that count from 1 in each of them; rules, principles and
guidelines do the same, and one language's rule is another's article, so all have the address `art-6`. Higher divisions
(part, chapter, section) are told apart by their depth alone for the same reason. Their words are in
`knowledge/tongues/*/articles.toml`.
"""

from __future__ import annotations

import functools
import re

import msgspec

from verbale.grammar.counting import counting
from verbale.grammar.markers import Marker
from verbale.grammar.numerals import CHINESE_NUMERAL, letter_rank, parse_number, parse_ordinal, western_digits
from verbale.model import address
from verbale.tongues.files import TONGUES, read_knowledge

ARTICLE = "art"
"""The style of articles and what counts like them; other styles are ranks of higher divisions, "0" the outermost."""

_GAP = r"\s*[.:\u2003\t\uff1a\u3000]|\s*[\u2013\u2014\-]\s|\s{2,}"
_NUMBER = (
    r"(?P<number>\d{1,4}(?: ?(?P<letter>[A-Z]|LETTERS)(?![^\W\u3400-\u9fff]|[.]))?|"
    r"[IVXLC\u0406\u0425\u0421]{1,8}(?!\w)|" + CHINESE_NUMERAL + r"{1,5}|(?P<words>WORDS))"
)
_WORDS = (rf"\w+(?: \w+){{0,2}}(?=\Z|{_GAP})", r"\w+ \w+(?=\s)", r"\w+(?=\s)")
"""Words of order: all that stand before a sign, else the first two or the first; what is no number is passed over."""
_AFTER = rf"(?P<gap>{_GAP})?\s*(?P<rest>.*)\Z"

HEAD = 24
"""Characters of a paragraph among which the first word of a division's form stands; the longest has 21."""

_SHORT = 40
"""Characters of a line within which a word of order and the word of a division stand."""
_WORD = re.compile(r"(?<=\s)(?P<word>\w+)(?P<sign>[.:\s]*)")
ACTING = "acting"
"""The style of a resolution's part that has a formula of its own; divisions in it count their depth anew."""


class Sample(msgspec.Struct, frozen=True):
    """A line that heads a division, its sort and number; or a line that does not."""

    text: str
    sort: str = ""
    number: str = ""


class Articles(msgspec.Struct, frozen=True):
    """The file `articles.toml` of a tongue."""

    articles: tuple[str, ...]
    divisions: tuple[tuple[str, ...], ...]
    forms: tuple[str, ...]
    examples: tuple[Sample, ...] = ()
    counterexamples: tuple[Sample, ...] = ()


class Division(msgspec.Struct, frozen=True):
    """A division a line heads: style, number for the address, the printed words, and where the rest begins."""

    style: str
    number: str
    printed: str
    end: int
    parted: bool
    """Whether a sign or a wide gap parts the number from the rest (or nothing follows)."""
    signed: bool = False
    """Whether it is a sign; a gap alone is no print, and formats disagree about its width."""


@functools.cache
def _patterns() -> tuple[tuple[str, re.Pattern[str], dict[str, str]], ...]:
    """For every tongue and form: tongue, expression, word → style."""
    made = []
    names = "|".join(sorted(counting().orders["letter-names"], key=len, reverse=True))
    for tongue in TONGUES:
        known = read_knowledge(f"tongues/{tongue}/articles.toml", Articles)
        styles = dict.fromkeys(known.articles, ARTICLE)
        styles |= {word: str(rank) for rank, words in enumerate(known.divisions) for word in words}
        words = "|".join(re.escape(word) for word in sorted(styles, key=len, reverse=True))
        for form in known.forms:
            word = f"(?P<word>{words})" if form[-1] == "}" and form[0] == "{" else rf"\s*(?P<word>{words})"
            expression = re.escape(form).replace(r"\{word\}", word).replace(r"\ ", r"\s+")
            for order in _WORDS:
                number = _NUMBER.replace("LETTERS", names).replace("WORDS", order)
                full = expression.replace(r"\{number\}", r"\s*" + number if form[0] != "{" else number)
                made.append((tongue, re.compile(full + _AFTER, re.IGNORECASE | re.DOTALL), styles))
    return tuple(made)


@functools.cache
def _heads() -> tuple[str, ...]:
    """What a paragraph that names a division begins with, in small letters: most begin otherwise."""
    heads = set()
    for tongue in TONGUES:
        known = read_knowledge(f"tongues/{tongue}/articles.toml", Articles)
        words = [*known.articles, *(word for words in known.divisions for word in words)]
        heads |= {(form.split("{", 1)[0] or word).lower() for form in known.forms for word in words}
    return tuple(head for head in sorted(heads) if not head.startswith(tuple(heads - {head})))


def division(text: str) -> Division | None:
    """The division a paragraph's start names, or None. The rest of the paragraph is not judged here."""
    if not text[:HEAD].lower().startswith(_heads()):
        return _ordinal_first(text)
    start = text[:120].replace("\u00a0", " ")
    for tongue, pattern, styles in _patterns():
        found = pattern.match(start)
        if found and (number := _number(found, tongue)) is not None:
            rest = found.start("rest")
            return Division(
                style=styles[found["word"].lower()],
                number=number,
                printed=start[: found.end("number") if found.end("number") > found.end("word") else found.end("word")],
                end=rest,
                parted=bool(found["gap"]) or rest >= len(text),
                signed=bool((found["gap"] or "").strip()),
            )
    return None


def _ordinal_first(text: str) -> Division | None:
    """A word of order and the word of a division, as Romance languages print it (`Première partie`), title or none."""
    for named in _WORD.finditer(text[:_SHORT]):
        for tongue, style in _words().get(named["word"].lower(), ()):
            value = parse_ordinal(text[: named.start()].replace("\u00a0", " ").strip(), tongue)
            if value and (named.end() >= len(text) or text[named.end()].isupper()):
                parted = named.end() >= len(text) or bool(named["sign"].strip())
                return Division(style, str(value), text[: named.end("word")], named.end(), parted)
    return None


@functools.cache
def _words() -> dict[str, list[tuple[str, str]]]:
    """Words of higher divisions: the tongues that have them, with their style."""
    found: dict[str, list[tuple[str, str]]] = {}
    for tongue in TONGUES:
        known = read_knowledge(f"tongues/{tongue}/articles.toml", Articles)
        for rank, words in enumerate(known.divisions):
            for word in words:
                found.setdefault(word, []).append((tongue, str(rank)))
    return found


def _number(found: re.Match[str], tongue: str) -> str | None:
    """The number of a division in Western digits (`9a` for 9A); words of order only where nothing or a sign follows."""
    printed = western_digits(found["number"])
    if found["words"] is None or printed[0].isdigit():
        if printed[0].isdigit():
            rank = letter_rank(found["letter"]) if found["letter"] and len(found["letter"]) > 1 else None
            figures = printed.removesuffix(found["letter"] or "").rstrip()
            return figures + (address.letter(rank) if rank else (found["letter"] or "").lower())
        value = parse_number(printed.upper())
        return str(value) if value else None
    value = parse_ordinal(found["words"], tongue)
    return str(value) if value else None


def division_of(marker: Marker | None) -> Division | None:
    """The division a numbered heading opens: Roman numbers and their kin, letters and their kin, figures."""
    if marker is None:
        return None
    ranks = marker.ranks
    for style, names in (("roman", ("roman-capital", "ordinals", "han")), ("figure", ("arabic",))):
        if style == "roman" and "latin-capital" in ranks and ranks.get("roman-capital", 0) in (50, 100, 500):
            continue
        for name in names:
            if name in ranks:
                number = marker.number if name == "arabic" and marker.number else str(ranks[name])
                return Division(style=style, number=number, printed=marker.printed, end=marker.end, parted=True)
    rank = ranks.get("latin-capital") or ranks.get("letter-names") or min(ranks.values())
    return Division("letter", address.letter(rank), marker.printed, marker.end, True)


def rank_of_style(style: str) -> int:
    """Order of styles that have a word of their own, the outermost first; bare numbers stand between."""
    if style in (ARTICLE, ACTING):
        return 20 if style == ARTICLE else -1
    return int(style) if style.isdigit() else 10
