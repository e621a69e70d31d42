"""One communication: everything about it on one page, its previews, its versions beside each other, its files."""

from __future__ import annotations

from typing import Any

import msgspec
from markupsafe import Markup
from sqlalchemy import Row, select
from starlette.responses import Response

from verbale.desk import Refused, schema
from verbale.desk.checks import open_findings
from verbale.desk.dispatch import lists, posts
from verbale.desk.dressing import dressed
from verbale.desk.intake import FIELDS, dossiers_of
from verbale.desk.journal import entries
from verbale.desk.moves import Move, rules
from verbale.desk.register import text_digest, versions_of
from verbale.desk.roles import allow, may_view, seen_item
from verbale.desk.states import item
from verbale.desk.styles import styles
from verbale.journey import read
from verbale.model.dossier import Dossier
from verbale.reading.refusal import Unreadable
from verbale.renditions.html import heading, masthead, notes_section
from verbale.renditions.page_blocks import Blocks
from verbale.renditions.page_mentions import Mentions
from verbale.renditions.page_positions import Positions
from verbale.renditions.page_words import page_words
from verbale.room.desk.counter import DeskVisit, page
from verbale.room.desk.differing import side_by_side

MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/plain; charset=utf-8",
    "akn": "application/akn+xml",
}
"""What our own outputs are sent as; HTML as text, since a page of the desk runs nothing of a document's."""

SECTIONS = ("findings", "history", "dispatch")
CHECKED_IN = frozenset({"registered", "checked", "edited"})


def code_of(visit: DeskVisit) -> str:
    """The number in the register that an address names."""
    parts = visit.request.path_params
    return f"{parts['register']}/{parts['year']}/{parts['number']}".upper()


def seen(visit: DeskVisit) -> Row[Any]:
    """The communication of an address, if the person may see it."""
    with visit.desk.reading() as connection:
        return seen_item(connection, visit.who, code_of(visit))


def show(visit: DeskVisit) -> Response:
    """The page of one communication."""
    row = seen(visit)
    with visit.desk.reading() as connection:
        versions = versions_of(connection, row.code)
        outputs = list(connection.execute(select(schema.outputs).where(schema.outputs.c.item == row.code)))
        history = list(entries(connection, row.code)) if may_view(connection, visit.who, "history") else []
        digest = text_digest(connection, row.code)
        children = list(connection.execute(select(schema.items).where(schema.items.c.parent == row.code)))
    findings, fault = _findings(visit, row)
    return page(
        visit,
        "item.html",
        row=row,
        fields=FIELDS,
        versions=versions,
        comparable=any(one.role == "text" for one in versions),
        outputs=outputs,
        history=history[::-1],
        findings=findings,
        fault=fault,
        decisions=msgspec.json.decode(row.decisions, type=dict[str, str]) if visit.may("findings") else {},
        posts=posts(visit.desk, row.code) if visit.may("dispatch") else [],
        acts=possible(visit, row),
        digest=digest,
        children=children if visit.may("history") else [],
        lists=lists.names(visit.desk),
        styles=sorted(styles()),
    )


def _findings(visit: DeskVisit, row: Row[Any]) -> tuple[list[Any], str]:
    """Findings of the checks as the texts stand, for those who may see them; what prevents them from being made."""
    if not visit.may("findings") or row.state not in CHECKED_IN:
        return [], ""
    try:
        return open_findings(visit.desk, row.code), ""
    except (Refused, Unreadable) as refusal:
        return [], str(refusal)


def possible(visit: DeskVisit, row: Row[Any]) -> list[str]:
    """Acts that the state allows and the person may do, in the order of the table."""
    moves = [move for move in rules().moves if row.state in move.origins]
    with visit.desk.reading() as connection:
        return list(dict.fromkeys(one.act for one in moves if _allowed(connection, visit.who, one, row.code)))


def _allowed(connection: Any, who: str, move: Move, code: str) -> bool:
    """Whether the desk would let a person do an act."""
    try:
        allow(connection, who, move, code)
    except Refused:
        return False
    return True


def preview(visit: DeskVisit) -> Response:
    """A language version as it will be issued: dressed in its masthead, nothing else around it."""
    row = seen(visit)
    texts = {one.document.language or "und": one for one in dossiers_of(visit.desk, row.code)}
    language = visit.query("lang") if visit.query("lang") in texts else next(iter(texts))
    day = row.issued or row.received[:10]
    try:
        dossier = dressed(texts[language], styles()[row.style], row.symbol or "…", day)
    except KeyError:
        dossier = texts[language]  # a language the house does not print
    return page(visit, "preview.html", row=row, lang=language, held=list(texts), text=as_markup(dossier))


def as_markup(dossier: Dossier) -> Markup:
    """Masthead, text and notes; what a reader thinks of it is left away."""
    plain = msgspec.structs.replace(dossier, mentions=(), positions=())
    words = page_words(plain.document.language)
    blocks = Blocks(plain, words, Mentions(plain, words), Positions(plain, words))
    parts = "\n".join(blocks.component(one, place == 0) for place, one in enumerate(plain.components))
    return Markup(masthead(plain) + heading(plain) + parts + notes_section(plain, words, blocks))


def compare(visit: DeskVisit) -> Response:
    """Two versions of the same or of two languages beside each other."""
    row = seen(visit)
    choices = _choices(visit, row)
    names = list(choices)
    first = visit.query("a") if visit.query("a") in choices else names[0]
    other = visit.query("b") if visit.query("b") in choices else names[-1]
    old, new = (read(visit.desk.sources.read(digest), name=choices[digest]) for digest in (first, other))
    pairs = side_by_side(old, new)
    languages = [one.document.language or "und" for one in (old, new)]
    return page(visit, "compare.html", row=row, choices=choices, a=first, b=other, pairs=pairs, languages_of=languages)


def _choices(visit: DeskVisit, row: Row[Any]) -> dict[str, str]:
    """Every text a communication has had, by digest: as received, as it stands, and between."""
    found: dict[str, str] = {}
    with visit.desk.reading() as connection:
        for one in versions_of(connection, item(connection, row.code).code):
            if one.role == "text":
                found[one.received] = found[one.sha256] = one.name
        for entry in entries(connection, row.code):
            said = msgspec.json.decode(entry.detail, type=dict[str, Any])
            for digest in (said.get("before"), said.get("after")) if entry.act == "edit" else ():
                found.setdefault(digest or next(iter(found)), f"{said.get('language')}.md")
    if not found:
        raise Refused(f"{row.code} has no text to compare.")
    return found


def file(visit: DeskVisit) -> Response:
    """A file of a communication, as it came or as it was issued; only what belongs to it."""
    row, digest = seen(visit), visit.request.path_params["digest"]
    with visit.desk.reading() as connection:
        held = {one.received: one.name for one in versions_of(connection, row.code)}
        held |= {one.sha256: one.name for one in versions_of(connection, row.code)}
        rows = connection.execute(select(schema.outputs).where(schema.outputs.c.item == row.code))
        made = {one.sha256: (one.language, one.form) for one in rows}
    if (digest not in held and digest not in made) or not visit.desk.sources.whole(digest):
        raise Refused(visit.desk_words.texts["no_file"])
    language, form = made.get(digest, ("", ""))
    name = f"{(row.symbol or row.code).replace('/', '-')}.{language}.{form}" if form else held[digest]
    answer = Response(visit.desk.sources.read(digest), media_type=MEDIA.get(form, "application/octet-stream"))
    safe = "".join(letter if letter.isascii() and (letter.isalnum() or letter in ".-_") else "_" for letter in name)
    answer.headers["Content-Disposition"] = f'attachment; filename="{safe}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def dispatch(visit: DeskVisit) -> Response:
    """The post book of one communication, with what a person has to settle."""
    row = seen(visit)
    return page(visit, "dispatch.html", row=row, posts=posts(visit.desk, row.code))
