"""Calls of files come into the tables whole, and again without a change."""

from __future__ import annotations

import gzip
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from cordata.funding import closing, deadlines_of
from cordata.sources.call_files import read_calls
from cordata_web.calls.handlers import NoFileError, load_calls
from cordata_web.calls.loading import load
from cordata_web.calls.models import Call, Deadline, PastParticipation
from cordata_web.calls.records import facts_of, key_of
from cordata_web.people.models import AuditEntry
from web.calls.conftest import a_call, in_days

pytestmark = pytest.mark.django_db
SHARED = Path(__file__).resolve().parents[3].parent / "shared/data"
OWN = b"id;title_en;deadlines\none;One;2026-09-23\ntwo;Two;tomorrow\n"


def test_every_fact_of_a_call_comes_back(calls):
    for facts in calls.values():
        row = Call.objects.prefetch_related("deadlines").get(reference=facts.id)
        assert facts_of(row) == replace(facts, id=key_of(facts.id))


def test_loading_again_changes_nothing_and_notes_nothing(calls):
    before, notes = dict(Call.objects.values_list("pk", "changed")), AuditEntry.objects.count()
    done = load([replace(one, fetched=in_days(0)) for one in calls.values()])
    assert done.counts == {"new": 0, "changed": 0, "same": 4, "taken": 0}
    assert dict(Call.objects.values_list("pk", "changed")) == before
    assert AuditEntry.objects.count() == notes


def test_a_deadline_that_moved_takes_the_place_of_the_old_one(calls):
    moved = a_call(deadlines=deadlines_of("single", [closing(in_days(60))]))
    assert load([moved]).changed == ["HORIZON-CL4-2026-01"]
    [deadline] = Deadline.objects.filter(of="HORIZON-CL4-2026-01")
    assert deadline.at == closing(in_days(60))


def test_a_call_of_another_origin_is_left_alone(calls):
    done = load([a_call(titles={"en": "Mine"})], origin=Call.Origin.OWN)
    assert done.taken == ["HORIZON-CL4-2026-01"]
    assert Call.objects.get(pk="HORIZON-CL4-2026-01").titles["en"] == "Casting of light metals"


def test_the_command_tells_what_was_left_out(tmp_path, capsys):
    (tmp_path / "own.csv").write_bytes(OWN)
    with pytest.raises(CommandError, match="1 rows were left out"):
        call_command("load_calls", str(tmp_path / "own.csv"), "--own", "--no-index")
    told = capsys.readouterr()
    assert "1 new, 0 changed, 0 as they were." in told.out
    assert "own.csv:3:deadlines: These are no days such as 2026-09-23" in told.err
    assert Call.objects.get().origin == Call.Origin.OWN


def test_the_daily_reading_is_off_until_a_file_is_named(settings, tmp_path):
    settings.CORDATA_CALLS = ""
    assert load_calls(None) == {"loaded": "off"}
    settings.CORDATA_CALLS = str(tmp_path / "calls.csv")
    with pytest.raises(NoFileError):
        load_calls(None)
    (tmp_path / "calls.csv").write_bytes(OWN)
    assert load_calls(None) == {"new": 1, "changed": 0, "same": 0, "taken": 0, "left_out": 1}


@pytest.mark.skipif(not (SHARED / "calls").exists(), reason="needs the collected calls")
def test_all_calls_of_the_portal_are_kept_and_none_is_lost():
    file = SHARED / "calls/ft_open_raw.jsonl.gz"
    assert gzip.decompress(file.read_bytes())
    records = read_calls(file.name, file.read_bytes()).records
    assert len(load(records).new) == len(records) == Call.objects.count() == 629
    assert len(load(records).same) == 629
    assert Deadline.objects.count() == sum(len(one.deadlines) for one in records)


@pytest.mark.skipif(not (SHARED / "cordis").exists(), reason="needs the collected projects")
def test_projects_of_the_past_stand_on_the_calls_of_their_destination(client):
    files = [str(SHARED / f"cordis/{name}.csv") for name in ("horizon_projects", "horizon_organizations", "topics")]
    call_command("load_past_projects", *files)
    topic = PastParticipation.objects.filter(part="HORIZON-CL5").values_list("topic", flat=True)[0]
    load([a_call(topic)])
    page = client.get(f"/en/calls/{key_of(topic)}/")
    assert page.context["evidence"]["projects"] >= 1
    assert page.context["evidence"]["winners"]
    assert "Who won here before" in page.content.decode()
