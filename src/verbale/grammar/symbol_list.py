"""Document symbols in running text, with the lists that leave out what was said before.

In: any text. Out: every printed symbol with its place; a double symbol gives two normal forms, an elliptical list one
find for each piece printed ("174" in "A/64/115, 174 and 323" is A/64/174). Rules: `knowledge/symbols/lists.toml`.
"""

from __future__ import annotations

import functools
import re

import msgspec

from verbale.grammar.adopting import running_organ
from verbale.grammar.symbol_shape import Symbol, double_at, organ_pattern
from verbale.grammar.symbol_tables import words
from verbale.grammar.symbol_text import PlainText, plain_text
from verbale.tongues.files import read_knowledge


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text and the symbols that must be found in it: a test."""

    text: str
    symbols: tuple[str, ...]


class Lists(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`lists.toml`."""

    joiners: tuple[str, ...]
    range_joiners: tuple[str, ...]
    longest_range: int
    examples: tuple[Example, ...]


class FoundSymbol(msgspec.Struct, frozen=True):
    """A symbol printed in a text: its place, the normal forms it stands for, and the symbols taken apart."""

    start: int
    end: int
    symbols: tuple[str, ...]
    parsed: tuple[Symbol, ...]
    score: float = 1.0
    rule: str = "symbol/printed"


@functools.cache
def lists() -> Lists:
    """What joins symbols in a list."""
    known: Lists = read_knowledge("symbols/lists.toml", Lists)
    return known


def _any(signs: tuple[str, ...]) -> str:
    """An alternation of words and signs, words bounded, longest first."""
    ordered = sorted(signs, key=len, reverse=True)
    return "|".join(rf"(?<!\w){re.escape(s)}(?!\w)" if s.isascii() and s.isalpha() else re.escape(s) for s in ordered)


class _Patterns(msgspec.Struct, frozen=True):
    """Compiled patterns of this module."""

    start: re.Pattern[str]
    tail: re.Pattern[str]
    after_number: re.Pattern[str]


@functools.cache
def _patterns() -> _Patterns:
    """Where a symbol may start; a tail that completes the symbol before; what may follow a bare number."""
    modifiers = "|".join(m for m in words().modifiers if "." not in m and m != "Summary")
    joiner, ranged = _any(lists().joiners), _any(lists().range_joiners)
    item = (
        rf"(?:(?P<modifier>{modifiers})\.\s?(?P<count>\d{{1,3}})"
        r"|(?P<series>[A-Z]{1,4})\.\s?(?P<serial>\d{1,5})|(?P<number>\d{1,6}))"
    )
    return _Patterns(
        start=re.compile(rf"(?<![A-Za-z0-9/])(?<!\d[.-])(?=[A-Z])(?={organ_pattern()})"),
        tail=re.compile(rf"\s*(?:(?P<range>{ranged})|(?:{joiner})(?:\s*(?:{joiner}))?)\s*{item}(?![\w/(])(?!\.\d)"),
        after_number=re.compile(rf"\s*(?:[,;.)\]،；，。）]|\Z|(?:{joiner})|(?:{ranged}))"),
    )


def find_symbols(text: str) -> list[FoundSymbol]:
    """Every document symbol printed in a text, in order; time grows with the length of the text alone."""
    return find_symbols_in(plain_text(text))


def find_symbols_in(plain: PlainText) -> list[FoundSymbol]:
    """The same for a text already made plain."""
    found: list[FoundSymbol] = []
    text = plain.text
    if "/" not in text:
        return found
    at = 0
    while (candidate := _CANDIDATE.search(text, at)) is not None:
        begin, stop = candidate.span()
        at = stop
        for start in (begin, *(m.end() for m in _INNER.finditer(text, begin, stop))):
            if not _patterns().start.match(text, start) or (shape := double_at(text, start)) is None:
                continue
            end = start + shape.length
            halves = shape.symbol.halves
            found.append(_found(plain, start, end, halves))
            at = _tails(plain, end, halves[0], found) if len(halves) == 1 else end
            break
        else:
            at = max(stop, _skip_word(text, begin))
    return found


_CANDIDATE = re.compile(r"[A-Z][A-Za-z0-9.()\-]{0,14}\s?/")
"""What the beginning of every symbol looks like: an organ in capitals and a slash."""
_INNER = re.compile(r"[-.(]")
_WORD = re.compile(r"[A-Za-z0-9./()-]{1,160}")
_CUT = re.compile(r"[-(]")


def _skip_word(text: str, at: int) -> int:
    """Past a run of symbol-like characters that was no symbol, so that a long one is looked at once."""
    run = _WORD.match(text, at)
    if run is None:
        return at + 1
    cut = _CUT.search(text, at + 1, run.end())
    return cut.end() if cut else run.end()


def _found(
    plain: PlainText, at: int, end: int, halves: tuple[Symbol, ...], rule: str = "symbol/printed"
) -> FoundSymbol:
    """A find with its offsets in the original text."""
    score = min(half.score for half in halves)
    return FoundSymbol(plain.start(at), plain.end(end), tuple(h.normal for h in halves), halves, score, rule)


def _tails(plain: PlainText, end: int, last: Symbol, found: list[FoundSymbol]) -> int:
    """Add the elliptical items after a symbol; gives the place after the last one taken."""
    text = plain.text
    base = last
    pending: list[FoundSymbol] = []
    sure = end
    while (tail := _patterns().tail.match(text, end)) is not None:
        many = _complete_tail(tail, last, base)
        if not many:
            break
        at = next(tail.start(g) for g in ("modifier", "series", "number") if tail.group(g))
        end = tail.end()
        pending.append(_found(plain, at, end, many, "symbol/list"))
        last = many[-1]
        if not tail.group("modifier") and not tail.group("series") and not _patterns().after_number.match(text, end):
            break
        if not tail.group("modifier"):
            base = last
        found.extend(pending)
        pending, sure = [], end
    return sure


def _complete_tail(tail: re.Match[str], last: Symbol, base: Symbol) -> tuple[Symbol, ...]:
    """The symbols an item of a list stands for, completed from the last one; none where it cannot be completed."""
    if tail.group("modifier"):
        piece = f"{tail.group('modifier')}.{tail.group('count')}"
        return (msgspec.structs.replace(base, parts=(*base.parts, piece), letter="", reissued=False),)
    head, dot, final = last.parts[-1].rpartition(".")
    if tail.group("series"):
        if not dot or head.upper() != tail.group("series").upper():
            return ()
        return (_with_last(last, f"{head}.{tail.group('serial')}"),)
    number = int(tail.group("number"))
    if not final.isdigit() or (not dot and last.organ == running_organ().prefix and last.kind == "res"):
        return ()
    first = int(final)
    prefix = head + dot
    if tail.group("range"):
        if not first < number <= first + lists().longest_range:
            return ()
        return tuple(_with_last(last, f"{prefix}{n}") for n in range(first + 1, number + 1))
    return (_with_last(last, f"{prefix}{number}"),)


def _with_last(symbol: Symbol, piece: str) -> Symbol:
    """The symbol with another last piece."""
    return msgspec.structs.replace(symbol, parts=(*symbol.parts[:-1], piece), letter="", reissued=False)
