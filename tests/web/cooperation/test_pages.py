"""The pages of cooperation: in five languages, with figures and without."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from cordata_web.cooperation import results
from cordata_web.cooperation.kinds import BACKTEST, ORGANISATIONS
from cordata_web.cooperation.models import Dataset, MetaCluster, Participation, Project, Result
from cordata_web.cooperation.shipped import store_shipped
from cordata_web.cooperation.views.networks import inputs_of
from cordata_web.directory.models import Profile
from cordata_web.jobs.models import Job
from cordata_web.people.models import AuditEntry
from web.cast import cluster, organisation, person, signed_in
from web.jobs.working import run_jobs

LANGUAGES = ("en", "it", "de", "fr", "sl")
PAGES = (
    "cooperation/",
    "cooperation/?region=ITC1&within=yes",
    "cooperation/regions/ITC1/",
    "cooperation/links/AT33/ITC1/",
    "cooperation/compare/",
    "cooperation/compare/?region=ITC1&region=AT33",
    "cooperation/activities/",
    "cooperation/activities/?activity=/25/73",
    "cooperation/activities/?activity=no",
    "cooperation/network/",
    "cooperation/bridges/",
    "cooperation/synergies/",
    "cooperation/meta-clusters/",
    "cooperation/backtest/",
    "cooperation/formulas/",
    "cooperation/sources/",
    "cooperation/sources/cordis-horizon-sample/?region=ITC1",
    "cooperation/sources/cordis-horizon-sample/?region=ITC1&other=AT33",
)
CHARTS = ("strengths", "reach", "links", "matrix", "strongest", "network")


@pytest.fixture
def shipped(db) -> Dataset:
    return store_shipped()


@pytest.fixture
def projects(db) -> Dataset:
    """Thirty projects of three organisations each, of changing partners."""
    row = Dataset.objects.create(
        pk="told", kind="projects", name="Told", publisher="Us", address="https://told.example", licence="CC0",
        nomenclature="euroscivoc", unit="participations", checked="2026-11-25", version="1", rows=90,
    )  # fmt: skip
    regions = ("ITC1", "AT33", "SI04", "FRK2", "CH07")
    for number in range(30):
        project = Project.objects.create(
            dataset=row, identifier=str(number), start=date(2024, 1 + number % 10, 1), activities=["/25/73"]
        )
        for step in (1, 3, 7):
            one = (number * step + step) % 11
            Participation.objects.get_or_create(
                project=project,
                organisation=f"o{one}",
                defaults={"name": f"Organisation {one}", "kind": "sme", "country": "IT", "region": regions[one % 5]},
            )
    return row


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_answers_in_every_language(shipped: Dataset, language: str) -> None:
    for page in PAGES:
        answer = Client().get(f"/{language}/{page}")
        assert answer.status_code == 200, page
        assert f'lang="{language}"' in answer.content.decode()


def test_every_page_answers_where_nothing_is_loaded(db) -> None:
    for page in PAGES:
        wanted = 404 if "sources/cordis" in page else 200
        assert Client().get(f"/en/{page}").status_code == wanted, page


def test_a_link_says_why_with_figures_that_lead_to_their_rows(shipped: Dataset) -> None:
    page = Client().get("/en/cooperation/links/AT33/ITC1/").content.decode()
    assert "They have 3 joint projects" in page
    assert "/en/cooperation/sources/cordis-horizon-sample/?region=AT33&amp;other=ITC1" in page
    assert "/en/cooperation/formulas/#potential" in page


def test_the_two_regions_of_a_link_stand_in_one_order_only(shipped: Dataset) -> None:
    answer = Client().get("/en/cooperation/links/ITC1/AT33/")
    assert answer["Location"].startswith("/en/cooperation/links/AT33/ITC1/")
    assert Client().get("/en/cooperation/links/ITC1/ITC1/").status_code == 404


@pytest.mark.parametrize(
    "page",
    ["regions/XX00/", "links/XX00/ITC1/", "sources/nothing/", "charts/nothing.svg", "charts/links.gif", "clusters/no/"],
)
def test_what_is_not_there_is_not_found(shipped: Dataset, page: str) -> None:
    assert Client().get(f"/en/cooperation/{page}").status_code == 404


def test_values_that_mean_nothing_are_told_and_the_page_still_answers(shipped: Dataset) -> None:
    asked = "source=nothing&since=x&measure=guess&at_least=-3&region=XX99&sector=gold"
    page = Client().get(f"/en/cooperation/?{asked}").content.decode()
    for value in ("nothing", "guess", "-3", "XX99", "gold"):
        assert value in page.partition("left out:")[2][:200]


def test_another_assumption_moves_the_ranking(shipped: Dataset) -> None:
    usual, other = (
        Client().get(f"/en/cooperation/links.csv?{asked}").getvalue().decode()
        for asked in ("", "measure=cosine&at_least=3")
    )
    assert usual.splitlines()[0] == other.splitlines()[0]
    assert usual.splitlines()[1:6] != other.splitlines()[1:6]


def test_the_same_choices_are_computed_once(shipped: Dataset) -> None:
    Client().get("/en/cooperation/")
    made = set(Result.objects.values_list("pk", "made"))
    Client().get("/de/cooperation/")
    assert set(Result.objects.values_list("pk", "made")) == made


def test_new_figures_never_find_an_old_result(shipped: Dataset) -> None:
    Client().get("/en/cooperation/")
    before = Result.objects.count()
    Dataset.objects.update(version="other")
    Client().get("/en/cooperation/")
    assert Result.objects.count() == before + 1


@pytest.mark.parametrize("kind", CHARTS)
def test_every_chart_is_drawn_and_downloaded(shipped: Dataset, kind: str) -> None:
    address = f"/sl/cooperation/charts/{kind}"
    svg = Client().get(f"{address}.svg?region=ITC1")
    assert svg["Content-Type"] == "image/svg+xml"
    assert svg.content.startswith(b"<svg")
    assert Client().get(f"{address}.svg?region=ITC1", headers={"if-none-match": svg["ETag"]}).status_code == 304
    assert Client().get(f"{address}.png?region=ITC1").content.startswith(b"\x89PNG")
    assert Client().get(f"{address}.csv?region=ITC1").content.startswith(b"\xef\xbb\xbf")


def test_a_chart_by_night_is_another_picture(shipped: Dataset) -> None:
    day, night = (Client().get(f"/en/cooperation/charts/links.svg?theme={t}").content for t in ("light", "dark"))
    assert day != night


def test_networks_of_organisations_are_computed_for_whoever_asks(projects: Dataset) -> None:
    ada = signed_in(person())
    assert Client().post("/en/cooperation/network/compute/").status_code == 403
    assert "has not been computed" in ada.get("/en/cooperation/network/").content.decode()
    answer = ada.post("/en/cooperation/network/compute/")
    assert answer["Location"] == f"/en/jobs/{Job.objects.get().pk}/"
    run_jobs()
    assert Job.objects.get().state == "done"
    assert results.find(ORGANISATIONS, inputs_of(projects))["number"] == 10
    assert "Organisation 1" in ada.get("/en/cooperation/network/").content.decode()


def test_asked_twice_it_is_one_job(projects: Dataset) -> None:
    ada = signed_in(person())
    for _again in range(2):
        ada.post("/en/cooperation/network/compute/")
    assert Job.objects.count() == 1


def test_the_proof_is_computed_for_whoever_asks_and_says_who_is_ahead(projects: Dataset) -> None:
    ada = signed_in(person())
    assert Client().post("/en/cooperation/backtest/compute/").status_code == 403
    ada.post("/en/cooperation/backtest/compute/", {"split": "2024-07-01"})
    run_jobs()
    found = Result.objects.get(kind=BACKTEST).content
    assert found["before"]["projects"] + found["after"]["projects"] == 30
    page = ada.get("/en/cooperation/backtest/?split=2024-07-01").content.decode()
    assert "Potential (ours)" in page
    assert "of the best simple method" in page or "ahead of the potential" in page


def test_nothing_is_computed_where_no_projects_are(db) -> None:
    ada = signed_in(person())
    assert ada.post("/en/cooperation/network/compute/").status_code == 404
    assert ada.post("/en/cooperation/backtest/compute/").status_code == 404


@pytest.fixture
def neighbours(db) -> None:
    """Clusters of three countries that share the theme of solar energy."""
    for key, country, nuts, concepts in (
        ("sole", "IT", "ITC1", ("photovoltaics", "solar-thermal-collectors")),
        ("sonne", "AT", "AT33", ("photovoltaics", "heat-pumps")),
        ("sonce", "SI", "SI04", ("photovoltaics", "wind-power")),
    ):
        made = cluster(key, country=country, nuts=nuts)
        made.concepts.all().delete()
        for position, concept in enumerate(concepts):
            made.concepts.create(concept=concept, position=position)


def test_clusters_abroad_complement_one(neighbours) -> None:
    profile = Client().get(Profile.objects.get(pk="sole").get_absolute_url(), follow=True).content.decode()
    assert 'href="/en/cooperation/clusters/sole/"' in profile
    page = Client().get("/en/cooperation/clusters/sole/")
    assert page.status_code == 200
    assert "Sole" in page.content.decode()
    assert Client().get(f"/en/cooperation/clusters/{organisation('firm').pk}/").status_code == 404


def test_a_suggestion_becomes_a_draft_that_is_one_s_own(neighbours) -> None:
    ada, eve = signed_in(person()), signed_in(person("eve@other.example"))
    page = ada.get("/en/cooperation/meta-clusters/").content.decode()
    theme = page.partition("/meta-clusters/draft/")[2].partition("/")[0]
    assert theme
    assert Client().post(f"/en/cooperation/meta-clusters/draft/{theme}/").status_code == 403
    ada.post(f"/en/cooperation/meta-clusters/draft/{theme}/")
    row = MetaCluster.objects.get()
    address = f"/en/cooperation/meta-clusters/{row.pk}/"
    assert eve.get(address).status_code == Client().get(address).status_code == 404
    kept = row.clusters.first().pk
    ada.post(address, {"title": "Sun over the Alps", "summary": "Together.", "cluster": [kept]})
    row.refresh_from_db()
    assert (row.title, list(row.clusters.values_list("pk", flat=True))) == ("Sun over the Alps", [kept])
    refused = ada.post(address, {"title": "", "summary": "Not lost."}).content.decode()
    assert "Not lost." in refused
    assert eve.post(f"{address}delete/").status_code == 404
    ada.post(f"{address}delete/")
    assert not MetaCluster.objects.exists()
    told = AuditEntry.objects.filter(object_kind="cooperation.metacluster").values_list("action", flat=True)
    assert sorted(told) == ["deleted", "draft", "edit"]


def test_nothing_is_suggested_for_a_theme_of_nobody(db) -> None:
    assert signed_in(person()).post("/en/cooperation/meta-clusters/draft/photovoltaics/").status_code == 404


def test_the_directory_is_a_source_whose_rows_are_its_profiles(db) -> None:
    answer = Client().get("/en/cooperation/sources/directory/?region=ITC1&activity=photovoltaics")
    assert answer["Location"] == "/en/directory/?region=ITC1&concept=photovoltaics"
