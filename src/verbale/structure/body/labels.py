"""Printed words that open a part after the main text: "Annex II", "Приложение I к письму …", "附件一", "المرفق الأول".

`label_of("Annexe I à la lettre datée du …", "fr")` says which kind of part it opens and its number. A sentence that
only begins with such a word ("Annex II contains …") opens nothing: it has neither the form nor the look of a heading.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Sequence

import msgspec

from verbale.grammar.numerals import find_ordinal, parse_number
from verbale.structure.display import set_off
from verbale.structure.head.forms import any_of, chinese_numerals
from verbale.structure.passage import Passage
from verbale.structure.phrases import phrases, tongues
from verbale.tongues.fold import fold
from verbale.tongues.writing import writing

TYPES = ("annex", "enclosure", "appendix")
"""Kinds of parts, as addresses name them."""

LONGEST = 420
"""Characters of the longest heading of an annex, which repeats the title of the letter it belongs to."""

LARGER = 1.08
"""Times the size of the text from which on type is larger."""

BARE = 30
"""Characters of a label that is the word and a number and nothing else."""


_STROKES = re.compile(r"(?=.*[IT])[IT1l|!]{1,3}")
"""Signs a recogniser reads for the strokes of a Roman number on a typescript."""

_LEADERS = re.compile(r"(?:\.\s?){5,}|…{2,}")


class Label(msgspec.Struct, frozen=True):
    """A heading that opens a part: its kind, its printed number, and where a title after it begins (None: no title)."""

    type: str
    number: int | None
    title: int | None = None
    style: str = "none"
    """How the number is printed: roman, figures, letter, word, or none."""


class _Pattern(msgspec.Struct, frozen=True):
    """Patterns of one language: the word with its number at the start, and (Chinese) at the end."""

    start: re.Pattern[str]
    end: re.Pattern[str] | None
    types: dict[str, str]


@functools.cache
def _pattern(tongue: str) -> _Pattern:
    """The words of a language that open a part, with what may follow them."""
    words = phrases(tongue).labels
    types = {" ".join(fold(text).text.split()): name for name in TYPES for text in getattr(words, name)}
    word = any_of(list(types))
    if words.label_last:
        number = rf"(?P<number>[{chinese_numerals()}\d]{{1,4}}|[a-z](?!\w))?"
        start = re.compile(rf"(?P<word>{word})\s*{number}(?P<after>\s*)")
        return _Pattern(start, re.compile(rf"(?P<word>{word})\s*{number}\s*\Z"), types)
    number = r"(?:\s+(?:no|n)?\s*(?P<number>\d{1,3}|[ivxlc]{1,6}|[a-z]|[^\W\d_]+(?:\s+[^\W\d_]+)?)(?!\w))?"
    return _Pattern(re.compile(rf"(?P<word>{word})(?!\w){number}(?P<after>\s*)"), None, types)


def main_size(passages: Sequence[Passage]) -> float | None:
    """Size of type most of a text is set in, None where it is not known."""
    weights: Counter[float] = Counter()
    for passage in passages:
        if passage.size is not None:
            weights[passage.size] += len(passage.text)
    return weights.most_common(1)[0][0] if weights else None


class Setting(msgspec.Struct, frozen=True):
    """How a line stands among its neighbours: size of the running text where known, first of its page, what follows."""

    size: float | None = None
    opens_page: bool = False
    before_number: bool = False

    def loud(self, passage: Passage) -> bool:
        """Whether a line is set off by style, by larger type, or as the first of a page."""
        larger = self.size is not None and passage.size is not None and passage.size > LARGER * self.size
        return set_off(passage) or larger or self.opens_page

    def plain(self, passage: Passage) -> bool:
        """Whether a line is no louder than the text, where sizes are known: a section's heading or a part of a list."""
        if self.size is None or passage.size is None or passage.size > LARGER * self.size or set_off(passage):
            return False
        return not self.opens_page or self.before_number


def label_of(passage: Passage, language: str | None, setting: Setting | None = None) -> Label | None:
    """The label a passage is, or None. Without a setting the passage is taken to be set off."""
    setting = setting or Setting(opens_page=True)
    label = _label_of(passage, language, setting.loud(passage))
    if label is not None and label.number is None and setting.plain(passage):
        return None
    return label


def _label_of(passage: Passage, language: str | None, loud: bool) -> Label | None:
    """The label a passage is by its words, `loud` where it is set off from the text.

    What joins it to a letter of some date sets it off as well: plain text loses the middle of a page.
    """
    text = passage.text
    if not text or len(text) > LONGEST or passage.label is not None or passage.rows is not None:
        return None
    folded = fold(text)
    for tongue in dict.fromkeys((*tongues(language), "en")):
        pattern = _pattern(tongue)
        found = pattern.start.match(folded.text)
        label = _opening(passage, tongue, pattern, found, folded.starts) if found else None
        if label is None and pattern.end is not None and (found := pattern.end.search(folded.text)):
            label = _ending(passage, pattern, found)
        if label is not None:
            joined = label.title is None and any(character.isdigit() for character in text)
            return label if loud or len(text) <= BARE or joined else None
    return None


def _opening(
    passage: Passage, tongue: str, pattern: _Pattern, found: re.Match[str], starts: tuple[int, ...] | None
) -> Label | None:
    """A label that opens its line: alone, before the words that join it to a letter, or before its title."""
    printed = found["number"] if _is_number(found, passage.text, starts) else None
    number = _number(printed, tongue)
    end = found.start("number") + _length(printed, tongue) if printed and number is not None else found.end("word")
    if number is None and _looks_roman(passage.text[end if starts is None else starts[min(end, len(starts) - 1)] :]):
        last = passage.text.split()[-1]
        return Label(pattern.types[" ".join(found["word"].split())], len(last), None, "roman")
    place = end if starts is None else starts[min(end, len(starts) - 1)]
    after = passage.text[place:]
    type_ = pattern.types[" ".join(found["word"].split())]
    style = _style(printed) if number is not None else "none"
    if not any(character.isalnum() for character in after):
        return Label(type_, number, None, style)
    if _LEADERS.search(after) or passage.text.rstrip().endswith((".", "。", ";", ",")):
        return None
    if _joined(after, tongue):
        return Label(type_, number, None, style)
    if re.match(r"\s*[.:：–—-]\s*\w", after) and not re.match(r"\s*\.?\s*\d", after):
        return Label(type_, number, len(passage.text) - len(after.lstrip(" .:：–—-")), style)
    return None


def _looks_roman(after: str) -> bool:
    """Whether all that follows a label is a Roman number of ones with strokes misread ("IT" for "II")."""
    return _STROKES.fullmatch(after.strip()) is not None


def _length(printed: str, tongue: str) -> int:
    """Characters of a number: of two words only the first may be one ("first" and "to", "eleventh" of two words)."""
    ordinal = find_ordinal(printed, tongue) if " " in printed else None
    return ordinal.end if ordinal is not None else len(printed)


def _is_number(found: re.Match[str], text: str, starts: tuple[int, ...] | None) -> bool:
    """Whether what follows a word can be its number: a letter alone must be a capital, which "Annexe à la" has not."""
    printed = found["number"]
    if not printed or len(printed) > 1 or not printed.isascii() or printed.isdigit():
        return bool(printed)
    at = found.start("number")
    first = text[at if starts is None else starts[at]]
    return first.isascii() and first.isupper()


def _joined(after: str, tongue: str) -> bool:
    """Whether the words after a label join it to the communication it belongs to."""
    tails = phrases(tongue).labels.tail
    folded = fold(after).text.split()
    if not tails or not folded:
        return False
    known = [fold(tail).text.strip() for tail in tails]
    return folded[0].startswith(tuple(known)) if writing(tongue).glued else folded[0] in known


def _ending(passage: Passage, pattern: _Pattern, found: re.Match[str]) -> Label | None:
    """A label that ends its line, as Chinese prints it: "… 的信的附件一"."""
    if not passage.text[: passage.text.rfind(found["word"])].endswith("的"):
        return None
    return Label(pattern.types[found["word"]], _number(found["number"], "zh"), None, _style(found["number"]))


def _style(printed: str | None) -> str:
    """How a number is printed; a lone Roman figure counts as Roman, as annexes have it."""
    if not printed:
        return "none"
    if printed[0].isdigit():
        return "figures"
    if set(printed) <= set("ivxlc"):
        return "roman"
    return "letter" if len(printed) == 1 else "word"


def _number(printed: str | None, tongue: str) -> int | None:
    """The number of a label in any script: Roman, figures, a letter, an ordinal word; None where it is none."""
    if not printed:
        return None
    value = parse_number(printed.upper()) or parse_number(printed)
    if value is not None:
        return value
    if len(printed) == 1 and printed.isalpha():
        return ord(printed) - ord("a") + 1 if "a" <= printed <= "z" else None
    ordinal = find_ordinal(printed, tongue)
    return ordinal.value if ordinal is not None and ordinal.start == 0 else None
