"""The room's addresses described for programs (OpenAPI 3.1)."""

from __future__ import annotations

import functools
import importlib.metadata
from typing import Any

from starlette.responses import Response

from verbale.room import answers
from verbale.room.visit import Visit
from verbale.tongues.files import read_knowledge


@functools.cache
def description() -> dict[str, Any]:
    """The description, as `knowledge/openapi.toml` has it, with the version that runs."""
    described = dict(read_knowledge("openapi.toml", dict[str, Any]))
    described["info"] = {**described["info"], "version": importlib.metadata.version("verbale")}
    return described


def show(visit: Visit) -> Response:
    """`/openapi.json`."""
    return answers.as_json(visit, description())
