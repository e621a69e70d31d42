"""Element ids: there, well shaped, called by the right name, with the printed number or its rank (R23–R31, V10)."""

from __future__ import annotations

import re
import unicodedata

from lxml import etree

from verbale.renditions.akn.check.rules import Report, rule_book
from verbale.renditions.akn.identifiers import rank
from verbale.renditions.akn.reading_line import text_of

STEP = re.compile(r"^[A-Za-z]+(?:_nn)?(?:_[^_\s]+)?$")
LATIN_LIST = re.compile(r"^([a-z])\1*$")
ROMAN = re.compile(r"^m*(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$")
ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
WORDS = re.compile(r"[^\W_\u0640]+")
HAN_TEN, HAN_HUNDRED = "\u5341", "\u767e"


def check_ids(root: etree._Element, report: Report) -> None:
    """One walk over the text; `meta` has ids of its own kind, of which entries only need to be there."""
    book = rule_book()
    namespace = etree.QName(root).namespace
    asked = {f"{{{namespace}}}{name}": name for name in book.asked.ids}
    abbreviations = {f"{{{namespace}}}{name}": allowed for name, allowed in book.abbreviations.items()}
    meta = f"{{{namespace}}}meta"
    inside: list[etree._Element] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if element.tag == meta:
            if event == "start":
                inside.append(element)
            else:
                inside.pop()
        if event == "end" or not isinstance(element.tag, str):
            continue
        eid = element.get("eId")
        if eid is None:
            if element.tag in asked:
                report.at("id-missing", element, detail=asked[element.tag])
        elif not inside:
            _shape(element, eid, abbreviations.get(element.tag), report)


def _shape(element: etree._Element, eid: str, allowed: tuple[str, ...] | None, report: Report) -> None:
    """Shape, name and number of one id."""
    steps = eid.split("__")
    if not all(STEP.match(step) for step in steps):
        report.at("id-shape", element, detail=eid)
        return
    name = steps[-1].partition("_")[0]
    if allowed is not None and name not in allowed:
        report.at("id-type", element, detail=eid, expected=" or ".join(allowed))
        return
    if report.asks("id-number") and "_nn_" not in steps[-1]:
        number = element.find("{*}num")
        if number is not None and not _agrees(steps[-1].partition("_")[2], text_of(number)):
            report.at("id-number", element, detail=eid, expected=text_of(number))


def _agrees(said: str, printed: str) -> bool:
    """Whether an id's number is the printed one, or its rank; a number in words cannot be told and is let pass."""
    number = said.partition("~")[0].casefold()
    plain = "".join(WORDS.findall(unicodedata.normalize("NFKC", printed))).casefold()
    if not plain or number.replace("-", "") == plain or not number:
        return True
    values = values_of(plain).union(*(values_of(word) for word in _words(printed)))
    return not values or bool(values & values_of(number.partition("-")[0]))


def _words(printed: str) -> list[str]:
    """Words of a printed number: compatibility forms made plain, digits of every script kept."""
    return [word.casefold() for word in WORDS.findall(unicodedata.normalize("NFKC", printed))] or [printed]


def values_of(word: str) -> set[int]:
    """Every number a sign may stand for: digits of any script, Roman, Han numerals, letters by their rank."""
    values: set[int] = set()
    if word.isdecimal():
        return {int(word)}
    digits = re.match(r"\d+", word)
    if digits:
        values.add(int(digits[0]))
    if ROMAN.match(word):
        values.add(_roman(word))
    if LATIN_LIST.match(word):
        values.add(rank(word))
    for alphabet in rule_book().alphabets[1:]:
        if word and word[0] in alphabet and set(word) == {word[0]}:
            values.add(alphabet.index(word[0]) + 1 + len(alphabet) * (len(word) - 1))
    latin = "".join(rule_book().lookalikes.get(letter, letter) for letter in word)
    if latin != word and LATIN_LIST.match(latin):
        values.add(rank(latin))
    han = _han(word)
    if han is not None:
        values.add(han)
    return values


def _roman(word: str) -> int:
    """Value of a Roman number."""
    values = [ROMAN_VALUES[letter] for letter in word]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


def _han(word: str) -> int | None:
    """Value of a Han number below a thousand (also inside a word, as in "article six"); None where there is none."""
    total, digit, found = 0, 0, False
    for letter in word:
        value = unicodedata.numeric(letter, None)
        if value is None or letter.isascii() or not value.is_integer():
            continue
        found = True
        if letter in (HAN_TEN, HAN_HUNDRED):
            total += (digit or 1) * int(value)
            digit = 0
        else:
            digit = int(value)
    return total + digit if found else None
