"""Passages after the title → parts: the main text, annexes, enclosures, the texts a note transmits, parts A, B, C.

A part opens with its printed word ("Annex II"), with what the format says, with the letter of a resolution's part, or,
where a note transmits texts without such a word, with the title of one: a line set off that names an instrument and
after which the numbers begin anew. The founding document has two declarations of that kind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from verbale.grammar import markers
from verbale.grammar.numerals import letter_rank
from verbale.model.address import join, letter
from verbale.structure.body.labels import Label, Setting, label_of, main_size
from verbale.structure.body.part import Part
from verbale.structure.body.roles import is_formula
from verbale.structure.cutting import cut_passage, join_passages
from verbale.structure.display import STOP, goes_on, set_off
from verbale.structure.head.forms import Found, scan
from verbale.structure.head.kinds import cues_in, kind, kind_of_title
from verbale.structure.head.title import spans_of
from verbale.structure.passage import Passage
from verbale.tongues.language import identify, identify_all
from verbale.tongues.writing import spaced

TITLE = 500
"""Characters of the longest title of an annex."""

SHORTEST = 12
SHORTEST_IDEOGRAPHS = 6
"""Characters of the shortest title of a text that is transmitted without a label, by the script."""

_NEXT = 3
"""Passages after the letter of a part within which its formula stands: a title may come between."""

_LETTERS = 26

NEAR = 200
"""Parts back to which the one a part belongs to is looked for."""

_BRACKETED = re.compile(r"\s*[\[［(（](.*)[\])\]］）]\s*[*∗\d]*\s*")
_LEADERS = re.compile(r"(?:\.\s?){5,}|…{2,}")
_LETTERED = re.compile(r"(?P<letter>[A-Z]|[^\W\d_]{2,4})(?:(?:\s*[-–.]\s*|\s+)(?P<title>\S.{0,200})?)?")


class _Opening(msgspec.Struct, frozen=True):
    """Where a part opens: the passage's place, its label if it prints one, the letter of a part of a resolution."""

    at: int
    label: Label | None = None
    letter: int | None = None


class _Heading(msgspec.Struct, frozen=True):
    """The lines a part opens with: label, title, languages named in brackets, and the passages after."""

    label: str | None
    title: Passage | None
    opening: tuple[tuple[int, int], ...]
    originals: tuple[str, ...]
    captions: tuple[Passage, ...]
    rest: tuple[Passage, ...]


def split(passages: Sequence[Passage], main: Part, letters: str) -> tuple[Part, ...]:
    """The main part with its passages, then the parts after it in the order of print.

    `main` has the document's kind, title and language; `letters` are those of the symbol ("A-C"), empty for one part.
    """
    openings = _openings(passages, main, letters)
    first = openings[0].at if openings else len(passages)
    parts = [msgspec.structs.replace(main, passages=tuple(passages[:first]))]
    used: dict[str, int] = {}
    for place, opening in enumerate(openings):
        end = openings[place + 1].at if place + 1 < len(openings) else len(passages)
        parts.append(_part(passages[opening.at : end], opening, parts, used))
    return tuple(parts)


def _openings(passages: Sequence[Passage], main: Part, letters: str) -> list[_Opening]:
    """Where parts open, in order."""
    found = list[_Opening]()
    lettered = _lettered_at(passages, main, letters)
    before = passages[0].component if passages else None
    size, transmits = main_size(passages), kind(main.kind).transmits
    numbers = _numbers_after(passages) if transmits else []
    for at, passage in enumerate(passages):
        setting = _setting(passages, at, size)
        label = label_of(passage, main.language, setting)
        if label is not None and not _is_list(passages, at):
            found.append(_Opening(at, label))
        elif passage.component != before and passage.component is not None:
            found.append(_Opening(at))
        elif at in lettered:
            found.append(_Opening(at, letter=lettered[at]))
        elif at and transmits and not (found and found[-1].label) and _is_instrument(passage, setting, numbers[at]):
            found.append(_Opening(at))
        before = passage.component
    return found


def _lettered_at(passages: Sequence[Passage], main: Part, letters: str) -> dict[int, int]:
    """Where parts A, B, C of a resolution open, with the rank of each.

    An organ acts in each of them: its formula stands within the next lines. A letter without one is a section's. Where
    the symbol prints no letters, one part alone is none.
    """
    if kind(main.kind).date != "adopted":
        return {}
    acting = [each.rows is None and is_formula(each.text) for each in passages]
    found, expected, last = dict[int, int](), 1, _last_letter(letters) if letters else _LETTERS
    for at, passage in enumerate(passages):
        acts = any(acting[at + 1 : at + 1 + _NEXT]) if letters == "" or any(acting) else True
        if acts and expected <= last and _is_letter(passage, expected):
            found[at] = expected
            expected += 1
    return found if letters or len(found) > 1 else {}


def _setting(passages: Sequence[Passage], at: int, size: float | None) -> Setting:
    """How a passage stands among its neighbours."""
    passage = passages[at]
    opens = size is not None and at > 0 and passages[at - 1].page < passage.page
    following = passages[at + 1] if at + 1 < len(passages) else None
    return Setting(size, opens, opens and following is not None and number_of(following) is not None)


def _last_letter(letters: str) -> int:
    """Rank of the last letter of a symbol's parts: "A-C" is 3."""
    return ord(letters[-1]) - ord("A") + 1 if letters[-1:].isupper() else 0


def _is_list(passages: Sequence[Passage], at: int) -> bool:
    """Whether a label stands in a table of contents: the lines beside it are labels as well, or lead to a page."""
    if at + 1 < len(passages) and _LEADERS.search(passages[at + 1].text):
        return True
    near = [passages[place] for place in (at - 1, at + 1) if 0 <= place < len(passages)]
    return len(near) == 2 and all(label_of(passage, None) is not None for passage in near)


def _is_letter(passage: Passage, expected: int) -> bool:
    """Whether a line is the letter of the next part of a resolution, alone or with the part's title."""
    if len(passage.text) > 220 or passage.text.endswith(STOP):
        return False
    found = _LETTERED.fullmatch(passage.text if passage.label is None else f"{passage.label} {passage.text}")
    if not found:
        return False
    if found["letter"].isascii():
        return found["letter"] == letter(expected).upper()
    return letter_rank(found["letter"]) == expected


def _numbers_after(passages: Sequence[Passage]) -> list[int | None]:
    """For every passage the next number printed after it, None where none is."""
    following, found = None, list[int | None]()
    for passage in reversed(passages):
        found.append(following)
        number = number_of(passage)
        following = following if number is None else number
    return found[::-1]


def _is_instrument(passage: Passage, setting: Setting, number: int | None) -> bool:
    """Whether a line is the title of a text that the document transmits: it names one, and numbers begin after it."""
    text = passage.text
    if passage.label is not None or not setting.loud(passage) or len(text) > TITLE or text.endswith("."):
        return False
    language = identify(text)
    if len(text) < (SHORTEST_IDEOGRAPHS if not spaced(language) else SHORTEST):
        return False
    named = cues_in(text, language)
    if not any(kind(cue.kind).instrument for cue in named):
        return False
    return number in (None, 1)


def number_of(passage: Passage) -> int | None:
    """The Arabic number a paragraph begins with, or None."""
    if passage.rows is not None or passage.role in ("heading", "title"):
        return None
    marker = markers.parse(f"{passage.label} " if passage.label else passage.text)
    if marker is None or marker.shape not in ("x.", "x-", "x") or len(marker.decimal) > 1:
        return None
    return marker.ranks.get("arabic")


def _part(passages: Sequence[Passage], opening: _Opening, before: list[Part], used: dict[str, int]) -> Part:
    """One part after the main text, with its address below the part it belongs to."""
    heading = _heading(passages, opening)
    name, number = _name(opening)
    parent = _parent(opening, before)
    stem = join(parent, name)
    used[stem] = max(used.get(stem, 0) + 1, number or 0) if number not in (None, 0) else used.get(stem, 0) + 1
    rank = letter(used[stem]) if opening.letter else str(used[stem])
    spoken = heading.title.text if heading.title else ""
    language = identify_all(each.text for each in heading.rest[:40]) or identify(spoken) or before[0].language
    named = kind_of_title(spoken, identify(spoken) or language) if spoken else None
    return Part(
        address=f"{stem}-{rank}",
        kind=named or (before[0].kind if opening.letter else "document"),
        label=heading.label,
        title=heading.title,
        opening=heading.opening,
        passages=heading.captions + heading.rest,
        language=language,
        originals=heading.originals,
        parent=parent,
    )


def _name(opening: _Opening) -> tuple[str, int | None]:
    """The word of a part's address, and its printed number."""
    if opening.letter:
        return "part", opening.letter
    return (opening.label.type, opening.label.number) if opening.label else ("annex", None)


def _parent(opening: _Opening, before: list[Part]) -> str:
    """Address of the part a part belongs to.

    An enclosure or appendix belongs to the annex before it. An annex stands beside the last one whose number is printed
    the same way; the first of another way of numbering is an annex of the part it stands in, as rules annexed to a
    decision have annexes of their own.
    """
    if opening.letter or opening.label is None:
        return ""
    near = before[-NEAR:]
    above = [part for part in near if part.label is not None and not part.address.split("/")[-1].startswith("part-")]
    lettered = [part.address for part in near if part.address.startswith("part-")]
    shape = (opening.label.type, opening.label.style)
    for part in reversed(above):
        if _shape(part) == shape:
            return part.parent or ""
    if not above:
        unlabelled = [part.address for part in near if part.address.split("/")[-1].startswith("annex-")]
        inner = unlabelled if opening.label.type != "annex" else []
        return next(iter(lettered[-1:] or inner[-1:]), "")
    if opening.label.type != "annex":
        return next((part.address for part in reversed(above) if _shape(part)[0] == "annex"), "")
    return above[-1].address if opening.label.number in (None, 1) else ""


def _shape(part: Part) -> tuple[str, str]:
    """Kind and way of numbering of a part's label."""
    label = label_of(Passage(text=part.label or "", pieces=(), bold=True), None)
    return (label.type, label.style) if label else (part.address.split("/")[-1].split("-")[0], "none")


def _heading(passages: Sequence[Passage], opening: _Opening) -> _Heading:
    """The lines a part opens with."""
    lines, label, spans, title = list(passages), None, tuple[tuple[int, int], ...](), None
    first = lines[0]
    if opening.letter:
        lines.pop(0)
        label, title, spans = _lettered(first)
        return _Heading(label, title, spans, (), (), tuple(lines))
    if opening.label is not None:
        lines.pop(0)
        label, spans = first.text, spans_of(first)
        if opening.label.title is not None:
            title = cut_passage(first, opening.label.title)
            label, spans = cut_passage(first, 0, opening.label.title).text.strip(" .:–—-"), ()
            spans = spans_of(cut_passage(first, 0, opening.label.title))
    originals, captions = list[str](), list[Passage]()
    while lines and (found := _bracket(lines[0])):
        originals += [code for each in found for code in each.values]
        captions.append(msgspec.structs.replace(lines.pop(0), role="caption"))
    if title is None and (count := _title_lines(lines, labelled=opening.label is not None)):
        title = join_passages(tuple(lines[:count]))
        del lines[:count]
    while lines and (found := _bracket(lines[0])):
        originals += [code for each in found for code in each.values]
        captions.append(msgspec.structs.replace(lines.pop(0), role="caption"))
    if title is None and opening.label is not None:
        title, spans = first, ()
    return _Heading(label, title, spans, tuple(dict.fromkeys(originals)), tuple(captions), tuple(lines))


def _lettered(first: Passage) -> tuple[str, Passage | None, tuple[tuple[int, int], ...]]:
    """Letter, title and the letter's places of a line that opens a part of a resolution."""
    if first.label is not None:
        return first.label, first, ()
    found = _LETTERED.fullmatch(first.text)
    if not found or not found["title"]:
        return first.text, first, ()
    start = found.start("title")
    return found["letter"], cut_passage(first, start), spans_of(cut_passage(first, 0, start))


def _bracket(passage: Passage) -> list[Found]:
    """Fields in the brackets of a line that is all in brackets ("[Original: Spanish]", "[English only]")."""
    inner = _BRACKETED.fullmatch(passage.text) if len(passage.text) < 120 else None
    return [each for each in scan(inner[1], None) if each.field in ("original", "only")] if inner else []


def _title_lines(lines: Sequence[Passage], *, labelled: bool) -> int:
    """How many of the first lines are the part's title."""
    if not lines or not _is_title(lines[0], labelled=labelled):
        return 0
    count = 1
    while count < len(lines) and goes_on(lines[count - 1], lines[count]):
        count += 1
    return count


def _is_title(line: Passage, *, labelled: bool) -> bool:
    """Whether a line under a label is the part's title: set off, unnumbered, and no sentence."""
    text = line.text
    if line.rows is not None or line.label is not None or len(text) > TITLE or markers.parse(text) is not None:
        return False
    if set_off(line):
        return True
    return labelled and len(text) < 250 and not text.rstrip().endswith(STOP) and any(c.isalpha() for c in text)
