"""`cordata cooperation linkages|dispersion`: what linked regions add, and how evenly regions and activities spread."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import click
import numpy as np

import cordata.cooperation as formulas
from cordata.cooperation import FloatArray, Table, UnknownLabelError
from cordata_cli.cooperation.tables import (
    ISOLATED_OPTION,
    MINIMUM_OPTION,
    RELATEDNESS_OPTIONS,
    TABLE_OPTIONS,
    cells_of,
    refusals_told,
    related_of,
    specialisations_of,
    table_from,
    with_options,
    write_rows,
)
from cordata_cli.exits import EXPLAINED

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
OF_REGIONS = ("entropy", "herfindahl", "krugman", "hachman", "specialisation_coefficient", "average_quotient")
OF_ACTIVITIES = ("gini", "locational_gini", "normalised_ubiquity")


@click.command(epilog=EXPLAINED)
@with_options(TABLE_OPTIONS, MINIMUM_OPTION, RELATEDNESS_OPTIONS, ISOLATED_OPTION)
@click.option("--links", type=FILE, required=True, help="Links between regions: a matrix with id first.")
def linkages(
    table_file: Path, out: Path | None, drop_empty: bool, minimum: float, links: Path, isolated: str, **related: Any
) -> None:
    """Complementary linkages: what linked regions add to a region's relatedness density, weighted by the links.

    Writes region, activity, value (points of percent).
    """
    with refusals_told() as tables:
        tables.append(table := table_from(table_file, drop_empty=drop_empty))
        holdings = specialisations_of(table, minimum)
        found = formulas.complementary_linkages(
            holdings.values,
            related_of(holdings, **related),
            _between(table_from(links), table.regions),
            isolated=0.0 if isolated == "zero" else None,
        )
        write_rows(out, ("region", "activity", "value"), cells_of(table, found))


def _between(links: Table, regions: tuple[str, ...]) -> FloatArray:
    """The links between the regions, in their order."""
    rows = [links.region(label) for label in regions]
    columns = [links.activity(label) for label in regions]
    return links.values[np.ix_(rows, columns)]


@click.command(epilog=EXPLAINED)
@with_options(TABLE_OPTIONS)
@click.option("--groups", type=FILE, help="CSV with columns activity, group: adds related and unrelated variety.")
def dispersion(table_file: Path, out: Path | None, drop_empty: bool, groups: Path | None) -> None:
    """How evenly regions spread over activities, and activities over regions.

    Writes kind (region or activity), id, measure, value.
    """
    with refusals_told() as tables:
        tables.append(table := table_from(table_file, drop_empty=drop_empty))
        found = [("region", table.regions, name, getattr(formulas, name)(table.values)) for name in OF_REGIONS]
        if groups is not None:
            names = _groups(groups, table.activities)
            for variety in (formulas.related_variety, formulas.unrelated_variety):
                found.append(("region", table.regions, variety.__name__, variety(table.values, names)))
        found += [("activity", table.activities, name, getattr(formulas, name)(table.values)) for name in OF_ACTIVITIES]
        rows = (
            (kind, label, measure, value)
            for kind, labels, measure, values in found
            for label, value in zip(labels, values.tolist(), strict=True)
        )
        write_rows(out, ("kind", "id", "measure", "value"), rows)


def _groups(file: Path, activities: tuple[str, ...]) -> list[str]:
    """The group of each activity, as the file tells."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        if not {"activity", "group"} <= set(reader.fieldnames or ()):
            raise click.BadParameter("the file must have the columns activity and group.", param_hint="--groups")
        group_of = {row["activity"]: row["group"] for row in reader}
    for label in activities:
        if label not in group_of:
            raise UnknownLabelError(file=file.name, axis="activity", label=label)
    return [group_of[label] for label in activities]
