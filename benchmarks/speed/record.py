"""A corpus into a record: time, rate, memory, size; and the same killed with -9 at random moments and resumed.

    python benchmarks/speed/record.py bulk .corpus/ga-akn4un --record out/ga
    python benchmarks/speed/record.py kills .corpus/ga-akn4un --times 10 --seed 1

`kills` makes one record undisturbed and one that is killed again and again, and compares every row of the two: what
either lacks is lost, what stands in it more often is twice.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from sqlalchemy import func, select

from verbale.record import Record, open_record, schema
from verbale.record.filling.verifying import faults
from verbale.record.keeping.holding import loose
from verbale.record.search import open_index


def command(place: Path, folder: str) -> list[str]:
    """Adding a folder to a record on two cores."""
    return [sys.executable, "-m", "verbale", "record", "add", folder, "--record", str(place), "--jobs", "2", "--json"]


def size(folder: Path) -> int:
    """Bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def parts(place: Path) -> dict[str, int]:
    """Bytes of each part of a record."""
    database = sum(path.stat().st_size for path in place.glob("record.db*"))
    return {"database": database, "sources": size(place / "sources"), "index": size(place / "index")}


def tables(place: Path) -> dict[str, int]:
    """Bytes of each table of the database with its indexes, where this SQLite can tell."""
    import sqlite3

    database = sqlite3.connect(place / "record.db")
    try:
        query = """SELECT coalesce(m.tbl_name, s.name), sum(s.pgsize) FROM dbstat s
                   LEFT JOIN sqlite_master m ON m.name = s.name GROUP BY 1 ORDER BY 2 DESC"""
        return dict(database.execute(query).fetchall())
    except sqlite3.OperationalError:
        return {}


def bulk(folder: str, place: Path) -> dict[str, object]:
    """Add everything to a new record, then verify it."""
    shutil.rmtree(place, ignore_errors=True)
    start, before = time.monotonic(), os.times()
    done = subprocess.run(command(place, folder), capture_output=True, text=True)
    seconds, after = time.monotonic() - start, os.times()
    said = json.loads(done.stdout.splitlines()[-1])
    files = said["kept"] + said["known"]
    record = open_record(place)
    start = time.monotonic()
    wrong = list(faults(record))
    bytes_of = parts(place)
    return {
        "files": files,
        "refused": said["refused"],
        "seconds": round(seconds, 1),
        "files a second": round(files / seconds, 1),
        "processor seconds": round(after.children_user + after.children_system - before.children_user, 1),
        "memory of the largest process, MB": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
        "bytes a file": {name: value // files for name, value in {**bytes_of, "all": sum(bytes_of.values())}.items()},
        "tables, MB": {name: round(value / 1e6, 1) for name, value in tables(place).items()},
        "rows": record.counts(),
        "load before": round(os.getloadavg()[2], 2),
        "faults": wrong[:5],
        "verify, seconds": round(time.monotonic() - start, 1),
    }


def content(record: Record) -> Counter[tuple[object, ...]]:
    """Every file, paragraph, mention, position and relation of a record by what it says, whatever its row's number."""
    works, table, blocks = schema.works, schema.expressions, schema.blocks
    files, names, held, links = schema.manifestations, schema.mentions, schema.positions, schema.relations
    inside = table.join(works, table.c.work == works.c.id)
    below = blocks.join(inside, blocks.c.expression == table.c.id)
    place = (works.c.key, table.c.language, blocks.c.address)
    queries = {
        "file": select(works.c.key, table.c.language, files.c.sha256).select_from(
            files.join(inside, files.c.expression == table.c.id)
        ),
        "paragraph": select(*place, blocks.c.text).select_from(below),
        "mention": select(*place, names.c.start, names.c.end, names.c.target).select_from(
            names.join(below, names.c.block == blocks.c.id)
        ),
        "position": select(*place, held.c.start, held.c.end, held.c.attitude, held.c.rule).select_from(
            held.join(below, held.c.block == blocks.c.id)
        ),
        "relation": select(works.c.key, table.c.language, links.c.kind, links.c.address, links.c.symbol).select_from(
            links.join(inside, links.c.expression == table.c.id)
        ),
    }
    found: Counter[tuple[object, ...]] = Counter()
    with record.engine.connect() as connection:
        for name, query in queries.items():
            found.update((name, *row) for row in connection.execute(query))
    return found


def kills(folder: str, times: int, seed: int) -> dict[str, object]:
    """Kill adding at random moments, resume, and compare with a record made undisturbed.

    A moment is a number of files drawn by lot, and a part of a second after the record holds so many: the clock alone
    would let a busy machine choose, and kill after the end.
    """
    base = Path(tempfile.mkdtemp(prefix="kills-"))
    drawn = random.Random(seed)
    whole, broken = base / "whole", base / "broken"
    subprocess.run(command(whole, folder), check=True, capture_output=True)
    held = []
    for moment in sorted(drawn.sample(range(files_in(whole)), times)):
        process = subprocess.Popen(command(broken, folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while process.poll() is None and files_in(broken) < moment:
            time.sleep(0.1)
        time.sleep(drawn.uniform(0, 1))
        over = process.poll() is not None
        process.kill()
        process.wait()
        held.append(f"{files_in(broken)}" + (" (had ended)" if over else ""))
    done = subprocess.run(command(broken, folder), capture_output=True, text=True)
    first, second = open_record(whole), open_record(broken)
    lost, twice = content(first) - content(second), content(second) - content(first)
    with second.engine.connect() as connection:
        left = len(list(loose(connection, second.sources)))
    result = {
        "files": files_in(whole),
        "files held after each kill": held,
        "the last run said": done.stdout.strip().splitlines()[-1:],
        "lost": sum(lost.values()),
        "twice or other": sum(twice.values()),
        "examples": [str(row)[:200] for row in [*lost, *twice][:6]],
        "faults": list(faults(second)),
        "source files that nothing names": left,
        "expressions in the index": [len(open_index(one).held()) for one in (first, second)],
    }
    shutil.rmtree(base)
    return result


def files_in(place: Path) -> int:
    """Files a record holds; none where there is no record yet."""
    if not (place / "record.db").exists():
        return 0
    record = open_record(place)
    with record.engine.connect() as connection:
        count = connection.scalar(select(func.count()).select_from(schema.manifestations)) or 0
    record.engine.dispose()
    return count


def main() -> None:
    """Print one measurement as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["bulk", "kills"])
    parser.add_argument("folder")
    parser.add_argument("--record", type=Path, default=Path("out/record"))
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    whole = given.what == "bulk"
    result = bulk(given.folder, given.record) if whole else kills(given.folder, given.times, given.seed)
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
