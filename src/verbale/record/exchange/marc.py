"""A document as a record of MARC 21, with the fields that the United Nations library uses: ISO 2709 or MARCXML.

    fields(described(reader, work, dossier, base))       # (tag, indicators, subfields)
    as_iso2709(fields)                                    # bytes, `.marc`
    as_xml(fields)                                        # `.marcxml`

Field by field: 191 symbol, 791 the second symbol, 029 job number, 041 and 546 languages, 089 content code, 091
distribution, 110 body, 245 title, 246 titles in other languages, 260 and 269 date, 300 pages, 500 notes, 610 to 653
subjects, 710 senders, 856 addresses, 981 body, 989 type, 991 agenda item, 992 date of adoption, 993 related documents.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

import msgspec

from verbale.record.exchange.description import Description
from verbale.renditions.authority_names import words_for
from verbale.tongues.files import read_knowledge

Field = tuple[str, str, tuple[tuple[str, str], ...]]
"""Tag, two indicators, subfields; a control field has no indicators and one subfield without a code."""

SPACE = "http://www.loc.gov/MARC21/slim"
LEADER = "00000nam a2200000 i 4500"
END_FIELD, END_RECORD, SUBFIELD = b"\x1e", b"\x1d", b"\x1f"
LONGEST_FIELD = 9_000
"""Bytes of one field: its length has four figures."""

FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
ADOPTED = frozenset({"resolution", "decision", "presidential-statement"})


class Language(msgspec.Struct, frozen=True):
    """A language as catalogues write it."""

    code: str
    name: str
    letter: str


class Kind(msgspec.Struct, frozen=True):
    """A kind of document in the library's codes."""

    content: str
    tree: tuple[str, ...]


class Catalogue(msgspec.Struct, frozen=True):
    """`knowledge/catalogue.toml`."""

    languages: dict[str, Language]
    months: dict[str, tuple[str, ...]]
    kinds: dict[str, Kind]
    distribution: dict[str, str]
    subjects: dict[str, tuple[str, str]]
    phrases: dict[str, str]


@functools.cache
def _catalogue() -> Catalogue:
    """The table, read once."""
    return read_knowledge("catalogue.toml", Catalogue)


def fields(one: Description) -> list[Field]:
    """The fields of a record, in the order of their tags."""
    made = [*_control(one), *_identity(one), *_titles(one), *_notes(one), *_subjects(one), *_links(one)]
    kept = [
        (tag, signs, tuple((code, _clean(value) if code else value) for code, value in inside))
        for tag, signs, inside in made
    ]
    return sorted(kept, key=lambda field: field[0])


def _control(one: Description) -> Iterator[Field]:
    """Number of the record and the field of coded data: date, language."""
    table, date = _catalogue(), (one.date or "").replace("-", "")
    language = table.languages.get(one.document.language or "")
    code = "mul" if len(one.titles) > 1 else language.code if language else "und"
    yield "001", "", (("", one.key),)
    entered = date[2:8].ljust(6, "0") if date else "000000"
    yield "008", "", (("", f"{entered}s{date[:4] or 'uuuu'}    xx {'|' * 17}{code} d"),)


def _identity(one: Description) -> Iterator[Field]:
    """Symbols, job number, languages, codes, the body, senders."""
    table, document = _catalogue(), one.document
    known = [table.languages[code] for code in one.titles if code in table.languages]
    if document.job_number:
        letter = next(
            (table.languages[code].letter for code in (document.language or "",) if code in table.languages), ""
        )
        yield "029", "  ", (("a", table.phrases["job"]), ("b", f"{document.job_number} {letter}".strip()))
    yield "041", "0 ", tuple(("a", language.code) for language in known) or (("a", "und"),)
    kind = table.kinds.get(document.kind)
    if kind:
        yield "089", "  ", (("b", kind.content),)
        yield "989", "  ", tuple(zip("abc", kind.tree, strict=False))
    if document.distribution in table.distribution:
        yield "091", "  ", (("a", table.distribution[document.distribution]),)
    for place, symbol in enumerate(one.symbols[:2]):
        body = (("b", f"{symbol.partition('/')[0]}/"),) if "/" in symbol else ()
        session = (("c", document.session),) if document.session else ()
        yield "791" if place else "191", "  ", (("a", symbol), *body, *session)
    if document.body:
        yield "110", "2 ", (("a", words_for(document.body, "en")),)
        yield "981", "  ", (("a", words_for(document.body, "en")),)
    for sender in document.senders or ((document.sender,) if document.sender else ()):
        yield "710", "1 " if sender.startswith("state/") else "2 ", (("a", words_for(sender, "en")),)


def _titles(one: Description) -> Iterator[Field]:
    """The title in the first language of the house that is held, then the others; the date in words and figures."""
    titles = {language: title for language, title in one.titles.items() if title}
    first = "en" if "en" in titles else next(iter(titles), "")
    yield "245", "10", (("a", titles.get(first) or one.key),)
    for language, title in titles.items():
        if language != first and title != titles[first]:
            yield "246", "1 ", (("a", title), ("g", language))
    if one.date:
        yield "260", "  ", (("c", _in_words(one.date)),)
        yield "269", "  ", (("a", one.date),)
    if one.date and one.document.kind in ADOPTED:
        yield "992", "  ", (("a", one.date),)


def _in_words(date: str) -> str:
    """2011-12-02 → 2 Dec. 2011."""
    year, *rest = date.split("-")
    months = _catalogue().months["short"]
    month = [months[int(rest[0]) - 1]] if rest and 1 <= int(rest[0]) <= len(months) else []
    day = [str(int(rest[1]))] if len(rest) > 1 else []
    return " ".join([*day, *month, year])


def _notes(one: Description) -> Iterator[Field]:
    """Pages, where it was issued before, languages, agenda items."""
    table = _catalogue()
    if one.pages:
        yield "300", "  ", (("a", table.phrases["pages"].format(pages=one.pages)),)
    for symbol in one.document.earlier:
        yield "500", "  ", (("a", table.phrases["first_issued"].format(symbol=symbol)),)
    names = [table.languages[code].name for code in one.titles if code in table.languages]
    if names:
        yield "546", "  ", (("a", table.phrases["languages"].format(languages=", ".join(names))),)
    for item in one.document.agenda:
        yield "991", "  ", (("b", item),)


def _subjects(one: Description) -> Iterator[Field]:
    """Who and what it is about, by name in English, with the identifier as authority."""
    table = _catalogue()
    for target in one.subjects:
        tag, signs = table.subjects.get(target.partition("/")[0], ("653", "  "))
        yield tag, signs, (("a", words_for(target, "en")), ("2", table.phrases["scheme"]), ("0", one.at(target)))


def _links(one: Description) -> Iterator[Field]:
    """Related documents, and the address of each version."""
    table = _catalogue()
    for _, symbol in one.relations:
        yield "993", "  ", (("a", symbol),)
    for code in one.titles:
        name = table.languages[code].name if code in table.languages else code
        yield "856", "40", (("u", one.at(code, one.key)), ("3", name))


def _clean(value: str) -> str:
    """A value on one line, without signs that either form forbids."""
    return " ".join(FORBIDDEN.sub("", value).split())[:LONGEST_FIELD] if value.strip() else value


def as_iso2709(made: Sequence[Field]) -> bytes:
    """The record as ISO 2709 in UTF-8."""
    directory, body = b"", b""
    for tag, signs, inside in made:
        content = b"".join(_subfield(code, value) for code, value in inside)
        field = signs.encode() + content[:LONGEST_FIELD] + END_FIELD
        directory += f"{tag}{len(field):04}{len(body):05}".encode()
        body += field
    base = len(LEADER) + len(directory) + 1
    leader = f"{base + len(body) + 1:05}{LEADER[5:12]}{base:05}{LEADER[17:]}"
    return leader.encode() + directory + END_FIELD + body + END_RECORD


def _subfield(code: str, value: str) -> bytes:
    """One subfield; a control field's value stands alone."""
    return SUBFIELD + code.encode() + value.encode() if code else value.encode()


def as_xml(made: Sequence[Field], *, declared: bool = True) -> str:
    """The record as MARCXML; without a declaration where it stands inside another document."""
    rows = "".join(_field_xml(*field) for field in made)
    start = '<?xml version="1.0" encoding="UTF-8"?>\n' if declared else ""
    return f'{start}<record xmlns="{SPACE}"><leader>{LEADER}</leader>{rows}</record>\n'


def _field_xml(tag: str, signs: str, inside: tuple[tuple[str, str], ...]) -> str:
    """One field of MARCXML."""
    if not signs:
        return f'<controlfield tag="{tag}">{escape(inside[0][1])}</controlfield>'
    parts = "".join(f"<subfield code={quoteattr(code)}>{escape(value)}</subfield>" for code, value in inside)
    return f'<datafield tag="{tag}" ind1="{signs[0]}" ind2="{signs[1]}">{parts}</datafield>'
