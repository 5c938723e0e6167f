"""The exchange by programs alone: from a draft to an outcome, and who may not."""

from __future__ import annotations

import pytest
from django.utils import timezone

from cordata_web.exchange.models import Match, Opportunity
from web import cast
from web.api.test_manners import DRAFT, kind


@pytest.fixture
def rossi(db):
    return cast.organisation("rossi")


@pytest.fixture
def livarna(db):
    return cast.organisation("livarna", country="SI", nuts="SI032", town="Maribor", local_language="sl")


@pytest.fixture
def ada(rossi, program):
    return program(cast.person("ada@rossi.example", "member", rossi))


@pytest.fixture
def bor(livarna, program):
    return program(cast.person("bor@livarna.example", "member", livarna))


@pytest.fixture
def eve(db, program):
    return program(cast.person("eve@else.example", "member", cast.organisation("else")))


INTEREST = {"organisation": "livarna", "language": "en", "why": "We cast thin walls.", "cooperation": "supply"}


def test_from_a_draft_to_an_outcome(rossi, livarna, ada, bor):
    draft = ada.post("/opportunities", {**DRAFT, "cooperation": ["supply"], "sectors": ["mechatronics"]}, 201)
    assert (draft["state"], draft["editable"], draft["owner"]["id"]) == ("draft", True, "rossi")
    assert "submit" in draft["steps"]
    path = f"/opportunities/{draft['id']}"
    assert ada.post(f"{path}/steps/submit")["state"] == "in_review"
    bor.get(path, 404)
    Opportunity.objects.update(state="published", published=timezone.now())
    assert [one["id"] for one in bor.get("/opportunities?cooperation=supply&q=thin")["opportunities"]] == [draft["id"]]

    sent = bor.post("/interests", {**INTEREST, "opportunity": draft["id"]}, 201)
    assert (sent["state"], sent["steps"]) == ("sent", ["withdraw"])
    asked = ada.post(f"/interests/{sent['id']}/steps/ask", {"text": "Which alloys?"})
    assert asked["questions"][0]["text"] == "Which alloys?"
    bor.post(f"/interests/{sent['id']}/steps/answer", {"text": "All of them."})
    accepted = ada.post(f"/interests/{sent['id']}/steps/accept")
    assert accepted["state"] == "accepted"

    introduction = f"/introductions/{accepted['introduction']}"
    assert {side["id"] for side in bor.get(introduction)["sides"]} == {"rossi", "livarna"}
    hello = ada.post(f"{introduction}/messages", {"text": "Good morning!"}, 201)
    reply = bor.post(f"{introduction}/messages", {"text": "Dobro jutro!", "parent": hello["id"]}, 201)
    assert (reply["parent"], reply["own"]) == (hello["id"], True)
    assert [one["text"] for one in ada.get(f"{introduction}/messages")["messages"]] == ["Good morning!", "Dobro jutro!"]

    begun = bor.post("/collaborations", {"introduction": accepted["introduction"], "title": "Thin walls"}, 201)
    work = f"/collaborations/{begun['id']}"
    assert ada.post(f"{work}/steps/start")["state"] == "running"
    assert kind(ada.post(f"{work}/steps/complete", {}, 422)) == "validation"
    ended = ada.post(f"{work}/steps/complete", {"outcome": "supply", "value_band": "under_50k", "helped": ["match"]})
    assert (ended["state"], ended["outcome"], ended["steps"]) == ("completed", "supply", [])
    assert bor.patch(work, {"note": "It went well."})["note"] == "It went well."


def test_changing_leaves_what_is_not_said(ada, rossi):
    made = ada.post("/opportunities", {**DRAFT, "trl": 6, "concepts": ["die-casting"]}, 201)
    path = f"/opportunities/{made['id']}"
    changed = ada.patch(path, {"summary": "We look for two foundries.", "partner_kinds": ["sme"]})
    assert changed["summaries"] == {"en": "We look for two foundries."}
    assert (changed["titles"], changed["trl"], changed["concepts"]) == ({"en": "Thin walls"}, 6, ["die-casting"])
    (fault,) = ada.patch(path, {"concepts": ["nonsense"]}, 422)["errors"]
    assert fault["pointer"] == "/concepts"
    assert ada.patch(path, {"trl": None})["trl"] is None


def test_texts_older_than_their_original_are_told_and_said_to_be_still_right(ada, rossi):
    rossi.descriptions = {"it": "Stampiamo alluminio.", "en": "We die-cast aluminium."}
    rossi.save()
    assert ada.patch("/organisations/rossi", {"descriptions": {"it": "Stampiamo zinco."}})["outdated"] == ["en"]
    assert ada.patch("/organisations/rossi", {"still_right": ["en"]})["outdated"] == []
    path = f"/opportunities/{ada.post('/opportunities', DRAFT, 201)['id']}"
    words = {"title": "Dünne Wände", "summary": "Wir suchen eine Gießerei."}
    ada.put(f"{path}/translations/de", words)
    assert ada.patch(path, {"summary": "We look for a foundry for zinc."})["outdated"] == ["de"]
    assert ada.put(f"{path}/translations/de", words)["outdated"] == []


def test_translations_are_marked_by_who_translated(ada, rossi):
    made = ada.post("/opportunities", DRAFT, 201)
    path = f"/opportunities/{made['id']}/translations"
    words = {"title": "Dünne Wände", "summary": "Wir suchen eine Gießerei.", "by": "translator"}
    translated = ada.put(f"{path}/de", words)
    assert (translated["titles"]["de"], translated["translated"]) == ("Dünne Wände", {"de": "translator"})
    assert kind(ada.put(f"{path}/en", words, 409)) == "refused"
    assert ada.put(f"{path}/de", {})["titles"] == {"en": "Thin walls"}


def test_whoever_is_anonymous_is_named_nowhere(rossi, livarna, ada, bor, eve, program):
    hidden = cast.opportunity(rossi, anonymous=True)
    match = cast.match(hidden, livarna, reasons=[{"code": "near", "facts": {"km": 12}, "part": 0.1}])
    proposed = cast.introduction(rossi, livarna, opportunity=hidden, state="proposed", opened=None)
    sent = bor.post("/interests", {**INTEREST, "opportunity": hidden.pk}, 201)
    ada.post(f"/interests/{sent['id']}/steps/ask", {"text": "Which alloys?"})
    for path in (
        f"/opportunities/{hidden.pk}",
        "/opportunities",
        "/interests",
        f"/interests/{sent['id']}",
        f"/introductions/{proposed.pk}",
        "/introductions",
        "/organisations/livarna/matches",
    ):
        text = bor.send("GET", path).content.decode().casefold()
        for secret in ("rossi", "torino", "itc1", "ada", "12 km", "10 km"):
            assert secret not in text, (path, secret)
    assert program().get(f"/opportunities/{hidden.pk}")["owner"] == {
        "named": False, "kind": "sme", "country": "IT", "id": None, "name": None, "url": None,
    }  # fmt: skip
    assert program().get("/opportunities?q=rossi")["total"] == 0
    assert Match.objects.filter(pk=match.pk).exists()
    accepted = ada.post(f"/interests/{sent['id']}/steps/accept")
    assert accepted["state"] == "accepted"
    assert bor.get(f"/opportunities/{hidden.pk}")["owner"]["id"] == "rossi"
    assert eve.get(f"/opportunities/{hidden.pk}")["owner"]["id"] is None


def test_nothing_of_others_is_found_by_its_id(rossi, livarna, ada, eve):
    draft = cast.opportunity(rossi, state="draft")
    sent = cast.interest(cast.opportunity(rossi), livarna)
    met = cast.introduction(rossi, livarna)
    joint = cast.collaboration(met)
    match = cast.match(draft, livarna)
    for path in (
        f"/opportunities/{draft.pk}",
        f"/interests/{sent.pk}",
        f"/introductions/{met.pk}",
        f"/introductions/{met.pk}/messages",
        f"/collaborations/{joint.pk}",
    ):
        eve.get(path, 404)
    for path in (
        f"/opportunities/{draft.pk}/steps/submit",
        f"/interests/{sent.pk}/steps/accept",
        f"/introductions/{met.pk}/steps/close",
        f"/collaborations/{joint.pk}/steps/start",
        f"/matches/{match.pk}/steps/dismiss",
    ):
        eve.post(path, {}, 404)
    eve.patch(f"/opportunities/{draft.pk}", {"title": "Mine"}, 404)
    assert kind(eve.post("/opportunities", DRAFT, 403)) == "not-allowed"
    assert kind(eve.post("/interests", {**INTEREST, "opportunity": sent.opportunity_id}, 422)) == "validation"
    ada.get(f"/introductions/{met.pk}/messages", 403)  # a party, but not one who takes part


def test_what_does_not_fit_how_things_stand_is_refused(rossi, ada, bor, livarna):
    live = cast.opportunity(rossi)
    problem = ada.post(f"/opportunities/{live.pk}/steps/submit", status=409)
    assert (kind(problem), problem["detail"]) == ("refused", "publication: cannot submit what is published.")
    assert kind(bor.post(f"/opportunities/{live.pk}/steps/archive", status=403)) == "not-allowed"
    bor.post("/interests", {**INTEREST, "opportunity": live.pk}, 201)
    bor.post("/interests", {**INTEREST, "opportunity": live.pk}, 409)
    ada.post("/interests", {**INTEREST, "opportunity": live.pk, "organisation": "rossi"}, 409)


def test_matches_are_dismissed_with_a_reason(rossi, livarna, bor, ada):
    match = cast.match(cast.opportunity(rossi), livarna)
    (found,) = bor.get("/organisations/livarna/matches")["matches"]
    assert (found["id"], found["answerable"]) == (match.pk, True)
    path = f"/matches/{match.pk}/steps"
    bor.post(f"{path}/dismiss", {}, 422)
    ada.post(f"{path}/dismiss", {"reason": "too_far"}, 403)
    assert bor.post(f"{path}/dismiss", {"reason": "too_far"})["answer"] == "dismissed"
    assert bor.get("/organisations/livarna/matches")["total"] == 0
    assert bor.get("/organisations/livarna/matches?dismissed=true")["total"] == 1
    assert bor.post(f"{path}/undo")["answer"] == ""


def test_managers_propose_introductions_and_both_agree(rossi, livarna, ada, bor, program):
    match = cast.match(cast.opportunity(rossi), livarna)
    manager = program(cast.person("m@mesap.example", "cluster_manager", cast.cluster("mesap", members=(rossi,))))
    made = manager.post("/introductions", {"match": match.pk, "note": "You should meet."}, 201)
    manager.post("/introductions", {"match": match.pk}, 409)
    path = f"/introductions/{made['id']}/steps"
    manager.post(f"{path}/agree", {}, 403)
    assert ada.post(f"{path}/agree")["state"] == "half_agreed"
    ada.post(f"{path}/agree", {}, 409)
    assert "agree" not in ada.get(f"/introductions/{made['id']}")["steps"]
    opened = bor.post(f"{path}/agree", {"with_managers": False})
    assert (opened["state"], "close" in opened["steps"]) == ("open", True)
    assert ada.post(f"{path}/close")["state"] == "closed"
    assert kind(ada.post(f"/introductions/{made['id']}/messages", {"text": "Too late"}, 409)) == "refused"


def test_following_and_stopping(rossi, ada, eve):
    live = cast.opportunity(rossi)
    first = eve.post("/follows", {"opportunity": live.pk}, 201)
    assert eve.post("/follows", {"opportunity": live.pk}, 201) == first
    search = eve.post("/follows", {"search": "sector=mechatronics&q=walls"}, 201)
    assert search["search"] == "opportunities?q=walls&sector=mechatronics"
    eve.post("/follows", {"search": ""}, 422)
    eve.post("/follows", {}, 422)
    eve.post("/follows", {"profile": "nobody"}, 422)
    ada.delete(f"/follows/{first['id']}", 404)
    eve.delete(f"/follows/{first['id']}")
    assert [one["id"] for one in eve.get("/follows")["follows"]] == [search["id"]]


def test_lists_are_filtered_by_state_and_come_in_pages(rossi, ada, livarna):
    for state in ("draft", "draft", "archived"):
        cast.opportunity(rossi, state=state)
    assert ada.get("/me/opportunities?state=draft")["total"] == 2
    page = ada.get("/me/opportunities?per_page=2&page=2")
    assert (page["total"], page["pages"], len(page["opportunities"])) == (3, 2, 1)
    cast.interest(cast.opportunity(rossi), livarna)
    assert ada.get("/interests?side=received&state=sent")["total"] == 1
    assert ada.get("/interests?side=sent")["total"] == 0
    assert ada.get("/interests?state=declined&state=lapsed")["total"] == 0
