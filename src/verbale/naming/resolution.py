"""Resolution: which of the things a document has named a short, bare or ambiguous name means.

A `Memory` walks with the reader through one document. It keeps what has been named, where, and by which head, and
answers with a target, a score and the reason; where several answers are left they are all given. Nothing that cannot
be resolved is thrown away: it stays a mention without target.
"""

from __future__ import annotations

import functools
from collections import defaultdict

import msgspec

from verbale.authority import AuthorityBook, Hit
from verbale.authority.forms import Head, name_rules
from verbale.model.mention import Candidate
from verbale.tongues.fold import fold


class Answer(msgspec.Struct, frozen=True):
    """What a name leads to: target or None, score, other candidates, and the rule that decided."""

    target: str | None
    score: float
    rule: str
    candidates: tuple[Candidate, ...] = ()


class Place(msgspec.Struct, frozen=True):
    """Where something was last named: number of the component, of the block, and offset in the block."""

    component: int
    block: int
    offset: int


REASONS = {
    "introduced": "the text introduces this short form for it",
    "block": "named before in the same paragraph",
    "holder": "named in the title of this part",
    "seed": "the document is this body's",
    "component": "named last in this part",
    "document": "named last in the document",
    "sole": "the only one of this kind named in this part",
    "seat": "its seat is named in the same paragraph",
    "role": "the office itself",
    "office": "held the office on the day of the document",
    "order": "the usual meaning of the name",
    "named": "named by its full name in the document",
}
_SCORES = {
    "introduced": 0.98,
    "block": 0.95,
    "holder": 0.92,
    "seed": 0.9,
    "component": 0.85,
    "document": 0.75,
    "sole": 0.8,
}
_ORDERS = {
    "small": ("introduced", "block"),
    "near": ("introduced", "block", "holder", "sole"),
    "instrument": ("introduced", "block", "holder", "component", "document"),
    "other": ("introduced", "block", "holder", "seed", "component", "document"),
}
_BY_FORM = {"full": 1.0, "short": 0.98, "acronym": 0.97, "inserted": 0.97, "demonym": 0.8, "weak": 0.75}


class Memory:
    """What one document has named so far. One object a document; it is never shared."""

    def __init__(self, book: AuthorityBook, seeds: tuple[str, ...] = (), day: str = "") -> None:
        self.book = book
        self.seeds = seeds
        self.day = day
        self.adopted: str | None = None
        """The resolution or decision named last."""
        self.component = 0
        self.block = 0
        self._seen: dict[str, Place] = {}
        self._holders: set[str] = set()
        self._aliases: dict[str, str] = {}
        self._by_head: dict[str, dict[str, Place]] = defaultdict(dict)

    def enter_component(self) -> None:
        """A new component: its own holders and short forms begin."""
        self.component += 1
        self._holders = set()
        self._aliases = {}
        self.adopted = None

    def held(self, answer: Answer) -> Answer:
        """An answer that is an office, with who held it on the day of the document as a further candidate."""
        if answer.target is None or not self.day:
            return answer
        persons = self.book.holders(answer.target, self.day)
        if not persons:
            return answer
        kept = tuple(Candidate(target=each, score=0.6, reason=REASONS["office"]) for each in persons)
        role = Candidate(target=answer.target, score=answer.score, reason=REASONS["role"])
        return msgspec.structs.replace(answer, candidates=(role, *answer.candidates, *kept))

    def introduce(self, alias: str, target: str) -> None:
        """The text says that from here on `alias` means `target`."""
        self._aliases[fold(alias).text.strip()] = target

    def aliases(self) -> dict[str, str]:
        """Folded short forms introduced in this component, with what they mean."""
        return self._aliases

    def note(self, target: str, offset: int, language: str, *, title: bool = False) -> None:
        """Something was named."""
        place = Place(self.component, self.block, offset)
        self._seen[target] = place
        if title:
            self._holders.add(target)
        for head in heads_of(self.book, target, language):
            self._by_head[head][target] = place

    def has(self, target: str) -> bool:
        """Whether a thing was named, or the document is its own."""
        return target in self._seen or target in self.seeds

    def head(self, head: Head, hit: Hit, language: str, *, small: bool = False) -> Answer:
        """What a bare head ("the Treaty") means here. A hit's further identifiers are what it means by default.

        In small letters ("this fund") only what has just been named is meant.
        """
        alias = self._aliases.get(folded_heads(language)[head.word]) if self._aliases else None
        tiers = self._tiers(head.word, self._by_head.get(head.word, {}), hit.start, language)
        tiers["introduced"] = [alias] if alias is not None else []
        if not tiers["seed"]:
            tiers["seed"] = [each for each in hit.ids[1:] if parent_of(each) in self.seeds or each in self.seeds]
        kind = "near" if head.near else "instrument" if head.kinds == ("instrument",) else "other"
        for tier in _ORDERS["small" if small else kind]:
            found = tiers.get(tier, [])
            if found:
                others = tuple(Candidate(target=each, score=0.3, reason=REASONS[tier]) for each in found[1:4])
                return Answer(found[0], _SCORES[tier] - 0.05 * bool(others), f"head/{tier}", others)
        return Answer(None, 0.0, "head/open")

    def _tiers(self, word: str, known: dict[str, Place], offset: int, language: str) -> dict[str, list[str]]:
        """Things with this head by how close they are, the latest named first."""
        latest = sorted(known, key=lambda each: (known[each].block, known[each].offset), reverse=True)
        here = [each for each in latest if known[each].block == self.block and known[each].offset < offset]
        part = [each for each in latest if known[each].component == self.component and known[each].block < self.block]
        seeds = [each for each in self.seeds if word in heads_of(self.book, each, language)]
        held = [each for each in latest if each in self._holders]
        return {
            "block": here[:1],
            "component": part[:2],
            "holder": held,
            "seed": seeds[:1],
            "document": latest[:2],
            "sole": part if len(part) == 1 else [],
        }

    def name(self, hit: Hit, around: frozenset[str]) -> Answer:
        """What a name found in the authority files means here; `around` is what else the paragraph names."""
        if len(hit.ids) == 1 and hit.form != "weak":
            return Answer(hit.ids[0], _BY_FORM[hit.form], f"name/{hit.form}")
        if len(hit.ids) == 1:
            return self._weak(hit, around)
        seats = [each for each in hit.ids if self._seat(each) in around and self._seat(each)]
        named = sorted((each for each in hit.ids if each in self._seen), key=self._when, reverse=True)
        related = [each for each in hit.ids if self._related(each, around)]
        for tier, found in (
            ("seat", seats),
            ("named", named),
            ("seed", [each for each in related if each not in named]),
        ):
            if found:
                return Answer(found[0], 0.85, f"name/{tier}", self._others(hit.ids, found[0]))
        if hit.form == "weak":
            return Answer(None, 0.0, "name/ambiguous", self._others(hit.ids, None))
        return Answer(hit.ids[0], 0.7, "name/order", self._others(hit.ids, hit.ids[0]))

    def _weak(self, hit: Hit, around: frozenset[str]) -> Answer:
        """A weak name holds where its thing, or what its thing belongs to, is named."""
        if hit.ids[0] in self._seen or self._related(hit.ids[0], around):
            return Answer(hit.ids[0], _BY_FORM["weak"], "name/weak")
        return Answer(None, 0.0, "name/weak-open", self._others(hit.ids, None))

    def _others(self, ids: tuple[str, ...], chosen: str | None) -> tuple[Candidate, ...]:
        """What else a name may mean."""
        return tuple(Candidate(target=each, score=0.3, reason=REASONS["order"]) for each in ids if each != chosen)

    def _seat(self, target: str) -> str | None:
        entry = self.book.entry(target)
        return entry.seat if entry is not None else None

    def _related(self, target: str, around: frozenset[str]) -> bool:
        """Whether the parent, seat or an anchor of a thing is named here or the document's own."""
        entry = self.book.entry(target)
        if entry is None:
            return False
        ties = [entry.parent or parent_of(target), entry.seat, *entry.anchors]
        return any(tie in around or self.has(tie) for tie in ties if tie)

    def _when(self, target: str) -> tuple[int, int]:
        place = self._seen[target]
        return place.block, place.offset


def parent_of(target: str) -> str | None:
    """The body an identifier stands under: of `org/osce/odihr`, `org/osce`."""
    parent = target.rsplit("/", 1)[0]
    return parent if parent.count("/") >= 1 else None


@functools.lru_cache(maxsize=50_000)
def heads_of(book: AuthorityBook, target: str, language: str) -> tuple[str, ...]:
    """Heads that may stand for a thing in a language, taken from its full names and from weak names that are heads."""
    entry = book.entry(target)
    names = entry.names.get(language) if entry is not None else None
    if names is None:
        return ()
    rules = name_rules(language)
    words = folded_heads(language)
    found = {word for word in words if word in names.weak}
    for name in (*names.full, *names.short):
        if any(phrase in name.lower() for phrase in rules.headless):
            continue
        head = _head_of(fold(name).text.strip(), words, language)
        if head and (not rules.cased or head.lower() in name.lower()):
            found.add(head)
    for one, other in rules.spellings:
        found |= {each.replace(one, other) for each in found} | {each.replace(other, one) for each in found}
    return tuple(sorted(found & words.keys()))


@functools.cache
def folded_heads(language: str) -> dict[str, str]:
    """Heads of a language with their folded form."""
    return {head.word: fold(head.word).text.strip() for head in name_rules(language).heads}


def _head_of(name: str, words: dict[str, str], language: str) -> str | None:
    """The head of one folded name."""
    rules = name_rules(language)
    if rules.head_position == "end":
        return max((word for word, folded in words.items() if name.endswith(folded)), key=len, default=None)
    tokens = name.split()
    if rules.head_position == "last":
        opening = [word for word, folded in words.items() if " " in folded and name.startswith(folded + " ")]
        if opening:
            return opening[0]
        stop = next((at for at, token in enumerate(tokens) if token in rules.head_stops), len(tokens))
        tokens = tokens[:stop]
        text = " ".join(tokens)
        return max((word for word, folded in words.items() if _ends_with(text, folded)), key=len, default=None)
    return _first_head(tokens, words, rules.merges)


def _ends_with(text: str, folded: str) -> bool:
    """Whether a text ends with a word as a whole word."""
    return text == folded or text.endswith(" " + folded)


def _first_head(tokens: list[str], words: dict[str, str], merges: tuple[tuple[str, str], ...]) -> str | None:
    """The first head among the words of a name; an article written together with it does not count."""
    article = merges[0][0] if merges else ""
    for at in range(min(len(tokens), 4)):
        rest = " ".join(tokens[at:])
        for word, folded in words.items():
            bare = folded.removeprefix(article) if article else folded
            if any(rest == each or rest.startswith(each + " ") for each in (folded, bare)):
                return word
    return None
