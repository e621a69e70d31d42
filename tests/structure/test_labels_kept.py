"""A number that a format counts apart from the text is printed, whether or not it fits a list."""

from __future__ import annotations

import verbale


def test_a_label_that_fits_no_list_stays_as_number() -> None:
    page = "<html lang=en><p>The Committee noted:</p><ol type=a start=3><li>third;</li><li value=7>seventh.</li></ol>"
    (component,) = verbale.read(page.encode(), name="a.html").components
    assert [block.number for block in component.blocks] == [None, "c.", "g."]
