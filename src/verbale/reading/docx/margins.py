"""Headers and footers of Word: that of the first page holds the masthead, the others are furniture."""

from __future__ import annotations

import msgspec

from verbale.model.reading import Region
from verbale.reading.docx.names import R, W, switched
from verbale.reading.docx.parts import WordFile
from verbale.reading.xml import Element, local


class Margin(msgspec.Struct, frozen=True):
    """One header or footer: its part, where it stands, the first page it can stand on."""

    part: str
    region: Region
    page: int


def margins_of(word: WordFile) -> tuple[Margin, ...]:
    """Headers and footers of all sections, each part once: those of page 1 first."""
    found = dict[str, Margin]()
    for place, section in enumerate(word.document.iter(W + "sectPr")):
        opening = "first" if switched(section.find(W + "titlePg")) else "default"
        for reference in section:
            kind = local(reference)
            if kind not in ("headerReference", "footerReference"):
                continue
            relation = word.related.get(reference.get(R + "id", ""))
            if relation is None or relation.external or relation.target in found:
                continue
            first = place == 0 and reference.get(W + "type", "default") == opening
            region: Region = "header" if kind == "headerReference" else "footer"
            if first and region == "header" and _heads_the_page(word.part(relation.target), opening):
                region = "masthead"
            found[relation.target] = Margin(relation.target, region, 1 if first else 2)
    return tuple(sorted(found.values(), key=lambda margin: margin.page))


def _heads_the_page(part: Element | None, opening: str) -> bool:
    """Whether the header of page 1 is a masthead: any print in one made for page 1 alone, else more than a line."""
    if part is None:
        return False
    lines = sum(bool("".join(p.itertext(W + "t")).strip()) for p in part.iter(W + "p"))
    return lines > (0 if opening == "first" else 1)
