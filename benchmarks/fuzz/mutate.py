"""Mutated inputs against every reader: no crash, no hang, no file or connection outside.

    python benchmarks/fuzz/mutate.py --inputs 1000000 --counts out/fuzz.json

Input number N of a seed is always the same, so a run may stop at any time and go on later, in pieces, and a failure can
be made again with `--only N`. Each piece runs in a child process of its own; a child that dies or does not answer is
counted, and the next one goes on behind the input that killed it. Recognition and LibreOffice are hidden from the
child: they are programs of others, and slow.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import resource
import select
import signal
import sys
import tempfile
import time
import traceback
import zipfile
from collections.abc import Iterator
from pathlib import Path

from verbale.reading import Unreadable, open_source
from verbale.structure import structure

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "broken"))

MEGABYTES = 3000
"""Address space of a child."""

LARGEST = 200_000
"""Bytes of a sample at most: larger ones only make the run slower."""

NUMBERS = (
    b"\x00",
    b"\xff",
    b"\x7f",
    b"\x80",
    b"\x00\x00\x00\x00",
    b"\xff\xff\xff\xff",
    b"\x7f\xff\xff\xff",
    b"-1",
    b"99999999999",
)
WORDS = (
    b"<",
    b">",
    b"&",
    b'"',
    b"]]>",
    b"<!--",
    b"endobj",
    b"stream",
    b"obj",
    b"%PDF-",
    b"w:p",
    b"w:tbl",
    b"<table>",
    b"**",
    b"\n\n",
    b"=?",
    b"\r\n",
)

Sample = tuple[str, bytes]


def samples() -> list[Sample]:
    """Inputs to start from: the project's samples and the small ones of the gallery of broken inputs."""
    from gallery import CASES

    found = [(path.name, path.read_bytes()) for path in sorted((ROOT / "samples").rglob("*")) if path.is_file()]
    bombs = {"zip-bomb", "five-thousand-pages", "nested-html", "picture-bomb"}
    found += [(case.name, case.make()) for name, case in CASES.items() if name not in bombs]
    return [(name, content) for name, content in found if 0 < len(content) <= LARGEST]


def mutated(pool: list[Sample], seed: int, number: int) -> Sample:
    """Input `number` of a seed."""
    chance = random.Random(f"{seed}:{number}")
    name, content = chance.choice(pool)
    if content.startswith(b"PK\x03\x04") and chance.random() < 0.6:
        packed = _inside_zip(content, chance)
        if packed is not None:
            return name, packed
    return name, _mutate(content, chance.choice(pool)[1], chance)


def _mutate(content: bytes, other: bytes, chance: random.Random) -> bytes:
    """One to eight changes of bytes."""
    changed = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 3, 5, 8))):
        at = chance.randrange(len(changed) + 1)
        size = chance.choice((1, 2, 4, 16, 64, 256))
        kind = chance.randrange(8)
        if kind == 0 and at < len(changed):
            changed[at] ^= 1 << chance.randrange(8)
        elif kind == 1:
            del changed[at : at + size]
        elif kind == 2:
            changed[at:at] = changed[at : at + size] * chance.choice((1, 2, 50))
        elif kind == 3:
            changed[at : at + size] = chance.randbytes(size)
        elif kind == 4:
            changed[at:at] = chance.choice(NUMBERS + WORDS)
        elif kind == 5:
            start = chance.randrange(len(other))
            changed[at:at] = other[start : start + size * 4]
        elif kind == 6 and chance.random() < 0.3:
            del changed[at:]
        else:
            number = chance.choice(NUMBERS)
            changed[at : at + len(number)] = number
        if not changed:
            changed = bytearray(b" ")
    return bytes(changed)


def _inside_zip(content: bytes, chance: random.Random) -> bytes | None:
    """A ZIP with one part changed inside and packed again."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [(entry.filename, archive.read(entry)) for entry in archive.infolist()]
    except Exception:
        return None
    place = chance.randrange(len(parts))
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (name, part) in enumerate(parts):
            archive.writestr(
                name, _mutate(part, parts[chance.randrange(len(parts))][1] or b" ", chance) if number == place else part
            )
    return written.getvalue()


def run(seed: int, first: int, last: int, seconds: float) -> Iterator[tuple[int, str, str]]:
    """Answers to inputs `first` to `last`: number, what happened, where."""
    pool = samples()
    while first < last:
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reader)
            _work(pool, seed, first, last, writer)
        os.close(writer)
        first = yield from _watched(reader, child, first, seconds)


def _watched(reader: int, child: int, first: int, seconds: float) -> Iterator[tuple[int, str, str]]:
    """Answers of one child until it ends; returns the number of the next input."""
    waiting = b""
    number = first
    late = False
    while True:
        if not select.select([reader], [], [], seconds)[0]:
            os.killpg(child, signal.SIGKILL) if os.getpgid(child) == child else os.kill(child, signal.SIGKILL)
            late = True
            break
        part = os.read(reader, 1 << 16)
        if not part:
            break
        *lines, waiting = (waiting + part).split(b"\n")
        for line in lines:
            what, _, where = line.decode("utf-8", "replace").partition("\t")
            if what == "end":
                os.close(reader)
                os.waitpid(child, 0)
                return number
            yield number, what, where
            number += 1
    os.close(reader)
    status = os.waitpid(child, 0)[1]
    yield (
        number,
        "hang" if late else "death",
        f"signal {os.WTERMSIG(status)}" if os.WIFSIGNALED(status) else f"status {status}",
    )
    return number + 1


def _work(pool: list[Sample], seed: int, first: int, last: int, writer: int) -> None:
    """The child: every input in its turn, one line of answer each."""
    os.setpgid(0, 0)
    resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES << 20, MEGABYTES << 20))
    os.environ["PATH"] = ""
    offences: list[str] = []
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    allowed = (tempfile.gettempdir(), str(Path.home() / ".cache" / "verbale"), os.devnull)

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event in ("socket.connect", "socket.getaddrinfo"):
            offences.append(event)
            return
        written = event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+")
        if written and not str(arguments[0]).startswith(allowed):
            offences.append(f"open {arguments[0]}")

    sys.addaudithook(hook)
    for number in range(first, last):
        name, content = mutated(pool, seed, number)
        offences.clear()
        try:
            structure(open_source(content, name=name))
            answer = "read"
        except Unreadable as refused:
            answer = f"refused\t{refused.code}"
        except BaseException as fault:
            answer = f"crash\t{_where(fault)}"
        if offences:
            answer = f"offence\t{offences[0]}"
        os.write(writer, answer.replace("\n", " ").encode() + b"\n")
    os.write(writer, b"end\n")
    os._exit(0)


def _where(fault: BaseException) -> str:
    """Kind of a fault and the innermost line of ours it came through."""
    frames = [frame for frame in traceback.extract_tb(fault.__traceback__) if "verbale" in frame.filename]
    place = f"{Path(frames[-1].filename).relative_to(ROOT)}:{frames[-1].lineno}" if frames else "outside"
    return f"{type(fault).__name__} at {place}"


def main(arguments: list[str] | None = None) -> int:
    """Run inputs up to a total, count what happens, write it after each piece; 1 when anything failed."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--inputs", type=int, default=1000)
    options.add_argument("--piece", type=int, default=500)
    options.add_argument("--seconds", type=float, default=20.0, help="time for one input")
    options.add_argument("--counts", type=Path, default=None, help="file the counts are kept in, to go on later")
    options.add_argument("--only", type=int, default=None, help="write this one input to standard output")
    chosen = options.parse_args(arguments)
    if chosen.only is not None:
        sys.stdout.buffer.write(mutated(samples(), chosen.seed, chosen.only)[1])
        return 0
    counts = _kept(chosen.counts, chosen.seed)
    started = time.monotonic()
    while counts["done"] < chosen.inputs:
        last = min(chosen.inputs, counts["done"] + chosen.piece)
        for number, what, where in run(chosen.seed, counts["done"], last, chosen.seconds):
            counts["answers"][what] = counts["answers"].get(what, 0) + 1
            if what not in ("read", "refused"):
                counts["failures"].setdefault(f"{what}: {where}", []).append(number)
        counts["done"] = last
        if chosen.counts:
            chosen.counts.parent.mkdir(parents=True, exist_ok=True)
            chosen.counts.write_text(json.dumps(counts, indent=1), encoding="utf-8")
    print(json.dumps(counts, indent=1), f"{time.monotonic() - started:.1f} s")
    return 1 if counts["failures"] else 0


def _kept(path: Path | None, seed: int) -> dict:  # type: ignore[type-arg]
    """Counts of an earlier run with the same seed, or none."""
    if path is not None and path.is_file():
        kept = json.loads(path.read_text(encoding="utf-8"))
        if kept["seed"] == seed:
            return kept
    return {"seed": seed, "done": 0, "answers": {}, "failures": {}}


if __name__ == "__main__":
    sys.exit(main())
