"""Letters with vowel marks that both of their glyphs name, as PDFium returns them; made after WeasyPrint's files."""

from __future__ import annotations

from array import array

from verbale.reading.pdf.clusters import told_once

AIN, DAMMA, QAF, NUN = "\u0639", "\u064f", "\u0642", "\u0646"


def once(text: str, items: list[int | None], edges: list[tuple[float, float]], downs: dict[int, float]) -> str | None:
    """The text without its doubles."""
    lefts, rights = (array("f", [edge[side] for edge in edges]) for side in (0, 1))
    places = told_once(text, items, lefts, rights, lambda at: downs.get(items[at] or 0, 100.0))
    return None if places is None else "".join(text[at] for at in places)


def test_a_letter_named_by_its_glyph_and_by_its_mark_is_read_once() -> None:
    edges = [(471.8, 473.8), (473.2, 476.0), (471.8, 473.8), (470.4, 473.2), (466.0, 470.7)]
    assert once(DAMMA + AIN + AIN + DAMMA + QAF, [1, 2, 1, 2, 3], edges, {1: 98.5}) == AIN + DAMMA + QAF


def test_the_double_may_come_much_later_in_the_order_of_the_file() -> None:
    far = [(400.0 - 6 * at, 405.0 - 6 * at) for at in range(30)]
    edges = [(470.4, 473.2), (473.2, 476.0), *far, (471.8, 473.8), (471.8, 473.8)]
    text = DAMMA + AIN + QAF * 30 + DAMMA + AIN
    assert once(text, [2, 2, *[3] * 30, 1, 1], edges, {1: 98.5}) == AIN + DAMMA + QAF * 30


def test_the_same_letter_and_mark_printed_twice_stay_two() -> None:
    edges = [(473.2, 476.0), (470.4, 473.2), (453.2, 456.0), (450.4, 453.2)]
    assert once((AIN + DAMMA) * 2, [1, 1, 2, 2], edges, {}) is None
    assert once((AIN + DAMMA) * 2, [1, 1, 2, 2], edges[:2] * 2, {2: 112.0}) is None


def test_words_with_marks_of_their_own_are_left_alone() -> None:
    edges = [(476.0, 479.0), (473.2, 476.0), (470.4, 473.2)]
    assert once(NUN + DAMMA + AIN, [1, 1, 1], edges, {}) is None
    assert once(NUN + QAF + AIN, [1, 1, 1], edges, {}) is None
