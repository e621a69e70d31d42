"""Options and fixtures that all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# A build judges a change, so it draws the same examples each time; at a desk new ones are drawn.
settings.register_profile("build", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("build")

ROOT = Path(__file__).resolve().parents[1]


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-goldens` rewrites the expected dossiers from what is read now; the diff is reviewed like code."""
    parser.addoption("--update-goldens", action="store_true", help="rewrite tests/golden/*.txt")


@pytest.fixture(scope="session")
def shared() -> Path:
    """Reference material beside the checkout; tests that need it are skipped where it is absent."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the reference material is not beside this checkout")
    return folder


@pytest.fixture(scope="session")
def corpus() -> Path:
    """Unpacked archives of real documents; tests that need them are skipped where they are absent."""
    folder = ROOT / ".corpus"
    if not folder.is_dir():
        pytest.skip("no .corpus folder: unpack the archives to run this test")
    return folder
