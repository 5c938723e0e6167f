"""`cordata network`: the bulk work of cluster managers, on a site, by its API."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any

import click

from cordata.publish.tables import as_csv as csv_text
from cordata_cli.exits import EXPLAINED, INPUT_HAS_PROBLEMS, NOT_DONE, NOTHING_FOUND
from cordata_cli.screen import progress, show_json, show_table, tell
from cordata_cli.site import ADDRESS, Site, SiteError, marked, part

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
CLUSTER = click.option("--cluster", help="Id of the cluster; not needed by those who manage only one.")
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
WAIT = click.option("--wait", is_flag=True, help="Wait until the work is done, and show how far it is.")
PATIENCE = click.option(
    "--patience", default=600.0, show_default=True, help="Seconds after which to wait no longer.", metavar="SECONDS"
)
MEMBER_COLUMNS = (
    *("id", "name", "kind", "country", "nuts", "town", "website", "since"),
    *("freshness", "complete_percent", "people", "cluster_may"),
)
SECONDS_BETWEEN_LOOKS = 0.5


def asking(command: Callable[..., None]) -> Callable[..., None]:
    """Hands the site to a command; what the site refuses is told, and the command ends."""

    @click.option("--site", envvar="CORDATA_SITE", default=ADDRESS, show_default=True, help="Address of the site.")
    @click.option("--token", envvar="CORDATA_TOKEN", help="Key of the account page; better in CORDATA_TOKEN.")
    @wraps(command)
    def run(site: str, token: str | None, **options: Any) -> None:
        if not token:
            raise click.UsageError(
                "Put a key into CORDATA_TOKEN; you make one on the site under My account, Keys for programs."
            )
        with _refusals_told():
            command(Site(site, token), **options)

    return run


@contextmanager
def _refusals_told() -> Iterator[None]:
    try:
        yield
    except SiteError as error:
        tell(str(error))
        for line in error.faults:
            tell(line)
        raise SystemExit(error.exit_code) from error


@click.group(epilog=EXPLAINED)
def network() -> None:
    """Members, opportunities and background work of a site.

    The address of the site stands in CORDATA_SITE, the key in CORDATA_TOKEN.
    """


@network.group()
def members() -> None:
    """The members of your cluster: list, export, import."""


@members.command("list", epilog=EXPLAINED)
@CLUSTER
@click.option("--freshness", multiple=True, help="Only those whose profile is so, such as old or expired.")
@JSON
@asking
def list_members(site: Site, cluster: str | None, freshness: tuple[str, ...], as_json: bool) -> None:
    """List the members of today, with how fresh their profiles are."""
    found = _members(site, cluster, freshness)
    if as_json:
        show_json(found)
    elif found:
        rows = [
            (one["id"], one["name"], one["town"], one["freshness"], f"{one['complete_percent']} %") for one in found
        ]
        show_table("", ["Id", "Name", "Town", "Profile", "Complete"], rows)
    tell(f"{len(found)} members.")
    if not found:
        raise SystemExit(NOTHING_FOUND)


@members.command(epilog=EXPLAINED)
@CLUSTER
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="A file instead of standard output.")
@asking
def export(site: Site, cluster: str | None, out: Path | None) -> None:
    """Write the members as CSV."""
    text = csv_text(_members(site, cluster, ()), MEMBER_COLUMNS)
    if out is None:
        click.echo(text, nl=False)
    else:
        out.write_text(text, "utf-8")
        tell(f"{out} is written.")


@members.command("import", epilog=EXPLAINED)
@click.argument("file", type=FILE)
@CLUSTER
@click.option("--dry-run", is_flag=True, help="Only check the table: what each row would do, and what is wrong.")
@WAIT
@PATIENCE
@asking
def import_members(site: Site, file: Path, cluster: str | None, dry_run: bool, wait: bool, patience: float) -> None:
    """Make the rows of a CSV or XLSX table members of your cluster.

    The table is checked first. Rows with faults, and rows that may be listed already, are left out and told.
    """
    path = f"/clusters/{part(_cluster(site, cluster))}/imports"
    content = base64.b64encode(file.read_bytes()).decode()
    checked = site.post(path, {"file_name": file.name, "content": content})
    _tell_check(checked)
    faulty = any(one["loss"] in ("file", "row") for one in checked["problems"]) or checked["counts"]["unsure"]
    does = sum(checked["counts"][fate] for fate in ("new", "join", "ask"))
    if not dry_run and does:
        job = site.post(f"{path}/{checked['id']}/steps/start")
        if wait:
            _wait(site, job["id"], patience)
        else:
            tell(f"Under way; cordata network jobs {job['id']} --wait shows how far.")
    elif not dry_run:
        tell("There is nothing to import.")
    if faulty:
        raise SystemExit(INPUT_HAS_PROBLEMS)


def _tell_check(checked: dict[str, Any]) -> None:
    rows = [(one["line"], one["name"], one["fate"], ", ".join(one["alike"])) for one in checked["rows"]]
    if rows:
        show_table("", ["Row", "Name", "Would", "Perhaps listed as"], rows)
    for one in checked["problems"]:
        where = ", ".join(filter(None, (f"row {one['line']}" if one["line"] else "", one["column"] or "")))
        tell(f"{where}: {one['sentence']}" if where else one["sentence"])
    if checked["counts"]["unsure"]:
        tell(f"Some rows may be listed already; say on the site what they are: {checked['url']}")


@network.group()
def opportunities() -> None:
    """Opportunities: list, create, send for review."""


@opportunities.command("list", epilog=EXPLAINED)
@click.option("--mine", is_flag=True, help="Those of the organisations for which you act, in every state.")
@click.option("--state", multiple=True, help="Only this state; only with --mine.")
@click.option("--query", "q", help="Only those with all of these words.")
@JSON
@asking
def list_opportunities(site: Site, mine: bool, state: tuple[str, ...], q: str | None, as_json: bool) -> None:
    """List published opportunities, or one's own."""
    if state and not mine:
        raise click.UsageError("Only one's own opportunities have several states: add --mine.")
    path = "/me/opportunities" if mine else "/opportunities"
    found = list(site.every(path, "opportunities", state=state, q=q))
    if as_json:
        show_json(found)
    elif found:
        show_table("", ["Id", "Title", "Type", "Owner", "State", "Until"], map(_opportunity_row, found))
    tell(f"{len(found)} opportunities.")
    if not found:
        raise SystemExit(NOTHING_FOUND)


@opportunities.command(epilog=EXPLAINED)
@click.argument("file", type=FILE)
@click.option("--submit", "and_submit", is_flag=True, help="Send each for review as well.")
@asking
def create(site: Site, file: Path, and_submit: bool) -> None:
    """Make drafts of a JSON file: one opportunity or a list of them, with the fields of the API.

    Nothing is made twice: called again with the same file, a run that was cut off goes on.
    """
    written = _records(file)
    refused = 0
    for number, record in enumerate(written, start=1):
        try:
            made = site.post("/opportunities", record, once=marked("create", record))
            if and_submit:
                _submit(site, made["id"])
        except SiteError as error:
            if error.exit_code != INPUT_HAS_PROBLEMS:
                raise
            refused += 1
            tell(f"{file}, opportunity {number}: {error}")
            for line in error.faults:
                tell(line)
        else:
            click.echo(made["id"])
    tell(f"{len(written) - refused} of {len(written)} made.")
    if refused:
        raise SystemExit(INPUT_HAS_PROBLEMS)


@opportunities.command(epilog=EXPLAINED)
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@asking
def submit(site: Site, ids: tuple[str, ...]) -> None:
    """Send drafts for review."""
    for one in ids:
        _submit(site, one)
        click.echo(one)


@network.command(epilog=EXPLAINED)
@click.argument("job_id", metavar="ID")
@WAIT
@PATIENCE
@JSON
@asking
def jobs(site: Site, job_id: str, wait: bool, patience: float, as_json: bool) -> None:
    """Show how far a piece of background work is."""
    if wait:
        _wait(site, job_id, patience)
        return
    found = site.get(f"/jobs/{part(job_id)}")
    if as_json:
        show_json(found)
    else:
        tell(f"{found['title']}: {found['standing']}")


def _wait(site: Site, job_id: str, patience: float) -> None:
    """Until it is over; with an exit code where it did not work or takes too long."""
    until = time.monotonic() + patience
    with progress("Under way") as step:
        while True:
            found = site.get(f"/jobs/{part(job_id)}")
            step(found["done"], max(found["total"], 1))
            if found["state"] not in ("queued", "running") or time.monotonic() >= until:
                break
            time.sleep(SECONDS_BETWEEN_LOOKS)
    tell(found["message"] or f"{found['title']}: {found['standing']}")
    if found["state"] != "done":
        raise SystemExit(NOT_DONE)


def _submit(site: Site, opportunity: str) -> None:
    path = f"/opportunities/{part(opportunity)}"
    if site.get(path)["state"] != "in_review":  # sent by a run that was cut off
        site.post(f"{path}/steps/submit")


def _members(site: Site, cluster: str | None, freshness: tuple[str, ...]) -> list[dict[str, Any]]:
    path = f"/clusters/{part(_cluster(site, cluster))}/members"
    return list(site.every(path, "members", freshness=freshness))


def _cluster(site: Site, wanted: str | None) -> str:
    """The one that was named, or the only one that the key's person manages."""
    if wanted:
        return wanted
    managed = [one["id"] for one in site.get("/me")["organisations"] if one["manages"]]
    if len(managed) != 1:
        raise click.UsageError(f"Say which cluster with --cluster: you manage {', '.join(managed) or 'none'}.")
    return str(managed[0])


def _records(file: Path) -> list[Any]:
    try:
        said = json.loads(file.read_text("utf-8"))
    except ValueError as error:
        tell(f"{file} is not JSON: {error}.")
        raise SystemExit(INPUT_HAS_PROBLEMS) from error
    return said if isinstance(said, list) else [said]


def _opportunity_row(one: dict[str, Any]) -> tuple[str, ...]:
    owner = one["owner"]["name"] or f"{one['owner']['kind']}, {one['owner']['country']}"
    title = one["titles"].get(one["language"], "")
    return one["id"], title, one["type"], owner, one["state"], one["valid_until"]
