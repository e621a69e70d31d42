"""Stances of a tongue compiled: every form of every carrier of attitude, found in one pass over folded text.

What goes in: `knowledge/tongues/<language>/stances.tsv` (forms with attitude and force) and `constructions.toml` (how
forms combine). What comes out: `lexicon("fr").find(prepared)` gives forms in their places, longest first at each place.
"""

from __future__ import annotations

import csv
import functools
import re
from typing import NamedTuple

import daachorse
import msgspec

from verbale.tongues.files import knowledge_folder, read_knowledge
from verbale.tongues.fold import fold

ORGAN, WE, PREAMBLE, BARE, IMPERSONAL, REPORTED = "organ", "we", "preamble", "bare", "impersonal", "reported"
CONDITIONAL = "conditional"
CARRIER, RAISER = "carrier", "raiser"
"""Stems that hand their attitude to a noun: of the holder ("expresses … concern"), or of a thing ("raises concern")."""


REMOTE = 120
"""Code points within which a remote noun closes its clause."""


class Attitude(msgspec.Struct, frozen=True):
    """One attitude of the scale: class, force by default, PLOVER event it exports to."""

    force: float
    force_class: str = msgspec.field(name="class")
    plover: str | None = None


class Constructions(msgspec.Struct, frozen=True):
    """How a tongue puts positions together; the file's own comments say what each list is for."""

    bounded: bool
    person_in_verb: bool
    pronouns: tuple[str, ...]
    additive: tuple[str, ...]
    again: tuple[str, ...]
    coordination: tuple[str, ...]
    complementizers: tuple[str, ...]
    government: tuple[str, ...]
    tails: tuple[str, ...]
    negation: tuple[str, ...]
    openers: tuple[str, ...]
    carriers: tuple[str, ...]
    raisers: tuple[str, ...]
    endings: tuple[tuple[str, ...], ...]
    possessives: tuple[str, ...]
    articles: tuple[str, ...]
    partitives: tuple[str, ...]
    first_person_endings: tuple[str, ...]
    nouns: dict[str, tuple[str, ...]]
    manners: dict[str, tuple[str, ...]]
    stronger: tuple[str, ...] = ()
    strongest: tuple[str, ...] = ()
    conditional: tuple[str, ...] = ()
    auxiliaries: tuple[str, ...] = ()
    wishes: tuple[str, ...] = ()
    honours: tuple[str, ...] = ()
    selves: tuple[str, ...] = ()
    ours: tuple[str, ...] = ()
    courtesy: tuple[str, ...] = ()
    determiners: tuple[str, ...] = ()
    relatives: tuple[str, ...] = ()
    conditionals: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    prefixes: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    """Forms that are nouns where a capital letter stands inside a sentence."""
    remote: str = ""
    """Word that ties a noun to a verb far in front of it, where the tongue puts the noun last."""
    infinitive_alike: bool = False
    """Whether what is asked ("to report") looks like what is said ("reports"), so that items only continue."""
    reported_apart: bool = False
    """Whether `stances.tsv` lists past forms for reports; else the forms of organs serve."""


class Stance(NamedTuple):
    """One form: which attitude it carries, how strongly, as what kind of form, and the lemma that names the rule."""

    attitude: str
    force: float
    kind: str
    lemma: str


class Form(NamedTuple):
    """A form found: offsets into the prepared text, and what it may carry (one stance a kind)."""

    start: int
    end: int
    stances: tuple[Stance, ...]


class Prepared(NamedTuple):
    """Text ready for matching: folded, additive adverbs taken out; `origin` leads back to the block's text."""

    text: str
    origin: tuple[int, ...] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets into the block's text of a stretch of the prepared text (which has one blank in front)."""
        if self.origin is None:
            return start - 1, end - 1
        return self.origin[start], self.origin[end - 1] + 1


@functools.cache
def attitudes() -> dict[str, Attitude]:
    """The scale of attitudes."""
    return read_knowledge("attitudes.toml", dict[str, Attitude])


@functools.cache
def constructions(tongue: str) -> Constructions:
    """How a tongue puts positions together."""
    return read_knowledge(f"tongues/{tongue}/constructions.toml", Constructions)


class Lexicon:
    """All forms of one tongue as an automaton."""

    def __init__(self, tongue: str) -> None:
        self.tongue = tongue
        self.rules = constructions(tongue)
        self.lead = " " if self.rules.bounded else ""
        forms = _forms(tongue, self.rules)
        keys = sorted(forms)
        self._stances = [tuple(forms[key]) for key in keys]
        self._listed = list(zip(keys, self._stances, strict=True))
        self._automaton = daachorse.CharwiseDoubleArrayAhoCorasick([self.lead + key for key in keys])
        self._additive = _either(self.rules.additive, self.rules.bounded)
        self.capitals = _folded(self.rules.capitals)
        self._carriers = tuple(fold(stem.rstrip("*")).text for stem in self.rules.carriers)
        self._prefixes = ("", *(fold(prefix).text for prefix in self.rules.prefixes))
        self._nouns = _Phrases(self.rules.nouns, self.lead)
        self._manners = _Phrases(self.rules.manners, self.lead)

    def forms_of(self, attitude: str, kind: str) -> list[str]:
        """Forms of an attitude, folded, as the lexicon lists them."""
        wanted = (attitude, kind)
        return [key for key, stances in self._listed if any((one.attitude, one.kind) == wanted for one in stances)]

    def prepare(self, text: str) -> Prepared:
        """Fold a block's text and take out adverbs that never change an attitude."""
        folded = fold(text)
        padded = f" {folded.text} "
        if folded.starts is None and not self._additive.search(padded):
            return Prepared(padded, None)
        starts = (0, *(folded.starts or range(len(folded.text) + 1)), len(text))
        kept: list[int] = []
        pieces: list[str] = []
        at = 0
        for found in self._additive.finditer(padded):
            pieces.append(padded[at : found.start()])
            kept.extend(starts[at : found.start()])
            at = found.end()
        pieces.append(padded[at:])
        kept.extend(starts[at:])
        return Prepared("".join(pieces), tuple(kept))

    def find(self, prepared: Prepared) -> list[Form]:
        """Forms that stand as whole words, the longest at each place, overlaps settled for the leftmost."""
        longest: dict[int, tuple[int, int]] = {}
        for start, end, number in self._automaton.find_overlapping(prepared.text):
            whole = self._whole(prepared.text, end, self._stances[number])
            if whole and whole >= longest.get(start, (0, 0))[0]:
                longest[start] = (whole, number)
        found: list[Form] = []
        for start in sorted(longest):
            end, number = longest[start]
            if not found or start >= found[-1].end - len(self.lead):
                found.append(Form(start + len(self.lead), end, self._stances[number]))
        return found

    def _whole(self, text: str, end: int, stances: tuple[Stance, ...]) -> int:
        """Where the word ends that a match ends in; 0 when the match stops inside another word."""
        if not self.lead or text[end] == " ":
            return end
        stop = text.index(" ", end)
        kinds = {stance.kind for stance in stances}
        bends = ORGAN not in kinds and text[end:stop] in self.rules.tails
        return stop if bends or kinds & {CARRIER, RAISER} else 0

    def carries(self, form: str) -> bool:
        """Whether a form has the stem of a carrier, which hands its attitude to a noun."""
        if not self.lead:
            return form.endswith(self._carriers)
        words = (form, *form.split())
        bare = (word.removeprefix(prefix) for word in words for prefix in self._prefixes)
        return any(word.startswith(self._carriers) for word in bare)

    def noun_after(self, text: str, end: int, kind: str) -> tuple[int, str] | None:
        """The attitude noun a verb leads to in its own noun phrase: its end and attitude.

        A carrier leads to the holder's own attitudes, a raiser to those of nobody in particular, any other verb only
        to needs ("recognizes the need").
        """
        reach = 48 if self.lead else 8
        for at, stop, attitude in self._nouns.near(text, end, reach):
            between = text[end:at].split()
            needs = attitude == "necessity"
            if (kind or needs) and not self._leaves(between, needs or kind == RAISER):
                return stop, attitude
        return self._remote_noun(text, end) if kind else None

    def _remote_noun(self, text: str, end: int) -> tuple[int, str] | None:
        """A noun that closes the clause, tied by the word for "of" right in front of it."""
        tie = self.rules.remote
        clause = text[end : end + REMOTE].split(" ", 1)[0] if tie else ""
        for noun, attitude in self._nouns.pairs:
            at = clause.find(tie + noun)
            if tie and at >= 0:
                return end + at + len(tie + noun), attitude
        return None

    def _leaves(self, between: list[str], anybody: bool) -> bool:
        """Whether the words between verb and noun open a phrase that is not the holder's own."""
        rules = self.rules
        allowed = _folded(rules.possessives) | (_folded(rules.articles + rules.partitives) if anybody else frozenset())
        owned = not anybody and any(word in _folded(rules.possessives + rules.ours) for word in between[:2])
        closed = (
            _folded(rules.government)
            | _folded(rules.articles)
            | (frozenset() if owned else _folded(rules.coordination))
        )
        return len(between) > 6 or any(word in closed and word not in allowed for word in between)

    def manner_after(self, text: str, end: int) -> tuple[int, str] | None:
        """A manner right after a neutral verb ("with concern"): its end and attitude."""
        return next(((stop, attitude) for _, stop, attitude in self._manners.near(text, end, 0)), None)


class _Phrases:
    """Phrases that name an attitude, found in one pass; `pairs` are each with its attitude, the longest first."""

    def __init__(self, groups: dict[str, tuple[str, ...]], lead: str) -> None:
        pairs = [(fold(phrase).text, attitude) for attitude, phrases in groups.items() for phrase in phrases]
        self.pairs = sorted(pairs, key=lambda pair: -len(pair[0]))
        self._lead = lead
        self._keys = list(dict.fromkeys(phrase for phrase, _ in self.pairs))
        self._attitudes = [[named for phrase, named in self.pairs if phrase == key] for key in self._keys]
        self._automaton = daachorse.CharwiseDoubleArrayAhoCorasick([lead + key + lead for key in self._keys])

    def near(self, text: str, end: int, reach: int) -> list[tuple[int, int, str]]:
        """Phrases that begin within `reach` of `end`, nearest first, longest first: start, end, attitude."""
        first: dict[int, int] = {}
        for at, _, number in self._automaton.find_overlapping(text[end : end + reach + 40]):
            if at <= reach:
                first.setdefault(number, at)
        found = [(at, -len(self._keys[key]), named) for key, at in first.items() for named in self._attitudes[key]]
        return [(end + at, end + at + len(self._lead) - length, named) for at, length, named in sorted(found)]


def _either(words: tuple[str, ...], bounded: bool) -> re.Pattern[str]:
    """A pattern for any of the words; none gives a pattern that never matches."""
    folded = sorted((fold(word).text for word in words), key=len, reverse=True)
    pattern = "|".join(map(re.escape, folded)) or r"(?!)"
    return re.compile(f" (?:{pattern})(?= )" if bounded else r"(?!)")


def _forms(tongue: str, rules: Constructions) -> dict[str, list[Stance]]:
    """Folded form → stances, one a kind; the first row of the file wins."""
    forms: dict[str, list[Stance]] = {}
    stances = [
        (form, Stance(row["attitude"], float(row["force"] or attitudes()[row["attitude"]].force), kind, row["lemma"]))
        for row in _rows(tongue)
        for kind in (ORGAN, WE, PREAMBLE, IMPERSONAL, REPORTED)
        for form in row[kind].split("|")
    ]
    for form, stance in stances:
        _enter_all(forms, _plain_words(form, rules), stance, rules)
    for form, stance in stances:
        _enter_all(forms, _ungoverned(_plain_words(form, rules), rules), stance, rules)
    for attitude, conditionals in rules.conditionals.items():
        stance = Stance(attitude, attitudes()[attitude].force, CONDITIONAL, conditionals[0])
        for form in conditionals:
            _enter_all(forms, _plain_words(form, rules), stance, rules)
    for kind, stems in ((CARRIER, rules.carriers), (RAISER, rules.raisers)):
        for stem in stems:
            stance = Stance("", 0.0, kind, stem.rstrip("*"))
            forms.setdefault(fold(stem.rstrip("*")).text.strip(), []).append(stance)
    return forms


def _rows(tongue: str) -> list[dict[str, str]]:
    """The stances file of a tongue."""
    path = knowledge_folder() / "tongues" / tongue / "stances.tsv"
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE))


def _plain_words(form: str, rules: Constructions) -> list[str]:
    """The words of a form, folded, without adverbs that the text loses too."""
    words = fold(form).text.split()
    return [word for word in words if word not in _folded(rules.additive)] or words


def _ungoverned(words: list[str], rules: Constructions) -> list[str]:
    """The words without the prepositions they govern; a form written without them goes before (see `_forms`)."""
    while len(words) > 1 and words[-1] in _folded(rules.government):
        words = words[:-1]
    return words


def _enter_all(forms: dict[str, list[Stance]], words: list[str], stance: Stance, rules: Constructions) -> None:
    """Enter a form in all its shapes: bent in gender and number, and a "we" form without its pronoun."""
    _enter(forms, words, stance, rules)
    for bent in _bent(words, rules.endings) if stance.kind == PREAMBLE else ():
        _enter(forms, bent, stance, rules)
    if stance.kind == WE and rules.bounded and len(words) > 1 and words[0] in _folded(rules.pronouns):
        _enter(forms, words[1:], stance._replace(kind=BARE), rules)
    elif stance.kind == WE and not rules.bounded and words:
        for pronoun in rules.pronouns:
            _enter(forms, [words[0].removeprefix(pronoun)], stance._replace(kind=BARE), rules)


def _bent(words: list[str], endings: tuple[tuple[str, ...], ...]) -> list[list[str]]:
    """A feminine participle or adjective in its other genders and numbers, all its words together."""
    bent = []
    for form in range(1, 4):
        other = [_with_ending(word, endings, form) for word in words]
        if other != words:
            bent.append(other)
    return bent


def _with_ending(word: str, endings: tuple[tuple[str, ...], ...], form: int) -> str:
    """A word with the ending of another gender or number, if it has the first ending of a row."""
    for row in endings:
        first = fold(row[0]).text
        if len(word) > len(first) and word.endswith(first):
            return word.removesuffix(first) + fold(row[form]).text
    return word


@functools.cache
def _folded(words: tuple[str, ...]) -> frozenset[str]:
    """Words as they look folded."""
    return frozenset(fold(word).text for word in words)


def _enter(forms: dict[str, list[Stance]], words: list[str], stance: Stance, rules: Constructions) -> None:
    """One form under each spelling (a conjunction may be glued in front)."""
    form = " ".join(words)
    for key in (form, *(fold(prefix).text + form for prefix in rules.prefixes)) if form else ():
        stances = forms.setdefault(key, [])
        if all(known.kind != stance.kind for known in stances):
            stances.append(stance)


@functools.cache
def lexicon(tongue: str) -> Lexicon:
    """The compiled lexicon of a tongue of the house."""
    return Lexicon(tongue)
