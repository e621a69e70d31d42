"""Signs of right-to-left lines that recognition confuses, put right by their place.

In Arabic the recogniser turns number markers round (`-3` for `3 -`, `\u062c(` for `(\u062c)`) and reads the comma as a
closing quotation mark. A marker is known by standing at the start of a line; a closing mark that closes nothing on its
page is a comma.
"""

from __future__ import annotations

import re

_NUMBER = re.compile(r"^(?:[-\u2013]\s?(\d{1,3})|(\d{1,3})\s?[-\u2013])\s?(?=[^\W\d])")
_LETTER = re.compile(r"^[()\u0661\u06611lI|]{0,2}([\u0621-\u064a])[()]{1,2}\s")
_COMMA = re.compile(
    "(?<=[\u0621-\u064a][\u062a\u0629\u062b\u062c\u062d\u062e\u0633\u0635\u0636\u0638\u0639\u063a\u0642\u0643\u0645\u0646\u0647\u0649])"
    "\u0621(?=\\s|$)"
)
"""A lone hamza behind a letter that no word has before it is a comma read amiss."""

_QUOTES = re.compile("[\u00ab\u00bb]")


_STOP_BEFORE = re.compile("^([:.;\u060c\u061b])\\s?(\\S.*[^\\s:.;\u060c\u061b])$")


def with_stop_behind(line: str) -> str:
    """A line of another script on a right-to-left page with the stop that stands at its left as its end."""
    return _STOP_BEFORE.sub(r"\2\1", line)


def put_right(lines: list[str]) -> tuple[list[str], int]:
    """Right-to-left lines of a page with markers and commas as printed, and how many signs were changed."""
    changed, open_quotes = 0, 0
    made = []
    for line in lines:
        better = _LETTER.sub(r"(\1) ", _NUMBER.sub(lambda found: f"{found[1] or found[2]} - ", line))
        better = _COMMA.sub("\u060c", better)
        letters = list(better)
        for found in _QUOTES.finditer(better):
            if found[0] == "\u00ab":
                open_quotes += 1
            elif open_quotes:
                open_quotes -= 1
            else:
                letters[found.start()] = "\u060c"
        better = "".join(letters)
        changed += better != line
        made.append(better)
    return made, changed
