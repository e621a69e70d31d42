"""Harvesting by OAI-PMH 2.0: what libraries' programs fetch, whole or since a date, in Dublin Core or MARC 21.

A resumption token is the format, the dates asked for and the key of the last document given; the protocol's arguments
are checked as its specification says (https://www.openarchives.org/OAI/openarchivesprotocol.html).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple
from urllib.parse import quote, unquote
from xml.sax.saxutils import escape, quoteattr

from starlette.responses import Response

from verbale.record.asking import harvest
from verbale.record.asking.harvest import Added
from verbale.record.asking.reader import Work, preferred
from verbale.record.exchange import marc
from verbale.record.exchange.description import described
from verbale.renditions.authority_names import words_for
from verbale.room import answers, links
from verbale.room.pages.text import opened
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
SPACE = "http://www.openarchives.org/OAI/2.0/"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
SPACES = (
    'xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd"'
)


class ProtocolError(Exception):
    """An error of the protocol: its code."""


class Asked(NamedTuple):
    """A question of a harvester: the visit it came with and its arguments."""

    visit: Visit
    given: dict[str, str]

    def argument(self, name: str) -> str:
        """An argument; nothing where it is not given."""
        return self.given.get(name, "")


class Format(NamedTuple):
    """A format of records: where its schema is, its namespace, what writes it."""

    schema: str
    namespace: str
    write: Callable[[Visit, Work], str]


def show(visit: Visit) -> Response:
    """`/oai` asked by GET."""
    return answer(visit, visit.request.query_params.multi_items())


def answer(visit: Visit, given: Sequence[tuple[str, str]]) -> Response:
    """The answer to a harvester's arguments, whichever way they came."""
    asked = Asked(visit, {name: value[:1000].replace("\0", "") for name, value in given})
    verb = asked.argument("verb")
    try:
        _check(asked, [name for name, _ in given])
        body = f"<{verb}>{VERBS[verb](asked)}</{verb}>"
        echo = "".join(f" {name}={quoteattr(_permitted(value))}" for name, value in given)
    except ProtocolError as refused:
        code = str(refused)
        body = f'<error code="{code}"/>'
        echo = (
            ""
            if code in {"badVerb", "badArgument"}
            else "".join(f" {name}={quoteattr(_permitted(value))}" for name, value in given)
        )
    now = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return answers.data(
        visit,
        f'<?xml version="1.0" encoding="UTF-8"?>\n<OAI-PMH xmlns="{SPACE}" xmlns:xsi="{INSTANCE}" '
        f'xsi:schemaLocation="{SPACE} {SPACE}OAI-PMH.xsd">'
        f"<responseDate>{now}</responseDate><request{echo}>{escape(visit.base)}/oai</request>{body}</OAI-PMH>\n",
        "text/xml",
    )


def _check(asked: Asked, names: list[str]) -> None:
    """Refuse what the protocol refuses before a verb is looked at."""
    verb = asked.argument("verb")
    if verb not in ALLOWED or names.count("verb") > 1:
        raise ProtocolError("badVerb")
    needed, possible = ALLOWED[verb]
    others = [name for name in names if name != "verb"]
    resumed = "resumptionToken" in others
    lacking = set() if resumed else set(needed) - set(others)
    if lacking or len(others) != len(set(others)) or set(others) - {*needed, *possible} or (resumed and others[1:]):
        raise ProtocolError("badArgument")
    if not resumed and asked.argument("metadataPrefix") not in {"", *FORMATS}:
        raise ProtocolError("cannotDisseminateFormat")


def _identify(asked: Asked) -> str:
    """What this repository is."""
    visit = asked.visit
    first = harvest.earliest(visit.reader)
    return (
        f"<repositoryName>{escape(visit.words.texts['room'])}</repositoryName><baseURL>{escape(visit.base)}/oai</baseURL>"
        f"<protocolVersion>2.0</protocolVersion><adminEmail>room@{escape(_host(visit))}</adminEmail>"
        f"<earliestDatestamp>{_stamp(first) if first else '1970-01-01T00:00:00Z'}</earliestDatestamp>"
        "<deletedRecord>no</deletedRecord><granularity>YYYY-MM-DDThh:mm:ssZ</granularity>"
    )


def _formats(asked: Asked) -> str:
    """The formats; each document has all."""
    if asked.argument("identifier"):
        _held(asked)
    return "".join(
        f"<metadataFormat><metadataPrefix>{name}</metadataPrefix><schema>{one.schema}</schema>"
        f"<metadataNamespace>{one.namespace}</metadataNamespace></metadataFormat>"
        for name, one in FORMATS.items()
    )


def _sets(_: Asked) -> str:
    """There are no sets."""
    raise ProtocolError("noSetHierarchy")


def _listed(asked: Asked) -> str:
    """Headers or records, a page at a time."""
    if asked.argument("set"):
        raise ProtocolError("noSetHierarchy")
    token = asked.argument("resumptionToken")
    prefix, since, until, after = asked.argument("metadataPrefix"), asked.argument("from"), asked.argument("until"), ""
    if token:
        parts = token.split("|")
        if len(parts) != 4 or parts[0] not in FORMATS or not all(_day(part) for part in parts[1:3]):
            raise ProtocolError("badResumptionToken")
        prefix, since, until, after = *parts[:3], unquote(parts[3])
    if not (_day(since) and _day(until)) or (since and until and (len(since) != len(until) or since > until)):
        raise ProtocolError("badArgument")
    before = f"{until.rstrip('Z')}~" if until else "~"
    found = harvest.added(asked.visit.reader, since=since.rstrip("Z"), until=before, after=after, limit=AT_ONCE + 1)
    if not found and not token:
        raise ProtocolError("noRecordsMatch")
    write = FORMATS[prefix].write if asked.argument("verb") == "ListRecords" else None
    body = "".join(_record(asked.visit, one, write) for one in found[:AT_ONCE])
    if len(found) > AT_ONCE:
        key = quote(found[AT_ONCE - 1].work.key, safe="")
        return f"{body}<resumptionToken>{escape(f'{prefix}|{since}|{until}|{key}')}</resumptionToken>"
    return f"{body}<resumptionToken/>" if token else body


def _day(text: str) -> bool:
    """Whether a date is one the protocol knows; none at all is right too."""
    try:
        return not text or bool(DAY.fullmatch(text) and datetime.datetime.fromisoformat(text))
    except ValueError:
        return False


def _one(asked: Asked) -> str:
    """One record by its identifier."""
    found = harvest.one(asked.visit.reader, _held(asked))
    if found is None:
        raise ProtocolError("idDoesNotExist")
    return _record(asked.visit, found, FORMATS[asked.argument("metadataPrefix")].write)


def _host(visit: Visit) -> str:
    """The name of this machine as it was asked for."""
    return visit.request.url.hostname or "localhost"


def _held(asked: Asked) -> Work:
    """The work an identifier names."""
    prefix, name = f"oai:{_host(asked.visit)}:", asked.argument("identifier")
    place = asked.visit.reader.find(unquote(name.removeprefix(prefix)).split("/")) if name.startswith(prefix) else None
    if place is None or place.address:
        raise ProtocolError("idDoesNotExist")
    return place.work


def _stamp(added: str) -> str:
    """A time of the record as the protocol writes it."""
    return f"{added[:19]}Z"


def _record(visit: Visit, one: Added, write: Callable[[Visit, Work], str] | None) -> str:
    """A record, or its header alone where nothing writes the rest."""
    name = escape(f"oai:{_host(visit)}:{quote(one.work.key, safe=links.SAFE)}")
    header = f"<header><identifier>{name}</identifier><datestamp>{_stamp(one.at)}</datestamp></header>"
    return f"<record>{header}<metadata>{write(visit, one.work)}</metadata></record>" if write else header


def dublin_core(visit: Visit, work: Work) -> str:
    """A document in Dublin Core: a title and an address for each language."""
    rows = [("identifier", visit.base + links.document(work.key)), ("identifier", work.key), ("type", work.kind)]
    rows += [("creator", words_for(work.body, "en"))] if work.body else []
    rows += [("date", work.date)] if work.date else []
    described = "".join(f"<dc:{name}>{_clean(value)}</dc:{name}>" for name, value in rows)
    for one in visit.reader.versions(work):
        title = f"<dc:title xml:lang={quoteattr(one.language)}>{_clean(one.title)}</dc:title>" if one.title else ""
        described += f"{title}<dc:language>{escape(one.language)}</dc:language>"
    return f"<oai_dc:dc {SPACES}>{described}</oai_dc:dc>"


def marc_21(visit: Visit, work: Work) -> str:
    """A document as libraries catalogue it: one record, described from one version, all versions told of."""
    held = [one.language for one in visit.reader.versions(work)]
    packed = visit.reader.packed(work, preferred(held, "en"))
    if packed is None:
        raise ProtocolError("idDoesNotExist")
    return marc.as_xml(marc.fields(described(visit.reader, work, opened(packed), visit.base)), declared=False)


def _permitted(text: str) -> str:
    """Text without the signs XML forbids."""
    return "".join(
        sign for sign in text if sign >= " " and sign not in "\ufffe\uffff" and not "\ud800" <= sign <= "\udfff"
    )


def _clean(text: str) -> str:
    """Text as XML holds it."""
    return escape(_permitted(text))


FORMATS = {
    "oai_dc": Format(
        "http://www.openarchives.org/OAI/2.0/oai_dc.xsd", "http://www.openarchives.org/OAI/2.0/oai_dc/", dublin_core
    ),
    "marc21": Format(
        "http://www.loc.gov/standards/marcxml/schema/MARC21slim.xsd", "http://www.loc.gov/MARC21/slim", marc_21
    ),
}

VERBS: dict[str, Callable[[Asked], str]] = {
    "Identify": _identify,
    "ListMetadataFormats": _formats,
    "ListSets": _sets,
    "ListIdentifiers": _listed,
    "ListRecords": _listed,
    "GetRecord": _one,
}
