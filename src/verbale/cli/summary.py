"""One screen a document: masthead, parts, paragraphs, dates, findings."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from verbale.model.dossier import Component, Dossier

WIDTH = 100
SHOWN = 6
"""Findings and names shown before the rest is only counted."""


def summary(dossier: Dossier) -> str:
    """What was found, as text for a terminal of `WIDTH` columns, without colours."""
    console = Console(file=io.StringIO(), width=WIDTH, color_system=None, emoji=False, highlight=False, markup=False)
    console.print(_page(dossier))
    assert isinstance(console.file, io.StringIO)
    return "\n".join(line.rstrip() for line in console.file.getvalue().splitlines())


def _page(dossier: Dossier) -> Group:
    """The whole screen."""
    document = dossier.document
    head = Text(f"{dossier.source.name}", style="bold")
    title = Text(document.title or "(no title)")
    parts: list[RenderableType] = [head, Padding(title, (0, 2)), _facts(dossier), _components(dossier)]
    parts += [Padding(Text(line), (0, 2)) for line in (*_names(dossier), *_positions(dossier), *_findings(dossier))]
    return Group(*parts)


def _facts(dossier: Dossier) -> Padding:
    """Masthead fields, those that are known."""
    document = dossier.document
    dates = ", ".join(f"{date.date} {date.role}{f' ({date.at})' if date.at else ''}" for date in document.dates)
    sender = ", ".join(document.senders) or document.sender
    rows = (
        ("kind", document.kind),
        ("symbol", ", ".join(document.symbols) or None),
        ("body", ", ".join(document.bodies) or document.body),
        ("from", sender),
        ("to", document.addressee),
        ("language", f"{document.language or 'unknown'}{_from(document.originals)}"),
        ("distribution", document.distribution),
        ("session", document.session),
        ("agenda", ", ".join(document.agenda) or None),
        ("dates", dates or None),
        ("earlier", ", ".join(document.earlier) or None),
    )
    table = Table.grid(padding=(0, 2))
    for name, value in rows:
        if value:
            table.add_row(name, value)
    return Padding(table, (1, 2))


def _from(originals: tuple[str, ...]) -> str:
    """Original languages, where printed."""
    return f" (original: {', '.join(originals)})" if originals else ""


def _components(dossier: Dossier) -> Padding:
    """One row a component."""
    table = Table(
        "part", "kind", "language", "numbered", "other", "title", box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1)
    )
    for component in dossier.components:
        numbered, other = _counts(component)
        table.add_row(
            component.address or "main",
            component.kind,
            component.language or "",
            numbered,
            str(other),
            _short(component.title or component.label or "", 44),
        )
    return Padding(table, (0, 2))


def _counts(component: Component) -> tuple[str, int]:
    """Printed paragraph numbers ("34 (1–34)") and how many other blocks there are."""
    numbers = [block.number for block in component.blocks if block.number and block.role in {"paragraph", "operative"}]
    span = f" ({numbers[0].rstrip('.')}–{numbers[-1].rstrip('.')})" if len(numbers) > 1 else ""
    return f"{len(numbers)}{span}", len(component.blocks) - len(numbers)


def _names(dossier: Dossier) -> Iterable[str]:
    """The things named most often."""
    targets = Counter(mention.target for mention in dossier.mentions if mention.target)
    if targets:
        often = ", ".join(f"{target} {count}" for target, count in targets.most_common(SHOWN))
        yield f"names: {len(dossier.mentions)} mentions of {len(targets)} things: {often} …"


def _positions(dossier: Dossier) -> Iterable[str]:
    """Attitudes, counted."""
    attitudes = Counter(position.attitude for position in dossier.positions)
    if attitudes:
        counted = ", ".join(f"{attitude} {count}" for attitude, count in attitudes.most_common(SHOWN))
        yield f"positions: {len(dossier.positions)}: {counted} …"


def _findings(dossier: Dossier) -> Iterable[str]:
    """Findings, the gravest first."""
    order = {"error": 0, "warning": 1, "info": 2}
    for finding in sorted(dossier.findings, key=lambda finding: order[finding.level])[:SHOWN]:
        yield f"{finding.level} {finding.code}{f' at {finding.at}' if finding.at else ''}: {finding.text}"
    if len(dossier.findings) > SHOWN:
        yield f"… and {len(dossier.findings) - SHOWN} more findings"


def _short(text: str, width: int) -> str:
    """The beginning of a text that must fit in a column."""
    return text if len(text) <= width else f"{text[: width - 1]}…"
