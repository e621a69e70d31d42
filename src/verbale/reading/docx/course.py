"""Course: what is carried along while a Word file is walked in the order of its text."""

from __future__ import annotations

from collections.abc import Mapping

from verbale.reading.docx.numbering import Numbering
from verbale.reading.docx.parts import Relation
from verbale.reading.docx.styles import Styles
from verbale.reading.galley import Galley


class OpenField:
    """A field begun and not ended: its instruction, whether its result has begun, whether that printed anything."""

    def __init__(self) -> None:
        self.instruction = ""
        self.in_result = False
        self.printed = False


class Course:
    """The state of one walk: the text set so far, the page, counters of tables, fields open, what was noticed."""

    def __init__(
        self,
        styles: Styles,
        numbering: Numbering,
        variables: Mapping[str, str],
        *,
        rendered: bool,
    ) -> None:
        self.galley = Galley()
        self.styles = styles
        self.numbering = numbering
        self.variables = variables
        self.relations: Mapping[str, Relation] = {}
        """Relations of the part that is being walked."""
        self.rendered = rendered
        """Whether Word left the places of its page breaks; then only those count."""
        self.page = 1
        self.tables = 0
        self.changes = 0
        self.hidden = 0
        self.outside = 0
        self.sections = list[bool]()
        """For each section break to come, in order: whether the section after it begins on a new page."""
        self.autonumbers = 0
        """Paragraphs numbered by a field (AUTONUM) so far."""
        self.fields = list[OpenField]()
        self.joined = False
        """The last paragraph mark was deleted: the next paragraph goes on in the same line."""
        self.note_sign: int | None = None
        """Offset in the open paragraph where a note repeats its own mark."""
        self.first_page: int | None = None
        """Page of the first letter of the open paragraph."""
        self.printed = False
        """Whether anything stands on the pages yet: a break before the first word turns no page."""

    def end_section(self) -> None:
        """A section ends; most begin the next one on a new page."""
        if self.sections and self.sections.pop(0):
            self.turn_page()

    def turn_page(self, *, rendered: bool = False) -> None:
        """A page break: one that Word rendered, or one that was asked for."""
        if rendered == self.rendered and self.printed:
            self.page += 1
