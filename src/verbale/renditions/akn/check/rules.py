"""The table of rules and what a broken rule is: one fault with its rule, level, line and id."""

from __future__ import annotations

import functools
from typing import Literal

import msgspec
from lxml import etree

from verbale.tongues import read_knowledge

Profile = Literal["verbale", "akn4un-2018", "dgacm"]
PROFILES: tuple[Profile, ...] = ("verbale", "akn4un-2018", "dgacm")
Severity = Literal["error", "warning", "info", "off"]


class Rule(msgspec.Struct, frozen=True):
    """A rule: number, code, severity in each profile, sentence, source."""

    rule: str
    code: str
    verbale: Severity
    akn4un: Severity = msgspec.field(name="akn4un-2018")
    dgacm: Severity
    text: str
    reason: str

    def severity(self, profile: Profile) -> Severity:
        """How much a broken rule weighs in a profile."""
        return self.akn4un if profile == "akn4un-2018" else self.verbale if profile == "verbale" else self.dgacm


class Asked(msgspec.Struct, frozen=True):
    """Lists of element and attribute names that rules speak of."""

    ids: tuple[str, ...]
    tight: tuple[str, ...]
    front: tuple[str, ...]
    names: tuple[str, ...]
    references: tuple[str, ...]


class RuleBook(msgspec.Struct, frozen=True):
    """`knowledge/akn-rules.toml`."""

    alphabets: tuple[str, ...]
    lookalikes: dict[str, str]
    rules: dict[str, Rule]
    subtypes: dict[str, tuple[str, ...]]
    bodies: dict[str, str]
    abbreviations: dict[str, tuple[str, ...]]
    asked: Asked


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """One broken rule: number (R25, V13, XSD), stable code, level, line of the file, id of the element, sentence."""

    rule: str
    code: str
    name: str
    level: Severity
    line: int
    eid: str
    text: str


@functools.cache
def rule_book() -> RuleBook:
    """The rules, loaded once a process."""
    return read_knowledge("akn-rules.toml", RuleBook)


def ids_of(root: etree._Element) -> set[str]:
    """Every `eId` of a file."""
    return {eid for element in root.iter("*") if (eid := element.get("eId")) is not None}


class Report:
    """Gathers faults of one file under one profile."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self.faults: list[Fault] = []

    def asks(self, name: str) -> bool:
        """Whether the profile asks for a rule at all."""
        return rule_book().rules[name].severity(self.profile) != "off"

    def at(self, name: str, element: etree._Element, /, **words: str) -> None:
        """A rule broken by an element."""
        line: object = element.sourceline
        self.add(name, line if isinstance(line, int) else None, element.get("eId") or element.get("id"), **words)

    def add(self, name: str, line: int | None, eid: str | None, /, **words: str) -> None:
        """A broken rule, unless the profile does not ask for it."""
        rule = rule_book().rules[name]
        level = rule.severity(self.profile)
        if level == "off":
            return
        text = rule.text.format(**words)
        fault = Fault(rule=rule.rule, code=rule.code, name=name, level=level, line=line or 0, eid=eid or "", text=text)
        self.faults.append(fault)
