"""Lines at the end of a component: of the meeting that adopted it, of the party a signatory stands for."""

import pytest

from verbale.structure.body.closing import with_roles
from verbale.structure.passage import Passage


def role_of(text: str, language: str, *, adopted: bool = True) -> str | None:
    """The role of one line at the end of a text."""
    return with_roles([Passage(text=text, pieces=())], language, letter=False, adopted=adopted)[0].role


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Third plenary meeting", "en"),
        ("Tercera sesión plenaria", "es"),
        ("Troisième séance plénière", "fr"),
        ("الجلسة العامة الثالثة", "ar"),
    ],
)
def test_a_meeting_may_print_its_number_in_words(text: str, language: str) -> None:
    """Early meetings of a session print their number as a word of order."""
    assert role_of(text, language) == "place-date"


@pytest.mark.parametrize(
    ("text", "language", "role"),
    [
        ("For the Government of Chile:", "en", "signature"),
        ("For the purposes of this Agreement:", "en", None),
        ("Por el Reino de España:", "es", "signature"),
        ("Por el presente se certifica:", "es", None),
    ],
)
def test_a_signatory_has_a_name(text: str, language: str, role: str | None) -> None:
    """A line that only begins as those of signatories do opens something else."""
    assert role_of(text, language, adopted=False) == role
