"""Letters and pages about them in a real browser, on a phone, by day and by night."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from cordata_web.mail import Draft, post, reply_address
from cordata_web.mail.models import Letter
from cordata_web.mail.stopping import stop_address
from web.cast import person, signed_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "iframes": False}
SHOTS = os.environ.get("CORDATA_SHOTS", "")


@pytest.fixture
def phone(browser: Browser, live_server, settings):
    settings.CORDATA_DEMO = True
    settings.CORDATA_SITE_URL = live_server.url
    settings.CORDATA_MAIL_DOMAIN = "mail.cordata.example"
    # axe itself is put into the pages, which their policy forbids
    context = browser.new_context(viewport={"width": 360, "height": 740}, base_url=live_server.url, bypass_csp=True)
    yield context.new_page()
    context.close()


def digest() -> Letter:
    draft = Draft(
        subject="Three partners who fit “Die casting of thin walls”",
        paragraphs=["These three were found since Monday, the best first.", "Each comes with its reasons."],
        items=[
            ("Livarna Škofja Loka", "/en/about/", "Casts aluminium under pressure; 62 km from you, across a border."),
            ("Rossi Pressofusione", "/en/about/", "Shares with you: die casting, thin walls."),
        ],
        button=("See all three", "/en/about/"),
        closing="Good luck with it!",
    )
    return post(
        "digest", to=person(), topic="digest", write=lambda: draft, reply_to=reply_address("abc"), key="digest:1"
    )


def assert_fits_and_is_accessible(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert [fault["id"] for fault in Axe().run(page, options=RULES).response["violations"]] == []


def shoot(page: Page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"mail-{name}.png", full_page=True)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_letter_fits_a_phone_and_can_be_read_by_day_and_by_night(phone: Page, scheme: str) -> None:
    phone.emulate_media(color_scheme=scheme)
    phone.set_content(digest().html)
    assert_fits_and_is_accessible(phone)
    shoot(phone, f"letter-{scheme}")


def test_a_link_of_a_letter_in_the_inbox_leads_to_its_page(phone: Page) -> None:
    phone.goto(f"/en/mail/inbox/{digest().pk}/")
    assert_fits_and_is_accessible(phone)
    shoot(phone, "inbox-letter")
    phone.frame_locator("iframe").get_by_role("link", name="See all three").click()
    phone.wait_for_url("**/en/about/")
    phone.goto("/en/mail/inbox/")
    assert_fits_and_is_accessible(phone)
    shoot(phone, "inbox")


def test_the_policy_of_the_pages_lets_a_letter_be_seen_with_its_styles(browser: Browser, live_server, settings) -> None:
    settings.CORDATA_DEMO = True
    page = browser.new_page(base_url=live_server.url)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(f"/en/mail/inbox/{digest().pk}/")
    page.frame_locator("iframe").get_by_role("link", name="See all three").wait_for()
    page.wait_for_load_state("networkidle")
    page.close()
    assert complaints == []


def test_a_topic_is_stopped_on_a_phone_with_one_button(phone: Page) -> None:
    phone.goto(stop_address(person(), "digest"))
    assert_fits_and_is_accessible(phone)
    phone.get_by_role("button", name="Stop these e-mails").click()
    phone.get_by_role("button", name="Undo: send them again").wait_for()
    assert_fits_and_is_accessible(phone)
    shoot(phone, "stopped")


def test_wishes_and_the_outbox_fit_a_phone(phone: Page, live_server) -> None:
    office = person("office@net.example", "secretariat")
    digest()
    Letter.objects.update(state="unsure", error="SMTPServerDisconnected: Connection unexpectedly closed", attempts=1)
    session = signed_in(office).cookies["sessionid"].value
    phone.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    phone.goto("/en/account/mail/")
    assert_fits_and_is_accessible(phone)
    shoot(phone, "wishes")
    phone.goto("/en/secretariat/mail/")
    assert_fits_and_is_accessible(phone)
    shoot(phone, "outbox")
