"""Saved searches and watched holders."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.record.conftest import keep, paper
from verbale.cli.record import record as commands
from verbale.record import Record
from verbale.record.search import QuestionError, open_index
from verbale.record.search.watching import Watch, forget, look, watch, watches


def test_a_saved_search_alerts_once_to_what_came_in(record: Record) -> None:
    keep(record, paper("CD/7001"))
    watch(record, Watch(name="peru", asked="name:state/pe", author="desk"))
    assert look(record, "peru") == []
    keep(record, paper("CD/7002"))
    keep(record, paper("CD/7003", first="Nothing of note is said in this place by anybody at all."))
    assert look(record, "peru", keep=True) == []  # to look and keep writes nothing, the index neither
    open_index(record).update()
    assert [(one.key, one.address, one.languages) for one in look(record, "peru", keep=True)] == [
        ("CD/7002", "1", ("en",))
    ]
    assert len(look(record, "peru")) == 1 and look(record, "peru") == []
    assert [(one.name, one.asked, one.author) for one in watches(record)] == [("peru", "name:state/pe", "desk")]
    assert forget(record, "peru") and not forget(record, "peru") and watches(record) == []


def test_another_version_of_a_known_paragraph_is_no_news(record: Record) -> None:
    keep(record, paper("CD/7001"))
    watch(record, Watch(name="tonga", asked="name:state/to"))
    keep(record, paper("CD/7001", second="Another file of the same document, with another second paragraph."))
    assert look(record, "tonga") == []


def test_a_watched_name_is_seen_in_hidden_classes_by_those_who_may(record: Record) -> None:
    watch(record, Watch(name="peru", asked="name:state/pe"))
    keep(record, paper("CD/7005", distribution="Restricted"))
    open_index(record).update()
    assert look(record, "peru", keep=True) == []
    assert len(look(record, "peru", distributions=("general", "limited", "restricted"))) == 1


def test_a_holder_alerts_when_its_position_changes(record: Record) -> None:
    first = "Iceland welcomes the Treaty on the Non-Proliferation of Nuclear Weapons."
    keep(record, paper("CD/7001", first=first, day="1"))
    watch(record, Watch(name="iceland", sort="holder", asked="state/is"))
    keep(record, paper("CD/7002", first=first, day="2"))
    assert [one for one in look(record, "iceland") if one.about == "instrument/npt"] == []
    turned = "Iceland deplores the Treaty on the Non-Proliferation of Nuclear Weapons."
    keep(record, paper("CD/7003", first=turned, day="3"))
    alert = next(one for one in look(record, "iceland") if one.about == "instrument/npt")
    assert (alert.key, alert.address, alert.before, alert.after) == ("CD/7003", "1", ("welcome",), ("deplore",))
    assert look(record, "iceland") == []
    keep(record, paper("CD/7000", first=first, day="1"))
    assert [one for one in look(record, "iceland") if one.about == "instrument/npt"] == []


def test_what_cannot_be_watched_is_told(record: Record) -> None:
    with pytest.raises(QuestionError):
        watch(record, Watch(name="x", asked="lang:xx"))
    with pytest.raises(ValueError, match="state/nowhere"):
        watch(record, Watch(name="x", sort="holder", asked="state/nowhere"))
    with pytest.raises(ValueError, match="name"):
        watch(record, Watch(name=" ", asked="x"))
    watch(record, Watch(name="x", asked="x"))
    with pytest.raises(ValueError, match="already"):
        watch(record, Watch(name="x", asked="y"))
    with pytest.raises(ValueError, match="watched are: x"):
        look(record, "y")


def test_the_command_watches_lists_looks_and_forgets(tmp_path: Path) -> None:
    place = ["--record", str(tmp_path / "record")]
    run = CliRunner().invoke
    source = tmp_path / "paper.txt"
    source.write_bytes(paper("CD/7001"))
    assert run(commands, ["add", str(source), *place, "--quiet"]).exit_code == 0
    assert "Watching peru" in run(commands, ["watch", "add", "peru", "name:state/pe", *place]).output
    assert run(commands, ["watch", "add", "both", "x", "--holder", "state/pe", *place]).exit_code == 2
    assert run(commands, ["watch", "add", "kz", "--holder", "state/kz", *place]).exit_code == 0
    assert "peru\tquestion\tname:state/pe" in run(commands, ["watch", "list", *place]).output
    source.write_bytes(paper("CD/7002"))
    assert run(commands, ["add", str(source), *place, "--quiet"]).exit_code == 0
    assert run(commands, ["watch", "look", *place]).output == "peru\t/CD/7002/1\ten\n"
    assert run(commands, ["watch", "look", "nothing", *place]).exit_code == 1
    assert run(commands, ["watch", "remove", "peru", *place]).exit_code == 0
    assert run(commands, ["watch", "remove", "peru", *place]).exit_code == 1
