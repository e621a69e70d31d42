"""The page a delegation comes to from its mail: one document, one button that says it has it.

Whoever knows the address was sent it: it holds a secret of its own. Opening the page confirms nothing, so that programs
which look at mails do not confirm for people.
"""

from __future__ import annotations

from starlette.responses import Response

from verbale.desk.dispatch.posts import confirm as confirm_post
from verbale.desk.dispatch.posts import post_of
from verbale.room.desk.counter import DeskVisit, page


def show(visit: DeskVisit) -> Response:
    """The document and the button."""
    token = visit.request.path_params["token"]
    found = post_of(visit.desk, token)
    if found is None:
        return page(visit, "refused.html", status=404, sentence=visit.desk_words.texts["no_receipt"])
    return page(visit, "receipt.html", post=found, address=f"/receipt/{token}")


def confirm(visit: DeskVisit) -> Response:
    """The button."""
    confirm_post(visit.desk, visit.request.path_params["token"])
    return show(visit)
