"""The search in a real browser: rules of axe, phones, keyboard, and the niceties of the script."""

from urllib.parse import urlencode

import pytest
from axe_playwright_python.sync_playwright import Axe

from cordata_web.directory.actions import store_profiles
from web.searching import ITALIAN, PROFILES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
ADDRESSES = {
    "home": "",
    "results": "?" + urlencode({"q": ITALIAN, "from": "SI04"}),
    "unclear": "?" + urlencode({"q": "asdf jkl qwertz", "country": "SI"}),
    "nothing left": "?" + urlencode({"q": ITALIAN, "country": "LI"}),
    "empty": "?q=",
    "api": "api/",
}


@pytest.fixture
def open_page(browser, live_server, settings, data_folder):
    settings.CORDATA_DATA = data_folder
    store_profiles(PROFILES, actor=None)
    contexts = []

    def opened(address: str, **options):
        contexts.append(browser.new_context(**options))
        page = contexts[-1].new_page()
        page.complaints = []
        page.on("console", lambda message: page.complaints.append(message.text))
        page.asked = []
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(f"{live_server.url}/en/{address}")
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES)
def test_axe_finds_nothing_by_day_and_by_night(open_page, address):
    page = open_page(address, bypass_csp=True)  # axe itself is put into the page
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.reload()  # colours that are still changing would be measured half way
        for summary in page.locator("main summary").all():
            summary.click()
        faults = Axe().run(page, options=RULES).response["violations"]
        assert [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in faults] == []


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES)
def test_a_small_phone_need_not_scroll_sideways(open_page, address):
    page = open_page(address, viewport={"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_the_policy_blocks_nothing_and_no_other_site_is_asked(open_page, live_server):
    page = open_page(ADDRESSES["results"])
    assert page.complaints == []
    assert [url for url in page.asked if not url.startswith((live_server.url, "data:"))] == []


def test_scripts_are_small(open_page):
    page = open_page(ADDRESSES["results"])
    scripts = page.evaluate(
        "performance.getEntriesByType('resource').filter(e => e.initiatorType === 'script').map(e => e.decodedBodySize)"
    )
    assert 0 < sum(scripts) < 100_000


def test_control_and_enter_send_the_text(open_page):
    page = open_page("")
    page.get_by_label("What do you need, or what do you offer?").fill(ITALIAN)
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".hit")
    assert page.url.endswith("?" + urlencode({"q": ITALIAN}))
    assert page.locator(".hit h3 a").first.inner_text() == "Fonderia Valle Chiara (esempio)"


def test_everything_works_without_scripts(open_page):
    page = open_page("", java_script_enabled=False)
    page.get_by_label("What do you need, or what do you offer?").fill(ITALIAN)
    page.get_by_label("Your region").select_option(label="Western Slovenia")
    page.get_by_text("Only certain countries, sectors or kinds of partner").click()
    page.get_by_label("Italy").check()
    page.get_by_role("button", name="Find partners").click()
    page.get_by_text("Why, in figures, and what they say").first.click()
    assert page.get_by_text("Score, of 100").first.is_visible()
    assert page.url.endswith("?" + urlencode({"q": ITALIAN, "from": "SI04", "country": "IT"}))


def test_the_field_grows_with_the_text(open_page):
    page = open_page("")
    field = page.get_by_label("What do you need, or what do you offer?")
    before = field.bounding_box()["height"]
    field.fill("\n".join("line" for _ in range(14)))
    assert field.bounding_box()["height"] > before
