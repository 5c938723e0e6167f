"""`cordata cooperation potential`: which links between regions are most worth making, and why."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
import numpy as np

from cordata.cooperation import FloatArray, Table, read_table_of_values
from cordata.cooperation.link_reasons import Where
from cordata.cooperation.potential import Assumptions, Link, links_worth_making
from cordata.kernel import region_of
from cordata_cli.cooperation.tables import (
    RELATEDNESS_OPTIONS,
    TABLE_OPTIONS,
    refusals_told,
    table_from,
    with_options,
    write_rows,
)
from cordata_cli.exits import EXPLAINED
from cordata_cli.screen import show_json, tell

COLUMNS = (
    "region", "other", "worth", "potential", "adds_to_region", "adds_to_other", "common", "km", "actual", "expected",
    "residual",
)  # fmt: skip


@click.command(epilog=EXPLAINED)
@with_options(TABLE_OPTIONS, RELATEDNESS_OPTIONS)
@click.option("--links", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="Joint projects: CSV with columns region, other, value, or a matrix with id first.")  # fmt: skip
@click.option("--minimum", type=click.FloatRange(min=0), default=1.0, show_default=True,
              help="The least value that can make a specialisation.")  # fmt: skip
@click.option("--common-ground", type=click.FloatRange(0, 1), default=0.5, show_default=True,
              help="How much it matters that two share some activities but not all.")  # fmt: skip
@click.option("--ties", type=click.FloatRange(min=0), default=1.0, show_default=True,
              help="How much joint projects that there are already count against a link.")  # fmt: skip
@click.option("--top", type=click.IntRange(min=1), help="Only so many links, the worthiest.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, with the reasons of each link.")
def potential(table_file: Path, out: Path | None, drop_empty: bool, links: Path | None, **chosen: Any) -> None:
    """All pairs of regions, those most worth linking first.

    The table's regions are NUTS codes of the Alpine macro-region; others are left out, as their places are not
    known. Writes region, other, worth, potential, its parts, and with --links actual and expected joint projects.
    """
    with refusals_told() as tables:
        tables.append(table := _placed(table_from(table_file, drop_empty=drop_empty)))
        where = {code: Where(found.country, found.centre) for code in table.regions if (found := region_of(code))}
        assumptions = Assumptions(
            chosen["method"], chosen["binary"], chosen["minimum"], chosen["common_ground"], chosen["ties"]
        )
        joint = _joint(links, table.regions) if links else None
        found_links = links_worth_making(table, where, joint=joint, assumptions=assumptions)[: chosen["top"]]
    if chosen["as_json"]:
        show_json({"assumptions": asdict(assumptions), "links": [_plain(link) for link in found_links]})
    else:
        write_rows(out, COLUMNS, ([_cell(getattr(link, name)) for name in COLUMNS] for link in found_links))


def _placed(table: Table) -> Table:
    kept = [place for place, code in enumerate(table.regions) if region_of(code)]
    gone = [code for code in table.regions if not region_of(code)]
    if gone:
        tell(f"Left out, because their places are not known: {', '.join(gone)}.")
    return Table(tuple(table.regions[place] for place in kept), table.activities, table.values[kept])


def _joint(file: Path, regions: tuple[str, ...]) -> FloatArray:
    """Joint projects as a symmetric matrix; pairs of other regions are passed over."""
    content = file.read_bytes()
    heading, rest = content.split(b"\n", 1) if b"\n" in content else (content, b"")
    table = read_table_of_values(file.name, heading.replace(b"other", b"activity") + b"\n" + rest)
    at = {code: place for place, code in enumerate(regions)}
    joint = np.zeros((len(regions), len(regions)))
    for region, other, value in table.cells():
        one, two = at.get(region), at.get(other)
        if one is not None and two is not None and one != two:
            joint[one, two] = joint[two, one] = max(value, joint[one, two])
    return joint


def _plain(link: Link) -> dict[str, Any]:
    return {name: getattr(link, name) for name in (*COLUMNS, "reasons")}


def _cell(value: Any) -> Any:
    return "" if value is None else value
