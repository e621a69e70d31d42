"""Acts as forms: each one the same call that the command makes; afterwards the page of the communication again."""

from __future__ import annotations

from collections.abc import Callable

from starlette.datastructures import UploadFile
from starlette.responses import RedirectResponse, Response

from verbale.desk import Refused, circulation, dispatch, openness
from verbale.desk import issue as issuing
from verbale.desk.checks import check
from verbale.desk.dispatch import lists
from verbale.desk.intake import FIELDS, edit, incoming, register
from verbale.desk.register import text_digest
from verbale.room.desk.counter import DeskVisit
from verbale.room.desk.item import seen

PASSING = "pass:"
"""How fields begin that give the reason for which a finding is passed."""


def act(visit: DeskVisit) -> Response:
    """Do the act that the address names."""
    row, wanted = seen(visit), visit.request.path_params["act"]
    if wanted not in ACTS:
        raise Refused(f"There is no act {wanted}; choose from {', '.join(ACTS)}.")
    ACTS[wanted](visit, row.code)
    return back(row.code)


def back(code: str, rest: str = "") -> Response:
    """To the page of the communication."""
    return RedirectResponse(f"/desk/{code}{rest}", 303)


def _register(visit: DeskVisit, code: str) -> None:
    """Only what the person changed is mended."""
    row = seen(visit)
    given = {name: visit.field(name) for name in FIELDS if name in visit.form_data}
    register(visit.desk, visit.who, code, {n: v for n, v in given.items() if v != (getattr(row, n) or "")})


def _check(visit: DeskVisit, code: str) -> None:
    """Findings with a reason are passed."""
    reasons = {name.removeprefix(PASSING): visit.field(name) for name in visit.form_data if name.startswith(PASSING)}
    check(visit.desk, visit.who, code, {name: reason for name, reason in reasons.items() if reason})


def _edit(visit: DeskVisit, code: str) -> None:
    """An edited file."""
    files = uploaded(visit)
    if len(files) != 1:
        raise Refused("Choose one file: the edited text in its language.")
    edit(visit.desk, visit.who, code, incoming(files)[0])


def uploaded(visit: DeskVisit) -> list[tuple[str, bytes]]:
    """Name and bytes of every file of the form."""
    given = [one for one in visit.form_data.getlist("files") if isinstance(one, UploadFile) and one.filename]
    return [(str(one.filename).replace("\\", "/").rpartition("/")[2][:200], one.file.read()) for one in given]


def _approve(visit: DeskVisit, code: str) -> None:
    """What was on the page is what is approved."""
    with visit.desk.reading() as connection:
        if visit.field("digest") != text_digest(connection, code):
            raise Refused(f"The texts of {code} changed since the page was opened: look at them again.")
    issuing.approve(visit.desk, visit.who, code)


def _number(visit: DeskVisit, code: str) -> None:
    """What is fixed with the symbol, and where a new series begins."""
    first = visit.field("first")
    said = {name: visit.field(name) or None for name in ("date", "session", "job", "earlier")}
    printed = issuing.Printed(first=int(first) if first.isdecimal() else None, **said)
    issuing.number(visit.desk, visit.who, code, printed)


def _correct(visit: DeskVisit, code: str) -> None:
    """What follows the document."""
    issuing.correct(visit.desk, visit.who, code, visit.field("child"), visit.field("kind"), _reason(visit))


def _circulate(visit: DeskVisit, code: str) -> None:
    """To a list, or to addressees named one a line: name, blank, address."""
    sender = visit.setting("address")
    if not sender:
        raise Refused("The office has no address to write from: an administrator sets it.")
    named = [line.rpartition(" ") for line in visit.field("named").splitlines() if line.strip()]
    if named:
        page = "\n".join(f'"{name.strip()}",{address}' for name, _, address in named)
        addressees = dispatch.delegations(f"delegation,address\n{page}")
    else:
        addressees = lists.held(visit.desk, visit.field("list"))
    circulation.circulate(visit.desk, visit.who, code, addressees, sender, named=bool(named))


def _embargo(visit: DeskVisit, code: str) -> None:
    """Until when."""
    openness.embargo(visit.desk, visit.who, code, visit.field("until"), _reason(visit))


def _closing(name: str) -> Callable[[DeskVisit, str], None]:
    """An act that takes a reason and nothing else."""

    def close(visit: DeskVisit, code: str) -> None:
        """Do it."""
        issuing.close(visit.desk, visit.who, name, code, _reason(visit))

    return close


def _reason(visit: DeskVisit) -> str:
    """A reason, which stands in the journal."""
    reason = visit.field("reason")
    if not reason:
        raise Refused("Give a reason: it stands in the journal.")
    return reason


ACTS: dict[str, Callable[[DeskVisit, str], object]] = {
    "register": _register,
    "check": _check,
    "edit": _edit,
    "approve": _approve,
    "number": _number,
    "issue": lambda visit, code: issuing.issue(visit.desk, visit.who, code),
    "circulate": _circulate,
    "correct": _correct,
    "embargo": _embargo,
    "derestrict": lambda visit, code: openness.derestrict(visit.desk, visit.who, code, _reason(visit)),
    "void": lambda visit, code: issuing.void(visit.desk, visit.who, code, _reason(visit)),
    **{name: _closing(name) for name in ("return", "reopen", "recall", "withdraw")},
}
"""Act → what does it."""


def settle(visit: DeskVisit) -> Response:
    """Say of a post whether it arrived."""
    row = seen(visit)
    arrived = visit.field("how") == "arrived"
    dispatch.settle(visit.desk, visit.who, row.code, visit.field("delegation"), arrived)
    return back(row.code, "/dispatch")


def send(visit: DeskVisit) -> Response:
    """Send what is queued now, once; what a server refuses for the moment waits for the next round."""
    openness.release(visit.desk)
    host, _, port = visit.setting("smtp").rpartition(":")
    if not host or not port.isdecimal():
        raise Refused("The office has no mail server: an administrator sets it as HOST:PORT.")
    dispatch.send(visit.desk, visit.who, None, (host, int(port)), rounds=1, pause=60.0)
    return RedirectResponse("/desk/post", 303)
