"""What a dossier says of other documents, as typed relations: the kind, from which paragraph, to which one.

`earlier-issue`, `corrects`, `adds-to`, `revises` come from the masthead and the symbols; `transmits` from a
communication to what is annexed to it; `translates` from a version to those in its original languages; `replies-to`
and `cites` from the paragraphs. A relation names a symbol, so it stands open until the record holds that document.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from verbale.model.dossier import Dossier
from verbale.tongues.files import TONGUES, read_knowledge
from verbale.tongues.fold import fold

CORRECTING = {"Corr": "corrects", "Add": "adds-to", "Rev": "revises", "Amend": "revises"}
"""What a symbol's last modifier makes of its document, towards the symbol without it."""

COMMUNICATIONS = frozenset({"note-verbale", "letter", "identical-letters", "joint-letter", "aide-memoire"})
"""Kinds of main texts that send what is annexed to them."""

SENTENCE_END = re.compile(r"[.;]\s|[。；؛]")


class Linking(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of a language before the document that is answered, how far they reach, examples."""

    answers: tuple[str, ...]
    reach: int
    answered: tuple[str, ...]
    cited: tuple[str, ...]


@functools.cache
def _answers(language: str) -> tuple[re.Pattern[str], int]:
    """The words of a language as one pattern over folded text, and how far they reach."""
    known = read_knowledge(f"tongues/{language}/linking.toml", Linking)
    phrases = sorted((fold(phrase).text for phrase in known.answers), key=len, reverse=True)
    return re.compile(
        "|".join(rf"(?<!\w){re.escape(one)}" if language != "zh" else one for one in phrases)
    ), known.reach


def answers(text: str, language: str | None, start: int) -> bool:
    """Whether the words before an offset make what stands there a document that is answered."""
    if language not in TONGUES:
        return False
    pattern, reach = _answers(language)
    before = text[max(0, start - reach) : start]
    folded = fold(before)
    ends = (folded.origin(found.end() - 1) + 1 for found in pattern.finditer(folded.text))
    return any(not SENTENCE_END.search(before, end) for end in ends)


def relations(dossier: Dossier, key: str) -> Iterator[dict[str, Any]]:
    """Rows of the table of relations, the expression left out; `key` is the document's own."""
    seen: set[tuple[Any, ...]] = set()
    for kind, address, symbol, pinpoint, language in (*_of_document(dossier, key), *_of_paragraphs(dossier)):
        row = (kind, address, symbol.replace(" ", ""), pinpoint, language)
        if row not in seen:
            seen.add(row)
            yield dict(zip(("kind", "address", "symbol", "pinpoint", "language"), row, strict=True))


Row = tuple[str, str, str, str | None, str | None]


def _of_document(dossier: Dossier, key: str) -> Iterator[Row]:
    """What the masthead, the symbols and the parts say."""
    document = dossier.document
    for symbol in document.earlier:
        yield "earlier-issue", "", symbol, None, None
    for symbol in document.symbols:
        parent, _, last = symbol.replace(" ", "").rpartition("/")
        kind = CORRECTING.get(last.partition(".")[0])
        if kind and parent:
            yield kind, "", parent, None, None
    if document.kind in COMMUNICATIONS:
        for part in dossier.components:
            if part.address and not part.parent:
                yield "transmits", "", key, part.address, None
    for language in document.originals:
        if document.language and document.language not in document.originals:
            yield "translates", "", key, None, language


def _of_paragraphs(dossier: Dossier) -> Iterator[Row]:
    """Documents named in paragraphs and notes: answered where the words before them say so, else cited."""
    spoken = dossier.document.language
    texts = {one.address: (one.text, spoken) for one in dossier.notes}
    for part in dossier.components:
        for block in part.blocks:
            texts[block.address] = (block.text, block.language or part.language or spoken)
    for one in dossier.mentions:
        if one.type == "symbol" and one.target and one.at in texts:
            kind = "replies-to" if answers(*texts[one.at], one.start) else "cites"
            yield kind, one.at, one.target.removeprefix("symbol/"), one.pinpoint, None
