"""Printed numbers at the start of a paragraph: parse and format side by side.

A marker is what counts a paragraph or an item: `1.`, `1 -`, `(a)`, `а)`, `(أ)`, `’1‘`, `㈠`, `（一）`, `(甲)`, `IV.`,
`35.1`, `16 bis.`. One marker can have several readings: `(i)` is the ninth letter and the Roman one, Cyrillic `с)` is
a letter of its own and a look-alike of the third Latin one. `parse` gives them all; the list it stands in decides
(`verbale.structure.body.items`). Letters, words and examples are in `knowledge/tongues/*/lists.toml`.
"""

from __future__ import annotations

import functools
import re
import unicodedata

import msgspec

from verbale.grammar.counting import Counting, counting
from verbale.grammar.numerals import format_chinese, format_roman, parse_chinese, parse_roman

BLANK = r"[\s\u200e\u200f\u202a-\u202e\u2066-\u2069]"
QUOTES = "\u2018\u2019\u201a\u201b'\u02bc"
SHAPES = {
    "(x)": "({})",
    "x)": "{})",
    "x.": "{}.",
    "x-": "{} -",
    "'x'": "\u2019{}\u2018",
    "x\u3001": "{}\u3001",
    "x": "{}",
}
"""How a count may be enclosed, and how it is printed: `x-` in Arabic, the comma of lists (U+3001) in Chinese."""


class Marker(msgspec.Struct, frozen=True, kw_only=True):
    """A printed number: the characters, their enclosure, and every count they can be read as."""

    printed: str
    """As printed, without the blank that follows."""
    shape: str
    """One of `SHAPES`."""
    ranks: dict[str, int]
    """Series (arabic, roman, latin, cyrillic, abjad, han …) to the rank in it, from 1."""
    decimal: tuple[int, ...] = ()
    """Parts of a decimal number (`35.1` is 35, 1); the rank is the last of them."""
    inserted: str = ""
    """Latin word of an inserted number: `bis`, `ter`; "" for none."""
    end: int = 0
    """Where the text after it begins."""

    @property
    def number(self) -> str | None:
        """The count in Western digits as an address has it (`7`, `7-bis`, `35.1`); None for letters."""
        rank = self.ranks.get("arabic") or self.ranks.get("roman-capital") or self.ranks.get("han")
        if rank is None and not self.decimal:
            return None
        plain = ".".join(map(str, self.decimal)) if self.decimal else str(rank)
        return f"{plain}-{self.inserted}" if self.inserted else plain


_QUOTED = frozenset("\u201c\u201e\u00ab\u300a\u300c\u300e")
"""Marks that open a quotation or a title at the start of a paragraph."""


def parse(text: str) -> Marker | None:
    """The marker a paragraph begins with, or None. Years, dates, sums and initials are no markers."""
    start = text[:48]
    if (body := _letterlike(start)) is None:
        return None
    found = _pattern().match(body)
    if found is None:
        return None
    lead = found.end() - len(found["gap"])
    after = body[found.end() :]
    shape = _shape(found["open"] or "", found["close"] or "")
    if shape is None or not _holds(found["body"], shape, found["gap"], after):
        return None
    return _marker(found["body"], found["inserted"] or "", shape, (text[: len(start)], body, lead, found.end()))


def _letterlike(start: str) -> str | None:
    """The start of a paragraph with enclosed characters (`㈠`, `①`) spelt out; None where no marker can begin."""
    first = start.lstrip(" \t\n\r\u00a0\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2069\u3000")[:1]
    if not first or not counting().first.match(first):
        return None
    if "\u2460" <= first <= "\u24ff" or "\u3220" <= first <= "\u3247":
        return start.replace(first, unicodedata.normalize("NFKC", first) + (")" if first <= "\u2473" else ""), 1)
    return start


@functools.cache
def _pattern() -> re.Pattern[str]:
    """One expression for all markers: enclosure, count, inserted word, enclosure, gap."""
    known = counting()
    count = "|".join(
        [
            r"\d{1,4}(?:[.\-]\d{1,3}){1,4}",
            r"\d{1,4}",
            known.words,
            r"[ivxlc]{1,8}|[IVXLC]{1,8}|[\u0406\u0425\u0421VXLCIM]{1,8}",
            f"[{known.numerals}]{{1,4}}",
            rf"(?P<twin>[{known.letters}])(?: ?(?P=twin))?\u0640?",
        ]
    )
    return re.compile(
        rf"{BLANK}*(?P<open>[(\uff08{QUOTES}])?{BLANK}?(?P<body>{count})(?:[\s\-]?(?P<inserted>{known.inserted}))?"
        rf"(?:{BLANK}?(?P<close>[)\uff09.\uff0e\u3001{QUOTES}\-\u2013\u2014]))?(?P<gap>{BLANK}*)"
    )


def _shape(opened: str, closed: str) -> str | None:
    """The enclosure by its two ends; None where they do not belong together."""
    if opened in "(\uff08" and opened:
        return "(x)" if closed in ")\uff09" and closed else None
    if opened:
        return "'x'" if closed and closed in QUOTES else None
    if not closed:
        return "x"
    if closed in QUOTES:
        return None
    return {")": "x)", "\uff09": "x)", ".": "x.", "\uff0e": "x.", "\u3001": "x\u3001"}.get(closed, "x-")


def _holds(body: str, shape: str, gap: str, after: str) -> bool:
    """Whether the characters after a count let it be a marker: `2.5` is a sum, `U.S.` a name, `1 – 5` a range."""
    following = after[:1]
    if not following:
        return True
    solid = "\u2e80" <= following <= "\uffef"
    if shape == "x-":
        return bool(gap) and not following.isdigit() and (body[0].isdigit() or len(body) > 1)
    if shape == "x":
        parted = any(c in gap for c in "\t\u2003\u3000") or len(gap) > 1
        opens = following in _QUOTED or (following.isalpha() and not following.islower())
        return parted or (bool(gap) and not body.isalnum() and opens)
    if shape in ("(x)", "'x'", "x\u3001") or solid:
        return bool(gap) or shape == "x\u3001" or not body[0].isdigit() or not following.isdigit()
    return bool(gap) or (body[-1].isdigit() and following.isupper())


def _marker(count: str, inserted: str, shape: str, places: tuple[str, str, int, int]) -> Marker | None:
    """A marker out of its parts; `places`: the text, the text spelt out, the ends of print and gap in it."""
    text, body, lead, end = places
    longer = len(body) - len(text)
    ranks, decimal = _ranks(count, counting(), shape)
    if not ranks:
        return None
    return Marker(
        printed=text[: lead - longer].strip(
            " \t\n\r\u00a0\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2069\u3000\u2003"
        ),
        shape=shape,
        ranks=ranks,
        decimal=decimal,
        inserted=counting().canonical.get(inserted, inserted),
        end=end - longer,
    )


def _ranks(count: str, known: Counting, shape: str) -> tuple[dict[str, int], tuple[int, ...]]:
    """Every series a count can belong to with its rank in it, and the parts of a decimal."""
    if count[0].isdigit():
        parts = tuple(int(part) for part in re.split(r"[.\-]", count))
        return {"arabic": parts[-1]}, parts if len(parts) > 1 else ()
    plain = unicodedata.normalize("NFKC", count).replace("\u0640", "")
    if plain in known.word_ranks:
        return dict([known.word_ranks[plain]]), ()
    ranks = dict(known.letter_ranks.get(plain[0], ())) if len(set(plain) - {" "}) == 1 else {}
    if len(plain) > 1 and ranks:
        ranks = {series: rank + known.lengths[series] for series, rank in ranks.items() if plain[0].isalpha()}
    western = plain.translate(known.look_alikes)
    if western in (western.lower(), western.upper()) and (value := parse_roman(western.upper())):
        ranks["roman" if western.islower() else "roman-capital"] = value
    if plain[0] in known.numerals and (value := parse_chinese(plain)):
        ranks["han"] = value
    return ranks, ()


def format_marker(series: str, rank: int, shape: str) -> str:
    """A marker as print has it: `format_marker("latin", 2, "(x)")` is `(b)`. Raises `KeyError` on an unknown series."""
    return SHAPES[shape].format(_count(series, rank))


def _count(series: str, rank: int) -> str:
    """The characters of a rank in a series."""
    known = counting()
    if series == "arabic":
        return str(rank)
    if series in ("roman", "roman-capital"):
        return format_roman(rank).lower() if series == "roman" else format_roman(rank)
    if series == "han":
        return format_chinese(rank)
    if series == "latin-capital":
        return _count("latin", rank).upper()
    turns, place = divmod(rank - 1, known.lengths[series])
    return known.orders[series][place] * (turns + 1)
