"""`cordata fetch NAME`: one command for each published set of data, and the list of them."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from cordata.kernel.files import written_whole
from cordata_cli.downloads import FetchError, UnreachableError, check, digest_of, download_in_goes
from cordata_cli.exits import EXPLAINED, NOT_DONE
from cordata_cli.published import PUBLISHED, File, Published
from cordata_cli.screen import progress, show_json, show_table, tell

FOLDER = click.Path(file_okay=False, path_type=Path)


def cache_folder(environment: dict[str, str]) -> Path:
    """CORDATA_CACHE, else the folder ``cordata`` in the user's cache, as the XDG base directories say."""
    told = environment.get("CORDATA_CACHE")
    if told:
        return Path(told)
    base = environment.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "cordata"


@click.command("list", epilog=EXPLAINED)
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def list_published(as_json: bool) -> None:
    """What can be fetched: names, addresses, terms."""
    if as_json:
        show_json([_as_json(one) for one in PUBLISHED])
        return
    rows = [
        (one.name, one.what, one.size, "\n".join(file.address for file in one.files) or "by hand", one.licence)
        for one in PUBLISHED
    ]
    show_table("", ["Name", "What", "How much", "Address", "Terms"], rows)


def _as_json(one: Published) -> dict[str, Any]:
    addresses = [file.address for file in one.files]
    return {"name": one.name, "what": one.what, "size": one.size, "addresses": addresses, "licence": one.licence}


def command_for(one: Published) -> click.Command:
    """The command that fetches a set, or tells how to get it by hand."""
    if not one.files:
        return click.Command(one.name, callback=lambda: click.echo(one.by_hand), help=_help(one), epilog=EXPLAINED)
    options = [
        click.Option(["--folder"], type=FOLDER, help="Where to keep it; else CORDATA_CACHE or the user's cache."),
        click.Option(["--again"], is_flag=True, help="Fetch it anew although it is there."),
        click.Option(
            ["--address", "addresses"],
            multiple=True,
            help="Fetch from here in place of the official address, such as from a mirror; once for each file.",
        ),
    ]
    if one.asks:
        options.append(click.Option(["--accept-licence"], is_flag=True, help="The terms are read and accepted."))

    def run(folder: Path | None, again: bool, addresses: tuple[str, ...], accept_licence: bool = True) -> None:
        _run(one, folder or cache_folder(dict(os.environ)), again, addresses, accept_licence)

    return click.Command(one.name, params=list(options), callback=run, help=_help(one), epilog=EXPLAINED)


def _help(one: Published) -> str:
    return f"{one.what}.\n\nTerms: {one.licence}."


def _run(one: Published, folder: Path, again: bool, addresses: Sequence[str], accepted: bool) -> None:
    if addresses and len(addresses) != len(one.files):
        raise click.BadParameter(f"{one.name} has {len(one.files)} files: give --address as many times.")
    tell(f"Terms: {one.licence}")
    if not accepted:
        raise click.UsageError("These terms have to be accepted: read them, then call again with --accept-licence.")
    files = [
        replace(file, address=address, called=file.name)
        for file, address in zip(one.files, addresses or [file.address for file in one.files], strict=True)
    ]
    folder.mkdir(parents=True, exist_ok=True)
    for file in files:
        try:
            click.echo(fetched(file, folder, licence=one.licence, again=again))
        except UnreachableError as error:
            tell(str(error))
            tell(
                f"Without network: fetch {file.address} on another machine, put it into {folder} as {file.name}, "
                "and call again."
            )
            raise SystemExit(NOT_DONE) from error
        except FetchError as error:
            tell(str(error))
            raise SystemExit(NOT_DONE) from error


def fetched(file: File, folder: Path, *, licence: str, again: bool) -> Path:
    """The file in the folder, from there where it is whole, else from the network; its checksum is kept beside it.

    Raises
    ------
    FetchError
        When it cannot be fetched, or is there and differs from its checksum.
    """
    target = folder / file.name
    if target.exists() and not again:
        _verify(target)
        return target
    try:
        with progress(file.name) as step:
            version = download_in_goes(file.address, target, step=step)
    except FetchError as error:
        partial = target.with_name(f"{target.name}.partial")
        if partial.exists() and partial.stat().st_size and not isinstance(error, UnreachableError):
            kept = f"{partial.stat().st_size} bytes are kept; call again to go on."
            raise FetchError(f"{error} {kept}") from error
        raise
    note_source(target, {"address": file.address, "licence": licence, "fetched": date.today().isoformat(), **version})
    tell(f"{target.stat().st_size} bytes fetched.")
    return target


def _verify(target: Path) -> None:
    """Compare with the checksum beside the file; one that was put there by hand gets its first."""
    told = _beside(target, "sha256")
    if not told.exists():
        note_source(target, {"address": "by hand"})
        tell(f"{target.name} was put there by hand; its checksum is noted.")
        return
    try:
        check(target, str(target), told.read_text("utf-8").split()[0], None)
    except FetchError as error:
        raise FetchError(f"{error} It was changed or damaged; fetch it anew with --again.") from error
    tell(f"{target.name} is there already.")


def note_source(target: Path, source: dict[str, str]) -> None:
    """Write the checksum in the form that ``sha256sum --check`` reads, and where the file comes from."""
    digest = digest_of(target)
    with written_whole(_beside(target, "sha256")) as file:
        file.write_text(f"{digest}  {target.name}\n", "utf-8")
    with written_whole(_beside(target, "source.json")) as file:
        file.write_text(json.dumps({**source, "sha256": digest}, indent=2) + "\n", "utf-8")


def _beside(target: Path, ending: str) -> Path:
    return target.with_name(f"{target.name}.{ending}")


COMMANDS: tuple[click.Command, ...] = (list_published, *(command_for(one) for one in PUBLISHED if not one.paged))
