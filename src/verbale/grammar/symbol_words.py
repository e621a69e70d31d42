"""Resolutions and decisions cited in words: "resolutions 46/59 and 46/60", "第2042(2012)号决议", "القرار 1514 (د-15)".

In: a text and its language. Out: one `Reference` for each number, with what the text says of its organ and date;
`verbale.naming.symbols` decides the organ where the text leaves it open. A number counts only where a noun of the
language governs it: directly, through a list, or in the same sentence. Words: `knowledge/tongues/*/references.toml`.
"""

from __future__ import annotations

import bisect
import functools
import re
from typing import Literal

import msgspec

from verbale.grammar.adopting import running_organ
from verbale.grammar.anchors import Anchors
from verbale.grammar.dates import FoundDate
from verbale.grammar.symbol_items import Form, item_pattern, items_in, numbers_of, references
from verbale.grammar.symbol_tables import council_year
from verbale.grammar.symbol_text import PlainText
from verbale.tongues.writing import spaced, writing

_BRIDGE = 400
"""Longest stretch between a noun and the number it governs, or between two numbers of a list, in code points."""
_SURE_FROM = 300
"""Number of the Security Council from which number and year together are proof enough."""
_NEAR = 45
"""Longest stretch between an organ's name and the noun or number it belongs to."""


class Reference(msgspec.Struct, frozen=True, kw_only=True):
    """One number of a resolution or decision. Offsets are those of the plain text.

    `organ` is a body's identifier, "council" for a bare council, "" for an organ that numbers its own way, None where
    the text names none. `letters` are the parts ("A", "B"). `year` is that of the date printed with the number.
    `sure`: the noun governs the number directly or through a list.
    """

    start: int
    end: int
    kind: Literal["RES", "DEC"]
    form: Form
    session: str
    number: str
    letters: tuple[str, ...] = ()
    organ: str | None = None
    year: int | None = None
    sure: bool = True


class _Patterns(msgspec.Struct, frozen=True):
    """Compiled patterns of one language."""

    noun: Anchors
    organ: Anchors
    noun_inside: re.Pattern[str]
    bodies: tuple[str, ...]
    bridge: re.Pattern[str]
    genitive: re.Pattern[str]
    bare: re.Pattern[str]


@functools.cache
def _patterns(language: str) -> _Patterns:
    """The compiled patterns of a language."""
    known = references(language)
    edge, close = ("", "") if not spaced(language) else (r"(?<![^\W\d_])", r"(?![^\W_])")
    res, dec = "|".join(known.resolution), "|".join(known.decision)
    rows = sorted(((name, body) for body, names in known.organs.items() for name in names), key=lambda r: -len(r[0]))
    bodies = tuple(dict.fromkeys(body for _, body in rows))
    grouped = "|".join(
        f"(?P<o{n}>" + "|".join(r[0] for r in rows if r[1] == body) + ")" for n, body in enumerate(bodies)
    )
    connectors = "|".join(c.replace(" ", r"\s+") for c in sorted(known.connectors, key=len, reverse=True))
    organ_names = "|".join(name for name, _ in rows)
    quoted = r"“[^”]{0,300}”|\"[^\"]{0,300}\"|«[^»]{0,300}»|《[^》]{0,100}》|„[^“]{0,300}“"
    words = rf"{edge}(?:{connectors}|{organ_names}|{res}|{dec}){close}"
    glued = writing(language).glued
    clitic = r"|و(?=[\w])" if glued else ""
    noun = re.compile(rf"{edge}(?:(?P<res>{res})|(?P<dec>{dec})){close}", re.IGNORECASE)
    return _Patterns(
        noun=Anchors(noun, [*known.resolution, *known.decision], clitics=glued),
        noun_inside=noun,
        organ=Anchors(re.compile(rf"{edge}(?:{grouped}){close}"), [name for name, _ in rows], clitics=glued),
        bodies=bodies,
        bridge=re.compile(rf"(?>{words}|{quoted}|[\s,;،、，：:()\[\]“”\"«»'’\-–—]{clitic})*+", re.IGNORECASE),
        genitive=re.compile(rf"\s*,?\s*(?:{'|'.join(known.genitive)})\s*|\s*\(\s*"),
        bare=re.compile(r"\s+(\d{3,4})(?![\d/]|\s?\(|[.,]\d|\s?[A-Z]\s?\()"),
    )


def nouns(language: str) -> Anchors:
    """The words for resolutions and decisions."""
    return _patterns(language).noun


class _Scene:
    """Everything a block holds that bears on its references, gathered once."""

    def __init__(self, plain: PlainText, language: str, nouns: list[re.Match[str]], dates: list[FoundDate]) -> None:
        self.text = plain.text
        self.language = language
        self.patterns = _patterns(language)
        self.noun_first = references(language).noun_first
        self.nouns = nouns
        self.organs = [(m.start(), m.end(), self._body(m)) for m in self.patterns.organ.found(plain)]
        self.organ_starts = [organ[0] for organ in self.organs]
        self.dates = [(date.start, date.end, date.iso) for date in dates]
        self.date_starts = [date[0] for date in self.dates]

    def _body(self, found: re.Match[str]) -> str:
        """The body an organ's name stands for."""
        return self.patterns.bodies[int((found.lastgroup or "o0")[1:])]

    def bridged(self, start: int, end: int) -> bool:
        """Whether nothing but dates, joining words, organs and quoted titles stands between two places."""
        if not 0 <= end - start <= _BRIDGE:
            return False
        at = start
        for date in self.dates[bisect.bisect_left(self.date_starts, start) :]:
            if date[1] > end:
                break
            if not self.patterns.bridge.fullmatch(self.text, at, date[0]):
                return False
            at = date[1]
        return self.patterns.bridge.fullmatch(self.text, at, end) is not None

    def apart(self, start: int, end: int) -> bool:
        """Whether another clause has begun between an organ and what follows; Chinese puts a date between them."""
        if not self.noun_first:
            at = bisect.bisect_left(self.date_starts, start)
            while at < len(self.dates) and self.dates[at][1] <= end:
                start = self.dates[at][1]
                at += 1
        return _APART.search(self.text, start, end) is not None

    def one_sentence(self, start: int, end: int) -> bool:
        """Whether two places stand near each other in one sentence."""
        return 0 <= end - start <= _BRIDGE and not _STOP.search(self.text, start, end)

    def date_year(self, start: int, end: int) -> int | None:
        """The year of the date printed with a number: after it, in Chinese before it."""
        at = bisect.bisect_left(self.date_starts, end)
        if not spaced(self.language):
            before = self.dates[at - 1] if at else None
            near = before is not None and before[1] <= start <= before[1] + 4
            return int(before[2][:4]) if before is not None and near and before[2][0] != "-" else None
        if at < len(self.dates) and self.dates[at][0] - end <= 30 and self.bridged(end, self.dates[at][0]):
            iso = self.dates[at][2]
            return int(iso[:4]) if iso[0] != "-" and ";" not in self.text[end : self.dates[at][0]] else None
        return None


_APART = re.compile(r"[\d,;،、；，]")
"""What parts an organ from a noun that follows: another clause has begun."""
_STOP = re.compile(r"[.!?؟](?=\s+[^\W\d_a-z])|[。！？]|\n\n")


def find_references(plain: PlainText, language: str, dates: list[FoundDate]) -> list[Reference]:
    """Every number of a resolution or decision that a noun of the language governs. `dates` have plain offsets."""
    text = plain.text
    nouns = list(_patterns(language).noun.found(plain))
    numbered = "(" in text or ("/" in text and (nouns or "-" in text))
    items = list(items_in(text)) if numbered else []
    if not nouns and not any(_stands_alone(item) for item in items):
        return []
    scene = _Scene(plain, language, nouns, dates)
    governed = _govern_forward(scene, items) if scene.noun_first else _govern_backward(scene, items)
    found = [_reference(scene, item, noun, sure) for item, noun, sure in governed if noun is not None]
    found += [_self_evident(item) for item, noun, _ in governed if noun is None and _stands_alone(item)]
    found = _share_organs(scene, sorted(found, key=lambda r: r.start))
    return sorted([*found, *_bare_numbers(scene, found)], key=lambda r: r.start)


_Governed = tuple[re.Match[str], "re.Match[str] | None", bool]


def _govern_forward(scene: _Scene, items: list[re.Match[str]]) -> list[_Governed]:
    """Each item with the noun before it that governs it, directly or from item to item."""
    governed: list[_Governed] = []
    starts = [noun.start() for noun in scene.nouns]
    last: tuple[int, re.Match[str]] | None = None
    for item in items:
        at = bisect.bisect_right(starts, item.start()) - 1
        noun = scene.nouns[at] if at >= 0 else None
        place = noun.end() if noun is not None else -1
        holder = noun
        if last is not None and last[0] >= place:
            place, holder = last
        if holder is None:
            governed.append((item, None, False))
            continue
        sure = scene.bridged(place, item.start())
        if sure or (_plausible(item) and scene.one_sentence(place, item.start())):
            last = (item.end(), holder)
            governed.append((item, holder, sure))
        else:
            governed.append((item, None, False))
    return governed


def _govern_backward(scene: _Scene, items: list[re.Match[str]]) -> list[_Governed]:
    """Each item with the noun after it that governs it; a noun before serves where none follows (headings, notes)."""
    governed: list[_Governed] = []
    starts = [noun.start() for noun in scene.nouns]
    last: tuple[int, re.Match[str]] | None = None
    for item in reversed(items):
        at = bisect.bisect_left(starts, item.end())
        noun = scene.nouns[at] if at < len(scene.nouns) else None
        place, holder = (noun.start(), noun) if noun is not None else (len(scene.text) + _BRIDGE * 2, None)
        if last is not None and last[0] <= place:
            place, holder = last
        sure = holder is not None and scene.bridged(item.end(), place)
        if holder is not None and (sure or (_plausible(item) and scene.one_sentence(item.end(), place))):
            last = (item.start(), holder)
            governed.append((item, holder, sure))
            continue
        before = scene.nouns[at - 1] if at else None
        near = before is not None and before.end() <= item.start() and scene.bridged(before.end(), item.start())
        governed.append((item, before if near else None, near))
    return governed[::-1]


def _plausible(item: re.Match[str]) -> bool:
    """Whether a number looks like a resolution even at some distance from its noun."""
    if item.group("session"):
        session, number = int(item.group("session")), int(item.group("number"))
        return (2 <= session <= 90 and number <= 600) or 1978 <= session <= 2060
    return True


def _stands_alone(item: re.Match[str]) -> bool:
    """Whether a number needs no noun.

    So it is with the Arabic letters of a session, with a Roman session after a number of three digits, and with a
    number of the Security Council whose printed year is the one it was adopted in.
    """
    if item.group("arabic") or item.group("series"):
        return True
    if item.group("year"):
        number = int(item.group("running"))
        return number >= _SURE_FROM and council_year(number) == item.group("year")
    return bool(item.group("roman")) and len(item.group("running")) > 2


def _self_evident(item: re.Match[str]) -> Reference:
    """A reference without a noun."""
    form, session, number, letters = numbers_of(item)
    return Reference(
        start=item.start(),
        end=item.end(),
        kind="RES",
        form=form,
        session=session,
        number=number,
        letters=letters,
        sure=False,
    )


def _reference(scene: _Scene, item: re.Match[str], noun: re.Match[str], sure: bool) -> Reference:
    """A governed item as a reference, with the organ and the date that stand by it."""
    form, session, number, letters = numbers_of(item)
    return Reference(
        start=item.start(),
        end=item.end(),
        kind="RES" if noun.group("res") else "DEC",
        form=form,
        session=session,
        number=number,
        letters=letters,
        organ=_organ(scene, item.start(), item.end(), noun),
        year=scene.date_year(item.start(), item.end()),
        sure=sure,
    )


def _organ(scene: _Scene, item_start: int, item_end: int, noun: re.Match[str]) -> str | None:
    """The organ named beside the noun or the number: before the noun, between the two, or after the number."""
    first, last = sorted((item_start, noun.start()))
    at = bisect.bisect_left(scene.organ_starts, last) - 1
    start, end, body = scene.organs[at] if at >= 0 else (0, 0, "")
    if at >= 0 and start >= first and scene.bridged(end, last) and not item_pattern().search(scene.text, end, last):
        return body
    after = _organ_after(scene, item_end)
    if after is not None or at < 0 or end > first or first - end > _NEAR:
        return after
    return body if not scene.apart(end, first) and scene.bridged(end, first) else None


def _organ_after(scene: _Scene, end: int) -> str | None:
    """The organ in the genitive after a number and its date."""
    if not references(scene.language).genitive:
        return None
    at = bisect.bisect_left(scene.organ_starts, end)
    if at == len(scene.organs) or scene.organs[at][0] - end > 80:
        return None
    start, _, body = scene.organs[at]
    date = bisect.bisect_left(scene.date_starts, end)
    if date < len(scene.dates) and scene.dates[date][1] <= start and scene.bridged(end, scene.dates[date][0]):
        end = scene.dates[date][1]
    return body if scene.patterns.genitive.fullmatch(scene.text, end, start) else None


def _share_organs(scene: _Scene, found: list[Reference]) -> list[Reference]:
    """In a list, the organ named once holds for the numbers before and after it."""
    shared = list(found)
    for at in range(1, len(shared)):
        before, here = shared[at - 1], shared[at]
        if here.organ is None and before.organ is not None and _same_list(scene, before, here):
            shared[at] = msgspec.structs.replace(here, organ=before.organ)
    for at in range(len(shared) - 2, -1, -1):
        here, after = shared[at], shared[at + 1]
        if here.organ is None and after.organ is not None and _same_list(scene, here, after):
            shared[at] = msgspec.structs.replace(here, organ=after.organ)
    return shared


def _same_list(scene: _Scene, before: Reference, after: Reference) -> bool:
    """Whether two numbers stand under one noun: none of its own, and no organ, between them."""
    between = scene.text[before.end : after.start]
    return (
        before.form == after.form
        and before.kind == after.kind
        and len(between) <= _BRIDGE
        and not scene.patterns.noun_inside.search(between)
        and scene.bridged(before.end, after.start)
    )


def _bare_numbers(scene: _Scene, found: list[Reference]) -> list[Reference]:
    """Resolutions of a council that counts through, printed without their year: number right after noun and council."""
    if not scene.noun_first:
        return []
    bare = []
    running = running_organ().body
    taken = {reference.start for reference in found}
    for noun in scene.nouns:
        number = scene.patterns.bare.match(scene.text, noun.end())
        if number is None or number.start(1) in taken or not noun.group("res"):
            continue
        organ = (
            _organ(scene, number.start(1), number.end(1), noun)
            if not scene.text[noun.start() : noun.end()].isupper()
            else running
        )
        if organ == running:
            bare.append(
                Reference(
                    start=number.start(1),
                    end=number.end(1),
                    kind="RES",
                    form="running",
                    session="",
                    number=number.group(1),
                    organ=organ,
                )
            )
    return bare
