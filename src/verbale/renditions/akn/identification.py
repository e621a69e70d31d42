"""`identification` and `publication`: Work, Expression, Manifestation by the Naming Convention (profile V5–V9)."""

from __future__ import annotations

import datetime
import re

import msgspec

from verbale.model.dossier import Component, Date
from verbale.renditions.akn.identifiers import iri_segment
from verbale.renditions.akn.manuscript import Manuscript, component_name
from verbale.renditions.akn.markup import Markup
from verbale.renditions.akn.vocabulary import Kind, long_language, vocabulary

DAY = re.compile(r"^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$")


class Names(msgspec.Struct, frozen=True):
    """The IRIs of a document and what they are made of."""

    work: str
    expression: str
    work_date: str
    work_role: str
    expression_date: str
    expression_role: str
    number: str
    shown: str
    language: str
    kind: Kind


def names_of(paper: Manuscript) -> Names:
    """Names of the document as a whole. One without a symbol is numbered by its source (V8)."""
    document, words = paper.dossier.document, vocabulary()
    kind = words.kind(paper.main.kind)
    work_date, work_role = _dated(document.dates, words.work_dates.get(kind.subtype, ("issued",)))
    issued, issued_role = _dated(document.dates, ("issued", "reissued"))
    if not issued:
        issued, issued_role = work_date, work_role
    work_date, work_role = work_date or words.unknown_date, work_role or "unknown"
    shown = printed_number(document.symbols[0] if document.symbols else document.symbol or "")
    number = iri_segment(shown) if shown else f"nn-{paper.dossier.source.sha256[:12]}"
    place = f"{kind.element}/{kind.subtype}/{actor(document.body or document.sender)}"
    work = f"/akn/{words.country}/{place}/{work_date}/{number}"
    language = long_language(document.language or paper.main.language)
    expression = f"{work}/{language}@{issued}"
    return Names(work, expression, work_date, work_role, issued, issued_role, number, shown, language, kind)


def printed_number(symbol: str) -> str:
    """Number of a document as printed: `76/100` of a resolution's symbol, the whole symbol of other documents."""
    for segment in vocabulary().number_after:
        if segment in symbol:
            return symbol.partition(segment)[2]
    return symbol


def actor(identifier: str | None) -> str:
    """Actor in an IRI (R12): `org/un/cd` is `un-cd`, `state/kz` is `kz`."""
    return iri_segment((identifier or "").partition("/")[2]) or "unknown"


def whole_day(text: str) -> str | None:
    """A date as the schema wants it: a year is its 1 January, a month its first (R13); None for what is no date."""
    found = DAY.match(text)
    if not found:
        return None
    day = f"{found[1]}-{found[2] or '01'}-{found[3] or '01'}"
    try:
        datetime.date.fromisoformat(day)
    except ValueError:
        return None
    return day


def _dated(dates: tuple[Date, ...], roles: tuple[str, ...]) -> tuple[str, str]:
    """First usable date of the document by the order of roles, with its role; empty where there is none."""
    for role in roles:
        for date in dates:
            day = whole_day(date.date)
            if date.role == role and date.at == "" and day:
                return day, role
    return "", ""


def write_identification(paper: Manuscript, component: Component, names: Names, out: Markup) -> None:
    """`identification` of one component; only the main one lists the components of the whole."""
    out.open("identification", [("source", paper.references.standing("verbale"))])
    _work(paper, component, names, out)
    _expression(paper, component, names, out)
    _manifestation(paper, component, names, out)
    out.close("identification")


def _this(out: Markup, base: str, component: Component, ending: str = "") -> None:
    """`FRBRthis` of the component and `FRBRuri` of the whole."""
    out.empty("FRBRthis", [("value", f"{base}/!{component_name(component.address)}{ending}")])
    out.empty("FRBRuri", [("value", base + ending)])


def _work(paper: Manuscript, component: Component, names: Names, out: Markup) -> None:
    """`FRBRWork`."""
    document, main = paper.dossier.document, component is paper.main
    out.open("FRBRWork")
    _this(out, names.work, component)
    symbols = document.symbols or ((document.symbol,) if document.symbol else ())
    for symbol in symbols if main else ():
        out.empty("FRBRalias", [("value", symbol), ("name", "symbol")])
    for day, role in _work_days(paper, component, names):
        out.empty("FRBRdate", [("date", day), ("name", role)])
    _authors(paper, out)
    if main:
        _component_info(paper, "w", "e", out)
    out.empty("FRBRcountry", [("value", vocabulary().country)])
    kind = names.kind if main else vocabulary().kind(component.kind)
    out.empty("FRBRsubtype", [("value", kind.subtype)])
    if main:
        out.empty("FRBRnumber", [("value", names.number), ("showAs", names.shown)])
        for symbol in symbols[1:]:
            out.empty("FRBRnumber", [("value", iri_segment(symbol)), ("showAs", symbol)])
    out.close("FRBRWork")


def _work_days(paper: Manuscript, component: Component, names: Names) -> list[tuple[str, str]]:
    """Days of the Work: the one in its IRI first, then every other date the document has (V6)."""
    if component is paper.main:
        days = [(names.work_date, names.work_role)]
        dates = [date for date in paper.dossier.document.dates if date.at == ""]
    else:
        days = [(day, date.role) for date in component.dates[:1] if (day := whole_day(date.date))]
        days = days or [(names.work_date, names.work_role)]
        dates = list(component.dates)
    for date in dates:
        day = whole_day(date.date)
        if day and (day, date.role) not in days:
            days.append((day, date.role))
    return days


def _authors(paper: Manuscript, out: Markup) -> None:
    """The issuing body first, then the senders (V7); nobody known is said so."""
    document, references = paper.dossier.document, paper.references
    bodies = document.bodies or ((document.body,) if document.body else ())
    senders = document.senders or ((document.sender,) if document.sender else ())
    pairs = [(body, "role.issuing-body") for body in bodies] + [(sender, "role.sender") for sender in senders]
    for identifier, role in pairs:
        out.empty("FRBRauthor", [("href", references.named(identifier)), ("as", references.standing(role))])
    if not pairs:
        out.empty("FRBRauthor", [("href", references.standing("author.unknown"))])


def _first_author(paper: Manuscript) -> str:
    """Who is taken to have translated: the issuing body, else the sender."""
    document = paper.dossier.document
    known = document.body or document.sender
    return paper.references.named(known) if known else paper.references.standing("author.unknown")


def _component_info(paper: Manuscript, own: str, below: str, out: Markup) -> None:
    """`componentInfo` where there are annexes (R20); `own` and `below` are the letters of this level and the next."""
    if len(paper.dossier.components) < 2:
        return
    out.open("componentInfo")
    for component in paper.dossier.components:
        name = component_name(component.address)
        eid = paper.free(f"{own}{name.replace('/', '__')}")
        target = f"#{below}{name.replace('/', '__')}" if below else f"#{paper.place_ids.get(component.address, 'body')}"
        shown = component.title or component.label or name
        out.empty("componentData", [("eId", eid), ("href", target), ("name", name), ("showAs", shown)])
    out.close("componentInfo")


def _expression(paper: Manuscript, component: Component, names: Names, out: Markup) -> None:
    """`FRBRExpression`: the language version, and the languages it was translated from (V9)."""
    out.open("FRBRExpression")
    _this(out, names.expression, component)
    day = names.expression_date or names.work_date
    out.empty("FRBRdate", [("date", day), ("name", names.expression_role or names.work_role)])
    _authors(paper, out)
    main = component is paper.main
    if main:
        _component_info(paper, "e", "m", out)
    language = long_language(component.language) if component.language and not main else names.language
    out.empty("FRBRlanguage", [("language", language)])
    for code in paper.dossier.document.originals if main else component.originals:
        original = long_language(code)
        if original == language:
            continue
        pairs = [("href", f"{names.work}/{original}@"), ("fromLanguage", original), ("by", _first_author(paper))]
        out.empty("FRBRtranslation", pairs)
    out.close("FRBRExpression")


def _manifestation(paper: Manuscript, component: Component, names: Names, out: Markup) -> None:
    """`FRBRManifestation`: day of marking as the caller says it, else the day of the Expression."""
    out.open("FRBRManifestation")
    _this(out, names.expression, component, ".xml")
    day = paper.marked.isoformat() if paper.marked else names.expression_date or names.work_date
    out.empty("FRBRdate", [("date", day), ("name", "markup")])
    editor = [("href", paper.references.standing("verbale")), ("as", paper.references.standing("role.editor"))]
    out.empty("FRBRauthor", editor)
    if component is paper.main:
        _component_info(paper, "m", "", out)
    out.empty("FRBRformat", [("value", "xml")])
    out.close("FRBRManifestation")


def write_publication(paper: Manuscript, names: Names, out: Markup) -> None:
    """`publication` (R37): the official document."""
    document = paper.dossier.document
    title = document.title or paper.main.title or names.shown or names.number
    number = document.symbol or (document.symbols[0] if document.symbols else None)
    pairs = [
        ("date", names.expression_date or names.work_date),
        ("showAs", title),
        ("name", "officialDocument"),
        ("number", number or names.number),
    ]
    out.empty("publication", pairs)
