"""Own calls: by form and by table, of the network and of a region."""

from __future__ import annotations

import io

import pytest

from cordata_web.calls.loading import load
from cordata_web.calls.models import Call
from cordata_web.calls.records import facts_of
from cordata_web.people.models import AuditEntry, User
from web import cast
from web.calls.conftest import a_call

pytestmark = pytest.mark.django_db
TOLD = {
    "title_en": "Wood in Piedmont", "title_it": "Legno in Piemonte", "text_it": "Case di legno; ponti, tetti.",
    "funder": "Regione", "action": "grant",
    "stages": "two_stage", "deadlines": "2030-03-01;2030-09-01", "time": "12:00",
    "zone": "Europe/Rome", "opening": "2030-01-01", "grant_min": "1000", "grant_max": "5000", "currency": "EUR",
    "countries": "ITC1", "kinds": ["sme", "research"], "keywords": "wood;houses", "website": "https://region.example/",
}  # fmt: skip


def signed(role: str):
    known = User.objects.filter(email=f"{role}@net.example").first()
    return cast.signed_in(known or cast.person(f"{role}@net.example", role))


def table(content: bytes) -> io.BytesIO:
    file = io.BytesIO(content)
    file.name = "calls.csv"
    return file


def test_an_officer_writes_a_call_of_her_region(client):
    answer = signed("officer").post("/en/calls/keep/new/", TOLD)
    row = Call.objects.prefetch_related("deadlines").get()
    assert answer.url == "/en/calls/wood-in-piedmont/"
    assert (row.origin, row.region, row.changed_by.email) == ("own", "ITC1", "officer@net.example")
    facts = facts_of(row)
    assert facts.texts == {"it": "Case di legno; ponti, tetti."}
    assert [(at.stage, at.at.isoformat()) for at in facts.deadlines] == [
        ("first", "2030-03-01T12:00:00+01:00"), ("second", "2030-09-01T12:00:00+02:00"),
    ]  # fmt: skip
    assert AuditEntry.objects.filter(action="write call", object_id=row.pk).exists()
    assert "Legno in Piemonte" in client.get("/it/calls/wood-in-piedmont/").content.decode()


def test_what_is_wrong_stands_beside_the_field_and_nothing_is_written():
    wrong = {**TOLD, "deadlines": "tomorrow", "stages": "single"}
    answer = signed("secretariat").post("/en/calls/keep/new/", wrong)
    assert answer.status_code == 422
    assert "These are no days such as 2026-09-23" in str(answer.context["form"].errors["deadlines"])
    assert signed("secretariat").post("/en/calls/keep/new/", {"title_en": ""}).status_code == 422
    assert not Call.objects.exists()


def test_a_call_is_edited_with_what_is_there_in_the_form():
    client = signed("secretariat")
    client.post("/en/calls/keep/new/", TOLD)
    form = client.get("/en/calls/wood-in-piedmont/edit/").context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    assert (sent["deadlines"], sent["time"], sent["zone"]) == ("2030-03-01;2030-09-01", "12:00", "Europe/Rome")
    before = facts_of(Call.objects.get())
    client.post("/en/calls/wood-in-piedmont/edit/", sent)
    assert facts_of(Call.objects.get()) == before
    client.post("/en/calls/wood-in-piedmont/edit/", {**sent, "title_en": "Wood"})
    assert Call.objects.get().titles == {"en": "Wood", "it": "Legno in Piemonte"}


def test_a_withdrawn_call_is_seen_by_those_who_keep_it_and_can_be_put_back(client):
    keeper = signed("officer")
    keeper.post("/en/calls/keep/new/", TOLD)
    keeper.post("/en/calls/wood-in-piedmont/withdraw/")
    assert client.get("/en/calls/wood-in-piedmont/").status_code == 404
    assert "off the pages" in keeper.get("/en/calls/wood-in-piedmont/").content.decode()
    assert "off the pages" in keeper.get("/en/calls/keep/").content.decode()
    keeper.post("/en/calls/wood-in-piedmont/restore/")
    assert client.get("/en/calls/wood-in-piedmont/").status_code == 200


def test_calls_of_others_and_of_sources_are_left_alone():
    load([a_call("of-the-portal")])
    signed("secretariat").post("/en/calls/keep/new/", TOLD)
    officer = signed("officer")
    for key in ("of-the-portal", "wood-in-piedmont"):
        assert officer.get(f"/en/calls/{key}/edit/").status_code == 403
        assert officer.post(f"/en/calls/{key}/withdraw/").status_code == 403
    assert signed("secretariat").get("/en/calls/of-the-portal/edit/").status_code == 403
    assert signed("auditor").get("/en/calls/keep/").status_code == 403


def test_a_table_with_bad_rows_is_not_written_and_every_one_is_named():
    content = (
        b"id;title_en;deadlines;trl_end;kinds\none;One;2030-09-23;;\ntwo;Two;tomorrow;;\nthree;Three;;12;\n"
        b"one;Again;;;\nfour;Four;;;wizard\n"
    )
    answer = signed("secretariat").post("/en/calls/keep/table/", {"file": table(content)})
    assert answer.status_code == 422
    assert [row["line"] for row in answer.context["problems"]] == [3, 4, 5, 6]
    told = answer.content.decode()
    assert "Nothing was written: 4 rows cannot be used." in told
    assert "This is no level from 1 to 9, nor two such as 5-6." in told
    assert not Call.objects.exists()


def test_a_good_table_is_written_whole_and_sent_again_it_changes_nothing():
    content = b"id;title_en;deadlines\none;One;2030-09-23\ntwo;Two;\n"
    client = signed("secretariat")
    client.post("/en/calls/keep/table/", {"file": table(content)})
    before = dict(Call.objects.values_list("pk", "changed"))
    client.post("/en/calls/keep/table/", {"file": table(content)})
    assert set(before) == {"one", "two"}
    assert dict(Call.objects.values_list("pk", "changed")) == before


def test_an_identifier_of_somebody_else_stops_the_whole_table():
    load([a_call("one")])
    content = b"id;title_en\none;One\ntwo;Two\n"
    answer = signed("secretariat").post("/en/calls/keep/table/", {"file": table(content)})
    assert answer.context["taken"] == ["one"]
    assert set(Call.objects.values_list("pk", flat=True)) == {"one"}


def test_the_empty_table_has_the_headings_and_an_empty_one_is_refused():
    client = signed("secretariat")
    empty = client.get("/en/calls/keep/table.csv").content
    assert empty.startswith(b"id,title_en")
    assert client.post("/en/calls/keep/table/", {"file": table(empty)}).status_code == 422


def test_the_form_keeps_the_status_that_a_table_gave_and_can_change_it():
    officer = signed("secretariat")
    content = b"id;title_en;funder;status\nwood;Wood;Region;closed\n"
    officer.post("/en/calls/keep/table/", {"file": table(content)})
    row = Call.objects.get()
    address = f"/en/calls/{row.pk}/edit/"
    form = officer.get(address).context["form"]
    assert form.initial["status"] == "closed"
    kept = {name: form[name].value() for name in form.fields if form[name].value()}
    officer.post(address, {**kept, "funder": "Regione"})
    row.refresh_from_db()
    assert (row.programme_name, facts_of(row).said) == ("Regione", "closed")
    officer.post(address, {**kept, "status": "open"})
    row.refresh_from_db()
    assert facts_of(row).said == "open"
