"""Names of formats → bytes, as the commands need them (in worker processes too, so everything is imported late)."""

from __future__ import annotations

import importlib

import msgspec

from verbale.model.dossier import Dossier


def render(form: str, dossier: Dossier) -> bytes:
    """A dossier in the format named; `summary+FORM` gives a summary, a zero byte, then the format."""
    if form.startswith("summary+"):
        return render("summary", dossier) + b"\0" + render(form.removeprefix("summary+"), dossier)
    if form == "summary":
        from verbale.cli.summary import summary

        return summary(dossier).encode()
    if form == "explain":
        from verbale.cli.explain import explanation

        return explanation(dossier).encode()
    if form in {"json", "jsonl"}:
        return msgspec.json.encode(dossier)
    from verbale.renditions import FORMATS

    content: str | bytes = importlib.import_module(FORMATS[form]).render(dossier)
    return content.encode() if isinstance(content, str) else content
