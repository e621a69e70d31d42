"""What kind of document a text is: by its symbol, by the words of its title, by how it opens.

The kinds and their words are `knowledge/kinds/*.toml`, one file a kind. In five languages the noun that names the kind
comes first ("Letter … transmitting the declaration …" is a letter), in Chinese last ("…宣言的普通照会" is a note).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

import msgspec

from verbale.grammar.symbol_shape import Symbol
from verbale.structure.head.forms import any_of
from verbale.tongues.files import TONGUES, knowledge_folder, read_knowledge
from verbale.tongues.fold import Folded, fold
from verbale.tongues.language import Words
from verbale.tongues.writing import spaced

ACT = 40
"""Characters of the longest line that is the number of an act."""

_COLONS = (":", "：", "—")
_CLOSERS = "：:(（，,"
"""Marks after which a title names itself, and marks after a Chinese title's noun."""


LONGEST_TITLE = 2_000
"""Code points of a title that are looked through; what is longer is no title."""


class Kind(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of document as its file in `knowledge/kinds` says it."""

    name: str
    date: str = "signed"
    transmits: bool = False
    instrument: bool = False
    series: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    title: dict[str, tuple[str, ...]] = {}
    opening: dict[str, tuple[str, ...]] = {}


class Cue(msgspec.Struct, frozen=True):
    """Words of a title that name a kind, and their place in its folded text."""

    kind: str
    start: int
    end: int


@functools.cache
def kinds() -> dict[str, Kind]:
    """Every kind by name."""
    folder = knowledge_folder() / "kinds"
    found = [read_knowledge(f"kinds/{path.name}", Kind) for path in sorted(folder.glob("*.toml"))]
    return {kind.name: kind for kind in found}


def kind(name: str) -> Kind:
    """The kind of a name; an unknown one is a plain document."""
    return kinds().get(name) or kinds()["document"]


@functools.cache
def _cues(tongue: str, field: str) -> tuple[re.Pattern[str] | None, dict[str, str]]:
    """All words of a language that name kinds, the longest first, and which kind each names."""
    named: dict[str, str] = {}
    for each in kinds().values():
        for word in getattr(each, field).get(tongue, ()):
            named.setdefault(" ".join(fold(word).text.split()), each.name)
    if not named:
        return None, {}
    inner = any_of(list(named))
    named = {_bare(words): kind for words, kind in named.items()}
    if not spaced(tongue):
        return re.compile(inner), named
    clitics = "".join(read_knowledge(f"tongues/{tongue}/words.toml", Words).clitics)
    before = f"[{clitics}]{{0,2}}" if clitics else ""
    return re.compile(rf"(?<!\w){before}(?P<cue>{inner})(?!\w)"), named


def _bare(words: str) -> str:
    """Words without blanks: print may part them by a line, or a Chinese word by a blank."""
    return "".join(words.split())


def cues_in(title: str, language: str | None) -> list[Cue]:
    """Every word of a title that names its kind, in order; offsets count in its folded text.

    The word counts where it is the noun the title is about: in Chinese at its end, elsewhere at the start of it or of
    what follows a colon, with no word of grammar before it. "Implementation of the Declaration" is no declaration.
    """
    title = title[:LONGEST_TITLE]
    folded, found = fold(title), list[Cue]()
    for tongue in (language,) if language in TONGUES else TONGUES:
        pattern, named = _cues(tongue, "title")
        if pattern is None:
            continue
        for match in pattern.finditer(folded.text):
            group = "cue" if "cue" in pattern.groupindex else 0
            if _is_head(title, folded, match.start(), match.end(), tongue):
                found.append(Cue(named[_bare(match[group])], match.start(), match.end()))
    return found


def _is_head(title: str, folded: Folded, start: int, end: int, tongue: str) -> bool:
    """Whether a word stands where a title has the noun that names it."""
    if not spaced(tongue):
        return not folded.text[end:].strip() or title[folded.origin(end)] in _CLOSERS
    before = title[: folded.origin(start)]
    words = fold(before[max(map(before.rfind, _COLONS)) + 1 :]).text.split()
    return not (_grammar(tongue) & set(words[1:])) and (not words or words[0] not in _prepositions(tongue))


@functools.cache
def _grammar(tongue: str) -> frozenset[str]:
    """Words of grammar of a language, folded."""
    return frozenset(fold(word).text for word in read_knowledge(f"tongues/{tongue}/words.toml", Words).words)


@functools.cache
def _prepositions(tongue: str) -> frozenset[str]:
    """Words of grammar that do not open a title's noun, as its article may ("The Rabat Declaration")."""
    return _grammar(tongue) - {
        fold(word).text for word in read_knowledge(f"tongues/{tongue}/words.toml", Words).articles
    }


def kind_of_title(title: str, language: str | None, transmitting: int | None = None) -> str | None:
    """Kind a title names, or None. `transmitting` is where the title goes on to the texts transmitted, if it does."""
    found = cues_in(title if transmitting is None else title[:transmitting], language)
    if not found:
        return None
    if not spaced(language):
        return max(found, key=lambda cue: (cue.end, -cue.start)).kind
    return found[0].kind


def is_name_of_kind(title: str, language: str | None) -> bool:
    """Whether a title is the name of a kind and nothing else, as a note is headed "NOTE VERBALE"."""
    end = len(fold(title[:LONGEST_TITLE]).text)
    return any(cue.start == 0 and cue.end == end for cue in cues_in(title, language))


def kind_of_symbols(symbols: Iterable[Symbol], *, hints: bool = False) -> str | None:
    """Kind a symbol proves ("A/RES/75/1" is a resolution), or with `hints` suggests ("WP.31" a working paper)."""
    for symbol in symbols:
        parts = {part.split(".")[0] for part in symbol.parts[1:]}
        for each in kinds().values():
            if parts & set(each.hints if hints else each.series):
                return each.name
    return None


def kind_of_opening(texts: Iterable[str], language: str | None) -> str | None:
    """Kind the first paragraphs show by their formula ("presents its compliments")."""
    if language not in TONGUES:
        return None
    pattern, named = _cues(language, "opening")
    for text in texts:
        match = pattern.search(fold(text).text) if pattern else None
        if match:
            group = "cue" if pattern and "cue" in pattern.groupindex else 0
            return named[_bare(match[group])]
    return None


def names_act(text: str, language: str | None) -> bool:
    """Whether a line is the number of an act and nothing else: "Resolution 1540 (2004)"."""
    if len(text) > ACT or not any(character.isdigit() for character in text):
        return False
    return any(
        kind(cue.kind).series and kind(cue.kind).date == "adopted" for cue in cues_in(text.rstrip(",،，"), language)
    )
