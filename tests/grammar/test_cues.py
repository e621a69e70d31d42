"""Cues: no text that holds something for a grammar is passed over."""

import pytest

from verbale.grammar.cues import EVERY, cues_of
from verbale.grammar.date_words import months
from verbale.grammar.pinpoint_parts import find_parts, pinpoints
from verbale.grammar.sessions import find_sessions, sessions
from verbale.grammar.symbol_items import references
from verbale.grammar.symbol_text import plain_text
from verbale.naming.earlier import earlier, said_mentions
from verbale.naming.printed import printed_mentions
from verbale.tongues.files import TONGUES


@pytest.mark.parametrize("language", TONGUES)
def test_examples_have_their_cue(language: str) -> None:
    """Wherever a grammar finds something in an example, its cue is there."""
    tables = (months, pinpoints, sessions, references, earlier)
    texts = [each.text for table in tables for each in table(language).examples]
    for text, cues in zip(texts, cues_of(texts, language), strict=True):
        assert "session" in cues or not find_sessions(text, language)
        assert "part" in cues or not find_parts(plain_text(text), language)
        assert "adopted" in cues or not said_mentions(text, language, "", [], None)
        assert printed_mentions(text, language, cues=cues) == printed_mentions(text, language, cues=EVERY)


def test_most_texts_have_no_cue() -> None:
    """A text about nothing that is numbered asks for no grammar."""
    assert cues_of(["We met nobody there.", "at its tenth session"], "en") == [frozenset(), frozenset({"session"})]
