"""Fetching against a server of our own that behaves as the official sites do, traps included."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar
from urllib.parse import parse_qs, unquote, urlsplit

import msgspec
import pytest
from click.testing import CliRunner

from verbale.cli import main
from verbale.fetching import Asker, Fetched, Fetcher, NotFetched, sites
from verbale.fetching.forms import Sites, attempts, spellings

PDF = b"%PDF-1.7 a document of our own"
WORD = b"PK\x03\x04 a document of our own"


class Site(BaseHTTPRequestHandler):
    """Answers as the sites do; what was asked is kept in `asked`."""

    published: ClassVar[dict[tuple[str, str, str], bytes]] = {}
    asked: ClassVar[list[tuple[str, str]]] = []
    busy: ClassVar[dict[str, int]] = {}
    said: ClassVar[dict[str, tuple[int, dict[str, str], bytes]]] = {}

    def do_GET(self) -> None:
        """Good with nothing in it where a document is not published; riddles, pages and busy answers where told to."""
        parts = urlsplit(self.path)
        Site.asked.append((self.path, self.headers["User-Agent"]))
        if parts.path in Site.said:
            self._answer(*Site.said[parts.path])
            return
        if Site.busy.get("times", 0) > 0:
            Site.busy["times"] -= 1
            wait = {"Retry-After": str(Site.busy["wait"])} if "wait" in Site.busy else {}
            self._answer(Site.busy.get("status", 429), wait, b"slowly, please")
            return
        asked = parse_qs(parts.query)
        if parts.path == "/api/symbol/access":
            key = (asked["s"][0], asked["l"][0], asked["t"][0])
            self._answer(200, {}, Site.published.get(key, b""))
        elif parts.path.startswith("/page/"):
            _, _, language, symbol = parts.path.split("/", 3)
            if (unquote(symbol), language, "page") in Site.published:
                self._answer(302, {"Location": f"/api/symbol/access?s={symbol}&l={language}&t=pdf"}, b"")
            else:
                self._answer(200, {"Content-Type": "text/html"}, b"<html>There is nothing here.</html>")

    def _answer(self, status: int, headers: dict[str, str], content: bytes) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(content)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Nothing on the screen."""


@pytest.fixture
def known() -> Iterator[Sites]:
    """The knowledge that ships, with our server in the place of the official ones."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    Site.published, Site.asked, Site.busy, Site.said = {}, [], {}, {}
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    base = f"http://127.0.0.1:{server.server_address[1]}"
    shipped = sites()
    ours = tuple(
        msgspec.structs.replace(
            form,
            url=form.url.replace("https://documents.un.org", base).replace("https://docs.un.org", f"{base}/page"),
        )
        for form in shipped.forms
    )
    yield msgspec.structs.replace(shipped, forms=ours, timeout=5.0)
    server.shutdown()


@pytest.fixture
def slept() -> list[float]:
    """How long was waited."""
    return []


@pytest.fixture
def fetch(known: Sites, slept: list[float], tmp_path: Path) -> Callable[..., Fetched]:
    """Fetches without waiting."""
    clock = [0.0]

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        clock[0] += seconds

    asker = Asker(known, "desk@example.org", sleep=sleep, clock=lambda: clock[0])
    return Fetcher(known, asker, tmp_path / "cache").fetch


def test_brings_a_document_and_asks_once(fetch: Callable[..., Fetched]) -> None:
    Site.published["A/RES/66/20", "fr", "pdf"] = PDF
    first = fetch("A/RES/66/20", "fr")
    assert (first.content, first.cached, first.name) == (PDF, False, "A_RES_66_20.fr.pdf")
    assert Site.asked[0][0] == "/api/symbol/access?s=A%2FRES%2F66%2F20&l=fr&t=pdf"
    assert Site.asked[0][1].startswith("Verbale/")
    assert "desk@example.org" in Site.asked[0][1]
    again = fetch("A/RES/66/20", "fr")
    assert (again.content, again.cached, len(Site.asked)) == (PDF, True, 1)
    assert not fetch("A/RES/66/20", "fr", fresh=True).cached


def test_good_with_nothing_in_it_is_not_published(fetch: Callable[..., Fetched]) -> None:
    with pytest.raises(NotFetched, match="is not published in ru, or not yet"):
        fetch("A/RES/66/20", "ru")
    assert len(Site.asked) == 5  # three formats, the one-letter form, the page
    assert not fetch.__self__._cache.exists()  # type: ignore[attr-defined]


def test_takes_the_word_file_where_there_is_no_pdf(fetch: Callable[..., Fetched]) -> None:
    Site.published["CD/9901", "en", "docx"] = WORD
    assert fetch("CD/9901", "en").format == "docx"


def test_takes_the_letter_for_the_language_and_the_page_that_leads_on(fetch: Callable[..., Fetched]) -> None:
    Site.published["CD/9901", "C", "pdf"] = PDF
    assert fetch("CD/9901", "zh").content == PDF
    Site.published["CD/9902", "ar", "page"] = b""
    with pytest.raises(NotFetched, match="not published"):
        fetch("CD/9902", "ar")
    Site.published["CD/9903", "ar", "page"] = b""
    Site.published["CD/9903", "ar", "pdf"] = PDF
    assert fetch("CD/9903", "ar").content == PDF


def test_knows_both_spellings_of_a_bracket(fetch: Callable[..., Fetched], known: Sites) -> None:
    assert spellings(known, "S/RES/2273 (2016)") == ["S/RES/2273 (2016)", "S/RES/2273(2016)"]
    Site.published["S/RES/2273 (2016)", "en", "pdf"] = PDF
    Site.published["S/RES/2049(2012)", "en", "pdf"] = PDF
    assert fetch("S/RES/2273(2016)", "en").content == PDF
    assert fetch("S/RES/2049 (2012)", "en").content == PDF


def test_a_riddle_ends_it_at_once_and_for_all(fetch: Callable[..., Fetched]) -> None:
    Site.said["/api/symbol/access"] = (202, {"x-amzn-waf-action": "challenge"}, b"")
    for symbol in ("CD/9901", "CD/9902"):
        with pytest.raises(NotFetched, match="riddle for browsers: open its address"):
            fetch(symbol, "en")
    assert len(Site.asked) == 1


def test_a_page_is_no_document(fetch: Callable[..., Fetched]) -> None:
    Site.said["/api/symbol/access"] = (200, {"Content-Type": "application/pdf"}, b"<html>Please sign in</html>")
    with pytest.raises(NotFetched, match="not published"):
        fetch("CD/9901", "en")


def test_waits_as_long_as_a_busy_site_asks(fetch: Callable[..., Fetched], slept: list[float]) -> None:
    Site.published["CD/9901", "en", "pdf"] = PDF
    Site.busy = {"times": 2, "wait": 7}
    assert fetch("CD/9901", "en").content == PDF
    assert slept.count(7) == 2


def test_gives_up_on_a_site_that_stays_busy(fetch: Callable[..., Fetched], slept: list[float]) -> None:
    Site.busy = {"times": 99, "status": 503}
    with pytest.raises(NotFetched, match=r"is busy \(status 503\): try again later"):
        fetch("CD/9901", "en")
    assert [wait for wait in slept if wait > 2.0] == [4.0, 8.0, 16.0]
    with pytest.raises(NotFetched, match="is busy"):
        fetch("CD/9902", "en")
    assert len(Site.asked) == 5


def test_pauses_between_questions(fetch: Callable[..., Fetched], slept: list[float]) -> None:
    for number in range(3):
        Site.published[f"CD/990{number}", "en", "pdf"] = PDF
        fetch(f"CD/990{number}", "en")
    assert slept == [2.0, 2.0]


def test_follows_nothing_that_leads_elsewhere(fetch: Callable[..., Fetched]) -> None:
    Site.said["/api/symbol/access"] = (302, {"Location": "http://elsewhere.example/steal"}, b"")
    with pytest.raises(NotFetched, match=r"leads to elsewhere\.example"):
        fetch("CD/9901", "en")


def test_an_answer_cut_short_is_asked_again(fetch: Callable[..., Fetched], slept: list[float]) -> None:
    Site.said["/api/symbol/access"] = (200, {"Content-Length": "999"}, PDF)
    with pytest.raises(NotFetched, match="does not answer"):
        fetch("CD/9901", "en")


def test_says_what_is_no_symbol_and_no_language(fetch: Callable[..., Fetched]) -> None:
    with pytest.raises(NotFetched, match="is no symbol of a document"):
        fetch("not a symbol", "en")
    with pytest.raises(NotFetched, match="No site gives documents in tlh"):
        fetch("CD/9901", "tlh")
    assert Site.asked == []


def test_a_site_that_is_not_there(known: Sites, tmp_path: Path) -> None:
    gone = tuple(
        msgspec.structs.replace(form, url="http://127.0.0.1:9/{symbol}{language}{format}") for form in known.forms
    )
    asker = Asker(msgspec.structs.replace(known, forms=gone, retries=1), sleep=lambda _: None)
    with pytest.raises(NotFetched, match="does not answer"):
        Fetcher(msgspec.structs.replace(known, forms=gone), asker, tmp_path).fetch("CD/9901", "en")


def test_the_shipped_addresses_are_the_public_ones() -> None:
    urls = [one.url for one in attempts(sites(), "A/RES/66/20", "fr")]
    assert urls[0] == "https://documents.un.org/api/symbol/access?s=A%2FRES%2F66%2F20&l=fr&t=pdf"
    assert "https://docs.un.org/fr/A/RES/66/20" in urls


def test_the_command_keeps_files_and_fills_a_record(
    known: Sites, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    sample = (Path(__file__).resolve().parents[2] / "samples" / "letter.en.docx").read_bytes()
    Site.published["A/99/903", "en", "docx"] = sample
    forms = tmp_path / "forms.toml"
    forms.write_text(
        "pause = 0.0\ntimeout = 5.0\nretries = 0\nlongest_wait = 1.0\nlargest = 100000000\n"
        f'[[forms]]\nname = "ours"\nurl = "{known.forms[0].url}"\nformats = ["docx"]\n'
        'languages = { en = "en", fr = "fr" }\n[beginnings]\ndocx = "504b0304"\n'
    )
    words = ["fetch", "A/99/903", "--languages", "en,fr", "--forms", str(forms), "--out", str(tmp_path / "files")]
    done = CliRunner().invoke(main, [*words, "--record", str(tmp_path / "record")])
    assert done.exit_code == 3
    assert "A/99/903 is not published in fr" in done.output
    assert (tmp_path / "files" / "A_99_903.en.docx").read_bytes() == sample
    listed = CliRunner().invoke(main, ["record", "list", "--record", str(tmp_path / "record")])
    assert listed.output.startswith("A/99/903\ten\tletter")
