"""Bytes → text: UTF-8, UTF-16 and UTF-32 by their form, older encodings by the letters and words they make.

A guess is never silent: it comes with a finding. Bytes that are no text at all are refused. NUL bytes are taken out,
lines in a second encoding are decoded on their own, controls that turn the direction of print are reported and kept.
"""

from __future__ import annotations

import codecs
import re

import msgspec

from verbale.model.finding import Finding
from verbale.reading.refusal import Unreadable
from verbale.tongues.files import read_knowledge
from verbale.tongues.findings import finding
from verbale.tongues.writing import look_of, spaced

SAMPLE = 16_384
"""Bytes of the file, from its first byte beyond ASCII on, by which an encoding is judged."""

STRAY_ZEROS = 0.1
"""Share of zero bytes up to which a text that is sound UTF-8 stays UTF-8."""

BROKEN = 0.002
"""Share of bytes that may be damaged in a text that is UTF-8 nevertheless."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
_HIGH = re.compile(rb"[\x80-\xff]")
_CONTROL = re.compile("[\0-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f\ufffd]")
_USUAL = re.compile(
    "[\u00a0\u00a7\u00ab\u00b0\u00b7\u00bb\u060c\u061b\u061f\u064b-\u0652\u2000-\u206f\u2116\u3000-\u303f\uff00-\uff65]"
)
"""Signs beyond ASCII met in true texts; others (lines of tables, mathematics) speak against an encoding."""

_TURNING = re.compile("[\u202d\u202e\u2066-\u2068]")
_LATIN = re.compile("[A-Za-z]")
_SHAPED = re.compile(r"\b[^\W\d_]?(?:[^\W\d_]+)\b")


class Encoding(msgspec.Struct, frozen=True):
    """One older encoding: the codec of Python, its name for people, the scripts it was made for."""

    codec: str
    name: str
    scripts: tuple[str, ...]


class Encodings(msgspec.Struct, frozen=True):
    """`knowledge/encodings.toml`."""

    encoding: tuple[Encoding, ...]


def decode(content: bytes, name: str) -> tuple[str, tuple[Finding, ...]]:
    """Text of a file and what was noticed; lines end in line feeds, NUL is gone.

    Raises `Unreadable` when the bytes are no text in any encoding known.
    """
    text, noticed = _decoded(content, name)
    if "\0" in text:
        noticed = (*noticed, finding("V122", count=text.count("\0")))
        text = text.replace("\0", "")
    if turns := len(_TURNING.findall(text)):
        noticed = (*noticed, finding("V123", count=turns))
    if _no_text(text):
        raise Unreadable("not-text", f"{name} is no text in any encoding known: give the document itself.")
    return _one_line_end(text), noticed


def _decoded(content: bytes, name: str) -> tuple[str, tuple[Finding, ...]]:
    """Text of a file, by byte order mark, by validity, by looks, in this order."""
    for mark, codec in _MARKS:
        if content.startswith(mark):
            return content.decode(codec, errors="replace"), ()
    if _may_be_wide(content[:SAMPLE]) and (text := _wide(content)) is not None:
        return text, ()
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _beyond_unicode(content, name)


def _may_be_wide(sample: bytes) -> bool:
    """Whether zero bytes speak for two or four bytes a letter; a few of them in clean UTF-8 are dirt."""
    zeros = sample.count(0)
    if not zeros or zeros > STRAY_ZEROS * len(sample):
        return zeros > 0
    text = sample.decode("utf-8", errors="ignore")
    return not _is_utf_8(sample[:-4]) or _CONTROL.search(text.replace("\0", "")) is not None


def _wide(content: bytes) -> str | None:
    """UTF-32 or UTF-16 without a byte order mark: whichever decodes without control characters and looks best."""
    best, weight = None, 0.05
    for codec in _WIDE:
        try:
            sample = content[: SAMPLE // 4 * 4].decode(codec)
        except UnicodeDecodeError:
            continue
        if not _CONTROL.search(sample) and (seen := look_of(sample).weight) > weight:
            best, weight = codec, seen
    return content.decode(best, errors="replace") if best else None


def _beyond_unicode(content: bytes, name: str) -> tuple[str, tuple[Finding, ...]]:
    """A file that is not valid UTF-8: UTF-8 with damage, one older encoding, or both in turns."""
    text = content.decode("utf-8", errors="replace")
    damaged = text.count("\ufffd")
    sound = sum(1 for letter in set(text) if letter > "\x7f") > 1
    if damaged <= max(1, BROKEN * len(text)) and sound:
        return text, (finding("V121", count=damaged),)
    older = _older(b"\n".join(line for line in content[: 16 * SAMPLE].split(b"\n") if not _is_utf_8(line)) or content)
    if older is None:
        raise Unreadable("not-text", f"{name} is no text in any encoding known: give the document itself.")
    mixed = _line_by_line(content, older) if sound else None
    if mixed is not None:
        return mixed, (finding("V124", encoding=older.name),)
    return content.decode(older.codec, errors="replace"), (finding("V120", encoding=older.name),)


def _is_utf_8(line: bytes) -> bool:
    """Whether a line is valid UTF-8."""
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _older(content: bytes) -> Encoding | None:
    """The older encoding whose letters and words look most like a language; None when none does."""
    first = _HIGH.search(content)
    start = max(0, first.start() - 200) if first else 0
    sample = content[start : start + SAMPLE]
    best, weight = None, 0.03
    for encoding in read_knowledge("encodings.toml", Encodings).encoding:
        seen = _weight(sample, encoding)
        if seen > weight:
            best, weight = encoding, seen
    return best


def _weight(sample: bytes, encoding: Encoding) -> float:
    """How much a sample looks like language in one encoding: words, letters that are not ASCII, case, one script."""
    text = sample.decode(encoding.codec, errors="replace")
    whole = look_of(text, encoding.scripts)
    beyond = "".join(letter for letter in text if letter > "\x7f" and letter.isalpha())
    if not beyond or _CONTROL.search(text[4:-4]):
        return 0.0
    signs = sum(1 for letter in text if letter > "\x7f" and not letter.isalpha() and not _USUAL.match(letter))
    native = look_of(beyond, encoding.scripts).letters * len(beyond) / (len(beyond) + signs)
    words = _SHAPED.findall(text)
    if not words:
        return 0.0
    cased = sum(1 for word in words if word.islower() or word.istitle() or word.isupper() or word.swapcase() == word)
    return (0.1 + whole.words) * native**3 * (cased / len(words)) * _of_one_script(words, encoding, whole.tongue) ** 3


def _of_one_script(words: list[str], encoding: Encoding, tongue: str) -> float:
    """Share of words beyond ASCII without ASCII letters among theirs: where blanks part words, a word has one script.

    Latin words mix both by nature. What this catches is a few accented letters taken for Cyrillic or Arabic ones.
    """
    if "latin" in encoding.scripts or not spaced(tongue):
        return 1.0
    beyond = [word for word in words if not word.isascii()]
    return sum(1 for word in beyond if not _LATIN.search(word)) / max(1, len(beyond))


def _line_by_line(content: bytes, older: Encoding) -> str | None:
    """A file in two encodings: lines valid as UTF-8 are UTF-8, the others older. None when hardly any line is UTF-8.

    One letter may be valid UTF-8 by chance, two are not.
    """
    lines, letters, valid, other = [], 0, 0, 0
    for line in content.split(b"\n"):
        try:
            lines.append(text := line.decode("utf-8"))
            letters += sum(letter > "\x7f" for letter in text)
            valid += not line.isascii()
        except UnicodeDecodeError:
            lines.append(line.decode(older.codec, errors="replace"))
            other += 1
    return "\n".join(lines) if letters > 1 and valid * 20 > other else None


def _no_text(text: str) -> bool:
    """Whether control characters and damage are too many for a text."""
    head = text[:SAMPLE]
    return len(_CONTROL.findall(head)) > 0.05 * len(head)


def _one_line_end(text: str) -> str:
    """Line feeds for every kind of line end; a form feed stays, it ends a page."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    for other in ("\x85", "\u2028", "\u2029", "\x0b"):
        if other in text:
            text = text.replace(other, "\n")
    return text
