"""Dressing: an approved text in the masthead of its body, with its symbol and date, in its own language."""

from __future__ import annotations

import msgspec

from verbale.desk.styles import Style, Words, words
from verbale.grammar.dates import format as format_date
from verbale.model.dossier import Date, Dossier, MastheadField


def dressed(dossier: Dossier, style: Style, symbol: str, day: str) -> Dossier:
    """The text as it is issued: the old masthead is gone, the paragraphs and notes are the same."""
    document = dossier.document
    language = document.language or "en"
    said, printed = words(language), format_date(day, language)
    lines = {
        "body": style.names.get(language, ""),
        "symbol": symbol,
        "distribution": said.distribution[style.distribution],
        "issued": printed,
        "version": said.languages[language],
        "original": said.original + _listed(document.originals or (language,), said),
    }
    masthead = tuple(MastheadField(field=name, text=lines[name]) for name in style.masthead if lines[name])
    kept = tuple(date for date in document.dates if date.role != "issued")
    changed = msgspec.structs.replace(
        document,
        symbol=symbol,
        symbols=(symbol,),
        distribution=style.distribution,
        body=style.body or document.body,
        bodies=(style.body,) if style.body else document.bodies,
        originals=document.originals or (language,),
        dates=(Date(role="issued", date=day, text=printed), *kept),
        masthead=masthead,
    )
    return msgspec.structs.replace(dossier, document=changed, furniture=(), findings=())


def _listed(languages: tuple[str, ...], said: Words) -> str:
    """Names of languages joined as the language joins them."""
    names = [said.listed[one] for one in languages if one in said.listed]
    head = said.joiner.join(names[:-1])
    return head + said.last_joiner + names[-1] if head else "".join(names)
