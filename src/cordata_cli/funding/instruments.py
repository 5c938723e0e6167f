"""`cordata funding instruments`: the instruments, filtered."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from cordata.funding import BENEFICIARIES, FORMS, LEVELS, PURPOSES, STATUSES, Instrument
from cordata.publish.tables import as_csv
from cordata_cli.exits import EXPLAINED, NOTHING_FOUND
from cordata_cli.funding.choosing import COLUMNS, FROM, ON, REGION, instruments_from, plain, valid_on, writing
from cordata_cli.screen import show_json, show_table, tell


@click.command(epilog=EXPLAINED)
@REGION
@ON
@click.option("--level", type=click.Choice(LEVELS), help="Only this level.")
@click.option("--form", type=click.Choice(FORMS), help="Only this form.")
@click.option("--purpose", type=click.Choice(PURPOSES), help="Only this purpose.")
@click.option("--beneficiary", type=click.Choice(BENEFICIARIES), help="Only what these may get.")
@click.option("--status", type=click.Choice(STATUSES), help="Only this status.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write CSV to this file.")
@FROM
def instruments(
    region: str, on: datetime | None, as_json: bool, out: Path | None, file: Path | None, **wanted: str | None
) -> None:
    """List instruments."""
    found = [one for one in valid_on(instruments_from(file), on) if _fits(one, region, wanted)]
    if out is not None:
        writing(out, lambda path: path.write_text(as_csv(map(plain, found), COLUMNS), "utf-8"))
        tell(f"{len(found)} instruments written to {out}.")
    elif as_json:
        show_json([plain(one) for one in found])
    elif found:
        rows = [(one.id, one.name, ", ".join(one.territories), one.form, one.purpose, one.status) for one in found]
        show_table("", ["Id", "Name", "Where", "Form", "Purpose", "Status"], rows)
        tell(f"{len(found)} instruments.")
    if not found:
        tell("No instrument fits.")
        raise SystemExit(NOTHING_FOUND)


def _fits(one: Instrument, region: str, wanted: dict[str, str | None]) -> bool:
    """Whether an instrument has what was asked for; what is None was not asked."""
    alike = all(wanted[name] in (None, getattr(one, name)) for name in ("level", "form", "purpose", "status"))
    return (
        alike
        and (not region or one.serves(region))
        and (wanted["beneficiary"] is None or wanted["beneficiary"] in one.beneficiaries)
    )
