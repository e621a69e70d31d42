"""Pictures of pages (PNG, JPEG, TIFF; pages of a PDF without a true text layer) → lines by recognition.

The script is found on the first page, the language from a first reading of it; the pages then go to the recogniser in
parallel, one process a core, inside the budget of `verbale.reading.budget`. `read` takes a picture file; `amend` takes
a Reading of a PDF and its document, and replaces the pages that hold no text or a text layer that lies.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import msgspec

from verbale.model.finding import Finding
from verbale.model.reading import Line, Page, Reading, Run, Source
from verbale.reading.budget import DOTS_AN_INCH, OCR_SECONDS_A_DOCUMENT, workers
from verbale.reading.refusal import Unreadable
from verbale.reading.scan import recogniser
from verbale.reading.scan.again import doubtful_again
from verbale.reading.scan.columns import replaced, right_column, with_column, words_of
from verbale.reading.scan.counting import counted
from verbale.reading.scan.lines import UNSURE, ScannedLine, scanned_lines
from verbale.reading.scan.markers import bulleted, sequenced
from verbale.reading.scan.masthead import with_symbol
from verbale.reading.scan.picture import too_large
from verbale.reading.scan.regular import regular
from verbale.reading.scan.signs import put_right, with_stop_behind
from verbale.reading.scan.starts import markers_again
from verbale.reading.scan.symbols import nearest, repaired, symbols_in
from verbale.reading.scan.underlining import without_underlining
from verbale.reading.scan.weight import grey_picture
from verbale.tongues.files import TONGUES
from verbale.tongues.findings import finding
from verbale.tongues.writing import look_of, writing

_SCRIPTS = {"Latin": "latin", "Cyrillic": "cyrillic", "Arabic": "arabic", "Han": "han", "HanS": "han", "HanT": "han"}
_RISING = ("latin", "cyrillic")
"""Scripts whose letters are strokes of their own; Arabic and Chinese have long level strokes in their letters."""

MASTHEAD = 0.25
"""Share of the first page the masthead stands in."""

_PAPER = 8.27
"""Width of a sheet in inches, for pictures that do not say their resolution."""


class Picture(msgspec.Struct, frozen=True):
    """A picture of a page: its number, its bytes, dots an inch (0: not known)."""

    number: int
    content: bytes
    resolution: float = 0


class Scanned(msgspec.Struct, frozen=True):
    """A recognised page: size and lines in points; findings on what a second look changed."""

    page: Page
    lines: tuple[ScannedLine, ...]
    findings: tuple[Finding, ...] = ()


class Plan(msgspec.Struct, frozen=True):
    """Languages to recognise: the main one, English for the parts of a masthead in English, packs that lack."""

    tongue: str
    main: str
    english: str | None = None
    missing: tuple[str, ...] = ()


def read(content: bytes, source: Source) -> Reading:
    """A picture file. Raises `Unreadable` without a recogniser, for a broken picture, and when no text is in it."""
    if not recogniser.languages():
        raise Unreadable(
            "no-recogniser", f"{source.name} is a picture: install tesseract-ocr to have its text recognised."
        )
    if too_large(content):
        raise Unreadable("too-large", f"{source.name} claims more pixels than any scan has: give a smaller picture.")
    try:
        plan = _plan(content, 0)
        pages = _made_regular(_recognised(Picture(1, content), plan, OCR_SECONDS_A_DOCUMENT))
    except recogniser.RecogniserFault as fault:
        if fault.late:
            raise Unreadable("too-slow", f"{source.name} takes too long to recognise: give it in parts.") from fault
        raise Unreadable(
            "damaged", f"{source.name} is no picture that can be opened: scan or save it again."
        ) from fault
    return reading_of(source, pages, plan, (), unread=())


def recognised_pages(
    pictures: Iterator[Picture], hint: str | None = None
) -> tuple[list[Scanned], Plan | None, list[int]]:
    """Pages recognised in parallel, the plan they were read by, and numbers of pages left unread when time was over."""
    deadline = time.monotonic() + OCR_SECONDS_A_DOCUMENT
    plan: Plan | None = None
    pages: list[Scanned] = []
    unread: list[int] = []
    waiting: list[tuple[int, Future[list[Scanned]]]] = []
    with ThreadPoolExecutor(max_workers=workers()) as pool:
        for picture in pictures:
            if plan is None:
                plan = planned(picture, hint)
            if time.monotonic() > deadline or plan is None:
                unread.append(picture.number)
                continue
            waiting.append((picture.number, pool.submit(_recognised, picture, plan)))
            if len(waiting) > 2 * workers():
                _collect(waiting.pop(0), pages, unread)
        for one in waiting:
            _collect(one, pages, unread)
    return _made_regular(pages), plan, unread


def _made_regular(pages: list[Scanned]) -> list[Scanned]:
    """Pages with the sizes and steps of print."""
    lines = sequenced(counted(bulleted(regular([scanned.lines for scanned in pages]))))
    return [msgspec.structs.replace(scanned, lines=tuple(made)) for scanned, made in zip(pages, lines, strict=True)]


def _collect(one: tuple[int, Future[list[Scanned]]], pages: list[Scanned], unread: list[int]) -> None:
    """Wait for a page; a page the recogniser gave up is unread."""
    try:
        pages += one[1].result()
    except recogniser.RecogniserFault:
        unread.append(one[0])


def planned(picture: Picture, hint: str | None) -> Plan | None:
    """The plan for a document by its first page; None when that page cannot be opened."""
    if hint is not None:
        return _packs(hint)
    try:
        return _plan(picture.content, picture.resolution)
    except recogniser.RecogniserFault:
        return None


def _plan(content: bytes, resolution: float) -> Plan:
    """Languages of a document by its first page: the script, then among languages of one script the likeliest."""
    script = _SCRIPTS.get(recogniser.script_of(content), "latin")
    tongues = [tongue for tongue in TONGUES if writing(tongue).script == script]
    if len(tongues) == 1:
        return _packs(tongues[0])
    packs = tuple(pack for tongue in tongues if (pack := writing(tongue).recogniser) in recogniser.languages())
    if len(packs) < 2:
        return _packs("en")
    first = recogniser.recognise(content, packs, resolution=round(resolution))
    return _packs(look_of(first[0].text if first else "", (script,)).tongue)


def _packs(tongue: str) -> Plan:
    """Packs for a language; English stands in for one that is not installed, with a finding."""
    pack, english = writing(tongue).recogniser, writing("en").recogniser
    installed = recogniser.languages()
    if pack not in installed:
        instead = english if english in installed else sorted(installed - {"osd"})[0]
        return Plan(tongue, instead, None, (tongue,))
    second = english if writing(tongue).script != "latin" and english in installed else None
    return Plan(tongue, pack, second)


def _recognised(picture: Picture, plan: Plan, seconds: float = 0) -> list[Scanned]:
    """Pages of one picture as lines in points."""
    resolution = round(picture.resolution)
    content = picture.content
    if writing(plan.tongue).script in _RISING:
        content = without_underlining(content, picture.resolution, MASTHEAD if picture.number == 1 else 0)
    pages = recogniser.recognise(content, (plan.main,), resolution=resolution, seconds=seconds)
    english: list[recogniser.PageOfWords | None] = [None] * len(pages)
    if plan.english and (picture.number == 1 or any(_doubtful(page) for page in pages)):
        english[:] = recogniser.recognise(content, (plan.english,), resolution=resolution, seconds=seconds)
    noticed: tuple[Finding, ...] = ()
    if picture.number == 1 and pages:
        pages[0], english[0], noticed = _looked_again(content, pages[0], english[0], plan)
    if pages:
        english_pack = writing("en").recogniser
        pack = english_pack if english_pack in recogniser.languages() else plan.main
        pages[0], again = markers_again(content, pages[0], pack)
        noticed += tuple(finding("V142", page=picture.number, raw=raw, text=text) for raw, text in again)
    scanned = []
    grey = grey_picture(picture.content)
    for place, page in enumerate(pages):
        dots = picture.resolution or (page.resolution if page.resolution > 90 else page.width / _PAPER)
        scale = 72 / dots
        size = Page(picture.number + place, round(page.width * scale, 1), round(page.height * scale, 1))
        scanned.append(Scanned(size, tuple(scanned_lines(page, english[place], scale, grey)), noticed))
        noticed = ()
    return scanned


def _looked_again(
    picture: bytes, page: recogniser.PageOfWords, english: recogniser.PageOfWords | None, plan: Plan
) -> tuple[recogniser.PageOfWords, recogniser.PageOfWords | None, tuple[Finding, ...]]:
    """The first page in both languages after a second look at its symbol and right column, and what that changed."""
    pack = plan.english or plan.main
    page, again = doubtful_again(picture, page, plan.main)
    first = english or page
    seen = with_symbol(picture, first, pack)
    noticed = [
        finding("V134", raw=before.text, repaired=after.text)
        for old, new in zip(first.lines, seen.lines, strict=True)
        for before, after in zip(old.words, new.words, strict=True)
        if before.text != after.text
    ]
    noticed += [finding("V140", page=1, raw=raw, text=text) for raw, text in again]
    column = right_column(picture, seen, tuple(dict.fromkeys((plan.main, pack))))
    if column:
        raw = replaced(seen, column)
        noticed += [finding("V139", page=1, raw=raw)] if raw != words_of(column) else []
    if english is None:
        return with_column(seen, column), None, tuple(noticed)
    return with_column(page, column), with_column(seen, column), tuple(noticed)


def running_symbols(pages: list[Scanned]) -> frozenset[str]:
    """Symbols printed on the pages behind the first: they say what the masthead's must be."""
    return symbols_in(line.text for scanned in pages if scanned.page.number > 1 for line in scanned.lines)


def _doubtful(page: recogniser.PageOfWords) -> bool:
    """Whether a page has lines the main language made little of: they may be in English."""
    return any(
        sum(word.confidence for word in line.words) < UNSURE * len(line.words)
        and sum(len(word.text) for word in line.words) > 3
        for line in page.lines
    )


def reading_of(
    source: Source, pages: list[Scanned], plan: Plan, findings: tuple[Finding, ...], unread: tuple[int, ...]
) -> Reading:
    """A Reading whose pages are all recognised."""
    setting = Setting(known=running_symbols(pages))
    for scanned in pages:
        setting.place(scanned)
    text = "".join(setting.parts)
    return Reading(
        source=msgspec.structs.replace(source, pages=max(1, len(pages)), characters=len(text)),
        text=text,
        lines=tuple(setting.lines),
        pages=tuple(scanned.page for scanned in pages),
        findings=(*findings, *setting.findings, *said(pages, plan, unread)),
    )


class Setting:
    """Text and lines of recognised pages as they are put one after the other, from offset `at` on."""

    def __init__(self, at: int = 0, known: frozenset[str] = frozenset()) -> None:
        self.at = at
        self.parts: list[str] = []
        self.lines: list[Line] = []
        self.findings: list[Finding] = []
        self.known = known

    def place(self, scanned: Scanned) -> None:
        """Add a page; symbols are put right, doubtful lines reported."""
        self.findings += scanned.findings
        doubtful = 0
        turned = [place for place, line in enumerate(scanned.lines) if line.direction == "rtl"]
        from_right = 2 * len(turned) > len(scanned.lines)
        texts = [with_stop_behind(line.text) if from_right else line.text for line in scanned.lines]
        better, changed = put_right([texts[place] for place in turned])
        for place, text in zip(turned, better, strict=True):
            texts[place] = text
        if changed:
            self.findings.append(finding("V138", page=scanned.page.number, count=changed))
        for line, seen in zip(scanned.lines, texts, strict=True):
            text, changes = repaired(seen)
            known = nearest(text, self.known) if scanned.page.number == 1 and text not in self.known else None
            if known and line.box.bottom < MASTHEAD * scanned.page.height:
                changes, text = [(text, known)], known
            self.findings += [finding("V134", raw=raw, repaired=better) for raw, better in changes]
            doubtful += line.confidence < UNSURE
            end = self.at + len(text)
            self.lines.append(
                Line(
                    start=self.at,
                    end=end,
                    page=scanned.page.number,
                    box=line.box,
                    direction=line.direction,
                    runs=(Run(start=self.at, end=end, size=line.size, bold=line.bold),),
                    confidence=line.confidence,
                )
            )
            self.parts.append(text + "\n")
            self.at = end + 1
        if doubtful:
            self.findings.append(finding("V133", page=scanned.page.number, count=doubtful))


def said(pages: list[Scanned], plan: Plan | None, unread: tuple[int, ...] | list[int]) -> list[Finding]:
    """What is to be said of a recognition: languages, confidence, packs that lack, pages left unread."""
    findings = []
    sure = [line.confidence for scanned in pages for line in scanned.lines]
    if pages and plan:
        mean = round(sum(sure) / len(sure), 2) if sure else 0.0
        findings.append(finding("V130", count=len(pages), languages=plan.tongue, confidence=mean))
    for tongue in plan.missing if plan else ():
        package = writing(tongue).recogniser.replace("_", "-")
        findings.append(finding("V131", language=tongue, package=package))
    if unread:
        findings.append(finding("V132", count=len(unread), pages=", ".join(map(str, unread))))
    return findings


__all__ = [
    "DOTS_AN_INCH",
    "Picture",
    "Plan",
    "Scanned",
    "Setting",
    "planned",
    "read",
    "reading_of",
    "recognised_pages",
    "said",
]
