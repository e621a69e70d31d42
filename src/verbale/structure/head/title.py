"""The title of a document: its lines after the head, the number printed before it, and the lines that go with it.

Resolutions print the line of their adoption and the report they come from between masthead and title; corrigenda and
addenda print their own name under the title of what they correct. Those lines become masthead fields.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from verbale.structure.body.roles import is_formula
from verbale.structure.cutting import cut_passage, join_passages
from verbale.structure.display import LONGEST, STOP, displayed, goes_on, set_off
from verbale.structure.head.fields import HeadField
from verbale.structure.head.forms import scan
from verbale.structure.head.kinds import cues_in, kind, kind_of_title, names_act
from verbale.structure.head.masthead import opens_title
from verbale.structure.passage import Passage
from verbale.structure.phrases import looking_for, tongues
from verbale.tongues.fold import fold
from verbale.tongues.writing import spaced

REACH = 12
"""Passages after the head among which the title is looked for."""

ITEMS = 24
"""Lines the titles of agenda items above a letter's may take up."""

ITEM_LINE = 60
"""Characters of the longest of these lines where nothing sets it off."""

RUNNING = 150
"""Characters from which on a sentence is running text."""

LARGER = 1.1
"""Times the size of a line set off above it from which on a title is the document's and the line above an item's."""

SUBTITLED = 250
"""Characters of the longest title that has a subtitle with its authors."""

SPONSORS = 3
"""Commas from which on a line before that of the kind is the beginning of a list of sponsors."""

_NUMBER = re.compile(r"(?:\d{1,4}|S-\d+|ES-\d+)/\d{1,4}(?:\s?[A-Z](?:-[A-Z])?)?(?=[.\s])\.?")
_LETTER = re.compile(r"[A-Z]")
_LAST_LETTER = re.compile(r"(?<=\s)A\Z")
_BRACKETS = re.compile(r"\s*\[.*\]\s*\d*\s*", re.DOTALL)


class Titled(msgspec.Struct, frozen=True, kw_only=True):
    """What the title's lines gave: the title, its number, fields found around it, and the passages after."""

    title: Passage | None = None
    number: str | None = None
    opening: tuple[tuple[int, int], ...] = ()
    fields: tuple[HeadField, ...] = ()
    rest: tuple[Passage, ...] = ()


def spans_of(passage: Passage) -> tuple[tuple[int, int], ...]:
    """Places of a passage in the reading."""
    return tuple((piece.start, piece.end) for piece in passage.pieces)


def take_title(rest: Sequence[Passage], language: str | None, *, adopted: bool, headed: bool) -> Titled:
    """The title out of the passages after the head. `adopted`: the symbol proves a resolution or decision.

    `headed`: there is a masthead; without one only a line that names a kind is a title, for a letterhead is bold too.
    """
    fields, place = list[HeadField](), 0
    if adopted:
        place, fields = _adoption(rest, language)
    sponsoring = [] if adopted else sponsors_at(rest[place : place + REACH], language)  # an adopted text prints none
    if sponsoring:
        named = [place + each for each in sponsoring]
        fields += [HeadField("sponsors", (), rest[each]) for each in named]
        rest = [each for at, each in enumerate(rest) if at not in named]
    at = _title_at(rest, place, language, adopted=adopted, headed=headed)
    if at is None:
        return Titled(fields=tuple(fields), rest=tuple(rest[place:]))
    if at == place + 1 and headed and not adopted and _has_subtitle(rest[place], rest[at], language):
        fields.append(HeadField("sponsors", (), rest[at]))
        rest, at = [*rest[:at], *rest[at + 1 :]], place
    fields += [HeadField("other", (), passage) for passage in rest[place:at]]
    lines = [rest[at]]
    if _NUMBER.fullmatch(lines[0].text) and at + 1 < len(rest):
        lines.append(rest[at + 1])
    while at + len(lines) < len(rest) and goes_on(lines[-1], rest[at + len(lines)]):
        if adopted and _LETTER.fullmatch(rest[at + len(lines)].text):
            break  # part A opens here
        lines.append(rest[at + len(lines)])
    after = list(rest[at + len(lines) :])
    while after and (more := _under_title(after[0], language, adopted=adopted)) is not None:
        fields.append(more)
        after.pop(0)
    if headed and not adopted and after and _subtitles(lines[0], after[0], language):
        fields.append(HeadField("sponsors", (), after.pop(0)))
    whole = join_passages(tuple(lines))
    if adopted and (cut := _part_letter(whole, after)):
        after.insert(0, cut_passage(whole, cut))
        whole = cut_passage(whole, 0, cut)
    title, number, opening = _numbered(whole)
    return Titled(title=title, number=number, opening=opening, fields=tuple(fields), rest=tuple(after))


def _part_letter(title: Passage, after: Sequence[Passage]) -> int:
    """Where the letter of part A stands at the end of a title it was read together with; 0 where it does not.

    The formula of the part follows, and part B comes after.
    """
    found = _LAST_LETTER.search(title.text)
    if not found or not after or not is_formula(after[0].text):
        return 0
    return found.start() if any(each.text == "B" for each in after) else 0


def _adoption(rest: Sequence[Passage], language: str | None) -> tuple[int, list[HeadField]]:
    """Lines before the numbered title of a resolution, or those of its adoption that open the text, and how many."""
    numbered = next((at for at, each in enumerate(rest[:REACH]) if _NUMBER.match(each.text)), None)
    fields = list[HeadField]()
    for passage in rest[:REACH] if numbered is None else rest[:numbered]:
        if _BRACKETS.fullmatch(passage.text):
            fields.append(HeadField("proponent", (), passage))
        elif is_adoption(passage.text, language):
            fields.append(HeadField("adoption", (), passage))
        elif numbered is None:
            break
        else:
            fields.append(HeadField("agenda-title" if not fields else "other", (), passage))
    return len(fields), fields


def _has_subtitle(line: Passage, following: Passage, language: str | None) -> bool:
    """Whether a line is a title whose subtitle names the kind and the authors ("Working paper submitted by Chile")."""
    if transmits_text(following.text, language) or len(line.text) > SUBTITLED or line.text.endswith(STOP):
        return False
    folded = fold(following.text).text
    return any(looking_for(tongue, "titles", "sender").search(folded) for tongue in tongues(language))


def _subtitles(title: Passage, line: Passage, language: str | None) -> bool:
    """Whether the line under a title that names no kind is its subtitle, which names kind and authors."""
    named = opens_title(line, language) and not opens_title(title, language)
    return named and _has_subtitle(title, line, language)


def transmits_text(text: str, language: str | None) -> bool:
    """Whether a title is that of a communication, which carries texts of others."""
    return kind(kind_of_title(text, language) or "").transmits


def sponsors_at(passages: Sequence[Passage], language: str | None) -> list[int]:
    """Which lines name the sponsors of a draft ("Australia, Fiji and Peru: draft resolution"), the last with its kind.

    The lines before it that end in the middle of the list are its beginning.
    """
    for place, passage in enumerate(passages):
        cues = [
            cue for cue in cues_in(passage.text, language) if kind(cue.kind).hints and kind(cue.kind).date == "adopted"
        ]
        if not cues or len(passage.text) > LONGEST or not passage.text[:-1].count(":") + passage.text.count("："):
            continue
        first = place
        while first and passages[first - 1].text.count(",") + passages[first - 1].text.count("،") >= SPONSORS:
            first -= 1
        return list(range(first, place + 1))
    return []


def is_adoption(text: str, language: str | None) -> bool:
    """Whether a line says that an organ adopted what follows or stands above it, and when.

    The words of adoption open such a line, in Chinese they end it.
    """
    if len(text) > 220 or _NUMBER.match(text):
        return False
    folded = fold(text).text
    for tongue in tongues(language):
        found = looking_for(tongue, "titles", "adoption_line").search(folded)
        if found and not (folded[found.end() :] if not spaced(tongue) else folded[: found.start()]).strip():
            return True
    return False


def _title_at(rest: Sequence[Passage], place: int, language: str | None, *, adopted: bool, headed: bool) -> int | None:
    """Which passage the title begins with, or None: the one the format states, else the first set off.

    The title of a letter after agenda items is taken before them.
    """
    reach = range(place, min(place + REACH, len(rest)))
    stated = next((at for at in reach if rest[at].role == "title"), None)
    if stated is not None:
        return stated
    if adopted:
        numbered = next((at for at in reach if _is_numbered(rest[at], language)), None)
        if numbered is not None:
            return numbered
    elif headed and (below := _below_items(rest, place, language)) is not None:
        return below
    first = None
    for at in reach:
        passage = rest[at]
        if len(passage.text) > LONGEST or passage.label is not None or (not headed and _runs(passage)):
            break
        if opens_title(passage, language) and (displayed(passage) or not passage.text.endswith(STOP)):
            larger = first is not None and (passage.size or 0) > LARGER * (rest[first].size or passage.size or 0)
            return at if first is None or larger or transmits_text(passage.text, language) else first
        if first is None and set_off(passage) and (headed or kind_of_title(passage.text, language)):
            first = at
    return first


def _runs(passage: Passage) -> bool:
    """Whether a passage is running text, after which no title comes: long, with a full stop, and not set off."""
    return len(passage.text) > RUNNING and passage.text.rstrip().endswith((".", "。")) and not set_off(passage)


def _below_items(rest: Sequence[Passage], place: int, language: str | None) -> int | None:
    """Where the title of a communication stands below titles of agenda items, each a line or more in capitals."""
    for at in range(place, min(place + ITEMS, len(rest))):
        passage = rest[at]
        if len(passage.text) > LONGEST or passage.label is not None:
            return None
        if transmits_text(passage.text, language) and opens_title(passage, language):
            return at
        if not set_off(passage) and (len(passage.text) > ITEM_LINE or passage.text.endswith(STOP)):
            return None
    return None


def _is_numbered(passage: Passage, language: str | None) -> bool:
    """Whether a line is the title of a resolution with its number, or its number alone."""
    text = passage.text
    return len(text) < LONGEST and (_NUMBER.match(text) is not None or names_act(text, language))


def _under_title(passage: Passage, language: str | None, *, adopted: bool) -> HeadField | None:
    """A line under the title that belongs to the head: the name of a corrigendum, a reissue, a line of adoption."""
    if len(passage.text) > 220:
        return None
    if adopted and is_adoption(passage.text, language):
        return HeadField("adoption", (), passage)
    found = scan(passage.text, language) if len(passage.text) < 60 else []
    whole = len(found) == 1 and found[0].end >= len(passage.text.rstrip(" *∗0123456789"))
    if whole and found[0].field in ("document-type", "provisional", "advance"):
        return HeadField(found[0].field, found[0].values, passage)
    return None


def _numbered(title: Passage) -> tuple[Passage, str | None, tuple[tuple[int, int], ...]]:
    """A title without the number printed before it and the stars after it, that number, and where they stand."""
    title, stars = _starless(title)
    if title.label is not None:
        return title, title.label, stars
    found = _NUMBER.match(title.text)
    if not found or found.end() >= len(title.text):
        return title, None, stars
    start = found.end()
    while start < len(title.text) and title.text[start] in " \u00a0-–.":
        start += 1
    return cut_passage(title, start), found[0], (*spans_of(cut_passage(title, 0, start)), *stars)


def _starless(title: Passage) -> tuple[Passage, tuple[tuple[int, int], ...]]:
    """A title without the stars of a note at its end, which a page of ink may leave there, and where they stand."""
    bare = title.text.rstrip(" *∗＊")
    if len(bare) == len(title.text) or not bare:
        return title, ()
    return cut_passage(title, 0, len(bare)), spans_of(cut_passage(title, len(bare)))
