"""Pages of a PDF whose text cannot be had from the file, recognised from their picture and set among the others.

`amend` is the one call the reader of PDF makes at its end: shifted letters are put back, pages whose text layer lies
are read again by the code of their fonts where one is learnt, what then still lies and pages without text are drawn
and recognised, everything else stays as it was read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator

import msgspec
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from verbale.model.reading import Anchor, Line, Reading
from verbale.reading.pdf.code import learnt
from verbale.reading.pdf.lying import mended, pages_that_lie
from verbale.reading.pdf.print import Codes
from verbale.reading.refusal import Unreadable
from verbale.reading.scan import recogniser
from verbale.reading.scan.pages import Picture, Scanned, Setting, recognised_pages, running_symbols, said
from verbale.reading.scan.picture import drawn
from verbale.tongues.findings import finding
from verbale.tongues.writing import look_of

BARE = 20
"""A page with fewer letters than this, and a picture on it, is a scan; a stamped number does not make it a text."""


def amend(document: pdfium.PdfDocument, reading: Reading, reread: Callable[[Codes], Reading]) -> Reading:
    """The reading with every page that could be read; `reread` reads all pages again by the codes of their fonts.

    Raises `Unreadable` when no page can be read and OCR is missing.
    """
    reading, noticed = mended(reading)
    lying = pages_that_lie(reading)
    if lying and (codes := learnt(document, lying, _hint(reading, set(lying)))):
        reading, again = mended(reread(codes))
        noticed = (finding("V141", count=len(lying), fonts=len(codes)), *again)
        lying = pages_that_lie(reading)
    pictures = sorted({*lying, *_pictures(document, reading)})
    if not pictures:
        return msgspec.structs.replace(reading, findings=(*reading.findings, *noticed)) if noticed else reading
    if lying:
        noticed = (*noticed, finding("V136", count=len(lying)))
    if not recogniser.languages():
        if len(pictures) == len(document):
            told = (
                f"{reading.source.name} holds pictures of pages: install tesseract-ocr to have their text recognised."
            )
            raise Unreadable("no-recogniser", told)
        noticed = (*noticed, finding("V137", count=len(pictures)))
        return msgspec.structs.replace(reading, findings=(*reading.findings, *noticed))
    pages, plan, unread = recognised_pages(_drawn(document, pictures), _hint(reading, set(pictures)))
    return _set(reading, pages, (*reading.findings, *noticed, *said(pages, plan, unread)))


def _pictures(document: pdfium.PdfDocument, reading: Reading) -> list[int]:
    """Numbers of pages with hardly a letter that are not blank."""
    written: dict[int, int] = defaultdict(int)
    for line in reading.lines:
        written[line.page] += line.end - line.start
    bare = [number for number in range(1, len(document) + 1) if written[number] < BARE]
    return [number for number in bare if _drawing(document, number, written[number] > 0)]


def _drawing(document: pdfium.PdfDocument, number: int, written: bool) -> bool:
    """Whether a page shows something besides its text: a picture, or drawn letters where no text is at all."""
    try:
        page = document[number - 1]
    except pdfium.PdfiumError:
        return False
    try:
        kinds = {raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page.raw, place)) for place in range(_objects(page))}
    finally:
        page.close()
    shown = {raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM} | (set() if written else {raw.FPDF_PAGEOBJ_PATH})
    return bool(kinds & shown)


def _objects(page: pdfium.PdfPage) -> int:
    """Objects of a page, at most a thousand: the first of them tell enough."""
    return min(1000, int(raw.FPDFPage_CountObjects(page.raw)))


def _drawn(document: pdfium.PdfDocument, numbers: list[int]) -> Iterator[Picture]:
    """Pages drawn one by one, when the recogniser is ready for them."""
    for number in numbers:
        page = document[number - 1]
        try:
            content, resolution = drawn(page)
        finally:
            page.close()
        yield Picture(number, content, resolution)


def _hint(reading: Reading, pictures: set[int]) -> str | None:
    """The language of the pages that do have text, where they say enough."""
    text = " ".join(reading.text[line.start : line.end] for line in reading.lines if line.page not in pictures)[:8000]
    look = look_of(text) if len(text) > 400 else None
    return look.tongue if look and look.words > 0.1 and look.letters > 0.9 else None


def _set(reading: Reading, pages: list[Scanned], findings: tuple[object, ...]) -> Reading:
    """A reading with some pages recognised anew; lines of the others move with their text."""
    anew = {scanned.page.number: scanned for scanned in pages}
    lines: dict[int, list[Line]] = defaultdict(list)
    for line in reading.lines:
        lines[line.page].append(line)
    setting = Setting(known=running_symbols(pages))
    for number in sorted({*lines, *anew}):
        if number in anew:
            setting.place(anew[number])
            continue
        for line in lines[number]:
            setting.lines.append(_moved(line, setting.at - line.start))
            setting.parts.append(reading.text[line.start : line.end] + "\n")
            setting.at += line.end - line.start + 1
    text = "".join(setting.parts)
    return msgspec.structs.replace(
        reading,
        source=msgspec.structs.replace(reading.source, characters=len(text)),
        text=text,
        lines=tuple(setting.lines),
        findings=(*findings, *setting.findings),
    )


def _moved(line: Line, by: int) -> Line:
    """A line at another offset."""
    return msgspec.structs.replace(
        line,
        start=line.start + by,
        end=line.end + by,
        runs=tuple(msgspec.structs.replace(run, start=run.start + by, end=run.end + by) for run in line.runs),
        anchors=tuple(Anchor(anchor.at + by, anchor.key) for anchor in line.anchors),
    )
