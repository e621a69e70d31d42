"""Letters and notes without the masthead of an issuing body: letterhead, address, signature, agenda items above."""

from __future__ import annotations

from verbale.structure.body.closing import with_roles
from verbale.structure.body.labels import label_of
from verbale.structure.head.letterhead import take_letterhead
from verbale.structure.head.title import take_title
from verbale.structure.passage import Passage, Piece


def passages(*texts: str, bold: bool = False) -> list[Passage]:
    """Passages one after another."""
    made, at = [], 0
    for text in texts:
        made.append(Passage(text=text, pieces=(Piece(0, at, at + len(text)),), bold=bold))
        at += len(text) + 1
    return made


LETTER = passages(
    "MINISTRY OF FISHERIES",
    "14 June 2045",
    "Excellency,",
    "I have the honour to write to you about the fish of the northern bank, of which there are fewer every year.",
    "His Excellency",
    "Mr. Tomas Lindqvist",
    "Minister for Foreign Affairs",
    "We should be grateful for an answer before the season begins, since the fleet must know where it may go.",
    "Please accept, Excellency, the assurances of my highest consideration.",
    "Ana Kovač",
    "Minister",
)


def test_what_stands_above_a_salutation_is_the_letterhead() -> None:
    taken = take_letterhead(LETTER, "en")
    fields = [(each.field, each.values) for each in taken.fields]
    assert fields[:2] == [("other", ()), ("issued", ("2045-06-14",))]
    assert taken.rest[0].text == "Excellency,"


def test_an_address_in_a_letter_is_a_field() -> None:
    taken = take_letterhead(LETTER, "en")
    address = [each.passage.text for each in taken.fields if each.field == "addressee"]
    assert address == ["His Excellency", "Mr. Tomas Lindqvist", "Minister for Foreign Affairs"]
    assert len(taken.fields) + len(taken.rest) == len(LETTER)


def test_running_text_without_a_salutation_has_no_letterhead() -> None:
    text = passages("A first line", "The Parties met in the spring and agreed on the catch of the year to come.")
    assert take_letterhead(text, "en").rest == tuple(text)


def test_lines_after_the_words_of_respect_are_the_signature() -> None:
    made = with_roles(take_letterhead(LETTER, "en").rest, "en", letter=True, adopted=False)
    assert [each.role for each in made[-3:]] == ["closing", "signature", "signature"]


def test_a_grid_of_signatures_is_one_block_and_no_table() -> None:
    rows = (("For the Republic of Chile", "For the Kingdom of Spain"), ("A. Rojas", "B. Vidal"))
    text = "\n".join("\t".join(row) for row in rows)
    grid = Passage(text=text, pieces=(Piece(0, 0, len(text)),), rows=rows)
    made = with_roles([*passages("DONE at Lima on 3 May 2045."), grid], "en", letter=False, adopted=False)
    assert (made[1].role, made[1].rows) == ("signature", None)
    table = Passage(text="Year\tCatch", pieces=(Piece(0, 0, 10),), rows=(("Year", "Catch"),))
    assert with_roles([table], "en", letter=False, adopted=False)[0].rows is not None


def test_a_letters_title_stands_below_items_in_capitals() -> None:
    lines = passages("LAW OF THE SEA", "DECLARATION ON THE OCEAN", "FISHERIES", "Letter dated 3 May 2045 from Chile")
    taken = take_title(lines, "en", adopted=False, headed=True)
    assert taken.title is not None
    assert taken.title.text.startswith("Letter dated")


def test_strokes_of_a_roman_number_misread() -> None:
    label = label_of(passages("Annex IT", bold=True)[0], "en")
    assert label is not None
    assert (label.number, label.style) == (2, "roman")
    assert label_of(passages("Annex IT systems", bold=True)[0], "en") is None
