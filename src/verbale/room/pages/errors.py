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
    place = visit.reader.find(parts)
    starts = ["/".join(parts[:end]) for end in range(2, len(parts) + 1)]
    values = {"asked": path, "held": place and place.work.key, "said": ""}
    citing = [] if place or not starts else visit.reader.citing(starts, visit.language)[:100]
    told = {"title": texts["missing"], "help": texts["missing_help"]}
    return answers.page(visit, "error.html", status=404, citing=citing, **told, **values)


def fault(visit: Visit, status: int, title: str, help_: str, said: str = "") -> Response:
    """Any other refusal; `said`: what exactly is wrong, in the program's own language."""
    if visit.form != "html":
        return answers.problem(visit, status, title, said or help_)
    told = {"title": title, "help": help_, "said": said}
    return answers.page(visit, "error.html", status=status, asked="", held=None, citing=[], **told)
