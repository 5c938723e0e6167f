"""The financing mix of a plan on its page: what an address asks for, what comes out, what is marked."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.test import Client

from cordata_web.funding.models import Instrument

pytestmark = pytest.mark.django_db
PROJECT = {
    "rows": "3", "p1-name": "Heat", "p1-region": "ITC1", "p1-beneficiary": "sme", "p1-purpose": "r_and_d",
    "p1-cost": "100000",
}  # fmt: skip


def instrument(key: str, **facts: Any) -> Instrument:
    told = {
        "name": key, "level": "regional", "form": "grant", "purpose": "r_and_d", "beneficiaries": ["sme"],
        "currency": "EUR", "status": "open", "checked": "2026-01-01", "source": "https://example.org",
    }  # fmt: skip
    return Instrument.objects.create(pk=key, **{**told, **facts})


@pytest.fixture
def paying(db) -> Instrument:
    Instrument.objects.all().delete()
    return instrument("voucher", territories=["ITC1"], rate=40, ceiling=30_000)


def test_the_page_begins_with_empty_projects_and_stores_nothing(client: Client, paying):
    shown = client.get("/en/financing/mix/")
    assert [form.is_bound for form in shown.context["forms"]] == [False] * 3
    assert "found" not in shown.context


def test_who_pays_what_is_told_to_the_cent(client: Client, paying):
    found = client.get("/en/financing/mix/", PROJECT).context["found"]
    assert found["proved"]
    assert [(one["id"], one["amount"]) for one in found["rows"][0]["payments"]] == [("voucher", "30,000")]
    assert (found["rows"][0]["name"], found["rows"][0]["borne"]) == ("Heat", "70,000")
    assert found["sums"]["given"] == "30,000 EUR"


def test_an_instrument_that_pays_nothing_says_why(client: Client, paying):
    instrument("elsewhere", territories=["SI"], rate=90)
    instrument("abroad", territories=["IT"], rate=90, purpose="skills")
    found = client.get("/en/financing/mix/", PROJECT).context["found"]
    told = {
        str(one["sentence"]): (one["number"], [each["id"] for each in one["instruments"]]) for one in found["unused"]
    }
    assert told == {"It pays elsewhere.": (1, []), "It is for another purpose.": (1, ["abroad"])}


def test_without_a_purpose_every_instrument_of_the_region_may_pay(client: Client, paying):
    instrument("skills", territories=["IT"], rate=20, purpose="skills")
    found = client.get("/en/financing/mix/", {**PROJECT, "p1-purpose": ""}).context["found"]
    assert {one["id"] for one in found["rows"][0]["payments"]} == {"voucher", "skills"}


def test_what_cannot_be_read_is_marked_and_kept(client: Client, paying):
    shown = client.get("/en/financing/mix/", {**PROJECT, "p1-cost": "a lot", "p2-name": "Second"})
    assert shown.status_code == 422
    page = shown.content.decode()
    assert 'value="a lot"' in page
    assert 'value="Second"' in page
    assert "found" not in shown.context


def test_effort_keeps_small_payments_away(client: Client, paying):
    found = client.get("/en/financing/mix/", {**PROJECT, "effort": "30001"}).context["found"]
    assert not found["pays"]
    assert [str(one["sentence"]) for one in found["unused"]] == ["It would not lower what the partners bear."]


def test_a_loan_is_taken_for_what_is_not_at_hand(client: Client, paying):
    instrument("loan", territories=["ITC1"], rate=100, form="loan")
    asked = {**PROJECT, "at_hand": "50", "loans": "on"}
    row = client.get("/en/financing/mix/", asked).context["found"]["rows"][0]
    assert [(one["id"], one["amount"]) for one in row["payments"]] == [("voucher", "30,000"), ("loan", "20,000")]
    short = client.get("/en/financing/mix/", {**PROJECT, "at_hand": "50"}).context["found"]["rows"][0]
    assert short["short"] == "20,000 EUR"


def test_the_drawing_has_the_same_figures_as_a_table(client: Client, paying):
    drawn = client.get("/en/financing/mix/flow.svg", PROJECT)
    assert b"<svg" in drawn.content
    rows = list(csv.reader(io.StringIO(client.get("/en/financing/mix/flow.csv", PROJECT).content.decode("utf-8-sig"))))
    assert {(row[0], float(row[-1])) for row in rows[1:]} == {("voucher", 30_000.0), ("Own money", 70_000.0)}
    assert client.get("/en/financing/mix/flow.svg").status_code == 404
    assert client.get("/en/financing/mix/flow.exe", PROJECT).status_code == 404


@pytest.mark.parametrize(("asked", "rows"), [("0", 1), ("7", 7), ("1000", 20), ("many", 3)])
def test_rows_of_an_address_have_bounds(client: Client, asked, rows):
    assert len(client.get("/en/financing/mix/", {"rows": asked}).context["forms"]) == rows


def test_an_instrument_is_left_out_and_taken_back_by_the_address(client: Client, paying):
    instrument("second", territories=["IT"], rate=10)
    asked = {**PROJECT, "without": "voucher"}
    shown = client.get("/en/financing/mix/", asked)
    assert [one["id"] for one in shown.context["found"]["rows"][0]["payments"]] == ["second"]
    assert 'name="without" value="voucher"' in shown.content.decode()
    (out,) = shown.context["left_out"]
    assert (out["name"], "without" in out["query"]) == ("voucher", False)
    assert b"voucher" not in client.get("/en/financing/mix/flow.csv", asked).content


def test_what_nobody_can_pay_is_no_own_money_in_the_drawing(client: Client, paying):
    drawn = client.get("/en/financing/mix/flow.csv", {**PROJECT, "at_hand": "50"}).content.decode("utf-8-sig")
    amounts = {row[0]: float(row[-1]) for row in list(csv.reader(io.StringIO(drawn)))[1:]}
    assert amounts == {"voucher": 30_000.0, "Own money": 50_000.0, "Can be paid by nobody": 20_000.0}
