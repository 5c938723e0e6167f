"""Coverage for everybody, and the figures of a region for those who answer for it."""

from __future__ import annotations

import csv
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from cordata_web.desk.figures.coverage import coverage, totals
from cordata_web.desk.figures.results import results_of
from cordata_web.directory.models import Citation
from cordata_web.people import policy
from cordata_web.people.models import RoleAssignment
from web.cast import cluster, collaboration, interest, introduction, opportunity, organisation, person, signed_in
from web.secretariat.office import ROLES, SIGN_IN, client_of

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def of(code: str):
    return next(row for row in coverage(today=TODAY) if row.code == code)


def seen(profile, *, confirmed: bool, checked: date):
    Citation.objects.create(
        profile=profile, source=f"https://{profile.pk}.example/", confirmed=confirmed, checked=checked
    )


@pytest.fixture
def piedmont():
    rossi, verdi = organisation("rossi"), organisation("verdi", nuts="ITC12")
    mesap = cluster("mesap", members=(rossi, organisation("mura", country="SI", nuts="SI041")))
    seen(rossi, confirmed=True, checked=date(2026, 3, 1))
    seen(mesap, confirmed=True, checked=date(2026, 5, 1))
    seen(verdi, confirmed=False, checked=date(2026, 9, 1))
    return rossi


def test_a_region_is_counted_by_hand(piedmont):
    opportunity(piedmont)
    row = of("ITC1")
    assert (row.clusters, row.organisations, row.members, row.opportunities, row.confirmed) == (1, 2, 1, 1, 2)
    assert (row.checked, row.updated, row.confirmed_percent) == (date(2026, 5, 1), TODAY, 67)
    assert (of("SI04").members, of("SI04").confirmed, of("SI04").checked) == (1, 0, None)


def test_what_is_invented_hidden_anonymous_or_over_does_not_count(piedmont):
    organisation("fake", is_example=True)
    organisation("draft", state="draft")
    opportunity(piedmont, anonymous=True)
    opportunity(piedmont, state="expired")
    opportunity(piedmont, is_example=True)
    row = of("ITC1")
    assert (row.organisations, row.opportunities) == (2, 0)


def test_every_region_stands_there_even_if_it_is_empty(piedmont):
    rows = coverage(today=TODAY)
    assert len(rows) == 44
    assert totals(rows)["organisations"] == 3
    assert of("AT33").profiles == 0


def test_everybody_reads_the_coverage_with_a_map_and_a_table(piedmont):
    page = Client().get("/en/coverage/").content.decode()
    assert "42 of 44" in page
    assert "tile-map" in page
    assert 'href="/en/coverage/"' in Client().get("/en/about/").content.decode()
    assert 'href="/en/coverage/"' in Client().get("/en/regions/").content.decode()


def test_the_coverage_is_a_file_as_well(piedmont):
    lines = Client().get("/en/coverage.csv").getvalue().decode("utf-8-sig").splitlines()
    rows = {row["region"]: row for row in csv.DictReader(lines)}
    assert rows["ITC1"]["clusters"] == "1"
    assert rows["ITC1"]["checked"] == "2026-05-01"
    assert rows["AT33"]["checked"] == ""


@pytest.mark.parametrize("role", ROLES)
def test_the_figures_are_for_those_who_answer_for_the_region(role):
    client = client_of(role)
    ours = {"visitor": SIGN_IN, "officer": 200, "secretariat": 200, "auditor": 200}.get(role, 403)
    others = {**dict.fromkeys(("secretariat", "auditor"), 200), "visitor": SIGN_IN}.get(role, 403)
    for tail in ("figures/", "figures.csv"):
        assert client.get(f"/en/regions/ITC1/{tail}").status_code == ours
        assert client.get(f"/en/regions/SI04/{tail}").status_code == others
        assert client.get(f"/en/regions/XX99/{tail}").status_code == (SIGN_IN if role == "visitor" else 404)


def test_an_officer_of_a_country_sees_its_regions_and_no_other():
    off = person("off@si.example")
    RoleAssignment.objects.create(user=off, role="officer", region="SI")
    seen_by = [code for code in ("SI", "SI03", "SI04", "ITC1") if policy.can_in_region(off, "see_figures", code)]
    assert seen_by == ["SI", "SI03", "SI04"]


def test_the_figures_of_a_region_leave_out_what_is_anonymous(piedmont):
    opportunity(piedmont)
    opportunity(piedmont, anonymous=True, type="business_offer")
    tables = {table.code: table for table in results_of("ITC1", today=TODAY)}
    assert tables["opportunities"].rows == [("Technology request", 1)]


def test_what_came_of_a_region_is_counted_once_whichever_side_is_there(piedmont):
    mura = organisation("mura-2", country="SI", nuts="SI041")
    interest(opportunity(piedmont), mura)
    inside = introduction(piedmont, organisation("bianchi"))
    across = introduction(mura, piedmont)
    introduction(mura, organisation("sava", country="SI", nuts="SI041"))
    collaboration(across, state="completed", outcome="pilot", value_band="under_50k")
    collaboration(inside)
    collaboration(introduction(piedmont, mura), is_example=True)
    page = signed_in(person("off@region.example", "officer")).get("/en/regions/ITC1/figures.csv")
    told = {(row["figure"], row["what"]): row["number"] for row in csv.DictReader(_lines(page))}
    assert told["organisations", "Small or medium enterprise"] == "3"
    assert told["opportunities", "Technology request"] == "1"
    assert told["interests", "Waiting for an answer"] == "1"
    assert told["introductions", "Open"] == "3"
    assert told["collaborations", "Completed"] == "1"
    assert told["collaborations", "Getting to know each other"] == "1"
    assert told["outcomes", "Pilot or test"] == "1"
    assert told["values", "EUR 10 000 to 50 000"] == "1"


def _lines(answer) -> list[str]:
    return answer.getvalue().decode("utf-8-sig").splitlines()


def test_the_desk_leads_each_office_to_its_pages():
    organisation("rossi", state="in_review")
    shown = {
        role: client_of(role).get("/en/desk/").content.decode()
        for role in ("signed_in", "officer", "secretariat", "auditor")
    }
    assert "/regions/ITC1/figures/" in shown["officer"]
    assert "Organisations to review" in shown["secretariat"]
    assert "/en/secretariat/" in shown["auditor"]
    assert all("/en/secretariat/" not in shown[role] for role in ("signed_in", "officer"))
