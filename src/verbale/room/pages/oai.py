"""Harvesting by OAI-PMH 2.0 in Dublin Core: what libraries' programs fetch, whole or since a date.

A resumption token is the number of the last work given and the dates asked for; the protocol's arguments are checked
as its specification says (https://www.openarchives.org/OAI/openarchivesprotocol.html).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from xml.sax.saxutils import escape, quoteattr

from starlette.responses import Response

from verbale.record.reading import Work
from verbale.renditions.authority_names import words_for
from verbale.room import answers, links
from verbale.room.visit import Visit

AT_ONCE = 100
ALLOWED = {
    "Identify": ((), ()),
    "ListMetadataFormats": ((), ("identifier",)),
    "ListSets": ((), ("resumptionToken",)),
    "ListIdentifiers": (("metadataPrefix",), ("from", "until", "set", "resumptionToken")),
    "ListRecords": (("metadataPrefix",), ("from", "until", "set", "resumptionToken")),
    "GetRecord": (("identifier", "metadataPrefix"), ()),
}
"""Verb → arguments it needs, arguments it may have."""

DAY = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\dZ)?")
SPACES = (
    'xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd"'
)


class ProtocolError(Exception):
    """An error of the protocol: its code."""


def show(visit: Visit) -> Response:
    """`/oai`."""
    given = visit.request.query_params.multi_items()
    verb = visit.query("verb")
    try:
        needed, possible = _allowed(verb)
        names = [name for name, _ in given if name != "verb"]
        resumed = "resumptionToken" in names
        lacking = set() if resumed else set(needed) - set(names)
        if lacking or len(names) != len(set(names)) or set(names) - {*needed, *possible}:
            raise ProtocolError("badArgument")
        if not resumed and visit.query("metadataPrefix") not in {"", "oai_dc"}:
            raise ProtocolError("cannotDisseminateFormat")
        body = f"<{verb}>{VERBS[verb](visit)}</{verb}>"
        asked = "".join(f" {name}={quoteattr(value)}" for name, value in given)
    except ProtocolError as refused:
        body, asked = f'<error code="{refused}"/>', ""
    now = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return answers.data(
        visit,
        '<?xml version="1.0" encoding="UTF-8"?>\n<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">'
        f"<responseDate>{now}</responseDate><request{asked}>{escape(visit.base)}/oai</request>{body}</OAI-PMH>\n",
        "text/xml",
    )


def _allowed(verb: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Arguments of a verb."""
    if verb not in ALLOWED:
        raise ProtocolError("badVerb")
    return ALLOWED[verb]


def _identify(visit: Visit) -> str:
    """What this repository is."""
    first = visit.reader.added(limit=1)
    earliest = _stamp(first[0][1]) if first else "1970-01-01T00:00:00Z"
    return (
        f"<repositoryName>{escape(visit.words.texts['room'])}</repositoryName><baseURL>{escape(visit.base)}/oai</baseURL>"
        f"<protocolVersion>2.0</protocolVersion><adminEmail>room@localhost</adminEmail>"
        f"<earliestDatestamp>{earliest}</earliestDatestamp><deletedRecord>no</deletedRecord>"
        "<granularity>YYYY-MM-DDThh:mm:ssZ</granularity>"
    )


def _formats(visit: Visit) -> str:
    """The one format there is."""
    if visit.query("identifier"):
        _held(visit)
    return (
        "<metadataFormat><metadataPrefix>oai_dc</metadataPrefix><schema>http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
        "</schema><metadataNamespace>http://www.openarchives.org/OAI/2.0/oai_dc/</metadataNamespace></metadataFormat>"
    )


def _sets(_: Visit) -> str:
    """There are no sets."""
    raise ProtocolError("noSetHierarchy")


def _listed(visit: Visit) -> str:
    """Headers or records, a page at a time."""
    if visit.query("set"):
        raise ProtocolError("noSetHierarchy")
    token = visit.query("resumptionToken")
    after, since, until = "0", visit.query("from"), visit.query("until")
    if token:
        parts = token.split("|")
        if len(parts) != 3 or not parts[0].isdecimal() or len(parts[0]) > 15:
            raise ProtocolError("badResumptionToken")
        after, since, until = parts
    if any(day and not DAY.fullmatch(day) for day in (since, until)) or (since and until and len(since) != len(until)):
        raise ProtocolError("badArgument")
    found = visit.reader.added(
        since=since.rstrip("Z"), until=f"{until.rstrip('Z')}~" if until else "~", after=int(after), limit=AT_ONCE + 1
    )
    if not found and not token:
        raise ProtocolError("noRecordsMatch")
    whole = visit.query("verb") == "ListRecords"
    page = found[:AT_ONCE]
    body = "".join(_record(visit, work, added) if whole else _header(visit, work, added) for work, added in page)
    if len(found) > AT_ONCE:
        return f"{body}<resumptionToken>{page[-1][0].id}|{since}|{until}</resumptionToken>"
    return f"{body}<resumptionToken/>" if token else body


def _one(visit: Visit) -> str:
    """One record by its identifier."""
    work = _held(visit)
    return "".join(_record(visit, one, added) for one, added in visit.reader.added(after=work.id - 1, limit=1))


def _held(visit: Visit) -> Work:
    """The work an identifier names."""
    prefix = f"oai:{visit.request.url.hostname}:"
    name = visit.query("identifier")
    place = visit.reader.find(name.removeprefix(prefix).split("/")) if name.startswith(prefix) else None
    if place is None or place.address:
        raise ProtocolError("idDoesNotExist")
    return place.work


def _stamp(added: str) -> str:
    """A time of the record as the protocol writes it."""
    return f"{added[:19]}Z"


def _header(visit: Visit, work: Work, added: str) -> str:
    """Identifier and date of a record."""
    name = escape(f"oai:{visit.request.url.hostname}:{work.key}")
    return f"<header><identifier>{name}</identifier><datestamp>{_stamp(added)}</datestamp></header>"


def _record(visit: Visit, work: Work, added: str) -> str:
    """A document in Dublin Core: a title and an address for each language."""
    rows = [("identifier", visit.base + links.document(work.key)), ("identifier", work.key), ("type", work.kind)]
    rows += [("creator", words_for(work.body, "en"))] if work.body else []
    rows += [("date", work.date)] if work.date else []
    described = "".join(f"<dc:{name}>{_clean(value)}</dc:{name}>" for name, value in rows)
    for one in visit.reader.versions(work):
        title = f"<dc:title xml:lang={quoteattr(one.language)}>{_clean(one.title)}</dc:title>" if one.title else ""
        described += f"{title}<dc:language>{escape(one.language)}</dc:language>"
    core = f"<oai_dc:dc {SPACES}>{described}</oai_dc:dc>"
    return f"<record>{_header(visit, work, added)}<metadata>{core}</metadata></record>"


def _clean(text: str) -> str:
    """Text without the signs XML forbids."""
    return escape("".join(sign for sign in text if sign >= " " and sign not in "\ufffe\uffff"))


VERBS: dict[str, Callable[[Visit], str]] = {
    "Identify": _identify,
    "ListMetadataFormats": _formats,
    "ListSets": _sets,
    "ListIdentifiers": _listed,
    "ListRecords": _listed,
    "GetRecord": _one,
}
