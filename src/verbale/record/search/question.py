"""What a person types → what the index is asked.

    disarmament "nuclear weapons" -space NEAR(fissile material) A/RES/66/* lang:fr holder:org/csto

Words are asked all together; OR, AND, NOT (or a minus), quoted phrases, `NEAR(a b)`, `prefix*` and symbols with `*` are
understood; `name:value` filters. What cannot be understood is taken as plain words, never refused.
"""

from __future__ import annotations

import re

import msgspec

from verbale.record.search.words import HAN, symbol_word, words_of

PIECE = re.compile(
    r"""(?P<minus>-)?(?:
        (?P<filter>[a-z]+):(?:"(?P<quoted_value>[^"]*)"|(?P<value>\S+))
      | "(?P<phrase>[^"]*)"
      | NEAR\((?P<near>[^)]*)\)
      | (?P<operator>AND|OR|NOT)(?=\s|$)
      | (?P<open>\() | (?P<close>\))
      | (?P<word>[^\s()"]+)
    )""",
    re.X,
)

FILTERS = frozenset(
    {"lang", "body", "kind", "year", "session", "name", "holder", "about", "topic", "attitude", "symbol", "role"}
)
"""Names that may stand before a colon; anything else with a colon is a word."""

MOST_PIECES = 64
"""Pieces of a question that are read; a longer one is cut, so that no question is costly."""

NEAR_WORDS = 10
"""Words between the words of a NEAR."""


class Question(msgspec.Struct, frozen=True):
    """A question understood: an expression for the index (None: no words), filters, and the plain words for names."""

    match: str | None
    filters: tuple[tuple[str, str], ...]
    plain: str


def understand(text: str, languages: tuple[str, ...]) -> Question:
    """A question as typed; its words are looked up as words of every language in `languages`."""
    terms: list[str] = []
    filters: list[tuple[str, str]] = []
    plain: list[str] = []
    negate = False
    for found in list(PIECE.finditer(text))[:MOST_PIECES]:
        if found["filter"] in FILTERS:
            filters.append((found["filter"], found["quoted_value"] or found["value"] or ""))
            continue
        if found["operator"]:
            negate = found["operator"] == "NOT"
            if found["operator"] == "OR" and terms and terms[-1] != "OR":
                terms.append("OR")
            continue
        term = _term(found, languages)
        if term is None:
            continue
        if not (negate or found["minus"]):
            plain.append(found["phrase"] or found["word"] or found["near"] or "")
        _join(terms, term, negated=negate or bool(found["minus"]))
        negate = False
    match = _whole(terms)
    return Question(match, tuple(filters), " ".join(plain))


def _term(found: re.Match[str], languages: tuple[str, ...]) -> str | None:
    """One piece as an expression of the index."""
    if found["near"] is not None:
        words = [word for part in found["near"].split() for word in _variants(part, languages)[:1]]
        return f"NEAR({' '.join(map(_quoted, words))}, {NEAR_WORDS})" if len(words) > 1 else None
    text = found["phrase"] if found["phrase"] is not None else found["word"]
    if not text:
        return None
    if "/" in text and re.search(r"[A-Z]", text) and found["word"]:
        word = symbol_word(text.rstrip("*"))
        return f'"{word}" *' if text.endswith("*") else f'"{word}"'
    star = found["word"] is not None and text.endswith("*")
    variants = _variants(text.rstrip("*"), languages, folded_only=star)
    if not variants:
        return None
    asked = [f"{_quoted(variant)} *" if star else _quoted(variant) for variant in variants]
    return asked[0] if len(asked) == 1 else f"({' OR '.join(asked)})"


def _variants(text: str, languages: tuple[str, ...], *, folded_only: bool = False) -> list[str]:
    """The words of a piece as each language indexes them; Chinese as a phrase of characters."""
    if HAN.search(text):
        return [" ".join(words_of(text, "zh"))]
    spoken = (None,) if folded_only else languages
    return list(dict.fromkeys(" ".join(words_of(text, language)) for language in spoken if words_of(text, language)))


def _quoted(words: str) -> str:
    """Words as a phrase of the index's language; no sign of its grammar gets through."""
    return '"' + words.replace('"', "") + '"'


def _join(terms: list[str], term: str, *, negated: bool) -> None:
    """Add a term: after NOT it excludes, after OR it is an alternative, else it is asked too."""
    if negated:
        terms.append(f"NOT {term}")
    elif terms and terms[-1] == "OR":
        terms.append(term)
    else:
        terms += ["AND", term] if any(not one.startswith("NOT ") for one in terms) else [term]


def _whole(terms: list[str]) -> str | None:
    """Terms as one expression: alternatives bound first, exclusions last."""
    wanted = [term for term in terms if not term.startswith("NOT ")]
    while wanted and wanted[-1] in {"OR", "AND"}:
        wanted.pop()
    while wanted and wanted[0] in {"OR", "AND"}:
        wanted.pop(0)
    if not wanted:
        return None
    expression = " ".join(wanted)
    for term in terms:
        if term.startswith("NOT "):
            expression = f"({expression}) {term}"
    return expression
