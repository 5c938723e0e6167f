"""The kinds of results. What computes them is imported only when something is computed: its libraries are heavy."""

SPECIALISATION = "specialisation"
LINKS = "links"
REGIONS = "network of regions"
ORGANISATIONS = "network of organisations"
BACKTEST = "backtest"
SYNERGIES = "synergies"
BROKERS = "brokers"

FIRST = 10
"""As many links are shown, and counted as first."""
