"""Somebody who walks through the site in a real browser, in a language, and notices what is wrong on the way."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext, ngettext, override
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Request

from cordata_web.mail.models import Letter
from cordata_web.people.models import User
from web.jobs.working import run_jobs

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
SHOTS = os.environ.get("CORDATA_SHOTS", "")
"""A folder for pictures of the pages on the way."""
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
ASKED = """[...document.querySelectorAll("main input, main select, main textarea")]
    .filter((field) => field.checkVisibility() && !["hidden", "submit", "search"].includes(field.type))
    .map((field) => [...(field.closest("fieldset")?.querySelectorAll(":scope > legend") ?? field.labels)]
        .map((label) => label.textContent.trim().replace(/\\s+/g, " ")).join(" "))"""


class Walker:
    """One browser of one person. Words are those of the catalogue, so that a better translation breaks nothing."""

    def __init__(self, browser: Browser, site: str, language: str, viewport: Mapping[str, int] = DESK) -> None:
        self.site, self.language, self.width = site, language, viewport["width"]
        self.context: BrowserContext = browser.new_context(viewport=dict(viewport), accept_downloads=True)
        self.context.set_default_timeout(60_000)
        self.page: Page = self.context.new_page()
        self.screens: list[str] = []
        self.asked: list[list[str]] = []
        self.complaints: list[str] = []
        self.checked: set[str] = set()
        self.page.on("console", lambda said: self.complaints.append(f"{self.page.url}: {said.text}"))
        self.page.on("pageerror", lambda error: self.complaints.append(f"{self.page.url}: {error}"))
        self.page.on("requestfailed", self._failed)

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # what a new page, a download or more typing has made needless
            self.complaints.append(f"{request.url}: {request.failure}")

    def sign_in(self, user: User) -> None:
        """Without the pages for it, for those of whose way that is no part."""
        client = Client()
        client.force_login(user)
        self.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": self.site}])

    # Words and addresses

    def words(self, message: str, **gaps: Any) -> str:
        with override(self.language):
            return gettext(message) % gaps if gaps else gettext(message)

    def counted(self, one: str, many: str, number: int) -> str:
        with override(self.language):
            return ngettext(one, many, number) % {"number": number}

    def address(self, name: str, *args: Any) -> str:
        with override(self.language):
            return reverse(name, args=args)

    # Steps

    def go(self, name: str, *args: Any, query: str = "") -> None:
        self.page.goto(self.site + self.address(name, *args) + query)
        self.arrived()

    def press(self, message: str, *, inside: str = "main", **gaps: Any) -> None:
        """Press the button or follow the link that leads to a new page."""
        self.leave_by(self.button(message, inside=inside, **gaps))

    def button(self, message: str, *, inside: str = "main", **gaps: Any) -> Locator:
        said = re.compile(rf"^\s*{re.escape(self.words(message, **gaps))}(\s*\(.*\))?\s*$")
        place = self.page.locator(inside)
        return place.get_by_role("button", name=said).or_(place.get_by_role("link", name=said)).first

    def step(self, name: str, *, inside: str = "main") -> None:
        """Press the button of a step, by its name in the form."""
        self.leave_by(self.page.locator(f'{inside} button[name="step"][value="{name}"]').first)

    def follow(self, name: str, *args: Any, inside: str = "main") -> None:
        """Follow a link of the page by where it leads."""
        self.leave_by(self.page.locator(f'{inside} a[href^="{self.address(name, *args)}"]').first)

    def leave_by(self, way: Locator) -> None:
        with self.page.expect_navigation(wait_until="load"):
            way.click()
        self.arrived()

    def arrived(self) -> None:
        """A new screen: counted, and looked at for what any page may have wrong."""
        self.screens.append(self.page.url.removeprefix(self.site))
        self.asked.append(sorted(set(self.page.evaluate(ASKED))))
        spoken = self.page.locator("html").get_attribute("lang")
        assert spoken == self.language, f"{self.page.url} is in {spoken}"
        self.fits()
        assert self.complaints == [], self.complaints

    def fill(self, **values: Any) -> None:
        """Fill in fields by their names; True and False tick boxes, lists several of them."""
        for name, value in values.items():
            field = self.page.locator(f'main [name="{name}"]:visible')
            if isinstance(value, bool):
                field.set_checked(value)
            elif isinstance(value, list):
                for one in value:
                    self.page.locator(f'main [name="{name}"][value="{one}"]').check()
            elif field.first.evaluate("(one) => one.tagName") == "SELECT":
                field.first.select_option(value)
            elif field.first.get_attribute("type") == "radio":
                self.page.locator(f'main [name="{name}"][value="{value}"]').check()
            else:
                field.first.fill(value)

    def unfold(self, message: str, **gaps: Any) -> Locator:
        """Open a part of the page that is folded, and return it."""
        part = self.page.locator("main details").filter(
            has=self.page.locator("summary", has_text=self.words(message, **gaps))
        )
        part.first.locator("summary").first.click()
        return part.first

    def wait_for_work(self) -> None:
        """The work under way gets done. Meanwhile its page, which keeps asking how it stands, is left."""
        page_of_work = self.page.url
        self.page.goto("about:blank")
        run_jobs()
        self.page.goto(page_of_work)
        self.arrived()

    # What is seen

    def sees(self, message: str, **gaps: Any) -> None:
        """The sentence stands on the page."""
        self.reads(self.words(message, **gaps))

    def reads(self, text: str) -> None:
        shown = " ".join(self.page.locator("main").inner_text().split())
        assert " ".join(text.split()) in shown, f"{text!r} is not on {self.page.url}:\n{shown}"

    def fits(self) -> None:
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= self.width, f"{self.page.url} is {wide} pixels wide"

    def is_accessible(self, kind: str) -> None:
        """Axe finds nothing on this kind of page; once a kind. Through the tools' own door: the policy stays strict."""
        if kind in self.checked:
            return
        self.checked.add(kind)
        self.shoot(kind)
        for folded in self.page.locator("main details:not([open]) > summary").all():
            if folded.is_visible():
                folded.click()
        self.fits()
        door = self.context.new_cdp_session(self.page)
        script = f"{Axe().axe_script};axe.run({json.dumps(RULES)}).then((found) => found.violations)"
        found = door.send("Runtime.evaluate", {"expression": script, "awaitPromise": True, "returnByValue": True})[
            "result"
        ]["value"]
        door.detach()
        faults = [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in found]
        assert faults == [], f"{kind}: {faults}"

    def download(self, way: Locator) -> bytes:
        with self.page.expect_download() as awaited:
            way.click()
        return awaited.value.path().read_bytes()

    def close(self) -> None:
        self.shoot("last")
        self.context.close()

    def shoot(self, name: str) -> None:
        """A picture, for people who want to see how it looks."""
        if SHOTS:
            path = Path(SHOTS) / f"{self.language}-{self.width}-{name.replace(' ', '-')}.png"
            self.page.screenshot(path=path, full_page=True)


def letters_to(address: str, kind: str = "") -> list[Letter]:
    """The letters to somebody, the newest last."""
    rows = Letter.objects.filter(to_address=address).order_by("created", "pk")
    return list(rows.filter(kind=kind) if kind else rows)


def code_in(letter: Letter) -> str:
    """The code for signing in."""
    found = re.search(r"\d{4}-\d{4}", letter.subject)
    assert found, letter.subject
    return found[0]


def links_in(letter: Letter) -> list[str]:
    return re.findall(r'href="([^"]+)"', letter.html)
