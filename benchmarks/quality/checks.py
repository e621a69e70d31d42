"""Checks before issue: planted faults found, false findings on clean communications.

    python benchmarks/quality/checks.py            # 120 planted faults, 60 clean ones, six languages
    python benchmarks/quality/checks.py --misses   # what was missed, and what was found without cause

Communications are put together from pieces of our own (`checks.toml`): 10 clean ones a language, and one fault in each
of 20 others. A fault is found when a finding of the right code stands that its clean twin does not have.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from verbale.desk.checks import findings_of
from verbale.grammar.dates import format as format_date
from verbale.journey import read
from verbale.model.dossier import Dossier
from verbale.model.finding import Finding
from verbale.record import Record, open_record

PIECES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
INSTRUMENT = "CD/9950"
RECEIVED = "2024-03-20"
ROMAN = ("I", "II", "III")


class Note(NamedTuple):
    """A communication as pieces, before it is written out."""

    language: str
    state: int
    two: bool
    place: int
    signed: str
    signed_in_text: str
    adopted: str
    adopted_in_annex: str
    issued: str
    paragraphs: tuple[tuple[tuple[str, str], ...], ...]
    """Of each annex the numbers and texts of its paragraphs."""
    body: str = ""
    body_in_text: str = ""
    request: bool = True
    sender: bool = True
    addressee: bool = True
    labels: tuple[str, ...] = ROMAN
    note: str = "*"
    mark: str = "*"
    note_text: str = ""
    originals: str = ""
    announced: bool | None = None


def clean(language: str, number: int) -> Note:
    """A clean communication; the same number gives the same in every language."""
    chance, said = random.Random(number), PIECES[language]
    day = chance.randrange(1, 9)
    two = number % 2 == 0
    annexes = []
    for place in range(1 + two):
        texts = chance.sample(range(len(said["paragraphs"])), 5)
        lines = [said["paragraphs"][one] for one in texts]
        if place == 0:
            quote = number % 2
            fill = {"number": quote + 1, "instrument": INSTRUMENT, "quote": said["quoted"][quote]}
            lines.append(said["quoting"].format(**fill))
        other = said["states"][(number + 1) % 5][0]
        lines = [line.replace("{symbol}", "66/20").replace("{other}", other) for line in lines]
        annexes.append(tuple((f"{n}.", line) for n, line in enumerate(lines, start=1)))
    return Note(
        language,
        number % 5,
        two,
        number % 3,
        f"2024-03-{day:02}",
        f"2024-03-{day:02}",
        "2024-02-27",
        "2024-02-27",
        "2024-03-12",
        tuple(annexes),
        note_text=said["note"],
    )


def written(note: Note) -> str:
    """A communication as Markdown."""
    said = PIECES[note.language]
    state, official, _ = said["states"][note.state]
    body = note.body or said["body"]
    day = {name: format_date(getattr(note, name), note.language) for name in ("signed", "adopted", "issued")}
    announced = note.two if note.announced is None else note.announced
    what = said["two" if announced else "one"].format(place=said["places"][note.place], adopted=day["adopted"])
    title = said["title"].format(signed=day["signed"], state=state, body=body, what=what)
    if not note.sender or not note.addressee:
        title = title.replace(state, "").replace(official, "") if not note.sender else title.replace(body, "")
    fill = {"official": official if note.sender else "", "body": note.body_in_text or body, "what": what}
    opening = said["opening"].format(**fill)
    if not note.addressee:
        opening = opening.replace(body, "")
    lines = [
        "---",
        "",
        f"# {said.get('masthead', said['body'])}",
        "",
        "CD/9901",
        "",
        f"{day['issued']}  ",
        f"{said['language']}  ",
    ]
    lines += [
        note.originals or said["original"],
        "",
        "---",
        "",
        f"**{title}\\{note.mark}**" if note.mark else f"**{title}**",
        "",
    ]
    lines += [opening, "", said["request"].format(body=body) if note.request else said["no_request"], "", "---", ""]
    if note.note:
        lines += [f"\\{note.note} {note.note_text}", ""]
    for place, paragraphs in enumerate(note.paragraphs):
        lines += [f"## {said['annex']} {note.labels[place]}", "", f"### {said['annex_titles'][place]}", ""]
        for number, text in paragraphs:
            lines += [f"{number} {text}".strip(), ""]
        adopted = format_date(note.adopted_in_annex, note.language)
        spot = said.get("done_places", said["places"])[note.place]
        lines += [said["done"].format(place=spot, adopted=adopted), ""]
    return "\n".join(lines)


Plant = Callable[[Note], Note]


def with_paragraphs(change: Callable[[list[tuple[str, str]], Note], list[tuple[str, str]]]) -> Plant:
    """A fault in the paragraphs of the first annex."""

    def plant(note: Note) -> Note:
        """Plant it."""
        first = tuple(change(list(note.paragraphs[0]), note))
        return note._replace(paragraphs=(first, *note.paragraphs[1:]))

    return plant


def appended(text: str) -> Plant:
    """A sentence at the end of the third paragraph."""
    return with_paragraphs(lambda rows, _: [(n, f"{t[:-1]} ({text}){t[-1]}" if n == "3." else t) for n, t in rows])


def misquoted(note: Note) -> Note:
    """A quotation with other words than the record's text."""
    pairs = PIECES[note.language]["swap"]

    def change(rows: list[tuple[str, str]], _: Note) -> list[tuple[str, str]]:
        """In the last paragraph, which quotes."""
        number, text = rows[-1]
        for old, new in pairs:
            text = text.replace(old, new)
        return [*rows[:-1], (number, text)]

    return with_paragraphs(change)(note)


FAULTS: dict[str, tuple[str, Plant]] = {
    "annexes absent": ("V606", lambda note: note._replace(paragraphs=())),
    "second annex absent": (
        "V606",
        lambda note: note._replace(
            announced=True, paragraphs=note.paragraphs[:1], labels=("",) if not note.two else ROMAN
        ),
    ),
    "annex missing in the series": ("V612", lambda note: note._replace(labels=("II", "III"))),
    "signed after issue": ("V607", lambda note: note._replace(signed="2024-03-18", signed_in_text="2024-03-18")),
    "date in the future": ("V613", lambda note: note._replace(signed="2025-03-02", issued="2025-03-12")),
    "adopted on two dates": ("V607", lambda note: note._replace(adopted_in_annex="2024-02-26")),
    "adopted after signature": (
        "V607",
        lambda note: note._replace(adopted="2024-03-11", adopted_in_annex="2024-03-11"),
    ),
    "addressed to another body": ("V604", lambda note: note._replace(body_in_text=PIECES[note.language]["other_body"])),
    "no sender": ("V602", lambda note: note._replace(sender=False)),
    "no request": ("V605", lambda note: note._replace(request=False)),
    "symbol that parses not": ("V608", appended("A/RES/66//20")),
    "symbol of a session to come": ("V614", appended("A/RES/179/20")),
    "resolution of another year": ("V614", appended("S/RES/1540 (1994)")),
    "name of another style": ("V615", lambda note: appended(PIECES[note.language]["avoided"])(note)),
    "numbered twice": ("V610", with_paragraphs(lambda rows, _: [(("1." if n == "2." else n), t) for n, t in rows])),
    "number skipped": ("V611", with_paragraphs(lambda rows, _: [(("7." if n == "4." else n), t) for n, t in rows[:4]])),
    "paragraph without number": (
        "V611",
        with_paragraphs(lambda rows, _: [(("" if n == "3." else n), t) for n, t in rows]),
    ),
    "note without mark": ("V616", lambda note: note._replace(mark="")),
    "quotation changed": ("V617", misquoted),
    "version that lacks a paragraph": ("V609", with_paragraphs(lambda rows, _: rows[:-1])),
}
"""Fault → code of the finding that must tell it, how it is planted. The last is planted in one of two versions."""

TWO_VERSIONS = "version that lacks a paragraph"


def record_of_ours(folder: str) -> Record:
    """A record that holds the instrument quoted, in six languages."""
    record = open_record(folder)
    for language, said in PIECES.items():
        day = format_date("2023-05-02", language)
        head = f"---\n\n# {said.get('masthead', said['body'])}\n\n{INSTRUMENT}\n\n{day}  \n"
        head += f"{said['language']}  \n{said['original']}\n\n---\n\n**{said['annex_titles'][0]}**\n\n"
        text = head + "".join(f"{n}. {one}.\n\n" for n, one in enumerate(said["quoted"], start=1))
        content = text.encode()
        record.keep(content, read(content, name=f"instrument.{language}.md"))
    return record


def found(dossiers: list[Dossier], record: Record) -> list[Finding]:
    """Findings of the desk."""
    return findings_of(dossiers, body="org/un/cd", record=record, today=RECEIVED)


def dossier(note: Note) -> Dossier:
    """A communication as the reader reads it."""
    return read(written(note).encode(), name=f"note.{note.language}.md")


def measure(misses: bool = False) -> tuple[int, int, int, int]:
    """Faults planted and found, clean communications and findings on them."""
    planted = hit = cleans = false = 0
    with tempfile.TemporaryDirectory() as folder:
        record = record_of_ours(f"{folder}/record")
        for place, language in enumerate(PIECES):
            for number in range(10):
                cleans += 1
                for one in found([dossier(clean(language, number))], record):
                    false += 1
                    if misses:
                        print(f"false\t{language}\t{number}\t{one.code}\t{one.at}\t{one.text}")
            for number, (name, (code, plant)) in enumerate(FAULTS.items(), start=100):
                planted += 1
                twin = clean(language, number)
                if name == TWO_VERSIONS:
                    other = clean(list(PIECES)[(place + 1) % 6], number)
                    versions, before = [dossier(other), dossier(plant(twin))], [dossier(other), dossier(twin)]
                else:
                    versions, before = [dossier(plant(twin))], [dossier(twin)]
                known = {(one.code, one.at, one.text) for one in found(before, record)}
                new = [one for one in found(versions, record) if (one.code, one.at, one.text) not in known]
                right = any(one.code == code for one in new)
                hit += right
                if misses and not right:
                    print(f"missed\t{language}\t{name}\t{code}\t{[(one.code, one.text) for one in new]}")
    return planted, hit, cleans, false


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--show", metavar="LANGUAGE", help="Print one communication.")
    asked = parser.parse_args()
    if asked.show:
        print(written(clean(asked.show, 2)))
        return
    planted, hit, cleans, false = measure(asked.misses)
    print(f"planted\t{planted}\tfound\t{hit}\t{hit / planted:.3f}")
    print(f"clean\t{cleans}\tfalse findings\t{false}")
    sys.exit(0 if hit / planted >= 0.97 and false <= 2 else 1)


if __name__ == "__main__":
    main()
