"""What is not there: a page for people that leads on, a problem object for programs."""

from __future__ import annotations

from starlette.responses import Response

from verbale.room import answers
from verbale.room.visit import Visit


def missing(visit: Visit) -> Response:
    """No such document, place or format; what cites a document that is not held is shown."""
    texts = visit.words.texts
    path = "/".join(visit.wanted.parts)
    if visit.form != "html":
        return answers.problem(visit, 404, texts["missing"], texts["missing_help"])
    parts = visit.wanted.parts[:16]
    starts = ["/".join(parts[:end]) for end in range(2, len(parts) + 1)]
    citing = visit.reader.citing(starts, visit.language)[:100] if starts and visit.reader.find(parts) is None else []
    return answers.page(
        visit, "error.html", status=404, title=texts["missing"], help=texts["missing_help"], asked=path, citing=citing
    )


def fault(visit: Visit, status: int, title: str, help_: str) -> Response:
    """Any other refusal."""
    if visit.form != "html":
        return answers.problem(visit, status, title, help_)
    return answers.page(visit, "error.html", status=status, title=title, help=help_, asked="", citing=[])
