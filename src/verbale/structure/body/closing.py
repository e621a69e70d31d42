"""How a component ends: place and date, testimonium, signatures; and how a letter opens: its salutation.

Lines found here carry their role to `blocks_of`. A place-and-date line is short and holds one date and little else
("Moscou, le 15 mai 2012"), or opens with the words of conclusion of a treaty ("DONE at Montevideo on 11 April 2025 …").
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

import msgspec

from verbale.grammar.numerals import parse_ordinal
from verbale.structure.display import displayed
from verbale.structure.head.forms import any_of, dates_in
from verbale.structure.passage import Passage
from verbale.structure.phrases import looking_for, phrases, tongues
from verbale.tongues.fold import fold
from verbale.tongues.writing import spaced

SHORT = 110
"""Characters of the longest line of a signature block: name, rank and function."""

GRID = 1200
"""Characters of the longest grid of signatures of a page."""

RESPECT = 200
"""Characters of the longest line of respect under a letter."""

AROUND = 45
"""Characters besides the date on a place-and-date line: a place, perhaps with its country."""

PLACE_WORDS = 4
"""Words of the longest name of a place in a script without capitals."""

PLACE_LETTERS = 18
"""Characters of such a name: ten ideographs, or two Arabic words."""

OPENING = 14
"""Passages from the start among which a salutation is looked for: a letterhead and an address may come before it."""

LEFT = (25, 8)
"""Letters a line of a meeting may hold besides meeting and date: "(resumed)"; ideographs, for a body's name."""

ORDER = 3
"""Words of a line of a meeting among which its number in words begins, and of which it consists."""

FROM_END = 60
"""Passages from the end among which the conclusion is looked for; treaties have a signature a party."""

_WORD = re.compile(r"[^\W\d_]+")
_EDGES = ' ,،，.:;()（）-–«“"'
_ADDRESSING = (",", "!", "：", ":", "،", "，")
_NO_END = (":", "：", "。", "*")
"""What a line of place and date does not end with."""

_SPECKS = " `'*.|"
"""Signs a recogniser reads from specks before a line."""

_SMALL = 4
"""Letters of the longest small word between a place and a date: "Nairobi, this 12th day of May"."""


class Conclusion(msgspec.Struct, frozen=True):
    """A place-and-date line: its place (None where it prints none), the date as ISO, its words.

    `done`: words of conclusion open it, so that it dates the text whatever dates the signatures bear.
    """

    place: str | None
    date: str
    text: str
    done: bool = False


def conclusion(text: str, language: str | None) -> Conclusion | None:
    """Place and date of a line, or None where it is no such line."""
    if len(text) > 600:
        return None
    done = _done(text, language)
    if not done and len(text) > AROUND + 60:
        return None
    dates = [date for date in dates_in(text, language) if len(date.iso) == 10]
    if not dates:
        return None
    date = dates[0]
    words = text[date.start : date.end]
    if done and (done[0] == 0 or (date.start == 0 and date.end <= done[0] <= date.end + 1)):
        return Conclusion(_place_done(text, done, (date.start, date.end)), date.iso, words, True)
    if len(dates) != 1:
        return None
    around = (text[: date.start] + " " + text[date.end :]).strip(_EDGES)
    if len(around) > AROUND or any(c.isdigit() for c in around) or not around or text.rstrip().endswith(_NO_END):
        return None
    if not text[0].isalnum():
        return None
    if text[date.end :].strip(_EDGES) and text[: date.start].strip(_EDGES) and not done:
        return None
    place = _place(around)
    return Conclusion(place, date.iso, words) if place and _is_name(place) else None


def _is_name(place: str) -> bool:
    """Whether words can be the name of a place: capitals where the script has them, few words where it has none."""
    words = _WORD.findall(place)
    cased = [word for word in words if word[0].lower() != word[0].upper()]
    if not cased:
        return len(words) <= PLACE_WORDS and len(place) <= PLACE_LETTERS
    return all(word[0].isupper() or len(word) <= _SMALL for word in cased)


def _done(text: str, language: str | None) -> tuple[int, int] | None:
    """Where the words of conclusion stand ("Done at"): at the start of a text, in Chinese after the date."""
    folded = fold(text)
    for tongue in tongues(language):
        found = looking_for(tongue, "closing", "done").search(folded.text, 0, 90)
        if found and (not spaced(tongue) or not folded.text[: found.start()].strip()):
            end = folded.origin(found.end()) if found.end() < len(folded.text) else len(text)
            return (folded.origin(found.start()) if not spaced(tongue) else 0), end
    return None


def _place_done(text: str, done: tuple[int, int], date: tuple[int, int]) -> str | None:
    """The place after the words of conclusion: up to the date, or up to the next comma where the date stands before."""
    if date[1] <= done[0] + 1:
        return _place(re.split("[,，、。.;；،]", text[done[1] :])[0])
    return _place(text[done[1] : date[0]])


def _place(around: str) -> str | None:
    """The place on a line, without the preposition before the date; None where only small words are left."""
    words = around.strip(_EDGES).split()
    while words and (not _WORD.search(words[-1]) or (len(words) > 1 and _is_small(words[-1]))):
        words.pop()
    while len(words) > 1 and words[0][:1].islower() and _is_small(words[0]):
        words.pop(0)
    return " ".join(words).strip(_EDGES).removeprefix("于") or None


def _is_small(word: str) -> bool:
    """Whether a word can be the preposition or article before a date."""
    return len(word.strip(_EDGES)) <= _SMALL and not word[:1].isupper()


def with_roles(
    passages: Sequence[Passage], language: str | None, *, letter: bool, adopted: bool
) -> tuple[Passage, ...]:
    """The passages of a component with the roles of its opening and its end set.

    `letter`: it may open with a salutation. `adopted`: it may end with the lines of the meeting that adopted it.
    """
    out = list(passages)
    if letter:
        _mark_salutation(out, language)
    start = max(0, len(out) - FROM_END)
    signing = False
    for at in range(start, len(out)):
        passage = out[at]
        if passage.role or passage.rows is not None:
            signing = _parties(passage, language) or (signing and passage.role == "signature")
            signing = signing or (letter and passage.role == "closing")
            if signing and passage.rows is not None:
                out[at] = _in_one(passage)
            continue
        role, signing = _role(passage, language, signing=signing, adopted=adopted)
        if role:
            out[at] = msgspec.structs.replace(passage, role=role)
    if out and start:
        _mark_place(out, 0, language)
    return tuple(out)


def _role(passage: Passage, language: str | None, *, signing: bool, adopted: bool) -> tuple[str | None, bool]:
    """Role of a line near the end, and whether a signature block goes on after it."""
    text = passage.text
    if passage.label is not None:
        return None, False
    if _signed(text, language):
        return "signature", True
    if signing and len(text) <= SHORT and not displayed(passage) and conclusion(text, language) is None:
        return "signature", True
    if _party(text, language):
        return "signature", False
    if _parties(passage, language):
        return "signature", True
    if adopted and _meeting(text, language):
        return "place-date", False
    if conclusion(text, language) is not None or (adopted and _bare_date(text, language)):
        return "place-date", False
    return None, False


def _mark_place(out: list[Passage], at: int, language: str | None) -> None:
    """A place-and-date line right under the title, as joint communiqués print it."""
    if out[at].role is None and len(out[at].text) < SHORT and conclusion(out[at].text, language):
        out[at] = msgspec.structs.replace(out[at], role="place-date")


def _mark_salutation(out: list[Passage], language: str | None) -> None:
    """The salutation among the first lines, the words of respect after it."""
    for at, passage in enumerate(out):
        if passage.role or len(passage.text) > RESPECT:
            continue
        if at < OPENING and salutes(passage.text, language):
            out[at] = msgspec.structs.replace(passage, role="salutation")
        elif _respects(passage.text, language):
            out[at] = msgspec.structs.replace(passage, role="closing")


def salutes(text: str, language: str | None) -> bool:
    """Whether a line is a salutation: short, with words that address, and a comma or the like behind them."""
    if len(text) >= 80 or not text.rstrip().endswith(_ADDRESSING):
        return False
    folded = fold(text[:60]).text.strip(_SPECKS)
    return any(looking_for(tongue, "closing", "salutation").match(folded) for tongue in tongues(language))


def _respects(text: str, language: str | None) -> bool:
    """Whether a line opens with the words of respect that close a letter; a note's sentence of courtesy is text."""
    folded = fold(text[:60]).text.strip(_SPECKS)
    return any(looking_for(tongue, "closing", "respect").match(folded) for tongue in tongues(language))


def is_letter(passages: Sequence[Passage], language: str | None) -> bool:
    """Whether a text opens with a salutation ("Excellency,") or ends with words of respect, as letters do."""
    marked = list(passages)
    _mark_salutation(marked, language)
    return any(each.role in ("salutation", "closing") for each in marked[:OPENING] + marked[-OPENING:])


def _signed(text: str, language: str | None) -> bool:
    """Whether a line opens with the mark of a signature, "(Signed)"."""
    if len(text) > SHORT or text[:1] not in "(（*[":
        return False
    folded = fold(text).text.strip()
    return any(looking_for(tongue, "closing", "signed").match(folded) for tongue in tongues(language))


def _party(text: str, language: str | None) -> bool:
    """Whether a line names the party a signatory stands for, and ends with a colon."""
    if len(text) > 160 or text[:1].isdigit() or not text.rstrip().endswith((":", "：")):
        return False  # a number opens a paragraph that introduces a list
    folded = fold(text)
    for tongue in tongues(language):
        pattern = looking_for(tongue, "closing", "party")
        found = pattern.search(folded.text) if not spaced(tongue) else pattern.match(folded.text)
        if found and (not spaced(tongue) or _names(text[folded.origin(found.end()) :])):
            return True
    return False


def _parties(passage: Passage, language: str | None) -> bool:
    """Whether print names the parties of several signatories side by side: cells that open so, or a line of them."""
    text = passage.text
    if len(text) > GRID or text.rstrip().endswith((".", ";", ",")):
        return False
    for tongue in (each for each in tongues(language) if spaced(each)):
        pattern = looking_for(tongue, "closing", "party")
        if passage.rows is not None:
            cells = [cell for row in passage.rows for cell in row]
            opened = [(cell, pattern.match(folded.text), folded) for cell in cells if (folded := fold(cell))]
        else:
            folded = fold(text)
            opened = [(text, found, folded) for found in pattern.finditer(folded.text)]
            opened = opened if opened and opened[0][1] and opened[0][1].start() == 0 else []
        names = [each for each, found, folded in opened if found and _names(each[folded.origin(found.end()) :])]
        if len(names) > 1:
            return True
    return False


def _in_one(passage: Passage) -> Passage:
    """A grid of signatures as one block: its cells hold no table, and blanks take the place of tabs and line feeds."""
    text = passage.text.replace("\t", " ").replace("\n", " ")
    return msgspec.structs.replace(passage, role="signature", rows=None, text=text)


def _names(after: str) -> bool:
    """Whether words after the preposition begin with a name: the first long one has a capital, where scripts have them.

    "For the Kingdom of Spain:" is a signatory's line, "For the purposes of this Agreement:" opens definitions.
    """
    first = next((word for word in _WORD.findall(after) if len(word) > _SMALL), "")
    return not first[:1].islower()


def _meeting(text: str, language: str | None) -> bool:
    """Whether a line is that of the meeting that adopted the text ("41st plenary meeting")."""
    if len(text) > 90:
        return False
    for tongue in tongues(language):
        if not _names_meeting(tongue).search(fold(text).text):
            continue
        pattern = looking_for(tongue, "titles", "meeting")
        folded = fold(text if not spaced(tongue) else _in_figures(text, tongue)).text.strip()
        found = pattern.search(folded) if not spaced(tongue) else pattern.match(folded)
        rest = _without_dates(folded[: found.start()] + folded[found.end() :], language) if found else ""
        if found and len(rest) < LEFT[not spaced(tongue)]:
            return True
    return False


@functools.cache
def _names_meeting(tongue: str) -> re.Pattern[str]:
    """The words without which no line is that of a meeting: they are looked for before its number is read."""
    return re.compile(any_of([max(form.split("{number}"), key=len) for form in phrases(tongue).titles.meeting]))


def _in_figures(text: str, tongue: str) -> str:
    """A line of a meeting with its number in figures, where its first words hold a word of order."""
    words = text.split()
    if any(word[0].isdigit() for word in words[:ORDER]):
        return text
    for at in range(min(ORDER, len(words))):
        for length in (ORDER, 2, 1):
            if value := parse_ordinal(" ".join(words[at : at + length]), tongue):
                return " ".join([*words[:at], str(value), *words[at + length :]])
    return text


def _without_dates(text: str, language: str | None) -> str:
    """A text without its dates and blanks."""
    for date in reversed(dates_in(text, language)):
        text = text[: date.start] + text[date.end :]
    return "".join(text.split())


def _bare_date(text: str, language: str | None) -> bool:
    """Whether a line is a date and nothing else."""
    if len(text) > AROUND:
        return False
    dates = dates_in(text, language)
    return len(dates) == 1 and not (text[: dates[0].start] + text[dates[0].end :]).strip(_EDGES)
