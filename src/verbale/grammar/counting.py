"""Series that count: alphabets, Roman and Chinese figures, words of order, out of `knowledge/tongues/*/lists.toml`."""

from __future__ import annotations

import functools
import re

import msgspec

from verbale.tongues.files import TONGUES, read_knowledge

REPEATED = ("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies", "decies")
"""Latin words of inserted numbers, in order: what an address has, whatever the language prints."""


class Alphabet(msgspec.Struct, frozen=True):
    """Letters in the order lists use them."""

    name: str
    letters: tuple[str, ...]
    single: int = 0
    """How many of the letters lists use before they double the first; 0: all."""


class Words(msgspec.Struct, frozen=True):
    """Words that count sections, in order; a bar parts the forms of one word, the usual one first."""

    name: str
    words: tuple[str, ...]


class Example(msgspec.Struct, frozen=True):
    """A paragraph's start, the marker in it, and its rank in a series."""

    text: str
    number: str = ""
    series: str = ""
    rank: int = 0


class Lists(msgspec.Struct, frozen=True):
    """The file `lists.toml` of a tongue."""

    inserted: tuple[str, ...] = ()
    look_alikes: tuple[str, ...] = ()
    numerals: str = ""
    alphabets: tuple[Alphabet, ...] = ()
    words: tuple[Words, ...] = ()
    examples: tuple[Example, ...] = ()
    counterexamples: tuple[Example, ...] = ()


class Counting(msgspec.Struct, frozen=True):
    """All series of all tongues, ready for use. Script tells them apart, so no language need be known."""

    first: re.Pattern[str]
    """A character a marker can begin with."""
    letters: str
    numerals: str
    words: str
    inserted: str
    canonical: dict[str, str]
    letter_ranks: dict[str, tuple[tuple[str, int], ...]]
    word_ranks: dict[str, tuple[str, int]]
    lengths: dict[str, int]
    """Letters of each series before they are doubled."""
    orders: dict[str, tuple[str, ...]]
    look_alikes: dict[int, str]


@functools.cache
def counting() -> Counting:
    """Series of all tongues together."""
    tongues = [read_knowledge(f"tongues/{tongue}/lists.toml", Lists) for tongue in TONGUES]
    orders = {alphabet.name: alphabet.letters for lists in tongues for alphabet in lists.alphabets}
    single = {alphabet.name: alphabet.single for lists in tongues for alphabet in lists.alphabets}
    orders["latin-capital"] = tuple(letter.upper() for letter in orders["latin"])
    alike = dict(pair.split("=") for lists in tongues for pair in lists.look_alikes)
    letter_ranks = _letter_ranks(orders, alike)
    words = {
        word: (series.name, rank)
        for lists in tongues
        for series in lists.words
        for rank, forms in enumerate(series.words, 1)
        for word in forms.split("|")
    }
    inserted = {word: REPEATED[min(place, 8)] for lists in tongues for place, word in enumerate(lists.inserted)}
    numerals = "".join(lists.numerals for lists in tongues)
    letters = "".join(sorted(set(letter_ranks) | {"\ufeeb", "\ufee9"}))
    heads = "".join(sorted({re.escape(word[0]) for word in words}))
    return Counting(
        first=re.compile(
            rf"[\d(\uff08\u2018\u2019\u201a\u201b'\u02bc\u2460-\u24ff\u3220-\u3247IVXLCivxlc{letters}{numerals}{heads}]"
        ),
        letters=letters,
        numerals=numerals,
        words="(?:"
        + "|".join(rf"{re.escape(word)}\u064b?" for word in sorted(words, key=len, reverse=True))
        + r")(?!\w)",
        inserted="(?:" + "|".join(map(re.escape, sorted(inserted, key=len, reverse=True))) + r")(?![^\W\d_])",
        canonical=inserted,
        letter_ranks=letter_ranks,
        word_ranks={**words, **{word + "\u064b": value for word, value in words.items()}},
        lengths={name: single.get(name) or len(order) for name, order in orders.items()},
        orders={**orders, **{series.name: _usual(series.words) for lists in tongues for series in lists.words}},
        look_alikes=str.maketrans(alike),
    )


def _usual(words: tuple[str, ...]) -> tuple[str, ...]:
    """The usual form of each word."""
    return tuple(forms.partition("|")[0] for forms in words)


def _letter_ranks(orders: dict[str, tuple[str, ...]], alike: dict[str, str]) -> dict[str, tuple[tuple[str, int], ...]]:
    """Letter → its rank in every alphabet that has it, look-alikes included."""
    ranks: dict[str, tuple[tuple[str, int], ...]] = {}
    for name, order in orders.items():
        for rank, letter in enumerate(order, 1):
            ranks[letter] = (*ranks.get(letter, ()), (name, rank))
    for twin, western in alike.items():
        western_ranks = tuple(pair for pair in ranks.get(western, ()) if pair[0].startswith("latin"))
        ranks[twin] = (*ranks.get(twin, ()), *western_ranks)
    return ranks
