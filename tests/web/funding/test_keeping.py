"""Instruments added, edited, withdrawn, taken back: by the secretariat, and by officers in their own region."""

import pytest
from django.core.management import call_command

from cordata.funding import load_instruments
from cordata_web.funding import keeping, shipped
from cordata_web.funding.models import Instrument
from cordata_web.funding.records import cells_of, facts_of, known_instruments
from cordata_web.people.models import AuditEntry
from web import cast

pytestmark = pytest.mark.django_db
EUROPEAN = next(key for key, one in load_instruments().items() if "EU" in one.territories)
PIEDMONTESE = next(key for key, one in load_instruments().items() if one.territories == ("ITC1",))
NEW = {
    "name": "Voucher for test benches", "funder": "Regione Piemonte", "level": "regional", "form": "voucher",
    "purpose": "innovation", "territories": ["ITC1"], "beneficiaries": ["sme"], "status": "open", "rate_max": "50",
    "ceiling": "20000", "currency": "EUR", "valid_from": "2026", "valid_to": "2027-06", "checked": "2026-11-25",
    "source": "https://www.regione.piemonte.it/voucher",
}  # fmt: skip


@pytest.fixture
def secretariat():
    return cast.signed_in(cast.person("sec@net.example", "secretariat"))


@pytest.fixture
def officer():
    return cast.signed_in(cast.person("r@region.example", "officer"))


def address(key: str, action: str = "") -> str:
    return f"/en/financing/instruments/{key}/{action}"


def edited(client, key: str = PIEDMONTESE, **changes: str):
    """Send the form of an instrument as it stands, but for the changes."""
    page = client.get(address(key, "edit/"))
    form = page.context["form"]
    sent = {name: form[name].value() for name in form.fields}
    sent = {name: value for name, value in sent.items() if value not in (None, False, "")}
    return client.post(address(key, "edit/"), {**sent, **changes})


def test_an_officer_adds_what_pays_in_her_region(officer):
    assert officer.post("/en/financing/keep/new/", NEW).status_code == 302
    made = known_instruments()["voucher-for-test-benches"]
    assert (made.rate, made.ceiling, made.territories, made.beneficiaries) == (50, 20000, ("ITC1",), ("sme",))
    assert (made.valid.first.isoformat(), made.valid.last.isoformat()) == ("2026-01-01", "2027-06-30")
    assert "Voucher for test benches" in officer.get("/en/financing/?region=ITC1&form=voucher").content.decode()
    told = officer.get("/api/v1/instruments/voucher-for-test-benches").json()
    assert told["name"] == "Voucher for test benches"


def test_two_instruments_of_one_name_both_have_an_address(secretariat):
    for _time in range(2):
        secretariat.post("/en/financing/keep/new/", NEW)
    assert Instrument.objects.filter(name=NEW["name"]).count() == 2


@pytest.mark.parametrize("territories", [["EU"], ["IT"], ["ITC2"], ["ITC1", "FRK2"]])
def test_an_officer_adds_nothing_outside_her_region_and_loses_no_text(officer, territories):
    answer = officer.post("/en/financing/keep/new/", {**NEW, "territories": territories})
    assert answer.status_code == 422
    assert "Voucher for test benches" in answer.content.decode()
    assert "voucher-for-test-benches" not in known_instruments()


@pytest.mark.parametrize("action", ["edit/", "withdraw/", "restore/", "undo/", "as-shipped/"])
def test_an_officer_changes_nothing_that_pays_elsewhere(officer, action):
    assert officer.post(address(EUROPEAN, action), NEW).status_code == 403


def test_whoever_keeps_nothing_is_refused():
    for role in ("auditor", ""):
        client = cast.signed_in(cast.person(f"{role or 'nobody'}@net.example", role))
        assert client.get("/en/financing/keep/").status_code == 403
        assert client.get("/en/financing/keep/new/").status_code == 403
        assert client.post(address(PIEDMONTESE, "withdraw/")).status_code == 403


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"rate_max": "120"}, "rate_max"), ({"source": "no address"}, "source"), ({"valid_from": "soon"}, "valid_from"),
        ({"valid_to": "2020"}, "valid_to"), ({"currency": ""}, "currency"), ({"territories": []}, "territories"),
        ({"checked": "2026-02-31"}, "checked"), ({"level": "gift"}, "level"), ({"name": ""}, "name"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(secretariat, wrong, field):
    answer = secretariat.post("/en/financing/keep/new/", {**NEW, **wrong})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert "Regione Piemonte" in answer.content.decode()


def test_an_edit_wins_over_a_later_load_and_can_be_undone(secretariat):
    before = cells_of(known_instruments()[PIEDMONTESE])
    assert edited(secretariat, funder="Regione Piemonte, new office").status_code == 302
    call_command("load_instruments", verbosity=0)
    row = Instrument.objects.get(pk=PIEDMONTESE)
    assert row.funder == "Regione Piemonte, new office"
    assert keeping.is_edited(row)
    assert "Take the last change back" in secretariat.get(address(PIEDMONTESE)).content.decode()
    secretariat.post(address(PIEDMONTESE, "undo/"))
    assert cells_of(known_instruments()[PIEDMONTESE]) == before


def test_the_shipped_facts_come_back_at_one_stroke(secretariat):
    edited(secretariat, funder="One")
    edited(secretariat, funder="Two")
    secretariat.post(address(PIEDMONTESE, "as-shipped/"))
    assert known_instruments()[PIEDMONTESE] == load_instruments()[PIEDMONTESE]


def test_a_newer_cordata_renews_what_nobody_edited(monkeypatch):
    known = dict(load_instruments())
    newer = facts_of({**cells_of(known[PIEDMONTESE]), "funder": "Renamed"})
    known.pop(EUROPEAN)
    monkeypatch.setattr(shipped, "load_instruments", lambda: {**known, PIEDMONTESE: newer})
    done = shipped.store_shipped()
    assert (done.new, done.renewed, done.gone) == (0, 1, 1)
    assert known_instruments()[PIEDMONTESE].funder == "Renamed"
    assert EUROPEAN not in known_instruments()


def test_loading_twice_changes_nothing():
    assert shipped.store_shipped() == shipped.Stored(0, 0, 0, 0)
    assert known_instruments() == load_instruments()


def test_what_is_withdrawn_is_off_the_pages_and_comes_back(officer):
    officer.post(address(PIEDMONTESE, "withdraw/"))
    assert PIEDMONTESE not in known_instruments()
    assert officer.get(address(PIEDMONTESE)).status_code == 404
    assert officer.get(f"/api/v1/instruments/{PIEDMONTESE}").status_code == 404
    shipped.store_shipped()
    assert PIEDMONTESE not in known_instruments()
    assert "Take up again" in officer.get("/en/financing/keep/").content.decode()
    officer.post(address(PIEDMONTESE, "restore/"))
    assert PIEDMONTESE in known_instruments()


def test_an_addition_taken_back_is_withdrawn(secretariat):
    secretariat.post("/en/financing/keep/new/", NEW)
    secretariat.post(address("voucher-for-test-benches", "undo/"))
    assert "voucher-for-test-benches" not in known_instruments()
    assert (
        "nothing to take back"
        in secretariat.post(address("voucher-for-test-benches", "undo/"), follow=True).content.decode()
    )


def test_two_who_edit_at_once_are_told_and_lose_nothing(secretariat):
    page = secretariat.get(address(PIEDMONTESE, "edit/")).context["form"]
    seen = page["seen"].value()
    edited(secretariat, funder="First")
    answer = edited(secretariat, funder="Second", seen=seen)
    assert answer.status_code == 422
    assert "meanwhile" in answer.content.decode()
    assert "Second" in answer.content.decode()
    assert known_instruments()[PIEDMONTESE].funder == "First"
    again = secretariat.post(
        address(PIEDMONTESE, "edit/"),
        {
            **answer.context["form"].data.dict(),
            "seen": answer.context["form"]["seen"].value(),
            "territories": ["ITC1"],
            "funder": "Second",
        },
    )
    assert again.status_code == 302
    assert known_instruments()[PIEDMONTESE].funder == "Second"


def test_every_change_stands_in_the_audit_log(secretariat):
    edited(secretariat, funder="Other")
    secretariat.post(address(PIEDMONTESE, "undo/"))
    secretariat.post(address(PIEDMONTESE, "withdraw/"))
    secretariat.post(address(PIEDMONTESE, "restore/"))
    noted = AuditEntry.objects.filter(object_kind="funding.instrument", object_id=PIEDMONTESE).order_by("pk")
    assert [one.action for one in noted] == ["edit", "undo change", "withdraw", "restore"]
    assert noted[0].changes["funder"][1] == "Other"
