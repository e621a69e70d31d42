"""Plots as static SVG: no script, no style inside; the style sheet of the room gives them their colours."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

WIDTH, HEIGHT, FOOT = 640, 150, 22
MOST_BARS = 120
LABELS = 8
"""Years that are written under the bars."""


def bars(values: Sequence[tuple[int, int]]) -> Markup:
    """Bars over years, the years between that have none included; nothing for no years."""
    if not values:
        return Markup()
    held = dict(values)
    last = max(held)
    first = max(min(held), last - MOST_BARS + 1)
    years = range(first, last + 1)
    top = max(held[year] for year in years if year in held)
    step = WIDTH / max(len(years), 8)
    every = -(-len(years) // LABELS)
    drawn = []
    for place, year in enumerate(years):
        high = held.get(year, 0) / top * (HEIGHT - 16)
        left = place * step
        if high:
            box = f'x="{left + step * 0.12:.1f}" y="{HEIGHT - high:.1f}" width="{step * 0.76:.1f}" height="{high:.1f}"'
            drawn.append(f"<rect {box}><title>{year}: {held[year]}</title></rect>")
        if place % every == 0 or (year == last and place % every > every / 2):
            drawn.append(f'<text x="{left + step / 2:.1f}" y="{HEIGHT + 16}">{year}</text>')
    drawn.append(f'<text class="top" x="{WIDTH}" y="10">{top}</text>')
    line = f'<line x1="0" y1="{HEIGHT}" x2="{WIDTH}" y2="{HEIGHT}"/>'
    return Markup(
        f'<svg class="plot" viewBox="0 0 {WIDTH} {HEIGHT + FOOT}" role="img" aria-hidden="true">'
        f"{line}{''.join(drawn)}</svg>"
    )
