"""Names: hits of the authority book in a block become mentions.

The book finds names in one pass. Here a part is joined to its whole ("the Minsk Group of the OSCE"), a title to its
person, a description to its event ("the accident at … Fukushima"), and short forms the text introduces are learnt;
`resolution` then says what each leads to. Names inside names are kept as mentions of their own.
"""

from __future__ import annotations

import functools
import re

import msgspec

from verbale.authority import AuthorityBook, Hit, kind_of
from verbale.authority.book import SIGNALS
from verbale.authority.forms import Head, NameRules, name_rules
from verbale.grammar.cues import Cue
from verbale.model.mention import Mention
from verbale.naming.foreign import foreign_hits
from verbale.naming.inserted import inserted_hits
from verbale.naming.introductions import introduced
from verbale.naming.persons import with_title
from verbale.naming.resolution import Answer, Memory, folded_heads, parent_of
from verbale.naming.spans import Spans
from verbale.tongues.fold import fold
from verbale.tongues.writing import spaced

_DESCRIPTION = 120
"""Longest stretch, in characters, from the word for an event to what it is told by."""

Span = tuple[int, int]


class Passage(msgspec.Struct, frozen=True):
    """A block on its way through naming: text, language, address, whether it is a title, and what automata found."""

    text: str
    language: str
    at: str
    title: bool = False
    hits: tuple[Hit, ...] = ()
    cues: frozenset[Cue] = frozenset()


def name_mentions(passage: Passage, memory: Memory, taken: list[Span]) -> list[Mention]:
    """Mentions of everything the authority book knows in a block; `taken` are spans of symbols and dates."""
    hits = _all_hits(passage, memory.book)
    if taken:
        spans = Spans(taken)
        hits = [hit for hit in hits if not any(_crosses(hit, *span) for span in spans.touching(hit.start, hit.end))]
    around = frozenset(each for hit in hits for each in hit.ids if len(hit.ids) == 1)
    found: list[Mention] = []
    for at in range(len(hits)):
        found.extend(_mentions_of(passage, hits, at, memory, around))
    return found + _aliased(passage, memory, [(each.start, each.end) for each in found] + taken)


def _all_hits(passage: Passage, book: AuthorityBook) -> list[Hit]:
    """Hits of the language, of names with something set into them, and of names in foreign letters."""
    hits = list(passage.hits)
    more = inserted_hits(passage.text, passage.language, book) + foreign_hits(passage.text, passage.language, book)
    if not more:
        return hits
    spans = Spans((hit.start, hit.end) for hit in more)
    apart = [hit for hit in hits if not any(spans.touching(hit.start, hit.end))]
    return sorted([*apart, *more], key=lambda hit: (hit.start, -hit.end))


def _crosses(hit: Hit, start: int, end: int) -> bool:
    """Whether a hit overlaps a span without holding it whole."""
    return (
        start < hit.end
        and hit.start < end
        and not (hit.start <= start and end <= hit.end and hit.end - hit.start > end - start)
    )


def _mentions_of(passage: Passage, hits: list[Hit], at: int, memory: Memory, around: frozenset[str]) -> list[Mention]:
    """Mentions that one hit gives rise to."""
    hit = hits[at]
    if hit.form == "head":
        return _head(passage, hit, memory)
    if hit.form == "title":
        return []
    if hit.form == "joint":
        return _jointly(passage, hit, memory)
    if hit.form == "nature":
        return _described(passage, hits, at, memory)
    return _named(passage, hits, at, memory, around)


def _named(passage: Passage, hits: list[Hit], at: int, memory: Memory, around: frozenset[str]) -> list[Mention]:
    """A name, with its whole or its title, and the names inside it."""
    hit = hits[at]
    kind = kind_of(hit.ids[0])
    start, end = hit.start, hit.end
    if kind == "person":
        start, end, titled = with_title(passage.text, hits, at, passage.language)
        answer = memory.name(hit, around)
        if titled and answer.target is None:
            answer = Answer(hit.ids[0], 0.9, "person/titled")
        if answer.target is None:
            return []
    else:
        answer = memory.name(hit, around)
        if kind == "body":
            start, end, answer = _with_whole(passage, hits, at, memory, answer)
            answer = memory.held(answer)
        if hit.form == "weak" and kind in ("body", "organisation") and _goes_on(passage, hit):
            return []
        if answer.target is None and hit.form == "weak":
            answer = _in_company(passage, hits, at, answer)
            if answer.target is None and len(hit.ids) == 1:
                return []
    if answer.target is not None:
        memory.note(answer.target, hit.start, passage.language, title=passage.title)
        _learn(passage, hit, end, answer.target, memory)
    return [_mention(passage, start, end, answer), *_inside(passage, hit, memory)]


def _jointly(passage: Passage, hit: Hit, memory: Memory) -> list[Mention]:
    """A name for several things at once ("Central and South Asia"): a mention of each over the same words."""
    for each in hit.ids:
        memory.note(each, hit.start, passage.language, title=passage.title)
    return [_mention(passage, hit.start, hit.end, Answer(each, 0.95, "name/joint")) for each in hit.ids]


def _mention(passage: Passage, start: int, end: int, answer: Answer, kind: str | None = None) -> Mention:
    """A mention; its number comes when all are in order."""
    target = answer.target or (answer.candidates[0].target if answer.candidates else None)
    return Mention(
        id="",
        at=passage.at,
        start=start,
        end=end,
        text=passage.text[start:end],
        type=kind or (kind_of(target) if target else "organisation"),
        target=answer.target,
        score=answer.score,
        candidates=answer.candidates,
        rule=answer.rule,
    )


def _inside(passage: Passage, hit: Hit, memory: Memory) -> list[Mention]:
    """Names inside a name. Where no blanks part words, one at its end is but its head noun."""
    found: list[Mention] = []
    headed = not spaced(passage.language)
    for first, last, ids, form in hit.inner:
        if headed and hit.start + last == hit.end:
            continue
        answer = memory.name(Hit(hit.start + first, hit.start + last, ids, form), frozenset())
        if answer.target is not None and hit.start + last <= hit.end:
            found.append(_mention(passage, hit.start + first, hit.start + last, answer))
            memory.note(answer.target, hit.start + first, passage.language, title=passage.title)
    return found


def _learn(passage: Passage, hit: Hit, end: int, target: str, memory: Memory) -> None:
    """Remember the short form a bracket after a written-out name gives it."""
    if passage.text[end : end + 2].strip()[:1] in ("(", "（") and hit.form in ("full", "short", "inserted"):
        short = introduced(passage.text, end, passage.language)
        if short is not None:
            memory.introduce(short[0], target)


def _with_whole(passage: Passage, hits: list[Hit], at: int, memory: Memory, answer: Answer) -> tuple[int, int, Answer]:
    """A part joined to the whole named right after or before it; another organisation's part of the same name."""
    hit, rules = hits[at], name_rules(passage.language)
    for follower in hits[at + 1 : at + 2]:
        gap = passage.text[hit.end : follower.start].replace("’", "'").strip()
        if gap in rules.connectors and follower.form not in SIGNALS and follower.ids[0].startswith("org/"):
            return _joined(memory, hit, follower, hit.start, follower.end, answer)
    leader = hits[at - 1] if at else None
    if leader is None or leader.form in SIGNALS or passage.text[leader.end : hit.start].strip():
        return hit.start, hit.end, answer
    if _is_part(answer.target, leader.ids[0]):
        return leader.start, hit.end, answer
    if not rules.bounded and kind_of(leader.ids[0]) == "organisation" and leader.end == hit.start:
        return _joined(memory, hit, leader, leader.start, hit.end, answer)
    return hit.start, hit.end, answer


def _joined(memory: Memory, hit: Hit, whole: Hit, start: int, end: int, answer: Answer) -> tuple[int, int, Answer]:
    """A part named with its whole: its own part where it has one of that name, else an open mention."""
    if any(_is_part(each, whole.ids[0]) for each in hit.ids):
        target = next(each for each in hit.ids if _is_part(each, whole.ids[0]))
        return start, end, Answer(target, 1.0, "name/whole")
    other = f"{whole.ids[0]}/{hit.ids[0].rsplit('/', 1)[1]}"
    if memory.book.entry(other) is not None:
        return start, end, Answer(other, 1.0, "name/whole")
    if whole.ids[0].split("/")[1] != hit.ids[0].split("/")[1]:
        return start, end, Answer(None, 0.0, "name/whole-open")
    return hit.start, hit.end, answer


def _is_part(part: str | None, whole: str) -> bool:
    """Whether one identifier stands under another."""
    return part is not None and part.startswith(whole + "/")


def _in_company(passage: Passage, hits: list[Hit], at: int, answer: Answer) -> Answer:
    """A weak name of a State holds in a list of States, or after a word that asks for a place."""
    hit = hits[at]
    if kind_of(hit.ids[0]) not in ("state", "territory") or len(hit.ids) > 1:
        return answer
    rules = name_rules(passage.language)
    before = passage.text[: hit.start].rstrip().rsplit(" ", 1)[-1]
    if before in rules.companions:
        return Answer(hit.ids[0], 0.9, "name/companion")
    for neighbour in (at - 1, at + 1):
        if 0 <= neighbour < len(hits) and kind_of(hits[neighbour].ids[0]) == "state" and hits[neighbour].form != "head":
            first, last = sorted((hit, hits[neighbour]))[:2]
            if passage.text[first.end : last.start].strip() in rules.joiners:
                return Answer(hit.ids[0], 0.9, "name/list")
    return answer


@functools.cache
def _heads(language: str) -> dict[str, Head]:
    """Heads of a language by word."""
    return {head.word: head for head in name_rules(language).heads}


@functools.cache
def _stops(language: str) -> re.Pattern[str] | None:
    """What after a head makes it the start of a longer name."""
    rules = name_rules(language)
    excepted = rf"(?:{'|'.join(rules.continuations_except) or '(?!)'})\b"
    parts = [rf"{re.escape(word)}\b(?!\s{excepted})".replace("'", "['’]") for word in rules.continuations]
    if rules.continuation_endings:
        parts.append(rf"(?!{excepted})\w{{3,}}(?:{'|'.join(rules.continuation_endings)})\b")
    if rules.continuations_capital:
        article = rf"(?:(?:{'|'.join(rules.definite)})\s)?"
        parts.append(rf"(?:{'|'.join(rules.continuations_capital)})\s{article}(?:\w['’])?[^\W\d_a-zà-öø-ÿœа-яё]")
    if rules.cased:
        parts.append(r"[IVX]{1,4}\b")
    if rules.cased and rules.head_position == "first":
        parts.append(r"[^\W\d_a-zà-öø-ÿœа-яё]\w")
    joined = r"\s(?:" + "|".join(parts) + ")" if parts else "(?!)"
    return re.compile(joined + (r"|[-\u2010\u2011]\w" if rules.cased else "")) if parts else None


def _head(passage: Passage, hit: Hit, memory: Memory) -> list[Mention]:
    """A bare head, where it refers at all."""
    head = _heads(passage.language)[hit.ids[0]]
    if not _refers(passage, hit, head):
        return []
    small = passage.text[hit.start].islower()
    answer = memory.head(head, hit, passage.language, small=small and not head.loose)
    if answer.target is None and (head.loose or small):
        return []
    rules = name_rules(passage.language)
    if head.near and not rules.bounded and answer.rule != "head/holder" and not _pointed(passage.text, hit, rules):
        return []
    if answer.target is not None:
        memory.note(answer.target, hit.start, passage.language)
    return [_mention(passage, hit.start, hit.end, answer, None if answer.target else head.kinds[0])]


def _goes_on(passage: Passage, hit: Hit) -> bool:
    """Whether a weak name is part of a longer name nobody knows ("Standing Advisory Committee on …")."""
    rules = name_rules(passage.language)
    stops = _stops(passage.language)
    longer = stops.match(passage.text, hit.end) if stops is not None else None
    if longer is not None:
        plain = longer.group().strip() in rules.connectors and passage.text[longer.end() : longer.end() + 2].strip()[:1]
        return not (plain and plain.islower())
    if not rules.bounded:
        return passage.text[hit.start - 1 : hit.start] in rules.bound
    if rules.clitics:
        return passage.text[hit.end : hit.end + 3].lstrip().startswith(rules.merges[0])
    if rules.head_position != "last":
        return False
    word = passage.text[max(0, hit.start - 40) : hit.start].rstrip(" ").rsplit(" ", 1)[-1]
    return word[:1].isupper() and word.lower() not in rules.definite and word.isalpha()


def _stands_free(text: str, start: int, rules: NameRules) -> bool:
    """In a script without blanks: whether what stands before a name ends a word of another kind."""
    if text.endswith(rules.bound, 0, start):
        return False
    before = text[start - 1 : start]
    return not before.isalnum() or text.endswith((*rules.definite, *rules.demonstrative), 0, start)


def _pointed(text: str, hit: Hit, rules: NameRules) -> bool:
    """Whether a demonstrative stands before a head, or marks of a title around it."""
    quoted = text[hit.start - 1 : hit.start] == "《" and text[hit.end : hit.end + 1] == "》"
    return quoted or _word_before(text, hit.start, rules) in rules.demonstrative


def _refers(passage: Passage, hit: Hit, head: Head) -> bool:
    """Whether a head stands alone, with an article or demonstrative where the language has them."""
    rules = name_rules(passage.language)
    text = passage.text
    stops = _stops(passage.language)
    longer = stops.match(text, hit.end) if stops is not None else None
    if longer is not None and not _alone(text, longer, head, rules):
        return False
    before = _word_before(text, hit.start, rules)
    pointed = before in rules.demonstrative
    if rules.cased and text[hit.start].islower():
        return pointed or (head.loose and (before in rules.definite or not rules.definite))
    if not rules.cased and not rules.bounded:
        return _pointed(text, hit, rules) or _stands_free(text, hit.start, rules)
    if not (pointed or before in rules.definite) and (rules.definite or (rules.cased and hit.start == 0)):
        return False
    if not rules.clitics:
        return True
    article = rules.merges[0][0]
    after = text[hit.end : hit.end + 3].lstrip()
    merged = text.startswith(rules.merges[0][1], hit.start)
    bare = _bare_of(before, rules)
    return not (after.startswith(article) or (bare.startswith(article) and bare not in rules.rooted and not merged))


def _alone(text: str, longer: re.Match[str], head: Head, rules: NameRules) -> bool:
    """Whether a head stands alone although what follows begins a longer name after other heads."""
    word = longer.group().lstrip()
    if head.complete and word.startswith(rules.continuations + rules.continuations_capital):
        return not word.startswith(tuple(filter(None, rules.connectors)))
    return head.loose and text[longer.end() : longer.end() + 14].islower()


def _bare_of(word: str, rules: NameRules) -> str:
    """A word without the particle written together with it."""
    first = word[:1]
    return word[1:] if first in rules.clitics and len(word) > 4 and first not in rules.merges[0][0] else word


def _word_before(text: str, start: int, rules: NameRules) -> str:
    """The word in front of a place, in small letters; in Chinese the longest demonstrative or the character."""
    if not rules.bounded:
        for word in sorted(rules.demonstrative, key=len, reverse=True):
            if text.endswith(word, 0, start):
                return word
        return text[start - 1 : start] or (rules.definite[0] if rules.definite else "")
    window = text[max(0, start - 24) : start]
    if not rules.cased:
        return fold(window).text.rstrip().rsplit(" ", 1)[-1]
    return _NO_LETTER.split(window.rstrip(_BLANKS))[-1].lower()


_NO_LETTER = re.compile(r"[\W\d_]")
_BLANKS = " \u00a0'’"
_CLAUSE = re.compile(r"[.;:。；：]")
"""What ends a description."""


def _described(passage: Passage, hits: list[Hit], at: int, memory: Memory) -> list[Mention]:
    """A description: the word for an event or plan, and after it all that tells which one is meant."""
    hit = hits[at]
    if at and hits[at - 1].form == "nature" and hits[at - 1].end >= hit.start - 1:
        return []
    named: set[str] = set()
    for follower in hits[at + 1 : at + 12]:
        between = passage.text[hit.start : follower.start]
        if follower.end - hit.start > _DESCRIPTION or _CLAUSE.search(between):
            break
        named.update(follower.ids)
        for event in memory.book.described(hit.ids[0], follower.ids):
            entry = memory.book.entry(event)
            if entry is not None and set(entry.anchors) <= named:
                memory.note(event, hit.start, passage.language)
                return [_mention(passage, hit.start, follower.end, Answer(event, 0.9, "description/anchor"))]
    return []


def _aliased(passage: Passage, memory: Memory, taken: list[Span]) -> list[Mention]:
    """Short forms the text itself has introduced and no authority file knows."""
    aliases = memory.aliases()
    if not aliases:
        return []
    rules = name_rules(passage.language)
    heads = set(folded_heads(passage.language).values())
    words = sorted((alias for alias in aliases if alias and alias not in heads), key=len, reverse=True)
    if not words:
        return []
    bound = r"(?<!\w)(?:%s)(?!\w)" if rules.bounded else "(?:%s)"
    folded = fold(passage.text)
    found: list[Mention] = []
    for match in re.finditer(bound % "|".join(map(re.escape, words)), folded.text):
        start, end = folded.origin(match.start()), folded.origin(match.end())
        free = not any(a < end and start < b for a, b in taken)
        if free and (not rules.cased or passage.text[start].isupper()):
            found.append(_mention(passage, start, end, Answer(aliases[match[0]], 0.95, "alias/introduced")))
    return found


def seeds_of(book: AuthorityBook, bodies: tuple[str, ...]) -> tuple[str, ...]:
    """The bodies a document is of, and what they stand under."""
    found: list[str] = []
    for body in bodies:
        each: str | None = body
        while each:
            found.append(each)
            each = parent_of(each)
    return tuple(dict.fromkeys(found))
