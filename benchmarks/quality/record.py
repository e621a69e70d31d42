"""Permalinks: whether a paragraph has the same address in all six languages, over every work of a record that has them.

    python benchmarks/quality/record.py out/ga --exceptions 20

A work counts where the addresses of its six versions are the same set: of all its blocks, and of its paragraphs alone
(headings, titles, formulas, signatures and tables left out). Apart from all works, those are counted whose
printed numbers agree: the same row of figures before the paragraphs of each version, whatever their script.
"""

from __future__ import annotations

import argparse
import unicodedata
from collections import Counter, defaultdict

from sqlalchemy import select

from verbale.record import open_record, schema
from verbale.tongues.files import TONGUES

PARAGRAPHS = {"paragraph", "preambular", "operative", "item"}


def figures(number: str | None) -> str:
    """The figures of a printed number in Western digits; empty where it has none."""
    return "".join(str(unicodedata.digit(sign)) for sign in number or "" if unicodedata.digit(sign, None) is not None)


def main() -> None:
    """Print the shares and the exceptions."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("record")
    parser.add_argument("--exceptions", type=int, default=20)
    given = parser.parse_args()
    record = open_record(given.record)
    works, table, blocks = schema.works, schema.expressions, schema.blocks
    query = select(works.c.key, table.c.language, blocks.c.address, blocks.c.number, blocks.c.role)
    query = query.join_from(blocks, table, blocks.c.expression == table.c.id).join(works, table.c.work == works.c.id)
    found: list[tuple[str, str, str, str, str]] = []
    with record.engine.connect() as connection:
        for key, language, address, number, role in connection.execute(query.order_by(table.c.id, blocks.c.place)):
            if role != "note":
                found.append((key, language, address, figures(number), role))
    report("all blocks", found, given.exceptions)
    report("paragraphs", [row for row in found if row[4] in PARAGRAPHS], given.exceptions)


def report(name: str, rows: list[tuple[str, str, str, str, str]], exceptions: int) -> None:
    """The shares of one selection of blocks, then works that are exceptions."""
    addresses: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    numbers: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for key, language, address, number, _ in rows:
        addresses[key][language].add(address)
        if number:
            numbers[key][language].append(number)
    whole = [key for key, versions in addresses.items() if set(TONGUES) <= set(versions)]
    same = {key for key in whole if len({frozenset(addresses[key][one]) for one in TONGUES}) == 1}
    agreeing = [key for key in whole if len({tuple(numbers[key][one]) for one in TONGUES}) == 1]
    places: Counter[str] = Counter()
    for key in whole:
        held = Counter(address for one in TONGUES for address in addresses[key][one])
        places["all"] += len(held)
        places["in six"] += sum(count == len(TONGUES) for count in held.values())
    right = sum(key in same for key in agreeing)
    print(f"{name}: works in six languages {len(whole)} of {len(addresses)}")
    print(f"  all works with the same addresses: {len(same)} = {len(same) / max(1, len(whole)):.4f}")
    print(f"  of {len(agreeing)} whose printed numbers agree: {right} = {right / max(1, len(agreeing)):.4f}")
    print(
        f"  addresses that all six have: {places['in six']} of {places['all']} = {places['in six'] / places['all']:.4f}"
    )
    for key in [key for key in whole if key not in same][:exceptions]:
        common = set.intersection(*(addresses[key][one] for one in TONGUES))
        odd = {one: sorted(addresses[key][one] - common)[:4] for one in TONGUES if addresses[key][one] - common}
        print(" ", key, "numbers agree" if key in agreeing else "numbers differ", odd)


if __name__ == "__main__":
    main()
