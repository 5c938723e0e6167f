"""A financing mix as amounts that flow from sources to parts."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from cordata.funding.mixes import Mix
from cordata.funding.money import NOTHING

OWN, NOBODY = "own money", "no money"
"""In flows, what the partners pay themselves and what nobody can pay; no id of a source has a blank."""


def part_in_flows(part: str) -> str:
    """What a part is called in flows, where a source could bear its id."""
    return f"part {part}"


def flows_of(mix: Mix) -> list[tuple[str, str, float]]:
    """Who pays how much for which part, as `cordata.charts.flow` draws it.

    Money of the partners (``OWN``) and what nobody can pay (``NOBODY``) are told of each part, 0 where there is none.
    """
    lent: dict[str, Decimal] = defaultdict(lambda: NOTHING)
    for one in mix.payments:
        lent[one.part] += one.amount if one.lent else NOTHING
    flows = [(one.source, part_in_flows(one.part), float(one.amount)) for one in mix.payments]
    for part, amount in mix.borne.items():
        missing = mix.short.get(part, NOTHING)
        flows.append((OWN, part_in_flows(part), float(amount - lent[part] - missing)))
        flows.append((NOBODY, part_in_flows(part), float(missing)))
    return flows
