"""A block's text → the forms that are positions in it, combined by the constructions of the tongue.

Four steps, in the order of the code: find forms; let each lead to the noun, manner or necessity that overrules it; keep
those that stand where the voice of the text puts a position; mark what is denied.
"""

from __future__ import annotations

import functools
import itertools
import re
from typing import NamedTuple

import msgspec

from verbale.positions.lexicon import (
    BARE,
    CARRIER,
    CONDITIONAL,
    IMPERSONAL,
    ORGAN,
    PREAMBLE,
    RAISER,
    REPORTED,
    WE,
    Form,
    Lexicon,
    Prepared,
    Stance,
    attitudes,
    lexicon,
)
from verbale.positions.surroundings import Surroundings, quotations, surroundings
from verbale.tongues.files import read_knowledge
from verbale.tongues.fold import fold

STOP = re.compile(r"[;；؛。！？\n.!?؟](?:(?<![.!?؟])|(?=\s|$))")
"""Ends of clauses that no scope crosses; all signs stand in one class, so that the search leaps over other text."""

LONGEST_OPENER = 60
"""Code points within which an opener can be all that stands before a word."""
OPENING = 24
"""Folded code points within which a paragraph of an organ must open with its verb."""


SAYING = "assertive"
"""Class of verbs of saying, which a need that they state does not change."""

MODES = {WE: "first-person", BARE: "first-person", IMPERSONAL: "impersonal", REPORTED: "reported"}
"""The mode of a position by the kind of its form; what is none of these is an organ's."""


SUBJECT = 60
"""Folded code points within which a subject stands before its verb."""


class Evidence(NamedTuple):
    """Words that carry an attitude: offsets into the block's text, attitude, force, mode, rule, denied or not, class.

    The class is that of the act of speech: who "reaffirms the need" asserts, only "it is necessary" alone is deontic.
    """

    start: int
    end: int
    attitude: str
    force: float
    mode: str
    rule: str
    negated: bool
    force_class: str
    conditional: bool = False


class Denial(msgspec.Struct, frozen=True):
    """What an attitude becomes when it is denied, and how strongly."""

    attitude: str
    force: float


class Raised(msgspec.Struct, frozen=True):
    """How much force repetition and adverbs add, what a conditional takes, and the most that force can be."""

    again: float
    stronger: float
    strongest: float
    conditional: float


class Voices(msgspec.Struct, frozen=True):
    """Which voice each kind of document speaks in, and what overrules what."""

    strong_enough: float
    voices: dict[str, str]
    yielding: dict[str, tuple[str, ...]]
    denied: dict[str, Denial]
    proceedings: dict[str, str]
    raised: Raised
    demandingness: dict[str, int]
    answers: dict[str, str]


class _Found(NamedTuple):
    """A form with its combination settled, still in offsets of the prepared text."""

    start: int
    end: int
    attitude: str
    force: float
    kinds: frozenset[str]
    lemma: str
    led: bool = False


@functools.cache
def voices() -> Voices:
    """The voices file."""
    return read_knowledge("positions.toml", Voices)


def evidence(text: str, tongue: str, voice: str, role: str) -> list[Evidence]:
    """Positions that the text of one block takes, in order. `voice` is one of the voices, `role` the block's role."""
    if voice == "none":
        return []
    words = lexicon(tongue)
    prepared = words.prepare(text)
    forms = [form for form in words.find(prepared) if not _is_name(words, prepared, text, form)]
    found = _combine(words, prepared, forms)
    around = surroundings(tongue)
    kept = _spoken(words, prepared, found, voice, role)
    quoted = [] if voice == "quoted" else list(quotations(text))
    if kept and around.courteous(prepared.text):
        quoted += _courtesies(around, text)
    given = (_evidence(around, prepared, one, tongue, backshifted=voice == "reported") for one in kept)
    return [each for each in given if not _inside(each, quoted)]


def _is_name(words: Lexicon, prepared: Prepared, text: str, form: Form) -> bool:
    """Whether a form is a noun by its capital letter: "call upon States" takes one position, not two."""
    if prepared.text[form.start : form.end] not in words.capitals:
        return False
    start, _ = prepared.span(form.start, form.end)
    return text[start].isupper() and not _begins_sentence(words, prepared.text, form.start)


def _courtesies(around: Surroundings, text: str) -> list[tuple[int, int]]:
    """Clauses of courtesy, as stretches that hold all their letters inside."""
    ends = [0, *(stop.end() for stop in STOP.finditer(text)), len(text)]
    spans = itertools.pairwise(ends)
    return [(start - 1, end + 1) for start, end in spans if around.courteous(f" {fold(text[start:end]).text} ")]


def _combine(words: Lexicon, prepared: Prepared, forms: list[Form]) -> list[_Found]:
    """Each form with the noun, manner or necessity that overrules it; carriers without a noun fall away."""
    found: list[_Found] = []
    skip = 0
    for number, form in enumerate(forms):
        if form.start < skip:
            continue
        one = _led(words, prepared, form)
        if one is None:
            continue
        following = forms[number + 1] if number + 1 < len(forms) else None
        if following is not None and _requires(words, prepared, one, following):
            force = next(stance.force for stance in following.stances if stance.kind == IMPERSONAL)
            strong = force >= voices().strong_enough
            one = one._replace(end=following.end)
            if strong:
                one = one._replace(attitude="necessity", force=force)
        skip = one.end
        found.append(one)
    return found


def _led(words: Lexicon, prepared: Prepared, form: Form) -> _Found | None:
    """A form, or the noun or manner it leads to."""
    stance = form.stances[0]
    kinds = frozenset(each.kind for each in form.stances)
    verb = prepared.text[form.start : form.end]
    carrier = RAISER if RAISER in kinds else CARRIER if words.carries(verb) else ""
    if carrier or stance.attitude in voices().yielding["to_need"]:
        led = words.noun_after(prepared.text, form.end, carrier)
        if led is not None and not _crosses(prepared.text, form.end, led[0]):
            ours = surroundings(words.tongue).ours(prepared.text, form.end, led[0])
            carried = frozenset({WE, BARE}) if ours and carrier else _carried_kinds(words, verb, kinds)
            return _Found(form.start, led[0], led[1], attitudes()[led[1]].force, carried, stance.lemma, led=True)
    if stance.attitude in voices().yielding["to_manner"]:
        led = words.manner_after(prepared.text, form.end)
        if led is not None:
            return _Found(form.start, led[0], led[1], attitudes()[led[1]].force, kinds, stance.lemma, led=True)
    if kinds <= {CARRIER, RAISER}:
        return None
    return _Found(form.start, form.end, stance.attitude, stance.force, kinds, stance.lemma)


def _carried_kinds(words: Lexicon, verb: str, kinds: frozenset[str]) -> frozenset[str]:
    """A carrier is listed by its stem: its ending says whether "we" speak; else it may be any form of an organ."""
    if RAISER in kinds:
        return frozenset({IMPERSONAL})
    if CARRIER not in kinds:
        return kinds
    if words.rules.first_person_endings and verb.endswith(words.rules.first_person_endings):
        return frozenset({WE, BARE})
    return frozenset({ORGAN, PREAMBLE, *(() if words.rules.person_in_verb else (BARE,))})


def _crosses(text: str, start: int, end: int) -> bool:
    """Whether a clause ends between a verb and the noun it would carry (punctuation folds to double blanks)."""
    return "  " in text[start:end].strip()


def _requires(words: Lexicon, prepared: Prepared, one: _Found, following: Form) -> bool:
    """Whether a form that asserts governs a form that requires ("stresses that it is essential")."""
    if one.attitude not in voices().yielding["to_necessity"]:
        return False
    if all(stance.kind != IMPERSONAL or stance.attitude != "necessity" for stance in following.stances):
        return False
    between = prepared.text[one.end : following.start].strip()
    joined = _complementizers(words.rules.complementizers)
    last = prepared.text[one.start : one.end].rsplit(None, 1)[-1]  # a form may be listed with its "that"
    return between in joined or (not between and last in joined)


@functools.cache
def _complementizers(given: tuple[str, ...]) -> frozenset[str]:
    """Words for "that", folded."""
    return frozenset(fold(word).text for word in given)


def _spoken(words: Lexicon, prepared: Prepared, found: list[_Found], voice: str, role: str) -> list[_Found]:
    """Forms that stand where the voice puts positions."""
    if voice == "organ":
        return _spoken_by_organ(words, prepared, found, role)
    kept: list[_Found] = []
    for one in found:
        if kept and one.start == kept[-1].end:
            continue  # where words have no blanks, what follows a verb without a break belongs to it
        if _fits(words, prepared.text, one, voice, begun=bool(kept)):
            kept.append(one)
    return kept


def _fits(words: Lexicon, text: str, one: _Found, voice: str, *, begun: bool) -> bool:
    """Whether a form outside an organ's text is a position where it stands."""
    around = surroundings(words.tongue)
    if around.noun_like(text, one.start):
        return False
    if one.kinds & {WE, IMPERSONAL, CONDITIONAL}:
        return True
    before = around.before(text, one.start)
    if BARE in one.kinds and (words.rules.person_in_verb or (begun and _coordinated(words, text, before.start))):
        return True
    if BARE in one.kinds and around.spoken_of(text, one.start, SUBJECT):
        return not before.honoured or _promises(one)
    bound = before.denied or before.conditional or before.wished or (before.honoured and _promises(one))
    if BARE in one.kinds and bound and voice != "first-person" and not around.relative_in_front(text, before.start):
        return True
    if PREAMBLE in one.kinds and _begins_sentence(words, text, before.start):
        return True
    if voice == "reported":
        return REPORTED in one.kinds or (ORGAN in one.kinds and not words.rules.reported_apart)
    return ORGAN in one.kinds and (voice == "third-person" or around.self_in_front(text, before.start))


def _promises(one: _Found) -> bool:
    """Whether a form asks or promises: what courtesy says beyond that is no position."""
    return attitudes()[one.attitude].force_class in {"directive", "commissive"}


def _spoken_by_organ(words: Lexicon, prepared: Prepared, found: list[_Found], role: str) -> list[_Found]:
    """The opening verb, then verbs that follow a comma or a conjunction."""
    wanted = {PREAMBLE, ORGAN, WE, *((BARE,) if words.rules.person_in_verb and role != "item" else ())}
    kept: list[_Found] = []
    for one in found:
        if not one.kinds & wanted:
            continue
        first = not kept and len(prepared.text[: min(one.start, 4 * OPENING)].strip()) <= OPENING
        if first or (kept and _coordinated(words, prepared.text, _front(words, prepared.text, one.start))):
            kept.append(one)
    return kept


def _front(words: Lexicon, text: str, start: int) -> int:
    """Where a verb begins with the adverbs in front of it."""
    return surroundings(words.tongue).before(text, start).start


def _coordinated(words: Lexicon, text: str, start: int) -> bool:
    """Whether a form follows a comma (folded to two blanks) or a word like "and"."""
    before = text[max(0, start - 24) : start]
    if not words.rules.bounded:
        return before.endswith((" ", *words.rules.coordination))
    return before.endswith("  ") or before.rstrip().endswith(_endings(words.rules.coordination))


@functools.cache
def _endings(coordination: tuple[str, ...]) -> tuple[str, ...]:
    """Conjunctions as they end a stretch of folded text."""
    return tuple(f" {fold(word).text}" for word in coordination)


def _begins_sentence(words: Lexicon, text: str, start: int) -> bool:
    """Whether nothing but an opener stands before a participle in its sentence."""
    if start > LONGEST_OPENER:
        return text[start - 2 : start] == "  "
    before = text[:start].strip()
    return not before or text[max(0, start - 2) : start] == "  " or before in _complementizers(words.rules.openers)


def _evidence(around: Surroundings, prepared: Prepared, one: _Found, tongue: str, *, backshifted: bool) -> Evidence:
    """A form as evidence: offsets of the block, mode, force, what a denial or a conditional makes of it.

    In reports "would" only says that somebody spoke earlier; it makes nothing conditional.
    """
    start, end = prepared.span(one.start, one.end)
    mode = next((mode for kind, mode in MODES.items() if kind in one.kinds), "organ")
    before = around.before(prepared.text, one.start)
    conditional = ((before.conditional and not before.wished) or CONDITIONAL in one.kinds) and not backshifted
    attitude, force = one.attitude, _force(around, prepared.text, one, before.start)
    if before.denied and attitude in voices().denied:
        denial = voices().denied[attitude]
        attitude, force = denial.attitude, denial.force
    if conditional:
        force = max(0.05, round(force - voices().raised.conditional, 2))
    negated = before.denied or (attitude == "reject" and around.denied_inside(prepared.text, one.start, one.end))
    said = attitude == "necessity" and IMPERSONAL not in one.kinds
    force_class = SAYING if said else attitudes()[attitude].force_class
    return Evidence(start, end, attitude, force, mode, f"{tongue}/{one.lemma}", negated, force_class, conditional)


def _force(around: Surroundings, text: str, one: _Found, front: int) -> float:
    """The force of a form with what its adverbs add; a form listed with its adverb has its force already."""
    if not one.led and around.raised_inside(text, one.start, one.end):
        return one.force
    raised = voices().raised
    again, stronger, strongest = around.strength(text, front - 1, one.end)
    added = again * raised.again + max(stronger * raised.stronger, strongest * raised.strongest)
    return round(min(1.0, one.force + added), 2) if added else one.force


def _inside(one: Evidence, stretches: list[tuple[int, int]]) -> bool:
    """Whether evidence lies inside a quotation or a title."""
    return any(start < one.start and one.end < end for start, end in stretches)


__all__ = ["STOP", "Evidence", "Stance", "evidence", "voices"]
