"""`cordata cooperation quotients|relatedness|density|complexity|complementarity`: the formulas on own tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

import cordata.cooperation as formulas
from cordata.cooperation import FloatArray, Table
from cordata_cli.cooperation.drawing import CHART_OPTION, draw_bars, draw_matrix
from cordata_cli.cooperation.tables import (
    ISOLATED_OPTION,
    MINIMUM_OPTION,
    RELATEDNESS_OPTIONS,
    TABLE_OPTIONS,
    cells_of,
    kept_of,
    refusals_told,
    related_of,
    specialisations_of,
    table_from,
    with_options,
    write_rows,
)
from cordata_cli.exits import EXPLAINED

CELLS = ("region", "activity", "value")


@click.command(epilog=EXPLAINED)
@with_options(TABLE_OPTIONS, MINIMUM_OPTION, CHART_OPTION)
@click.option(
    "--measure",
    type=click.Choice(["quotient", "shrunk", "symmetric", "specialised"]),
    default="quotient",
    show_default=True,
    help="The quotient, drawn to 1 by small numbers, between -1 and 1, or 1 where it is at least 1.",
)
@click.option("--interval", type=click.FloatRange(0, 1, True, True), help="Add a bootstrap interval of this level.")
@click.option("--draws", type=click.IntRange(min=2), default=1000, show_default=True, help="Draws of the bootstrap.")
@click.option("--seed", type=int, default=0, show_default=True, help="Seed of the bootstrap.")
def quotients(
    table_file: Path,
    out: Path | None,
    drop_empty: bool,
    minimum: float,
    measure: str,
    picture: Path | None,
    **bootstrap: Any,
) -> None:
    """Location quotients: the share of an activity in a region over its share in all regions.

    Writes region, activity, value; with --interval also low and high of the quotient.
    """
    with refusals_told() as tables:
        tables.append(table := table_from(table_file, drop_empty=drop_empty))
        columns = [_measured(table, measure, minimum)]
        draw_matrix(picture, table, columns[0], f"Location quotients ({measure})", scale="diverging")
        if bootstrap["interval"] is not None:
            columns += formulas.quotient_intervals(
                table.values, seed=bootstrap["seed"], draws=bootstrap["draws"], level=bootstrap["interval"]
            )
        write_rows(out, (*CELLS, "low", "high")[: len(columns) + 2], cells_of(table, *columns))


def _measured(table: Table, measure: str, minimum: float) -> FloatArray:
    if measure == "specialised":
        return specialisations_of(table, minimum).values
    if measure == "shrunk":
        return formulas.shrunk_quotients(table.values)
    return formulas.symmetric_quotients(table.values) if measure == "symmetric" else formulas.quotients(table.values)


@click.command(epilog=EXPLAINED)
@with_options(TABLE_OPTIONS, MINIMUM_OPTION, RELATEDNESS_OPTIONS, CHART_OPTION)
def relatedness(
    table_file: Path,
    out: Path | None,
    drop_empty: bool,
    minimum: float,
    picture: Path | None,
    **chosen: Any,
) -> None:
    """Relatedness of all pairs of activities, from how often regions are specialised in both.

    Writes activity, other, value.
    """
    with refusals_told() as tables:
        tables.append(table := table_from(table_file, drop_empty=drop_empty))
        related = related_of(specialisations_of(table, minimum), **chosen)
        pairs = Table(table.activities, table.activities, related)
        draw_matrix(picture, pairs, related, f"Relatedness ({chosen['method']})", columns="other activity")
        write_rows(out, ("activity", "other", "value"), pairs.cells())


@click.command(epilog=EXPLAINED)
@with_options(TABLE_OPTIONS, MINIMUM_OPTION, RELATEDNESS_OPTIONS, ISOLATED_OPTION, CHART_OPTION)
@click.option(
    "--own",
    type=click.FloatRange(min=0),
    default=0.0,
    show_default=True,
    help="The relatedness of an activity to itself; 1 as the package ecomplexity has it.",
)
def density(
    table_file: Path,
    out: Path | None,
    drop_empty: bool,
    minimum: float,
    isolated: str,
    picture: Path | None,
    **chosen: Any,
) -> None:
    """Relatedness density: what part of all that is related to an activity a region holds, in percent.

    Writes region, activity, value.
    """
    with refusals_told() as tables:
        tables.append(table := table_from(table_file, drop_empty=drop_empty))
        holdings = specialisations_of(table, minimum)
        found = formulas.relatedness_density(
            holdings.values,
            related_of(holdings, chosen["method"], chosen["binary"]),
            own=chosen["own"],
            isolated=_isolated(isolated),
        )
        draw_matrix(picture, table, found, "Relatedness density")
        write_rows(out, CELLS, cells_of(table, found))


@click.command(epilog=EXPLAINED)
@with_options(TABLE_OPTIONS, MINIMUM_OPTION, CHART_OPTION)
@click.option(
    "--method",
    type=click.Choice(["eigenvector", "knowledge", "reflections", "fitness"]),
    default="eigenvector",
    show_default=True,
    help="Economic complexity (z-scored), as EconGeo scales it, by reflections, or fitness and quality.",
)
@click.option(
    "--activity-scale",
    type=click.Choice(["own", "regions"]),
    default="own",
    show_default=True,
    help="For eigenvector: activities z-scored on their own, or on the scale of regions as in ecomplexity.",
)
@click.option("--steps", type=click.IntRange(min=1), default=20, show_default=True, help="For reflections, fitness.")
def complexity(
    table_file: Path,
    out: Path | None,
    drop_empty: bool,
    minimum: float,
    method: str,
    picture: Path | None,
    **settings: Any,
) -> None:
    """Complexity of regions and activities.

    Writes kind (region or activity), id, value.
    """
    with refusals_told() as tables:
        tables.append(table := table_from(table_file, drop_empty=drop_empty))
        holdings = specialisations_of(table, minimum)
        tables.append(holdings := kept_of(holdings) if drop_empty else holdings)
        regions, activities = _complexities(holdings.values, method, **settings)
        told = list(zip(holdings.regions, regions.tolist(), strict=True))
        draw_bars(picture, told, f"Complexity of regions ({method})", "region")
        rows = [("region", label, value) for label, value in zip(holdings.regions, regions.tolist(), strict=True)]
        rows += [
            ("activity", label, value) for label, value in zip(holdings.activities, activities.tolist(), strict=True)
        ]
        write_rows(out, ("kind", "id", "value"), rows)


def _complexities(holdings: FloatArray, method: str, steps: int, activity_scale: Any) -> tuple[FloatArray, FloatArray]:
    if method == "reflections":
        return formulas.method_of_reflections(holdings, steps)
    if method == "fitness":
        return formulas.fitness(holdings, steps)
    if method == "knowledge":
        found = formulas.knowledge_complexity(holdings)
    else:
        found = formulas.economic_complexity(holdings, activity_scale=activity_scale)
    return found.regions, found.activities


@click.command(epilog=EXPLAINED)
@with_options(TABLE_OPTIONS, MINIMUM_OPTION, RELATEDNESS_OPTIONS, ISOLATED_OPTION, CHART_OPTION)
def complementarity(
    table_file: Path,
    out: Path | None,
    drop_empty: bool,
    minimum: float,
    isolated: str,
    picture: Path | None,
    **related: Any,
) -> None:
    """What each other region would add to the relatedness density of a region, in points of percent.

    Writes region, other, activity, value: other holds what region lacks and activity is related to. All activities
    are given, those that region holds too.
    """
    with refusals_told() as tables:
        tables.append(table := table_from(table_file, drop_empty=drop_empty))
        holdings = specialisations_of(table, minimum)
        near = related_of(holdings, **related)
        added = formulas.added_densities(holdings.values, near, isolated=_isolated(isolated))
        if picture is not None:
            pairs = Table(table.regions, table.regions, formulas.added_totals(holdings.values, near, isolated=True))
            mean = pairs.values / len(table.activities)
            draw_matrix(picture, pairs, mean, "Added density, mean of all activities", columns="other region")
        rows = (
            (region, *cell)
            for region, others in zip(table.regions, added, strict=True)
            for cell in cells_of(table, others)
            if cell[0] != region
        )
        write_rows(out, ("region", "other", "activity", "value"), rows)


def _isolated(choice: str) -> float | None:
    return 0.0 if choice == "zero" else None
