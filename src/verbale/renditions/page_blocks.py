"""Blocks on the page: every one with its anchor and a link to itself, its language, its notes linked both ways."""

from __future__ import annotations

import functools
from html import escape

from msgspec.structs import replace

from verbale.model.dossier import Block, Component, Dossier, Mark, Note, NoteAnchor
from verbale.renditions.akn.marks import cell_cuts, cells_of, settle
from verbale.renditions.inline import Hand, Tags, write_line
from verbale.renditions.page_mentions import Mentions
from verbale.renditions.page_positions import Positions
from verbale.renditions.page_words import PageWords
from verbale.renditions.walk import depth_of, item_depth

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ps", "ur"})
STYLES = {"italic": "i", "bold": "b", "underline": "u", "superscript": "sup", "subscript": "sub"}
SAFE_LINKS = ("http://", "https://", "mailto:")
"""Addresses a link may lead to; anything else (a script, a local file) is shown as plain text."""


def direction(language: str | None) -> str:
    """Writing direction of a language."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def plain(text: str) -> str:
    """Text of the page, line breaks kept."""
    text = escape(text, quote=False)
    return text.replace("\n", "<br>") if "\n" in text else text


def style_of(mark: Mark) -> Tags:
    """Tags of a mark."""
    if mark.kind != "link":
        return f"<{STYLES[mark.kind]}>", f"</{STYLES[mark.kind]}>"
    if not (mark.href or "").lower().startswith(SAFE_LINKS):
        return "<span>", "</span>"
    return f'<a href="{escape(mark.href or "")}" rel="noreferrer">', "</a>"


HAND = Hand(plain, style_of)


class Blocks:
    """Writes the blocks of a dossier."""

    def __init__(self, dossier: Dossier, words: PageWords, mentions: Mentions, positions: Positions) -> None:
        self.words = words
        self.mentions = mentions
        self.positions = positions
        self.language = dossier.document.language
        self.notes = {note.address: note.mark for note in dossier.notes}
        self.referred: set[str] = set()

    def component(self, component: Component, main: bool) -> str:
        """A component: its printed word, its title, its blocks."""
        title = component.title or component.label or ""
        label = component.label if component.label and _needs_label(component) else None
        head = f'<p class="label">{plain(label)}</p>' if label else ""
        blocks = "\n".join(self.block(block, component) for block in component.blocks)
        name = f' aria-label="{escape(title)}"' if title else ""
        own = f' id="{escape(component.address)}"' if component.address else ""
        classes = "component" if main else "component annex"
        start = f'<section class="{classes}"{own}{name}{self._language(component.language)}>'
        return f"{start}\n{head}\n{blocks}\n</section>"

    def _language(self, language: str | None) -> str:
        """Language and direction, where they are not the page's."""
        if language is None or language == self.language:
            return ""
        return f' lang="{escape(language)}" dir="{direction(language)}"'

    def block(self, block: Block, component: Component) -> str:
        """One block as its element."""
        language = block.language if block.language != component.language else None
        place, spoken = escape(block.address), self._language(language)
        if block.rows:
            inner = self._table(block) + self.positions.marks(block.address)
            return f'<div class="scroll" id="{place}"{spoken}>{inner}</div>'
        line = self._line(block)
        if block.role == "title":
            tag = "h1" if not depth_of(component) else "h2"
        elif block.role == "heading":
            tag = f"h{min(6, 3 + max(0, block.level - 1))}"
        else:
            tag = "blockquote" if block.role == "quotation" else "p"
        inner = self.number(block) + line + self.positions.marks(block.address)
        return f'<{tag} class="{self._classes(block)}" id="{place}"{spoken}>{inner}</{tag}>'

    def _classes(self, block: Block) -> str:
        """Names in the style sheet: the role, and the level of items."""
        level = item_depth(block)
        depth = f" l{min(level, 4)}" if level else ""
        heading = "" if block.role in {"title", "heading"} else "b "
        rule = " interlude" if block.role == "paragraph" and not any(map(str.isalnum, block.text[:80])) else ""
        return f"{heading}{escape(block.role)}{depth}{rule}"

    def number(self, block: Block) -> str:
        """The printed number as a link to the block; a sign in the margin where none is printed."""
        href, label = f"#{escape(block.address)}", escape(self.words.paragraph_link)
        if block.number is not None:
            return f'<a class="no" href="{href}" title="{label}">{escape(block.number)}</a> '
        return f'<a class="link" href="{href}" title="{label}" aria-label="{label}">#</a>'

    def _line(self, block: Block) -> str:
        """Text of a block."""
        marks = settle(block.marks, block.text)
        links = self.mentions.stretches(block.address, block.text)
        if links:
            marks = tuple(mark for mark in marks if mark.kind != "link")
        note = functools.partial(self._note, direction(block.language or self.language))
        return write_line(HAND, block.text, marks, links, block.notes, note)

    def _note(self, way: str, address: str) -> str:
        """A note mark that leads to its note; the first one is where the note leads back to."""
        mark = escape(self.notes.get(address, address))
        own = f' id="ref-{escape(address)}"' if address not in self.referred else ""
        self.referred.add(address)
        label = escape(f"{self.words.note_link} {self.notes.get(address, address)}")
        link = f'{own} href="#{escape(address)}" role="doc-noteref" aria-label="{label}" dir="{way}"'
        return f'<sup class="ref"><a{link}>{mark}</a></sup>'

    def note_line(self, note: Note) -> str:
        """Text of a note."""
        links = self.mentions.stretches(note.address, note.text)
        marks = tuple(one for one in settle(note.marks, note.text) if not links or one.kind != "link")
        return write_line(HAND, note.text, marks, links, (), lambda _: "")

    def _table(self, block: Block) -> str:
        """A table, each cell with its own marks and notes."""
        rows, at, written = block.rows or (), 0, []
        marks = settle(block.marks, block.text, cell_cuts(rows))
        anchors = sorted(block.notes, key=lambda anchor: anchor.at)
        note = functools.partial(self._note, direction(block.language or self.language))
        links = iter(self.mentions.cells(block.address, cells_of(rows)))
        mark_at = anchor_at = 0
        for row in rows:
            cells = []
            for cell in row:
                end, first = at + len(cell), mark_at
                while mark_at < len(marks) and marks[mark_at].start < end:
                    mark_at += 1
                inside = [replace(one, start=one.start - at, end=one.end - at) for one in marks[first:mark_at]]
                first = anchor_at
                while anchor_at < len(anchors) and anchors[anchor_at].at <= end:
                    anchor_at += 1
                here = [NoteAnchor(max(0, one.at - at), one.address) for one in anchors[first:anchor_at]]
                named = next(links)
                shown = [one for one in settle(inside, cell) if not named or one.kind != "link"]
                cells.append(f"<td>{write_line(HAND, cell, shown, named, here, note)}</td>")
                at = end + 1
            written.append(f"<tr>{''.join(cells)}</tr>")
        return f'<table class="text">{"".join(written)}</table>'


def _needs_label(component: Component) -> bool:
    """Whether the printed word of a component is not already its title."""
    return not (component.blocks and component.blocks[0].text == component.label)
