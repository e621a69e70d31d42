"""Checks authority files: every fault of every file at once, each a sentence that says what to do.

What is checked: the TOML and its fields, identifiers and file names, scripts and articles of names, names that lead to
two entities, dates, references to other entries, sources, and the example sentences that must or must not be found.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from verbale.authority.book import AuthorityBook, Hit
from verbale.authority.entry import FORMS, KINDS, Entry, Names, kind_of
from verbale.authority.exchange import file_of
from verbale.authority.forms import name_rules
from verbale.authority.load import Fault, Filed
from verbale.tongues.files import TONGUES

_IDENTIFIER = re.compile(r"[a-z]+(/[a-z0-9][a-z0-9.-]*)+\Z")
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?\Z")
_HEADS = frozenset(KINDS.values()) - {"organisation", "body"} | {"org", "region"}
_SCRIPTS = {"ar": "\u0600-\u06ff", "ru": "\u0400-\u04ff", "zh": "\u3400-\u9fff"}
_LATIN = "A-Za-z\u00c0-\u024f"


def check(folder: Path) -> list[Fault]:
    """All faults of an authority folder, by file."""
    filed: list[Filed] = []
    faults: list[Fault] = []
    for name in sorted(KINDS):
        for path in sorted((folder / name).glob("*.toml")):
            entry, found = read_checked(path)
            faults.extend(found)
            if entry is not None:
                filed.append(Filed(name, f"{name}/{path.name}", entry))
    known = {each.entry.id: each.file for each in filed}
    for each in filed:
        faults.extend(Fault(each.file, text) for text in _faults_of(each, known))
    faults.extend(_doubles(filed))
    faults.extend(_alone(filed))
    if not faults:
        faults.extend(_examples(folder, filed))
    return sorted(faults, key=lambda fault: fault.file)


def read_checked(path: Path) -> tuple[Entry | None, list[Fault]]:
    """One file as an entry where it can be one, and all that is wrong with its form."""
    shown = f"{path.parent.name}/{path.name}"
    try:
        raw = tomllib.loads(path.read_bytes().decode("utf-8"))
    except UnicodeDecodeError:
        return None, [Fault(shown, "Save the file as UTF-8: it holds bytes that are not.")]
    except tomllib.TOMLDecodeError as fault:
        return None, [Fault(shown, f"Mend the TOML: {fault}.")]
    faults = [Fault(shown, text) for text in _unknown_fields(raw)]
    for _ in range(_MOST):
        try:
            return msgspec.convert(raw, type=Entry), faults
        except msgspec.ValidationError as fault:
            faults.append(Fault(shown, f"Mend the entry: {fault}."))
            if not _without(raw, str(fault)):
                break
    return None, faults


_MOST = 100
"""How many values of the wrong kind are told for one file."""


def _without(raw: dict[str, Any], fault: str) -> bool:
    """Take the value a fault speaks of out of the entry, so that the next one shows; False where that is not told."""
    path = _PATH.search(fault)
    steps = [step for step in re.split(r"[.\[\]]+", path.group(1)) if step] if path else []
    if steps[:1] == ["names"] and isinstance(raw.get("names"), dict):
        return _without_ill_names(raw["names"])
    place: Any = raw
    for step in steps[:-1]:
        if not isinstance(place, dict) or not isinstance(place.get(step), dict):
            steps = steps[: steps.index(step) + 1]
            break
        place = place[step]
    return bool(steps) and isinstance(place, dict) and place.pop(steps[-1], None) is not None


def _without_ill_names(names: dict[str, Any]) -> bool:
    """Take out what is no list of names: the fault does not say in which language it stands."""
    ill = [(language, form) for language, forms in names.items() if isinstance(forms, dict) for form in forms]
    ill = [(language, form) for language, form in ill if not _is_list_of_names(names[language][form])]
    for language, form in ill:
        del names[language][form]
    tables = [language for language, forms in names.items() if not isinstance(forms, dict)]
    for language in tables:
        del names[language]
    return bool(ill or tables)


def _is_list_of_names(value: Any) -> bool:
    """Whether a value is a list of strings."""
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


_PATH = re.compile(r"at `\$\.?([^`]*)`")
"""The path at the end of a fault of the type check."""


def _unknown_fields(raw: dict[str, Any]) -> Iterator[str]:
    """Fields that mean nothing, taken out of `raw`, each with the likeliest field that was meant."""
    allowed = set(Entry.__struct_fields__)
    for key in sorted(set(raw) - allowed):
        del raw[key]
        yield f"Take out or rename the field {key}{_meant(key, allowed)}."
    names = raw.get("names")
    forms = {*Names.__struct_fields__, "not"} - {"never"}
    for language, table in names.items() if isinstance(names, dict) else ():
        for key in sorted(set(table) - forms) if isinstance(table, dict) else ():
            del table[key]
            yield f"Take out or rename {key} in names.{language}{_meant(key, forms)}."


def _meant(word: str, known: set[str]) -> str:
    """ "; did you mean …?" where something close is known."""
    close = difflib.get_close_matches(word, sorted(known), n=1)
    return f"; did you mean {close[0]}?" if close else ""


def _faults_of(filed: Filed, known: dict[str, str]) -> Iterator[str]:
    """What is wrong with one entry."""
    entry = filed.entry
    if not _IDENTIFIER.match(entry.id) or entry.id.split("/")[0] not in _HEADS:
        yield f"Write the id {entry.id!r} as kind/name in small ASCII letters, figures and hyphens."
    elif kind_of(entry.id) != KINDS[filed.folder]:
        yield f"Move {entry.id} to {file_of(entry.id)}: its id is that of a {kind_of(entry.id)}."
    elif filed.file != file_of(entry.id):
        yield f"Rename the file to {file_of(entry.id)}, after its id {entry.id}."
    if known[entry.id] != filed.file:
        yield f"Give another id: {entry.id} stands in {known[entry.id]} too."
    if not entry.sources:
        yield 'Say where the facts come from: sources = ["…"].'
    if not any(getattr(names, form) for names in entry.names.values() for form in ("full", "short", "weak")):
        yield "Give at least one name: full, short or weak."
    yield from _dates(entry)
    yield from _references(entry, known)
    for language, names in entry.names.items():
        yield from _names(language, names)


def _dates(entry: Entry) -> Iterator[str]:
    """Dates that are none, and periods that end before they begin."""
    for field in ("since", "until", "adopted", "in_force", "members_as_of"):
        value = getattr(entry, field)
        if value is not None and not _DATE.match(value):
            yield f"Write {field} = {value!r} as year, year-month or year-month-day."
    periods = [(entry.since, entry.until), *((each.since, each.until) for each in (*entry.members, *entry.offices))]
    for since, until in periods:
        if since and until and until < since:
            yield f"Mend the period {since} to {until}: it ends before it begins."


def _references(entry: Entry, known: dict[str, str]) -> Iterator[str]:
    """Entries referred to that do not exist."""
    wanted = [entry.parent, entry.seat, entry.depositary, *entry.predecessors, *entry.successors, *entry.anchors]
    wanted += [each.id for each in (*entry.members, *entry.offices)]
    for target in wanted:
        if target is not None and target not in known:
            yield f"No entry has the id {target}{_meant(target, set(known))}."


def _names(language: str, names: Names) -> Iterator[str]:
    """Names in an unknown language, in the wrong script, with an article, untidy or given twice."""
    if language not in TONGUES:
        yield f"names.{language}: use one of {', '.join(TONGUES)}."
        return
    seen: set[str] = set()
    for form in FORMS:
        for name in getattr(names, form):
            if name != " ".join(name.split()) or not name:
                yield f"names.{language}: take the spare blanks out of {name!r}."
            if name in seen:
                yield f"names.{language}: {name!r} stands there twice."
            seen.add(name)
            yield from _script(language, form, name)
            article = next((each for each in name_rules(language).articles if name.startswith(_spaced(each))), None)
            if article and form == "full":
                yield f"names.{language}: leave the article {article!r} off {name!r}."


def _spaced(article: str) -> str:
    """An article as it stands in front of a word."""
    return article if article.endswith("'") else article + " "


def _script(language: str, form: str, name: str) -> Iterator[str]:
    """A name without a letter of its language's script, or with letters of another mixed in."""
    letters = _SCRIPTS.get(language, _LATIN)
    own = re.search(f"[{letters}]", name)
    if form != "acronym" and not own and name != name.upper() and re.search(r"[^\W\d_]", name):
        yield f"names.{language}: {name!r} is in another script."
    for word in re.findall(r"[^\W\d_]+", name):
        if language == "ru" and re.search("[\u0400-\u04ff]", word) and re.search("[A-Za-z]", word):
            yield f"names.{language}: {word!r} mixes Latin and Cyrillic letters."


def _doubles(filed: list[Filed]) -> Iterator[Fault]:
    """Official names that lead to two entities."""
    owners: dict[tuple[str, str], list[Filed]] = defaultdict(list)
    for each in filed:
        for language, names in each.entry.names.items():
            for name in set(names.full):
                owners[language, name].append(each)
    for (language, name), found in owners.items():
        for other in found[1:]:
            first = found[0].entry.id
            yield Fault(other.file, f"names.{language}: {name!r} is the full name of {first} too; make it weak in one.")


def _alone(filed: list[Filed]) -> Iterator[Fault]:
    """Names for several entities at once that stand in the file of one only."""
    owners: dict[tuple[str, str], list[Filed]] = defaultdict(list)
    for each in filed:
        for language, names in each.entry.names.items():
            for name in names.joint:
                owners[language, name].append(each)
    for (language, name), found in owners.items():
        if len(found) == 1:
            yield Fault(found[0].file, f"names.{language}: write {name!r} as joint in the other entries it means too.")


def _examples(folder: Path, filed: list[Filed]) -> Iterator[Fault]:
    """Example sentences that do not do what the entry says."""
    book = AuthorityBook(folder)
    for each in filed:
        for language, sentences in each.entry.found.items():
            for sentence in sentences:
                if not any(each.entry.id in hit.ids for hit in _hits(book, sentence, language)):
                    yield Fault(each.file, f"found.{language}: {each.entry.id} is not found in {sentence!r}.")
        for language, sentences in each.entry.unfound.items():
            for sentence in sentences:
                if any(hit.ids[:1] == (each.entry.id,) for hit in _hits(book, sentence, language)):
                    yield Fault(each.file, f"unfound.{language}: {each.entry.id} is found in {sentence!r}.")


def _hits(book: AuthorityBook, sentence: str, language: str) -> list[Hit]:
    """Names and topics of a sentence."""
    return book.find(sentence, language) + book.topics(sentence, language)
