"""Amounts that flow from one thing to another, such as money from sources to partners, as bands (Sankey 1898)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cordata.charts.chart import Caption, Chart, EmptyChartError, chart_of

WIDTH, HEIGHT = 620, 420
GAP = 0.035
"""Between two things of a column, as a share of the height."""
BAR = 0.025
"""How wide a thing is, as a share of the width."""
STEPS = 16
LONGEST_LABEL = 34

Flow = tuple[str, str, float]


class CircleError(ValueError):
    """What flows out of a thing comes back to it."""


@dataclass(frozen=True, slots=True)
class FlowWords:
    """What the things, where they flow to and the amounts are called, and names of things and of kinds of them."""

    source: str
    target: str
    amount: str
    kind: str
    names: Mapping[str, str]


def flow(flows: Sequence[Flow], caption: Caption, words: FlowWords, *, kinds: Mapping[str, str]) -> Chart:
    """Things in columns from left to right, each as high as what flows through it, and bands between them.

    Parameters
    ----------
    flows
        From, to, and an amount above 0; what flows out of a thing must not come back to it.
    kinds
        A kind of each thing that something flows out of, such as grants and loans; it gives the band its colour.

    Raises
    ------
    EmptyChartError
        When nothing flows.
    CircleError
        When something comes back to where it flowed from.
    """
    drawn = [one for one in flows if one[2] > 0]
    if not drawn:
        raise EmptyChartError(caption.title)
    columns = _columns(drawn)
    things = _placed(drawn, columns)
    names = words.names
    bars = [
        {
            "name": names.get(name, name),
            "label": _short(names.get(name, name)),
            "amount": one.amount,
            "x": one.left,
            "x2": one.left + BAR,
            "y": one.bottom,
            "y2": one.bottom + one.height,
            "middle": one.bottom + one.height / 2,
            "last": columns[name] == max(columns.values()),
        }
        for name, one in things.items()
    ]
    body = {
        "width": WIDTH,
        "height": HEIGHT,
        "padding": {"left": 8, "right": 8, "top": 8, "bottom": 8},
        "layer": [_bands(drawn, things, words, kinds), *_bars(bars, words.amount)],
    }
    table = [(names.get(one, one), names.get(other, other), kinds.get(one, ""), amount) for one, other, amount in drawn]
    headings = (words.source, words.target, words.kind, words.amount)
    return chart_of(body, columns=headings, rows=table, caption=caption)


@dataclass(frozen=True, slots=True)
class _Thing:
    left: float
    bottom: float
    height: float
    amount: float


def _columns(flows: Sequence[Flow]) -> dict[str, int]:
    """The column of each thing: one to the right of the rightmost that flows into it."""
    found: dict[str, int] = {}
    for one, other, _amount in flows:
        found.setdefault(one, 0)
        found.setdefault(other, 0)
    for _round in range(len(found) + 1):
        moved = False
        for one, other, _amount in flows:
            if found[other] <= found[one]:
                found[other], moved = found[one] + 1, True
        if not moved:
            return found
    raise CircleError


def _placed(flows: Sequence[Flow], columns: Mapping[str, int]) -> dict[str, _Thing]:
    """Where each thing stands; everything lies between 0 and 1, the first of a column at its top."""
    amounts = _amounts(flows)
    by_column: dict[int, list[str]] = defaultdict(list)
    for name, column in columns.items():
        by_column[column].append(name)
    full = max(sum(amounts[name] for name in names) for names in by_column.values())
    most = max(len(names) for names in by_column.values())
    gap = min(GAP, 0.5 / most)
    unit = (1 - gap * (most - 1)) / full
    last = max(by_column)
    found = {}
    for column, names in by_column.items():
        top = 1.0
        for name in names:
            height = amounts[name] * unit
            left = column / last * (1 - BAR)
            found[name] = _Thing(round(left, 5), round(top - height, 5), round(height, 5), amounts[name])
            top -= height + gap
    return found


def _amounts(flows: Sequence[Flow]) -> dict[str, float]:
    """What flows through each thing: the larger of what comes and what goes."""
    out: dict[str, float] = defaultdict(float)
    into: dict[str, float] = defaultdict(float)
    for one, other, amount in flows:
        out[one] += amount
        into[other] += amount
    return {name: max(out[name], into[name]) for name in out.keys() | into.keys()}


def _bands(
    flows: Sequence[Flow], things: Mapping[str, _Thing], words: FlowWords, kinds: Mapping[str, str]
) -> dict[str, Any]:
    """Each flow as an area between two curves, drawn through some points."""
    leaves = {name: one.bottom + one.height for name, one in things.items()}
    enters = dict(leaves)
    points = []
    order = list(things)
    for one, other, amount in sorted(flows, key=lambda each: (order.index(each[0]), order.index(each[1]))):
        start, end = things[one], things[other]
        high = amount * start.height / start.amount
        told = {
            "band": f"{one} {other}",
            "kind": kinds.get(one, ""),
            "amount": amount,
            "from": words.names.get(one, one),
            "to": words.names.get(other, other),
        }
        for step in range(STEPS + 1):
            share = step / STEPS
            bent = share * share * (3 - 2 * share)
            top = leaves[one] + (enters[other] - leaves[one]) * bent
            x = start.left + BAR + (end.left - start.left - BAR) * share
            points.append({**told, "x": round(x, 5), "y": round(top, 5), "y2": round(top - high, 5)})
        leaves[one] -= high
        enters[other] -= high
    tooltip = [
        {"field": "from", "type": "nominal", "title": words.source},
        {"field": "to", "type": "nominal", "title": words.target},
        {"field": "amount", "type": "quantitative", "title": words.amount, "format": ",.2f"},
    ]
    colour = {"field": "kind", "type": "nominal", "title": words.kind, "scale": {"range": "category"}}
    legend = {"orient": "bottom"} if len({point["kind"] for point in points}) > 1 else None
    return {
        "data": {"values": points},
        "mark": {"type": "area", "opacity": 0.45},
        "encoding": {
            **_place(),
            "y2": {"field": "y2"},
            "detail": {"field": "band", "type": "nominal"},
            "color": {**colour, "legend": legend},
            "tooltip": tooltip,
        },
    }


def _bars(bars: Sequence[Mapping[str, Any]], amount: str) -> list[dict[str, Any]]:
    data = {"values": list(bars)}
    tooltip = [
        {"field": "name", "type": "nominal"},
        {"field": "amount", "type": "quantitative", "title": amount, "format": ",.2f"},
    ]
    drawn: list[dict[str, Any]] = [
        {
            "data": data,
            "mark": {"type": "rect", "color": "look:ink"},
            "encoding": {**_place(), "x2": {"field": "x2"}, "y2": {"field": "y2"}, "tooltip": tooltip},
        }
    ]
    sides = ((False, "x2", "left", 5), (True, "x", "right", -5))
    outlines: tuple[dict[str, Any], ...] = ({"stroke": "look:ground", "strokeWidth": 3}, {"color": "look:ink"})
    for last, field, align, shift in sides:
        for outline in outlines:
            place = {**_place(), "x": {**_place()["x"], "field": field}, "y": {**_place()["y"], "field": "middle"}}
            drawn.append(
                {
                    "data": data,
                    "transform": [{"filter": {"field": "last", "equal": last}}],
                    "mark": {"type": "text", "align": align, "dx": shift, "fontSize": 11, **outline},
                    "encoding": {**place, "text": {"field": "label"}},
                }
            )
    return drawn


def _place() -> dict[str, Any]:
    free = {"type": "quantitative", "axis": None, "scale": {"domain": [0, 1], "nice": False}}
    return {"x": {"field": "x", **free}, "y": {"field": "y", **free}}


def _short(label: str) -> str:
    return label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1].rstrip()}…"
