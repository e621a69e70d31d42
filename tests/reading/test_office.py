"""Old Office files: through LibreOffice where it is installed, else one sentence that says what to install."""

from __future__ import annotations

import shutil

import pytest

from verbale.reading import Unreadable, office, open_source

RTF = rb"{\rtf1\ansi\pard The Mission presents its compliments.\par Second paragraph.\par}"


def test_without_libreoffice_the_refusal_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office.shutil, "which", lambda name: None)
    with pytest.raises(Unreadable) as refused:
        open_source(RTF, name="note.rtf")
    assert refused.value.code == "needs-libreoffice"
    assert "install libreoffice-writer" in refused.value.text


def test_a_conversion_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    sleeper = shutil.which("sleep")
    if sleeper is None:
        pytest.skip("no sleep program here")
    monkeypatch.setattr(office.shutil, "which", lambda name: "/bin/sh")
    monkeypatch.setattr(office, "SECONDS", 0.5)
    monkeypatch.setattr(office, "_command", lambda program, folder, given, made: [sleeper, "30"])
    with pytest.raises(Unreadable) as refused:
        open_source(RTF, name="note.rtf")
    assert refused.value.code == "too-slow"


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_rtf_is_read_through_libreoffice() -> None:
    reading = open_source(RTF, name="note.rtf")
    assert [reading.text[line.start : line.end] for line in reading.lines] == [
        "The Mission presents its compliments.",
        "Second paragraph.",
    ]
    assert "converted" in [finding.name for finding in reading.findings]
