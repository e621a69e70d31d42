"""`verbale resolve`: names, symbols, paragraphs and dates, in a language asked or found."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from verbale.cli import main


@pytest.mark.parametrize(
    ("text", "leads_to"),
    [
        ("ОДКБ", "org/csto"),
        ("《联合国宪章》第八章", "instrument/un-charter part-8"),
        ("paragraph 7 of resolution A/RES/66/20", "symbol/A/RES/66/20 7"),
        ("le 15 mai 2012", "date/2012-05-15"),
        ("Congo", "state/cg or state/cd"),
    ],
)
def test_a_text_leads_to_what_it_names(text: str, leads_to: str) -> None:
    done = CliRunner().invoke(main, ["resolve", text])
    assert done.exit_code == 0
    assert leads_to in [line.split("\t")[1] for line in done.stdout.splitlines()]


def test_what_is_not_known_is_said() -> None:
    done = CliRunner().invoke(main, ["resolve", "xyz", "--json"])
    assert done.exit_code == 1
    assert json.loads(done.stdout) == {"language": None, "names": []}
    assert "verbale authority new" in done.stderr
