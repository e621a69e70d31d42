"""The page on which a mission hands a communication in, and the receipt it gets."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from verbale.desk import Refused
from verbale.desk.intake import Sent, incoming, receive
from verbale.desk.roles import mission_of
from verbale.desk.styles import styles
from verbale.room.desk.acts import uploaded
from verbale.room.desk.counter import DeskVisit, page

CHANNEL = "page"


def show(visit: DeskVisit) -> Response:
    """The form."""
    return page(visit, "submit.html", styles=sorted(styles()))


def take(visit: DeskVisit) -> Response:
    """What was handed in; the page of the communication is its receipt."""
    files = uploaded(visit)
    if not files:
        raise Refused(visit.desk_words.texts["choose_files"])
    reply = visit.field("reply")
    if reply and ("@" not in reply or set(reply) & set(" \r\n,<>")):
        raise Refused(visit.desk_words.texts["no_address"])
    with visit.desk.reading() as connection:
        mission = mission_of(connection, visit.who)
    sent = Sent(channel=CHANNEL, reply=reply or None, sender=mission)
    code = receive(visit.desk, visit.who, incoming(files), style=visit.field("style") or None, sent=sent)
    return RedirectResponse(f"/desk/{code}", 303)
