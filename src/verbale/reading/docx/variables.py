"""Values a Word file keeps outside its printed text: document variables, properties, the hidden comment of the UN.

The document system of the United Nations writes a comment by "Start" at the head of a file, with fields like
`<<ODS DOC SYMBOL1>>A/80/6 (Sect. 25)<<ODS DOC SYMBOL1>>`; its templates keep the symbol in a variable (`sss1`).
"""

from __future__ import annotations

import re

from verbale.model.reading import Field
from verbale.reading.docx.names import VALUE, W
from verbale.reading.docx.parts import WordFile
from verbale.reading.xml import Element, local

SYSTEM = re.compile(r"<<(ODS [^<>]{1,40})>>(.*?)<<\1>>")
ESCAPED = re.compile(r"_x[0-9A-Fa-f]{4}_")
PROPERTIES = "docProps/core.xml"
LONGEST = 2000
"""Longest value kept: a field is a name or a number, not a text."""


def variables_of(settings: Element | None) -> dict[str, str]:
    """Document variables by name; blank ones, and those that only hold a dash, are left out."""
    if settings is None:
        return {}
    found = {
        entry.get(W + "name", ""): ESCAPED.sub(" ", entry.get(VALUE, "")).strip()
        for entry in settings.iter(W + "docVar")
    }
    return {name: text[:LONGEST] for name, text in found.items() if text not in ("", "-")}


def fields_of(word: WordFile, variables: dict[str, str]) -> tuple[Field, ...]:
    """Everything kept beside the print, as fields: variables, the document system's comment, comments, properties."""
    fields = [Field(name, text) for name, text in variables.items()]
    comments = word.part_of_kind("comments")
    for comment in comments.iter(W + "comment") if comments is not None else ():
        said = "".join(comment.itertext(W + "t")).strip()
        system = SYSTEM.findall(said)
        fields += [Field(name, text.strip()) for name, text in system if text.strip()]
        if said and not system:
            fields.append(Field("comment", said[:LONGEST]))
    properties = word.part(PROPERTIES)
    for entry in properties if properties is not None else ():
        if entry.text and entry.text.strip() and local(entry):
            fields.append(Field(local(entry), entry.text.strip()[:LONGEST]))
    return tuple(fields)
