"""Which passages are headings: by what the format states, by the number they bear, by their looks, by their words.

Looks count against the rest of the component: bold says nothing where all is bold. Where a component shows no looks
at all (plain text), a heading is a short line without a stop, with a capital where the script has capitals, before
running text and not among the lines that a colon introduced.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Sequence

import msgspec

from verbale.grammar.markers import Marker, parse
from verbale.structure.body.draft import Draft, ends_sentence, introduces, is_contents, is_quoted, pauses, trails
from verbale.structure.body.sequence import series_of, successors, value_of
from verbale.structure.body.treaty import ARTICLE, division
from verbale.structure.passage import Passage
from verbale.tongues.files import read_knowledge

_LONGEST = 300
"""Longest heading in letters of an alphabet; a CJK character counts for three."""
_PLAIN_LONGEST = 170
"""Longest line taken for a heading where nothing but its words speaks for it."""
_SURE = 20
"""How much more the edge of a paragraph that cannot be a heading tells of the usual edge."""
_STATED_LONGEST = 100
"""The same where the format states other headings: a short one may still have been left out."""
_STYLED_LONGEST = 1000
"""Longest paragraph that is a heading because the format calls it one."""
_CJK = re.compile(r"[\u3400-\u9fff]+")
_SECTION_SERIES = ("roman-capital", "latin-capital", "han", "ordinals", "letter-names")
"""Series that count sections rather than paragraphs."""
_SECTION_SHAPES = ("x.", "x-", "x\u3001", "x")


class Styles(msgspec.Struct, frozen=True):
    """The file `paragraph-styles.toml`."""

    headings: tuple[str, ...]
    running: tuple[str, ...]


class Looks(msgspec.Struct, frozen=True):
    """What is usual in a component: size and indent of most letters; whether bold, italic, centred lines stand out."""

    size: float | None
    indent: float | None
    bold: bool
    italic: bool
    centred: bool


@functools.cache
def _styles() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Expressions for names of styles of headings and of running text."""
    known = read_knowledge("paragraph-styles.toml", Styles)
    return re.compile("|".join(known.headings), re.IGNORECASE), re.compile("|".join(known.running), re.IGNORECASE)


def looks_of(passages: Sequence[Passage]) -> Looks:
    """The usual looks of a component: sizes weighed by characters, edges by paragraphs."""
    sizes: Counter[float | None] = Counter()
    indents: Counter[float] = Counter()
    bold = italic = centred = whole = 0
    for passage in passages:
        letters = len(passage.text)
        whole += letters
        bold += letters * passage.bold
        italic += letters * passage.italic
        centred += letters * (passage.align == "center")
        sizes[None if passage.size is None else round(passage.size, 1)] += letters
        if passage.indent is not None and passage.rows is None:
            indents[round(passage.indent, -1)] += 1 if headline(passage.text) else _SURE
    return Looks(
        size=sizes.most_common(1)[0][0] if sizes else None,
        indent=indents.most_common(1)[0][0] if indents else None,
        bold=0 < bold < 0.5 * whole or 0 < sum(passage.bold for passage in passages) < 0.45 * len(passages),
        italic=0 < italic < 0.2 * whole,
        centred=0 < centred < 0.5 * whole,
    )


def mark_headings(drafts: Sequence[Draft]) -> None:
    """Give the role `heading` to the drafts that are headings, and set apart the number of each."""
    looks = looks_of([one.passage for one in drafts])
    strong = [_stands_out(one.passage, looks) or _outdented(one.passage, looks) for one in drafts]
    shows = any(
        mark and one.role == "" and headline(one.passage.text) for mark, one in zip(strong, drafts, strict=True)
    )
    longest = _STATED_LONGEST if any(one.role == "heading" for one in drafts) else _PLAIN_LONGEST
    longest = 0 if shows else longest
    recognised = any(one.passage.confidence is not None for one in drafts)
    acting = any(one.role == "formula" for one in drafts)
    for place, one in enumerate(drafts):
        if one.role == "" and not one.stated and _is_styled(one.passage) and len(one.passage.text) <= _STYLED_LONGEST:
            one.role = "heading"
        set_apart = (one.passage.bold and looks.bold) or _outdented(one.passage, looks)
        if acting and one.role == "" and not one.stated and set_apart and _is_set_as_heading(drafts, place):
            one.role = "heading"
        if one.role == "heading" and acting and _is_all_of_its_section(drafts, place):
            one.role = ""
        elif one.role == "heading":
            _number_heading(one)
        elif one.role == "" and not _is_paragraph(one) and _heads(drafts, place, strong[place], longest):
            one.role = "heading"
            _number_heading(one)
        elif recognised and shows and one.role == "" and not _is_paragraph(one) and _is_set_alone(drafts, place):
            one.role = "heading"
    _number_loosely([one for one in drafts if one.role == "heading"])


def _is_set_alone(drafts: Sequence[Draft], place: int) -> bool:
    """Whether a line of a recognised page, whose italics do not show, is a heading: alone between texts.

    It stands farther out than the text it heads or as far out, after a finished sentence or another heading.
    """
    one = drafts[place]
    following = drafts[place + 1] if place + 1 < len(drafts) else None
    before = drafts[place - 1] if place else None
    if following is None or before is None or one.marker is not None or one.passage.confidence is None:
        return False
    text = one.passage.text
    if is_quoted(text) or not headline(text, _STATED_LONGEST) or trails(text) or introduces(text) or pauses(text):
        return False
    if following.role != "" or len(following.passage.text) < 2 * len(text) or not ends_sentence(following.passage.text):
        return False
    opened = before.role == "heading" or (before.role == "" and ends_sentence(before.passage.text))
    apart = one.passage.gap is None or one.passage.size is None or one.passage.gap > one.passage.size
    return opened and apart


def headline(text: str, longest: int = _LONGEST) -> bool:
    """Whether a line may be a heading at all: short enough, no stop at its end, no small letter at its start."""
    if not 0 < len(text) <= longest or "\t" in text or len(text) + 2 * sum(map(len, _CJK.findall(text))) > longest:
        return False
    first = next((character for character in text if character.isalpha()), "")
    return not first.islower() and (not ends_sentence(text) or text.rstrip()[-1] in "?\uff1f\u061f")


def _stands_out(passage: Passage, looks: Looks) -> bool:
    """Whether a passage differs from the usual looks as headings do."""
    larger = passage.size is not None and looks.size is not None and passage.size >= looks.size * 1.12
    italic = passage.italic and looks.italic and passage.confidence is None
    return (passage.bold and looks.bold) or italic or (passage.align == "center" and looks.centred) or larger


def _is_styled(passage: Passage) -> bool:
    """Whether the format calls a passage a heading by the name of its style or its outline level."""
    if passage.style is not None and _styles()[0].match(passage.style):
        return True
    return passage.level is not None and passage.label is None and passage.role is None and passage.rows is None


def _outdented(passage: Passage, looks: Looks) -> bool:
    """Whether a line of plain text begins at the edge where paragraphs are indented; in ink, pages differ."""
    if passage.size is not None or passage.indent is None or looks.indent is None:
        return False
    return passage.indent <= looks.indent - 15


def _is_set_as_heading(drafts: Sequence[Draft], place: int) -> bool:
    """Whether a paragraph between the headings of a resolution and its numbers is printed as they are.

    Official texts set the preamble of a section in the type of its heading; formats that name styles call it one.
    """
    one = drafts[place]
    before = drafts[place - 1] if place else None
    return pauses(one.passage.text) and one.marker is None and before is not None and before.role == "heading"


def _is_all_of_its_section(drafts: Sequence[Draft], place: int) -> bool:
    """Whether a line in the type of headings is the one paragraph of its section: it ends with a semicolon.

    A heading stands before it, and nothing but the next heading or the end of the text behind it.
    """
    text, following = drafts[place].passage.text, drafts[place + 1] if place + 1 < len(drafts) else None
    if not trails(text) or pauses(text) or not place or drafts[place - 1].role != "heading":
        return False
    return following is None or following.role in ("heading", "place-date")


def _is_paragraph(one: Draft) -> bool:
    """Whether the format states that it is running text."""
    return one.stated and one.passage.role in ("operative", "preambular", "item", "paragraph")


def _heads(drafts: Sequence[Draft], place: int, strong: bool, longest: int) -> bool:
    """Whether an undecided draft is a heading; `longest` is how long it may be with nothing but its words for it."""
    one = drafts[place]
    text = one.passage.text
    if is_contents(text):
        return False
    named = division(text)
    if named is not None:
        rest = text[named.end :]
        if not rest or (headline(rest, 200) and (named.parted or strong or _opens_large(text, named.end))):
            return True
        if named.style == ARTICLE and named.parted:
            one.division = named
        return False
    if one.marker is not None:
        return _numbered_heading(drafts, place, strong)
    if strong and introduces(text):
        return headline(text.rstrip(" :\uff1a")) and _between_numbers(drafts, place)
    if strong and not trails(text):
        return headline(text) or (
            one.passage.bold and len(text) <= _PLAIN_LONGEST // 2 and _precedes_text(drafts, place)
        )
    return _reads_as_heading(drafts, place, longest)


def _numbered_heading(drafts: Sequence[Draft], place: int, strong: bool) -> bool:
    """Whether a line with a number is a heading: `II. Situation`, `A`, bold `1. Aims`."""
    one = drafts[place]
    marker = one.marker
    assert marker is not None
    if marker.shape not in _SECTION_SHAPES or "bullet" in marker.ranks or is_quoted(one.passage.text):
        return False
    rest = one.passage.text[marker.end :]
    section = any(series in marker.ranks for series in _SECTION_SERIES)
    if not rest:
        return section and one.passage.label is None
    if section:
        title = rest[:1].upper() + rest[1:] if strong else rest
        return headline(title, 220) and (marker.shape != "x" or strong or one.passage.label is not None)
    if "arabic" not in marker.ranks or not headline(rest, 200):
        return False
    following = drafts[place + 1] if place + 1 < len(drafts) else None
    if following is None or (following.marker is not None and not _restarts(following)):
        return False
    if (not one.passage.bold or len(rest) > 80) and _goes_on(drafts, place):
        return False
    return strong or (len(rest) <= 80 and following.role == "" and len(following.passage.text) > 2 * len(rest))


def _between_numbers(drafts: Sequence[Draft], place: int) -> bool:
    """Whether the count of paragraphs simply goes on after a line: its colon introduces no list of its own."""
    following = drafts[place + 1] if place + 1 < len(drafts) else None
    counts = following is not None and following.marker is not None and series_of(following.marker) == "arabic"
    return counts and _goes_on(drafts, place + 1)


def _goes_on(drafts: Sequence[Draft], place: int) -> bool:
    """Whether the number of a line is the next after that of a paragraph before it."""
    marker = drafts[place].marker
    for one in reversed(drafts[max(0, place - 12) : place]):
        if one.marker is not None and marker is not None and one.role == "" and series_of(one.marker) == "arabic":
            return value_of(marker) in successors(value_of(one.marker))
    return False


def _restarts(one: Draft) -> bool:
    """Whether a number begins a count of its own: 1, or the first decimal below."""
    marker = one.marker
    return marker is not None and marker.ranks.get("arabic") == 1 and marker.shape not in ("(x)", "x)", "'x'")


def _reads_as_heading(drafts: Sequence[Draft], place: int, longest: int) -> bool:
    """Whether a line without looks reads as a heading, between a finished sentence and running text."""
    one = drafts[place]
    text = one.passage.text
    before = drafts[place - 1] if place else one
    if _between_numbers(drafts, place) and (before.role == "heading" or ends_sentence(before.passage.text)):
        return headline(text, _PLAIN_LONGEST)
    if is_quoted(text) or not headline(text, longest) or not _precedes_text(drafts, place):
        return False
    if not place:
        return True
    if before.role in ("", "paragraph") and before.passage.rows is None:
        return not _is_list_line(drafts, place) or _heads_text(drafts[place + 1], text)
    return True


def _is_list_line(drafts: Sequence[Draft], place: int) -> bool:
    """Whether only lines without a stop lie between a line and the colon that introduced them."""
    for one in reversed(drafts[max(0, place - 20) : place]):
        if one.role != "" or ends_sentence(one.passage.text):
            return introduces(one.passage.text)
    return False


def _heads_text(following: Draft, text: str) -> bool:
    """Whether what follows a line is a text it heads: a first number, or a sentence much longer than the line."""
    if following.marker is not None:
        return _restarts(following)
    return ends_sentence(following.passage.text) and len(following.passage.text) > 2 * len(text)


def _precedes_text(drafts: Sequence[Draft], place: int) -> bool:
    """Whether running text, a table or a further heading follows a line."""
    following = drafts[place + 1] if place + 1 < len(drafts) else None
    if following is None or following.role in ("signature", "place-date", "closing", "salutation"):
        return False
    if following.role in ("table", "heading", "formula", "caption"):
        return True
    text = following.passage.text
    return following.marker is not None or ends_sentence(text) or headline(text, _PLAIN_LONGEST)


def _opens_large(text: str, end: int) -> bool:
    """Whether a title after `Guideline 1` begins with a capital, or in Chinese after a blank."""
    return text[end].isupper() or (text[end - 1].isspace() and bool(_CJK.match(text, end)) and len(text) - end <= 40)


def _number_heading(one: Draft) -> None:
    """Set apart the number of a heading where a sign parts it from the words, and keep the division it opens."""
    text = one.passage.text
    one.division = division(text)
    if one.division is not None:
        if one.division.signed and one.division.end < len(text):
            one.number, one.cut = one.division.printed, one.division.end
        return
    if one.marker is None or "bullet" in one.marker.ranks or one.marker.shape not in _SECTION_SHAPES:
        one.marker = None
        return
    if one.passage.label is not None:
        one.number = one.marker.printed
    elif one.marker.end < len(text):
        one.number, one.cut = one.marker.printed, one.marker.end


def _number_loosely(headings: Sequence[Draft]) -> None:
    """Numbers parted from the words by a mere blank (`I Aims`): only where they go on from heading to heading."""
    found = [(one, one.marker or _loose(one)) for one in headings]
    counted = [marker.ranks.items() if marker else () for _, marker in found]
    for place, (one, marker) in enumerate(found):
        if marker is None or one.marker is not None:
            continue
        before = {rank for ranks in counted[:place] for rank in ranks}
        after = {rank for ranks in counted[place + 1 :] for rank in ranks}
        if any(
            ((series, rank - 1) in before) or (rank == 1 and (series, 2) in after)
            for series, rank in marker.ranks.items()
        ):
            one.marker, one.number, one.cut = marker, marker.printed, marker.end


def _loose(one: Draft) -> Marker | None:
    """The number a heading would bear if its first blank were a wide one."""
    if one.division is not None or one.marker is not None:
        return None
    first, blank, rest = one.passage.text.partition(" ")
    if not blank or len(first) > 12 or not rest[:1].isalpha() or rest[0].islower():
        return None
    marker = parse(f"{first}\t{rest}")
    known = marker is not None and any(series in marker.ranks for series in _SECTION_SERIES)
    return marker if known and marker is not None and marker.shape == "x" else None
