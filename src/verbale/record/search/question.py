"""What a person types → a question understood, whichever engine answers it.

    disarmament "nuclear weapons" -space NEAR(fissile material) disarm* A/RES/66/* lang:fr holder:org/csto

Words are asked all together; OR, AND, NOT (or a minus), brackets, quoted phrases, `NEAR(a b)`, `prefix*`, symbols with
`*` and `name:value` filters are understood. OR binds less than AND, NOT most. What cannot be understood is taken as
plain words, never refused; only a filter may have a value that nothing can have (`filters.py`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import msgspec

from verbale.record.search.stems import asked_stem
from verbale.record.search.words import HAN, WORD, placed_words, symbol_word
from verbale.tongues.fold import fold

SINGLE = frozenset({"lang", "body", "kind", "year", "session", "role", "symbol"})
"""Filters of which a paragraph has one value; several of them are alternatives."""

FILTERS = SINGLE | {"name", "state", "instrument", "holder", "about", "addressee", "topic", "attitude"}
"""Names that may stand before a colon; anything else with a colon is a word."""

PIECE = re.compile(
    rf"""(?P<minus>-)?(?:
        (?P<filter>{"|".join(sorted(FILTERS))}):(?:"(?P<quoted_value>[^"]*)"|(?P<value>[^\s()"]+))
      | "(?P<phrase>[^"]*)"
      | NEAR\((?P<near>[^)]*)\)
      | (?P<operator>AND|OR|NOT)(?=\s|$)
      | (?P<open>\() | (?P<close>\))
      | (?P<word>[^\s()"]+)
    )""",
    re.X,
)

MOST_PIECES = 256
"""Pieces of a question that are read; a longer one is cut, so that no question is costly. A pasted paragraph fits."""

DEEPEST = 8
"""Brackets inside brackets that are read; deeper ones are passed over."""

NEAR_WORDS = 10
"""Words that may stand between the words of a NEAR."""

SHORTEST_START = 2
"""Letters a start of a word must have: one letter starts a tenth of all words."""

SYMBOL = re.compile(r"[A-Z][A-Z\d.*-]*/\S")
"""What begins like a symbol of a document."""

WORDING = 6
"""From so many words on, paragraphs with the question's very wording come first."""


class Word(msgspec.Struct, frozen=True, tag=True):
    """A word by its stems, one for each language in which it may be a word."""

    stems: tuple[str, ...]


class Phrase(msgspec.Struct, frozen=True, tag=True):
    """Words that stand one after the other as printed; Chinese by characters."""

    words: tuple[str, ...]


class Start(msgspec.Struct, frozen=True, tag=True):
    """Words that begin so."""

    letters: str


class Near(msgspec.Struct, frozen=True, tag=True):
    """Words close together, in any order; one row of stems for each language."""

    rows: tuple[tuple[str, ...], ...]


class Cited(msgspec.Struct, frozen=True, tag=True):
    """A symbol that is named; `*` stands for anything."""

    symbol: str


class Named(msgspec.Struct, frozen=True, tag=True):
    """An entity or topic by its identifiers, in whatever language it is named; its long names also by their words.

    `names`: rows of stems, with at most `name_words` other words between them.
    """

    ids: tuple[str, ...]
    names: tuple[tuple[str, ...], ...] = ()


class All(msgspec.Struct, frozen=True, tag=True):
    """Every one of some parts; none: any paragraph. `wording` comes first where it stands."""

    parts: tuple[Term, ...]
    wording: Phrase | None = None


class Either(msgspec.Struct, frozen=True, tag=True):
    """At least one of some parts."""

    parts: tuple[Term, ...]


class Not(msgspec.Struct, frozen=True, tag=True):
    """What must not be there."""

    part: Term


Term = Word | Phrase | Start | Near | Cited | Named | All | Either | Not


Finder = Callable[[str], tuple[tuple[int, int, tuple[str, ...], tuple[tuple[str, ...], ...]], ...]]
"""Text → names in it: start, end, identifiers of what they name, rows of stems of all its names."""


class Filter(msgspec.Struct, frozen=True):
    """`name:value`; with a minus before it, what is left out."""

    name: str
    value: str
    excluded: bool = False


class Question(msgspec.Struct, frozen=True):
    """A question understood: what is looked for (None: only filters), filters, and the plain words for names."""

    term: Term | None
    filters: tuple[Filter, ...]
    plain: str

    @property
    def empty(self) -> bool:
        """Whether nothing is asked."""
        return self.term is None and not self.filters


def understand(text: str, languages: tuple[str, ...], names: Finder | None = None) -> Question:
    """A question as typed; its words are looked up as words of every language in `languages`.

    `names` finds names of entities in a text; what is named is then found in any language.
    """
    pieces = list(PIECE.finditer(text))[:MOST_PIECES]
    filters = tuple(_filters(pieces))
    spoken = tuple(one.value for one in filters if one.name == "lang" and not one.excluded)
    asked = [piece for piece in pieces if not piece["filter"]]
    if not any(piece["operator"] or piece["minus"] for piece in asked):
        asked = [piece for piece in asked if not (piece["open"] or piece["close"])]
    reader = _Parser(text, asked, spoken or languages, names)
    term = reader.alternatives(0)
    return Question(term, filters, " ".join(_plain(pieces)))


def _filters(pieces: list[re.Match[str]]) -> Iterator[Filter]:
    """The filters among the pieces; a NOT before one leaves its value out too."""
    before = ""
    for piece in pieces:
        if piece["filter"]:
            value = piece["value"] if piece["quoted_value"] is None else piece["quoted_value"]
            yield Filter(piece["filter"], value, bool(piece["minus"]) or before == "NOT")
        before = piece["operator"] or ""


def _plain(pieces: list[re.Match[str]]) -> Iterator[str]:
    """Words that are asked for, without those left out: what may be the name of something."""
    before = ""
    for piece in pieces:
        if not piece["filter"] and not piece["minus"] and before != "NOT":
            yield from filter(None, (piece["phrase"] or piece["word"] or piece["near"],))
        before = piece["operator"] or ""


class _Parser:
    """Pieces of one question → one term."""

    def __init__(
        self, text: str, pieces: list[re.Match[str]], languages: tuple[str, ...], names: Finder | None
    ) -> None:
        self._text = text
        self._pieces = pieces
        self._languages = languages
        self._names = names
        self._at = 0

    def alternatives(self, depth: int) -> Term | None:
        """Parts joined by OR, up to a closing bracket or the end."""
        found = [self._together(depth)]
        while self._at < len(self._pieces) and self._pieces[self._at]["operator"] == "OR":
            self._at += 1
            found.append(self._together(depth))
        parts = tuple(part for part in found if part is not None)
        return parts[0] if len(parts) == 1 else Either(parts) if parts else None

    def _together(self, depth: int) -> Term | None:
        """Parts that are asked all together, up to an OR, a closing bracket or the end."""
        parts: list[Term] = []
        wording: tuple[str, ...] = ()
        negated = False
        while self._at < len(self._pieces):
            piece = self._pieces[self._at]
            if piece["operator"] == "OR" or (piece["close"] and depth):
                break
            if piece["operator"]:
                self._at += 1
                negated = piece["operator"] == "NOT"
                continue
            run = "" if negated else self._run()
            found = self._words_and_names(run) if run else self._one(depth)
            wording += phrase_of(run).words if run else ()
            if negated or piece["minus"]:
                parts += [Not(All(tuple(found)))] if found else []
            else:
                parts += found
            negated = False
        return _joined(parts, wording)

    def _run(self) -> str:
        """The text of the plain words that follow one another from here; empty where none stands here."""
        first = last = None
        while self._at < len(self._pieces) and _is_plain(self._pieces[self._at]):
            last = self._pieces[self._at]
            first = first or last
            self._at += 1
        return self._text[first.start() : last.end()] if first and last else ""

    def _one(self, depth: int) -> list[Term]:
        """One piece that is no plain word, or is left out, as terms that are asked together."""
        piece = self._pieces[self._at]
        self._at += 1
        if piece["open"]:
            return self._inside(depth)
        if piece["near"] is not None:
            return self._near(piece["near"])
        if piece["phrase"] is not None:
            words = phrase_of(piece["phrase"])
            return [words] if words.words else []
        text = piece["word"] or ""
        if SYMBOL.match(text):
            return self._symbol(text)
        starts = list(WORD.finditer(fold(text).text)) if text.endswith("*") else []
        if starts and len(starts[-1][0]) >= SHORTEST_START and not HAN.match(starts[-1][0]):
            return [*self._words(text[: starts[-1].start()]), Start(starts[-1][0])]
        return self._words(text)

    def _inside(self, depth: int) -> list[Term]:
        """What stands in brackets."""
        found = self.alternatives(depth + 1) if depth < DEEPEST else None
        if self._at < len(self._pieces) and self._pieces[self._at]["close"]:
            self._at += 1
        return [found] if found is not None else []

    def _symbol(self, text: str) -> list[Term]:
        """A symbol: named, whatever way it is printed, or printed so."""
        symbol = symbol_word(text.rstrip(".,;:"))
        printed = phrase_of(text)
        return [Cited(symbol) if "*" in symbol or not printed.words else Either((Cited(symbol), printed))]

    def _words_and_names(self, text: str) -> list[Term]:
        """The words of a text; those that name something also find it under its other names."""
        found: list[Term] = []
        at = 0
        for start, end, ids, rows in self._names(text) if self._names else ():
            inner = self._words(text[start:end])
            found += self._words(_before(text[at:start]))
            found.append(Either((All(tuple(inner)) if len(inner) != 1 else inner[0], Named(ids, rows))))
            at = end
        return found + self._words(text[at:])

    def _words(self, text: str) -> list[Term]:
        """The words of a text; what an elision leaves of one (`l’Égypte`) is none, a run of Chinese is a phrase."""
        found: list[Term] = []
        folded = fold(text)
        for run in WORD.finditer(folded.text):
            after = folded.text[run.end() : run.end() + 2]
            if HAN.match(run[0]):
                found.append(Word((run[0],)) if len(run[0]) == 1 else Phrase(tuple(run[0])))
            elif len(run[0]) > 1 or run[0].isdigit() or after[1:] in ("", " "):
                start, end = folded.origin(run.start()), folded.origin(run.end() - 1) + 1
                found.append(Word(self._stems(text[start:end])))
        return found

    def _near(self, text: str) -> list[Term]:
        """Words close together."""
        words = [word for part in text.split() for word in self._words(part)]
        if len(words) < 2 or not all(isinstance(word, Word) for word in words):
            return words
        rows = [tuple(one.stems[0] for one in placed_words(text, language)) for language in self._languages]
        return [Near(tuple(dict.fromkeys(rows)))]

    def _stems(self, printed: str) -> tuple[str, ...]:
        """The stems of a word in every language it may be of."""
        return tuple(dict.fromkeys(asked_stem(printed, language) for language in self._languages))


def _before(text: str) -> str:
    """What stands before a name, without the clitic that is written together with it."""
    runs = list(WORD.finditer(text))
    joined = runs and runs[-1].end() == len(text) and not HAN.match(runs[-1][0])
    return text[: runs[-1].start()] if joined else text


def _is_plain(piece: re.Match[str]) -> bool:
    """Whether a piece is a word without any sign of the language of questions."""
    text = piece["word"]
    return bool(text) and not piece["minus"] and not text.endswith("*") and not SYMBOL.match(text)


def _joined(parts: list[Term], wording: tuple[str, ...]) -> Term | None:
    """Parts asked together, their very wording first where there are many."""
    if not parts:
        return None
    if len(parts) == 1 and not isinstance(parts[0], Not):
        return parts[0]
    return All(tuple(parts), Phrase(wording) if len(wording) >= WORDING else None)


def phrase_of(text: str) -> Phrase:
    """The words of a text as they stand."""
    return Phrase(tuple(word.form for word in placed_words(text, None)))


def name_words(row: tuple[str, ...]) -> int:
    """Words that may stand between the words of a name: twice as many as it has, so that short names stay together."""
    return min(2 * len(row), NEAR_WORDS)
