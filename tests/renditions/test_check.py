"""`verbale check`: every fault gives its rule, with line and id; clean files are clean; profiles weigh differently."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.renditions import dossiers
from verbale.cli.check import check as command
from verbale.renditions.akn import render
from verbale.renditions.akn.check import check

NOTE = render(dossiers.french_note()).decode()
RESOLUTION = render(dossiers.english_resolution()).decode()

BROKEN = [
    ("R1", NOTE, "</akomaNtoso>", ""),
    ("R1", NOTE, "ns/akn/3.0", "ns/akn/3.0/WD17"),
    ("XSD", NOTE, '<mainBody eId="body">', '<mainBody eId="body"><heading>x</heading>'),
    ("XSD", NOTE, 'eId="att_2__para_1"', 'eId="att_1__para_1"'),
    ("XSD", NOTE, '<FRBRdate date="2031-05-05"', '<FRBRdate date="2031"'),
    ("R22", NOTE, 'refersTo="#org.un.cd" v:id', 'refersTo="#org.un.xx" v:id'),
    ("R22", NOTE, 'refersTo="#org.un.cd" v:id', 'refersTo="org.un.cd" v:id'),
    ("R22", NOTE, 'href="#att_1__para_2__list_1__point_a"', 'href="#att_1__para_2__list_1__point_z"'),
    (
        "R8",
        NOTE,
        'FRBRuri value="/akn/un/doc/communication/un-cd/2031-05-05/CD-0000"',
        'FRBRuri value="/akn/un/doc/CD-0000"',
    ),
    ("R9", NOTE, '<FRBRcountry value="un"', '<FRBRcountry value="fr"'),
    ("R10", RESOLUTION, "/akn/un/statement/", "/akn/un/doc/"),
    ("R11", NOTE, '<FRBRsubtype value="communication"', '<FRBRsubtype value="paper"'),
    ("R12", NOTE, "/communication/un-cd/", "/communication/osce/"),
    ("R13", NOTE, "/un-cd/2031-05-05/", "/un-cd/2031-05-04/"),
    ("R14", NOTE, 'FRBRnumber value="CD-0000"', 'FRBRnumber value="CD-0001"'),
    ("R16", NOTE, '<FRBRlanguage language="fra"', '<FRBRlanguage language="rus"'),
    ("R17", NOTE, '<FRBRformat value="xml"', '<FRBRformat value="akn"'),
    (
        "R18",
        NOTE,
        'FRBRthis value="/akn/un/doc/communication/un-cd/2031-05-05/CD-0000/!main"',
        'FRBRthis value="/akn/un/x"',
    ),
    ("R31", NOTE, '<paragraph eId="para_nn_1">', "<paragraph>"),
    ("R23", NOTE, 'eId="att_1__para_3"', 'eId="att_1_para_3_x"'),
    ("R24", NOTE, 'eId="att_1__para_4"', 'eId="att_1__paragraph_4"'),
    ("R25", NOTE, "<num>4.</num>", "<num>5.</num>"),
    ("R25", NOTE, "<num>ii)</num>", "<num>iii)</num>"),
    ("R3", RESOLUTION, '<statement name="resolution"', '<statement name=""'),
    ("R4", NOTE, '<FRBRsubtype value="communication"/>', ""),
    ("R33", NOTE, "<publication ", "<nothing "),
    ("R48", NOTE, ">Conférence du désarmement</organization>", ">Conférence du désarmement </organization>"),
    ("R49", NOTE, 'refersTo="#org.un.cd" v:id', 'refersTo="#org.un.cd #state.kz" v:id'),
    ("R50", NOTE, "<p>Elle prie le secrétariat", "<p><docType>Elle</docType> prie le secrétariat"),
    ("R59", NOTE, "<p>Texte sans numéro.</p>", "<ul><li>Texte sans numéro.</li></ul>"),
    ("V13", NOTE, '<mainBody eId="body">', '<mainBody eId="body"><p>Bare.</p>'),
    ("R55", NOTE, "<p>Texte sans", '<p><a href="https://undocs.org/en/A/1">x</a> Texte sans'),
    ("V22", NOTE, "<v:quote>Elle prie", "<v:quote>Elle ordonne"),
    ("V22", NOTE, 'at="#para_nn_2" start="0"', 'at="#para_nn_9" start="0"'),
    ("V22", NOTE, 'start="0" end="24"', 'start="0" end="2400"'),
    ("R44", NOTE, "<v:document ", '<w:thing xmlns:w="urn:other"/><v:document '),
]


@pytest.mark.parametrize(
    ("rule", "content", "whole", "broken"), BROKEN, ids=[f"{n}-{row[0]}" for n, row in enumerate(BROKEN)]
)
def test_a_broken_file_gives_the_right_rule(rule: str, content: str, whole: str, broken: str) -> None:
    assert whole in content, "the test must break something"
    faults = check(content.replace(whole, broken).encode())
    assert rule in {fault.rule for fault in faults}, faults
    assert all(fault.line for fault in faults if fault.rule not in {"R1"})


def test_faults_name_line_and_id() -> None:
    broken = NOTE.replace("<num>4.</num>", "<num>5.</num>")
    fault = next(one for one in check(broken.encode()) if one.rule == "R25")
    assert fault.eid == "att_1__para_4"
    assert 'eId="att_1__para_4"' in broken.splitlines()[fault.line - 1]


def test_profiles_weigh_the_same_fault_differently() -> None:
    twice = NOTE.replace('eId="att_2__para_1"', 'eId="att_1__para_1"').encode()
    levels = {profile: {f.level for f in check(twice, profile) if f.rule == "XSD"} for profile in ("verbale", "dgacm")}
    assert levels == {"verbale": {"error"}, "dgacm": {"warning"}}
    shape = NOTE.replace('eId="att_1__para_3"', 'eId="att_1_para_3_x"').encode()
    assert {f.level for f in check(shape, "akn4un-2018") if f.rule == "R23"} == {"warning"}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\xff",
        b"<a",
        b'<!DOCTYPE a [<!ENTITY x "xxxx"><!ENTITY y "&x;&x;">]><a>&y;</a>',
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        b"<a>" * 3000,
    ],
)
def test_hostile_input_is_a_finding(content: bytes) -> None:
    assert [fault.rule for fault in check(content)] == ["R1"]


def test_reference_examples_are_clean(shared: Path) -> None:
    for path in sorted((shared / "reference" / "akn30" / "examples").glob("*.xml")):
        profile = "akn4un-2018" if path.stem == "publication" else "verbale"
        assert check(path.read_bytes(), profile) == [], path.name


def test_the_command_tells_by_its_exit_status(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.xml", tmp_path / "bad.xml"
    good.write_text(NOTE, encoding="utf-8")
    bad.write_text(NOTE.replace("<num>4.</num>", "<num>5.</num>"), encoding="utf-8")
    assert CliRunner().invoke(command, [str(good)]).exit_code == 0
    spoiled = CliRunner().invoke(command, [str(good), str(bad)])
    assert spoiled.exit_code == 1
    assert "R25 att_1__para_4" in spoiled.output
    assert CliRunner().invoke(command, [str(tmp_path / "none.xml")]).exit_code == 3
    answer = CliRunner().invoke(command, ["--json", str(bad)])
    assert json.loads(answer.output)["faults"][0]["rule"] == "R25"
