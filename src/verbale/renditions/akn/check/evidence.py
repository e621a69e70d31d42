"""Positions and mentions have their words: the place exists, the stretch is in it, the quotation is its text (V22)."""

from __future__ import annotations

from lxml import etree

from verbale.renditions.akn.check.rules import Report, ids_of
from verbale.renditions.akn.reading_back import texts_of
from verbale.renditions.akn.vocabulary import vocabulary


def check_evidence(root: etree._Element, report: Report) -> None:
    """Every `v:position` and `v:mention` of a file."""
    ours = f"{{{vocabulary().ours}}}"
    if not report.asks("evidence") or (
        root.find(f".//{ours}position") is None and root.find(f".//{ours}mention") is None
    ):
        return
    texts = texts_of(root)
    ids = ids_of(root)
    for element in root.iter(f"{ours}position", f"{ours}mention"):
        _check(element, texts, ids, report)


def _check(element: etree._Element, texts: dict[str, str], ids: set[str], report: Report) -> None:
    """One position or mention."""
    key = element.get("id", "")
    place = element.get("at", "")
    text = texts.get(place.removeprefix("#"))
    if text is None:
        detail = f"{key or 'An entry'} stands at {place or 'no place'}, where there is no text."
        report.at("evidence", element, detail=detail)
        return
    start, end = _offset(element, "start"), _offset(element, "end")
    if not 0 <= start <= end <= len(text):
        detail = f"{key} runs from {start} to {end}, but its text has {len(text)} characters."
        report.at("evidence", element, detail=detail)
        return
    quote = element.find("{*}quote")
    if quote is not None and quote.text != text[start:end]:
        detail = f"The quotation of {key} is not what stands there: {text[start:end]!r}."
        report.at("evidence", element, detail=detail)
    cue = element.find("{*}cue")
    if cue is not None and not _has_cue(cue, text):
        report.at("evidence", element, detail=f"The cue of {key} is not what stands there.")
    _entries(element, ids, report)


def _has_cue(cue: etree._Element, text: str) -> bool:
    """Whether a cue's words stand where it says; with an address they stand in another paragraph, its chapeau."""
    start, end = _offset(cue, "start"), _offset(cue, "end")
    return cue.get("address") is not None or (cue.text or "") == text[max(0, start) : max(0, end)]


def _entries(element: etree._Element, ids: set[str], report: Report) -> None:
    """`#ids` of holders, objects and addressees lead to entries."""
    for name in map(str, element.attrib):
        for one in element.get(name, "").split() if name not in {"at", "rule", "text", "id"} else ():
            if one.startswith("#") and one[1:] not in ids:
                report.at("evidence", element, detail=f'{name}="{one}" leads nowhere.')


def _offset(element: etree._Element, name: str) -> int:
    """An offset; -1 where it is no number."""
    value = element.get(name, "")
    return int(value) if value.isascii() and value.isdigit() else -1
