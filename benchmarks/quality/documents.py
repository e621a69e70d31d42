"""Documents as issued: read back, archival marks of the PDF, Word files through LibreOffice and a schema's checker.

    documents.py                the note of samples/circulation in six styles and six languages
    documents.py FILE…          any texts, set plainly: which read back in structure and text
    documents.py --office       also LibreOffice, and openxml-audit where it is installed

Prints one line a form: how many read back equal, and what the tools say.
"""

from __future__ import annotations

import argparse
import io
import shutil
import subprocess
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pikepdf
import pypdfium2

from verbale.desk.dressing import dressed
from verbale.desk.outputs import skeleton, written
from verbale.desk.styles import House, setting_of, styles
from verbale.journey import read
from verbale.model.dossier import Dossier
from verbale.reading import open_source
from verbale.renditions.design import Setting, plain_setting
from verbale.structure import structure
from verbale.tongues.files import TONGUES

ROOT = Path(__file__).resolve().parents[2]
SYMBOLS = {"cd": "CD/9901", "ga": "A/80/9901", "sc": "S/2026/9901", "hrc": "A/HRC/61/G/9", "npt": "NPT/CONF.2026/9"}
DAY = "2026-03-12"


def issues() -> Iterator[tuple[str, Dossier, Setting]]:
    """The note in every style and language."""
    for language in TONGUES:
        text = read(ROOT / "samples" / "circulation" / f"note-verbale.{language}.docx")
        for name, style in styles().items():
            symbol = SYMBOLS.get(name, "DOC/2026/1")
            setting = setting_of(style, House(issuing=True), symbol, DAY, language, "26-01234")
            yield f"{name}.{language}", dressed(text, style, symbol, DAY), setting


def texts(files: list[str]) -> Iterator[tuple[str, Dossier, Setting]]:
    """Any files, on plain pages."""
    for file in files:
        dossier = msgspec.structs.replace(read(Path(file)), mentions=(), positions=())
        yield file, dossier, plain_setting(dossier)


def sorted_head(dossier: Dossier) -> list[object]:
    """The skeleton, lines of the masthead in one order: columns beside each other have none."""
    lines, said = len(dossier.document.masthead), skeleton(dossier)
    return [*sorted(map(str, said[:lines])), *said[lines:]]


def letters(text: str) -> Counter[str]:
    """Letters and figures of a text."""
    return Counter(sign for sign in unicodedata.normalize("NFKC", text) if sign.isalnum())


def archival(content: bytes) -> bool:
    """Whether a PDF bears the marks of PDF/A-2a and PDF/UA-1, is tagged, has a language and embeds its fonts."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        metadata = pdf.open_metadata()
        marks = (metadata.get("pdfaid:part"), metadata.get("pdfaid:conformance"), metadata.get("pdfuaid:part"))
        fonts = [
            one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor"
        ]
        embedded = all({"/FontFile", "/FontFile2", "/FontFile3"} & set(one.keys()) for one in fonts)
        tagged = "/StructTreeRoot" in pdf.Root and bool(pdf.Root.MarkInfo.Marked)
        return marks == ("2", "A", "1") and tagged and embedded and "/Lang" in pdf.Root


def through_office(folder: Path, made: dict[str, tuple[Dossier, bytes]]) -> Iterator[str]:
    """Names of Word files that LibreOffice does not open, or whose text it does not give back whole."""
    for name, (_, content) in made.items():
        (folder / f"{name}.docx").write_bytes(content)
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
    files = [str(folder / f"{name}.docx") for name in made]
    subprocess.run([*command, "--outdir", str(folder), *files], capture_output=True, timeout=600, check=False)
    for name, (dossier, _) in made.items():
        path = folder / f"{name}.pdf"
        if not path.exists():
            yield name
            continue
        shown = letters(" ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path)))
        said = " ".join(f"{block.number or ''} {block.text}" for part in dossier.components for block in part.blocks)
        if letters(said) - shown:
            yield name


def audited(folder: Path, names: list[str]) -> list[str] | None:
    """Names of Word files in which openxml-audit finds a fault; None where it is not installed."""
    tool = shutil.which("openxml-audit")
    if tool is None:
        return None
    return [
        name
        for name in names
        if subprocess.run([tool, "-q", str(folder / f"{name}.docx")], capture_output=True, check=False).returncode
    ]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*")
    parser.add_argument("--office", action="store_true")
    parser.add_argument("--misses", action="store_true")
    chosen = parser.parse_args()
    equal, same_text, whole, marked = Counter[str](), Counter[str](), 0, 0
    word: dict[str, tuple[Dossier, bytes]] = {}
    for name, dossier, setting in texts(chosen.files) if chosen.files else issues():
        whole += 1
        for form in ("akn", "docx", "html", "pdf"):
            content = written(dossier, form, setting)
            back = read(content, name="x.akn") if form == "akn" else structure(open_source(content, name=f"x.{form}"))
            good = sorted_head(back) == sorted_head(dossier)
            equal[form] += good
            same_text[form] += [one[4] for one in skeleton(back) if len(one) == 7] == [
                one[4] for one in skeleton(dossier) if len(one) == 7
            ]
            if chosen.misses and not good:
                print(f"{form}\t{name}")
            marked += form == "pdf" and archival(content)
            if form == "docx":
                word[name.replace("/", "_")] = (dossier, content)
    for form in equal:
        print(f"{form}: {equal[form]} of {whole} read back equal, {same_text[form]} with the same texts in order")
    print(f"pdf: {marked} of {whole} with the marks of PDF/A-2a and PDF/UA-1, tagged, fonts embedded")
    if chosen.office:
        with tempfile.TemporaryDirectory() as folder:
            lost = list(through_office(Path(folder), word))
            print(f"docx: {whole - len(lost)} of {whole} whole through LibreOffice {lost[:5]}")
            faults = audited(Path(folder), list(word))
            print("openxml-audit is not installed" if faults is None else f"openxml-audit: {len(faults)} with faults")


if __name__ == "__main__":
    main()
