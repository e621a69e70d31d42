"""Dossier → PDF/A-2a and PDF/UA-1 through Typst: tagged, bookmarked, right to left and Chinese set properly.

The template is a file in `knowledge/styles/templates`; everything a document says goes to it as data (`content`), and
nothing of it is read as markup. The same dossier, setting and fonts give the same bytes.
"""

from __future__ import annotations

import datetime
import functools
import shutil
import tempfile
from pathlib import Path
from typing import Any

import msgspec

from verbale.model.dossier import Dossier
from verbale.renditions.design import Setting, plain_setting
from verbale.renditions.pdf.content import content
from verbale.tongues.files import knowledge_folder

__all__ = ["Unprintable", "render"]

STANDARDS: Any = ["a-2a", "ua-1"]


class Unprintable(ValueError):  # noqa: N818
    """A document that cannot be set; the text says what to install or mend."""


def render(dossier: Dossier, setting: Setting | None = None) -> bytes:
    """A PDF. Without a setting it is plain: the masthead line by line, nobody's pages imitated.

    Raises `Unprintable` where Typst is not installed or no font has a script of the text.
    """
    setting = setting or plain_setting(dossier)
    try:
        import typst
    except ModuleNotFoundError as fault:
        raise Unprintable("Making a PDF needs Typst: install verbale[pdf].") from fault
    fonts = _fonts()
    said = content(dossier, setting, frozenset(fonts.families()))
    day = datetime.datetime.fromisoformat(setting.day).replace(tzinfo=datetime.UTC)
    with tempfile.TemporaryDirectory(prefix="verbale-") as folder:
        templates = shutil.copytree(knowledge_folder() / "styles" / "templates", Path(folder) / "templates")
        if said["emblem"]:
            shutil.copyfile(setting.emblem, templates / str(said["emblem"]))
        try:
            made: Any = typst.compile(
                templates / f"{setting.template}.typ",
                root=templates,
                font_paths=fonts,
                sys_inputs={"document": msgspec.json.encode(said).decode()},
                pdf_standards=STANDARDS,
                timestamp=day,
                format="pdf",
            )
        except typst.TypstError as fault:
            raise Unprintable(_sentence(fault)) from fault
    return bytes(made)


@functools.cache
def _fonts() -> Any:
    """The fonts of this machine, looked through once a process."""
    import typst

    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=False)


def _sentence(fault: Any) -> str:
    """What Typst complained of, in one sentence."""
    hints = " ".join(getattr(fault, "hints", ()) or ())
    return f"The PDF cannot be set: {getattr(fault, 'message', fault)}. {hints}".strip()
