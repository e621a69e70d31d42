"""Dates: the examples of the knowledge files, the reference list of month names, writing, traps, and growth."""

import csv
import datetime
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.grammar import dates
from verbale.grammar.dates import find_dates
from verbale.tongues import TONGUES

REFERENCE = Path(__file__).parents[3] / "shared" / "reference" / "months.tsv"
EXAMPLES = [(tongue, e.text, e.dates) for tongue in TONGUES for e in dates.months(tongue).examples]
AROUND = {
    "en": "on 15 {} 2012, in the city",
    "fr": "le 15 {} 2012, dans la ville",
    "es": "el 15 de {} de 2012, en la ciudad",
    "ru": "от 15 {} 2012 года",
    "zh": "于2012年{}15日通过",
    "ar": "في 15 {} 2012،",
}


@pytest.mark.parametrize(("tongue", "text", "isos"), EXAMPLES)
def test_dates_of_the_knowledge_files(tongue: str, text: str, isos: tuple[str, ...]) -> None:
    assert tuple(found.iso for found in find_dates(text, tongue)) == isos


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference list of month names is not at hand")
def test_every_form_of_every_month_of_the_reference() -> None:
    for row in csv.DictReader(REFERENCE.open(), delimiter="\t"):
        text = AROUND[row["language"]].format(row["form"])
        assert [found.iso for found in find_dates(text, row["language"])] == [f"2012-{int(row['month']):02d}-15"], text


@pytest.mark.parametrize("tongue", TONGUES)
@given(day=st.dates(min_value=datetime.date(1900, 1, 1), max_value=datetime.date(2099, 12, 31)))
def test_what_is_written_is_read(tongue: str, day: datetime.date) -> None:
    iso = str(day)
    for form in (iso, iso[:7]):
        assert dates.parse(dates.format(form, tongue), tongue) == form


@pytest.mark.parametrize(
    ("tongue", "text"),
    [
        ("en", "the States may, in March or may not, decide; article 5, may"),
        ("en", "20 States; paragraph 10; resolution 66/20; 12-37482; 2012/13"),
        ("en", "30 February 2012"),
        ("fr", "mais aussi mai et mars; 20 États"),
        ("es", "los 20 Estados, mayo, marzo"),
        ("ru", "20 государств; в мае; май"),
        ("zh", "第七段；二十个国家；五月花"),
        ("ar", "20 دولة؛ الفقرة 7؛ مايو"),
    ],
)
def test_no_false_dates(tongue: str, text: str) -> None:
    assert find_dates(text, tongue, years=True) == []


def test_bare_years_only_where_a_word_marks_them() -> None:
    assert [f.iso for f in find_dates("in 2012 and 2,013 delegates", "en", years=True)] == ["2012"]
    assert [f.iso for f in find_dates("в 2012 году", "ru", years=True)] == ["2012"]
    assert find_dates("in 2012", "en") == []


def test_english_goes_first_in_mastheads() -> None:
    found = find_dates("18 December 2020 第七十五届会议 2020年12月18日", "zh", ("en",))
    assert [f.iso for f in found] == ["2020-12-18", "2020-12-18"]


def test_places_hold_where_marks_vanish() -> None:
    text = "\u200fالمـــؤرخ 27 حزيران/يونيــه 1963، و"
    (found,) = find_dates(text, "ar")
    assert text[found.start : found.end] == "27 حزيران/يونيــه 1963"


def test_a_date_without_a_year_stays_open() -> None:
    (found,) = find_dates("on 15 May the Committee met", "en")
    assert (found.iso, found.target) == ("--05-15", None)


def test_time_grows_with_the_text_alone() -> None:
    for hostile in ("15 May " * 60_000, "1 and 2 and " * 60_000, "年月日" * 100_000, "May " * 100_000, "١" * 300_000):
        for tongue in ("en", "zh", "ar"):
            begun = time.process_time()
            find_dates(hostile, tongue, years=True)
            assert time.process_time() - begun < 6


def test_years_in_lists_spans_and_before_a_name() -> None:
    def years(text: str, language: str = "en") -> list[str]:
        return [found.iso for found in find_dates(text, language, years=True)]

    assert years("in 2006, 2011 and 2016 the Assembly met") == ["2006", "2011", "2016"]
    assert years("the 1980 Convention and its 2023 session") == ["1980", "2023"]
    assert years("the period 2021–2030") == ["2021/2030"]
    assert years("в 2019 и 2020 годах", "ru") == ["2019", "2020"]
    assert years("2019、2020年", "zh") == ["2019", "2020"]
    assert years("في عامي 2019 و 2020", "ar") == ["2019", "2020"]
    assert years("vol. 1917, No. 32724, resolutions 1373, 1540 and 1977 of the Council") == []
