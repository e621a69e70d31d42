"""Rules under words are taken out before recognition; rules between parts of a page and strokes of letters stay."""

from __future__ import annotations

from verbale.reading.scan.underlining import without_underlining

WIDTH, HEIGHT = 400, 120
HEAD = b"P5 %d %d 255\n" % (WIDTH, HEIGHT)


def page(*boxes: tuple[int, int, int, int]) -> bytes:
    """A white picture with black boxes: left, top, right, bottom."""
    dots = bytearray(b"\xff" * (WIDTH * HEIGHT))
    for left, top, right, bottom in boxes:
        for row in range(top, bottom):
            dots[row * WIDTH + left : row * WIDTH + right] = b"\0" * (right - left)
    return HEAD + bytes(dots)


def dark(picture: bytes, column: int, row: int) -> bool:
    """Whether a dot is black."""
    return picture[len(HEAD) + row * WIDTH + column] == 0


LETTERS = [(left, 40, left + 6, 60) for left in range(50, 250, 20)]
RULE = (45, 62, 260, 65)


def test_a_rule_under_letters_goes_and_the_letters_stay() -> None:
    made = without_underlining(page(*LETTERS, RULE), 300)
    assert not dark(made, 100, 63)
    assert dark(made, 52, 50)


def test_a_descender_through_the_rule_stays() -> None:
    made = without_underlining(page(*LETTERS, RULE, (110, 40, 116, 75)), 300)
    assert dark(made, 112, 63)
    assert not dark(made, 105, 63)


def test_a_rule_without_print_above_stays() -> None:
    picture = page(*LETTERS, (45, 90, 260, 93))
    assert without_underlining(picture, 300) == picture


def test_short_strokes_and_the_masthead_stay() -> None:
    stroke = page(*LETTERS, (100, 62, 140, 65))
    assert without_underlining(stroke, 300) == stroke
    ruled = page(*LETTERS, RULE)
    assert without_underlining(ruled, 300, masthead=0.9) == ruled


def test_other_pictures_are_left_alone() -> None:
    assert without_underlining(b"\x89PNG....", 300) == b"\x89PNG...."
