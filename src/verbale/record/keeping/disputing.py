"""Two texts that claim one symbol in one language: the second is kept apart and says so, and replaces nothing.

Official files misprint their symbols now and then. Files of one text (Word, PDF, a later issue) share nearly all runs
of three words; different resolutions of one organ share a tenth of them, seldom a quarter. Measured: the same text 0.97
to 1.00 over formats; of some 350 pairs drawn from 5,148 files 3 at or above 0.4, texts that recur each year.
"""

from __future__ import annotations

import re

import msgspec

from verbale.model.dossier import Dossier
from verbale.record.keeping.following import placed
from verbale.tongues.findings import finding

WORD = re.compile("[\u3400-\u9fff]|[^\\W_]+")
"""A word, or a Chinese character."""

SAME = 0.4
"""From this share of the shorter text's runs on, two texts are versions of one."""

FEWEST = 30
"""Runs a text must have before anything is said of it."""


def runs(dossier: Dossier) -> set[tuple[str, str, str]]:
    """All runs of three words of a document."""
    found: set[tuple[str, str, str]] = set()
    for one in placed(dossier):
        words = WORD.findall(one.text.casefold())
        found.update(zip(words, words[1:], words[2:], strict=False))
    return found


def another_text(first: Dossier, second: Dossier) -> bool:
    """Whether two documents are two, whatever their symbols say."""
    one, other = runs(first), runs(second)
    fewer = min(len(one), len(other))
    return fewer >= FEWEST and len(one & other) < SAME * fewer


def without_symbol(dossier: Dossier) -> Dossier:
    """A document whose symbol is another's: it loses it, and a finding says so."""
    told = finding("V501", "", symbol=dossier.document.symbol or "")
    document = msgspec.structs.replace(dossier.document, symbol=None, symbols=())
    return msgspec.structs.replace(dossier, document=document, findings=(*dossier.findings, told))
