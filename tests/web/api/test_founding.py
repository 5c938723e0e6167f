"""Listing, claiming, measuring and reviewing organisations by programs, and files of conversations."""

from __future__ import annotations

import base64

import pytest

from cordata_web.directory.models import Claim, Profile, SizeTest
from cordata_web.people.models import Role
from web import cast
from web.api.test_manners import kind

NEW = {"name": "Officina Nuova", "kind": "sme", "region": "ITC1", "town": "Torino"}
SMALL = {"headcount": 12, "turnover": 1_500_000.5, "balance_sheet": 900_000}
LARGE = {"headcount": 900, "turnover": 2e8, "balance_sheet": 1e8}


@pytest.fixture
def rossi(db):
    return cast.organisation("rossi", name="Rossi Sensori", town="Torino", website="https://rossi.example")


@pytest.fixture
def ada(rossi, program):
    return program(cast.person("ada@rossi.example", "member", rossi))


@pytest.fixture
def eva(db, program):
    return program(cast.person("eva@elsewhere.example"))


@pytest.fixture
def office(db, program):
    return program(cast.person("office@cordata.example", Role.SECRETARIAT))


def test_an_organisation_is_listed_and_its_maker_acts_for_it(eva):
    made = eva.post("/organisations", {**NEW, "vat": "IT00743110157"}, 201)
    assert (made["state"], made["vat"], made["editable"]) == ("draft", "IT00743110157", True)
    assert [one["id"] for one in eva.get("/me/organisations")["organisations"]] == [made["id"]]
    faults = eva.post("/organisations", {**NEW, "name": "Other", "region": "US01", "vat": "IT1"}, 422)["errors"]
    assert "/region" in {one["pointer"] for one in faults}


def test_one_that_is_there_already_is_claimed_rather_than_listed_twice(eva, rossi):
    twin = {**NEW, "name": "Rossi Sensori", "website": "https://rossi.example"}
    (alike,) = eva.get("/organisations-alike?name=Rossi+Sensori&region=ITC1&town=Torino")["organisations"]
    assert (alike["id"], alike["key"]) == ("rossi", None)
    refused = eva.post("/organisations", twin, 409)
    assert (kind(refused), refused["errors"][0]["detail"]) == ("refused", "rossi: Rossi Sensori")
    assert eva.post("/organisations/rossi/claims", {"message": "I am its owner."}, 201)["state"] == "open"
    assert Claim.objects.get().message == "I am its owner."
    assert eva.post("/organisations", {**twin, "seen": ["rossi"]}, 201)["name"] == "Rossi Sensori"


def test_one_that_is_prepared_is_claimed_with_its_key_only(eva, rossi):
    Profile.objects.filter(pk="rossi").update(state="draft")
    (alike,) = eva.get("/organisations-alike?name=Rossi+Sensori&region=ITC1&website=rossi.example")["organisations"]
    assert (alike["country"], alike["reasons"]) == ("", [])
    eva.post("/organisations/rossi/claims", {}, 404)
    eva.post("/organisations/rossi/claims", {"key": "rossi:forged"}, 404)
    assert eva.post("/organisations/rossi/claims", {"key": alike["key"]}, 201)["state"] == "open"


def test_nobody_claims_what_is_theirs_and_strangers_list_nothing(ada, program, rossi):
    assert kind(ada.post("/organisations/rossi/claims", {}, 409)) == "refused"
    assert kind(program().post("/organisations", NEW, 401)) == "no-key"


def test_the_size_test_is_taken_with_partners_and_says_why(ada, rossi):
    ada.get("/organisations/rossi/size-test", 404)
    owner = {"name": "Holding", "capital": 60, "figures": LARGE}
    told = ada.post("/organisations/rossi/size-test?language=de", {"years": [SMALL], "relations": [owner]}, 201)
    assert told["category"] == "large"
    assert {"linked", "too_many_heads"} <= {one["code"] for one in told["reasons"]}
    alone = ada.post("/organisations/rossi/size-test", {"years": [SMALL]}, 201)
    assert ada.get("/organisations/rossi/size-test")["category"] == alone["category"] == "small"
    assert SizeTest.objects.first().answers["own"]["turnover_now"] == pytest.approx(1_500_000.5)
    assert ada.get("/organisations/rossi")["size_category"] == "small"


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ({"years": []}, "/years"),
        ({"years": [{**SMALL, "headcount": -1}]}, "/years/0/headcount"),
        ({"years": [SMALL], "relations": [{"name": "H", "capital": 120}]}, "/relations/0/capital"),
        ({"years": [SMALL], "relations": [{"name": "H", "capital": 60}]}, ""),
        ({"years": [SMALL, SMALL], "estimated": True}, ""),
    ],
)
def test_a_size_test_that_cannot_be_taken_says_what_is_wrong(ada, rossi, body, fault):
    told = ada.post("/organisations/rossi/size-test", body, 422)
    assert fault in {one.get("pointer", "") for one in told["errors"] or [{}]}
    assert not SizeTest.objects.exists()


def test_the_size_of_others_is_not_measured(eva, rossi):
    eva.post("/organisations/rossi/size-test", {"years": [SMALL]}, 403)
    eva.get("/organisations/rossi/size-test", 403)


def test_the_secretariat_reviews_with_checklist_and_words(office, ada, rossi):
    Profile.objects.filter(pk="rossi").update(state="in_review")
    (waits,) = office.get("/reviews?kind=organisation")["waiting"]
    assert (waits["id"], waits["ours"]) == ("rossi", True)
    review = "/reviews/organisation/rossi"
    assert kind(office.post(f"{review}/decisions/approve", {}, 409)) == "refused"
    assert kind(office.post(f"{review}/decisions/reject", {}, 422)) == "validation"
    office.post(f"{review}/comments", {"text": "Which machines?"}, 201)
    answered = ada.post(f"{review}/comments", {"text": "Five axes."}, 201)
    assert ([one["text"] for one in answered["comments"]], answered["checklist"]) == (
        ["Which machines?", "Five axes."],
        [],
    )
    codes = [one["code"] for one in office.get(review)["checklist"]]
    office.patch(f"{review}/checklist", {"answers": {"nonsense": "yes"}}, 422)
    office.patch(f"{review}/checklist", {"answers": dict.fromkeys(codes, "yes")})
    assert office.post(f"{review}/decisions/approve")["state"] == "published"
    assert kind(office.post(f"{review}/decisions/approve", status=409)) == "refused"


def test_only_the_secretariat_reviews_and_only_with_that_scope(ada, rossi, program):
    Profile.objects.filter(pk="rossi").update(state="in_review")
    ada.get("/reviews", 403)
    ada.post("/reviews/organisation/rossi/decisions/approve", {}, 403)
    writer = program(cast.person("other@cordata.example", Role.SECRETARIAT), "read", "write")
    assert kind(writer.post("/reviews/organisation/rossi/decisions/approve", {}, 403)) == "missing-scope"
    assert Profile.objects.get(pk="rossi").state == "in_review"


def sent(name: str, content: bytes) -> dict[str, str]:
    return {"name": name, "content": base64.b64encode(content).decode()}


def test_files_travel_with_messages_and_are_fetched_by_those_who_take_part(db, program):
    first, second = cast.organisation("first"), cast.organisation("second")
    ada, lea = cast.person("ada@first.example", "member", first), cast.person("lea@second.example", "member", second)
    met = cast.introduction(first, second, (ada, first), (lea, second))
    writer, reader, other = program(ada), program(lea), program(cast.person("eve@x.example"))
    said = {"text": "The drawing.", "files": [sent("plan.pdf", b"%PDF-1.7 plan")]}
    (file,) = writer.post(f"/introductions/{met.pk}/messages", said, 201)["files"]
    assert file["name"] == "plan.pdf"
    address = f"/files/{file['id']}"
    answer = reader.send("GET", address)
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 plan"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    other.get(address, 404)
    for wrong in (sent("virus.exe", b"MZ"), {"name": "plan.pdf", "content": "no base64!"}):
        writer.post(f"/introductions/{met.pk}/messages", {"text": "x", "files": [wrong]}, 422)


def test_a_member_leaves_its_cluster_and_returns(ada, rossi):
    cast.cluster("mesap", members=(rossi,))
    steps = "/organisations/rossi/clusters/mesap/steps"
    ada.post(f"{steps}/leave")
    assert kind(ada.post(f"{steps}/leave", status=409)) == "refused"
    ada.post(f"{steps}/return")
    assert rossi.memberships.get().until is None
