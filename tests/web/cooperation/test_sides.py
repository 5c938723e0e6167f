"""Public-private synergies, missing sides, and bridges between regions."""

from datetime import date

import pytest
from django.core.cache import cache
from django.test import Client

from cordata_web.cooperation.bringing import bring_projects
from cordata_web.cooperation.loading import store
from cordata_web.jobs.models import Job
from web import cast

pytestmark = pytest.mark.django_db
PEOPLE = (
    ("1", "100111222", "Alpha", "True", "PRC", "IT", "ITC11"),
    ("1", "200111222", "Beta University", "False", "HES", "AT", "AT332"),
    ("2", "200111222", "Beta University", "False", "HES", "AT", "AT332"),
    ("2", "300111222", "Gamma", "True", "PRC", "SI", "SI041"),
    ("3", "400111222", "Delta City", "False", "PUB", "IT", "ITC11"),
    ("3", "500111222", "Eps", "True", "PRC", "FR", "FRK26"),
)  # fmt: skip
FIELDS = b"projectID;euroSciVocCode;euroSciVocPath;euroSciVocTitle\n" + b"".join(
    b"%d;/25/73/453;/a/b/c;c\n" % number for number in (1, 2, 3)
)


def table_of_projects() -> bytes:
    head = "projectID,organisationID,name,SME,activityType,country,nuts3_2021,startDate\n"
    return (head + "".join(",".join(row) + ",2024-05-01\n" for row in PEOPLE)).encode()


@pytest.fixture
def _loaded():
    brought = bring_projects({"p.csv": table_of_projects(), "euroSciVoc.csv": FIELDS}, today=date(2026, 11, 25))
    store(brought.about, brought.content, actor=None)


@pytest.mark.usefixtures("_loaded")
def test_synergies_name_who_works_together_and_who_is_missing():
    client = Client()
    first = client.get("/en/cooperation/synergies/")
    assert (first.context["theme"], first.context["found"]["projects"]) == ("/25/73", 3)
    assert "most participations" in first.content.decode()
    answer = client.get("/en/cooperation/synergies/?theme=/25/73")
    found = answer.context["found"]
    assert found["projects"] == 3
    assert {tuple(one[:4]) for one in found["dyads"]} == {
        ("ITC1", "firm", "AT33", "research"), ("SI04", "firm", "AT33", "research"), ("FRK2", "firm", "ITC1", "public"),
    }  # fmt: skip
    assert {tuple(one["regions"]): one["missing"] for one in found["missing"]}[("AT33", "ITC1")] == "public"
    assert "Delta City" in answer.content.decode()
    assert client.get("/en/cooperation/charts/synergies.svg?activity=/25/73").status_code == 200


@pytest.mark.usefixtures("_loaded")
def test_bridges_name_organisations_between_regions():
    client = Client()
    answer = client.get("/en/cooperation/bridges/")
    [first, *_rest] = answer.context["found"]["brokers"]
    assert (first["name"], first["liaison"]) == ("Beta University", 1.0)
    assert client.get("/en/cooperation/charts/brokers.csv").status_code == 200


@pytest.mark.usefixtures("_loaded")
def test_many_projects_are_computed_in_the_background(monkeypatch):
    monkeypatch.setattr("cordata_web.cooperation.views.sides.AT_ONCE", 0)
    cache.clear()
    client = cast.signed_in(cast.person())
    assert "Compute" in client.get("/en/cooperation/bridges/").content.decode()
    assert Client().post("/en/cooperation/sides/compute/", {"theme": ""}).status_code == 403
    assert client.post("/en/cooperation/sides/compute/", {"theme": "/25/73"}).status_code == 302
    assert client.post("/en/cooperation/sides/compute/", {"theme": "none"}).status_code == 404
    assert client.get("/en/cooperation/charts/brokers.svg").status_code == 404
    assert Job.objects.get().arguments["kind"] == "synergies"


@pytest.mark.parametrize("page", ["synergies", "bridges"])
def test_without_projects_the_pages_say_so(page):
    assert "No joint projects are loaded yet." in Client().get(f"/en/cooperation/{page}/").content.decode()
