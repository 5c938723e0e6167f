"""The pages of programmes, as anybody reads them."""

from __future__ import annotations

import pytest

from cordata.funding import load_programmes

pytestmark = pytest.mark.django_db


def page(client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize("language", ["en", "it", "de", "fr", "sl"])
@pytest.mark.parametrize(
    "path",
    [
        "", "?on=2018-05-01&family=horizon", "eurostars-2021/", "compare/",
        "compare/?a=eurostars-2014&b=eurostars-2021",
        "history/alpine-space/rate/", "history/eurostars/largest_partner/",
    ],
)  # fmt: skip
def test_every_page_answers_in_every_language(client, language, path):
    assert f'<html lang="{language}"' in page(client, f"/{language}/programmes/{path}")


@pytest.mark.parametrize("pk", load_programmes())
def test_every_programme_has_a_page_with_its_rules_and_gaps(client, pk):
    told = page(client, f"/en/programmes/{pk}/?on=2030-01-01")
    assert "What is not known here" in told
    assert "This programme was not valid on" in told or load_programmes()[pk].valid.last.year >= 2030


def test_the_list_tells_what_is_valid_on_the_day_chosen(client):
    answer = client.get("/en/programmes/?on=2018-05-01")
    assert answer.context["valid"] == sum(
        one.valid.holds(answer.context["chosen"].day) for one in load_programmes().values()
    )
    valid = [row["id"] for family in answer.context["families"] for row in family["rows"] if row["is_valid"]]
    assert "horizon-2020-ria" in valid
    assert "horizon-europe-ria" not in valid


def test_what_means_nothing_in_the_address_is_said(client):
    assert "left out: soon, gardens" in page(client, "/en/programmes/?on=soon&family=gardens")
    assert "left out: soon" in page(client, "/en/programmes/eurostars-2021/?on=soon")
    assert "left out: nothing" in page(client, "/en/programmes/compare/?a=nothing&b=eurostars-2021")
    assert client.get("/en/programmes/nothing/").status_code == 404
    assert client.get("/en/programmes/history/eurostars/weather/").status_code == 404


def test_hard_and_soft_rules_and_their_sources_are_told(client):
    told = page(client, "/en/programmes/alpine-space-2021/?on=2026-11-26")
    assert "Partners: 7 to 12." in told
    assert "may be departed from with good reasons" in told
    assert "must hold" in told
    assert 'href="https://www.alpine-space.eu/for-applicants/faq/"' in told
    assert "Staff: a flat rate of 20 % of these costs: Equipment, External expertise and services." in told


def test_switzerland_is_associated_from_2025_on(client):
    rows = {
        year: client.get(f"/en/programmes/horizon-europe-ria/?on={year}-06-01").context["standing"]
        for year in (2024, 2025)
    }
    swiss = {
        year: next(row for row in table["rows"] if row["country"] == "Switzerland") for year, table in rows.items()
    }
    assert [cell["word"] for cell in swiss[2024]["cells"]] == ["no", "no"]
    assert [cell["word"] for cell in swiss[2025]["cells"]] == ["no", "yes"]


def test_two_editions_show_what_has_changed(client):
    rows = client.get("/en/programmes/compare/?a=eurostars-2014&b=eurostars-2021").context["rows"]
    largest = next(row for row in rows if row["name"] == "Largest share of one partner")
    assert [cell["text"][-13:] for cell in largest["cells"]] == ["at most 75 %.", "at most 70 %."]
    assert not largest["same"]


def test_the_rate_of_the_alpine_space_is_told_through_its_editions(client):
    lines = client.get("/en/programmes/history/alpine-space/rate/").context["lines"]
    assert [line["row"]["percent"] for line in lines if "Member States" in line["row"]["who"]] == [
        "76 %",
        "85 %",
        "75 %",
        "75 %",
    ]


def test_programs_read_programmes_of_a_day(client):
    answer = client.get("/api/v1/programmes?on=2018-05-01&per_page=200").json()
    assert {one["id"] for one in answer["programmes"]} >= {"horizon-2020-ia", "eurostars-2014"}
    one = client.get("/api/v1/programmes/horizon-europe-ria?on=2026-01-01").json()
    assert one["is_valid"]
    assert [rule["id"] for rule in one["rules"]] == ["countries", "member_state"]
    assert one["rates"][0]["percent"] == "100"
    assert one["gaps"] == ["conditions_of_topic"]
    before = client.get("/api/v1/programmes/horizon-europe-ria?on=2019-01-01").json()
    assert (before["is_valid"], before["rules"], before["rates"], before["limits"]) == (False, [], [], [])
    assert client.get("/api/v1/programmes?family=gardens").status_code == 422
    assert client.get("/api/v1/programmes/nothing").status_code == 404
