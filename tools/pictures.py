"""Take the pictures of the documentation with the Chromium that is installed.

    python tools/pictures.py            # all of docs/images
    python tools/pictures.py room-home  # one

The samples are put into a record of their own, the reading room is opened on it, and pages are photographed as a
person sees them. Needs `verbale[test]` and Chromium.
"""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
VERBALE = (sys.executable, "-m", "verbale")
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")


class Picture(NamedTuple):
    """One picture: its name, the address it shows, the reader's language, the window."""

    name: str
    address: str
    language: str
    width: int = 1180
    height: int = 800


PICTURES = (
    Picture("room-home", "/", "ar", height=720),
    Picture("room-search", "/search?q=désarmement", "zh", height=760),
    Picture("room-document", "/fr/CD/9901?margin=names,positions", "fr", height=900),
    Picture("room-side-by-side", "/ar/A/RES/99/906?with=en", "en"),
    Picture("room-entity", "/instrument/npt", "es", height=820),
    Picture("room-requests", "/requests", "ru", height=720),
)
PAGE = "note-verbale"
"""The picture of a page written by `verbale read`, for which no room is needed."""


@contextlib.contextmanager
def room(folder: Path) -> Iterator[str]:
    """The room on the samples, while it is open."""
    record = str(folder / "record")
    subprocess.run([*VERBALE, "record", "add", str(ROOT / "samples"), "--record", record, "--quiet"], check=False)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    opened = subprocess.Popen([*VERBALE, "serve", "--record", record, "--port", str(port)])
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(100):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"{address}/robots.txt").close()
                break
            time.sleep(0.1)
        yield address
    finally:
        opened.terminate()
        opened.wait()


def take(browser: Any, base: str, one: Picture) -> None:
    """Take one picture."""
    window = {"width": one.width, "height": one.height}
    context = browser.new_context(locale=one.language, viewport=window, color_scheme="light", base_url=base)
    page = context.new_page()
    answer = page.goto(one.address)
    if answer.status not in {0, 200}:  # a file has no status
        raise SystemExit(f"{one.name}: {one.address} answers {answer.status}.")
    page.screenshot(path=IMAGES / f"{one.name}.png")
    context.close()
    print(f"docs/images/{one.name}.png")


def written_page(browser: Any, folder: Path) -> None:
    """The page that `verbale read --to html` writes of a note verbale."""
    source = ROOT / "samples" / "note-verbale.fr.md"
    written = subprocess.run([*VERBALE, "read", str(source), "--to", "html"], check=True, capture_output=True).stdout
    path = folder / "note.html"
    path.write_bytes(written)
    take(browser, path.as_uri(), Picture(PAGE, path.as_uri(), "fr", height=900))


def main() -> None:
    """Take the pictures named, or all."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise SystemExit("Install Chromium to take pictures.")
    wanted = set(sys.argv[1:]) or {PAGE, *(one.name for one in PICTURES)}
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as started:
        folder = Path(temporary)
        browser = started.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        if PAGE in wanted:
            written_page(browser, folder)
        chosen = [one for one in PICTURES if one.name in wanted]
        if chosen:
            with room(folder) as base:
                for one in chosen:
                    take(browser, base, one)
        browser.close()


if __name__ == "__main__":
    main()
