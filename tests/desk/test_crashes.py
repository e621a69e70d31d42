"""A kill before or after the write of each act: the act is done whole or not at all, and can simply be done again."""

from __future__ import annotations

from pathlib import Path

import pytest

from verbale.desk import Desk, office, open_desk
from verbale.desk.checks import check
from verbale.desk.intake import incoming, receive, register
from verbale.desk.issue import approve, issue, number
from verbale.desk.register import listed
from verbale.desk.verifying import faults

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "note-verbale.fr.md"
STATES = ("received", "registered", "checked", "approved", "numbered", "issued")


class Killed(BaseException):
    """Stands for the end of the process."""


def go_on(desk: Desk) -> None:
    """Bring the one communication of the desk as far as it goes, from wherever it stands."""
    with desk.reading() as connection:
        rows = list(listed(connection))
    code = rows[0].code if rows else receive(desk, "a", incoming([(SAMPLE.name, SAMPLE.read_bytes())]))
    acts = (
        lambda: register(desk, "a", code, {}),
        lambda: check(desk, "a", code, {}),
        lambda: approve(desk, "a", code),
        lambda: number(desk, "a", code),
        lambda: issue(desk, "a", code),
    )
    state = rows[0].state if rows else "received"
    for act in acts[STATES.index(state) :]:
        act()
    issue(desk, "a", code)  # once more: harmless, and the record has it for certain


@pytest.mark.parametrize("stop", range(1, 7))
@pytest.mark.parametrize("before", [True, False])
def test_resumes_after_a_kill(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: int, before: bool) -> None:
    desk, done, real = open_desk(tmp_path / "record"), [0], office._end

    def dying(connection: object, how: str) -> None:
        done[0] += 1
        if done[0] == stop and before:
            raise Killed
        real(connection, how)  # type: ignore[arg-type]
        if done[0] == stop:
            raise Killed

    monkeypatch.setattr(office, "_end", dying)
    with pytest.raises(Killed):
        go_on(desk)
    monkeypatch.setattr(office, "_end", real)
    go_on(open_desk(tmp_path / "record"))
    with desk.reading() as connection:
        rows = list(listed(connection))
    assert [(row.state, row.symbol) for row in rows] == [("issued", "CD/1")]
    assert len(list(desk.record.listed())) == 1
    assert list(faults(desk)) == []
