"""`cordata cooperation aggregate`: from rows of participations, however many, to the small tables of the formulas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any, cast

import click

from cordata.cooperation.aggregation import (
    COUNTINGS,
    Counted,
    Counting,
    DuckEngine,
    Engine,
    Files,
    Span,
    SparkEngine,
    count,
    offer_files,
)
from cordata_cli.cooperation.tables import Options, refusals_told, with_options, write_rows
from cordata_cli.exits import EXPLAINED, NOT_DONE
from cordata_cli.screen import tell

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
OUT = click.Path(dir_okay=False, allow_dash=True, path_type=Path)
DAY = click.DateTime(["%Y-%m-%d"])
INPUTS: Options = (
    click.option("--participations", required=True, multiple=True, type=FILE, help="Who takes part; repeatable."),
    click.option("--fields", required=True, multiple=True, type=FILE, help="Activities of projects; repeatable."),
    click.option("--projects", multiple=True, type=FILE, help="project.csv of CORDIS, for the starts; repeatable."),
    click.option(
        "--field-level",
        type=click.IntRange(1, 9),
        default=3,
        show_default=True,
        help="The level to which codes of EuroSciVoc are cut.",
    ),
)
SPAN: Options = (
    click.option("--since", type=DAY, help="Only projects that start on this day or later."),
    click.option("--until", type=DAY, help="Only projects that start before this day."),
    click.option("--by-year", is_flag=True, help="Tell each year of start on its own."),
)
ENGINE: Options = (
    click.option("--engine", type=click.Choice(["duckdb", "spark"]), default="duckdb", show_default=True),
    click.option("--memory", metavar="SIZE", help="How much memory DuckDB may take, such as 800MB."),
    click.option("--threads", type=click.IntRange(min=1), help="How many processors DuckDB may use."),
)


@click.command(epilog=EXPLAINED)
@with_options(INPUTS)
@click.option("--out", required=True, type=OUT, help="Write regions by activities to this CSV file; - prints them.")
@click.option("--links", type=OUT, help="Write joint projects of regions to this CSV file.")
@click.option("--counting", type=click.Choice(COUNTINGS), default="whole", show_default=True)
@with_options(SPAN, ENGINE)
def aggregate(out: Path, links: Path | None, counting: str, **given: Any) -> None:
    """Count participations by region and activity, and joint projects between regions.

    Files are CSV (comma, semicolon or tab; UTF-8) or Parquet, with columns project, organisation, region, start and
    project, activity; or the tables organization.csv, project.csv and euroSciVoc.csv of CORDIS, whose NUTS codes are
    cut to level 2. OUT has the columns region, activity, value; LINKS is a matrix with id first, for --links of
    `cordata cooperation linkages`. With --by-year both are long, with a column year.

    A participation is an organisation in a project. Whole counting counts it once in every activity of the project,
    fractional counting shares it among them. DuckDB and Spark run the same statements, with the same result.
    """
    files = Files(given["participations"], given["fields"], given["projects"], given["field_level"])
    with refusals_told(), _engine(given["engine"], given["memory"], given["threads"]) as engine:
        offer_files(engine, files)
        counted = count(engine, Span(_day(given["since"]), _day(given["until"]), given["by_year"]))
        if given["by_year"]:
            _write_years(counted, cast(Counting, counting), out, links)
        else:
            _write_together(counted, cast(Counting, counting), out, links)


def _write_together(counted: Counted, counting: Counting, out: Path, links: Path | None) -> None:
    table = counted.table(counting)
    write_rows(out, ("region", "activity", "value"), (cell for cell in table.cells() if cell[2]))
    if links is not None:
        between = counted.links(table.regions).astype(int).tolist()
        rows: list[list[str | float]] = [[region, *row] for region, row in zip(table.regions, between, strict=True)]
        write_rows(links, ("id", *table.regions), rows)


def _write_years(counted: Counted, counting: Counting, out: Path, links: Path | None) -> None:
    write_rows(out, ("region", "activity", "year", "value"), _sequences(counted.activities(counting)))
    if links is not None:
        write_rows(links, ("region", "other", "year", "projects"), _sequences(counted.joint_projects()))


def _sequences(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[str | float, ...]]:
    yield from rows


@contextmanager
def _engine(name: str, memory: str | None, threads: int | None) -> Iterator[Engine]:
    if name == "duckdb":
        with DuckEngine(memory=memory, threads=threads) as engine:
            yield engine
        return
    if memory or threads:
        raise click.UsageError("--memory and --threads are for DuckDB; Spark takes them from its own settings.")
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        tell("Spark is not installed here; install it with: pip install 'cordata[spark]'")
        raise SystemExit(NOT_DONE) from error
    yield SparkEngine(SparkSession.builder.getOrCreate())


def _day(given: datetime | None) -> date | None:
    return given.date() if given else None
