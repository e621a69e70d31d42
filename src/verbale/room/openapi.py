"""The room's addresses described for programs (OpenAPI 3.1).

`knowledge/openapi.toml` names addresses and parameters in short; here each gets the responses that every address has,
and dossiers the schema of their own types, so that the description cannot differ from what is sent.
"""

from __future__ import annotations

import functools
import importlib.metadata
import re
from typing import Any

import msgspec
from starlette.responses import Response

from verbale.model.dossier import Dossier
from verbale.room import answers
from verbale.room.visit import Visit
from verbale.tongues.files import read_knowledge

COMPONENTS = "#/components/schemas/"
PROBLEM = {"schema": {"$ref": f"{COMPONENTS}Problem"}}


class Address(msgspec.Struct, frozen=True):
    """One address: its path, the names of its parameters, the formats it gives, the schema of its JSON."""

    name: str
    path: str
    summary: str
    parameters: list[str]
    formats: list[str]
    schema: str = ""


class Described(msgspec.Struct, frozen=True):
    """`knowledge/openapi.toml`."""

    title: str
    summary: str
    description: str
    licence: str
    formats: dict[str, str]
    statuses: dict[str, str]
    addresses: list[Address]
    parameters: dict[str, dict[str, Any]]
    schemas: dict[str, dict[str, Any]]


@functools.cache
def description() -> dict[str, Any]:
    """The whole description, with the version that runs."""
    given = read_knowledge("openapi.toml", Described)
    _, dossiers = msgspec.json.schema_components([Dossier], ref_template=COMPONENTS + "{name}")
    return {
        "openapi": "3.1.0",
        "info": {
            "title": given.title,
            "summary": given.summary,
            "description": given.description.strip(),
            "version": importlib.metadata.version("verbale"),
            "license": {"name": given.licence, "identifier": given.licence},
        },
        "security": [{}, {"token": []}],
        "paths": {one.path: {"get": _operation(given, one)} for one in given.addresses},
        "components": {
            "schemas": {**dossiers, **given.schemas},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _operation(given: Described, one: Address) -> dict[str, Any]:
    """What can be asked at an address, and what comes back."""
    parameters = [_parameter(given, name) for name in one.parameters]
    if "{format}" in one.path:
        parameters.append({**_parameter(given, "format"), "schema": {"type": "string", "enum": one.formats}})
    content: dict[str, Any] = {given.formats[form]: {} for form in one.formats}
    if one.schema:
        content[given.formats["json"]] = {"schema": {"$ref": COMPONENTS + one.schema}}
    answers_: dict[str, Any] = {"200": {"description": one.summary, "content": content, "headers": _headers()}}
    for status, told in given.statuses.items():
        answers_[status] = {"description": told}
        if int(status) >= 400:
            answers_[status]["content"] = {"application/problem+json": PROBLEM}
            if "{format}" in one.path:  # an ending that is none belongs to an address that people typed
                answers_[status]["content"]["text/html"] = {}
    return {"operationId": one.name, "summary": one.summary, "parameters": parameters, "responses": answers_}


def _parameter(given: Described, name: str) -> dict[str, Any]:
    """One parameter; those of a path are always needed."""
    told = {"name": name, **given.parameters[name]}
    return {**told, "required": True} if told["in"] == "path" else told


def _headers() -> dict[str, Any]:
    """Headers that every good answer has or may have."""
    return {name: {"schema": {"type": "string"}} for name in ("ETag", "Link", "Content-Language")}


def filled(path: str, values: dict[str, str]) -> str:
    """A path of the description with its gaps filled."""
    return re.sub(r"\{(\w+)\}", lambda gap: values[gap[1]], path)


def show(visit: Visit) -> Response:
    """`/openapi.json`."""
    return answers.as_json(visit, description())
