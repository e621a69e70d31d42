"""Letters and notes as their senders print them, without the masthead of an issuing body: letterhead and address.

What stands above the salutation of a letter, or above the paragraph with which a note presents its compliments, is its
head: the sender's name and address, a reference, the date. The address of the one written to stands there too, or at
the foot of the first page or of the letter, and opens with a style of address ("His Excellency"). Both are masthead
fields and no paragraphs.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from verbale.structure.body.closing import conclusion, salutes
from verbale.structure.head.fields import HeadField
from verbale.structure.head.forms import dates_in
from verbale.structure.head.kinds import kind_of_opening
from verbale.structure.passage import Passage
from verbale.structure.phrases import looking_for, tongues
from verbale.tongues.fold import fold

REACH = 24
"""Lines above a salutation at most."""

LINE = 400
"""Characters of the longest of them: address, telephone and mail of an office on one line."""

ADDRESS = 90
"""Characters of the longest line of an address."""

ADDRESS_LINES = 7
"""Lines of an address at most."""

EDGE = 20.0
"""Points by which its lines may begin farther in or out."""


class Letterhead(msgspec.Struct, frozen=True):
    """Fields of a letterhead and of an address, and the passages that are text."""

    fields: tuple[HeadField, ...]
    rest: tuple[Passage, ...]


def take_letterhead(passages: Sequence[Passage], language: str | None) -> Letterhead:
    """The letterhead above a letter or note and the addresses in it, apart from its text."""
    opening = _opening(passages, language)
    fields = [_field(each, language) for each in passages[:opening]]
    rest = list[Passage]()
    at = opening
    while at < len(passages):
        end = _address_end(passages, at, language)
        fields += [HeadField("addressee", (), each) for each in passages[at:end]]
        if end == at:
            rest.append(passages[at])
        at = max(end, at + 1)
    end = _foot(rest, language)
    fields += [HeadField("addressee", (), each) for each in rest[end:]]
    return Letterhead(tuple(fields), tuple(rest[:end]))


def _opening(passages: Sequence[Passage], language: str | None) -> int:
    """Which passage the text begins with: the salutation, or a note's compliments; 0 where neither stands near."""
    for at, passage in enumerate(passages[: REACH + 1]):
        if salutes(passage.text, language) or kind_of_opening([passage.text], language):
            return at
        if len(passage.text) > LINE or passage.rows is not None or passage.label is not None or passage.notes:
            return 0
    return 0


def _foot(passages: Sequence[Passage], language: str | None) -> int:
    """Where the short lines begin that stand below the place and date which end a note: the address, an office."""
    if not any(kind_of_opening([each.text], language) for each in passages[:2]):
        return len(passages)
    for at in range(len(passages) - 1, max(0, len(passages) - ADDRESS_LINES), -1):
        if conclusion(passages[at].text, language) is not None:
            return at + 1
        if len(passages[at].text) > ADDRESS or passages[at].label is not None or passages[at].rows is not None:
            break
    return len(passages)


def _field(passage: Passage, language: str | None) -> HeadField:
    """A line of a letterhead: the date of the letter where it is one, else print of the sender."""
    dates = [date for date in dates_in(passage.text, language) if len(date.iso) == 10]
    if len(dates) == 1 and len(passage.text) < ADDRESS:
        return HeadField("issued", (dates[0].iso,), passage)
    return HeadField("other", (), passage)


def _address_end(passages: Sequence[Passage], at: int, language: str | None) -> int:
    """Where an address that begins at a passage ends; the same place where none does."""
    if passages[at].role or passages[at].rows is not None or not _addresses(passages[at].text, language):
        return at
    end = at + 1
    while end < len(passages) and end - at < ADDRESS_LINES and _is_line(passages[end], passages[at]):
        end += 1
    return end


def _addresses(text: str, language: str | None) -> bool:
    """Whether a line opens with a style of address and is no sentence."""
    if len(text) > ADDRESS or text.rstrip().endswith((".", ";", ":")):
        return False
    folded = fold(text[:60]).text.strip()
    return any(looking_for(tongue, "closing", "address").match(folded) for tongue in tongues(language))


def _is_line(passage: Passage, first: Passage) -> bool:
    """Whether a line goes on with an address: short, on the same page, unnumbered, at the same edge where known."""
    if len(passage.text) > ADDRESS or passage.label is not None or passage.rows is not None or passage.role:
        return False
    if passage.page != first.page or passage.text.rstrip().endswith((".", ";", ":")):
        return False
    return passage.left is None or first.left is None or abs(passage.left - first.left) < EDGE
