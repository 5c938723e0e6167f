"""`cordata funding compare` and `synchronise`: two regions side by side, and calls that could be opened together."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from cordata.funding import FORMS, PURPOSES, Alignment, JointCall, coverage, joint_calls, lacks, likeness_of_mixes
from cordata.publish.tables import as_csv
from cordata_cli.exits import EXPLAINED, NOTHING_FOUND
from cordata_cli.funding.choosing import FROM, ON, REGION, instruments_from, plain, region_code, valid_on, writing
from cordata_cli.screen import show_json, show_table, tell

PHRASES = {
    "form": "forms differ ({one}, {other})",
    "purpose": "purposes differ ({one}, {other})",
    "currency": "currencies differ ({one}, {other})",
    "rate": "rates differ ({one} %, {other} %)",
    "duration": "durations differ ({one}, {other} months)",
    "ceiling": "ceilings differ ({one}, {other})",
    "beneficiaries": "not the same may apply ({one} | {other})",
    "status": "not both are open ({one}, {other})",
    "validity": "not valid at the same time ({one}, {other})",
}
COLUMNS = (
    "score", "form", "purpose", "one", "one_territories", "other", "other_territories", "shared", "are_neighbours",
    "to_align",
)  # fmt: skip


@click.command(epilog=EXPLAINED)
@click.argument("region", callback=region_code)
@click.argument("other", callback=region_code)
@ON
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@FROM
def compare(region: str, other: str, on: datetime | None, as_json: bool, file: Path | None) -> None:
    """What REGION and OTHER have, and what each has that the other has not the like of."""
    if region == other:
        raise click.UsageError("Name two different regions.")
    found = valid_on(instruments_from(file), on)
    likeness = likeness_of_mixes(found, region, other)
    missing = {region: lacks(found, region, other), other: lacks(found, other, region)}
    if as_json:
        told = {code: [plain(one) for one in ones] for code, ones in missing.items()}
        show_json({"likeness": likeness, "coverage": _coverage(found, region, other), "lacks": told})
        return
    rows = [(row["form"], row[region], row[other]) for row in _coverage(found, region, other)]
    show_table("", ["Form", region, other], rows)
    click.echo(f"\nLikeness of the mixes: {likeness:.2f} (1 is the same).")
    for here, there in ((region, other), (other, region)):
        lines = [(one.name, one.funder, one.form, one.purpose, one.status) for one in missing[here]]
        if lines:
            show_table(f"\n{there} has, {here} lacks", ["Name", "Funder", "Form", "Purpose", "Status"], lines)
        else:
            click.echo(f"\n{here} has the like of everything in {there}.")


@click.command(epilog=EXPLAINED)
@REGION
@ON
@click.option("--form", type=click.Choice(FORMS), help="Only this form.")
@click.option("--purpose", type=click.Choice(PURPOSES), help="Only this purpose.")
@click.option("--top", type=click.IntRange(min=1), default=20, show_default=True, help="How many pairs.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write CSV to this file.")
@FROM
def synchronise(
    region: str, on: datetime | None, top: int, as_json: bool, out: Path | None, file: Path | None, **wanted: str | None
) -> None:
    """Pairs of instruments that could be opened as one call, each paying its own applicants."""
    known = [
        one
        for one in valid_on(instruments_from(file), on)
        if all(wanted[name] in (None, getattr(one, name)) for name in ("form", "purpose"))
    ]
    calls = joint_calls(known, region=region)[:top]
    if out is not None:
        writing(out, lambda path: path.write_text(as_csv(map(_plain_call, calls), COLUMNS), "utf-8"))
        tell(f"{len(calls)} pairs written to {out}.")
    elif as_json:
        show_json([_plain_call(call) for call in calls])
    elif calls:
        show_table("", ["Score", "One", "Other", "Before that"], map(_line, calls))
    if not calls:
        tell("No two instruments fit together.")
        raise SystemExit(NOTHING_FOUND)


def _coverage(found: list[Any], region: str, other: str) -> list[dict[str, Any]]:
    totals: dict[str, dict[str, Any]] = {}
    for row in coverage(found, (region, other)):
        totals.setdefault(row.kind, {"form": row.kind})[row.region] = row.total
    return list(totals.values())


def _line(call: JointCall) -> tuple[str, str, str, str]:
    one, other = (f"{each.name} ({', '.join(each.territories)})" for each in (call.one, call.other))
    return f"{call.score:.2f}", one, other, "; ".join(map(_phrase, call.alignments)) or "nothing"


def _phrase(alignment: Alignment) -> str:
    return PHRASES[alignment.code].format(one=alignment.one, other=alignment.other)


def _plain_call(call: JointCall) -> dict[str, Any]:
    return {
        "score": round(call.score, 4),
        "form": call.one.form,
        "purpose": call.one.purpose,
        "one": call.one.id,
        "one_territories": list(call.one.territories),
        "other": call.other.id,
        "other_territories": list(call.other.territories),
        "shared": list(call.shared),
        "are_neighbours": call.are_neighbours,
        "to_align": [alignment.code for alignment in call.alignments],
    }
