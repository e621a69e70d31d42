"""Figures of a paragraph as language versions must agree on them: written alike, and the numbers written in words.

One version prints "1 p.m.", another "13.00" or "13 heures"; one "the Fifteenth Conference", another "la 15ª
Conferencia". Figures that the other version has in words, inside a date or a symbol, or by the other clock, are
explained; a difference is what is left on both sides.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from verbale.grammar.numerals import find_ordinal
from verbale.model.mention import Mention
from verbale.tongues.files import TONGUES

GROUPED = re.compile(r"(?<!\d)\d{3}(?:\s\d{3})*\s\d{1,2}(?!\d)|(?<![\d.,])\d{1,3}(?:[\s.,'’]\d{3})+(?!\d)")
"""Groups of thousands, in Arabic texts also written from right to left ("005 117 1")."""

FIGURE = re.compile(r"\d+(?:[.,:]\d+)?")
HOUR = re.compile(r"(?<![\d.,:])([01]?\d|2[0-4])[.:]([0-5]\d)(?![\d.,:]\d|\d)")
"""An hour with its minutes, as "10:00" or "13.30"."""

APART = frozenset({"symbol", "session", "meeting"})
SMALL = 11
"""Words for numbers below this also mean other things ("one", "first"): they explain a figure but accuse nobody."""

PAIR = re.compile(r"(?<![\d-])(\d{1,2})-(\d{1,2})(?![\d-])")
"""Two figures as Arabic prints a number of two parts ("15-3" for target 15.3)."""

CLOCK = 12
WORDY = 4000
"""Code points of a paragraph in which number words are looked for."""


def figures(text: str, mentions: Iterable[Mention]) -> Counter[str]:
    """Figures that belong to no day and no symbol; thousands, decimals and hours written alike."""
    pieces, at = [], 0
    for one in sorted(mentions, key=_start):
        day = one.type == "date" and "-" in (one.target or "")
        if (day or one.type in APART) and one.start >= at:
            pieces.append(text[at : one.start])
            at = one.end
    found = Counter(FIGURE.findall(fold_figures(" § ".join([*pieces, text[at:]]))))
    del found["00"]  # minutes of a full hour, printed or not
    return found


class Side(NamedTuple):
    """One version of a paragraph: its text, language, and figures."""

    text: str
    language: str
    figures: Counter[str]


def differing(first: Side, other: Side) -> tuple[list[str], list[str]]:
    """Figures of either version that the other has in no form; both empty unless each has one the other lacks."""
    lost, gained = first.figures - other.figures, other.figures - first.figures
    if not lost and not gained:
        return [], []
    lost, gained = _paired(lost, gained, other.text)
    gained, lost = _paired(gained, lost, first.text)
    words = _in_words(first.text, first.language), _in_words(other.text, other.language)
    worded = words[0] - words[1], words[1] - words[0]  # a word that both versions have explains no figure
    elsewhere = lost.total() != gained.total()  # one version counts a figure that the other has inside a date
    known = [
        _known(side.text if elsewhere else "", own, loose)
        for side, own, loose in ((first, worded[0], lost), (other, worded[1], gained))
    ]
    lost_left = sorted(one for one in lost if one not in known[1] and _digits(one) not in known[1])
    gained_left = sorted(one for one in gained if one not in known[0] and _digits(one) not in known[0])
    accusing = [{str(word) for word in own if word >= SMALL} for own in worded]
    if gained_left and not lost_left:
        lost_left = sorted(accusing[0] - known[1] - set(other.figures))
    elif lost_left and not gained_left:
        gained_left = sorted(accusing[1] - known[0] - set(first.figures))
    return (lost_left, gained_left) if lost_left and gained_left else ([], [])


def _paired(whole: Counter[str], parts: Counter[str], text: str) -> tuple[Counter[str], Counter[str]]:
    """Figures of two versions without the numbers of two parts that the text of the second prints with a hyphen."""
    for pair in PAIR.findall(fold_figures(text)):
        number = fold_figures(".".join(pair))
        if whole[number] > 0:
            whole, parts = whole - Counter([number]), parts - Counter(pair)
    return whole, parts


def only(one: Side, other: Side) -> list[str]:
    """Figures outside days and symbols that one version has and the other has nowhere."""
    words = _in_words(other.text, other.language)
    seen = {*FIGURE.findall(fold_figures(other.text)), *map(str, words)}
    return sorted(set(one.figures) - seen)


def _known(text: str, words: Counter[int], loose: Counter[str]) -> set[str]:
    """Every form in which a version has a number: as a figure, a word, by the other clock, in other units."""
    seen = set(FIGURE.findall(fold_figures(text)))
    hours = {int(each) for each in loose if each.isdecimal() and len(each) <= 2}
    clock = {str(one + CLOCK) for one in hours if one <= CLOCK} | {str(one - CLOCK) for one in hours if one > CLOCK}
    return seen | {str(word) for word in words} | clock | {_digits(one) for one in loose}


def _digits(figure: str) -> str:
    """A mark for the digits of a figure without its zeros and point: "1.2" million and "120" ten thousands agree."""
    return "=" + figure.replace(".", "").strip("0")


def _in_words(text: str, language: str) -> Counter[int]:
    """Numbers that a text writes in words, each as often as it does."""
    values: Counter[int] = Counter()
    rest = text[:WORDY]
    while language in TONGUES and (found := find_ordinal(rest, language)) is not None:
        values[found.value] += 1
        rest = rest[max(found.end, 1) :]
    return values


def _start(mention: Mention) -> int:
    """Where a mention begins."""
    return mention.start


def fold_figures(text: str) -> str:
    """Figures in Western digits, groups of thousands joined, decimals with a point, hours by the short clock."""
    digits = text if text.isascii() else "".join(_western(letter) for letter in text)
    return HOUR.sub(_hour, re.sub(r"(\d),(\d)", r"\1.\2", GROUPED.sub(_joined, digits)))


def _hour(found: re.Match[str]) -> str:
    """An hour by the short clock, without minutes where they are none."""
    hour = (int(found[1]) - 1) % CLOCK + 1 if int(found[1]) > CLOCK else int(found[1])
    return str(hour) if found[2] == "00" else f"{hour}:{found[2]}"


def _joined(found: re.Match[str]) -> str:
    """Groups of thousands as one figure whose groups stand in no order, since Arabic prints them in either."""
    return "".join(sorted(re.split(r"\D", found[0])))


def _western(letter: str) -> str:
    """A decimal figure of any script in Western digits; any other letter as it is."""
    return str(int(letter)) if letter.isdecimal() else letter
