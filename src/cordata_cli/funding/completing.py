"""`cordata funding complete`: the partners that are missing, found among candidates."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from cordata.funding import Consortium, NotValidError, Programme
from cordata.kernel import KINDS, Kind, Reason
from cordata_cli.exits import EXPLAINED, INPUT_HAS_PROBLEMS, NOTHING_FOUND
from cordata_cli.funding.checking import FILE, OUTCOMES, consortium_from
from cordata_cli.funding.choosing import potential_from
from cordata_cli.funding.programmes import DAY, JSON, programme_of
from cordata_cli.funding.rule_sentences import fault_sentence
from cordata_cli.screen import show_json, show_table, tell

PHRASES = {
    "needed_for_rules": "needed for {rules}",
    "brings_concepts": "brings {concepts}",
    "brings_country": "brings a country ({country})",
    "worked_with": "has worked with {partners}",
    "newcomer": "new to all",
}
WISHES_REFUSED = {
    "locked_and_excluded": "Locked and excluded at the same time: {ids}.",
    "smallest_above_largest": "The smallest size ({smallest}) is above the largest ({largest}).",
    "below_one": "The size, the number of alternatives and how far they are apart have to be 1 or more.",
    "ties_out_of_range": "--trust lies between -1 and 1.",
    "already_partner": "Already in the consortium: {ids}.",
    "locked_not_there": "To be locked, but not among the candidates: {ids}.",
    "core_too_large": "The consortium has {partners} partners already, more than the largest size ({largest}).",
}


def _kinds(_context: click.Context, _option: click.Parameter, told: tuple[str, ...]) -> dict[Kind, int]:
    found: dict[Kind, int] = {}
    for one in told:
        kind, _, number = one.partition("=")
        if kind not in KINDS or not (number or "1").isdigit():
            raise click.BadParameter(f"{one}: write a kind and a number, such as sme=2; kinds: {', '.join(KINDS)}.")
        found[kind] = int(number or 1)
    return found


@click.command(epilog=EXPLAINED)
@click.argument("file", metavar="CONSORTIUM.json", type=FILE)
@click.option("--candidates", "pool", required=True, type=FILE, help="JSON lines, one organisation each.")
@click.option("--programme", required=True, callback=programme_of, help="Its id, such as horizon-europe-ria.")
@click.option("--date", "on", type=DAY, help="The day whose rules hold, such as 2026-11-25; else today.")
@click.option("--concept", "concepts", multiple=True, help="A concept that the topic asks for; may be repeated.")
@click.option("--covered", multiple=True, help="A concept that the consortium covers already.")
@click.option("--kind", "kinds", multiple=True, callback=_kinds, help="At least so many of a kind, such as sme=2.")
@click.option("--lock", "locked", multiple=True, help="The id of a candidate who must join.")
@click.option("--exclude", "excluded", multiple=True, help="The id of a candidate who must not join.")
@click.option("--largest", type=click.IntRange(min=1), default=10, show_default=True, help="The most partners in all.")
@click.option("--smallest", type=click.IntRange(min=1), help="The fewest partners in all; else what the rules ask for.")
@click.option("--potential", "pairs", type=FILE, help="CSV of `cordata cooperation potential --out`: links of regions.")
@click.option("--trust", "ties", type=float, default=0.2, show_default=True, help="-1 newcomers to 1 known partners.")
@click.option("--alternatives", type=click.IntRange(min=1, max=20), default=3, show_default=True)
@click.option("--seconds", type=click.FloatRange(min=0.1), default=30.0, show_default=True, help="For each proposal.")
@JSON
def complete(
    file: Path, pool: Path, programme: Programme, on: datetime | None, seconds: float, as_json: bool, **told: Any
) -> None:
    """Find the candidates who make a consortium eligible and strong, with the optimum proved.

    Rules that are hard bind; what a proposal is worth is explained in docs/science/completion.md. Where no set of
    candidates will do, the smallest set of rules and wishes is named that cannot hold together.
    """
    from cordata.funding.completion import Weights, WishError, Wishes
    from cordata.funding.completion import complete as complete_consortium
    from cordata.funding.linear import OutOfTimeError

    day = date.today() if on is None else on.date()
    core = consortium_from(file)
    candidates = _candidates_from(pool)
    for name in ("covered", "locked", "excluded"):
        told[name] = frozenset(told[name])
    told["potential"] = potential_from(told.pop("pairs"))
    try:
        wishes = Wishes(weights=Weights(ties=told.pop("ties")), **told)
        found = complete_consortium(core, candidates, programme, day, wishes, seconds=seconds)
    except WishError as error:
        facts = {name: ", ".join(value) if isinstance(value, list) else value for name, value in error.facts.items()}
        raise click.UsageError(WISHES_REFUSED[error.code].format(**facts)) from error
    except NotValidError as error:
        raise click.UsageError(f"{programme.id} does not hold on {day}.") from error
    except OutOfTimeError as error:
        tell(f"Found nothing within {seconds:g} seconds; allow more with --seconds.")
        raise SystemExit(NOTHING_FOUND) from error
    if as_json:
        show_json(_plain(found))
    else:
        _show(found, core)
    if not found.proposals:
        raise SystemExit(NOTHING_FOUND)


def _candidates_from(pool: Path) -> tuple[Any, ...]:
    from cordata.funding.completion import read_candidates

    with click.open_file(str(pool), "rb") as stream:
        reading = read_candidates(stream.read())
    for line, fault in reading.faults:
        tell(f"{pool}, line {line}: {fault_sentence(fault)}")
    if not reading.candidates:
        tell(f"{pool} holds no candidate that can be used.")
        raise SystemExit(INPUT_HAS_PROBLEMS)
    return reading.candidates


def _show(found: Any, core: Consortium) -> None:
    for number, proposal in enumerate(found.proposals, start=1):
        state = "the best there is" if proposal.proved else f"at most {proposal.gap:.1%} below the best"
        rows = [
            (
                member.candidate.id,
                member.candidate.partner.name,
                member.candidate.partner.country,
                member.candidate.partner.kind,
                "; ".join(map(_phrase, member.reasons)),
                ", ".join(one.id for one in member.reserve),
            )
            for member in proposal.members
        ]
        title = f"Proposal {number}, worth {proposal.value:.3f}, {state}"
        show_table(title, ["Id", "Name", "Country", "Kind", "Why", "Or"], rows)
        click.echo(OUTCOMES[proposal.verdict.outcome])
        for told, names in (("Nobody covers", proposal.uncovered), ("Breaks what may be", proposal.broken_soft)):
            if names:
                click.echo(f"{told}: {', '.join(names)}.")
        click.echo("")
    if found.conflict:
        most = "No smaller set is in conflict." if found.smallest else "There may be a smaller set."
        tell(f"No set of candidates will do. These cannot hold together: {', '.join(found.conflict)}. {most}")
    if found.left_open:
        tell(f"Left open, as something is not known: {', '.join(found.left_open)}.")
    tell(f"{found.candidates} candidates for {len(core.partners)} partners; {found.considered} of them can matter.")


def _phrase(reason: Reason) -> str:
    facts = {name: ", ".join(value) if isinstance(value, list) else value for name, value in reason.facts.items()}
    return PHRASES[reason.code].format(**facts)


def _plain(found: Any) -> dict[str, Any]:
    return {
        "proposals": [
            {
                "value": round(proposal.value, 6),
                "parts": {name: round(part, 6) for name, part in proposal.parts.items()},
                "bound": round(proposal.bound, 6),
                "proved": proposal.proved,
                "gap": round(proposal.gap, 6),
                "verdict": proposal.verdict.outcome,
                "members": [
                    {
                        "id": member.candidate.id,
                        "name": member.candidate.partner.name,
                        "reasons": member.reasons,
                        "reserve": [one.id for one in member.reserve],
                    }
                    for member in proposal.members
                ],
                "uncovered": list(proposal.uncovered),
                "broken_soft": list(proposal.broken_soft),
            }
            for proposal in found.proposals
        ],
        "conflict": list(found.conflict),
        "smallest": found.smallest,
        "left_open": list(found.left_open),
        "candidates": found.candidates,
        "considered": found.considered,
    }
