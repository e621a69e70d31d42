"""Markdown signs → styles: the text as it was meant, the signs turned into runs, headings and rows.

`**bold**`, `*italic*`, `\\*` escapes, `#` headings, `<sup>1</sup>`, links and pipe tables are read; the signs are no
characters of the text. Works on whole paragraphs with regular expressions: a paragraph without signs costs one search.
Taught by conversions of PDF files, where emphasis runs over hard line ends and a `#` may lack its blank.
"""

from __future__ import annotations

import html
import re
from typing import Literal

import msgspec

Style = Literal["bold", "italic", "underline", "raised", "link"]

_SIGN = re.compile(r"[*_\\<&\[|`#]")
_BLOCK = re.compile(r"(\n[ \t]*\n\s*)")
_TAGS = "sup|sub|b|i|u|em|strong|span|p|div|br|hr|font|center|a|meta|small"
_TOKEN = re.compile(
    rf"""
      \\(?P<escaped>[!-/:-@\[-`{{-~])
    | (?P<bullet>^[ \t]*[-*+][ \t]+(?=\(?\w{{1,4}}\\?[.)][ \t]))
    | (?P<row>^[ ]{{0,3}}\|[^\n]*\|[ \t]*$)
    | (?P<hashes>^[ ]{{0,3}}\#{{1,6}}[ \t]*(?=[^\s\#]))
    | (?P<rule>^[ \t]*(?:(?:-[ \t]*){{3,}}|(?:\*[ \t]*){{3,}}|(?:_[ \t]*){{3,}})$)
    | (?P<stars>\*+)
    | (?P<scores>(?<![\w_])_{{1,2}}(?=[^\s_])|(?<=[^\s_])_{{1,2}}(?![\w_]))
    | (?P<comment><!--.*?-->)
    | <(?P<close>/?)(?P<tag>{_TAGS})\b[^<>\n]{{0,300}}>
    | (?P<entity>&(?:\#\d{{1,7}}|\#x[0-9a-fA-F]{{1,6}}|[A-Za-z]{{2,12}});)
    | !?\[(?P<label>[^\[\]\n]{{0,400}})\]\((?P<target>[^\s()]{{1,2000}})\)
    """,
    re.X | re.M | re.S | re.I,
)
_DELIMITERS = re.compile(r"^[ ]{0,3}\|[ \t:|-]*-[ \t:|-]*\|[ \t]*\n?", re.M)
_CELL = re.compile(r"(?<!\\)\|")
_STYLES: dict[str, Style] = {
    "sup": "raised",
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
}
MARKDOWN = re.compile(r"^ {0,3}#{1,6} *\S|\*\*\S|<sup>|^---$|^\| ?:?---|\\[*\[_#.]", re.M)
"""Signs that make a text Markdown although its name does not say so."""


class Styled(msgspec.Struct, frozen=True):
    """A stretch of the text in one style; for links, where it leads."""

    start: int
    end: int
    style: Style
    target: str | None = None


class Unmarked(msgspec.Struct, frozen=True):
    """Text without signs: its styles, levels of headings and rows of tables by the offset where their line starts."""

    text: str
    styles: tuple[Styled, ...]
    headings: dict[int, int]
    rows: frozenset[int]
    rules: frozenset[int]


class _Paragraph:
    """One paragraph on its way: pieces of text written so far and what was noticed of them."""

    def __init__(self, at: int) -> None:
        self.at = at
        self.written: list[str] = []
        self.styles: list[Styled] = []
        self.headings: dict[int, int] = {}
        self.rows: list[int] = []
        self.rules: list[int] = []
        self.opened: list[tuple[str, int]] = []

    def write(self, text: str) -> None:
        """Append characters of the text."""
        self.written.append(text)
        self.at += len(text)

    def open(self, style: str) -> None:
        """Remember where a style begins."""
        self.opened.append((style, self.at))

    def close(self, style: str) -> None:
        """End the innermost stretch of a style; an end without a beginning says nothing."""
        for place in range(len(self.opened) - 1, -1, -1):
            if self.opened[place][0] == style:
                start = self.opened.pop(place)[1]
                if self.at > start:
                    self.styles.append(Styled(start, self.at, style))  # type: ignore[arg-type]
                return


def unmark(text: str) -> Unmarked:
    """The text as it was meant. Emphasis never crosses a blank line; signs that pair with nothing stay characters."""
    if "|" in text:
        text = _DELIMITERS.sub("", text)
    written: list[str] = []
    styles: list[Styled] = []
    headings: dict[int, int] = {}
    rows: list[int] = []
    rules: list[int] = []
    at = 0
    for block in _BLOCK.split(text):
        if not _SIGN.search(block) and "- " not in block and "---" not in block:
            written.append(block)
            at += len(block)
            continue
        paragraph = _Paragraph(at)
        _unmark_block(block, paragraph)
        written += paragraph.written
        styles += paragraph.styles
        headings |= paragraph.headings
        rows += paragraph.rows
        rules += paragraph.rules
        at = paragraph.at
    styles.sort(key=lambda styled: styled.start)
    return Unmarked("".join(written), tuple(styles), headings, frozenset(rows), frozenset(rules))


def _unmark_block(block: str, paragraph: _Paragraph) -> None:
    """Write one paragraph without its signs."""
    tokens = list(_TOKEN.finditer(block))
    roles = _pairs(block, tokens)
    done = 0
    for token in tokens:
        paragraph.write(block[done : token.start()])
        done = token.end()
        kind = token.lastgroup if token.lastgroup != "target" else "label"
        if kind in ("stars", "scores"):
            for role, style in roles.get(token.start(), [("text", token[0])]):
                _apply(paragraph, role, style)
        elif kind == "tag":
            _tag(paragraph, token["tag"].lower(), bool(token["close"]))
        elif kind == "label":
            start = paragraph.at
            paragraph.write(html.unescape(token["label"]))
            if paragraph.at > start:
                paragraph.styles.append(Styled(start, paragraph.at, "link", token["target"]))
        else:
            _plain_token(paragraph, kind or "", token[0])
    paragraph.write(block[done:])


def _apply(paragraph: _Paragraph, role: str, style: str) -> None:
    """One end of an emphasis, or signs that stay characters."""
    if role == "text":
        paragraph.write(style)
    elif role == "open":
        paragraph.open(style)
    else:
        paragraph.close(style)


def _plain_token(paragraph: _Paragraph, kind: str, sign: str) -> None:
    """Signs that stand alone: escapes, headings, bullets before a printed number, entities, rows, rules, comments."""
    if kind == "escaped":
        paragraph.write(sign[1:])
    elif kind == "bullet":
        paragraph.write(sign[: -len(sign.lstrip())])
    elif kind == "hashes":
        paragraph.headings[paragraph.at] = sign.count("#")
    elif kind == "entity":
        paragraph.write(html.unescape(sign))
    elif kind == "rule":
        paragraph.rules.append(paragraph.at)
        paragraph.write(sign)
    elif kind == "row":
        paragraph.rows.append(paragraph.at)
        _row(paragraph, sign)


def _row(paragraph: _Paragraph, row: str) -> None:
    """A row of a pipe table: cells parted by tabs, each unmarked on its own."""
    for place, cell in enumerate(_CELL.split(row.strip()[1:-1])):
        if place:
            paragraph.write("\t")
        _unmark_block(cell.strip(), paragraph)


def _tag(paragraph: _Paragraph, tag: str, closing: bool) -> None:
    """An HTML tag inside Markdown."""
    if tag in _STYLES:
        _apply(paragraph, "close" if closing else "open", _STYLES[tag])
    elif tag == "br":
        paragraph.write("  \n")


def _pairs(block: str, tokens: list[re.Match[str]]) -> dict[int, list[tuple[str, str]]]:
    """For each run of stars or underscores: what it opens and closes, by the flanking rule of CommonMark."""
    roles: dict[int, list[tuple[str, str]]] = {}
    waiting: list[tuple[int, str, int]] = []
    for token in tokens:
        if token.lastgroup not in ("stars", "scores"):
            continue
        start, end = token.span()
        sign, left = token[0][0], end - start
        before, after = block[start - 1 : start], block[end : end + 1]
        roles[start] = []
        closes = bool(before) and not before.isspace()
        while left and closes and (place := _partner(waiting, sign, left)) is not None:
            opener, _, held = waiting[place]
            size = 2 if min(left, held) >= 2 else 1
            style = "bold" if size == 2 else "italic"
            roles[opener].append(("open", style))
            roles[start].append(("close", style))
            left -= size
            del waiting[place + (held > size) :]
            if held > size:
                waiting[place] = (opener, sign, held - size)
        if left and after and not after.isspace():
            waiting.append((start, sign, left))
        elif left:
            roles[start].append(("text", sign * left))
    for opener, sign, left in waiting:
        roles[opener].insert(0, ("text", sign * left))
    return roles


def _partner(waiting: list[tuple[int, str, int]], sign: str, left: int) -> int | None:
    """The nearest run that waits for an end of this sign: one as long if there is one."""
    fits = [place for place, (_, other, _) in enumerate(waiting) if other == sign]
    alike = [place for place in fits if waiting[place][2] == left]
    return alike[-1] if alike else fits[-1] if fits else None
