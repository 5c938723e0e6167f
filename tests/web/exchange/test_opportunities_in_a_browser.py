"""Opportunities and matches in a real browser: rules of axe, phones, the whole way of a firm."""

import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client

from cordata_web.directory.actions import store_profiles
from cordata_web.directory.models import Profile
from cordata_web.exchange.actions.opportunities import step_opportunity
from cordata_web.exchange.models import Opportunity
from web.cast import opportunity, organisation, person
from web.exchange.test_in_a_browser import RULES
from web.jobs.working import run_jobs
from web.searching import ITALIAN, PROFILES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]
FOUNDRY = "fonderia-valle-chiara"
PHONE, DESK = {"width": 360, "height": 780}, {"width": 1280, "height": 900}


@pytest.fixture
def member(settings, tmp_path, data_folder):
    """Somebody of a firm that asks for castings and of the foundry that makes them; all is matched."""
    shutil.copytree(data_folder, tmp_path, symlinks=True, dirs_exist_ok=True)
    settings.CORDATA_DATA = tmp_path
    store_profiles(PROFILES, actor=None)
    rossi = organisation("rossi", name="Rossi Sensori", sectors=["ict"], descriptions={"it": "Facciamo sensori."})
    asked = opportunity(
        rossi, state="in_review", language="it", titles={"it": "Scatole in alluminio", "de": "Gehäuse aus Aluminium"},
        summaries={"it": ITALIAN, "de": "Wir suchen eine Gießerei."}, translated={"de": "translator"},
        descriptions={"it": "Circa 20.000 pezzi all'anno, lavorati e provati a tenuta."}, concepts=["die-casting"],
        trl=6, ipr_status="secret", cooperation=["manufacturing"], partner_kinds=["sme"], anonymous=True,
    )  # fmt: skip
    step_opportunity(opportunity=asked, step="approve", actor=None)
    opportunity(rossi, state="draft", titles={"en": "Sensors that need no battery"}, type="technology_offer")
    run_jobs()
    user = person("ada@rossi.example", "member", rossi)
    return person(user.email, "member", Profile.objects.get(pk=FOUNDRY))


@pytest.fixture
def open_page(browser, live_server, member):
    contexts = []

    def opened(address: str, **options):
        contexts.append(browser.new_context(**options))
        client = Client()
        client.force_login(member)
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
        contexts[-1].add_cookies([cookie])
        page = contexts[-1].new_page()
        page.complaints = []
        page.on("console", lambda message: page.complaints.append(message.text))
        page.goto(f"{live_server.url}/en/{address}")
        return page

    yield opened
    for context in contexts:
        context.close()


def addresses() -> dict[str, str]:
    asked = Opportunity.objects.get(state="published").pk
    return {
        "board": "opportunities/",
        "nothing": "opportunities/?q=unheard",
        "own": "opportunities/own/",
        "start": "opportunities/new/",
        "form": "opportunities/new/technology_request/",
        "page": f"opportunities/{asked}/?text=de",
        "topics": f"opportunities/{asked}/topics/",
        "translations": f"opportunities/{asked}/translations/sl/",
        "matches": f"organisations/{FOUNDRY}/opportunities/",
    }


@pytest.mark.parametrize(("viewport", "scheme"), [(PHONE, "dark"), (DESK, "light")], ids=["phone", "desk"])
def test_axe_finds_nothing_and_nothing_is_too_wide(open_page, viewport, scheme):
    page = open_page("opportunities/", viewport=viewport, color_scheme=scheme, bypass_csp=True)
    root = page.url.removesuffix("opportunities/")
    for name, address in addresses().items():
        page.goto(root + address)
        for summary in page.locator("main summary").all():
            summary.click()
        results = Axe().run(page, options=RULES)
        assert results.violations_count == 0, f"{name}: {results.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), name


def test_a_firm_publishes_on_its_phone(open_page):
    page = open_page("opportunities/new/", viewport=PHONE)
    page.get_by_role("link", name="Business offer").click()
    page.get_by_label("Title").fill("Gehäuse aus Druckguss")
    page.get_by_label("Summary").fill("Wir gießen dünnwandige Gehäuse aus Aluminium im Druckguss und bearbeiten sie.")
    page.get_by_label("In the name of").select_option(FOUNDRY)
    page.get_by_role("button", name="Save and go on").click()
    assert page.get_by_label("die casting", exact=True).is_checked()
    assert page.get_by_label("Language of your text").input_value() == "de"
    page.get_by_role("button", name="Save and look at it").click()
    page.get_by_role("button", name="Send for review").click()
    assert page.get_by_text("Sent for review.").is_visible()
    assert Opportunity.objects.get(state="in_review").organisation_id == FOUNDRY
    assert page.complaints == []
