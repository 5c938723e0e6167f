"""Spark runs the very statements that DuckDB runs, and gives the same to the last bit."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pytest
from click.testing import CliRunner

from cooperation.rows import Participation, Theme, write
from cordata.cooperation import EmptyTableError, UnreadableError
from cordata.cooperation.aggregation import (
    COUNTINGS,
    Counted,
    DuckEngine,
    Engine,
    Files,
    Span,
    SparkEngine,
    count,
    offer_files,
)
from cordata_cli.main import cli

pytestmark = pytest.mark.spark
SPANS = (Span(), Span(by_year=True), Span(date(2019, 1, 1), date(2021, 1, 1)))
HEADINGS = ("project", "organisation", "region", "start")
Told = list[tuple[object, ...]]


def random_rows(seed: int, projects: int) -> tuple[list[Participation], list[Theme]]:
    """Rows as real ones: regions missing, rows told twice, letters of several languages, projects without a field."""
    draw = random.Random(seed)
    regions = ["AT33", "ITH1", "FRK2", "SI04", "ÖÄ'9", "de14", ""]
    people: list[Participation] = []
    fields: list[Theme] = []
    for project in range(projects):
        start = date(2018, 1, 1) + timedelta(days=draw.randrange(1500)) if draw.random() < 0.95 else None
        for _ in range(draw.randrange(1, 9)):
            people.append((str(project), f"o{draw.randrange(40)}", draw.choice(regions), start))
        fields += [
            (str(project), draw.choice(["wood", "steel", "Öl", 'a "b"; c\nd', ""])) for _ in range(draw.randrange(8))
        ]
    return people + people[::7], fields


@pytest.fixture
def both(spark: Any) -> Iterator[tuple[Engine, Engine]]:
    with DuckEngine(threads=1) as duck:
        yield duck, SparkEngine(spark)


def all_of(counted: Counted) -> dict[str, Told]:
    found: dict[str, Told] = {counting: list(counted.activities(counting)) for counting in COUNTINGS}
    return found | {"links": list(counted.joint_projects()), "totals": list(counted.totals())}


def on_both(engines: tuple[Engine, Engine], files: Files, ask: Callable[[Engine], Any]) -> tuple[Any, Any]:
    answers = []
    for engine in engines:
        offer_files(engine, files)
        answers.append(ask(engine))
    return answers[0], answers[1]


@pytest.mark.parametrize("span", SPANS, ids=["all", "by year", "two years"])
def test_counts_are_equal_to_the_last_bit(both: tuple[Engine, Engine], tmp_path: Path, span: Span) -> None:
    rows, fields = random_rows(4, 120)
    files = Files(
        [write(tmp_path / "p.csv", HEADINGS, rows)], [write(tmp_path / "f.csv", ("project", "activity"), fields)]
    )
    on_duck, on_spark = on_both(both, files, lambda engine: all_of(count(engine, span)))
    assert on_duck == on_spark
    assert all(len(told) > 3 for told in on_duck.values())


def test_tables_and_links_are_equal_to_the_last_bit(both: tuple[Engine, Engine], tmp_path: Path) -> None:
    rows, fields = random_rows(5, 80)
    files = Files(
        [write(tmp_path / "p.csv", HEADINGS, rows)], [write(tmp_path / "f.csv", ("project", "activity"), fields)]
    )
    for counting in COUNTINGS:
        duck, spark = on_both(both, files, lambda engine, how=counting: count(engine).table(how))
        assert (duck.regions, duck.activities) == (spark.regions, spark.activities)
        assert np.array_equal(duck.values, spark.values)
    duck, spark = on_both(both, files, lambda engine: count(engine).links(("ITH1", "AT33", "SI04")))
    assert np.array_equal(duck, spark)
    assert duck.any()


def test_official_tables_of_cordis_are_read_alike(both: tuple[Engine, Engine], tmp_path: Path) -> None:
    people = [
        ("1", "9", 'Say; "A"\nB', "AT332"),
        ("1", "8", "B", "ITH10"),
        ("2", "8", "B", "IT"),
        ("3", "9", "A", "AT33"),
    ]
    science = [("1", "/23/47/297/933", "machine learning"), ("1", "/25", "engineering"), ("3", "", "")]
    files = Files(
        [write(tmp_path / "organization.csv", ("projectID", "organisationID", "name", "nutsCode"), people)],
        [write(tmp_path / "euroSciVoc.csv", ("projectID", "euroSciVocCode", "euroSciVocTitle"), science)],
        [write(tmp_path / "project.csv", ("id", "acronym", "startDate"), [("1", "X", "2021-02-03"), ("3", "Z", "")])],
        field_level=2,
    )
    on_duck, on_spark = on_both(both, files, lambda engine: all_of(count(engine, Span(by_year=True))))
    assert on_duck == on_spark
    assert on_duck["links"] == [("AT33", "ITH1", 2021, 1)]
    assert {row[1] for row in on_duck["whole"]} == {"/23/47", "/25"}


def test_tables_of_parquet_are_read_alike(both: tuple[Engine, Engine], tmp_path: Path) -> None:
    rows = "(VALUES (1, 7, 'AT33'), (1, 8, 'ITH1'), (2, 9, NULL), (2, 9, 'AT33')) AS rows(p, o, r)"
    path = tmp_path / "participations.parquet"
    duckdb.sql(
        f"SELECT p AS project, o AS organisation, r AS region, DATE '2020-01-01' AS start FROM {rows}"
    ).write_parquet(str(path))
    files = Files([path], [write(tmp_path / "f.csv", ("project", "activity"), [("1", "wood"), ("2", "wood")])])
    on_duck, on_spark = on_both(both, files, lambda engine: all_of(count(engine)))
    assert on_duck == on_spark
    assert on_duck["whole"] == [("AT33", "wood", 0, 2.0), ("ITH1", "wood", 0, 1.0)]


def test_what_duckdb_refuses_spark_refuses(both: tuple[Engine, Engine], tmp_path: Path) -> None:
    soon = write(tmp_path / "soon.csv", HEADINGS, [("1", "2", "AT33", "soon")])
    nobody = write(tmp_path / "nobody.csv", HEADINGS, [("1", "2", "", "2020-01-01")])
    broken = tmp_path / "broken.parquet"
    broken.write_text("no parquet")
    for engine in both:
        offer_files(engine, Files([soon]))
        with pytest.raises(UnreadableError, match="soon"):
            list(count(engine, Span(by_year=True)).totals())
        offer_files(engine, Files([nobody]))
        with pytest.raises(EmptyTableError):
            count(engine)
        with pytest.raises(UnreadableError):
            offer_files(engine, Files([broken]))


def test_the_command_runs_on_the_session_that_is_there(spark: Any, tmp_path: Path) -> None:
    rows, fields = random_rows(6, 30)
    words = ["cooperation", "aggregate", "--participations", str(write(tmp_path / "p.csv", HEADINGS, rows)),
             "--fields", str(write(tmp_path / "f.csv", ("project", "activity"), fields)), "--out"]  # fmt: skip
    for engine in ("duckdb", "spark"):
        assert CliRunner().invoke(cli, [*words, str(tmp_path / engine), "--engine", engine]).exit_code == 0
    assert (tmp_path / "duckdb").read_text() == (tmp_path / "spark").read_text()
    assert spark.sql("SELECT 1 AS one").collect()[0].one == 1
