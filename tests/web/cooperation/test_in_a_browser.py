"""The pages of cooperation in a real browser: rules of axe by day and by night, phones."""

from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe

from cordata_web.cooperation.bringing import bring_projects
from cordata_web.cooperation.loading import store
from cordata_web.cooperation.shipped import store_shipped
from web.cast import person, signed_in
from web.cooperation.test_sides import FIELDS, table_of_projects

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SHIPPED = "source=cordis-horizon-sample"
NOT_DRAWN = "[...document.images].filter(one => one.complete && !one.naturalWidth).map(one => one.src)"
PAGES = (
    "",
    f"?{SHIPPED}",
    f"activities/?{SHIPPED}&activity=/25/73",
    f"regions/ITC1/?{SHIPPED}",
    f"compare/?{SHIPPED}&region=ITC1&region=AT33",
    "bridges/",
    "synergies/?theme=/25/73",
    "sources/load/",
)


@pytest.fixture
def open_page(browser, live_server):
    store_shipped()
    brought = bring_projects({"p.csv": table_of_projects(), "euroSciVoc.csv": FIELDS}, today=date(2026, 11, 25))
    store(brought.about, brought.content, actor=None)
    session = signed_in(person("sec@net.example", "secretariat")).cookies["sessionid"].value
    contexts = []

    def opened(address: str, **options):
        contexts.append(browser.new_context(**options))
        contexts[-1].add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page = contexts[-1].new_page()
        assert page.goto(f"{live_server.url}/en/cooperation/{address}").status == 200
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing_by_day_and_by_night(open_page, address):
    page = open_page(address, bypass_csp=True)  # axe itself is put into the page
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.reload()
        faults = Axe().run(page, options=RULES).response["violations"]
        assert [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in faults] == []


@pytest.mark.parametrize("address", PAGES)
def test_a_phone_need_not_scroll_sideways_and_every_picture_is_drawn(open_page, address):
    page = open_page(address, viewport={"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert (
        page.evaluate("[...document.images].filter(one => one.complete && !one.naturalWidth).map(one => one.src)") == []
    )
