"""A block's text → the forms that are positions in it, combined by the constructions of the tongue.

Four steps, in the order of the code: find forms; let each lead to the noun, manner or necessity that overrules it; keep
those that stand where the voice of the text puts a position; mark what is denied.
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

import msgspec

from verbale.positions.lexicon import (
    BARE,
    CARRIER,
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
from verbale.tongues.files import read_knowledge
from verbale.tongues.fold import fold

STOP = re.compile(r"[;；؛]|[.!?؟](?=\s|$)|[。！？]|\n")
"""Ends of clauses that no scope crosses."""

QUOTED = re.compile(r"“[^”]*”|«[^»]*»|„[^“]*“|\"[^\"]*\"|《[^》]*》")

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


class Voices(msgspec.Struct, frozen=True):
    """Which voice each kind of document speaks in, and what overrules what."""

    strong_enough: float
    voices: dict[str, str]
    yielding: dict[str, tuple[str, ...]]
    denied: dict[str, str]
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
    found = _combine(words, prepared, words.find(prepared))
    kept = _spoken(words, prepared, found, voice, role)
    quoted = () if voice == "quoted" else tuple((m.start(), m.end()) for m in QUOTED.finditer(text))
    return [each for each in (_evidence(words, prepared, one, tongue) for one in kept) if not _inside(each, quoted)]


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
            carried = _carried_kinds(words, verb, kinds)
            return _Found(form.start, led[0], led[1], attitudes()[led[1]].force, carried, stance.lemma)
    if stance.attitude in voices().yielding["to_manner"]:
        led = words.manner_after(prepared.text, form.end)
        if led is not None:
            return _Found(form.start, led[0], led[1], attitudes()[led[1]].force, kinds, stance.lemma)
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
    return prepared.text[one.end : following.start].strip() in _complementizers(words.rules.complementizers)


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
        if _fits(words, prepared.text, one, voice, begun=bool(kept)):
            kept.append(one)
    return kept


def _fits(words: Lexicon, text: str, one: _Found, voice: str, *, begun: bool) -> bool:
    """Whether a form outside an organ's text is a position where it stands."""
    if one.kinds & {WE, IMPERSONAL}:
        return True
    if BARE in one.kinds and (words.rules.person_in_verb or (begun and _coordinated(words, text, one.start))):
        return True
    if BARE in one.kinds and _spoken_of(words, text, one.start):
        return True
    if PREAMBLE in one.kinds and _begins_sentence(words, text, one.start):
        return True
    if voice == "reported":
        return REPORTED in one.kinds or (ORGAN in one.kinds and not words.rules.reported_apart)
    return ORGAN in one.kinds and voice == "third-person"


def _spoken_of(words: Lexicon, text: str, start: int) -> bool:
    """Whether "we" stands a little earlier in the sentence ("we, the ministers, welcome")."""
    before = text[max(0, start - SUBJECT) : start]
    return any(f"{words.lead}{pronoun}" in before for pronoun in _complementizers(words.rules.pronouns))


def _spoken_by_organ(words: Lexicon, prepared: Prepared, found: list[_Found], role: str) -> list[_Found]:
    """The opening verb, then verbs that follow a comma or a conjunction."""
    wanted = {PREAMBLE, ORGAN, WE, *((BARE,) if words.rules.person_in_verb and role != "item" else ())}
    kept: list[_Found] = []
    for one in found:
        if not one.kinds & wanted:
            continue
        first = not kept and len(prepared.text[: one.start].strip()) <= OPENING
        if first or (kept and _coordinated(words, prepared.text, one.start)):
            kept.append(one)
    return kept


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
    before = text[:start].strip()
    return not before or text[max(0, start - 2) : start] == "  " or before in _complementizers(words.rules.openers)


def _evidence(words: Lexicon, prepared: Prepared, one: _Found, tongue: str) -> Evidence:
    """A form as evidence: offsets of the block, mode, what a denial makes of it."""
    start, end = prepared.span(one.start, one.end)
    mode = next((mode for kind, mode in MODES.items() if kind in one.kinds), "organ")
    negated = _negated(words, prepared.text, one.start)
    attitude = voices().denied.get(one.attitude, one.attitude) if negated else one.attitude
    said = attitude == "necessity" and IMPERSONAL not in one.kinds
    force_class = SAYING if said else attitudes()[attitude].force_class
    return Evidence(start, end, attitude, one.force, mode, f"{tongue}/{one.lemma}", negated, force_class)


def _negated(words: Lexicon, text: str, start: int) -> bool:
    """Whether a word of denial stands right before the form."""
    before = text[max(0, start - 8) : start].rstrip()
    if not words.rules.bounded:
        return before.endswith(words.rules.negation)
    return before.endswith(_endings(words.rules.negation))


def _inside(one: Evidence, stretches: tuple[tuple[int, int], ...]) -> bool:
    """Whether evidence lies inside a quotation or a title."""
    return any(start < one.start and one.end < end for start, end in stretches)


__all__ = ["STOP", "Evidence", "Stance", "evidence", "voices"]
