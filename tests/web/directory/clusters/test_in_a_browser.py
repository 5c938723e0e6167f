"""A manager's pages in a real browser: rules of axe, phones, and a table imported on one."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect

from cordata_web.directory.cluster_work.memberships import add_member
from cordata_web.directory.models import Membership, Profile
from web.cast import cluster, collaboration, introduction, match, opportunity, organisation, person, signed_in
from web.jobs.working import run_jobs

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
YEAR = timezone.localdate().year
MANAGE = "clusters/mesap/manage/"
PAGES = {
    "overview": MANAGE,
    "members": f"{MANAGE}members/",
    "add": f"{MANAGE}members/add/?q=livarna",
    "imports": f"{MANAGE}import/",
    "exchange": f"{MANAGE}exchange/",
    "self-check": f"{MANAGE}self-check/",
    "questions": f"{MANAGE}self-check/{YEAR}/governance/",
    "people": "organisations/mesap/people/",
    "desk": "desk/",
}
TABLE = (
    "Denominazione;Paese;Comune;Sito web;Dipendenti;Cosa fanno\n"
    "Fonderia Bianchi S.r.l.;Italia;Cuneo;bianchi.example;35;Pressofusione di leghe leggere\n"
    "Livarna Kranj;Slovenia;Kranj;;molti;Litje pod tlakom\n"
    "Officine Verdi;Atlantide;Torino;;;\n"
)
FEW_LETTERS = 360


@pytest.fixture
def busy_cluster(db):
    """A cluster with everything that its pages can show, and the cookie of its manager."""
    rossi = organisation("rossi", name="Rossi Pressofusione S.r.l.")
    person("ada@rossi.example", "member", rossi)
    ending = organisation("werk", name="Werkzeugbau Huber GmbH", country="AT", nuts="AT312", town="Linz",
                          claimed=None, valid_until=timezone.localdate() + timedelta(days=9))  # fmt: skip
    away = organisation("politecnico", name="Politecnico", kind="university", claimed=None)
    livarna = organisation("livarna", name="Livarna Kranj", country="SI", nuts="SI04", town="Kranj")
    mesap = cluster("mesap", name="Polo Mesap", members=(rossi, ending), website="https://mesap.example")
    Membership.objects.create(cluster=mesap, member=away, until=timezone.localdate() - timedelta(days=2))
    manager = person("mia@mesap.example", "cluster_manager", mesap)
    add_member(cluster=mesap, member=livarna, actor=manager, today=timezone.localdate())
    wish = opportunity(rossi)
    match(wish, livarna, 0.71, reasons=[])
    met = introduction(rossi, organisation("atelier", country="FR", nuts="FRK2"), opportunity=wish)
    collaboration(met, state="completed", outcome="supply", value_band="under_50k", ended=timezone.now())
    return signed_in(manager).cookies["sessionid"].value


@pytest.fixture
def open_page(browser, live_server, busy_cluster):
    contexts = []

    def opened(address: str, **options):
        context = browser.new_context(**options)
        contexts.append(context)
        context.add_cookies([{"name": "sessionid", "value": busy_cluster, "url": live_server.url}])
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda message: page.complaints.append(message.text))
        page.goto(f"{live_server.url}/en/{address}")
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_axe_finds_nothing_by_day_and_by_night(open_page, address: str) -> None:
    page = open_page(address, bypass_csp=True)  # axe itself is put into the page
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.reload()  # colours that are still changing would be measured half way
        results = Axe().run(page, options=RULES)
        assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_nothing_is_wider_than_a_phone_and_nothing_complains(open_page, address: str) -> None:
    page = open_page(address, viewport={"width": FEW_LETTERS, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= FEW_LETTERS
    assert page.complaints == []


def test_a_manager_imports_a_table_on_a_phone_and_takes_it_back(open_page) -> None:
    page = open_page(PAGES["imports"], viewport={"width": FEW_LETTERS, "height": 740})
    page.get_by_label("Table of your members").set_input_files(
        {"name": "soci.csv", "mimeType": "text/csv", "buffer": TABLE.encode("cp1252")}
    )
    page.get_by_role("button", name="Look at the table").click()
    expect(page.get_by_text("No country is known by this name or code.")).to_be_visible()
    page.get_by_text("Which column is what").click()
    page.get_by_label("Cosa fanno").select_option("description_local")
    page.get_by_role("button", name="Look at it anew").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= FEW_LETTERS
    page.get_by_role("button", name="Import 2 rows").click()
    run_jobs()
    page.goto(page.url)
    page.get_by_role("main").get_by_role("link", name="See the result").click()
    expect(page.get_by_text("New in the directory: 1.")).to_be_visible()
    made = Profile.objects.get(name="Fonderia Bianchi S.r.l.")
    assert made.descriptions == {"it": "Pressofusione di leghe leggere"}
    page.get_by_role("button", name="Take this import back").click()
    run_jobs()
    assert not Profile.objects.filter(pk=made.pk).exists()
