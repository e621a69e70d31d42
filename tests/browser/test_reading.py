"""People at work in Arabic, Chinese and French: they search, read, compare and cite; script off; by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from verbale.room.words import interface

TASKS = [("ar", "القراءة المشتركة", "fr"), ("zh", "共同阅读", "ar"), ("fr", "Lecture commune", "zh")]
"""Language of the reader, what they look for, the language they compare with."""

SYMBOL = "A/RES/99/950"
MOST_STEPS = 120
"""Presses of the Tab key within which everything on a page is reached."""


@pytest.mark.parametrize(("language", "question", "other"), TASKS)
def test_a_person_searches_reads_compares_and_cites_without_script(
    visit: Callable[..., Any], language: str, question: str, other: str
) -> None:
    page = visit(language, java_script_enabled=False)
    page.goto("/")
    assert page.locator("html").get_attribute("lang") == language
    page.locator("main input[name=q]").fill(question)
    page.locator("main form button").click()
    hit = page.locator(f"ol.hits a[href^='/{language}/{SYMBOL}']").first
    assert page.locator("ol.hits mark").count()
    hit.click()
    assert page.locator("main h1").inner_text().strip() and SYMBOL in page.title()
    page.locator("main a[href$='/2']").first.click()
    cited = page.locator("#cite dd").first.inner_text()
    assert SYMBOL.removeprefix("A/RES/") in cited
    page.go_back()
    page.locator("details:has(a[href*='?with=']) > summary").click()
    page.locator(f"a[href='/{language}/{SYMBOL}?with={other}']").first.click()
    assert page.locator("table.pairs td[lang='" + other + "']").count() > 4
    assert page.locator("tr.differs").count() == (1 if "zh" in (language, other) else 0)
    assert page.faults == []


def pressed_until(page: Any, selector: str) -> Any:
    """Press Tab until something is reached; what is reached can be seen to be."""
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        found = page.evaluate("given => document.activeElement.matches(given)", selector)
        shown = page.evaluate(
            "() => { const style = getComputedStyle(document.activeElement);"
            " return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0; }"
        )
        assert shown, page.evaluate("() => document.activeElement.outerHTML.slice(0, 200)")
        if found:
            return page.locator(":focus")
    raise AssertionError(f"{selector} is not reached by keyboard on {page.url}")


@pytest.mark.parametrize(("language", "question", "other"), TASKS)
def test_a_person_does_it_all_by_keyboard(visit: Callable[..., Any], language: str, question: str, other: str) -> None:
    page = visit(language)
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.getAttribute('href')") == "#text"
    pressed_until(page, "input[name=q]")
    page.keyboard.type(question)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?*")
    pressed_until(page, f"ol.hits a[href^='/{language}/{SYMBOL}']")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{language}/{SYMBOL}*")
    page.goto(f"/{language}/{SYMBOL}")
    pressed_until(page, "details:has(a[href*='?with=']) > summary")
    page.keyboard.press("Enter")
    pressed_until(page, f"a[href$='?with={other}']")
    page.keyboard.press("Enter")
    page.wait_for_url("**?with=*")
    pressed_until(page, "a.no")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{SYMBOL}/*")
    assert SYMBOL.removeprefix("A/RES/") in page.locator("#cite dd").first.inner_text()
    pressed_until(page, "pre")
    assert page.faults == []


@pytest.mark.parametrize("language", ["ar", "zh", "fr"])
def test_the_choice_of_a_language_is_kept(visit: Callable[..., Any], language: str) -> None:
    page = visit("en", java_script_enabled=False)
    page.goto("/documents")
    page.locator(f"nav.tongues a[lang={language}]").click()
    page.goto("/")
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("h1").inner_text() == interface(language).texts["room"]
