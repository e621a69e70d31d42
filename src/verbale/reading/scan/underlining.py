"""Rules under words taken out of a grey picture before recognition.

A typewriter sets off titles, labels of annexes and names of ships with a rule that touches the letters; the recogniser
then reads nothing there, or noise. A thin dark stretch longer than any stroke of a letter, with print right above it,
is such a rule: its dots become light, but where a letter reaches through it. Rules between columns and parts of a
page have no print right above and stay; they are left to the recogniser.
"""

from __future__ import annotations

import re

import msgspec

from verbale.reading.scan.weight import DARK

SHORTEST = 0.2
"""Inches of the shortest rule under a word; no stroke of a letter of running text is as long."""

THICKEST = 0.03
"""Inches of the thickest rule under a word."""

ABOVE = 0.04
"""Inches above a rule within which the letters stand."""

WRITTEN = 0.12
"""Share of a rule's length that must have print right above it."""


class _Rule(msgspec.Struct):
    """A rule being followed down the rows: first and last row, leftmost and rightmost column, its dark stretches."""

    top: int
    bottom: int
    left: int
    right: int
    stretches: list[tuple[int, int, int]]
    """Row, first column and the column after the last of each."""

    @property
    def thickness(self) -> int:
        """Rows of a stretch of the rule, which may lie askew."""
        dots = sum(right - left for _, left, right in self.stretches)
        return max(1, -(-dots // max(1, self.right - self.left)))


def without_underlining(picture: bytes, resolution: float, masthead: float = 0) -> bytes:
    """A PGM picture without rules under words; any other picture as it is. `resolution` is dots an inch.

    `masthead` is the share of the page at its head that is left as it is: its rules part the fields.
    """
    if not picture.startswith(b"P5 ") or resolution < 100:
        return picture
    end = picture.index(b"\n") + 1
    width = int(picture[:end].split()[1])
    dark = picture[end:].translate(DARK)
    top = len(dark) // width * masthead
    rules = [
        rule
        for rule in _rules(dark, width, round(SHORTEST * resolution))
        if rule.top >= top
        and rule.bottom - rule.top < max(2, THICKEST * resolution)
        and _below_print(dark, width, rule, round(ABOVE * resolution))
    ]
    if not rules:
        return picture
    dots = bytearray(picture)
    for rule in rules:
        _erase(dots, end, dark, width, rule)
    return bytes(dots)


def _rules(dark: bytes, width: int, shortest: int) -> list[_Rule]:
    """Long dark stretches, those of neighbouring rows that overlap as one."""
    pattern = re.compile(b"\1{%d,}" % shortest)
    found, open_rules = list[_Rule](), list[_Rule]()
    for stretch in pattern.finditer(dark):
        row, left = divmod(stretch.start(), width)
        right = min(width, left + stretch.end() - stretch.start())
        open_rules = [rule for rule in open_rules if rule.bottom >= row - 1]
        near = next((rule for rule in open_rules if rule.left < right and left < rule.right), None)
        if near is None:
            near = _Rule(row, row, left, right, [])
            found.append(near)
            open_rules.append(near)
        near.bottom, near.left, near.right = row, min(near.left, left), max(near.right, right)
        near.stretches.append((row, left, right))
    return found


def _below_print(dark: bytes, width: int, rule: _Rule, reach: int) -> bool:
    """Whether letters stand right above a rule, and not one dark mass."""
    top, length, merged = max(0, rule.top - reach), rule.right - rule.left, 0
    for row in range(top, max(top, rule.top - 1)):
        merged |= int.from_bytes(dark[row * width + rule.left : row * width + rule.right], "big")
    return WRITTEN < merged.to_bytes(length, "big").count(1) / length < 1


def _erase(dots: bytearray, start: int, dark: bytes, width: int, rule: _Rule) -> None:
    """Make a rule light, with the rows its edges blur into, but where print goes on below it."""
    last = len(dark) // width - 1
    for row, left, right in rule.stretches:
        under = min(last, row + rule.thickness + 1)
        below = dark[under * width + left : under * width + right]
        for near in (row - 1, row, row + 1):
            if 0 <= near <= last:
                at = start + near * width + left
                old = dots[at : at + len(below)]
                dots[at : at + len(below)] = bytes(
                    kept if through else 255 for kept, through in zip(old, below, strict=True)
                )
