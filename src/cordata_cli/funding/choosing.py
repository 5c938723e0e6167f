"""What the commands of `cordata funding` share: which instruments, of where, and how one is told."""

from __future__ import annotations

import csv
from collections.abc import Callable, Collection
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from cordata.funding import Instrument, load_instruments
from cordata.kernel import load_regions
from cordata_cli.exits import INPUT_HAS_PROBLEMS
from cordata_cli.problem_sentences import sentence
from cordata_cli.screen import tell

COLUMNS = (
    "id", "name", "local_name", "funder", "level", "territories", "form", "purpose", "beneficiaries", "rate_max",
    "ceiling", "budget", "currency", "duration_months", "conditions", "valid_from", "valid_to", "status",
    "legal_basis", "website", "source", "confirmed", "checked",
)  # fmt: skip
FROM = click.option(
    "--from",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A table of instruments (CSV, XLSX, XLS, ODS) instead of those that come with Cordata.",
)
ON = click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="Only those valid on this day, such as 2026-11-25.")


def region_code(_context: click.Context, _option: click.Parameter, told: str | None) -> str:
    """The region that was asked for, as its code; for click's callbacks."""
    code = (told or "").strip().upper()
    if code and code not in load_regions():
        raise click.BadParameter(f"{told} is none of the 44 NUTS-2 regions of the macro-region, such as ITC1.")
    return code


REGION = click.option("--region", callback=region_code, help="Only what serves this NUTS-2 region, such as ITC1.")


def instruments_from(file: Path | None) -> list[Instrument]:
    """Those of the file, its faults told on standard error, else those that come with Cordata."""
    if file is None:
        return list(load_instruments().values())
    from cordata.sources.instruments import read_instruments

    reading = read_instruments(file.name, file.read_bytes())
    for problem in reading.problems:
        where = ":".join(filter(None, (problem.file, str(problem.line or ""), problem.column)))
        tell(f"{where}: {sentence(problem)}")
    if not reading.records:
        raise SystemExit(INPUT_HAS_PROBLEMS)
    return list(reading.records)


def valid_on(found: list[Instrument], on: datetime | None) -> list[Instrument]:
    """Those that are valid on the day, as far as their ends are known; all without a day."""
    return [one for one in found if on is None or one.valid.holds(on.date())]


def plain(one: Instrument) -> dict[str, Any]:
    """Every fact of an instrument under the headings of the file that comes with Cordata."""
    told = {"rate_max": one.rate, "duration_months": one.months, "valid_from": one.valid.first}
    told |= {"valid_to": one.valid.last}
    return {name: told[name] if name in told else getattr(one, name) for name in COLUMNS}


def ending_in(suffixes: Collection[str]) -> Callable[..., Path | None]:
    """What checks that the name of a file ends in one of these."""

    def check(_context: click.Context, _option: click.Parameter, told: Path | None) -> Path | None:
        if told is not None and told.suffix.lower() not in suffixes:
            raise click.BadParameter(f"{told}: the name has to end in one of {', '.join(suffixes)}.")
        return told

    return check


def writing(path: Path, write: Callable[[Path], object]) -> None:
    """Do it, or say why the file cannot be written."""
    try:
        write(path)
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written: {error.strerror}.") from error


def potential_from(pairs: Path | None) -> dict[tuple[str, str], float]:
    """The potential of pairs of regions; rows that cannot be read are told by their line, and end the command."""
    if pairs is None:
        return {}
    with click.open_file(str(pairs), "r", encoding="utf-8-sig") as stream:
        rows = list(csv.DictReader(stream))
    found: dict[tuple[str, str], float] = {}
    for line, row in enumerate(rows, start=2):
        try:
            found[row["region"], row["other"]] = max(0.0, float(row["potential"]))
        except (KeyError, TypeError, ValueError) as error:
            tell(f"{pairs}, line {line}: columns region, other and potential (a number) are expected.")
            raise SystemExit(INPUT_HAS_PROBLEMS) from error
    return found
