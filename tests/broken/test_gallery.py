"""Every broken input gets a clear refusal or a finding, in time; nothing is fetched; an empty success is a defect."""

from __future__ import annotations

import shutil

import pytest
from child import answer_to

from tests.broken.gallery import CASES


@pytest.mark.parametrize("name", CASES)
def test_a_broken_input_is_answered(name: str) -> None:
    case = CASES[name]
    answer = answer_to(case.make(), case.name, case.seconds)
    assert answer.kind in ("read", "refused"), f"{answer.kind}: {answer.code} {answer.text}"
    assert answer.seconds < case.seconds
    if answer.kind == "refused":
        assert answer.code in case.refusals, f"refused with {answer.code}: {answer.text}"
        assert answer.text.endswith(".")
        assert "Traceback" not in answer.text
        return
    assert case.reads is not None, f"read instead of refused: {answer.text[:200]!r}"
    assert case.reads in answer.text
    assert set(case.findings) <= set(answer.findings)
    assert "root:" not in answer.text


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="needs tesseract-ocr")
def test_a_white_picture_is_no_success() -> None:
    case = CASES["white-picture"]
    assert answer_to(case.make(), case.name, case.seconds).code == "nothing-read"
