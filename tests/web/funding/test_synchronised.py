"""A synchronised call on the site: chosen, worked out for the network, taken away as tables."""

import csv
import io
from decimal import Decimal

import pytest
from python_calamine import CalamineWorkbook

from cordata_web.directory.models import Profile, ProfileConcept
from cordata_web.funding.models import Instrument
from web import cast

pytestmark = pytest.mark.django_db
PAGE = "/en/financing/joint-calls/together/"
HERE, THERE = "here", "there"


def instrument(key: str, territory: str, **more) -> Instrument:
    facts = {
        "name": key.title(), "funder": "Region", "level": "regional", "territories": [territory], "form": "grant",
        "purpose": "r_and_d", "beneficiaries": ["sme", "university"], "rate": 50, "ceiling": 100_000,
        "budget": 500_000, "currency": "EUR", "months": 24, "status": "open", "source": "https://one.example",
        "checked": "2026-11-22", "position": 1000,
    }  # fmt: skip
    return Instrument.objects.create(id=key, **{**facts, **more})


def working_on(*concepts: str, key: str, **more):
    made = cast.organisation(key, **more)
    for position, concept in enumerate(concepts):
        ProfileConcept.objects.create(profile=made, concept=concept, position=position)
    return made


@pytest.fixture(autouse=True)
def network():
    """Two regions; in each one firm that the other complements, and one organisation that is not admitted."""
    instrument(HERE, "ITC1")
    instrument(THERE, "FRK2", rate=75, ceiling=60_000, beneficiaries=["sme"])
    working_on("die-casting", "heat-pumps", key="rossi", size_category="small")
    working_on(
        "aluminium-alloys", "heat-and-cold-supply", key="dupont", country="FR", nuts="FRK24", local_language="fr"
    )
    cast.organisation("comune", kind="public")
    cast.organisation("faraway", country="SI", nuts="SI041", local_language="sl")


def told(client, query: str = ""):
    return client.get(f"{PAGE}?instrument={HERE}&instrument={THERE}{query}")


def test_without_a_choice_sets_are_proposed_whose_link_shows_them(client):
    sets = client.get(PAGE).context["sets"]
    assert len(sets) > 1
    answer = client.get(f"{PAGE}?{sets[0]['query']}")
    assert [row["id"] for row, _form in answer.context["sides"]] == [row["id"] for row in sets[0]["rows"]]
    assert "Who could apply with whom" in answer.content.decode()


def test_one_instrument_asks_for_another_and_an_addition_stands_in_the_address(client):
    assert "Choose at least two instruments." in client.get(f"{PAGE}?instrument={HERE}").content.decode()
    answer = client.get(f"{PAGE}?instrument={HERE}&add={THERE}")
    assert answer.status_code == 302
    assert f"instrument={HERE}&instrument={THERE}" in answer.url
    assert client.get(answer.url).context["choice"].is_enough


def test_each_region_pays_its_own_applicant_and_the_money_is_enough_for_so_many_projects(client):
    answer = told(client, f"&{HERE}-cost=120000&{THERE}-amount=200000&{THERE}-cost=80000")
    one, two = answer.context["reach"].sides
    assert (one.side.amount, one.paid, one.projects) == (Decimal(500_000), Decimal("60000.00"), 8)
    assert (two.paid, two.own, two.left) == (Decimal("60000.00"), Decimal("20000.00"), Decimal("20000.00"))
    assert "enough for 3 projects. First to end: There." in " ".join(answer.content.decode().split())


def test_an_agreed_rate_counts_and_an_amount_that_is_none_stays_as_typed(client):
    assert told(client, f"&{HERE}-cost=1000&{HERE}-rate=80").context["reach"].sides[0].paid == Decimal("800.00")
    answer = told(client, f"&{HERE}-cost=many&{THERE}-rate=120")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'value="many"' in page
    assert "A rate is above 0 and at most 100 per cent." in page


def test_what_differs_is_told_with_both_values(client):
    rows = {str(row["name"]): row["values"] for row in told(client).context["differences"]}
    assert rows["Highest share of the cost"] == ["50 %", "75 %"]
    assert rows["Ceiling"] == ["100,000 EUR", "60,000 EUR"]
    assert "Who may get it" in rows


def test_only_who_is_admitted_in_each_region_is_paired_and_with_reasons(client):
    answer = told(client)
    here, there = answer.context["applicants"]
    assert [row["id"] for row in here["admitted"]] == ["rossi"]
    assert [row["id"] for row in there["admitted"]] == ["dupont"]
    [group] = answer.context["groups"]
    assert [one["name"] for one in group["members"]] == ["Rossi", "Dupont"]
    assert group["worth"] > 0
    assert any("neighbours" in sentence for sentence in group["pairs"][0]["sentences"])


def test_a_theme_in_words_becomes_concepts_of_the_address_and_leaves_the_others_out(client):
    answer = told(client, "&theme=heat+pumps")
    assert answer.status_code == 302
    assert "concept=heat-pumps" in answer.url
    found = client.get(answer.url)
    assert [len(side["admitted"]) for side in found.context["applicants"]] == [1, 0]
    assert found.context["applicants"][1]["off_theme"] == 1
    page = found.content.decode()
    assert "There: nobody in the network may apply for sure." in page
    assert "No group with one applicant of each region was found." in page


def test_words_that_name_no_concept_stay_in_the_field(client):
    answer = told(client, "&theme=qqqq")
    assert answer.status_code == 200
    assert "The thesaurus has no concept of this name: qqqq" in answer.content.decode()


def test_invented_examples_are_marked_and_can_be_left_out(client):
    Profile.objects.filter(pk="dupont").update(is_example=True)
    assert told(client).context["applicants"][1]["examples"] == 1
    assert told(client, "&real=yes").context["groups"] == []


def test_what_is_not_published_never_appears(client):
    cast.organisation("secret", state="draft")
    assert "secret" not in told(client).content.decode().lower()


def test_the_tables_hold_the_groups_the_money_and_the_reasons(client):
    query = f"?instrument={HERE}&instrument={THERE}&{HERE}-cost=120000"
    text = b"".join(client.get(f"/en/financing/joint-calls/together.csv{query}").streaming_content).decode("utf-8-sig")
    assert [row["organisation"] for row in csv.DictReader(io.StringIO(text))] == ["rossi", "dupont"]
    content = client.get(f"/en/financing/joint-calls/together.xlsx{query}").content
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert len(book.sheet_names) == 4
    money = book.get_sheet_by_index(0).to_python()
    assert money[1][0] == "Here"
    assert 60_000.0 in money[1]
    assert "neighbours" in str(book.get_sheet_by_index(3).to_python()[1])


def test_an_address_of_what_is_not_there_says_so(client):
    page = client.get(f"{PAGE}?instrument=nothing&having=nobody&sector=x&concept=y").content.decode()
    assert "nothing" in page
    assert client.get("/en/financing/joint-calls/together.csv?instrument=nothing").status_code == 200
