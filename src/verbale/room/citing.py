"""How a document or paragraph is cited: styles for people, formats for programs, metadata inside pages.

Styles are sentences with gaps in `knowledge/citing.toml`. A style's sentence is English by its own convention; the
United Nations' own style has one for each language.
"""

from __future__ import annotations

import re
from typing import Any

import msgspec

from verbale.grammar.dates import format as format_date
from verbale.model.dossier import Dossier
from verbale.record.keeping import date_of, key_of
from verbale.renditions.authority_names import words_for
from verbale.tongues.files import read_knowledge


class Styles(msgspec.Struct, frozen=True):
    """`knowledge/citing.toml`: a sentence a style, a sentence a language; what stands for a paragraph."""

    un: dict[str, str]
    paragraph: dict[str, str]
    styles: dict[str, str]
    pinpoint: dict[str, str]


def facts(dossier: Dossier, address: str = "") -> dict[str, str]:
    """What sentences are filled with."""
    document, date = dossier.document, date_of(dossier) or ""
    language = document.language or "en"
    title = document.title or next((one.title for one in dossier.components if one.title), None)
    told = {code: _told(date, code) for code in ("en", language)}
    return {
        "body": words_for(document.body, language) if document.body else "",
        "title": title or "",
        "symbol": document.symbol or "",
        "date": told[language],
        "english_date": told["en"],
        "year": date[:4],
        "paragraph": address.replace("/", " "),
    }


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
    table = read_knowledge("citing.toml", Styles)
    language = dossier.document.language or "en"
    given = facts(dossier, address)
    pinpoint = table.paragraph.get(language, table.paragraph["en"]) if address else ""
    made = {"UN": _filled(table.un.get(language, table.un["en"]) + pinpoint, given)}
    for name, sentence in table.styles.items():
        made[name] = _filled(sentence.replace("{pinpoint}", table.pinpoint[name] if address else ""), given)
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
        ("citation_language", dossier.document.language or ""),
        ("DC.identifier", given["symbol"] or url),
        ("DC.date", date),
        ("DC.type", dossier.document.kind),
    ]
    return [(name, value) for name, value in rows if value]
