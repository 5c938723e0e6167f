"""A network drawn: nodes placed by what they are tied to, ties the wider the stronger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cordata.charts.chart import Caption, Chart, EmptyChartError, chart_of

SIDE = 560
LABELS = 25
SEED = 1


def network(
    ties: Sequence[tuple[str, str, float]],
    caption: Caption,
    labels: tuple[str, str, str, str],
    *,
    names: Mapping[str, str],
    groups: Mapping[str, str],
) -> Chart:
    """Nodes and their ties, placed by Fruchterman and Reingold (1991, Software: Practice and Experience 21).

    Parameters
    ----------
    ties
        Pairs of different nodes with a weight above 0.
    names
        Names of the nodes; the 25 of the strongest are written beside them.
    groups
        A group of each node, such as its community; it gives the colour.
    labels
        What nodes, the other nodes of ties, weights and groups are called, in the reader's language.

    Raises
    ------
    EmptyChartError
        When there is no tie.
    """
    import networkx

    if not ties:
        raise EmptyChartError(caption.title)
    graph = networkx.Graph()
    graph.add_weighted_edges_from(sorted(ties))
    places = networkx.spring_layout(graph, seed=SEED, weight="weight", iterations=100)
    strength = dict(graph.degree(weight="weight"))
    written = set(sorted(strength, key=lambda node: (-strength[node], node))[:LABELS])
    nodes = [
        {
            "name": names.get(node, node),
            "group": groups.get(node, ""),
            "x": round(float(places[node][0]), 4),
            "y": round(float(places[node][1]), 4),
            "strength": strength[node],
            "label": names.get(node, node) if node in written else "",
        }
        for node in sorted(graph)
    ]
    body = {"width": SIDE, "height": SIDE, "layer": [_ties(graph, places, labels[2]), *_nodes(nodes, labels[3])]}
    table = [(names.get(one, one), names.get(other, other), weight) for one, other, weight in sorted(ties)]
    return chart_of(body, columns=labels[:3], rows=table, caption=caption)


def _ties(graph: Any, places: Mapping[str, Sequence[float]], label: str) -> dict[str, Any]:
    drawn = [
        {
            "x": round(float(places[one][0]), 4),
            "y": round(float(places[one][1]), 4),
            "x2": round(float(places[other][0]), 4),
            "y2": round(float(places[other][1]), 4),
            "weight": weight,
        }
        for one, other, weight in graph.edges(data="weight")
    ]
    width = {"field": "weight", "type": "quantitative", "title": label, "scale": {"range": [0.4, 5]}, "legend": None}
    return {
        "data": {"values": drawn},
        "mark": {"type": "rule", "color": "look:soft", "opacity": 0.35},
        "encoding": {**_place(), "x2": {"field": "x2"}, "y2": {"field": "y2"}, "strokeWidth": width},
    }


def _nodes(nodes: Sequence[Mapping[str, Any]], label: str) -> list[dict[str, Any]]:
    size = {"field": "strength", "type": "quantitative", "legend": None, "scale": {"range": [30, 420]}}
    colour = {"field": "group", "type": "nominal", "title": label, "scale": {"range": "category"}}
    words = {"type": "text", "dy": -12, "fontSize": 10}
    return [
        {
            "data": {"values": list(nodes)},
            "mark": {"type": "point", "filled": True, "opacity": 1, "stroke": "look:ground", "strokeWidth": 1},
            "encoding": {**_place(), "size": size, "color": {**colour, "legend": {"orient": "bottom", "columns": 3}}},
        },
        {
            "data": {"values": list(nodes)},
            "mark": {**words, "stroke": "look:ground", "strokeWidth": 3},
            "encoding": {**_place(), "text": {"field": "label"}},
        },
        {
            "data": {"values": list(nodes)},
            "mark": {**words, "color": "look:ink"},
            "encoding": {**_place(), "text": {"field": "label"}},
        },
    ]


def _place() -> dict[str, Any]:
    free = {"type": "quantitative", "axis": None, "scale": {"zero": False, "nice": False, "padding": 24}}
    return {"x": {"field": "x", **free}, "y": {"field": "y", **free}}
