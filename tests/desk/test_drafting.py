"""Drafts in six languages: reading them gives back what was filled in."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from verbale.desk.drafting import KINDS, Fields, draft, of_state, phrases_of
from verbale.desk.intake import request_of
from verbale.desk.outputs import skeleton
from verbale.journey import read
from verbale.model.dossier import Dossier
from verbale.renditions.docx import render
from verbale.tongues.files import TONGUES

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "circulation"
STATES = ("state/uy", "state/kz", "state/gb")


def declaration(language: str) -> Dossier:
    """The first declaration of the sample as a document of its own."""
    whole = read(SAMPLES / f"note-verbale.{language}.docx")
    part = whole.components[1]
    blocks = tuple(
        msgspec.structs.replace(block, address=block.address.removeprefix("annex-1/")) for block in part.blocks
    )
    alone = msgspec.structs.replace(part, address="", blocks=blocks)
    document = msgspec.structs.replace(whole.document, kind=part.kind, title=part.title)
    return msgspec.structs.replace(whole, document=document, components=(alone,))


@pytest.mark.parametrize("language", TONGUES)
@pytest.mark.parametrize("kind", KINDS)
def test_draft_reads_back(language: str, kind: str) -> None:
    text = declaration(language)
    for body, state in zip(phrases_of("en").bodies, (*STATES, "state/ke", "state/us"), strict=True):
        fields = Fields(kind=kind, state=state, body=body, date="2024-03-08", name="Maria Exemplo", items="12")
        made = draft(fields, language, [text])
        back = read(render(made), name="draft.docx")
        document = back.document
        assert document.kind == ("letter" if kind == "letter" else "note-verbale"), (language, body)
        assert document.sender == state, (language, body, document.title)
        assert document.addressee, (language, body, document.title)
        assert [(date.role, date.date) for date in document.dates if not date.at] == [("signed", "2024-03-08")]
        assert request_of(back) is not None, (language, body)
        assert [part.address for part in back.components] == ["", "annex-1"], (language, body)
        texts = [block.text for part in made.components for block in part.blocks]
        assert [block.text for part in back.components for block in part.blocks] == texts
        assert skeleton(back)[-1] == ("note-1", "1", made.notes[0].text) if made.notes else True


def test_names_of_states_take_their_words() -> None:
    assert of_state("state/uy", "fr") == "de la République orientale de l’Uruguay"
    assert of_state("state/us", "fr").startswith("des États-Unis")
    assert of_state("state/gb", "en").startswith("of the United Kingdom")
    assert of_state("state/uy", "ru") == "Восточной Республики Уругвай"
    assert of_state("state/uy", "es") == "de la República Oriental del Uruguay"
    assert of_state("state/uy", "ar").startswith("ل")


def test_what_leads_nowhere_is_refused() -> None:
    fields = Fields(kind="note-verbale", state="state/xx", body="cd", date="2024-03-08")
    with pytest.raises(ValueError, match="no State state/xx"):
        draft(fields, "en")
    with pytest.raises(ValueError, match="A request needs a text"):
        draft(Fields(kind="request", state="state/uy", body="cd", date="2024-03-08"), "en")
    with pytest.raises(ValueError, match="choose from cd"):
        draft(Fields(kind="letter", state="state/uy", body="moon", date="2024-03-08"), "en")
