"""How a cluster stands, what its members exchange, and all of it as files."""

import csv
import io

import pytest
from django.test import Client
from django.utils import timezone
from python_calamine import CalamineWorkbook

from cordata_web.directory.cluster_work import dealings
from cordata_web.directory.models import Membership, Profile
from cordata_web.exchange.models import Introduction
from cordata_web.people import policy
from web.cast import cluster, collaboration, introduction, match, opportunity, organisation, person, signed_in

MANAGE = "/en/clusters/mesap/manage/"
TODAY = timezone.localdate()


@pytest.fixture
def livarna(db):
    """In no cluster."""
    return organisation("livarna", country="SI", nuts="SI04")


def _page(client: Client, path: str = "") -> str:
    answer = client.get(f"{MANAGE}{path}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_overview_counts_members_and_says_what_awaits(mesap, client: Client) -> None:
    page = _page(client)
    assert "1 member" in page
    assert "Small and medium enterprises" in page
    assert "The profile of 1 member is stale." in page


def test_a_beginner_is_led_to_the_first_members(db) -> None:
    young = cluster("young")
    page = signed_in(person("y@young.example", "cluster_manager", young)).get("/en/clusters/young/manage/")
    assert "Begin with your members" in page.content.decode()


def test_results_of_a_year_by_stage_outcome_and_value(mesap, rossi, livarna, client: Client) -> None:
    met = introduction(rossi, livarna)
    collaboration(met, state="completed", outcome="supply", value_band="under_50k", ended=timezone.now())
    page = _page(client)
    for words in ("Introductions begun", "Completed", "Supply contract", "EUR 10 000 to 50 000"):
        assert words in page
    assert "Supply contract" not in _page(client, f"?year={TODAY.year - 1}")
    assert "Supply contract" in _page(client, "?year=nonsense")


def test_matches_worth_introducing_come_best_first_and_lead_to_the_introduction(
    mesap, rossi, livarna, client: Client
) -> None:
    low = match(opportunity(rossi), livarna, 0.4)
    other = organisation("werk", country="AT", nuts="AT31")
    high = match(opportunity(rossi, titles={"en": "Milling"}), other, 0.8)
    page = _page(client, "exchange/")
    assert page.index(f"/matches/{high.pk}/introduce/") < page.index(f"/matches/{low.pk}/introduce/")
    client.post(f"/en/matches/{high.pk}/introduce/", {"note": "You should meet."})
    assert Introduction.objects.get().second == other
    page = _page(client, "exchange/")
    assert f"/matches/{high.pk}/introduce/" not in page
    assert "Rossi and Werk" in page


def test_what_was_dismissed_or_is_over_is_not_proposed(mesap, rossi, livarna, manager) -> None:
    standing = policy.standing_of(manager)
    match(opportunity(rossi), livarna, answer="dismissed")
    match(opportunity(rossi, state="expired"), livarna)
    assert dealings.matches_to_introduce(["rossi"], standing, TODAY) == []


def test_a_cluster_is_not_introduced_to_its_own_member(mesap, rossi, manager) -> None:
    match(opportunity(rossi), mesap)
    match(opportunity(mesap), rossi)
    assert dealings.matches_to_introduce(["rossi"], policy.standing_of(manager), TODAY) == []


def test_an_anonymous_member_is_not_given_away(mesap, rossi, livarna, client: Client) -> None:
    hidden = opportunity(rossi, anonymous=True, titles={"en": "A secret wish"})
    match(hidden, livarna)
    introduction(rossi, livarna, state="proposed", opened=None, opportunity=hidden)
    page = _page(client, "exchange/")
    assert "A secret wish" not in page
    assert "Rossi" not in page
    files = b"".join(
        client.get(f"{MANAGE}export/{what}.csv").content for what in ("opportunities", "introductions", "results")
    )
    assert b"Rossi" not in files
    assert b"A secret wish" not in files
    Profile.objects.filter(pk="rossi").update(cluster_may="all")
    assert "A secret wish" in _page(client, "exchange/")


def test_everything_can_be_taken_along_and_computes_nothing(mesap, rossi, livarna, client: Client) -> None:
    Profile.objects.filter(pk="rossi").update(name='=HYPERLINK("http://x.example")')
    opportunity(rossi)
    collaboration(introduction(rossi, livarna))
    rows = list(csv.reader(io.StringIO(client.get(f"{MANAGE}export/members.csv").content.decode("utf-8-sig"))))
    assert rows[1][1] == '\'=HYPERLINK("http://x.example")'
    book = CalamineWorkbook.from_filelike(io.BytesIO(client.get(f"{MANAGE}export/all.xlsx").content))
    assert book.sheet_names == ["Members", "Offers and requests", "Introductions", "Results"]
    assert book.get_sheet_by_name("Members").to_python()[1][1] == '=HYPERLINK("http://x.example")'
    assert book.get_sheet_by_name("Results").to_python()[1][2] == "Thin walls together"


@pytest.mark.parametrize("language", ["it", "de", "fr", "sl"])
def test_the_spreadsheet_is_made_in_every_language(language: str, mesap, client: Client) -> None:
    assert client.get(f"{MANAGE}export/all.xlsx".replace("/en/", f"/{language}/")).status_code == 200


def test_files_that_there_are_not(mesap, client: Client) -> None:
    for what in ("secrets.csv", "all.csv", "members.pdf"):
        assert client.get(f"{MANAGE}export/{what}").status_code == 404


def test_the_manager_of_another_cluster_finds_nothing(mesap) -> None:
    other = signed_in(person("g@grozd.example", "cluster_manager", cluster("grozd")))
    for page in ("", "exchange/", "export/members.csv", "export/all.xlsx"):
        assert other.get(f"{MANAGE}{page}").status_code == 404


def test_an_introduction_of_a_former_member_is_gone_from_the_list(mesap, rossi, livarna, client: Client) -> None:
    introduction(rossi, livarna)
    assert "Rossi and Livarna" in _page(client, "exchange/")
    Membership.objects.all().delete()
    assert "Rossi and Livarna" not in _page(client, "exchange/")


def test_the_people_page_of_a_cluster_has_its_tabs(mesap, client: Client) -> None:
    page = client.get("/en/organisations/mesap/people/").content.decode()
    assert "/clusters/mesap/manage/self-check/" in page
    assert "Manage the cluster" in client.get("/en/organisations/mesap/").content.decode()
