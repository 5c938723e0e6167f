"""Figures are loaded whole or not at all, with every fault told."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from cordata_web.cooperation.bringing import NothingReadError, bring_eurostat, bring_projects
from cordata_web.cooperation.handlers import forget_old_results
from cordata_web.cooperation.loading import remove, store
from cordata_web.cooperation.models import Dataset, Figure, Participation, Result
from cordata_web.cooperation.shipped import store_shipped
from cordata_web.cooperation.sources import sources
from cordata_web.people.models import AuditEntry
from web.cast import organisation, person

BRANCHES = b"nace_r2;geo;n2015\nC10;ITC1;1200\nC28;ITC1;\nC28;FR71;900\nC28;XX99;5\nC28;AT33;12:00 AM\n"
TAKING_PART = (
    b"projectID,organisationID,name,SME,activityType,country,nuts3_2021,startDate\n"
    b"1,999111222,Alpha,True,PRC,IT,ITC11,2024-05-01\n"
    b"1,888111222,Beta,False,HES,AT,AT332,2024-05-01\n"
    b"2,999111222,Alpha,True,PRC,IT,ITC11,\n"
)
FIELDS = b"projectID;euroSciVocCode;euroSciVocPath;euroSciVocTitle\n1;/25/73/453;/a/b/c;c\n"


def test_regions_of_an_older_version_are_converted_and_confidential_cells_stay_empty(db) -> None:
    brought = bring_eurostat({"sbs_r_nuts06_r2.csv": BRANCHES}, today=date(2026, 11, 25))
    row = store(brought.about, brought.content, actor=None)
    told = {(one.region, one.activity): (one.value, one.flag) for one in row.figures.all()}
    assert told["ITC1", "C10"] == (1200.0, "")
    assert told["FRK2", "C28"] == (900.0, "")
    assert told["ITC1", "C28"] == (None, "confidential")
    assert row.nuts_version == "2021"
    assert row.problems_count >= 1
    assert any("12:00 AM" in fault for fault in row.problems)


def test_projects_bring_figures_links_and_their_partners(db) -> None:
    alpha = organisation("pic-999111222", name="Alpha")
    brought = bring_projects({"p.csv": TAKING_PART, "euroSciVoc.csv": FIELDS}, today=date(2026, 11, 25))
    row = store(brought.about, brought.content, actor=None)
    assert [(f.region, f.activity, f.year, f.value) for f in row.figures.all()] == [
        ("AT33", "/25/73", 2024, 1.0), ("ITC1", "/25/73", 2024, 1.0),
    ]  # fmt: skip
    [pair] = row.joint_projects.all()
    assert (pair.region, pair.other, pair.year, pair.projects) == ("AT33", "ITC1", 2024, 1)
    assert Participation.objects.get(organisation="999111222").profile == alpha
    assert Participation.objects.get(organisation="888111222").profile is None
    assert row.problems_count == 1


def test_loaded_again_nothing_is_doubled_and_what_is_new_takes_the_place(db) -> None:
    first = store_shipped()
    number = Figure.objects.count()
    again = store_shipped()
    assert (Figure.objects.count(), first.version) == (number, again.version)
    assert AuditEntry.objects.filter(action="load figures").count() == 1


def test_other_figures_of_the_same_source_take_the_place_of_the_old_ones(db) -> None:
    for file, number in ((BRANCHES, 4), (b"nace_r2;geo;n2015\nC10;ITC1;1300\n", 1)):
        brought = bring_eurostat({"sbs_r_nuts06_r2.csv": file}, today=date(2026, 11, 25))
        row = store(brought.about, brought.content, actor=None)
        assert row.figures.count() == row.rows == number
    assert [(one.activity, one.value) for one in row.figures.all()] == [("C10", 1300.0)]
    assert AuditEntry.objects.filter(action="load figures").count() == 2


def test_a_file_without_a_usable_row_changes_nothing(db) -> None:
    with pytest.raises(NothingReadError) as refused:
        bring_eurostat({"sbs_r_nuts06_r2.csv": b"nace_r2;geo;n2015\nC10;XX99;1\n"}, today=date(2026, 11, 25))
    assert refused.value.faults is not None
    with pytest.raises(NothingReadError):
        bring_projects({"p.csv": TAKING_PART.splitlines()[0] + b"\n"}, today=date(2026, 11, 25))
    assert not Dataset.objects.exists()


def test_the_command_tells_faults_and_what_it_stored(db, tmp_path: Path) -> None:
    told, faults = io.StringIO(), io.StringIO()
    for name, content in (("p.csv", TAKING_PART), ("euroSciVoc.csv", FIELDS), ("empty.csv", b"a;b\n1;2\n")):
        (tmp_path / name).write_bytes(content)
    call_command("load_figures", "cordis", tmp_path / "p.csv", tmp_path / "euroSciVoc.csv", stdout=told, stderr=faults)
    assert "2 figures, 1 pairs of regions, 1 projects, 1 faults" in told.getvalue()
    assert "p.csv:4" in faults.getvalue()
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("load_figures", "cordis", tmp_path / "nowhere.csv")
    with pytest.raises(CommandError, match="nothing was changed"):
        call_command("load_figures", "eurostat", tmp_path / "empty.csv", stderr=io.StringIO())


def test_a_dataset_is_removed_with_its_rows(db) -> None:
    row = store_shipped()
    remove(row, actor=person("sec@net.example", "secretariat"))
    assert not Figure.objects.exists()
    assert [source.id for source in sources()] == ["directory"]


def test_the_fullest_loaded_source_stands_before_what_is_shipped(db) -> None:
    store_shipped()
    brought = bring_eurostat({"sbs_r_nuts06_r2.csv": BRANCHES}, today=date(2026, 11, 25))
    store(brought.about, brought.content, actor=None)
    assert [source.id for source in sources()] == ["eurostat-sbs-r-nuts06-r2", "cordis-horizon-sample", "directory"]


def test_old_results_are_forgotten(db, settings) -> None:
    Result.objects.create(pk="a", kind="x", inputs={}, content={}, seconds=1)
    settings.CORDATA_KEEP_RESULTS = 1
    assert forget_old_results(None) == {"forgotten": 0}
    settings.CORDATA_KEEP_RESULTS = -1
    assert forget_old_results(None) == {"forgotten": 1}
