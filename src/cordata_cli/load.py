"""`cordata load`: outside tables into the directory of the site, or into a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, cast

import click

from cordata.kernel import KINDS, Kind
from cordata.sources.entries import Entry
from cordata.sources.problems import Reading
from cordata_cli.exits import EXPLAINED, INPUT_HAS_PROBLEMS, NOTHING_FOUND
from cordata_cli.loading import demand_site, report, store, write_lines
from cordata_cli.screen import progress, show_table, tell

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def _outcome_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that all sources share."""
    today = click.DateTime(["%Y-%m-%d"])
    for option in (
        click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON."),
        click.option("--checked", type=today, help="The day to note as checked where the table tells none; today."),
        click.option(
            "--problems",
            type=click.Path(dir_okay=False, path_type=Path),
            help="Write all faults to this file: .csv, else JSON lines.",
        ),
        click.option(
            "--out",
            type=click.Path(dir_okay=False, path_type=Path),
            help="Write the profiles to this file of JSON lines, not into the site.",
        ),
        click.option("--dry-run", is_flag=True, help="Read and report only."),
    ):
        command = option(command)
    return command


@click.group(epilog=EXPLAINED)
def load() -> None:
    """Read outside tables and store what they hold in the directory of the site.

    Bad rows are reported with file, line, column, value and reason; good ones are kept. Loading the same table again
    updates what is there.
    """


@load.command(epilog=EXPLAINED)
@click.argument("paths", nargs=-1, required=True, type=FILE)
@_outcome_options
def cordis(paths: tuple[Path, ...], **options: Any) -> None:
    """Organisations of the macro-region and their projects, from CORDIS.

    PATHS are the official archives (cordis-HORIZONprojects-csv.zip) or their tables on their own.
    """
    from cordata.sources.cordis import read_cordis

    names = Counter(path.name for path in paths)
    files = {path.name if names[path.name] == 1 else str(path): path.read_bytes() for path in paths}

    def read(checked: str) -> Reading[Entry]:
        with progress("Placing organisations") as step:
            return read_cordis(files, checked=checked, progress=step)

    _run(read, **options)


@load.command(epilog=EXPLAINED)
@click.argument("path", type=FILE)
@click.option(
    "--kind",
    type=click.Choice(KINDS),
    default="cluster",
    show_default=True,
    help="The kind of what a table lists that tells none; sme for members.",
)
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="HEADING=FIELD",
    help="Take this column as this field; without a field: ignore it. Can be repeated.",
)
@click.option("--preview", is_flag=True, help="Show how the columns are understood, and stop.")
@_outcome_options
def clusters(path: Path, kind: str, columns: tuple[str, ...], preview: bool, **options: Any) -> None:
    """Clusters, or their members, from a table with headings in any of the five languages.

    PATH is CSV, XLSX, XLS or ODS.
    """
    from cordata.directory import load_network
    from cordata.sources.clusters import Assumptions, concept_names, read_clusters
    from cordata.sources.tables import read_table
    from cordata.sources.values import folded
    from cordata_cli.concepts import loaded_thesaurus

    chosen = _chosen(columns)
    table = read_table(path.name, path.read_bytes())
    if preview:
        _show_preview(table, chosen)
        return
    known = [profile for profile in load_network() if profile.kind == "cluster"]
    ids = {name: one.id for one in known for name in (folded(one.name), folded(one.short_name), one.id) if name}

    def read(checked: str) -> Reading[Entry]:
        names = concept_names(loaded_thesaurus())
        told = Assumptions(checked, kind=cast(Kind, kind), concepts=names, clusters=ids, columns=chosen)
        return read_clusters(table, told)

    _run(read, **options)


@load.command(epilog=EXPLAINED)
@click.argument("path", type=FILE)
@_outcome_options
def universities(path: Path, **options: Any) -> None:
    """Universities of the macro-region, from the list world_universities_and_domains.json."""
    from cordata.sources.universities import read_universities

    _run(lambda checked: read_universities(path.name, path.read_bytes(), checked=checked), **options)


def _run(
    read: Callable[[str], Reading[Entry]],
    *,
    dry_run: bool,
    out: Path | None,
    problems: Path | None,
    checked: datetime | None,
    as_json: bool,
) -> None:
    """Read, report, keep; the exit code tells what happened."""
    if not dry_run and out is None:
        demand_site()
    reading = read((checked.date() if checked else date.today()).isoformat())
    report(reading, problems_file=problems, as_json=as_json)
    if not reading.records:
        tell("Nothing was found that belongs into the directory.")
        raise SystemExit(INPUT_HAS_PROBLEMS if reading.has_losses else NOTHING_FOUND)
    if dry_run:
        tell("Dry run: nothing was stored.")
    elif out is not None:
        write_lines(reading.records, out)
        tell(f"{len(reading.records)} profiles written to {out}.")
    else:
        store(reading.records)
    if reading.has_losses:
        raise SystemExit(INPUT_HAS_PROBLEMS)


def _chosen(columns: tuple[str, ...]) -> dict[str, str | None]:
    from cordata.sources.columns import known_fields

    chosen: dict[str, str | None] = {}
    for told in columns:
        heading, sign, field = told.rpartition("=")
        if not sign or (field and field not in known_fields()):
            raise click.BadParameter(f"{told!r} is not HEADING=FIELD with one of: {', '.join(known_fields())}.")
        chosen[heading] = field or None
    return chosen


def _show_preview(table: Any, chosen: dict[str, str | None]) -> None:
    from cordata.sources.columns import map_columns, preview

    uses = preview(table, map_columns(table.columns, chosen))
    rows = [(use.column, use.field or "(ignored)", " | ".join(use.samples)) for use in uses]
    show_table("", ["Column", "Taken as", "For example"], rows)
