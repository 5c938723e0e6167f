"""`cordata funding`: how clusters are financed."""

from __future__ import annotations

import click

from cordata_cli.exits import EXPLAINED
from cordata_cli.lazy import Later, LazyGroup

COMMANDS = {
    "instruments": Later("cordata_cli.funding.instruments", "instruments", "Instruments: list and filter."),
    "compare": Later("cordata_cli.funding.comparing", "compare", "What each of two regions has that the other lacks."),
    "synchronise": Later(
        "cordata_cli.funding.comparing", "synchronise", "Pairs of instruments that could be opened as one call."
    ),
    "together": Later("cordata_cli.funding.together", "together", "A joint call: how far it reaches, who with whom."),
    "programmes": Later("cordata_cli.funding.programmes", "programmes", "Programmes whose rules are known."),
    "rules": Later("cordata_cli.funding.programmes", "rules", "Rules of programmes, side by side."),
    "history": Later("cordata_cli.funding.programmes", "history_of", "What a rule was from edition to edition."),
    "complete": Later("cordata_cli.funding.completing", "complete", "The partners that a consortium lacks."),
    "calls": Later("cordata_cli.funding.calls", "calls", "Calls: open and coming ones, and those that fit a text."),
    "budget": Later("cordata_cli.funding.budgeting", "budget", "What partners spend, get, and bear themselves."),
    "mix": Later("cordata_cli.funding.mixing", "mix", "Who could pay what partners bear themselves."),
    "note": Later("cordata_cli.funding.noting", "note", "A concept note, ready to be edited."),
    "check": Later("cordata_cli.funding.checking", "check", "A consortium against the rules of a programme."),
}


@click.group(cls=LazyGroup, later=COMMANDS, epilog=EXPLAINED)
def funding() -> None:
    """Instruments that pay for clusters and their joint projects, each with its source.

    The instruments are those that come with Cordata, or those of a table given with --from. How they are compared
    is explained in docs/science/financing.md.
    """
