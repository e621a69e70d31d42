"""One page of a PDF → stretches of print: characters of one text object with their box, baseline and style.

PDFium is asked through its raw interface and as seldom as possible: the text once a page, box and text object once a
character, everything else once an object. Characters PDFium adds itself (blanks it guesses, line ends) belong to no
object; they only leave a note that a blank stood before the next stretch. Coordinates leave this module in points
from the upper left corner of the page as it is shown (rotation and crop box undone).
"""

from __future__ import annotations

import ctypes
from array import array
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

import pypdfium2.raw as pdfium

from verbale.reading.bidi import RIGHT_TO_LEFT
from verbale.reading.pdf.clusters import told_once

Codes = Mapping[str, Mapping[str, str]]
"""For fonts whose characters lie, by their full names: what is printed for a character that the layer gives."""

LINE_END_HYPHENS = {0xFFFE: 0x00AD, 0x0002: 0x00AD}
"""How PDFium reports the hyphen of a divided word; we keep it as a soft hyphen, which is what it means."""

UNBROKEN = "\u2011"
"""The hyphen at which no line breaks; LibreOffice prints a plain hyphen for it, as a text object of its own."""

BOLD_WEIGHT = 650
REGULAR = ("regular", "roman", "book", "light", "italic", "oblique")
"""How names of faces end that are not bold, whatever weight PDFium guesses from their stems (Skia states wide ones)."""

QUARTERS = ((1, 0), (0, 1), (-1, 0), (0, -1))
"""Direction of the baseline on the sheet that reads upright once the page is turned clockwise so many quarters."""

FLAG_ITALIC, FLAG_FORCE_BOLD = 1 << 6, 1 << 18


class Style:
    """Font of a text object: name, bold and italic by name, flags and weight, size in points."""

    __slots__ = ("bold", "font", "italic", "resource", "size", "upright")

    def __init__(
        self, font: str, size: float, *, bold: bool, italic: bool, upright: bool = True, resource: str = ""
    ) -> None:
        """`upright` is False where the print is turned or stands vertically; `resource` is the font's name in full."""
        self.font, self.size, self.bold, self.italic, self.upright = font, size, bold, italic, upright
        self.resource = resource


class Stretch:
    """Characters of one text object that follow each other. `lefts` and `rights` are their edges, one a character."""

    __slots__ = ("baseline", "blank_before", "left", "lefts", "order", "raised", "right", "rights", "style", "text")

    def __init__(
        self, text: str, lefts: array[float], rights: array[float], baseline: float, style: Style, order: int
    ) -> None:
        """The outer edges leave blanks at both ends out."""
        self.text, self.lefts, self.rights, self.baseline, self.style = text, lefts, rights, baseline, style
        self.order = order
        self.blank_before = self.raised = False
        start, end = len(text) - len(text.lstrip()), len(text.rstrip()) or len(text)
        start = min(start, end - 1)  # nothing but blanks of rare kinds
        self.left, self.right = min(lefts[start:end]), max(rights[start:end])

    def insert(self, at: int, signs: str, left: float, right: float) -> None:
        """Put characters in that were drawn apart (vowel marks over their letter), all in one place."""
        self.text = self.text[:at] + signs + self.text[at:]
        self.lefts[at:at] = array("f", [left] * len(signs))
        self.rights[at:at] = array("f", [right] * len(signs))

    def move(self, left: float) -> None:
        """Stand elsewhere on the line, from `left` on."""
        by = left - self.left
        self.lefts, self.rights = _moved(self.lefts, by), _moved(self.rights, by)
        self.left, self.right = self.left + by, self.right + by


class Calls:
    """PDFium's functions with the cheapest argument conversion (plain addresses); made once a document."""

    __slots__ = ("box", "item", "origin")

    def __init__(self) -> None:
        """Bind the three functions that are called for every character or object."""
        address = ctypes.c_void_p
        self.box: Callable[..., int] = _bound(
            pdfium.FPDFText_GetLooseCharBox, ctypes.c_int, address, ctypes.c_int, address
        )
        self.item: Callable[..., int | None] = _bound(pdfium.FPDFText_GetTextObject, address, address, ctypes.c_int)
        self.origin: Callable[..., int] = _bound(
            pdfium.FPDFText_GetCharOrigin, ctypes.c_int, address, ctypes.c_int, address, address
        )


def _bound(function: object, *signature: type) -> Callable[..., int]:
    """A function of the library under another signature."""
    prototype = ctypes.CFUNCTYPE(*signature)
    return prototype(ctypes.cast(function, ctypes.c_void_p).value)  # type: ignore[arg-type]


def characters(text_page: object, count: int) -> str:
    """The text of a page, one code point a character of PDFium's count."""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(text_page, 0, count, buffer)
    text = bytes(buffer)[: 2 * max(0, written - 1)].decode("utf-16-le", errors="surrogatepass")
    if len(text) != count:  # characters beyond the basic plane, or without meaning: ask one by one
        codes = [pdfium.FPDFText_GetUnicode(text_page, place) for place in range(count)]
        text = "".join(chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd" for code in codes)
    return text.translate(LINE_END_HYPHENS)


class PagePrint:
    """Reads the stretches of one page after another; styles of fonts are remembered for the whole document."""

    def __init__(self, codes: Codes | None = None, *, parts_hyphens: bool = False) -> None:
        """Nothing is read before `stretches` is called; `codes` says what fonts print whose characters lie.

        `parts_hyphens`: the producer draws hyphens apart only where they may not be broken.
        """
        self._codes, self._parts_hyphens = codes or {}, parts_hyphens
        self._calls = Calls()
        self._fonts: dict[int, tuple[str, str, bool, bool]] = {}

    def stretches(self, text_page: object, place: Placing) -> list[Stretch]:
        """All print of a page in the order PDFium gives it."""
        count = pdfium.FPDFText_CountChars(text_page)
        if count <= 0:
            return []
        text = characters(text_page, count)
        address = ctypes.cast(text_page, ctypes.c_void_p).value  # type: ignore[arg-type]
        lefts, rights = self._edges(address, count, place)
        item = self._calls.item
        items = [item(address, at) for at in range(count)]
        places: Sequence[int] = range(count)
        if once := told_once(text, items, lefts, rights, lambda at: self._baseline(address, at, place)):
            places, text = once, "".join(text[at] for at in once)
            items = [items[at] for at in once]
            lefts, rights = (array("f", [edges[at] for at in once]) for edges in (lefts, rights))
        found: list[Stretch] = []
        blank, at = False, 0
        parts_hyphens = self._parts_hyphens and not RIGHT_TO_LEFT.search(text)  # there figures are drawn apart as well
        styles: dict[int, Style] = {}
        for key, group in groupby(items):
            start, at = at, at + len(list(group))
            piece, left, right = text[start:at], lefts[start:at], rights[start:at]
            if key is not None and self._codes:
                styles[key] = styles.get(key) or self._style(key, place.turned)
                if (code := self._codes.get(styles[key].resource)) is not None:
                    piece, left, right = _meant(piece, left, right, code)
            if key is None or not piece.strip("\0 \t\r\n\u00a0\u3000"):
                blank = True
                continue
            style = styles.get(key)
            if style is None:
                style = styles[key] = self._style(key, place.turned)
            if piece == "-" and parts_hyphens and (text[start - 1 : start] + text[at : at + 1]).isalnum():
                piece = UNBROKEN
            stretch = Stretch(piece, left, right, self._baseline(address, places[start], place), style, places[start])
            stretch.blank_before, blank = blank, False
            found.append(stretch)
        return found

    def _edges(self, address: int | None, count: int, place: Placing) -> tuple[array[float], array[float]]:
        """Left and right edge of every character."""
        boxes = (ctypes.c_float * (4 * count))()
        start, box = ctypes.addressof(boxes), self._calls.box
        for at in range(count):
            box(address, at, start + 16 * at)
        return place.edges(array("f", bytes(boxes)))

    def _baseline(self, address: int | None, at: int, place: Placing) -> float:
        """Distance of the baseline of the character `at` from the upper edge of the page."""
        point = (ctypes.c_double * 2)()
        start = ctypes.addressof(point)
        self._calls.origin(address, at, start, start + 8)
        return place.down(point[0], point[1])

    def _style(self, key: int, turned: int) -> Style:
        """Style of a text object on a page shown with so many quarter turns."""
        item = ctypes.cast(key, pdfium.FPDF_PAGEOBJECT)
        size, matrix = ctypes.c_float(), pdfium.FS_MATRIX()
        pdfium.FPDFTextObj_GetFontSize(item, size)
        pdfium.FPDFPageObj_GetMatrix(item, matrix)
        scale = (matrix.c**2 + matrix.d**2) ** 0.5 or 1.0
        font = pdfium.FPDFTextObj_GetFont(item)
        resource, name, bold, italic = self._font(font)
        along, across = QUARTERS[turned]
        upright = matrix.a * along + matrix.b * across > 0.9 * (matrix.a**2 + matrix.b**2) ** 0.5
        slanted = not turned and upright and abs(matrix.c) > 0.12 * scale
        return Style(
            name,
            round(abs(size.value * scale), 1),
            bold=bold,
            italic=italic or slanted,
            upright=upright,
            resource=resource,
        )

    def _font(self, font: object) -> tuple[str, str, bool, bool]:
        """Name of a font with its subset tag and without; whether it is bold; whether it is italic."""
        address = ctypes.cast(font, ctypes.c_void_p).value or 0  # type: ignore[arg-type]
        if address not in self._fonts:
            buffer = ctypes.create_string_buffer(256)
            length = pdfium.FPDFFont_GetBaseFontName(font, buffer, 256)
            resource = buffer.raw[: max(0, min(length, 256) - 1)].decode("utf-8", errors="replace")
            name = resource.split("+")[-1]
            low = name.lower()
            flags = pdfium.FPDFFont_GetFlags(font)
            bold = any(word in low for word in ("bold", "black", "heavy")) or (
                not low.endswith(REGULAR) and pdfium.FPDFFont_GetWeight(font) >= BOLD_WEIGHT
            )
            italic = any(word in low for word in ("italic", "oblique", "slanted")) or bool(
                flags > 0 and flags & FLAG_ITALIC
            )
            self._fonts[address] = (resource, name, bold or bool(flags > 0 and flags & FLAG_FORCE_BOLD), italic)
        return self._fonts[address]


def _meant(
    piece: str, lefts: array[float], rights: array[float], code: Mapping[str, str]
) -> tuple[str, array[float], array[float]]:
    """What a stretch prints by the code of its font, from the left; the letters of a ligature share its edges."""
    letters = [
        (left, right, letter)
        for sign, left, right in sorted(zip(piece, lefts, rights, strict=True), key=lambda each: each[1] + each[2])
        for letter in code.get(sign, sign)[:: -1 if RIGHT_TO_LEFT.match(code.get(sign, sign)) else 1]
    ]
    text = "".join(letter for _, _, letter in letters)
    return text, array("f", [left for left, _, _ in letters]), array("f", [right for _, right, _ in letters])


class Placing:
    """From PDF coordinates (upwards from the lower left of the sheet) to points from the upper left as shown."""

    __slots__ = ("bottom", "height", "left", "right", "top", "turned", "width")

    def __init__(self, box: tuple[float, float, float, float], turned: int) -> None:
        """`box` is left, bottom, right, top of the visible sheet; `turned` quarter turns clockwise."""
        self.left, self.bottom, self.right, self.top = box
        self.turned = turned % 4
        across, along = self.right - self.left, self.top - self.bottom
        self.width, self.height = (along, across) if self.turned % 2 else (across, along)

    def edges(self, boxes: array[float]) -> tuple[array[float], array[float]]:
        """Left and right edges as shown, of boxes given as left, top, right, bottom one after another."""
        lefts, tops, rights, bottoms = boxes[0::4], boxes[1::4], boxes[2::4], boxes[3::4]
        if self.turned == 0:
            return (lefts, rights) if not self.left else (_moved(lefts, -self.left), _moved(rights, -self.left))
        if self.turned == 1:
            return _moved(bottoms, -self.bottom), _moved(tops, -self.bottom)
        if self.turned == 2:
            return _turned(rights, self.right), _turned(lefts, self.right)
        return _turned(tops, self.top), _turned(bottoms, self.top)

    def down(self, across: float, upwards: float) -> float:
        """Distance of a point from the upper edge as shown."""
        if self.turned == 0:
            return self.top - upwards
        if self.turned == 1:
            return across - self.left
        if self.turned == 2:
            return upwards - self.bottom
        return self.right - across


def _moved(values: array[float], by: float) -> array[float]:
    """All values moved."""
    return array("f", [value + by for value in values])


def _turned(values: array[float], edge: float) -> array[float]:
    """All values counted from the other edge."""
    return array("f", [edge - value for value in values])
