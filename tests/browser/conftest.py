"""A browser, a record in several languages, and the room on it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.room.serving import served
from verbale.journey import read
from verbale.record import open_record
from verbale.record.search.index import SearchIndex
from verbale.record.search.watching import Watch, watch
from verbale.room.visit import Door

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parents[1] / "samples"
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
EARLIER = {"99/950": "98/940", "2045": "2044", "99/906": "98/906"}
"""What turns a resolution into the one of the year before."""


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The room on the samples and on one resolution in three languages, which recurs."""
    record = open_record(tmp_path_factory.mktemp("browser"))
    for path in sorted(SAMPLES.iterdir()):
        if path.suffix in {".md", ".html", ".docx", ".txt"}:
            record.keep(path.read_bytes(), read(path))
    watch(record, Watch(name="lecture", asked="lecture"))
    for path in sorted((HERE / "texts").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        before = text
        for now, then in EARLIER.items():
            before = before.replace(now, then)
        for content in (text.encode(), before.encode()):
            record.keep(content, read(content, name=path.name))
    SearchIndex(record).update()
    with served(record, Door()) as place:
        yield place


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """The Chromium that is installed."""
    playwright = pytest.importorskip("playwright.sync_api", reason="install verbale[test] for tests in a browser")
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.skip("install chromium for tests in a browser")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture
def visit(browser: Any, address: str) -> Iterator[Callable[..., Any]]:
    """A page of the browser as a reader of a language has it; nothing may be asked of other machines."""
    contexts = []

    def make(language: str, **options: Any) -> Any:
        context = browser.new_context(locale=language, base_url=address, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.faults = []
        page.on("console", lambda said: page.faults.append(said.text) if said.type == "error" else None)
        page.on("request", lambda asked: None if asked.url.startswith(address) else page.faults.append(asked.url))
        return page

    yield make
    for context in contexts:
        context.close()
