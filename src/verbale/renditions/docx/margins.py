"""Headers and footers of Word: the masthead on page 1, the symbol and the page number on the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from verbale.model.dossier import Dossier, MastheadField
from verbale.renditions.design import Setting
from verbale.renditions.docx.markup import Word, twips
from verbale.renditions.docx.styles import MASTHEAD, RUNNING, style_id
from verbale.renditions.docx.text import Hand
from verbale.renditions.placing import SIDE, at_head, below_rule

ODD, EVEN, FIRST = "default", "even", "first"


class Margin:
    """Makes the headers and footers of one document."""

    def __init__(self, setting: Setting, hand: Hand) -> None:
        self._setting = setting
        self._design = setting.design
        self._hand = hand

    def parts(self, dossier: Dossier) -> dict[tuple[str, str], Word]:
        """Every header and footer by kind (`header`, `footer`) and page (`first`, `default`, `even`)."""
        made = {
            ("header", FIRST): self._masthead(dossier),
            ("footer", FIRST): self._first_foot(),
            ("header", ODD): self._running("hdr", self._head, odd=True),
            ("footer", ODD): self._running("ftr", self._foot, odd=True),
        }
        if self._design.running.mirrored:
            made["header", EVEN] = self._running("hdr", self._head, odd=False)
            made["footer", EVEN] = self._running("ftr", self._foot, odd=False)
        return made

    # page 1

    def _masthead(self, dossier: Dossier) -> Word:
        """The header of page 1."""
        root, fields = Word("hdr"), at_head(dossier.document.masthead)
        if self._design.plain:
            self._lines(root, fields)
        else:
            self._table(root, fields)
            self._lines(root, below_rule(fields))
        if not fields or len(root.node) == 0 or not root.node[-1].tag.endswith("}p"):
            self._line(root, "")
        return root

    def _lines(self, holder: Word, fields: Sequence[MastheadField], size: float | None = None) -> None:
        """Fields one under the other."""
        for field in fields:
            self._line(holder, field.text, size=size, bold=field.field in ("body", "session"))

    def _line(
        self,
        holder: Word,
        text: str,
        *,
        size: float | None = None,
        bold: bool = False,
        align: str = "",
    ) -> Word:
        """A line of the masthead."""
        paragraph = holder("p")
        said = paragraph("pPr")
        said("pStyle", val=style_id(MASTHEAD))
        apart = self._hand.stands_apart(text)
        if apart:
            said("bidi", val=0)
            align = "right" if self._design.plain else align
        if align:
            said("jc", val=align)
        self._sized(paragraph, text, size, bold)
        return paragraph

    def _sized(self, paragraph: Word, text: str, size: float | None, bold: bool) -> None:
        """Words in a size of their own."""
        before = len(paragraph.node)
        self._hand.write(paragraph, text, turned=not self._hand.stands_apart(text))
        for run in paragraph.node[before:]:
            found = run.find(f"{{{run.nsmap['w']}}}rPr")
            said = Word("rPr", found) if found is not None else Word("rPr")
            rest = list(said.node)
            for child in rest:
                said.node.remove(child)
            if bold:
                said("b")
                said("bCs")
            if size:
                said("sz", val=round(size * 2))
                said("szCs", val=round(size * 2))
            for child in rest:
                said.node.append(child)
            if found is None and len(said.node):
                run.insert(0, said.node)

    def _table(self, root: Word, fields: Sequence[MastheadField]) -> None:
        """Two rows: organisation and symbol above the thin rule, organ and lines at the side above the heavy one."""
        head = self._design.head
        emblem, names, gap, side = (twips(width) for width in head.columns)
        table = root("tbl")
        said = table("tblPr")
        if self._hand.rtl:
            said("bidiVisual")
        said("tblW", w=emblem + names + gap + side, type="dxa")
        said("tblLayout", type="fixed")
        grid = table("tblGrid")
        for width in (emblem, names, gap, side):
            grid("gridCol", w=width)
        called = {
            "organisation": [field for field in fields if field.field == "organisation"],
            "symbol": [field for field in fields if field.field == "symbol"],
            "body": [field for field in fields if field.field == "body"][:1],
            "side": [field for field in fields if field.field in SIDE],
        }
        first = self._row(table, head.thin - head.top, 4)
        self._cell(first, emblem, 4)
        self._lines(self._cell(first, names, 4), called["organisation"], head.organisation_size)
        self._cell(first, gap, 4)
        self._symbol(self._cell(first, side, 4), called["symbol"])
        second = self._row(table, head.heavy - head.thin, 12)
        self._cell(second, emblem, 12)
        self._lines(self._cell(second, names, 12), called["body"], head.organ_size)
        self._cell(second, gap, 12)
        self._lines(self._cell(second, side, 12), called["side"])
        for cell in table.node.iter(f"{{{table.node.nsmap['w']}}}tc"):
            if not cell[-1].tag.endswith("}p"):
                self._line(Word("tc", cell), "")

    def _row(self, table: Word, height: float, _rule: int) -> Word:
        """A row of one height."""
        row = table("tr")
        row("trPr")("trHeight", val=twips(height), hRule="exact")
        return row

    def _cell(self, row: Word, width: int, rule: int) -> Word:
        """A cell with the rule under its row; `rule` in eighths of a point. The upper row stands on its rule."""
        cell = row("tc")
        said = cell("tcPr")
        said("tcW", w=width, type="dxa")
        said("tcBorders")("bottom", val="single", sz=rule, space=0, color="auto")
        if rule < 8:
            said("vAlign", val="bottom")
        return cell

    def _symbol(self, cell: Word, fields: Sequence[MastheadField]) -> None:
        """The symbol at the outer edge, its first part large."""
        head = self._design.head
        for field in fields:
            paragraph = self._line(cell, "", align="right")
            first, slash, rest = field.text.partition("/")
            self._sized(paragraph, first, head.letter_size, False)
            self._sized(paragraph, slash + rest, head.symbol_size, False)

    def _first_foot(self) -> Word:
        """The foot of page 1: the job number."""
        root = Word("ftr")
        self._line(root, self._setting.job)
        return root

    # other pages

    def _running(self, name: str, fill: Callable[[Word], None], *, odd: bool) -> Word:
        """A head or foot of the other pages, at the outer edge."""
        root = Word(name)
        paragraph = root("p")
        said = paragraph("pPr")
        said("pStyle", val=style_id(RUNNING))
        if self._design.running.rule and name == "hdr":
            said("pBdr")("bottom", val="single", sz=4, space=2, color="auto")
        said("jc", val="right" if odd or not self._design.running.mirrored else "left")
        fill(paragraph)
        return root

    def _head(self, paragraph: Word) -> None:
        """The symbol."""
        self._sized(paragraph, self._setting.running, None, True)

    def _foot(self, paragraph: Word) -> None:
        """The number of the page, and of how many where the style says so."""
        self._field(paragraph, "PAGE")
        if self._design.running.total:
            paragraph("r")("t").text("/")
            self._field(paragraph, "NUMPAGES")

    def _field(self, paragraph: Word, name: str) -> None:
        """A field Word fills in, with a first value."""
        for kind in ("begin", "separate", "end"):
            paragraph("r")("fldChar", fldCharType=kind)
            if kind == "begin":
                paragraph("r")("instrText").text(f" {name} ")
            elif kind == "separate":
                paragraph("r")("t").text("2")
