"""No page type breaks a rule of accessibility, in either direction of writing, light and dark, wide and on a phone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

NOTE, RESOLUTION = "/fr/CD/9901", "A/RES/99/950"
PAGES = [
    "/",
    "/documents",
    "/search?q=lecture",
    "/search?q=zzzz",
    NOTE,
    f"{NOTE}?margin=names,positions",
    f"{NOTE}?view=positions",
    f"{NOTE}/annex-1/1",
    f"/ar/{RESOLUTION}",
    f"/zh/{RESOLUTION}?with=ar",
    f"/fr/{RESOLUTION}?view=time",
    f"/fr/{RESOLUTION}/1?view=time",
    "/state/uy",
    "/instrument/npt",
    "/requests",
    "/matrix",
    "/network",
    "/watches",
    "/watches",
    f"/network?of={RESOLUTION}",
    "/A/RES/1/1",
]
LOOKS: list[tuple[str, dict[str, Any]]] = [
    ("ar", {"color_scheme": "light"}),
    ("zh", {"color_scheme": "dark"}),
    ("fr", {"color_scheme": "light", "viewport": {"width": 360, "height": 740}}),
]
RULES = {"resultTypes": ["violations"]}


@pytest.mark.parametrize(("language", "look"), LOOKS, ids=[language for language, _ in LOOKS])
def test_no_page_breaks_a_rule(visit: Callable[..., Any], language: str, look: dict[str, Any]) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = visit(language, **look)
    broken = {}
    for address in PAGES:
        answer = page.goto(address)
        assert answer.status in {200, 404}
        found = axe.run(page, options=RULES)
        if found.violations_count:
            broken[address] = [
                (one["id"], [node["html"][:160] for node in one["nodes"][:3]]) for one in found.response["violations"]
            ]
        wide = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 1:
            broken.setdefault(address, []).append(("wider than the window", [str(wide)]))
    assert broken == {}, "\n".join(f"{address}: {told}" for address, told in broken.items())
    assert [fault for fault in page.faults if "404" not in fault] == []


def test_a_printed_page_leaves_out_what_cannot_be_pressed(visit: Callable[..., Any]) -> None:
    page = visit("fr")
    page.goto(NOTE)
    page.emulate_media(media="print")
    assert not page.locator("header.room form").is_visible()
    assert page.locator("#annex-1").is_visible()
