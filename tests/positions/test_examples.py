"""Every sentence of `stance_examples.toml` gives the attitudes written under it, and no others."""

from __future__ import annotations

import msgspec
import pytest

from verbale.model.dossier import Block, Component, Document, Dossier
from verbale.model.reading import Source
from verbale.positions import take_positions
from verbale.positions.evidence import evidence
from verbale.positions.lexicon import attitudes
from verbale.tongues.files import TONGUES, read_knowledge

AT_LEAST = 60


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence of ours: how it is spoken, where it stands, which attitudes it must give."""

    text: str
    voice: str
    role: str
    attitudes: tuple[str, ...]
    negated: bool = False
    conditional: bool = False


def examples(tongue: str) -> tuple[Example, ...]:
    return read_knowledge(f"tongues/{tongue}/stance_examples.toml", dict[str, tuple[Example, ...]])["example"]


@pytest.mark.parametrize("tongue", TONGUES)
def test_every_example_gives_its_attitudes(tongue: str) -> None:
    wrong = []
    for one in examples(tongue):
        found = evidence(one.text, tongue, one.voice, one.role)
        if [each.attitude for each in found] != list(one.attitudes):
            wrong.append((one.text, one.attitudes, [(each.attitude, each.rule) for each in found]))
        elif any((each.negated, each.conditional) != (one.negated, one.conditional) for each in found):
            wrong.append((one.text, "negated or conditional", [(each.negated, each.conditional) for each in found]))
    assert wrong == []


@pytest.mark.parametrize("tongue", TONGUES)
def test_examples_are_many_and_known(tongue: str) -> None:
    given = examples(tongue)
    assert len(given) >= AT_LEAST
    assert len({one.text for one in given}) == len(given)
    assert {attitude for one in given for attitude in one.attitudes} <= set(attitudes())
    assert sum(not one.attitudes for one in given) >= 5, "examples that must give nothing"


FORCES = [
    ("en", "We condemn the attack.", "We once again condemn the attack."),
    ("en", "We support the plan.", "We wholeheartedly support the plan."),
    ("fr", "Nous appuyons le plan.", "Nous appuyons pleinement le plan."),
    ("es", "Apoyamos el plan.", "Apoyamos plenamente el plan."),
    ("ru", "Мы осуждаем нападение.", "Мы вновь осуждаем нападение."),
    ("en", "We would welcome a visit.", "We welcome a visit."),
]


@pytest.mark.parametrize(("tongue", "weaker", "stronger"), FORCES)
def test_adverbs_raise_and_conditionals_lower_force(tongue: str, weaker: str, stronger: str) -> None:
    one, two = (evidence(text, tongue, "first-person", "paragraph") for text in (weaker, stronger))
    assert one[0].attitude == two[0].attitude
    assert one[0].force < two[0].force


def test_a_mark_that_is_never_closed_quotes_nothing() -> None:
    assert [one.attitude for one in evidence("“We condemn the war.", "en", "first-person", "paragraph")] == ["condemn"]


def test_courtesy_does_not_swallow_the_request_before_it() -> None:
    text = "The Mission requests a reply. It renews to the Ministry the assurances of its highest consideration."
    assert [one.attitude for one in evidence(text, "en", "third-person", "paragraph")] == ["request"]


def test_a_language_without_stances_says_so() -> None:
    text = "Die Regierungen begrüßen den Abschluss der Verhandlungen und fordern alle Beteiligten zur Mäßigung auf."
    block = Block(address="p-1", role="paragraph", text=text, language="de")
    part = Component(address="", kind="declaration", language="de", blocks=(block,))
    source = Source(name="x", sha256="0", media_type="text/plain")
    read = take_positions(Dossier(source=source, document=Document(kind="declaration"), components=(part,)))
    assert read.positions == ()
    assert [(one.code, one.at) for one in read.findings] == [("V401", "p-1")]
