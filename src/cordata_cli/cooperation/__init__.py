"""`cordata cooperation`: where cooperation between regions and clusters would pay."""

from __future__ import annotations

import click

from cordata_cli.exits import EXPLAINED
from cordata_cli.lazy import Later, LazyGroup

FORMULAS = "cordata_cli.cooperation.formulas"
SPREAD = "cordata_cli.cooperation.spread"
COMMANDS = {
    "quotients": Later(FORMULAS, "quotients", "What regions are specialised in: location quotients."),
    "relatedness": Later(FORMULAS, "relatedness", "Which activities go together."),
    "density": Later(FORMULAS, "density", "How near an activity lies to what a region does."),
    "complexity": Later(FORMULAS, "complexity", "Complexity of regions and activities."),
    "complementarity": Later(FORMULAS, "complementarity", "What another region holds of what a region lacks."),
    "linkages": Later(SPREAD, "linkages", "What the regions that a region is linked with add to it."),
    "aggregate": Later(
        "cordata_cli.cooperation.aggregate", "aggregate", "Count rows of participations by region and activity."
    ),
    "potential": Later(
        "cordata_cli.cooperation.potential", "potential", "The links between regions most worth making."
    ),
    "network": Later(
        "cordata_cli.cooperation.networks", "command", "Who is central, who brokers between regions, where ties lack."
    ),
    "synergies": Later(
        "cordata_cli.cooperation.synergies", "command", "Firms, research and public bodies that work together."
    ),
    "clusters": Later(
        "cordata_cli.cooperation.clusters", "command", "Clusters that complement one; meta-clusters that they suggest."
    ),
    "backtest": Later(
        "cordata_cli.cooperation.backtest", "command", "Whether the potential foretells the links that came."
    ),
    "dispersion": Later(SPREAD, "dispersion", "Variety, concentration and inequality of regions and activities."),
}


@click.group(cls=LazyGroup, later=COMMANDS, epilog=EXPLAINED)
def cooperation() -> None:
    """Potential of cooperation between regions, from tables of regions by activities.

    A table is a CSV file (comma, semicolon or tab; UTF-8): columns region, activity, value, or a matrix whose first
    heading is id. Every formula is explained, with its source, in docs/science/cooperation.md.
    """
