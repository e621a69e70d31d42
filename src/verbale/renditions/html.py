"""Dossier → one HTML page that stands alone: no script, nothing fetched, readable on screen, phone and paper.

Every block has its address as anchor; masthead, table of contents, notes linked both ways, names with cards, positions
as marks in the margin with a legend. Template and style sheet are in `templates/`.
"""

from __future__ import annotations

import functools
from html import escape
from pathlib import Path
from string import Template

from verbale.model.dossier import Block, Component, Dossier
from verbale.renditions.page_blocks import Blocks, direction, plain
from verbale.renditions.page_mentions import Mentions
from verbale.renditions.page_positions import Positions
from verbale.renditions.page_words import PageWords, page_words
from verbale.renditions.walk import depth_of, notes_in_order

SIDE = frozenset({"symbol", "distribution", "issued", "date", "language", "original", "job-number"})
"""Masthead fields that stand at the far side, as the printed masthead has them."""


def render(dossier: Dossier) -> str:
    """The page."""
    language = dossier.document.language or "und"
    words = page_words(dossier.document.language)
    mentions, positions = Mentions(dossier, words), Positions(dossier, words)
    blocks = Blocks(dossier, words, mentions, positions)
    contents = contents_list(dossier, words)
    components = [blocks.component(one, place == 0) for place, one in enumerate(dossier.components)]
    document = dossier.document
    title = document.title or next((one.title for one in dossier.components if one.title), None)
    symbol = document.symbol or ""
    return _template("page.html").substitute(
        language=escape(language),
        direction=direction(dossier.document.language),
        title=escape(" \u2013 ".join(part for part in (symbol, title or "") if part) or dossier.source.name),
        style=_file("style.css"),
        skip=escape(words.skip),
        masthead=masthead(dossier),
        width="" if contents else " single",
        contents=contents,
        components=heading(dossier) + "\n".join(components),
        notes=notes_section(dossier, words, blocks),
        positions=positions.listing(),
        names=mentions.index(),
    )


def _file(name: str) -> str:
    """A file of the templates folder."""
    return (Path(__file__).resolve().parent / "templates" / name).read_text(encoding="utf-8")


@functools.cache
def _template(name: str) -> Template:
    """A template, read once a process."""
    return Template(_file(name))


def masthead(dossier: Dossier) -> str:
    """The printed masthead: who issues on one side; symbol, distribution, date and languages on the other."""
    fields = dossier.document.masthead
    if not fields:
        return ""
    sides: dict[bool, list[str]] = {False: [], True: []}
    for field in fields:
        sides[field.field in SIDE].append(f'<p class="{escape(field.field)}"><bdi>{plain(field.text)}</bdi></p>')
    frame = f'<div class="main">{"".join(sides[False])}</div><div class="side">{"".join(sides[True])}</div>'
    return f'<header class="masthead"><div class="frame">{frame}</div></header>'


def heading(dossier: Dossier) -> str:
    """A heading of the page where the document prints no title: its symbol, or the name of the file."""
    main = dossier.components[0] if dossier.components else None
    if main is not None and any(block.role == "title" for block in main.blocks):
        return ""
    return f'<h1 class="chrome">{escape(dossier.document.symbol or dossier.source.name)}</h1>\n'


def contents_list(dossier: Dossier, words: PageWords) -> str:
    """Parts and headings, where there are enough to need a list."""
    parts = [(component, _headings(component)) for component in dossier.components]
    if len(parts) + sum(len(headings) for _, headings in parts) < 3:
        return ""
    entries = []
    for component, headings in parts:
        inner = "".join(_entry(block.address, block.number, block.text) for block in headings)
        first = next((block for block in component.blocks if block.role == "title"), None)
        text = (first.text if first else component.title) or component.label or dossier.document.symbol or ""
        label = component.label if depth_of(component) and component.label != text else None
        address = first.address if first else component.address or "text"
        below = f"<ol>{inner}</ol>" if inner else ""
        entries.append(_entry(address, _short(label), text, below))
    heading = escape(words.contents)
    return (
        f'<nav class="contents" aria-label="{heading}"><details open><summary>{heading}</summary>'
        f"<ol>{''.join(entries)}</ol></details></nav>"
    )


def _headings(component: Component) -> list[Block]:
    """Headings of a component that a list of contents names."""
    return [block for block in component.blocks if block.role == "heading" and block.text]


def _short(label: str | None) -> str | None:
    """The printed word of an annex without the name of what it is attached to, which the label repeats."""
    return " ".join(label.split()[:2]) if label else None


def _entry(address: str, number: str | None, text: str, below: str = "") -> str:
    """A line of the contents."""
    shown = f"{number} {text}" if number else text
    kind = ' class="part"' if below else ""
    return f'<li{kind}><a href="#{escape(address)}">{escape(" ".join(shown.split()))}</a>{below}</li>'


def notes_section(dossier: Dossier, words: PageWords, blocks: Blocks) -> str:
    """Notes at the end, each leading back to its mark."""
    notes = notes_in_order(dossier)
    if not notes:
        return ""
    heading, back, rows = escape(words.notes), escape(words.back), []
    for note in notes:
        line = blocks.note_line(note)
        back_link = f'href="#ref-{escape(note.address)}" role="doc-backlink" aria-label="{back}"'
        arrow = f' <a class="back" {back_link}>\u21a9\ufe0e</a>'
        tied = arrow if note.address in blocks.referred else ""
        mark = f'<span class="mark">{escape(note.mark)}</span>'
        rows.append(f'<li id="{escape(note.address)}">{mark}<p>{line}{tied}</p></li>')
    start = f'<section class="notes" role="doc-endnotes" aria-label="{heading}">'
    return f"{start}<h2>{heading}</h2><ol>{''.join(rows)}</ol></section>"


def style() -> str:
    """The style sheet of pages of documents."""
    return _file("style.css")
