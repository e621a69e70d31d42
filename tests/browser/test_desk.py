"""The tour of the desk in a browser, by keyboard, in French and in Arabic; no page breaks a rule of accessibility.

`VERBALE_PICTURES=docs/images` keeps the pictures of the guided tour.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.desk.mail_server import MailServer
from tests.room.serving import served
from verbale.desk import open_desk, outputs
from verbale.desk.accounts import set_account
from verbale.desk.dispatch import delegations, lists
from verbale.desk.roles import name_person, set_up
from verbale.desk.verifying import faults
from verbale.room.desk.counter import Counter
from verbale.room.desk.words import desk_words
from verbale.room.visit import Door

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "note-verbale.fr.md"
PASSWORD = "correct horse battery"
PEOPLE = {"clerk": "registry", "editor": "reviewer", "head": "approver", "admin": "administrator", "mission": "mission"}
MOST_KEYS = 120


class Office:
    """A desk with people and lists, its pages served, and a mail server."""

    def __init__(self, folder: Path) -> None:
        self.desk, self.mails = open_desk(folder), MailServer()
        name_person(self.desk, "admin", "admin", ("administrator",))
        for person, role in PEOPLE.items():
            name_person(self.desk, "admin", person, (role,))
            mission = "state/uy" if role == "mission" else None
            set_account(self.desk, "admin", person, password=PASSWORD, mission=mission)
        host, port = self.mails.server_address
        set_up(self.desk, "admin", "smtp", f"{host}:{port}")
        set_up(self.desk, "admin", "address", "office@example.org")
        page = "delegation,address\nstate/kz,kz@example.org\nstate/fr,fr@example.org\nstate/eg,eg@example.org\n"
        lists.write(self.desk, "clerk", "cd", delegations(page))


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Office, str]]:
    """The office and the address of its pages."""
    if not os.environ.get("VERBALE_PICTURES"):
        monkeypatch.setattr(outputs, "FORMS", ("akn", "html"))  # printing takes long and is tested elsewhere
    made = Office(tmp_path / "record")
    with served(made.desk.record, Door(), Counter(made.desk, near=False)) as address:
        yield made, address


class Keyboard:
    """A person without a mouse: reaches things by Tab, acts by keys."""

    def __init__(self, page: Any, language: str) -> None:
        self.page, self.language, self.broken = page, language, {}
        self.axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
        self.words = desk_words(language)

    def reach(self, selector: str) -> None:
        """Press Tab until the focus is where it should be, and is seen to be there."""
        wanted = "([one]) => document.activeElement === document.querySelector(one)"
        for _ in range(MOST_KEYS):
            if self.page.evaluate(wanted, [selector]):
                seen = self.page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle")
                assert seen != "none", f"{selector}: the focus is not seen"
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{selector} cannot be reached by keyboard at {self.page.url}")

    def write(self, selector: str, text: str) -> None:
        """Write into a field, over what is there."""
        self.reach(selector)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def press(self, selector: str) -> None:
        """Press what is reached, and wait for the page that comes."""
        self.reach(selector)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def file(self, selector: str, path: Path) -> None:
        """Choose a file; a browser under load may swallow the key that opens the dialogue, as it may a person's."""
        from playwright.sync_api import TimeoutError as Waited

        self.reach(selector)
        for key in ("Enter", "Space", "Enter", "Space"):
            try:
                with self.page.expect_file_chooser(timeout=4_000) as chooser:
                    self.page.keyboard.press(key)
                chooser.value.set_files(path)
                return
            except Waited:
                continue
        raise AssertionError(f"{selector}: no dialogue opens by keyboard")

    def look(self, name: str) -> None:
        """Test the page; keep its picture where pictures are kept."""
        found = self.axe.run(self.page, options={"resultTypes": ["violations"]})
        if found.violations_count:
            self.broken[name] = [
                (one["id"], [node["html"][:200] for node in one["nodes"][:3]]) for one in found.response["violations"]
            ]
        direction = "rtl" if self.language == "ar" else "ltr"
        assert self.page.evaluate("() => document.documentElement.dir") == direction
        if folder := os.environ.get("VERBALE_PICTURES"):
            self.page.screenshot(path=f"{folder}/desk-{name}.{self.language}.png", full_page=False)

    def sign_in(self, person: str) -> None:
        """Out and in again as somebody else."""
        if self.page.locator('form[action="/desk/sign-out"]').count():
            self.press('form[action="/desk/sign-out"] button')
        self.write("#person", person)
        self.write("#password", PASSWORD)
        self.press('form[action="/desk/sign-in"] button')

    def form(self, act: str) -> str:
        """The button of an act's form."""
        return f'form[action$="/{act}"] button'


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_whole_tour_by_keyboard(browser: Any, office: tuple[Office, str], language: str) -> None:
    made, address = office
    context = browser.new_context(locale=language, base_url=address, viewport={"width": 1200, "height": 860})
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.goto("/desk/")
    hands = Keyboard(page, language)
    hands.look("sign-in")
    hands.sign_in("mission")
    hands.press('nav.desk a[href="/desk/submit"]')
    hands.file("#files", SAMPLE)
    hands.write("#reply", "mission@example.org")
    hands.look("submit")
    hands.press('main form[action="/desk/submit"] button')
    at = page.url.removeprefix(address)
    hands.look("own")
    work_through(hands, at)
    assert made.mails.boxes == {f"{name}@example.org": 1 for name in ("kz", "fr", "eg", "mission")}
    for name in ("register", "journal?verify=1", "lists?list=cd"):
        page.goto(f"/desk/{name}")
        hands.look(name.partition("?")[0])
    hands.sign_in("admin")
    page.goto("/desk/accounts")
    hands.look("accounts")
    assert page.goto("/CD/9901").status == 200
    assert list(faults(made.desk)) == []
    context.close()
    assert hands.broken == {}, "\n".join(f"{name}: {told}" for name, told in hands.broken.items())


def work_through(hands: Keyboard, at: str) -> None:
    """From the register to the mails, each step by whom it is for."""
    page, words = hands.page, hands.words

    def state(name: str) -> None:
        """The page tells where the communication stands."""
        assert page.locator("h1 .state").inner_text() == words.states[name]

    hands.sign_in("clerk")
    hands.look("work")
    hands.press(f'a[href="{at}"]')
    hands.look("received")
    hands.press(hands.form("register"))
    state("registered")
    hands.sign_in("editor")
    hands.press(f'a[href="{at}"]')
    hands.look("checking")
    hands.press(hands.form("check"))
    state("checked")
    hands.press(f'a[href="{at}/preview?lang=fr"]')
    hands.look("preview")
    page.go_back()
    hands.press(f'a[href="{at}/compare"]')
    hands.look("compare")
    hands.sign_in("head")
    hands.press(f'a[href="{at}"]')
    hands.look("approving")
    hands.press(hands.form("approve"))
    state("approved")
    hands.sign_in("clerk")
    hands.press(f'a[href="{at}"]')
    hands.write("#n-first", "9901")
    hands.press(hands.form("number"))
    hands.press(hands.form("issue"))
    state("issued")
    hands.look("issued")
    hands.press(hands.form("circulate"))
    state("circulated")
    hands.press('nav.desk a[href="/desk/post"]')
    hands.press('form[action="/desk/post/send"] button')
    hands.look("post")


def test_refusals_are_told_in_the_language(browser: Any, office: tuple[Office, str]) -> None:
    """What is not for a role is refused in words, on a page that keeps the rules."""
    _, address = office
    context = browser.new_context(locale="ar", base_url=address)
    page = context.new_page()
    page.goto("/desk/")
    hands = Keyboard(page, "ar")
    hands.sign_in("mission")
    assert page.goto("/desk/accounts").status == 403
    assert hands.words.texts["not_yours"] in page.inner_text("main")
    hands.look("refused")
    context.close()
    assert hands.broken == {}


def test_on_a_phone_and_in_the_dark(browser: Any, office: tuple[Office, str]) -> None:
    """Narrow and dark pages keep the rules too, and are no wider than the window."""
    made, address = office
    options = {"color_scheme": "dark", "viewport": {"width": 360, "height": 740}}
    context = browser.new_context(locale="ru", base_url=address, **options)
    page = context.new_page()
    page.goto("/desk/")
    hands = Keyboard(page, "ru")
    hands.sign_in("clerk")
    from verbale.desk.intake import incoming, receive

    code = receive(made.desk, "clerk", incoming([(SAMPLE.name, SAMPLE.read_bytes())]))
    for path in ("/desk/", f"/desk/{code}", f"/desk/{code}/preview", f"/desk/{code}/compare", "/desk/lists"):
        page.goto(path)
        hands.look(path.rpartition("/")[2] or "work")
        wide = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 1, f"{path} is wider than the window"
    context.close()
    assert hands.broken == {}, "\n".join(f"{name}: {told}" for name, told in hands.broken.items())
