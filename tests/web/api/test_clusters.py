"""Organisations, clusters and background work by programs."""

from __future__ import annotations

import base64

import pytest

from cordata_web.directory.models import Membership, Profile
from cordata_web.jobs import enqueue
from web import cast
from web.api.test_manners import kind
from web.jobs.working import run_jobs

TABLE = "Name;Kind;Country;Town;Postcode;Website\nNuova Meccanica;SME;IT;Torino;10129;https://nuova.example\n;SME;IT;Torino;;\n"


def sent(table: str = TABLE, name: str = "members.csv") -> dict[str, str]:
    return {"file_name": name, "content": base64.b64encode(table.encode()).decode()}


@pytest.fixture
def rossi(db):
    return cast.organisation("rossi", town="Torino")


@pytest.fixture
def mesap(rossi):
    return cast.cluster("mesap", members=(rossi,), website="https://mesap.example")


@pytest.fixture
def manager(mesap, program):
    return program(cast.person("m@mesap.example", "cluster_manager", mesap))


@pytest.fixture
def ada(rossi, program):
    return program(cast.person("ada@rossi.example", "member", rossi))


def test_an_organisation_is_changed_bit_by_bit(rossi, ada):
    (own,) = ada.get("/me/organisations")["organisations"]
    assert (own["id"], own["editable"], own["steps"]) == ("rossi", True, ["renew", "archive"])
    changed = ada.patch("/organisations/rossi", {"employees": 40, "offers": {"en": "Thin walls."}})
    assert (changed["employees"], changed["offers"], changed["name"]) == (40, {"en": "Thin walls."}, own["name"])
    assert changed["descriptions"] == own["descriptions"]
    assert ada.patch("/organisations/rossi", {"concepts": ["die-casting"]})["concepts"] == ["die-casting"]
    faults = ada.patch("/organisations/rossi", {"founded": 3000, "region": "US01"}, 422)["errors"]
    assert {fault["pointer"] for fault in faults} == {"/founded", "/region"}
    assert kind(ada.patch("/organisations/rossi", {"label": "Gold"}, 422)) == "validation"
    assert ada.post("/organisations/rossi/steps/archive")["state"] == "archived"
    assert kind(ada.post("/organisations/rossi/steps/renew", status=409)) == "refused"


def test_private_facts_are_for_its_own_people(rossi, ada, manager, program):
    Profile.objects.filter(pk="rossi").update(vat="IT00743110157")
    assert ada.get("/organisations/rossi")["vat"] == "IT00743110157"
    manager.get("/organisations/rossi", 403)
    manager.patch("/organisations/rossi", {"employees": 1}, 403)
    assert "vat" not in program().get("/profiles/rossi")


def test_members_are_listed_added_and_ended(mesap, manager, ada, rossi):
    cast.organisation("bruni", claimed=None)
    (first,) = manager.get("/clusters/mesap/members")["members"]
    assert (first["id"], first["people"], first["cluster_may"]) == ("rossi", 1, "nothing")
    assert manager.post("/clusters/mesap/members", {"member": "bruni"}, 201) == {"member": "bruni", "asked": False}
    assert manager.post("/clusters/mesap/members", {"member": "bruni"}, 409)["detail"].startswith("It is a member")
    cast.organisation("verdi")
    assert manager.post("/clusters/mesap/members", {"member": "verdi"}, 201)["asked"]
    manager.post("/clusters/mesap/members", {"member": "nobody"}, 422)
    manager.post("/clusters/mesap/members/bruni/steps/end")
    assert manager.get("/clusters/mesap/members")["total"] == 1
    manager.post("/clusters/mesap/members/bruni/steps/end", status=409)
    manager.post("/clusters/mesap/members/rossi/steps/end")
    manager.post("/clusters/mesap/members/rossi/steps/undo")
    assert Membership.objects.get(cluster=mesap, member=rossi).until is None


def test_only_managers_with_the_scope_manage_get_in(mesap, ada, program):
    ada.get("/clusters/mesap/members", 404)
    ada.post("/clusters/mesap/members", {"member": "rossi"}, 404)
    manager = cast.person("m2@mesap.example", "cluster_manager", mesap)
    assert kind(program(manager, "read", "write").get("/clusters/mesap/members", 403)) == "missing-scope"


def test_a_table_is_checked_imported_and_taken_back(mesap, manager):
    checked = manager.post("/clusters/mesap/imports", sent(), 201)
    assert (checked["state"], checked["counts"]["new"], checked["job"]) == ("checked", 1, None)
    assert [row["name"] for row in checked["rows"]] == ["Nuova Meccanica"]
    assert checked["problems"][0]["line"] == 3
    assert manager.get("/clusters/mesap/members")["total"] == 1
    path = f"/clusters/mesap/imports/{checked['id']}"
    job = manager.post(f"{path}/steps/start", status=202)
    assert manager.get(f"/jobs/{job['id']}")["state"] == "queued"
    run_jobs()
    done = manager.get(f"/jobs/{job['id']}")
    assert (done["state"], done["percent"]) == ("done", 100)
    assert done["message"]
    assert manager.get("/clusters/mesap/members")["total"] == 2
    manager.post(f"{path}/steps/undo", status=202)
    run_jobs()
    assert manager.get(path)["state"] == "undone"
    assert manager.get("/clusters/mesap/members")["total"] == 1
    assert [one["id"] for one in manager.get("/clusters/mesap/imports")["imports"]] == [checked["id"]]


def test_columns_and_choices_can_be_put_right(mesap, manager):
    checked = manager.post("/clusters/mesap/imports", sent("Firm;Kind;Country;Town\nRossi;SME;IT;Torino\n"), 201)
    path = f"/clusters/mesap/imports/{checked['id']}"
    again = manager.patch(path, {"columns": {"Firm": "name"}})
    assert again["columns"]["Firm"] == "name"
    (fault,) = manager.patch(path, {"columns": {"Colour": "name"}}, 422)["errors"]
    assert fault["pointer"] == "/columns/Colour"


@pytest.mark.parametrize("content", ["***", base64.b64encode(b"PK\x03\x04 broken").decode(), ""])
def test_a_file_that_is_no_table_is_refused(mesap, manager, content):
    (fault,) = manager.post("/clusters/mesap/imports", {"file_name": "x.xlsx", "content": content}, 422)["errors"]
    assert fault["pointer"] == "/content"


def test_background_work_is_seen_and_cancelled_by_its_owner(manager, ada, mesap):
    owner = mesap.assignments.get().user
    job = enqueue("update_index", owner=owner)
    assert [one["id"] for one in manager.get("/jobs?state=queued")["jobs"]] == [job.pk]
    ada.get(f"/jobs/{job.pk}", 404)
    assert manager.post(f"/jobs/{job.pk}/steps/cancel")["state"] == "cancelled"
    assert kind(manager.post(f"/jobs/{job.pk}/steps/cancel", status=409)) == "refused"
