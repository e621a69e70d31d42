"""The printed forms of masthead fields: what is in `knowledge/tongues/*/masthead.toml` made ready to match.

`scan("Point 75 a) de l’ordre du jour", "fr")` gives the field `agenda` with the value `("75 (a)",)` and its place.
Every form of every language is tried, because mastheads mix them; the first letter of a line chooses the patterns.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

import msgspec

from verbale.grammar import markers
from verbale.grammar.dates import FoundDate, find_dates
from verbale.grammar.numerals import find_ordinal, format_chinese, western_digits
from verbale.grammar.symbol_list import find_symbols
from verbale.grammar.symbol_shape import Symbol
from verbale.model.address import letter
from verbale.tongues.files import TONGUES, read_knowledge
from verbale.tongues.fold import fold
from verbale.tongues.writing import spaced, writing


class MastheadWords(msgspec.Struct, frozen=True):
    """What `masthead.toml` says of a language; templates hold {ordinal}, {year}, {items}, {languages}."""

    organisation: tuple[str, ...]
    joiners: tuple[str, ...]
    languages: dict[str, tuple[str, ...]]
    distribution: dict[str, tuple[str, ...]]
    fields: dict[str, tuple[str, ...]]
    sessions: dict[str, tuple[str, ...]]
    document_types: dict[str, tuple[str, ...]]


class Named(msgspec.Struct, frozen=True):
    """A body or organisation and its names by language, as `bodies.toml` has them."""

    id: str
    names: dict[str, tuple[str, ...]]


class Bodies(msgspec.Struct, frozen=True):
    """`bodies.toml`: who may stand at the head of a document."""

    body: tuple[Named, ...]
    organisation: tuple[Named, ...] = ()


class Found(msgspec.Struct, frozen=True):
    """A field found in a line: its name, what it means, and its place in the line's text.

    A name that several bodies bear ("Council") has all their identifiers as values.
    """

    field: str
    values: tuple[str, ...]
    start: int
    end: int
    symbols: tuple[Symbol, ...] = ()


class _Form(msgspec.Struct, frozen=True):
    """What one template stands for."""

    field: str
    value: str
    tongue: str
    slot: str | None


class _Forms(msgspec.Struct, frozen=True):
    """All templates as patterns by the first letter of what they match; `numbered` are those an ordinal opens.

    Groups `f<n>` tell which template matched, `s<n>` what its placeholder held. `cue` finds the words without which no
    template that an ordinal opens can match.
    """

    patterns: dict[str, re.Pattern[str]]
    numbered: re.Pattern[str]
    cue: re.Pattern[str]
    table: tuple[_Form, ...]
    tongues: dict[str, MastheadWords]


SESSION_PREFIX = {"regular": "", "special": "S-", "emergency": "ES-"}
"""What official symbols put before the number of a session of that kind."""

JOB = re.compile(
    r"(?<!\w)((?:[A-Z]{1,3}\.)?\d{2}-\d{5})(?:\s*\d{3,4}[a-z])?(?:\s*\([A-Z]\))?(?:(?:\s+\d{6}){1,2}|\s+\*\d{7}\*)*(?!\w)"
)
"""Job number of the documents service: year and five digits, the letter of the language, dates of processing."""

_JOB_ENDS = frozenset("0123456789)*")
_JOB_LENGTH = 50
"""Characters of the longest job number with its dates and bar code."""

_HAN = re.compile("[\u3400-\u9fff]")
_LETTERS = re.compile(r"\w")

_ENDING = 3
"""Letters an ordinal may have after what the numerals know of it ("54th", "34-го")."""

_DATED = re.compile(r"[\d年〇](?:(?<!\d)|\d{3})")
"""What no date is without: a year in figures, or Chinese."""

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def words_of(tongue: str) -> MastheadWords:
    """What is known of mastheads in a language."""
    return read_knowledge(f"tongues/{tongue}/masthead.toml", MastheadWords)


def pattern_of(template: str, slots: dict[str, str]) -> str:
    """A template as a pattern for folded text: blanks of any length, placeholders filled from `slots`."""
    parts = _PLACEHOLDER.split(template)
    out = []
    for place, part in enumerate(parts):
        if place % 2:
            out.append(slots[part])
            continue
        bare = fold(part).text
        words = loose(bare)
        before = r"\s*" if place and words else ""
        after = r"\s*" if place + 1 < len(parts) and words else ""
        out.append(before + words + after)
    return "".join(out)


def any_of(texts: tuple[str, ...] | list[str]) -> str:
    """An alternation of folded texts, the longest first, blanks of any length."""
    bare = sorted({fold(text).text.strip() for text in texts}, key=len, reverse=True)
    return "|".join(map(loose, bare))


def loose(bare: str) -> str:
    """A folded text as a pattern: blanks of any length between words, and anywhere in Chinese, which is set loose."""
    if _HAN.search(bare):
        return r"\s*".join(map(re.escape, "".join(bare.split())))
    return r"\s+".join(map(re.escape, bare.split()))


@functools.cache
def chinese_numerals() -> str:
    """The characters Chinese numerals below ten thousand are written with."""
    values = (*range(11), 100, 1000)
    return "\u3007" + "".join(sorted({character for value in values for character in format_chinese(value)}))


def _slots(words: MastheadWords, tongue: str) -> dict[str, str]:
    """Patterns of the placeholders of a language.

    An ordinal is some words, none of which is a word of a session's or a year's form: where a line holds two fields
    side by side, the second does not swallow the first.
    """
    languages = any_of([name for names in words.languages.values() for name in names])
    joined = any_of(list(words.joiners))
    item = r"\d{1,3}(?:\s*[^\W\d_]{1,2}(?!\w))?"
    forms = [form for name in ("regular", "special", "emergency") for form in words.sessions[name]]
    bare = " ".join(_PLACEHOLDER.sub(" ", form) for form in (*forms, *words.fields["year"]))
    fixed = set(fold(bare).text.split())
    stop = "|".join(map(re.escape, sorted(fixed, key=len, reverse=True)))
    ordinal = rf"(?:(?!(?:{stop})(?!\w))\w+\s+){{0,5}}(?!(?:{stop})(?!\w))\w+?"
    return {
        "languages": rf"(?:{languages})(?:\s*(?:{joined})?\s*(?:{languages}))*",
        "items": rf"{item}(?:\s*(?:{joined})\s*(?:{item}|[^\W\d_](?!\w))|\s+{item})*",
        "ordinal": rf"(?:[{chinese_numerals()}\d]\s*)+" if not spaced(tongue) else ordinal,
        "year": r"\d{4}",
        "n": r"\d{4}",
    }


def _templates(words: MastheadWords) -> Iterator[tuple[str, str, str]]:
    """Field, value and template of everything a language's file holds."""
    for text in words.organisation:
        yield "organisation", "org/un", text
    for field, texts in words.fields.items():
        yield from ((field, "", text) for text in texts)
    for field, table in (("distribution", words.distribution), ("session", words.sessions)):
        yield from ((field, value, text) for value, texts in table.items() for text in texts)
    for value, texts in words.document_types.items():
        yield from (("document-type", value, text) for text in texts)
    yield "version", "", "{languages}"


@functools.cache
def _forms() -> _Forms:
    """Every template of every language, by first letter, the longest first. Built once a process."""
    tongues = {tongue: words_of(tongue) for tongue in TONGUES}
    slots = {tongue: _slots(words, tongue) for tongue, words in tongues.items()}
    rows = sorted(_rows(tongues), key=lambda row: -len(_PLACEHOLDER.sub("", row[0])))
    parts: dict[str, list[str]] = {"": []}
    for number, (template, form) in enumerate(rows):
        filled = dict(slots[form.tongue])
        if form.slot:
            filled[form.slot] = f"(?P<s{number}>{filled[form.slot]})"
        edge = "" if not spaced(form.tongue) else r"(?!\w)"
        for first in _firsts(template, tongues[form.tongue]):
            parts.setdefault(first, []).append(f"(?P<f{number}>{pattern_of(template, filled)}{edge})")
    cues = [_PLACEHOLDER.sub(" ", template) for template, _ in rows if template.startswith("{ordinal}")]
    patterns = {first: re.compile("|".join(group)) for first, group in parts.items()}
    return _Forms(patterns, patterns[""], re.compile(any_of(cues)), tuple(form for _, form in rows), tongues)


def _rows(tongues: dict[str, MastheadWords]) -> Iterator[tuple[str, _Form]]:
    """Every template with what it stands for: fields of the six languages, names of bodies and organisations."""
    for tongue, words in tongues.items():
        for field, value, template in _templates(words):
            yield template, _Form(field, value, tongue, _slot(template))
    known = read_knowledge("bodies.toml", Bodies)
    for field, group in (("body", known.body), ("organisation", known.organisation)):
        shared: dict[tuple[str, str], list[str]] = {}
        for named in group:
            for tongue, names in named.names.items():
                for name in names:
                    shared.setdefault((tongue, name), []).append(named.id)
        for (tongue, name), ids in shared.items():
            yield name, _Form(field, " ".join(ids), tongue, _slot(name))


def _firsts(template: str, words: MastheadWords) -> set[str]:
    """First letters of what a template can match, folded; an ordinal may be any word, which is the empty string."""
    if template.startswith("{languages}"):
        return {fold(name).text[0] for names in words.languages.values() for name in names}
    if template.startswith("{ordinal}"):
        return {""}
    return set("12") if template.startswith(("{year}", "{n}")) else {fold(template).text[0]}


def _slot(template: str) -> str | None:
    """Name of the placeholder of a template."""
    found = _PLACEHOLDER.search(template)
    return found[1] if found else None


def scan(text: str, language: str | None) -> list[Found]:
    """Fields of one printed line from its start on, up to the first word that is of no field."""
    folded = fold(text)
    dates = {date.start: date for date in dates_in(text, language)}
    symbols = {symbol.start: symbol for symbol in find_symbols(text)}
    found, at = list[Found](), _skip(folded.text, 0)
    while at < len(folded.text):
        here = folded.origin(at)
        if here in symbols:
            symbol = symbols[here]
            found.append(Found("symbol", symbol.symbols, here, symbol.end, symbol.parsed))
        elif here in dates:
            date = dates[here]
            ranged = "/" in date.iso or len(date.iso) != 10
            found.append(Found("session-dates" if ranged else "date", (date.iso,), here, date.end))
        elif (job := JOB.match(text, here)) is not None:
            found.append(Found("job-number", (job[1],), here, job.end()))
        elif (form := _form_at(folded.text, at, text, folded.starts)) is not None:
            found.append(form)
        else:
            break
        at = _skip(folded.text, _folded_at(folded.starts, found[-1].end))
    return found


def form_at(text: str, at: int) -> str | None:
    """Name of the field whose form stands at a place of a line, or None; dates and symbols are no forms."""
    folded = fold(text)
    start = _skip(folded.text, _folded_at(folded.starts, at))
    form = _form_at(folded.text, start, text, folded.starts) if start < len(folded.text) else None
    return form.field if form else None


def _folded_at(starts: tuple[int, ...] | None, at: int) -> int:
    """Offset in the folded text of an offset in the original."""
    return at if starts is None else next((place for place, start in enumerate(starts) if start >= at), len(starts) - 1)


def dates_in(text: str, language: str | None) -> tuple[FoundDate, ...]:
    """Dates of a line of a masthead: in English or the document's language, else in whichever language has one."""
    return _dates_in(text, language) if _DATED.search(text) else ()


@functools.lru_cache(maxsize=64)
def _dates_in(text: str, language: str | None) -> tuple[FoundDate, ...]:
    """The same of a line that may hold one, remembered: head, title and closing ask for the dates of the same lines."""
    found = find_dates(text, language or "en", also=("en",))
    return tuple(found or find_dates(text, TONGUES[0], also=TONGUES[1:]))


def _skip(folded: str, at: int) -> int:
    """The next place of a folded text that is no blank."""
    while at < len(folded) and not folded[at].isalnum():
        at += 1
    return at


def _form_at(folded: str, at: int, text: str, starts: tuple[int, ...] | None) -> Found | None:
    """The template that matches at a place, with the value its placeholder gives; None where that gives none."""
    forms = _forms()
    pattern = forms.patterns.get(folded[at])
    match = pattern.match(folded, at) if pattern else None
    if match is None and forms.cue.search(folded, at):
        match = forms.numbered.match(folded, at)
    if match is None or match.lastgroup is None:
        return None
    number = int(match.lastgroup[1:])
    form = forms.table[number]

    def origin(place: int) -> int:
        return place if starts is None else (starts[place] if place < len(starts) else len(text))

    start, end = origin(at), origin(match.end())
    if form.slot is None:
        return Found(form.field, tuple(form.value.split()), start, end)
    left, right = match.span(f"s{number}")
    held = text[origin(left) : origin(right)]
    if form.slot == "ordinal":
        return _numbered(form, held, start, origin(left), end, match.end() == right)
    values = _values(form, held, forms.tongues[form.tongue])
    return Found(form.field, values, start, end) if values else None


def _numbered(form: _Form, held: str, start: int, left: int, end: int, last: bool) -> Found | None:
    """A session or year by its ordinal words. Where they end the form, it ends with the number."""
    written = writing(form.tongue)
    alone = written.glued or not written.spaced
    if not written.spaced:
        held = "".join(held.split())
    tongues = dict.fromkeys((form.tongue, *TONGUES)) if not alone else (form.tongue,)
    number = next((found for tongue in tongues if (found := find_ordinal(held, tongue))), None)
    if number is None or (number.start and not alone):
        return None
    if last:
        end = left + number.end
    elif len(_LETTERS.findall(held[number.end :])) > _ENDING:
        return None
    prefix = SESSION_PREFIX.get(form.value, "") if form.field == "session" else ""
    return Found(form.field, (f"{prefix}{number.value}",), start, end)


def _values(form: _Form, held: str, words: MastheadWords) -> tuple[str, ...]:
    """What the words in a placeholder mean."""
    if form.slot == "languages":
        return languages_in(held, words)
    if form.slot == "items":
        return items_in(held, words.joiners)
    return (western_digits(held).strip(),) if form.slot == "year" else tuple(form.value.split())


def languages_in(text: str, words: MastheadWords) -> tuple[str, ...]:
    """Languages named in a text, two letters each, in the order of print."""
    places = dict[str, int]()
    folded = fold(text).text
    for code, names in words.languages.items():
        found = re.search(any_of(list(names)), folded)
        if found:
            places[code] = found.start()
    return tuple(sorted(places, key=lambda code: places[code]))


def items_in(text: str, joiners: tuple[str, ...]) -> tuple[str, ...]:
    """Agenda items as the house writes them: `75 a) et b)` is `("75 (a)", "75 (b)")`, `7 et 133` is `("7", "133")`."""
    items, number, bare = list[str](), "", False
    for token in re.findall(r"\d+|[^\W\d_]+", western_digits(text)):
        if token.isdigit():
            number, bare = token, True
            items.append(number)
        elif token.casefold() not in joiners and number:
            if bare:
                items.pop()
            items.append(f"{number} ({item_letter(token)})")
            bare = False
    return tuple(items)


def item_letter(printed: str) -> str:
    """The Latin letter of an item printed in any script: `ج` is `c`; a Cyrillic look-alike is what it looks like."""
    marker = markers.parse(f"({printed}) ")
    if marker is None:
        return printed
    for series in ("latin", "abjad", "cyrillic", "han"):
        if series in marker.ranks:
            return letter(marker.ranks[series])
    return letter(next(iter(marker.ranks.values())))


def job_number_at(text: str, *, last: bool) -> int | None:
    """Where a job number begins that is all of a text, or, in the `last` lines of a document, ends it."""
    if not text or text[-1] not in _JOB_ENDS or (not last and len(text) > _JOB_LENGTH):
        return None
    for found in JOB.finditer(text):
        if found.end() == len(text) and (last or found.start() == 0):
            return found.start()
    return None
