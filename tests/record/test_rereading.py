"""Sources read again: addresses lead on, judgements stay, a stopped run goes on, texts move to where they belong."""

from __future__ import annotations

import msgspec
import pytest

from tests.record.conftest import FIRST, SECOND, dossier_of, keep, paper
from verbale.model.dossier import Block, Dossier
from verbale.record import Record
from verbale.record.asking.reader import Reader
from verbale.record.filling.rereading import reread
from verbale.record.filling.verifying import faults
from verbale.record.keeping.following import followed
from verbale.record.keeping.judgements import Judgement


def renumbered(dossier: Dossier, addresses: dict[str, str], texts: dict[str, str] | None = None) -> Dossier:
    """A dossier whose paragraphs have other addresses, and other words where they are given."""

    def changed(block: Block) -> Block:
        text = (texts or {}).get(block.address, block.text)
        return msgspec.structs.replace(block, address=addresses.get(block.address, block.address), text=text)

    parts = tuple(
        msgspec.structs.replace(part, blocks=tuple(changed(block) for block in part.blocks))
        for part in dossier.components
    )
    mentions = tuple(msgspec.structs.replace(one, at=addresses.get(one.at, one.at)) for one in dossier.mentions)
    positions = tuple(msgspec.structs.replace(one, at=addresses.get(one.at, one.at)) for one in dossier.positions)
    return msgspec.structs.replace(dossier, components=parts, mentions=mentions, positions=positions)


def judged(record: Record, subject: str, verdict: str = "wrong", **given: str) -> Judgement:
    """A judgement kept."""
    values = {"key": "CD/7001", "author": "A. Reader", "at": "2044-03-06T10:00:00+00:00", "language": "en"}
    return record.judge(msgspec.convert({"subject": subject, "verdict": verdict, **values, **given}, Judgement))


def leads(record: Record, path: str) -> str | None:
    """Where an old path leads."""
    return Reader(record, ("general",)).alias(path)


def test_an_address_that_is_no_more_leads_to_its_paragraph(record: Record) -> None:
    content = paper()
    keep(record, content)
    machine = dossier_of(content)
    digest = record.files()[0][0]
    record.replace(digest, renumbered(machine, {"1": "part-1/1", "2": "part-1/2"}))
    assert leads(record, "CD/7001/1") == "CD/7001/part-1/1"
    record.replace(digest, renumbered(machine, {"1": "part-2/1", "2": "part-2/2"}))
    assert leads(record, "CD/7001/1") == leads(record, "CD/7001/part-1/1") == "CD/7001/part-2/1"
    record.replace(digest, machine)
    assert leads(record, "CD/7001/part-2/2") == "CD/7001/2"
    assert leads(record, "CD/7001/1") is None
    assert list(faults(record)) == []


def test_a_paragraph_joined_to_another_leads_to_the_whole() -> None:
    old = dossier_of(paper())
    whole = f"{FIRST} {SECOND}"
    parts = tuple(
        msgspec.structs.replace(
            part,
            blocks=tuple(
                msgspec.structs.replace(block, text=whole, address="p-1") if block.address == "1" else block
                for block in part.blocks
                if block.address != "2"
            ),
        )
        for part in old.components
    )
    moved = followed(old, msgspec.structs.replace(old, components=parts))
    assert moved == {"1": "p-1", "2": "p-1"}


def test_two_paragraphs_alike_are_told_apart_by_their_order() -> None:
    old = dossier_of(paper(first=SECOND))
    assert followed(old, renumbered(old, {"1": "p-1", "2": "p-2"})) == {"1": "p-1", "2": "p-2"}


def test_judgements_are_put_over_every_reading(record: Record) -> None:
    content = paper()
    keep(record, content)
    machine = dossier_of(content)
    tonga = next(one for one in machine.mentions if one.text == "Tonga")
    peru = next(one for one in machine.mentions if one.text == "Peru")
    judged(record, f"mention:{tonga.start}-{tonga.end}", address="1", value="state/to")
    judged(record, f"mention:{peru.start}-{peru.end}", address="1")
    matter = FIRST.index("the matter")
    judged(record, f"mention:{matter}-{matter + 10}", "right", address="1", value="topic/disarmament")
    shown = record.dossier("CD/7001")
    assert shown is not None
    assert {one.text: one.target for one in shown.mentions if one.at == "1"}.get("Peru") is None
    assert [one.rule for one in shown.mentions if one.target == "topic/disarmament"] == ["judgement"]
    later = renumbered(machine, {"1": "4"}, {"1": f"Also, {FIRST}"})
    record.replace(record.files()[0][0], later)
    shown = record.dossier("CD/7001")
    assert shown is not None
    found = {one.text: (one.at, one.start, one.target) for one in shown.mentions}
    assert found["the matter"] == ("4", matter + 6, "topic/disarmament")
    assert [(one.author, one.address) for one in record.judgements("CD/7001")] == [("A. Reader", "4")] * 3
    assert list(faults(record)) == []


def test_a_position_is_mended_and_dropped(record: Record) -> None:
    keep(record, paper())
    dossier = record.dossier("CD/7001")
    assert dossier is not None
    one = next(each for each in dossier.positions if each.at == "1")
    place = f"position:{one.start}-{one.end}"
    judged(record, place, address="1", value="attitude=oppose holder=state/is,state/pe")
    mended = record.dossier("CD/7001")
    assert mended is not None
    changed = [each for each in mended.positions if (each.at, each.start, each.end) == ("1", one.start, one.end)]
    assert {(each.attitude, each.holder) for each in changed} == {("oppose", ("state/is", "state/pe"))}
    judged(record, place, address="1", at="2044-03-07T10:00:00+00:00")
    dropped = record.dossier("CD/7001")
    assert dropped is not None
    assert not [each for each in dropped.positions if (each.at, each.start, each.end) == ("1", one.start, one.end)]


def test_a_symbol_judged_renames_the_document_for_good(record: Record) -> None:
    content = paper()
    keep(record, content)
    judged(record, "field:symbol", value="CD/WP.700")
    assert [one.key for one in record.listed()] == ["CD/WP.700"]
    assert leads(record, "CD/7001/1") == "CD/WP.700/1"
    assert record.key("CD/7001") == "CD/WP.700"
    assert record.judgements("CD/7001") == record.judgements("CD/WP.700") != []
    assert len(list(reread(record, everything=True))) == 1
    assert [one.key for one in record.listed()] == ["CD/WP.700"]
    record.remove("CD/WP.700")
    keep(record, content)
    assert [one.key for one in record.listed()] == ["CD/WP.700"]
    assert list(faults(record)) == []


def test_a_kind_judged_holds_for_all_languages(record: Record) -> None:
    keep(record, paper())
    judged(record, "field:kind", value="statement", language="")
    assert [one.kind for one in record.listed()] == ["statement"]


def test_a_judgement_whose_words_are_gone_is_told_and_kept(record: Record) -> None:
    content = paper()
    keep(record, content)
    start = FIRST.index("Tonga")
    judged(record, f"mention:{start}-{start + 5}", address="1")
    record.replace(record.files()[0][0], renumbered(dossier_of(content), {}, {"1": "Other words altogether."}))
    assert [one for one in faults(record) if "finds its words no more (Tonga)" in one]
    assert len(record.judgements()) == 1


@pytest.mark.parametrize(
    ("subject", "given", "sentence"),
    [
        ("mention:0-9999", {"address": "1"}, "no characters"),
        ("mention:0-5", {"address": "99"}, "no characters"),
        ("colour:red", {}, "Judge mention"),
        ("field:colour", {}, "Judge mention"),
        ("position:0-3", {"address": "1"}, "no position"),
        ("field:kind", {"author": " "}, "Say who"),
        ("mention:0-5", {"address": "1", "language": "fr"}, "holds en"),
        ("mention:0-5", {"key": "CD/9"}, "holds nothing"),
    ],
)
def test_a_judgement_about_nothing_is_refused(
    record: Record, subject: str, given: dict[str, str], sentence: str
) -> None:
    keep(record, paper())
    with pytest.raises(ValueError, match=sentence):
        judged(record, subject, **given)
    assert record.judgements() == []


def test_reads_again_only_what_another_edition_read(record: Record) -> None:
    keep(record, paper())
    content = paper("CD/7002")
    record.keep(content, dossier_of(content), reader="older")
    assert [one.kept.key for one in reread(record) if one.kept] == ["CD/7002"]
    assert list(reread(record)) == []


def test_a_source_that_cannot_be_read_any_more_keeps_its_reading(record: Record) -> None:
    content = b"\x00\x01\x02 no document"
    record.keep(content, dossier_of(paper()), reader="older")
    outcomes = list(reread(record))
    assert [one.kept for one in outcomes] == [None]
    assert outcomes[0].refusal
    assert record.dossier("CD/7001") is not None


def test_a_text_moves_to_where_newer_knowledge_puts_it(record: Record) -> None:
    first, second = paper(), paper(second="A later file of the same text.")
    keep(record, first)
    keep(record, second)
    digests = [digest for digest, _ in record.files()]
    chosen = next(one.source for one in record.listed())
    other = next(digest for digest in digests if digest != chosen)
    document = dossier_of(second).document
    moved = msgspec.structs.replace(document, symbol="CD/7009", symbols=("CD/7009",))
    record.replace(chosen, msgspec.structs.replace(dossier_of(second), document=moved))
    assert {one.key: one.source for one in record.listed()} == {"CD/7001": other, "CD/7009": chosen}
    assert [one.kept.key for one in reread(record) if one.kept] == ["CD/7001"]
    assert list(faults(record)) == []
    shown = record.dossier("CD/7001")
    assert shown is not None
    assert shown == dossier_of(first)


def test_a_new_file_of_a_known_text_leads_old_addresses_on(record: Record) -> None:
    content = paper()
    keep(record, content)
    newer = paper(first="A paragraph put in before all others, of some length to be sure.", second=FIRST)
    keep(record, newer)
    assert leads(record, "CD/7001/1") is None  # the address is live: it is what the newer file prints
    start = FIRST.index("Tonga")
    assert record.counts()["works"] == 1
    judged(record, f"mention:{start}-{start + 5}", address="2")
    assert list(faults(record)) == []


OTHER = (
    "Nothing of what stands in the first paper is said here, since this one is about fishing in the far north,",
    "about boats and nets, weather and salt, and about how many people of small islands live of what they catch there.",
)


def test_a_text_that_claims_the_symbol_of_another_is_kept_apart(record: Record) -> None:
    wide = paper(
        first=FIRST + " It says much more of the same matter, so that there are words enough to compare it by."
    )
    keep(record, wide)
    other = paper(first=OTHER[0], second=OTHER[1])
    key = keep(record, other)
    assert key.startswith("nn-")
    first, second = record.dossier("CD/7001"), record.dossier(key)
    assert first is not None
    assert second is not None
    assert (first.document.symbol, second.document.symbol) == ("CD/7001", None)
    assert [one.code for one in second.findings if one.code == "V501"] == ["V501"]
    assert len(list(reread(record, everything=True))) == 2
    assert sorted(one.key for one in record.listed()) == ["CD/7001", key]
    with pytest.raises(ValueError, match="CD/7001 is another text in en"):
        judged(record, "field:symbol", key=key, value="CD/7001", language="")
    judged(record, "field:symbol", key=key, value="CD/7010", language="")
    assert sorted(one.key for one in record.listed()) == ["CD/7001", "CD/7010"]
    assert len(list(reread(record, everything=True))) == 2
    assert sorted(one.key for one in record.listed()) == ["CD/7001", "CD/7010"]
    assert leads(record, key) == "CD/7010"
    assert list(faults(record)) == []
