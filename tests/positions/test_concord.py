"""Language versions are compared where their prints must agree; what translators do every day is no difference."""

from __future__ import annotations

from verbale.model.dossier import Block, Component, Document, Dossier, NoteAnchor
from verbale.model.reading import Source
from verbale.naming import name
from verbale.positions import take_positions
from verbale.positions.concord import concord


def version(language: str, *texts: str, notes: int = 0) -> Dossier:
    """A resolution of one paragraph a text, read through names and positions."""
    blocks = tuple(
        Block(
            address=str(number),
            role="operative",
            number=f"{number}.",
            text=text,
            language=language,
            notes=tuple(NoteAnchor(0, f"note-{mark}") for mark in range(1, notes + 1)) if number == 1 else (),
        )
        for number, text in enumerate(texts, start=1)
    )
    part = Component(address="", kind="resolution", language=language, blocks=blocks)
    document = Document(kind="resolution", language=language, body="org/un/ga")
    source = Source(name="x", sha256="0", media_type="text/plain")
    return take_positions(name(Dossier(source=source, document=document, components=(part,))))


ENGLISH = ("Requests the Secretary-General to spend 1,200 dollars by 5 May 2045;", "Welcomes resolution 66/20;")
FRENCH = (
    "Prie le Secrétaire général de dépenser 1 200 dollars au plus tard le 5 mai 2045 ;",
    "Accueille avec satisfaction la résolution 66/20 ;",
)


def kinds(first: Dossier, other: Dossier) -> list[str]:
    return [difference.kind for difference in concord([first, other])]


def test_true_versions_agree() -> None:
    assert kinds(version("en", *ENGLISH), version("fr", *FRENCH)) == []


def test_a_dropped_paragraph_is_missing() -> None:
    assert kinds(version("en", *ENGLISH), version("fr", FRENCH[0])) == ["missing"]


def test_a_changed_number() -> None:
    assert kinds(version("en", *ENGLISH), version("fr", FRENCH[0].replace("1 200", "1 300"), FRENCH[1])) == ["number"]


def test_a_changed_date() -> None:
    assert kinds(version("en", *ENGLISH), version("fr", FRENCH[0].replace("mai", "juin"), FRENCH[1])) == ["date"]


def test_a_changed_symbol() -> None:
    assert kinds(version("en", *ENGLISH), version("fr", FRENCH[0], FRENCH[1].replace("66/20", "66/21"))) == ["symbol"]


def test_a_lost_note() -> None:
    assert kinds(version("en", *ENGLISH, notes=1), version("fr", *FRENCH)) == ["note"]


def test_a_weakened_verb() -> None:
    weak = FRENCH[0].replace("Prie le Secrétaire général", "Remercie le Secrétaire général")
    assert kinds(version("en", *ENGLISH), version("fr", weak, FRENCH[1])) == ["attitude"]
