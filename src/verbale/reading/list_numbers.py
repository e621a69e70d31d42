"""Ranks as Office prints them: rank 3 is "3", "iii", "c", "в" or "三", by the number format of the list level."""

from __future__ import annotations

import msgspec

from verbale.tongues.files import read_knowledge

ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
LONGEST = 32
"""Most repetitions of a letter; a rank that needs more is printed in figures."""


class Formats(msgspec.Struct, frozen=True):
    """`knowledge/number-formats.toml`."""

    letters: dict[str, str]
    signs: dict[str, str]
    digits: dict[str, str]
    counting: dict[str, str]
    symbols: dict[str, str]


def formats() -> Formats:
    """The series of signs that number formats count with."""
    known: Formats = read_knowledge("number-formats.toml", Formats)
    return known


def counted(rank: int, form: str) -> str:
    """A rank in a number format of ECMA-376; a format not known here is printed in decimal figures.

    `counted(4, "lowerRoman")` is `iv`, `counted(28, "lowerLetter")` is `bb`, `counted(0, "none")` is empty.
    """
    known = formats()
    if form == "none":
        return ""
    if form in ("lowerRoman", "upperRoman"):
        return _roman(rank) if form == "lowerRoman" else _roman(rank).upper()
    if form == "decimalZero":
        return f"{rank:02d}"
    if form in known.letters:
        return _lettered(rank, known.letters[form])
    if form in known.signs:
        series = known.signs[form]
        return series[rank - 1] if 0 < rank <= len(series) else str(rank)
    if form in known.digits:
        return "".join(known.digits[form][int(figure)] for figure in str(rank) if figure.isdigit())
    if form in known.counting:
        return _spoken(rank, known.counting[form])
    return f"- {rank} -" if form == "numberInDash" else str(rank)


def symbol(code: str | None) -> str:
    """A character of a symbol font by its code ("F0B7"): the character it prints, or itself where it is not known."""
    place = (code or "").upper().zfill(4)
    found = formats().symbols.get(place) or formats().symbols.get("F" + place[1:])
    if found:
        return found
    try:
        return chr(int(place, 16))
    except (ValueError, OverflowError):
        return ""


def _lettered(rank: int, series: str) -> str:
    """A rank as a letter, doubled past the end of the series."""
    turns, place = divmod(rank - 1, len(series))
    return series[place] * (turns + 1) if 0 <= turns < LONGEST else str(rank)


def _roman(rank: int) -> str:
    """A rank in small Roman figures."""
    if not 0 < rank < 4000:
        return str(rank)
    written = ""
    for worth, sign in ROMAN:
        written += sign * (rank // worth)
        rank %= worth
    return written


def _spoken(rank: int, signs: str) -> str:
    """A rank in Chinese counting words: 12 is ten-two, 20 two-ten, 105 one-hundred-zero-five."""
    if not 0 < rank < 100_000:
        return str(rank)
    written, gap = "", False
    for power in range(len(str(rank)) - 1, -1, -1):
        figure = rank // 10**power % 10
        if figure:
            written += (signs[0] if gap else "") + signs[figure] + (signs[9 + power] if power else "")
        gap = bool(written) and not figure
    return written[1:] if 10 <= rank < 20 else written
