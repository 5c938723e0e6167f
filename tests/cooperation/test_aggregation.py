"""Counts that DuckDB makes of rows are those that plain Python makes of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cooperation.rows import (
    Participation,
    Theme,
    activity_counts,
    joint_counts,
    participations,
    spans,
    taking_part,
    themes,
    write,
)
from cordata.cooperation import BadParameterError, EmptyTableError, UnknownColumnsError, UnreadableError
from cordata.cooperation.aggregation import Counted, DuckEngine, Files, Span, count, offer_files

ROWS: list[Participation] = [
    ("101", "a", "AT33", date(2019, 5, 1)),
    ("101", "b", "ITH1", date(2019, 5, 1)),
    ("101", "c", "ITH1", date(2019, 5, 1)),
    ("102", "a", "AT33", date(2020, 1, 1)),
    ("102", "d", "DE14", date(2020, 1, 1)),
]
FIELDS: list[Theme] = [("101", "wood"), ("101", "steel"), ("101", "Öl"), ("102", "wood")]


def offered(engine: DuckEngine, folder: Path, rows: list[Participation], fields: list[Theme]) -> None:
    told = write(folder / "participations.csv", ("project", "organisation", "region", "start"), rows)
    themes_file = write(folder / "fields.csv", ("project", "activity"), fields)
    offer_files(engine, Files([told], [themes_file]))


@pytest.fixture
def engine() -> DuckEngine:
    return DuckEngine(memory="300MB", threads=1)


@pytest.fixture
def counted(engine: DuckEngine, tmp_path: Path) -> Counted:
    offered(engine, tmp_path, ROWS, FIELDS)
    return count(engine)


@settings(max_examples=60)
@given(rows=participations(), fields=themes, span=spans, whole=st.booleans())
def test_counts_are_those_of_plain_python(
    rows: list[Participation], fields: list[Theme], span: Span, whole: bool
) -> None:
    with TemporaryDirectory() as folder, DuckEngine(threads=1) as engine:
        offered(engine, Path(folder), rows, fields)
        if not any(region for _project, _organisation, region, _start in rows):
            with pytest.raises(EmptyTableError):
                count(engine, span)
            return
        counted = count(engine, span)
        counts = {tuple(row[:3]): row[3] for row in counted.activities("whole" if whole else "fractional")}
        expected = activity_counts(rows, fields, span, whole=whole)
        assert counts == pytest.approx({cell: float(value) for cell, value in expected.items()}, rel=1e-15)
        assert {tuple(row[:3]): row[3] for row in counted.joint_projects()} == dict(joint_counts(rows, span))
        parts = taking_part(rows, span)
        assert [tuple(row) for row in counted.totals()] == [
            (region, year, len({one[1] for one in parts if one[2:] == (region, year)}),
             len({one[0] for one in parts if one[2:] == (region, year)}))
            for region, year in sorted({one[2:] for one in parts})
        ]  # fmt: skip


def test_whole_counting_counts_a_participation_in_every_activity(counted: Counted) -> None:
    table = counted.table()
    assert table.regions == ("AT33", "DE14", "ITH1")
    assert table.activities == ("steel", "wood", "Öl")
    assert table.values.tolist() == [[1, 2, 1], [0, 1, 0], [2, 2, 2]]


def test_fractional_counting_adds_up_to_the_participations(counted: Counted) -> None:
    table = counted.table("fractional")
    assert table.values.sum(axis=1) == pytest.approx([2, 1, 2])
    assert table.values[0].tolist() == [1 / 3, 4 / 3, 1 / 3]


def test_links_are_symmetric_in_the_order_asked_for(counted: Counted) -> None:
    assert counted.links(["ITH1", "SI04", "AT33"]).tolist() == [[0, 0, 1], [0, 0, 0], [1, 0, 0]]


def test_links_and_table_sum_the_years(engine: DuckEngine, tmp_path: Path) -> None:
    offered(engine, tmp_path, ROWS, FIELDS)
    together = count(engine)
    table, links = together.table("fractional"), together.links(together.regions)
    yearly = count(engine, Span(by_year=True))
    assert np.array_equal(yearly.table("fractional").values, table.values)
    assert np.array_equal(yearly.links(yearly.regions), links)
    assert {row.year for row in yearly.joint_projects()} == {2019, 2020}


def test_several_files_that_overlap_count_once(engine: DuckEngine, tmp_path: Path) -> None:
    headings = ("project", "organisation", "region", "start")
    one = write(tmp_path / "one.csv", headings, ROWS[:4])
    other = write(tmp_path / "other.csv", headings, ROWS[1:], delimiter=",")
    offer_files(engine, Files([one, other]))
    assert [tuple(row) for row in count(engine).totals()] == [("AT33", 0, 1, 2), ("DE14", 0, 1, 1), ("ITH1", 0, 2, 1)]


def test_official_tables_are_read_as_they_come(engine: DuckEngine, tmp_path: Path) -> None:
    people = write(
        tmp_path / "organization.csv",
        ("projectID", "organisationID", "name", "nutsCode"),
        [("1", "9", 'Say; "A"\nB', "AT332"), ("1", "8", "B", "ITH10"), ("2", "8", "B", "IT"), ("3", "9", "A", "AT33")],
    )  # fmt: skip
    begun = write(tmp_path / "project.csv", ("id", "acronym", "startDate"), [("1", "X", "2021-02-03"), ("3", "Z", "")])
    science = write(
        tmp_path / "euroSciVoc.csv",
        ("projectID", "euroSciVocCode", "euroSciVocTitle"),
        [("1", "/23/47/297/933", "machine learning"), ("1", "/25", "engineering"), ("3", "", "")],
    )
    offer_files(engine, Files([people], [science], [begun], field_level=2))
    counted = count(engine, Span(by_year=True))
    assert counted.regions == ("AT33", "ITH1")
    assert [tuple(row) for row in counted.activities()] == [
        (region, field, 2021, 1.0) for region in ("AT33", "ITH1") for field in ("/23/47", "/25")
    ]
    assert len(list(count(engine).totals())) == 2


def test_rows_without_a_start_count_where_no_time_is_asked_for(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", ("projectID", "organisationID", "nutsCode"), [("1", "2", "AT332")])
    with DuckEngine() as engine:
        offer_files(engine, Files([path]))
        assert len(list(count(engine).totals())) == 1
        assert list(count(engine, Span(by_year=True)).totals()) == []


def test_tables_of_parquet_are_read_too(engine: DuckEngine, tmp_path: Path) -> None:
    path = tmp_path / "participations.parquet"
    duckdb.sql(
        "SELECT 101 AS project, o AS organisation, r AS region, DATE '2020-01-01' AS start "
        "FROM (VALUES (7, 'AT33'), (8, 'ITH1'), (9, NULL)) AS rows(o, r)"
    ).write_parquet(str(path))
    fields = write(tmp_path / "fields.csv", ("project", "activity"), [("101", "wood")])
    offer_files(engine, Files([path], [fields]))
    assert count(engine).table().values.tolist() == [[1.0], [1.0]]


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("t.csv", "project,organisation\n1,2\n", UnknownColumnsError),
        ("t.csv", "", UnknownColumnsError),
        ("t.parquet", "no parquet", UnreadableError),
    ],
)
def test_files_of_another_kind_are_refused_by_name(
    engine: DuckEngine, tmp_path: Path, name: str, content: str, error: type[Exception]
) -> None:
    path = tmp_path / name
    path.write_text(content)
    with pytest.raises(error) as refused:
        offer_files(engine, Files([path]))
    assert refused.value.facts["file"] == name


def test_a_file_that_is_no_text_is_refused(engine: DuckEngine, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UnreadableError):
        offer_files(engine, Files([path]))


def test_projects_without_their_columns_are_refused(engine: DuckEngine, tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", ("projectID", "organisationID", "nutsCode"), [("1", "2", "AT332")])
    with pytest.raises(UnknownColumnsError) as refused:
        offer_files(engine, Files([path], projects=[path]))
    assert refused.value.facts["missing"] == ("id", "startDate")


def test_a_start_that_is_no_date_is_refused(engine: DuckEngine, tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", ("project", "organisation", "region", "start"), [("1", "2", "AT33", "soon")])
    offer_files(engine, Files([path]))
    with pytest.raises(UnreadableError, match="soon"):
        count(engine, Span(by_year=True))
    with pytest.raises(UnreadableError, match="no_such_table"):
        list(engine.rows("SELECT * FROM no_such_table"))


def test_nothing_to_count_is_refused(engine: DuckEngine, counted: Counted, tmp_path: Path) -> None:
    with pytest.raises(EmptyTableError):
        offer_files(engine, Files([]))
    offered(engine, tmp_path, ROWS, [])
    without_activities = count(engine)
    with pytest.raises(EmptyTableError):
        without_activities.table()
    with pytest.raises(BadParameterError):
        Span(since=date(2020, 1, 1), until=date(2020, 1, 1))
    with pytest.raises(BadParameterError):
        counted.table("half")  # type: ignore[arg-type]
