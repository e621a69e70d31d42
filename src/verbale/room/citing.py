"""How a document or paragraph is cited: styles for people, formats for programs, metadata inside pages.

Styles are sentences with gaps in `knowledge/citing.toml`. A style's sentence is English by its own convention; the
United Nations' own style has one for each language.
"""

from __future__ import annotations

import re
from typing import Any

import msgspec

from verbale.grammar.dates import format as format_date
from verbale.grammar.symbol_tables import words
from verbale.grammar.symbols import parse
from verbale.model.dossier import Document, Dossier
from verbale.record.keeping.rows import date_of, key_of
from verbale.renditions.authority_names import words_for
from verbale.tongues.files import read_knowledge


class Pinpoint(msgspec.Struct, frozen=True):
    """How a style or language tells a place in a document; `{}` is the number."""

    component: dict[str, str]
    paragraph: str
    preamble: str
    unnumbered: str
    other: str


class Style(msgspec.Struct, frozen=True):
    """A style of one language: a document, a text adopted under a number, what stands before a symbol."""

    document: str
    adopted: str
    doc: str
    un_doc: str


class Styles(msgspec.Struct, frozen=True):
    """`knowledge/citing.toml`: sentences with gaps."""

    un: dict[str, str]
    un_adopted: dict[str, str]
    styles: dict[str, Style]
    organs: dict[str, dict[str, str]]
    months: dict[str, tuple[str, ...]]
    pinpoints: dict[str, Pinpoint]


COMPONENT = re.compile(r"([a-z]+)-(\d+)(?:/|$)")
NUMBERED = re.compile(r"\d[\w-]*(?:~\d+)?")
HERE = "\0"
"""Where a pinpoint comes into a sentence, once its gaps are filled."""

UNITED_NATIONS = "org/un"


def facts(dossier: Dossier, address: str = "") -> dict[str, str]:
    """What sentences are filled with."""
    document, date = dossier.document, date_of(dossier) or ""
    language = document.language or "en"
    title = document.title or next((one.title for one in dossier.components if one.title), None)
    told = {code: _told(date, code) for code in ("en", language)}
    return {
        "body": words_for(document.body, language) if document.body else "",
        "authors": ", ".join(authors(dossier)),
        "title": title or "",
        "symbol": document.symbol or "",
        "number": _number(document),
        "date": told[language],
        "english_date": told["en"],
        "short_date": _short(date),
        "year": date[:4],
        "paragraph": address.replace("/", " "),
    }


def _number(document: Document) -> str:
    """What a text was adopted under: A/RES/66/20 → 66/20; nothing for other documents."""
    parsed = parse(document.symbol) if document.symbol and document.kind == "resolution" else None
    if parsed is None:
        return ""
    return next((rest for word in words().adopted if (rest := parsed.display.partition(f"/{word}/")[2])), "")


def _short(date: str) -> str:
    """2011-12-02 → Dec. 2, 2011."""
    year, *rest = date.split("-")
    months = read_knowledge("citing.toml", Styles).months["short"]
    if not rest:
        return year
    day = f" {int(rest[1])}," if len(rest) > 1 else ""
    return f"{months[int(rest[0]) - 1]}{day} {year}"


def place_in(address: str, way: Pinpoint) -> str:
    """An address as a citation tells it: annex-1/7/a → ", annex 1, para. 7 (a)"."""
    told, rest = "", address
    while (found := COMPONENT.match(rest)) and found[1] in way.component:
        told += way.component[found[1]].format(found[2])
        rest = rest[found.end() :]
    if not rest:
        return told
    first, *items = rest.split("/")
    number = first.removeprefix("pre-").removeprefix("p-") + "".join(f" ({item})" for item in items)
    if NUMBERED.fullmatch(first):
        return told + way.paragraph.format(number)
    if first.startswith("pre-"):
        return told + way.preamble.format(number)
    return told + (way.unnumbered.format(number) if first.startswith("p-") else way.other.format(rest))


def authors(dossier: Dossier) -> list[str]:
    """Names of those a document comes from: who sent it, else the body it is of."""
    document = dossier.document
    ids = document.senders or ((document.sender,) if document.sender else (document.body,) if document.body else ())
    return [words_for(one, document.language or "en") for one in ids]


def _told(date: str, language: str) -> str:
    """A date in words, or as it is where the language has no words for it."""
    try:
        return format_date(date, language)
    except (ValueError, IndexError, FileNotFoundError):
        return date


def all_styles(dossier: Dossier, url: str, address: str = "") -> dict[str, str]:
    """Every style, by name: sentences first, then formats."""
    table, given, body = read_knowledge("citing.toml", Styles), facts(dossier, address), dossier.document.body or ""
    language = dossier.document.language if dossier.document.language in table.un else "en"
    own = table.un_adopted if given["number"] else table.un
    made = {"UN": _filled(own[str(language)], given) + place_in(address, table.pinpoints[str(language)])}
    united = body == UNITED_NATIONS or body.startswith(f"{UNITED_NATIONS}/")
    for name, style in table.styles.items():
        gaps = {**given, "doc": style.un_doc if united and given["symbol"] else style.doc if given["symbol"] else ""}
        gaps["organ"] = table.organs.get(body, {}).get(name, words_for(body, "en") if body else "")
        sentence = _filled((style.adopted if given["number"] else style.document).replace("{pinpoint}", HERE), gaps)
        made[name] = sentence.replace(HERE, place_in(address, table.pinpoints[name]))
    formats = {"BibTeX": bibtex, "RIS": ris, "CSL-JSON": csl}
    return made | {name: write(dossier, url, address) for name, write in formats.items()}


def _filled(sentence: str, given: dict[str, str]) -> str:
    """A sentence with its gaps filled; signs around an empty gap go with it."""
    for name, value in given.items():
        if not value:
            sentence = re.sub(r"[,，،]?\s*[(（“«\"‘《]?\{" + name + r"\}[)）”»\"’》]?[,，،]?", "", sentence)
    for name, value in given.items():
        sentence = sentence.replace("{" + name + "}", value)
    return re.sub(r"\s{2,}", " ", sentence).strip(" ,，،")


def bibtex(dossier: Dossier, url: str, address: str = "") -> str:
    """An entry of BibTeX."""
    given = facts(dossier, address)
    fields = {"author": " and ".join(f"{{{_braced(one)}}}" for one in authors(dossier)), "title": given["title"]}
    fields |= {"institution": given["body"], "number": given["symbol"]}
    fields |= {"year": given["year"], "url": url, "note": given["paragraph"], "langid": dossier.document.language or ""}
    lines = [
        f"  {name} = {{{value if name == 'author' else _braced(value)}}}" for name, value in fields.items() if value
    ]
    return f"@techreport{{{re.sub(r'[^A-Za-z0-9]+', '-', key_of(dossier))},\n" + ",\n".join(lines) + "\n}\n"


def _braced(value: str) -> str:
    """Text inside braces: signs of the format's grammar kept from meaning anything."""
    return re.sub(r"([#$%&_])", r"\\\1", re.sub(r"[{}\\]", " ", value))


def ris(dossier: Dossier, url: str, address: str = "") -> str:
    """A record of RIS."""
    given, date = facts(dossier, address), date_of(dossier) or ""
    rows = [("TY", "RPRT"), ("TI", given["title"]), *(("AU", one) for one in authors(dossier))]
    rows += [("PB", given["body"]), ("SN", given["symbol"])]
    rows += [("PY", given["year"]), ("DA", date.replace("-", "/")), ("LA", dossier.document.language or "")]
    rows += [("SP", given["paragraph"]), ("UR", url)]
    return "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in rows if value) + "ER  - \r\n"


def csl(dossier: Dossier, url: str, address: str = "") -> str:
    """An item of CSL-JSON, in a list as the format wants it."""
    given, date = facts(dossier, address), date_of(dossier)
    item: dict[str, Any] = {"id": key_of(dossier), "type": "report", "title": given["title"], "URL": url}
    item |= {"number": given["symbol"], "language": dossier.document.language or "", "section": given["paragraph"]}
    item["publisher"] = given["body"]
    item["author"] = [{"literal": one} for one in authors(dossier)]
    if date:
        item["issued"] = {"date-parts": [[int(part) for part in date.split("-")]]}
    return msgspec.json.encode([{name: value for name, value in item.items() if value}]).decode()


def embedded(dossier: Dossier, url: str) -> list[tuple[str, str]]:
    """Metadata inside a page: what reference managers look for, then Dublin Core."""
    given, date = facts(dossier), date_of(dossier) or ""
    rows = [
        ("citation_title", given["title"] or given["symbol"]),
        *(("citation_author", one) for one in authors(dossier)),
        ("citation_publication_date", date.replace("-", "/")),
        ("citation_technical_report_number", given["symbol"]),
        ("citation_technical_report_institution", given["body"]),
        ("citation_public_url", url),
        ("citation_language", dossier.document.language or ""),
        ("DC.identifier", given["symbol"] or url),
        ("DC.date", date),
        ("DC.type", dossier.document.kind),
    ]
    return [(name, value) for name, value in rows if value]
