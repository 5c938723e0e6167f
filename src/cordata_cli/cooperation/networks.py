"""`cordata cooperation network`: who is central, who brokers between regions, and where ties are missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from cordata.cooperation import EmptyTableError
from cordata.cooperation.brokers import Gap, Roles, brokerage_roles, gaps_between
from cordata.cooperation.network_measures import external_internal_index
from cordata.cooperation.networks import Network, network_of, ties_of_organisations, ties_of_regions
from cordata.cooperation.participations import Participation, joint_projects
from cordata.kernel import KINDS
from cordata_cli.cooperation.participations import OUT, PROJECTS, SPAN, participations_from
from cordata_cli.cooperation.tables import refusals_told, with_options, write_rows
from cordata_cli.exits import EXPLAINED
from cordata_cli.screen import progress, show_json, tell

MEASURES = (
    "degree", "strength", "betweenness", "constraint", "effective_size", "community", "component", "participation",
    "within",
)  # fmt: skip
ROLES = ("coordinator", "itinerant", "gatekeeper", "liaison")
COLUMNS = ("id", "name", "country", "region", *MEASURES, *ROLES)
GAPS = ("region", "other", "ties", "expected", "bridges")


@dataclass(frozen=True, slots=True)
class _Told:
    """A network with what is known of its nodes."""

    network: Network
    rows: dict[str, Participation]
    roles: dict[str, Roles]
    of_regions: bool


@click.command("network", epilog=EXPLAINED)
@with_options(PROJECTS, SPAN)
@click.option("--of", "nodes", type=click.Choice(["organisations", "regions"]), default="organisations",
              show_default=True, help="What is tied by joint projects.")  # fmt: skip
@click.option("--kind", "kinds", type=click.Choice(KINDS), multiple=True, help="Only these kinds; repeatable.")
@click.option("--weighting", type=click.Choice(["fractional", "projects"]), default="fractional", show_default=True,
              help="Each joint project of n counts 1 / (n - 1), or 1; of organisations.")  # fmt: skip
@click.option("--resolution", type=click.FloatRange(0, min_open=True), default=1.0, show_default=True,
              help="Above 1 the communities are smaller.")  # fmt: skip
@click.option("--out", type=OUT, help="Write nodes to this CSV file; to standard output without it or for -.")
@click.option("--ties", "ties_file", type=OUT, help="Write ties to this CSV file.")
@click.option("--gaps", "gaps_file", type=OUT, help="Write pairs of regions with few ties, and who could bridge them.")
@click.option("--json", "as_json", is_flag=True, help="Print the nodes and the summary as JSON.")
def command(
    projects: Path | None, organizations: Path | None, fields: Path | None, since: datetime | None,
    until: datetime | None, **chosen: Any,
) -> None:  # fmt: skip
    """Measure the network of joint projects.

    The tables are those of CORDIS, in any of their forms. Writes for each organisation or region how many it is tied
    to, betweenness, constraint, its community, and between whom of which regions it stands. What each figure means is
    told in docs/science/networks.md.
    """
    if organizations is None:
        raise click.UsageError("Name a table of organisations with --organizations.")
    files = (projects, organizations, fields)
    rows = participations_from(files, since=since, until=until, kinds=chosen["kinds"])
    with refusals_told(), progress("Measuring") as step:
        told = _told(rows, chosen, step)
        _write_gaps(chosen["gaps_file"], told)
    if chosen["ties_file"]:
        write_rows(chosen["ties_file"], ("one", "other", "weight"), told.network.ties)
    summary = _summary(told)
    if chosen["as_json"]:
        show_json({**summary, "nodes": [dict(zip(COLUMNS, row, strict=True)) for row in _cells(told)]})
        return
    tell(", ".join(f"{name} {value}" for name, value in summary.items()))
    write_rows(chosen["out"], COLUMNS, _cells(told, unknown=""))


def _told(rows: Sequence[Participation], chosen: dict[str, Any], step: Any) -> _Told:
    of_regions = chosen["nodes"] == "regions"
    if of_regions:
        known = {row.region: row for row in reversed(rows) if row.region}
        regions = sorted(known)
        ties = ties_of_regions(joint_projects(rows, regions), regions) if regions else []
        return _Told(network_of(ties, resolution=chosen["resolution"], progress=step), known, {}, True)
    ties = ties_of_organisations(rows, weighting=chosen["weighting"])
    found = network_of(ties, resolution=chosen["resolution"], progress=step)
    known = {row.organisation: row for row in reversed(rows)}
    places = {key: row.region for key, row in known.items()}
    return _Told(found, known, _roles(ties, places), False)


def _roles(ties: Sequence[tuple[str, str, float]], places: dict[str, str]) -> dict[str, Roles]:
    """None where no tie lies between organisations whose regions are known."""
    try:
        return {one.id: one for one in brokerage_roles(ties, places)}
    except EmptyTableError:
        return {}


def _write_gaps(file: Path | None, told: _Told) -> None:
    if file is not None:
        places = {key: row.region for key, row in told.rows.items()}
        gaps = gaps_between(told.network.ties, places)
        write_rows(file, GAPS, map(_gap_cells, gaps))


def _gap_cells(gap: Gap) -> list[str | float]:
    return [gap.region, gap.other, gap.ties, gap.expected, ";".join(gap.bridges)]


def _summary(told: _Told) -> dict[str, Any]:
    found = told.network
    countries = {key: row.country or row.region[:2] for key, row in told.rows.items()}
    return {
        "nodes_in_all": len(found.nodes),
        "ties": len(found.ties),
        "components": len({node.component for node in found.nodes}),
        "communities": len({node.community for node in found.nodes}),
        "modularity": found.modularity,
        "external_internal_index": external_internal_index(found.ties, countries),
    }


def _cells(told: _Told, unknown: str | None = None) -> list[list[Any]]:
    cells = []
    for node in told.network.nodes:
        row, roles = told.rows[node.id], told.roles.get(node.id)
        told_roles = [getattr(roles, name) for name in ROLES] if roles else [None] * len(ROLES)
        measures = asdict(node)
        name = "" if told.of_regions else row.name
        cells.append([node.id, name, row.country, row.region, *(measures[each] for each in MEASURES), *told_roles])
    return [[unknown if cell is None else cell for cell in row] for row in cells]
