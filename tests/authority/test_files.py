"""Authority files checked, exported, imported; every fault told at once."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from verbale.authority import AuthorityBook, Entry, Names
from verbale.authority.check import check
from verbale.authority.exchange import from_csv, to_csv, to_toml, write_entry
from verbale.authority.load import authority_folder, load
from verbale.cli.authority import authority


def test_files_that_ship_have_no_fault() -> None:
    assert check(authority_folder()) == []


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "states").mkdir()
    (tmp_path / "organisations").mkdir()
    (tmp_path / "states" / "kz.toml").write_text(
        'id = "state/kz"\nnmaes = 1\nsince = "16 December 1991"\nparent = "org/uno"\n'
        '[names.en]\nfull = ["the Republic of Kazakhstan"]\nshrt = ["Kazakhstan"]\n'
        '[names.ru]\nfull = ["Republic of Kazakhstan"]\n',
        encoding="utf-8",
    )
    (tmp_path / "states" / "broken.toml").write_text("id = ", encoding="utf-8")
    (tmp_path / "states" / "bytes.toml").write_bytes(b"id = '\xff'")
    (tmp_path / "organisations" / "un.toml").write_text(
        'id = "org/un"\nsources = ["own"]\n[names.en]\nfull = ["United Nations"]\n', encoding="utf-8"
    )
    (tmp_path / "organisations" / "other.toml").write_text(
        'id = "org/un"\nsources = ["own"]\n[names.en]\n'
        'full = ["United Nations", " United  Nations"]\njoint = ["Organizations"]\n',
        encoding="utf-8",
    )
    told = "\n".join(f"{fault.file}: {fault.text}" for fault in check(tmp_path))
    for part in (
        "nmaes; did you mean names?",
        "shrt in names.en; did you mean short?",
        "since = '16 December 1991'",
        "No entry has the id org/uno; did you mean org/un?",
        "leave the article 'the' off",
        "in another script",
        "Say where the facts come from",
        "broken.toml: Mend the TOML",
        "bytes.toml: Save the file as UTF-8",
        "Rename the file to organisations/un.toml",
        "stands in",
        "spare blanks",
        "write 'Organizations' as joint in the other entries",
    ):
        assert part in told, part


def test_values_of_the_wrong_kind_do_not_hide_one_another(tmp_path: Path) -> None:
    (tmp_path / "organisations").mkdir()
    (tmp_path / "organisations" / "toy.toml").write_text(
        'id = "org/toy"\nsince = 1991\nmembers = [{ id = 4 }]\nsources = "own"\nadopted = "2001-13-01"\n'
        'seat = "place/nowhere"\noffices = [{ id = "org/none", since = "2001", until = "2000" }]\n'
        '[names.en]\nfull = ["Toy Makers League", "Toy Makers League"]\nshort = [1]\n'
        '[names.ru]\nfull = ["Лига мaстеров"]\n[names.xx]\nfull = ["Liga"]\n',
        encoding="utf-8",
    )
    (tmp_path / "organisations" / "else.toml").write_text(
        'id = "Org/Else"\nsources = ["own"]\n[names.en]\nfull = ["Toy Makers League"]\n', encoding="utf-8"
    )
    told = "\n".join(f"{fault.file}: {fault.text}" for fault in check(tmp_path))
    for part in (
        "$.since",
        "$.members",
        "$.sources",
        "$.names",
        "Write adopted = '2001-13-01'",
        "No entry has the id place/nowhere",
        "No entry has the id org/none",
        "ends before it begins",
        "stands there twice",
        "mixes Latin and Cyrillic",
        "names.xx: use one of",
        "is the full name of",
        "small ASCII letters",
    ):
        assert part in told, (part, told)


def test_examples_that_do_not_hold_are_told(tmp_path: Path) -> None:
    (tmp_path / "organisations").mkdir()
    (tmp_path / "organisations" / "toy.toml").write_text(
        'id = "org/toy"\nsources = ["own"]\nfound = { en = ["the Toy Menders"] }\n'
        'unfound = { en = ["the Toy Makers League met"] }\n[names.en]\nfull = ["Toy Makers League"]\n',
        encoding="utf-8",
    )
    told = [fault.text for fault in check(tmp_path)]
    assert len(told) == 2 and "is not found in" in told[0] and "is found in" in told[1]


def test_csv_out_and_in_again_is_the_same() -> None:
    entries = [filed.entry for filed in load(authority_folder())[0]]
    assert len(entries) > 700
    again = {entry.id: entry for entry in from_csv(to_csv(entries))}
    assert [again[entry.id] for entry in entries] == entries


def test_toml_out_and_in_again_is_the_same(tmp_path: Path) -> None:
    for filed in load(authority_folder())[0][::25]:
        write_entry(tmp_path, filed.entry)
        assert (tmp_path / filed.file).exists(), filed.entry.id
    for filed in load(tmp_path)[0]:
        assert to_toml(filed.entry) == (tmp_path / filed.file).read_text(encoding="utf-8")


def test_a_new_entry_is_found_at_once(tmp_path: Path) -> None:
    write_entry(tmp_path, Entry(id="org/toy", names={"en": Names(full=("Toy Makers League",))}, sources=("own",)))
    assert AuthorityBook(tmp_path).find("the Toy Makers League met", "en")[0].ids == ("org/toy",)
    write_entry(tmp_path, Entry(id="org/toy", names={"en": Names(full=("Toy Menders League",))}, sources=("own",)))
    assert AuthorityBook(tmp_path).find("the Toy Menders League met", "en")[0].ids == ("org/toy",)


def test_commands(tmp_path: Path) -> None:
    run = CliRunner()
    made = run.invoke(
        authority,
        ["new", "org/toy", "--name", "Toy Makers League", "--source", "own knowledge", "--folder", str(tmp_path)],
    )
    assert made.exit_code == 0 and (tmp_path / "organisations" / "toy.toml").exists()
    assert run.invoke(authority, ["check", "--folder", str(tmp_path)]).exit_code == 0
    shown = run.invoke(authority, ["show", "instrument/npt"])
    assert "1968-07-01" in shown.output
    assert run.invoke(authority, ["show", "instrument/none"]).exit_code == 2
    table = tmp_path / "table.csv"
    table.write_text('id,field,language,value\norg/toy,full,en,Toy Menders League\norg/toy,sources,,"[""own""]"\n')
    assert run.invoke(authority, ["import", str(table), "--folder", str(tmp_path)]).exit_code == 0
    assert "Menders" in (tmp_path / "organisations" / "toy.toml").read_text(encoding="utf-8")
