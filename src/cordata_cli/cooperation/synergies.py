"""`cordata cooperation synergies`: firms, research and public bodies of different regions that work together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from cordata.cooperation.missing_sides import (
    MissingSide,
    missing_between_organisations,
    missing_between_regions,
)
from cordata.cooperation.participations import Participation
from cordata.cooperation.synergies import Synergies, synergies
from cordata.kernel import load_regions
from cordata_cli.cooperation.participations import OUT, PROJECTS, SPAN, participations_from
from cordata_cli.cooperation.tables import refusals_told, with_options, write_rows
from cordata_cli.exits import EXPLAINED
from cordata_cli.screen import show_json, tell

DYADS = ("side", "region", "other_side", "other", "projects", "pairs")
TRIPLES = ("firm", "research", "public", "projects")
MISSING = ("one", "other", "projects", "missing", "candidate", "name", "region", "score")


@click.command("synergies", epilog=EXPLAINED)
@with_options(PROJECTS, SPAN)
@click.option("--theme", required=True, multiple=True, help="An activity, with what lies below it; repeatable.")
@click.option("--all-regions", is_flag=True, help="All regions that the rows tell, not the 44 of the Alps alone.")
@click.option("--out", type=OUT, help="Write pairs of sides and regions to this CSV file; - prints them.")
@click.option("--triples", "triples_file", type=OUT, help="Write firm, research and public of joint projects.")
@click.option("--missing", "missing_file", type=OUT, help="Write who lacks the third side, and who could be it.")
@click.option("--between", type=click.Choice(["regions", "organisations"]), default="regions", show_default=True,
              help="Who lacks the third side; within the Alps.")  # fmt: skip
@click.option("--top", type=click.IntRange(min=1), default=50, show_default=True, help="So many at most.")
@click.option("--json", "as_json", is_flag=True, help="Print all of it as JSON.")
def command(
    projects: Path | None, organizations: Path | None, fields: Path | None, since: datetime | None,
    until: datetime | None, **chosen: Any,
) -> None:  # fmt: skip
    """Count who works together in a theme across sides and regions, and tell which third side is missing.

    Activities are science fields with --fields, else the topics of the calls. What each figure means is told in
    docs/science/networks.md.
    """
    if organizations is None:
        raise click.UsageError("Name a table of organisations with --organizations.")
    files = (projects, organizations, fields)
    rows = participations_from(files, since=since, until=until, of_fields=fields is not None)
    regions = () if chosen["all_regions"] else tuple(load_regions())
    with refusals_told():
        found = synergies(rows, chosen["theme"], regions=regions)
        missing = _missing(rows, chosen)
    if chosen["as_json"]:
        show_json({**asdict(found), "missing": [_plain(one) for one in missing]})
        return
    tell(_summary(found))
    write_rows(chosen["out"], DYADS, (list(asdict(one).values()) for one in found.dyads))
    if chosen["triples_file"]:
        write_rows(chosen["triples_file"], TRIPLES, (list(asdict(one).values()) for one in found.triples))
    if chosen["missing_file"]:
        write_rows(chosen["missing_file"], MISSING, _rows(missing))


def _missing(rows: Sequence[Participation], chosen: dict[str, Any]) -> list[MissingSide]:
    where = {code: region.centre for code, region in load_regions().items()}
    seek = missing_between_regions if chosen["between"] == "regions" else missing_between_organisations
    return seek(rows, chosen["theme"], where, top=chosen["top"])


def _summary(found: Synergies) -> str:
    sides = ", ".join(f"{count} {side}" for side, count in found.organisations.items())
    return (
        f"{found.projects} projects; organisations: {sides}. "
        f"Mutual information of the three sides {found.helix.all_three:.4f} bits (below 0: synergy)."
    )


def _plain(one: MissingSide) -> dict[str, Any]:
    candidates = [
        {"organisation": each.organisation, "name": each.name, "region": each.region, "score": each.score,
         "reasons": each.reasons}
        for each in one.candidates
    ]  # fmt: skip
    return {"one": one.one, "other": one.other, "regions": list(one.regions), "projects": one.projects,
            "missing": one.missing, "candidates": candidates}  # fmt: skip


def _rows(missing: Iterable[MissingSide]) -> Iterable[list[str | float]]:
    for one in missing:
        lead: list[str | float] = [one.one, one.other, one.projects, one.missing]
        for each in one.candidates:
            yield [*lead, each.organisation, each.name, each.region, each.score]
        if not one.candidates:
            yield [*lead, "", "", "", ""]
