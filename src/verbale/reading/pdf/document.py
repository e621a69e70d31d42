"""The pages of a PDF, one after the other, into one Reading."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import msgspec
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from verbale.model.reading import Box, Line, Page, Reading, Run, Source
from verbale.reading import bidi
from verbale.reading.pdf.amending import amend
from verbale.reading.pdf.lines import Printed, printed_line
from verbale.reading.pdf.print import Codes, PagePrint, Placing, Stretch
from verbale.reading.pdf.rows import segments_of
from verbale.reading.pdf.rules import Edge, rules_of, upright_edges
from verbale.reading.refusal import Unreadable

MOST_PAGES = 20_000
"""More pages than any document of an organisation has; a file that claims more is refused."""

PARTS_HYPHENS = "LibreOffice"
"""Producer that draws a hyphen apart only where a line may not break at it (102 of 103 in the measuring set)."""

ASCENT, DESCENT = 0.75, 0.25
"""Height of a line above and below its baseline, in sizes: fonts name other figures, and often false ones."""


def read(content: bytes, source: Source) -> Reading:
    """All pages of a PDF. Raises `Unreadable` where the file is locked, damaged or empty."""
    with _opened(content, source.name) as document:
        producer = _producer(document)

        def printed(codes: Codes | None = None) -> Reading:
            """All pages as their text layer says, or means by the codes of its fonts."""
            setting = Setting(codes, parts_hyphens=PARTS_HYPHENS in producer)
            for number in range(len(document)):
                _set_page(document, number, setting)
            return setting.reading(source)

        return amend(document, printed(), printed)


def _producer(document: pdfium.PdfDocument) -> str:
    """Name of the program that made a file; empty where the file does not say it in signs that can be read."""
    try:
        producer: str = document.get_metadata_value("Producer")
    except UnicodeDecodeError:
        return ""
    return producer


_ALONE = threading.RLock()
"""PDFium serves one thread of a process at a time; the threads of a server wait for each other."""


@contextmanager
def _opened(content: bytes, name: str) -> Iterator[pdfium.PdfDocument]:
    """The document while no other thread has one, closed afterwards whatever happens."""
    with _ALONE:
        yield from _document(content, name)


def _document(content: bytes, name: str) -> Iterator[pdfium.PdfDocument]:
    """The document, closed afterwards whatever happens."""
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as fault:
        if "password" in str(fault).lower():
            raise Unreadable("locked", f"{name} is protected by a password: remove it and try again.") from fault
        raise Unreadable("damaged", f"{name} is no PDF that can be opened: save or download it again.") from fault
    try:
        if not len(document):
            raise Unreadable("no-pages", f"{name} is a PDF without pages: save or download it again.")
        if len(document) > MOST_PAGES:
            raise Unreadable("too-large", f"{name} has {len(document)} pages: split it into parts of {MOST_PAGES}.")
        yield document
    finally:
        document.close()


class Setting:
    """The text of a reading while pages are added: `place` adds a line, `reading` ends it."""

    def __init__(self, codes: Codes | None = None, *, parts_hyphens: bool = False) -> None:
        """Nothing is set yet; `codes` are of fonts whose characters lie; `parts_hyphens` as in `PagePrint`."""
        self.print = PagePrint(codes, parts_hyphens=parts_hyphens)
        self.pages: list[Page] = []
        self._pieces: list[str] = []
        self._lines: list[Line] = []
        self._length = 0

    def place(self, line: Printed, page: int) -> None:
        """One line of print, with its style in runs."""
        start, at, runs = self._length, self._length, []
        for chunk in line.chunks:
            end = at + len(chunk.text)
            style = chunk.style
            runs.append(
                Run(
                    start=at,
                    end=end,
                    bold=style.bold,
                    italic=style.italic,
                    raised=chunk.raised,
                    size=style.size,
                    font=style.font,
                )
            )
            self._pieces.append(chunk.text)
            at = end
        self._pieces.append("\n")
        self._length = at + 1
        box = Box(
            round(line.left, 1),
            round(line.baseline - ASCENT * line.size, 2),
            round(line.right, 1),
            round(line.baseline + DESCENT * line.size, 2),
        )
        direction = "rtl" if line.rtl else "ltr"
        self._lines.append(Line(start=start, end=at, page=page, box=box, direction=direction, runs=tuple(runs)))  # type: ignore[arg-type]

    def reading(self, source: Source) -> Reading:
        """Everything set so far."""
        described = msgspec.structs.replace(source, pages=len(self.pages), characters=self._length)
        return Reading(source=described, text="".join(self._pieces), lines=tuple(self._lines), pages=tuple(self.pages))


def _set_page(document: pdfium.PdfDocument, number: int, setting: Setting) -> None:
    """One page, opened, read and closed."""
    try:
        page = document[number]
    except pdfium.PdfiumError:
        setting.pages.append(Page(number + 1, 0.0, 0.0))
        return
    text_page = None
    try:
        place = Placing(page.get_bbox(), raw.FPDFPage_GetRotation(page.raw))
        rules = rules_of(page.raw, place)
        setting.pages.append(Page(number + 1, round(place.width, 1), round(place.height, 1), rules))
        text_page = page.get_textpage()
        for line in page_lines(setting.print.stretches(text_page.raw, place), upright_edges(rules)):
            setting.place(line, number + 1)
    finally:
        if text_page is not None:
            text_page.close()
        page.close()


def page_lines(stretches: list[Stretch], edges: Sequence[Edge] = ()) -> Iterator[Printed]:
    """Lines of a page from the top; on a page of a right-to-left script each row is read from the right."""
    upright = [stretch for stretch in stretches if stretch.style.upright]
    share = bidi.right_to_left_share("".join(stretch.text for stretch in upright))
    rtl_page, mixed = share > 0.5, share > 0
    for row in segments_of(upright, edges):
        for segment in reversed(row) if rtl_page else row:
            line = printed_line(segment, rtl_page=rtl_page, mixed=mixed)
            if line is not None:
                yield line
    for stretch in stretches:
        if not stretch.style.upright and (line := printed_line([stretch], rtl_page=False)) is not None:
            yield line
