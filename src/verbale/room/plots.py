"""Plots as static SVG: no script, no style inside; the style sheet of the room gives them their colours.

A plot says nothing that the table under it does not say, so it is hidden from readers that are read aloud to.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

WIDTH, HEIGHT, FOOT = 640, 150, 22
MOST_BARS = 120
LABELS = 8
"""Years that are written under the bars."""

SIDE, MIDDLE = 285, 240
"""Widths of the names beside flows, and of the flows between them."""

BAR, GAP, LEAST = 10, 7, 13
"""Width of a node, room between two, least height of one: its name must fit beside it."""

LONGEST_NAME = 42
"""Signs of a name beside a plot; the table has it whole."""


def bars(values: Sequence[tuple[int, int]]) -> Markup:
    """Bars over years, the years between that have none included; nothing for no years."""
    return stacked({year: {"": count} for year, count in values})


def stacked(values: Mapping[int, Mapping[str, int]], names: Mapping[str, str] | None = None) -> Markup:
    """Bars over years, each made of parts; a part's key is its class in the style sheet, its name is its title."""
    if not values:
        return Markup()
    last = max(values)
    years = range(max(min(values), last - MOST_BARS + 1), last + 1)
    top = max(sum(values[year].values()) for year in years if year in values) or 1
    step = WIDTH / max(len(years), 8)
    every = -(-len(years) // LABELS)
    drawn = []
    for place, year in enumerate(years):
        bottom = float(HEIGHT)
        for part, count in values.get(year, {}).items():
            high = count / top * (HEIGHT - 16)
            bottom -= high
            box = f'x="{place * step + step * 0.12:.1f}" y="{bottom:.1f}" width="{step * 0.76:.1f}" height="{high:.1f}"'
            said = f"{year}, {(names or {}).get(part, part)}: {count}" if part else f"{year}: {count}"
            drawn.append(f'<rect class="{style_name(part)}" {box}><title>{escape(said)}</title></rect>')
        if place % every == 0 or (year == last and place % every > every / 2):
            drawn.append(f'<text x="{place * step + step / 2:.1f}" y="{HEIGHT + 16}">{year}</text>')
    drawn.append(f'<text class="top" x="{WIDTH}" y="10">{top}</text>')
    line = f'<line x1="0" y1="{HEIGHT}" x2="{WIDTH}" y2="{HEIGHT}"/>'
    return _svg("plot", WIDTH, HEIGHT + FOOT, line + "".join(drawn))


def style_name(force_class: str) -> str:
    """A class of attitudes as a name in the style sheet."""
    return force_class.replace("+", "-plus") if force_class.endswith("+") else _minus(force_class)


def _minus(force_class: str) -> str:
    """`evaluative-` → `evaluative-minus`."""
    return f"{force_class}minus" if force_class.endswith("-") else force_class


class _Node(NamedTuple):
    """One end of flows: its name, where it begins, how high it is."""

    name: str
    top: float
    high: float


def flows(ties: Sequence[tuple[str, str, int]], name: Callable[[str], str], href: Callable[[str], str]) -> Markup:
    """Who leads to whom: names on both sides, ribbons between them as wide as the ties are strong.

    Who leads to himself is left to the table, since that ribbon would leave no room for the others.
    """
    ties = [tie for tie in ties if tie[0] != tie[1]]
    if not ties:
        return Markup()
    sides = [_sums(ties, 0), _sums(ties, 1)]
    unit = max(260.0, 18.0 * max(map(len, sides))) / max(sum(side.values()) for side in sides)
    nodes = [_placed(side, unit) for side in sides]
    used: list[dict[str, float]] = [{}, {}]
    drawn = []
    for source, target, count in ties:
        ends = []
        for place, one in enumerate((source, target)):
            node = nodes[place][one]
            share = count / sides[place][one] * node.high
            at = node.top + used[place].get(one, 0.0)
            used[place][one] = used[place].get(one, 0.0) + share
            ends.append((at, at + share))
        drawn.append(_ribbon(ends[0], ends[1], f"{name(source)} → {name(target)}: {count}"))
    for place, side in enumerate(nodes):
        drawn += [_end(place, one, name(one.name), href(one.name)) for one in side.values()]
    high = max(node.top + node.high for side in nodes for node in side.values())
    return _svg("flows", 2 * SIDE + MIDDLE, round(high) + 4, "".join(drawn))


def _sums(ties: Sequence[tuple[str, str, int]], place: int) -> dict[str, int]:
    """How much each end has in all, the greatest first."""
    sums: dict[str, int] = {}
    for tie in ties:
        sums[str(tie[place])] = sums.get(str(tie[place]), 0) + tie[2]
    return dict(sorted(sums.items(), key=lambda pair: (-pair[1], pair[0])))


def _placed(sums: dict[str, int], unit: float) -> dict[str, _Node]:
    """Ends below one another."""
    placed, top = {}, 2.0
    for name, count in sums.items():
        placed[name] = _Node(name, top, max(LEAST, count * unit))
        top += placed[name].high + GAP
    return placed


def _ribbon(left: tuple[float, float], right: tuple[float, float], said: str) -> str:
    """A flow from one node to another."""
    a, b, middle = SIDE + BAR, SIDE + MIDDLE - BAR, SIDE + MIDDLE / 2
    path = (
        f"M{a} {left[0]:.1f}C{middle} {left[0]:.1f} {middle} {right[0]:.1f} {b} {right[0]:.1f}"
        f"V{right[1]:.1f}C{middle} {right[1]:.1f} {middle} {left[1]:.1f} {a} {left[1]:.1f}Z"
    )
    return f'<path d="{path}"><title>{escape(said)}</title></path>'


def _end(place: int, node: _Node, name: str, href: str) -> str:
    """A node with its name, which leads to its page."""
    x = SIDE + MIDDLE - BAR if place else SIDE
    at, anchor = (SIDE + MIDDLE + 8, "start") if place else (SIDE - 8, "end")
    shown = name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
    y = node.top + node.high / 2 + 4
    return (
        f'<rect x="{x}" y="{node.top:.1f}" width="{BAR}" height="{node.high:.1f}"/>'
        f'<a href="{escape(href)}" tabindex="-1"><text class="{anchor}" x="{at}" y="{y:.1f}">'
        f"{escape(shown)}<title>{escape(name)}</title></text></a>"
    )


def _svg(name: str, width: int, high: int, inside: str) -> Markup:
    """A drawing; its table is read instead of it."""
    start = f'<svg class="{name}" viewBox="0 0 {width} {high}" role="img" aria-hidden="true" focusable="false">'
    return Markup(f"{start}{inside}</svg>")
