"""The pages about the site in a real browser: rules of axe, phones, keyboard, dark, no request elsewhere."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]
PAGES = ("gallery/", "about/", "accessibility/", "nowhere/")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture
def open_page(browser, live_server):
    contexts = []

    def opened(address: str, **options):
        contexts.append(browser.new_context(**options))
        page = contexts[-1].new_page()
        page.asked = []
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(f"{live_server.url}/en/{address}")
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing_by_day_and_by_night(open_page, address):
    page = open_page(address, bypass_csp=True)  # axe itself is put into the page
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.reload()  # colours that are still changing would be measured half way
        faults = Axe().run(page, options=RULES).response["violations"]
        assert [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in faults] == []


@pytest.mark.parametrize("address", PAGES)
def test_a_small_phone_need_not_scroll_sideways(open_page, address):
    page = open_page(address, viewport={"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("address", PAGES)
def test_the_browser_asks_no_other_site(open_page, live_server, address):
    page = open_page(address)
    assert len(page.asked) > 5
    assert [url for url in page.asked if not url.startswith((live_server.url, "data:"))] == []


def test_the_policy_blocks_nothing_that_the_page_needs(open_page):
    page = open_page("gallery/")
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    page.reload()
    assert complaints == []


def test_the_first_key_leads_past_the_navigation(open_page):
    page = open_page("about/")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_the_menu_of_a_phone_opens_without_scripts(open_page):
    page = open_page("about/", viewport={"width": 360, "height": 640}, java_script_enabled=False)
    link = page.locator(".menu__panel").get_by_role("link", name="Slovenščina")
    assert not link.is_visible()
    page.get_by_text("Menu", exact=True).click()
    link.click()
    assert page.url.endswith("/sl/about/")


def test_dark_stays_dark_on_the_next_page(open_page):
    page = open_page("about/", color_scheme="light")
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) == "rgb(246, 243, 236)"
    page.get_by_role("button", name="Dark").click()
    page.get_by_role("link", name="Accessibility").click()
    assert page.evaluate(ground) == "rgb(17, 25, 24)"
