"""Harvesting by OAI-PMH."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from verbale.room.pages import oai

SPACE = "{http://www.openarchives.org/OAI/2.0/}"


def harvest(room: TestClient) -> list[str]:
    """Identifiers of all records, page after page."""
    found: list[str] = []
    question = "verb=ListRecords&metadataPrefix=oai_dc"
    while True:
        tree = ElementTree.fromstring(room.get(f"/oai?{question}").content)
        found += [each.text or "" for each in tree.iter(f"{SPACE}identifier")]
        token = tree.find(f".//{SPACE}resumptionToken")
        if token is None or not token.text:
            return found
        question = f"verb=ListRecords&resumptionToken={token.text}"


def test_a_harvest_by_pages_brings_every_document_once(room: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = harvest(room)
    monkeypatch.setattr(oai, "AT_ONCE", 2)
    assert harvest(room) == whole and len(whole) == len(set(whole)) > 5
    one = room.get("/oai", params={"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": whole[0]})
    assert whole[0] in one.text and "dc:title" in one.text


def test_a_harvest_leaves_out_what_may_not_be_seen(visitor: Callable[..., TestClient]) -> None:
    sizes = [len(harvest(visitor(reader))) for reader in ("general", "limited", "restricted")]
    assert sizes[0] < sizes[1] < sizes[2]
    assert not any("CD/7003" in name for name in harvest(visitor()))


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("", "badVerb"),
        ("verb=Nothing", "badVerb"),
        ("verb=ListRecords", "badArgument"),
        ("verb=ListRecords&metadataPrefix=mods", "cannotDisseminateFormat"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=yesterday", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2999-01-01", "noRecordsMatch"),
        ("verb=ListRecords&resumptionToken=nonsense", "badResumptionToken"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:testserver:CD/7003", "idDoesNotExist"),
        ("verb=ListSets", "noSetHierarchy"),
    ],
)
def test_errors_are_the_protocols_own(room: TestClient, question: str, code: str) -> None:
    assert f'code="{code}"' in room.get(f"/oai?{question}").text
