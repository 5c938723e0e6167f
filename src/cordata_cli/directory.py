"""`cordata directory`: the profiles of the sample network, or of a file that `cordata load --out` wrote."""

from __future__ import annotations

import difflib
import json
from pathlib import Path
from typing import Any

import click

from cordata.directory import Profile, completeness, load_network
from cordata.kernel import COUNTRIES, KINDS, SECTORS, region_of
from cordata.sources.entries import Entry, entry_as_json, entry_from_json
from cordata_cli.exits import EXPLAINED, NOTHING_FOUND
from cordata_cli.screen import show_json, show_table, tell

COLUMNS = (
    "id", "name", "short_name", "kind", "cluster_type", "country", "nuts", "town", "sectors", "concepts", "website",
    "founded", "members", "members_year", "employees", "managed_by", "label", "status", "local_language", "cluster",
)  # fmt: skip
FROM = click.option(
    "--from",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file of `cordata load --out` instead of the sample network.",
)


@click.group(epilog=EXPLAINED)
def directory() -> None:
    """Clusters and organisations: list them, show one."""


@directory.command("list", epilog=EXPLAINED)
@click.option("--kind", type=click.Choice(KINDS), help="Only this kind.")
@click.option("--country", type=click.Choice(COUNTRIES), help="Only this country.")
@click.option("--region", help="Only this region, a NUTS code such as ITC1.")
@click.option("--sector", type=click.Choice(SECTORS), help="Only this sector.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
@FROM
def list_profiles(as_json: bool, as_csv: bool, file: Path | None, **wanted: str | None) -> None:
    """List profiles."""
    if as_json and as_csv:
        raise click.UsageError("Choose either --json or --csv.")
    found = [entry for entry in _entries(file) if _fits(entry.profile, wanted)]
    profiles = [entry.profile for entry in found]
    if as_json:
        show_json([_plain(entry) for entry in found])
    elif as_csv:
        from cordata.publish.tables import as_csv as csv_text

        click.echo(csv_text((_plain(entry) for entry in found), COLUMNS), nl=False)
    elif profiles:
        rows = [(one.id, one.name, one.kind, one.nuts, one.town, ", ".join(one.sectors)) for one in profiles]
        show_table("", ["Id", "Name", "Kind", "Region", "Town", "Sectors"], rows)
        tell(f"{len(profiles)} profiles.")
    else:
        tell("No profile fits.")
    if not profiles:
        raise SystemExit(NOTHING_FOUND)


@directory.command(epilog=EXPLAINED)
@click.argument("profile_id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@FROM
def show(profile_id: str, as_json: bool, file: Path | None) -> None:
    """Show one profile."""
    entries = {entry.profile.id: entry for entry in _entries(file)}
    entry = entries.get(profile_id)
    if entry is None:
        near = difflib.get_close_matches(profile_id, entries, n=3)
        hint = f" Did you mean {', '.join(near)}?" if near else ""
        tell(f"There is no profile {profile_id!r}.{hint}")
        raise SystemExit(NOTHING_FOUND)
    if as_json:
        show_json(entry_as_json(entry) if entry.projects else _plain(entry))
        return
    show_table(entry.profile.name, ["", ""], _facts(entry.profile))
    if entry.projects:
        rows = [(one.start or "", one.programme, one.acronym, one.title, one.role) for one in entry.projects]
        show_table("\nProjects", ["Start", "Programme", "Acronym", "Title", "Role"], rows)


def _entries(file: Path | None) -> list[Entry]:
    if file is None:
        return [Entry(profile) for profile in load_network()]
    lines = file.read_text("utf-8").rstrip("\n").split("\n")
    entries = []
    for number, line in enumerate(lines, start=1):
        try:
            entries.append(entry_from_json(json.loads(line)))
        except (KeyError, TypeError, ValueError) as error:
            raise click.UsageError(f"{file}, line {number}, is not a profile of `cordata load --out`.") from error
    return entries


def _fits(profile: Profile, wanted: dict[str, str | None]) -> bool:
    """Whether a profile has what was asked for; what is None was not asked."""
    return (
        wanted["kind"] in (None, profile.kind)
        and wanted["country"] in (None, profile.country)
        and (wanted["sector"] is None or wanted["sector"] in profile.sectors)
        and profile.nuts.startswith((wanted["region"] or "").upper())
    )


def _plain(entry: Entry) -> dict[str, Any]:
    profile: dict[str, Any] = entry_as_json(entry)["profile"]
    return profile


def _facts(profile: Profile) -> list[tuple[str, object]]:
    region = region_of(profile.nuts)
    facts: list[tuple[str, object]] = [
        ("id", profile.id),
        ("kind", profile.kind),
        ("place", ", ".join(filter(None, (profile.town, region.names["en"] if region else "", profile.country)))),
        ("sectors", ", ".join(profile.sectors)),
        ("concepts", ", ".join(profile.concepts)),
        ("website", profile.website),
        ("founded", profile.founded or ""),
        ("members", profile.members or ""),
        ("managed by", profile.managed_by),
        ("status", profile.status),
        ("source", profile.citation.source),
        ("complete", f"{completeness(profile)} %"),
    ]
    for part, texts in (("is", profile.descriptions), ("offers", profile.offers), ("seeks", profile.seeks)):
        facts += [(f"{part} ({language})", text) for language, text in texts.items()]
    return [(name, value) for name, value in facts if value]
