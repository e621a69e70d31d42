"""Words without what inflection adds, so that a word is found in all its forms.

Snowball's stemmers for the languages they serve well. Arabic has a light stemmer of its own: Snowball's takes off the
article of some words and not of others, and leaves most clitics on (0.04 to 0.97 of the forms of twelve common words
came together). The letters it works with are in `knowledge/tongues/ar/stems.toml`, irregular forms in each language's.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

import msgspec
import Stemmer

from verbale.tongues.files import TONGUES, read_knowledge
from verbale.tongues.fold import fold


class Light(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Letters that a light stemmer takes off, and how many must be left in front and behind."""

    front: int
    back: int
    conjunctions: tuple[str, ...]
    prepositions: tuple[str, ...]
    articles: tuple[str, ...]
    joined: tuple[str, ...]
    pronouns: tuple[str, ...]
    endings: tuple[str, ...]
    feminine: tuple[str, ...]


class Stems(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the words of a language are brought together: by Snowball, by a light stemmer, or not at all.

    `repeated`: Snowball is asked until nothing more comes off, where a plural looks like a stem of its own.
    """

    snowball: str | None = None
    repeated: bool = False
    light: Light | None = None
    irregular: dict[str, str] = {}


@functools.cache
def _rules(language: str | None) -> Stems:
    """The rules of a language; none for what is none of ours."""
    return read_knowledge(f"tongues/{language}/stems.toml", Stems) if language in TONGUES else Stems()


@functools.cache
def _snowball(name: str) -> Stemmer.Stemmer:
    """Snowball's stemmer of a language."""
    return Stemmer.Stemmer(name)


@functools.lru_cache(maxsize=200_000)
def stems(printed: str, language: str | None) -> tuple[str, ...]:
    """The stems a word is indexed by, folded; the first is the one it is asked for by (see `asked_stem`)."""
    rules = _rules(language)
    folded = fold(printed).text.strip()
    if folded.isdigit() or not (rules.snowball or rules.light):
        return (folded,)
    if rules.light:
        bare = dict.fromkeys(_without_front(folded, rules.light))
        asked = _without_back(_without_article(folded, rules.light), rules.light)
        return tuple(dict.fromkeys((asked, *(_without_back(one, rules.light) for one in bare))))
    # Stemmers want accents, the index wants none.
    return (fold(_by_snowball(rules, printed.lower())).text.strip() or folded,)


def _by_snowball(rules: Stems, word: str) -> str:
    """What Snowball leaves of a word."""
    assert rules.snowball is not None
    stemmer = _snowball(rules.snowball)
    stem = str(stemmer.stemWord(rules.irregular.get(word, word)))
    while rules.repeated and (again := str(stemmer.stemWord(stem))) != stem:
        stem = again
    return stem


def asked_stem(printed: str, language: str | None) -> str:
    """The stem by which a word of a question is looked for."""
    return stems(printed, language)[0]


def _without_article(word: str, light: Light) -> str:
    """A word without its article and what stands before that; else as it is."""
    for conjunction in ("", *light.conjunctions):
        for front in (*light.joined, *light.articles, *(p + a for p in light.prepositions for a in light.articles)):
            if word.startswith(conjunction + front):
                rest = word[len(conjunction + front) :]
                if len(rest) >= light.front:
                    return rest
    return word


def _without_front(word: str, light: Light) -> Iterator[str]:
    """A word with whatever may be a clitic in front of it left on and taken off."""
    heads = [word, *_off(word, light.conjunctions, light.front)]
    heads += [rest for head in heads for rest in _off(head, light.prepositions, light.front)]
    for head in heads:
        yield head
        for rest in _off(head, (*light.articles, *light.joined), light.front):
            yield rest
            yield from _off(rest, light.articles, light.front)


def _off(word: str, fronts: tuple[str, ...], least: int) -> Iterator[str]:
    """What is left of a word without one of some beginnings."""
    for front in fronts:
        if word.startswith(front) and len(word) - len(front) >= least:
            yield word[len(front) :]


def _without_back(word: str, light: Light) -> str:
    """A word without its pronoun, its mark of the feminine and its ending, one of each."""
    for endings, least in ((light.pronouns, light.front), (light.feminine, light.front), (light.endings, light.back)):
        for ending in endings:
            if word.endswith(ending) and len(word) - len(ending) >= least:
                word = word[: -len(ending)]
                break
    return word
