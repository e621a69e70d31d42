"""Name → the folded strings it is looked for by: spellings, inflected forms, merged articles.

Where a rule of the language serves, the librarian writes the nominative alone and the rule, which stands in
`knowledge/tongues/<language>/names.toml`, gives the rest. A rule may give forms no text uses; they cost a little
memory and lead nowhere wrong, because a form that means something else is withheld by the list `withheld`.
"""

from __future__ import annotations

import functools
import re

import msgspec

from verbale.tongues.files import read_knowledge
from verbale.tongues.fold import fold


class Ending(msgspec.Struct, frozen=True):
    """Words that end in `ending` take each of `forms` in its place; `gender` says which nouns and adjectives agree."""

    ending: str
    forms: tuple[str, ...]
    gender: str = ""


class Head(msgspec.Struct, frozen=True):
    """A bare head: the word that may stand for a whole name ("the Treaty"), and the kinds of things it stands for."""

    word: str
    kinds: tuple[str, ...]
    near: bool = False
    """True for words so common that they refer only within the paragraph, or when the text has introduced them."""
    loose: bool = False
    """True where it refers even without a capital, once introduced."""
    complete: bool = False
    """True where only a genitive makes a longer name of it: "the Secretariat on Guam" is still the Secretariat."""


class NameRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a language does to names."""

    articles: tuple[str, ...] = ()
    """Articles in front of a name, left out of the authority files' names."""
    spellings: tuple[tuple[str, str], ...] = ()
    """Two spellings of one word; either may stand in a text."""
    clitics: tuple[str, ...] = ()
    """Particles written together with the word that follows."""
    rooted: tuple[str, ...] = ()
    """Words that begin like the article although these letters are their root."""
    merges: tuple[tuple[str, str], ...] = ()
    """Beginning of a name, and the same beginning merged with a particle."""
    bounded: bool = True
    """False where words are written without blanks between them."""
    cased: bool = True
    noun_endings: tuple[Ending, ...] = ()
    adjective_endings: tuple[Ending, ...] = ()
    demonym_endings: tuple[Ending, ...] = ()
    coordinators: tuple[str, ...] = ()
    """Words between two names or adjectives that both inflect."""
    withheld: tuple[str, ...] = ()
    """Words that look like a short name and are an ordinary word far more often: they need one of `companions`."""
    companions: tuple[str, ...] = ()
    """Words after which a withheld name is a name."""
    heads: tuple[Head, ...] = ()
    head_position: str = "first"
    """Where the head stands in a full name: the `first` that fits, the `last` before `head_stops`, or at the `end`."""
    head_stops: tuple[str, ...] = ()
    bound: tuple[str, ...] = ()
    """Where no blanks part words: signs right before a weak name that make it the end of a longer one."""
    headless: tuple[str, ...] = ()
    """Beginnings of names that are never shortened to their head ("conference of the parties")."""
    definite: tuple[str, ...] = ()
    """Words in front of a bare head that make it refer."""
    demonstrative: tuple[str, ...] = ()
    """Words in front of a head that make it refer even in small letters."""
    introductions: tuple[str, ...] = ()
    """Phrases that introduce a short form in parentheses ("hereinafter referred to as")."""
    continuations: tuple[str, ...] = ()
    """Words after a head that make it the start of a longer name ("the Treaty on …")."""
    continuations_except: tuple[str, ...] = ()
    """Words that begin no longer name: after one of `continuations` ("l'Organisation de manière fidèle"), or by one of
    `continuation_endings`."""
    continuation_endings: tuple[str, ...] = ()
    """Endings of words that, right after a head, make a longer name ("le Comité exécutif")."""
    continuations_capital: tuple[str, ...] = ()
    """Words after a head that make a longer name when a capital follows them ("the Framework for Action")."""
    titles: tuple[str, ...] = ()
    """Titles in front of a person's name."""
    natures: dict[str, tuple[str, ...]] = {}
    """Kind of event or plan → the words that describe one ("accident", "conflict")."""
    connectors: tuple[str, ...] = ()
    """Words that join a part to its whole ("of the")."""
    joiners: tuple[str, ...] = ()
    """What stands between two members of a list of names."""
    inserts: tuple[str, ...] = ()
    """Patterns of what may be set into a name after its first words ("Конвенция 1980 года о …")."""
    foreign: str = ""
    """Language of names that a text of another script quotes in Latin letters."""


@functools.cache
def name_rules(language: str) -> NameRules:
    """Rules of a language for names."""
    rules: NameRules = read_knowledge(f"tongues/{language}/names.toml", NameRules)
    return rules


def surface_forms(name: str, form: str, language: str) -> set[str]:
    """All folded strings a name is looked for by, without blanks at the ends.

    A name that begins with the letter of a particle is looked for with it too: else the head that begins with both
    (للجنة) would be found in the place of the longer name (للجنة القانون الدولي).
    """
    rules = name_rules(language)
    spelt = {name}
    for one, other in rules.spellings:
        spelt |= {each.replace(one, other) for each in spelt if one in each}
    found: set[str] = set()
    for each in spelt:
        if form == "demonym":
            found |= _agreeing(each, rules)
        elif form != "acronym" and rules.noun_endings:
            found |= _inflected(each, rules)
        else:
            found.add(each)
    if form == "demonym" and rules.merges:
        found |= {rules.merges[0][0] + each for each in found}
    folded = {fold(each).text.strip() for each in found}
    for start, merged in rules.merges:
        particle = merged[0]
        folded |= {particle + each for each in folded if each.startswith(particle)}
        folded |= {_merged(each[len(start) :], merged) for each in folded if each.startswith(start)}
    return {each for each in folded | {" ".join(each.split()) for each in folded} if each}


def _merged(rest: str, merged: str) -> str:
    """A name after its merged beginning; three equal letters in a row are written as two (اللجنة, للجنة)."""
    tripled = len(merged) > 1 and merged[-1] == merged[-2] == rest[:1]
    return merged + (rest[1:] if tripled else rest)


def _ending(word: str, endings: tuple[Ending, ...]) -> Ending | None:
    """The longest ending that fits a word and leaves a stem."""
    fits = [each for each in endings if word.endswith(each.ending)]
    return max(fits, key=lambda each: len(each.ending), default=None)


def _agreeing(word: str, rules: NameRules) -> set[str]:
    """A demonym in all genders, numbers and cases."""
    ending = _ending(word, rules.demonym_endings)
    if ending is None:
        return {word}
    stem = word[: len(word) - len(ending.ending)]
    return {word, *(stem + form for form in ending.forms)}


def _inflected(name: str, rules: NameRules) -> set[str]:
    """A name in all cases: its leading adjectives and their noun change together, what follows stays.

    Of a noun with a hyphen either half may be the one that changes; both are tried.
    """
    found = {name}
    for split in (r"( +)", r"( +|-)"):
        words = re.split(split, name)
        changing = _changing_words(words, rules)
        for case in range(max((len(ending.forms) for _, ending in changing), default=0)):
            turned = list(words)
            for at, ending in changing:
                if case < len(ending.forms):
                    turned[at] = _turned(words[at], ending, case)
            found.add("".join(turned))
    return found


def _turned(word: str, ending: Ending, case: int) -> str:
    """A word in one of the cases; a comma after it stays."""
    bare = word.rstrip(",")
    return bare[: len(bare) - len(ending.ending)] + ending.forms[case] + word[len(bare) :]


def _changing_words(words: list[str], rules: NameRules) -> list[tuple[int, Ending]]:
    """Places of the words that inflect, with their endings. Words stand at even places, what parts them at odd ones."""
    changing: list[tuple[int, Ending]] = []
    gender = ""
    for at in range(0, len(words), 2):
        word = words[at].rstrip(",")
        adjective = _ending(word, rules.adjective_endings)
        noun = _ending(word, rules.noun_endings)
        if adjective is not None and (noun is None or len(noun.ending) <= len(adjective.ending)):
            changing.append((at, adjective))
            gender = adjective.gender
        elif word and word not in rules.coordinators:
            agreeing = tuple(each for each in rules.noun_endings if not gender or gender in each.gender)
            ending = _ending(word, agreeing) or noun
            if ending is not None:
                changing.append((at, ending))
            gender = ""
            if at + 2 >= len(words) or words[at + 2] not in rules.coordinators:
                break
    return changing


def in_case(name: str, case: int, language: str) -> str:
    """A name in one case of a language whose nouns have them (Russian: 0 is the genitive); elsewhere as it is."""
    rules = name_rules(language)
    words = re.split(r"( +)", name)
    for at, ending in _changing_words(words, rules) if rules.noun_endings else ():
        if case < len(ending.forms):
            words[at] = _turned(words[at], ending, case)
    return "".join(words)
