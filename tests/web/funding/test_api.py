"""Instruments for programs."""

import pytest

from cordata.funding import load_instruments
from web import cast

pytestmark = pytest.mark.django_db
PIEDMONT = "/api/v1/instruments?region=ITC1"


def test_instruments_come_in_pages_with_their_addresses(client):
    answer = client.get("/api/v1/instruments?per_page=5&page=2").json()
    assert (answer["total"], answer["page"]) == (len(load_instruments()), 2)
    assert [one["id"] for one in answer["instruments"]] == list(load_instruments())[5:10]
    assert all(one["url"].endswith(f"/financing/instruments/{one['id']}/") for one in answer["instruments"])


def test_filters_hold_all_together(client):
    found = client.get(f"{PIEDMONT}&form=grant&beneficiary=cluster&per_page=200").json()["instruments"]
    assert {one["id"] for one in found} == {
        key
        for key, one in load_instruments().items()
        if one.serves("ITC1") and one.form == "grant" and "cluster" in one.beneficiaries
    }


def test_a_day_leaves_out_what_was_over_by_then(client):
    found = client.get(f"{PIEDMONT}&on=2026-11-25&per_page=200").json()["instruments"]
    assert found
    assert all(one["valid_to"] is None or one["valid_to"] >= "2026-11-25" for one in found)


@pytest.mark.parametrize("query", ["region=XX99", "form=gift", "on=soon", "page=0", "per_page=1000"])
def test_what_means_nothing_is_refused(client, query):
    assert client.get(f"/api/v1/instruments?{query}").status_code == 422


def test_one_instrument_tells_every_fact_and_its_source(client):
    one = next(iter(load_instruments().values()))
    told = client.get(f"/api/v1/instruments/{one.id}").json()
    assert (told["name"], told["source"], told["confirmed"]) == (one.name, one.source, one.confirmed)
    assert told["territories"] == list(one.territories)
    assert client.get("/api/v1/instruments/nothing").status_code == 404


def test_a_mix_pays_as_the_page_tells(client):
    told = client.get("/api/v1/financing-mix?project=ITC1,sme,100000,r_and_d&project=SI04,sme,50000").json()
    assert told["proved"]
    assert {one["project"] for one in told["payments"]} <= {1, 2}
    assert sum(float(one["amount"]) for one in told["payments"]) == pytest.approx(float(told["given"]))
    assert float(told["given"]) + sum(float(one) for one in told["borne"]) == pytest.approx(150_000)
    assert set(told["unused"]) | {one["instrument"] for one in told["payments"]} == set(load_instruments())


@pytest.mark.parametrize(
    "query",
    [
        "", "project=", "project=XX,sme,100", "project=ITC1,king,100", "project=ITC1,sme,much", "project=ITC1,sme,NaN",
        "project=ITC1,sme,-5", "project=ITC1,sme,100,fun", "project=ITC1,sme,100,skills,more",
        "project=ITC1,sme,100&at_hand=120",
    ],
)  # fmt: skip
def test_a_mix_that_cannot_be_read_is_refused(client, query):
    assert client.get(f"/api/v1/financing-mix?{query}").status_code == 422


JOINT = "/api/v1/joint-call?instrument=zit-kooperation&instrument=ideen-reich-xl"


def test_a_joint_call_tells_money_differences_and_applicants(client):
    cast.organisation("wiener", country="AT", nuts="AT130", local_language="de", size_category="small")
    told = client.get(f"{JOINT}&amount=500000&amount=200000&cost=60000&cost=50000.50&rate=75&rate=60").json()
    one, other = told["sides"]
    assert (one["paid"], one["projects"], one["applicants"][0]["organisation"]) == ("45000.00", 11, "wiener")
    assert (other["paid"], other["projects"], other["applicants"]) == ("30000.30", 6, [])
    assert (told["projects"], told["limiting"], told["groups"]) == (6, ["ideen-reich-xl"], [])
    assert {row["code"] for row in told["differences"]} >= {"rate", "ceiling", "beneficiaries"}


@pytest.mark.parametrize(
    "query",
    [
        "instrument=zit-kooperation", "instrument=zit-kooperation&instrument=nothing", "", f"{JOINT[20:]}&amount=5",
        f"{JOINT[20:]}&cost=0&cost=1", f"{JOINT[20:]}&rate=101&rate=1", f"{JOINT[20:]}&amount=-1&amount=1",
        f"{JOINT[20:]}&amount=1.234&amount=1",
    ],
)  # fmt: skip
def test_a_joint_call_that_means_nothing_is_refused(client, query):
    assert client.get(f"/api/v1/joint-call?{query}").status_code == 422
