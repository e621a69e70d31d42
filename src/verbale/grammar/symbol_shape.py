"""One document symbol: its parts, its normal form, how it is displayed, where it leads.

`parse("A/75/6 (Sect. 3)/Add.1")` gives a `Symbol` whose `normal` is "A/75/6(Sect.3)/Add.1"; `display` puts the blanks
back. Which organs, words and parts exist is told by `knowledge/symbols`; the grammar follows the symbol guides of the
United Nations library. A double symbol ("A/66/823-S/2012/405") is one `Symbol` with a `twin`.
"""

from __future__ import annotations

import functools
import re

import msgspec

from verbale.grammar.adopting import running_organ
from verbale.grammar.numerals import parse_roman
from verbale.grammar.symbol_tables import Organ, body_of, council_year, organs, words
from verbale.grammar.symbol_text import plain_text

_MOST_PARTS = 14
"""No symbol seen has more parts; what is longer is no symbol."""


class Symbol(msgspec.Struct, frozen=True, kw_only=True):
    """A document symbol taken apart.

    `parts` are the pieces between slashes in their normal form, modifiers included; `organ` is the first piece as
    named in `organs.toml`; `letter` the part of a resolution ("B", "A-B"); `score` is below 1 where the series is
    unknown or the print was mended.
    """

    parts: tuple[str, ...]
    organ: str
    letter: str = ""
    reissued: bool = False
    score: float = 1.0
    twin: Symbol | None = None
    kind: str = "document"

    @property
    def normal(self) -> str:
        """The form for comparison and identifiers: no blanks, fixed case. Of the first half of a double symbol."""
        return "/".join(self.parts) + self.letter

    @property
    def halves(self) -> tuple[Symbol, ...]:
        """This symbol and its twin."""
        return (self, self.twin) if self.twin else (self,)

    @property
    def display(self) -> str:
        """The form for people: "A/75/6 (Sect. 2)", "A/RES/76/247 B"."""
        shown = "/".join(_spaced(part) for part in self.parts) + (f" {self.letter}" if self.letter else "")
        return f"{shown}-{self.twin.display}" if self.twin else shown

    @property
    def akn_number(self) -> str:
        """`FRBRnumber/@value`: the displayed form of the first half with `-` for `/` and `_` for blanks."""
        return msgspec.structs.replace(self, twin=None).display.replace("/", "-").replace(" ", "_")

    @property
    def target(self) -> str:
        """Identifier of the document: `symbol/A/RES/66/20`."""
        return f"symbol/{self.normal}"

    @property
    def body(self) -> str | None:
        """Identifier of the body that issues the series, None where the series is not known."""
        return body_of(self.parts, self.organ)

    def url(self, language: str) -> str:
        """Address of the document at the official resolver, in a language of two letters."""
        return f"https://docs.un.org/{language}/{self.normal}"


def _spaced(part: str) -> str:
    """One part with the blanks of print: "6(Sect.2)" gives "6 (Sect. 2)"."""
    number, bracket, inside = part.partition("(")
    if not bracket or not number or not number[-1].isdigit():
        return part
    inside = re.sub(r"(?<=[a-z])\.?(?=[IVX\d])", lambda m: m.group() + " ", inside)
    return f"{number} ({inside.replace('-', ' and ') if inside.startswith('Parts') else inside}"


@functools.cache
def organ_pattern() -> str:
    """An alternation of all organs, patterned ones first, and of unknown ones in capitals."""
    patterned = [f"(?:{organ.pattern})" for organ in organs().values() if organ.pattern]
    named = sorted((re.escape(name) for name, organ in organs().items() if not organ.pattern), key=len, reverse=True)
    return "|".join([*patterned, *(f"{name}(?=\\s?/)" for name in named), r"[A-Z]{2,9}(?=/)"])


@functools.cache
def part_pattern() -> str:
    """One piece between slashes."""
    inside = "|".join(words().parenthesised)
    bracket = rf"(?:\s?\((?:{inside})\))?"
    return (
        r"(?:(?:[A-Z][A-Za-z]{0,9}\.\s?)(?:\d{1,6}[A-Z]?|[IVX]+|\([A-Z]+\)|[A-Z](?![A-Za-z])|[A-Z][A-Za-z]{2,9})"
        r"|E?S-(?:\d{1,2}|[IVX]+)"
        r"|\(\d\d\)"
        r"|[A-Za-z][A-Za-z]{0,11}(?:\d{1,2})?(?:-\d{1,3})?(?:\((?:\d{1,2}|E?S?-?[IVXL]+)\))?"
        r"|\d[\dOl]{0,6}[A-Z]?(?:-\d{1,2}(?![\d/]))?)" + bracket
    )


@functools.cache
def simple_pattern() -> str:
    """A symbol without its letter."""
    return rf"(?:{organ_pattern()})(?:\s?/\s?{part_pattern()}){{1,{_MOST_PARTS}}}"


@functools.cache
def _simple() -> re.Pattern[str]:
    """Organ and rest of a simple symbol."""
    return re.compile(rf"({organ_pattern()})((?:\s?/\s?{part_pattern()}){{1,{_MOST_PARTS}}})")


_RANGE = re.compile(r"(\d+)-\d+\Z")
_GOES_ON = re.compile(r"[A-Za-z0-9\u0400-\u04ff]")
_LETTER = re.compile(r"\s?([A-Z](?:\s?-\s?[A-Z])?)(?![\w/.(])")
_NUMERIC = re.compile(r"\d{1,7}[A-Z]?(?:-\d{1,2})?(?:\(.*\))?\Z")
_DOTTED = re.compile(r"([A-Za-z]+)\.(.+)\Z")
_SMALL_START = re.compile(r"\([a-z]")
_WORD_END = re.compile(r"[.(\-\d]")
_COUNTED = re.compile(r"-\d+\Z")
_SESSION = re.compile(r"(?:E?S-(?:\d+|[IVX]+))\Z")
_YEAR = re.compile(r"(?:19|20)\d\d\Z")


class Shape(msgspec.Struct, frozen=True):
    """A symbol at the start of a text and how many of its characters it takes."""

    symbol: Symbol
    length: int


@functools.cache
def _cases() -> dict[str, str]:
    """Fixed case of the words that have one."""
    return {word.upper(): word for word in words().cased}


@functools.cache
def _joined_parts() -> re.Pattern[str]:
    """What joins the first and the last of several parts: "(Parts I and II)"."""
    return re.compile(rf"(?<=[IVX\d])\s?(?:{'|'.join(words().parts_joiners)})\s?(?=[IVX\d])")


def _clean(piece: str) -> tuple[str, float]:
    """One piece in its normal form, and its score: letters read for digits are mended at a price."""
    if "(" in piece:
        piece = _joined_parts().sub("-", piece)
        piece = _SMALL_START.sub(lambda m: m.group().upper(), piece)
    piece = "".join(piece.split()).replace("–", "-")
    score = 1.0
    if piece[0].isdigit() and "(" not in piece and ("O" in piece or "l" in piece):
        piece, score = piece.replace("O", "0").replace("l", "1"), 0.8
    head, dot, tail = piece.partition(".")
    fixed = _cases().get(head.upper())
    if fixed and not (dot and fixed in words().adopted):
        piece = fixed + dot + tail
    return piece, score


def _allowed(piece: str) -> bool:
    """Whether a piece may stand between slashes at all."""
    if piece[0].isdigit() or piece[0] == "(" or _SESSION.match(piece):
        return True
    word = _WORD_END.split(piece, maxsplit=1)[0]
    return word.isupper() or word in words().small or word in words().cased or "." in piece


def _is_modifier(piece: str) -> bool:
    """Whether a piece modifies the document ("Add.1")."""
    return piece.partition(".")[0] in words().modifiers


def _ends_a_symbol(piece: str) -> bool:
    """Whether a document may be numbered by this piece: a number, "L.5", but not a body ("C.1")."""
    if _NUMERIC.match(piece) or piece in words().small:
        return True
    dotted = _DOTTED.match(piece)
    if dotted:
        return dotted.group(1) not in words().bodies
    return bool(_COUNTED.search(piece)) and not _SESSION.match(piece)


def _complete(organ: Organ | None, pieces: list[str]) -> bool:
    """Whether the pieces after the organ make a whole symbol."""
    main = [piece for piece in pieces if not _is_modifier(piece)]
    if not main or not _ends_a_symbol(main[-1]):
        return False
    if organ is None:
        return len(main) >= 2 and sum(bool(_NUMERIC.match(p) or _DOTTED.match(p)) for p in main) >= 2
    if len(main) == 1 and main[0][0].isdigit():
        return _running(organ, main[0])
    for at, piece in enumerate(main):
        if piece in words().adopted and not organ.pattern:
            return _adopted_complete(organ, main[:at], main[at + 1 :], piece)
    return True


def _running(organ: Organ, piece: str) -> bool:
    """Whether a number may follow the organ at once: S/26560 is a document, A/75 and S/3 are none."""
    number = int(re.match(r"\d+", piece).group())  # type: ignore[union-attr]
    low, high = organ.not_running
    return bool(organ.running) and number >= organ.running and not (low <= number <= high and "(" not in piece)


def _adopted_complete(organ: Organ, before: list[str], after: list[str], series: str) -> bool:
    """Whether a resolution, decision or statement has its session or year as well as its number."""
    if not after:
        return False
    if len(after) >= 2 or "(" in after[-1] or any("(" in p or "." in p for p in before):
        return True
    return (
        organ.name == running_organ().prefix
        and series == "RES"
        and council_year(int(re.sub(r"\D", "", after[0]) or 0)) is not None
    )


def _build(organ_name: str, organ: Organ | None, pieces: list[str], score: float) -> Symbol:
    """A symbol of checked pieces; a missing year of a Council resolution is filled in."""
    if organ is not None and organ.misprint_of:
        first, *rest = organ.misprint_of.split("/")
        organ_name, pieces, score = first, [*rest, *pieces], 0.8
        organ = organs()[first]
    if organ_name == running_organ().prefix and len(pieces) == 2 and pieces[0] == "RES" and "(" not in pieces[1]:
        year = council_year(int(re.sub(r"\D", "", pieces[1]) or 0))
        pieces = [pieces[0], f"{pieces[1]}({year})"] if year else pieces
    name = organ.name if organ is not None else organ_name
    kind = next((p.lower() for p in pieces if p in words().adopted), "document")
    return Symbol(parts=(organ_name, *pieces), organ=name, score=score if organ is not None else 0.5, kind=kind)


@functools.cache
def _organ_of(printed: str) -> Organ | None:
    """The known organ of a printed first part."""
    direct = organs().get(printed)
    if direct is not None and not direct.pattern:
        return direct
    return next((o for o in organs().values() if o.pattern and re.fullmatch(o.pattern, printed)), None)


def shape_at(plain: str, at: int = 0) -> Shape | None:
    """The longest whole symbol that starts at `at` of a plain text, without its twin; None where there is none."""
    found = _simple().match(plain, at)
    if found is None:
        return None
    organ_name = found.group(1)
    organ = _organ_of(organ_name)
    ends, pieces, score = [], [], 1.0
    for piece in re.finditer(rf"\s?/\s?({part_pattern()})", found.group(2)):
        printed = piece.group(1)
        ranged = _RANGE.match(printed)
        single = ranged is not None and not (organ is not None and organ.combined)
        clean, worth = _clean(ranged.group(1) if ranged is not None and single else printed)
        if not _allowed(clean):
            break
        pieces.append(clean)
        cut = len(printed) - ranged.end(1) if ranged is not None and single else 0
        ends.append(found.start(2) + piece.end() - cut)
        score = min(score, worth)
        if single:
            break
    if len(pieces) == _MOST_PARTS:
        return None
    while pieces:
        if _complete(organ, pieces) and not _GOES_ON.match(plain, ends[-1]):
            symbol = _build(organ_name, organ, pieces, score)
            return _with_letter(plain, ends[-1], Shape(symbol, ends[-1] - at))
        pieces.pop()
        ends.pop()
    return None


def _with_letter(plain: str, end: int, shape: Shape) -> Shape:
    """Take in the letter of a part: "A/RES/76/247 B", "A/RES/74/92 A-B"; never the first letter of a sentence."""
    if shape.symbol.kind not in ("res", "dec"):
        return shape
    letter = _LETTER.match(plain, end)
    if letter is None or re.match(r"\s[a-z]", plain[letter.end() : letter.end() + 2]):
        return shape
    written = letter.group(1).replace(" ", "")
    last = shape.symbol.parts[-1]
    if last.endswith(")") and parse_roman(written) and len(written) > 1:
        return shape
    symbol = msgspec.structs.replace(shape.symbol, letter=written)
    return Shape(symbol, shape.length + letter.end() - end)


_HYPHEN = re.compile(r"\s?[-–—]\s?")


def double_at(plain: str, at: int = 0) -> Shape | None:
    """A symbol, or two joined by a hyphen that name one document; a modifier printed once holds for both."""
    first = shape_at(plain, at)
    if first is None:
        return None
    end = at + first.length
    if hyphen := _HYPHEN.match(plain, end):
        second = shape_at(plain, hyphen.end())
        if second is not None and second.symbol.score > 0.5:
            symbol = msgspec.structs.replace(_share(first.symbol, second.symbol), twin=second.symbol)
            first, end = Shape(symbol, hyphen.end() + second.length - at), hyphen.end() + second.length
    if plain[end : end + 1] == "*" and plain[end + 1 : end + 2] != "*":
        symbol = msgspec.structs.replace(first.symbol, reissued=True)
        return Shape(symbol, end + 1 - at)
    return first


def _share(first: Symbol, second: Symbol) -> Symbol:
    """The first half with the modifiers that are printed on the second alone."""
    mine = [piece for piece in first.parts if _is_modifier(piece)]
    theirs = [piece for piece in second.parts if _is_modifier(piece)]
    if mine or not theirs:
        return first
    return msgspec.structs.replace(first, parts=(*first.parts, *theirs))


def parse(text: str) -> Symbol | None:
    """The symbol that a text is, whole; None where it is none or more than one."""
    plain = plain_text(text).text.strip()
    if len(plain) > 200:
        return None
    shape = double_at(plain)
    if shape is not None and shape.length == len(plain):
        return shape.symbol
    if re.fullmatch(words().sales, plain):
        return Symbol(parts=(plain,), organ="", kind="sales", score=0.9)
    return None
