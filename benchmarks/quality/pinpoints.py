"""Pinpoints in official resolutions: how many "paragraph N of SYMBOL" lead to the document and the paragraph.

`python benchmarks/quality/pinpoints.py .corpus/ga-akn4un [--languages fr] [--every 10] [--worst 20]`. Official files
never mark pinpoints; this counts the places where, in the visible text, a word for a paragraph with a number stands
next to a link to a document (before it: "paragraph 5 of resolution …", or after it: "A/75/414, para. 8"), and asks
whether a mention with that target and a pinpoint covers the number. The patterns here are deliberately cruder than the
grammar, so that both can fail apart.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from lxml import etree

from verbale.grammar.dates import find_dates
from verbale.naming.pinpoints import pinpoint_mentions
from verbale.naming.symbols import Surroundings, symbol_mentions

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
WORDS = {
    "en": r"(?:paragraphs?|paras?\.)\s*(\d+)",
    "fr": r"(?:paragraphes?|par\.)\s*(\d+)",
    "es": r"(?:párrafos?|párrs?\.)\s*(\d+)",
    "ru": r"(?:пункт\w*|пп?\.)\s*(\d+)",
    "zh": r"第(\d+)(?:段|至)",
    "ar": r"(?:فقر\w+)\s*(\d+)",
}
AFTER = {
    "en": r"[\w\s(),-]{0,70}\b(?:of|to) (?:its |the |their |(?:General )?Assembly |(?:Security )?Council )*"
    r"(?:resolutions?|decisions?) \Z",
    "fr": r"[\w\s(),-]{0,70}(?:de|du|à)\b[\w\s’']{0,20}(?:résolutions?|décisions?) \Z",
    "es": r"[\w\s(),-]{0,70}(?:de|del|a)\b[\w\s]{0,20}(?:resoluci\w+|decisi\w+) \Z",
    "ru": r"[\w\s(),–-]{0,70}(?:резолюци\w+|решени\w+) \Z",
    "zh": r"\Z(?!)",
    "ar": r"[\w\s()،-]{0,70}من \w*(?:قرار|مقرر)\w*(?: الجمعية العامة| مجلس الأمن| الجمعية)? \Z",
}
BEFORE = {
    "zh": r"(?:\s*号(?:决议|决定)|，)(?:序言部分|执行部分)?\Z",
    "ar": r"\s*،\s*(?:ال)?\Z",
}


def paragraphs(path: Path) -> list[tuple[str, list[tuple[int, int, str]]]]:
    """The visible paragraphs of a file without notes, with the places and targets of their links."""
    return [_visible(paragraph) for paragraph in etree.parse(str(path)).iter("{*}p")]


def _visible(paragraph: etree._Element) -> tuple[str, list[tuple[int, int, str]]]:
    """Text of a paragraph and its links."""
    text = ""
    links: list[tuple[int, int, str]] = []

    def walk(element: etree._Element) -> None:
        nonlocal text
        start = len(text)
        text += re.sub(r"\s+", " ", element.text or "")
        for child in element:
            if isinstance(child.tag, str) and not child.tag.endswith("}authorialNote"):
                walk(child)
            text += re.sub(r"\s+", " ", child.tail or "")
        href = element.get("href", "")
        if element.tag.endswith("}a") and "undocs.org" in href and text[start:].strip():
            links.append((start, len(text), href.rpartition("undocs.org/")[2].partition("/")[2]))

    walk(paragraph)
    return text, links


def tidy(symbol: str) -> str:
    """A symbol for comparison; letters of parts are left out, the links have them or not."""
    symbol = re.sub(r"[\s\u2011]+", "", symbol).upper()
    return re.sub(r"(?<=\d)[A-Z](?:-[A-Z])?\Z", "", symbol)


def cases(text: str, links: list[tuple[int, int, str]], language: str) -> list[tuple[int, str, str]]:
    """Place of a paragraph's number, the number, and the document it belongs to."""
    found = []
    for word in re.finditer(WORDS[language], text, re.IGNORECASE):
        place = word.start(1)
        after = [
            t
            for start, _, t in links
            if 0 < start - word.end() <= 120 and re.match(AFTER[language], text[word.end() : start])
        ]
        pattern = BEFORE.get(language, r"\s*,\s*\Z")
        before = [
            t for _, end, t in links if 0 < word.start() - end <= 12 and re.match(pattern, text[end : word.start()])
        ]
        if after or before:
            found.append((place, word.group(1), after[0] if after else before[-1]))
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--languages", nargs="*", default=LANGUAGES)
    parser.add_argument("--every", type=int, default=10)
    parser.add_argument("--worst", type=int, default=0)
    arguments = parser.parse_args()
    around = Surroundings(organ="org/un/ga")
    for language in arguments.languages:
        wanted = linked = 0
        misses = []
        for path in sorted(arguments.corpus.glob(f"*/*.{language}.xml"))[:: arguments.every]:
            try:
                every = paragraphs(path)
            except etree.XMLSyntaxError:
                continue
            for text, links in every:
                asked = cases(text, links, language) if links else []
                if not asked:
                    continue
                symbols = symbol_mentions(text, language, around, dates=find_dates(text, language))
                found = pinpoint_mentions(text, language, around, mentions=symbols)
                for place, number, target in asked:
                    wanted += 1
                    over = [m for m in found if m.start <= place < m.end]
                    good = any(
                        tidy((m.target or "")[7:]) == tidy(target) and number in re.split(r"[/.]+", m.pinpoint or "")
                        for m in over
                    )
                    linked += good
                    if not good:
                        got = [(m.target, m.pinpoint) for m in over]
                        misses.append(
                            f"{path.name} {number} of {target}: {got} {text[max(0, place - 60) : place + 80]!r}"
                        )
        print(f"{language}  wanted {wanted:5}  linked {linked:5}  {linked / max(1, wanted):.4f}")
        for miss in misses[: arguments.worst]:
            print("   ", miss)


if __name__ == "__main__":
    main()
