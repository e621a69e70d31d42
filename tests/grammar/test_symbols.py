"""Symbols: the reference list with its negatives, our own table, lists, misprints, traps, and growth."""

import csv
import time
from pathlib import Path

import pytest

from verbale.grammar.dates import find_dates
from verbale.grammar.symbol_list import lists
from verbale.grammar.symbols import council_year, find_symbols, parse
from verbale.naming.symbols import Surroundings, symbol_mentions

REFERENCE = Path(__file__).parents[3] / "shared" / "reference" / "symbols.tsv"
OURS = Path(__file__).parent / "symbols.tsv"
GUESSED = {"zh": "号", "ar": "ابجد", "ru": "резолюция"}


def rows(path: Path) -> list[dict[str, str]]:
    """A table of symbols."""
    return list(csv.DictReader(path.open(), delimiter="\t", quoting=csv.QUOTE_NONE))


def language_of(text: str) -> str:
    """The language of a reference in words."""
    if any("\u0600" <= c <= "\u06ff" for c in text):
        return "ar"
    if any("\u4e00" <= c <= "\u9fff" for c in text):
        return "zh"
    if any("\u0400" <= c <= "\u04ff" for c in text):
        return "ru"
    return "fr" if "résolution" in text else "es" if "resoluci" in text and "resolution" not in text else "en"


def found_in(text: str) -> list[str]:
    """Normal forms of everything a text names, parts rather than their whole."""
    language = language_of(text)
    around = Surroundings(organ="org/un/ga", council="org/un/hrc" if "Human" in text else "org/un/ecosoc")
    mentions = symbol_mentions(text, language, around, dates=find_dates(text, language))
    return [(m.target or "")[7:] for m in mentions if m.rule != "symbol/whole"]


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference list of symbols is not at hand")
def test_every_row_of_the_reference() -> None:
    faults = []
    for row in rows(REFERENCE):
        text = row["example"]
        if row["kind"].startswith("NEGATIVE"):
            if parse(text) or found_in(text):
                faults.append(f"{row['id']} {text} found")
        elif row["modifiers"].startswith(("in words", "list")):
            if found_in(text) != row["normal_form"].split(";"):
                faults.append(f"{row['id']} {text}: {found_in(text)}")
        else:
            symbol = parse(text)
            normal = "-".join(half.normal for half in symbol.halves) if symbol else None
            if normal != row["normal_form"]:
                faults.append(f"{row['id']} {text}: {normal}")
    assert faults == []


@pytest.mark.parametrize("row", rows(OURS), ids=lambda row: row["text"][:40])
def test_our_own_table(row: dict[str, str]) -> None:
    assert ";".join(found_in(row["text"])) == row["symbols"]


@pytest.mark.parametrize("example", lists().examples, ids=lambda e: e.text[:40])
def test_lists_of_the_knowledge_file(example: object) -> None:
    found = [normal for one in find_symbols(example.text) for normal in one.symbols]  # type: ignore[attr-defined]
    assert tuple(found) == example.symbols  # type: ignore[attr-defined]


PRINTED = [row["text"] for row in rows(OURS) if row["text"].isascii() and row["symbols"] == row["text"]]


@pytest.mark.parametrize("text", PRINTED)
def test_display_reads_back(text: str) -> None:
    symbol = parse(text)
    assert symbol is not None
    again = parse(symbol.display)
    assert again is not None
    assert again.normal == symbol.normal


def test_forms_of_one_symbol() -> None:
    symbol = parse("A/75/6 (Sect. 3)/Add.1")
    assert symbol is not None
    assert symbol.normal == "A/75/6(Sect.3)/Add.1"
    assert symbol.display == "A/75/6 (Sect. 3)/Add.1"
    assert symbol.akn_number == "A-75-6_(Sect._3)-Add.1"
    assert symbol.url("fr") == "https://docs.un.org/fr/A/75/6(Sect.3)/Add.1"
    assert symbol.body == "org/un/ga"


def test_a_double_symbol_has_two_halves() -> None:
    symbol = parse("A/66/823-S/2012/405")
    assert symbol is not None
    assert [half.body for half in symbol.halves] == ["org/un/ga", "org/un/sc"]
    assert symbol.akn_number == "A-66-823"


def test_an_unknown_series_scores_lower() -> None:
    (found,) = find_symbols("see XYZQ/2012/WP.5 for details")
    assert found.symbols == ("XYZQ/2012/WP.5",)
    assert found.score < 1


def test_places_hold_with_direction_marks() -> None:
    text = "الوثيقة \u200eA/66/\u200f823\u200e المؤرخة"
    (found,) = find_symbols(text)
    assert text[found.start : found.end].replace("\u200f", "") == "A/66/823"


def test_years_of_the_security_council() -> None:
    years = [council_year(number) for number in (1, 242, 1325, 1540, 2231, 2686)]
    assert years == ["1946", "1967", "2000", "2004", "2015", "2023"]
    assert council_year(10**6) is None


@pytest.mark.parametrize(
    "hostile",
    [
        "(" * 100_000,
        "A/" + "1/" * 1_000_000,
        "A/A" * 200_000,
        "A/66/340, " + "174, " * 100_000,
        "S-" * 300_000,
        "A/66/1-" * 100_000,
        "GC(" * 100_000,
        "A/1(Part" * 50_000,
        "X" * 1_000_000,
        "resolution " * 50_000 + "66/20",
        "66/20 " * 50_000,
        "resolution 66/20 and " * 20_000,
        "“" * 100_000 + " resolution 66/20",
        "resolution “" * 30_000,
        "Council " * 50_000 + "resolution 5/1",
    ],
    ids=lambda text: text[:12],
)
def test_time_grows_with_the_text_alone(hostile: str) -> None:
    begun = time.process_time()
    symbol_mentions(hostile, "en", dates=[])
    assert time.process_time() - begun < 8
