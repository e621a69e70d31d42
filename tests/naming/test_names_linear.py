"""One paragraph of any length is named in time that grows with it and no faster."""

from __future__ import annotations

import time

import verbale

SENTENCE = "The General Assembly recalls resolution 66/20 of 2 December 2011 and the Charter of the United Nations. "


def seconds(times: int) -> float:
    """Processor time of reading one line of so many sentences."""
    start = time.process_time()
    verbale.read((SENTENCE * times).encode(), name="line.txt")
    return time.process_time() - start


def test_one_long_line_stays_linear() -> None:
    seconds(100)
    assert seconds(4_000) < 40 * seconds(400) + 1.0
