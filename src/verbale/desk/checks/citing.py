"""What a text cites: symbols that cannot be, names of another style, quotations that differ from the record."""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Iterator

from verbale.grammar.symbols import Symbol, council_year, find_symbols, parse
from verbale.model.dossier import Block, Dossier
from verbale.model.finding import Finding
from verbale.record import Record
from verbale.tongues.files import read_knowledge
from verbale.tongues.findings import finding
from verbale.tongues.fold import fold

LIKE_A_SYMBOL = re.compile(r"(?<![A-Za-z0-9/.])[A-Z]{1,6}(?:/[A-Za-z0-9.()\-]*)*/[A-Za-z0-9.()\-]*")
"""What someone meant as a symbol: capitals, strokes, a figure somewhere."""

QUOTATIONS = re.compile(
    "\u201c([^\u201c\u201d]{8,2000})\u201d|\u00ab([^\u00ab\u00bb]{8,2000})\u00bb|\u201d([^\u201c\u201d]{8,2000})\u201c"
)
"""Text between quotation marks of the six languages."""

LIKE = 0.7
"""How like a paragraph a quotation must be to count as a changed quotation of it; below, it quotes something else."""

FIRST_SESSION = 1945
"""The General Assembly's session n opens in the September of this year plus n."""


def check(dossier: Dossier, record: Record | None, today: str) -> Iterator[Finding]:
    """Findings about one version."""
    place = f"{dossier.document.language or 'und'}:"
    for symbol in (*dossier.document.symbols, *dossier.document.earlier):
        if parse(symbol) is None:
            yield finding("V608", place, symbol=symbol)
    for part in dossier.components:
        for block in part.blocks:
            at = f"{place}{block.address}"
            yield from _symbols(block, at, today)
            yield from _names(block.text, dossier.document.language, at)
            if record is not None:
                yield from _quotations(dossier, block, at, record)


def _symbols(block: Block, at: str, today: str) -> Iterator[Finding]:
    """Symbols of a block that do not parse, or that no document can have yet."""
    spans = []
    for one in find_symbols(block.text):
        spans.append((one.start, one.end))
        for symbol in one.parsed:
            if why := _impossible(symbol, today):
                yield finding("V614", at, symbol=symbol.normal, why=why)
    for hit in LIKE_A_SYMBOL.finditer(block.text):
        known = any(start <= hit.start() < end for start, end in spans)
        if not known and any(sign.isdigit() for sign in hit[0]) and parse(hit[0].rstrip(".)")) is None:
            yield finding("V608", at, symbol=hit[0])


def _impossible(symbol: Symbol, today: str) -> str:
    """Why there can be no document with a symbol on a day; empty where there may be one."""
    year = int(today[:4])
    latest = year - FIRST_SESSION - (today[5:7] < "09")
    parts = symbol.parts
    if symbol.organ == "S" and symbol.kind == "res":
        hit = re.fullmatch(r"(\d+)\((\d{4})\)", parts[-1])
        right = council_year(int(hit[1])) if hit else None
        if hit and right and right != hit[2]:
            return f"resolution {hit[1]} is of {right}"
    if symbol.organ == "A":
        session = next((part for part in parts[1:3] if part.isdecimal()), None)
        if session and int(session) > latest:
            return f"session {session} has not been opened"
    years = [int(part) for part in parts[1:-1] if re.fullmatch(r"(?:19|20|21)\d\d", part)]
    return f"the year {years[0]} has not come" if years and years[0] > year else ""


@functools.cache
def _avoided(language: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern of names that the house writes otherwise, and what it writes, by the folded name."""
    table = read_knowledge("desk/house-names.toml", dict[str, dict[str, str]]).get(language, {})
    known = {fold(name).text: house for name, house in table.items()}
    left, right = ("", "") if language == "zh" else (r"(?<!\w)", r"(?!\w)")
    inner = "|".join(re.escape(name) for name in sorted(known, key=len, reverse=True)) or "(?!)"
    return re.compile(f"{left}(?:{inner}){right}"), known


def _names(text: str, language: str | None, at: str) -> Iterator[Finding]:
    """Names in a form that the house does not write."""
    pattern, known = _avoided(language or "")
    for hit in pattern.finditer(fold(text).text):
        yield finding("V615", at, found=hit[0], expected=known[hit[0]])


def _quotations(dossier: Dossier, block: Block, at: str, record: Record) -> Iterator[Finding]:
    """Quotations from documents that the record holds in the same language."""
    quotations = [next(part for part in hit.groups() if part) for hit in QUOTATIONS.finditer(block.text)]
    if not quotations:
        return
    cited = [one.target for one in dossier.mentions if one.at == block.address and one.type == "symbol" and one.target]
    for target in dict.fromkeys(cited):
        symbol = target.removeprefix("symbol/")
        source = record.dossier(symbol, dossier.document.language)
        for quotation in quotations if source is not None else ():
            told = _differing(quotation, source) if source else None
            if told is not None:
                yield finding("V617", at, symbol=symbol, found=told[0], expected=told[1])


def _differing(quotation: str, source: Dossier) -> tuple[str, str] | None:
    """Where a quotation departs from the paragraph it is most like; None where it agrees or is of something else."""
    wanted = _plain(quotation)
    texts = [_plain(block.text) for part in source.components for block in part.blocks]
    if any(wanted in text for text in texts) or not wanted:
        return None
    scored = [(difflib.SequenceMatcher(None, wanted, text, autojunk=False).ratio(), text) for text in texts if text]
    likeness, nearest = max(scored, default=(0.0, ""))
    if likeness < LIKE:
        return None
    steps = difflib.SequenceMatcher(None, wanted.split() or [wanted], nearest.split(), autojunk=False).get_opcodes()
    _, a, b, c, d = next(step for step in steps if step[0] != "equal")
    return " ".join(wanted.split()[a:b])[:80], " ".join(nearest.split()[c:d])[:80]


def _plain(text: str) -> str:
    """Text for comparison: folded, one blank between words, no point at the end."""
    return " ".join(fold(text).text.split()).strip(" .,;:\u3002\uff0c\uff1b\u060c\u061b")
