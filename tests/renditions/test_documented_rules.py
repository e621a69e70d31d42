"""Every rule of `verbale check` stands in docs/akn.md, with its code and what it weighs in each profile."""

from __future__ import annotations

from pathlib import Path

from verbale.renditions.akn.check.rules import rule_book

PAGE = Path(__file__).resolve().parents[2] / "docs" / "akn.md"


def test_every_rule_is_documented() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for rule in rule_book().rules.values():
        assert f"| {rule.rule} | {rule.code} | {rule.verbale} | {rule.akn4un} | {rule.dgacm} |" in page, rule.code


def test_codes_are_told_apart() -> None:
    codes = [rule.code for rule in rule_book().rules.values()]
    assert len(codes) == len(set(codes))
