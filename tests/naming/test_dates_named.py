"""Dates and sessions as mentions: targets of the contract, open dates, organs of sessions."""

import pytest

from verbale.grammar.sessions import find_sessions, sessions
from verbale.naming.dates import date_mentions
from verbale.naming.printed import printed_mentions
from verbale.naming.sessions import session_mentions
from verbale.naming.symbols import Surroundings
from verbale.tongues import TONGUES

EXAMPLES = [(tongue, e.text, e.sessions) for tongue in TONGUES for e in sessions(tongue).examples]


@pytest.mark.parametrize(("tongue", "text", "numbers"), EXAMPLES)
def test_sessions_of_the_knowledge_files(tongue: str, text: str, numbers: tuple[str, ...]) -> None:
    found = [f"meeting {f.number}" if f.kind == "meeting" else f.number for f in find_sessions(text, tongue)]
    assert tuple(found) == numbers


def test_targets_of_dates() -> None:
    found = date_mentions("du 1er au 16 mai 2012 et le 5 juin 2013", "fr")
    assert [m.target for m in found] == ["date/2012-05-01/2012-05-16", "date/2013-06-05"]


def test_a_date_without_a_year_has_the_year_of_the_document_as_candidate() -> None:
    (found,) = date_mentions("on 15 May", "en", Surroundings(year=2012))
    assert found.target is None
    assert [c.target for c in found.candidates] == ["date/2012-05-15"]


def test_the_organ_of_a_session() -> None:
    (named,) = session_mentions("la quarante-septième session de l’Assemblée générale", "fr")
    assert named.target == "session/un-ga/47"
    (speaking,) = session_mentions("at its seventy-fifth session", "en", Surroundings(organ="org/un/ga"))
    assert speaking.target == "session/un-ga/75"
    (unknown,) = session_mentions("at its seventy-fifth session", "en")
    assert unknown.target is None


def test_a_meeting_of_the_security_council_counts_through() -> None:
    (found,) = session_mentions("at its 7013th meeting", "en", Surroundings(organ="org/un/sc"))
    assert found.target == "meeting/un-sc/7013"


def test_a_year_inside_a_symbol_is_no_date() -> None:
    found = printed_mentions("in S/2012/405 and resolution 2042 (2012) of 14 April 2012", "en")
    assert [m.target for m in found if m.type == "date"] == ["date/2012-04-14"]
