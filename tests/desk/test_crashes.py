"""The process dies before and after each write of each act: what follows is as if it had been done once.

Each act of a communication's life is walked write by write: rows of the desk, files, ends of transactions, those of the
record too. A process of its own does the act and dies at the write; then the act is done again from what is left.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from tests.desk.mail_server import MailServer
from verbale.desk import Desk, circulation, dispatch, office, open_desk, openness, outputs
from verbale.desk import issue as issuing
from verbale.desk.checks import check
from verbale.desk.intake import Incoming, Sent, edit, incoming, receive, register
from verbale.desk.register import listed
from verbale.desk.roles import set_up
from verbale.desk.verifying import faults
from verbale.record.sources import Sources

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "note-verbale.fr.md"
TEXT = SAMPLE.read_text(encoding="utf-8")
EDITED = TEXT.replace("dialogue", "échange").encode()
DEAD, DONE = 9, 0
ADDRESSES = [dispatch.Delegation(f"d{n}", f"d{n}@example.org", language="en") for n in range(2)]
Act = Callable[[Desk], object]


def code(desk: Desk) -> str:
    """The number of the first communication."""
    with desk.reading() as connection:
        return str(next(iter(listed(connection))).code)


def in_state(desk: Desk, *states: str) -> bool:
    """Whether the first communication is there already."""
    with desk.reading() as connection:
        rows = list(listed(connection))
    return bool(rows) and rows[0].state in states


def once(act: Act, *reached: str) -> Act:
    """An act as a person repeats it: not at all where it has been done."""
    return lambda desk: None if in_state(desk, *reached) else act(desk)


SAMPLES: list[Incoming] = []


def sample() -> list[Incoming]:
    """The sample as it comes in, read once."""
    if not SAMPLES:
        SAMPLES.extend(incoming([(SAMPLE.name, SAMPLE.read_bytes())]))
    return SAMPLES


def corrected(desk: Desk) -> None:
    """A corrigendum follows the document; it is received only once."""
    with desk.reading() as connection:
        children = list(listed(connection))[1:]
    child = children[0].code if children else receive(desk, "a", sample())
    issuing.correct(desk, "a", code(desk), child, "corr", "title")


SENT = Sent(channel="page", reply="mission@example.org")
LIFE: dict[str, Act] = {
    "receive": once(lambda desk: receive(desk, "a", sample(), sent=SENT), "received"),
    "register": once(lambda desk: register(desk, "a", code(desk), {"sender": "state/uy"}), "registered"),
    "edit": lambda desk: edit(
        desk, "a", code(desk), incoming([("b.md", TEXT.replace("dialogue", "échange").encode())])[0]
    ),
    "check": lambda desk: check(desk, "a", code(desk), {}),
    "approve": once(lambda desk: issuing.approve(desk, "a", code(desk)), "approved"),
    "number": once(lambda desk: issuing.number(desk, "a", code(desk), first=9901), "numbered"),
    "issue": lambda desk: issuing.issue(desk, "a", code(desk)),
    "circulate": lambda desk: circulation.circulate(desk, "a", code(desk), ADDRESSES, "office@example.org"),
    "correct": once(corrected, "corrected"),
    "withdraw": once(lambda desk: issuing.close(desk, "a", "withdraw", code(desk), "wrong file"), "withdrawn"),
}
"""Acts in their order; each begins where the one before it ended."""

BESIDE: dict[str, tuple[str, Act]] = {
    "return": ("register", once(lambda desk: issuing.close(desk, "a", "return", code(desk), "no seal"), "returned")),
    "recall": ("approve", once(lambda desk: issuing.close(desk, "a", "recall", code(desk), "doubt"), "registered")),
    "void": ("number", once(lambda desk: issuing.void(desk, "a", code(desk), "sent back"), "void")),
    "embargo": ("number", lambda desk: openness.embargo(desk, "a", code(desk), "2099-01-01T00:00+00:00", "press")),
}
"""Other acts, with the act of the life after which they are tried."""


class Walker:
    """Counts the writes of an act in this process, and ends the process at one of them."""

    def __init__(self, desk: Desk, stop: int, before: bool) -> None:
        self.count, self.stop, self.before = 0, stop, before
        event.listen(desk.engine, "before_cursor_execute", self._statement(True))
        event.listen(desk.engine, "after_cursor_execute", self._statement(False))
        event.listen(desk.engine, "commit", lambda _: self.write(lambda: None))
        keep, end = Sources.keep, office._end
        Sources.keep = lambda held, *what, **how: self.write(lambda: keep(held, *what, **how))  # type: ignore[method-assign]
        office._end = lambda held, how: self.write(lambda: end(held, how))

    def _statement(self, before: bool) -> Callable[..., None]:
        """What the engine calls around a statement."""

        def around(_: Any, __: Any, statement: str, *rest: Any) -> None:
            if statement.startswith(("INSERT INTO desk_", "UPDATE desk_", "DELETE FROM desk_")):
                self.count += before
                if self.count == self.stop and before == self.before:
                    os._exit(DEAD)

        return around

    def write(self, do: Callable[[], Any]) -> Any:
        """One write that is no statement."""
        self.count += 1
        if self.count == self.stop and self.before:
            os._exit(DEAD)
        result = do()
        if self.count == self.stop:
            os._exit(DEAD)
        return result


def dies(folder: Path, act: Act, stop: int, before: bool) -> bool:
    """Do an act in a process of its own that dies at a write; False where the act ended before it."""
    child = os.fork()
    if child == 0:
        try:
            desk = open_desk(folder)
            Walker(desk, stop, before)
            act(desk)
        except BaseException as fault:  # anything else than the death that was ordered is told
            print(f"{type(fault).__name__}: {fault}", flush=True)
            os._exit(1)
        os._exit(DONE)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in (DEAD, DONE), f"write {stop}: the process ended with {status}"
    return status == DEAD


@pytest.fixture(scope="module")
def stages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Path]]:
    """The desk as it was before each act, in a folder each; forms that take long to make are left out."""
    patch = pytest.MonkeyPatch()
    patch.setattr(outputs, "FORMS", ("akn", "html"))
    root = tmp_path_factory.mktemp("stages")
    desk, found = open_desk(root / "now"), {}
    set_up(desk, "a", "address", "office@example.org")
    for name, act in LIFE.items():
        desk.engine.dispose()
        found[name] = root / name
        shutil.copytree(root / "now", found[name])
        act(desk)
        for other, (after, _) in BESIDE.items():
            if after == name:
                desk.engine.dispose()
                found[other] = root / other
                shutil.copytree(root / "now", found[other])
    desk.engine.dispose()
    yield found
    patch.undo()


@pytest.mark.parametrize("name", [*LIFE, *BESIDE])
def test_death_at_every_write(name: str, stages: dict[str, Path], tmp_path: Path) -> None:
    act = LIFE[name] if name in LIFE else BESIDE[name][1]
    whole = stand(after(stages[name], tmp_path / "whole", act))
    for before in (True, False):
        stop = 1
        while True:
            folder = tmp_path / f"{stop}-{before}"
            shutil.copytree(stages[name], folder)
            if not dies(folder, act, stop, before):
                break
            desk = open_desk(folder)
            act(desk)
            assert stand(desk) == whole, f"{name}: write {stop}, {'before' if before else 'after'} it"
            assert list(faults(desk)) == []
            desk.engine.dispose()
            shutil.rmtree(folder)
            stop += 1
        assert stop > 3, "no write was met: the walker looks in the wrong place"


def after(stage: Path, folder: Path, act: Act) -> Desk:
    """The desk after an act that nothing disturbed."""
    shutil.copytree(stage, folder)
    desk = open_desk(folder)
    act(desk)
    return desk


def stand(desk: Desk) -> dict[str, Any]:
    """Where everything stands: states and symbols, outputs, posts one each, documents of the record."""
    with desk.reading() as connection:
        rows = [(row.code, row.state, row.symbol, row.approved, row.embargo) for row in listed(connection)]
    posts = [(one.item, one.delegation, one.state, one.attempts) for one in dispatch.posts(desk)]
    return {"items": rows, "posts": posts, "record": [(one.key, one.language) for one in desk.record.listed()]}


def test_death_while_sending(stages: dict[str, Path], tmp_path: Path) -> None:
    """Every delegation gets its message once; what is in doubt is asked for, never sent again by itself."""
    ready = tmp_path / "ready"
    after(stages["circulate"], ready, LIFE["circulate"]).engine.dispose()
    for before in (True, False):
        stop = 1
        while True:
            folder, server = tmp_path / f"{stop}-{before}", MailServer()
            shutil.copytree(ready, folder)
            at = server.server_address
            died = dies(folder, lambda desk, at=at: dispatch.send(desk, "a", None, at), stop, before)
            desk = open_desk(folder)
            dispatch.send(desk, "a", None, at, pause=0.01)
            assert max(server.boxes.values()) == 1
            for post in dispatch.posts(desk):
                if post.state == "sending":
                    dispatch.settle(desk, "a", post.item, post.delegation, server.boxes[post.address] == 1)
            dispatch.send(desk, "a", None, at, pause=0.01)
            assert server.boxes == {f"d{n}@example.org": 1 for n in range(2)} | {"mission@example.org": 1}
            assert list(faults(desk)) == []
            desk.engine.dispose()
            shutil.rmtree(folder)
            server.shutdown()
            server.server_close()
            if not died:
                break
            stop += 1
        assert stop > 10
