"""Bars, intervals, points, lines, and one small chart a group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cordata.charts.chart import Caption, Chart, chart_of

WIDTH = 460
HEIGHT = 320
STEP = 22
SMALL = 150


def bars(values: Sequence[tuple[str, float]], caption: Caption, labels: tuple[str, str]) -> Chart:
    """One bar an item, in the order given: (item, value); ``labels`` are what items and values are called."""
    data = [{"item": item, "value": value} for item, value in values]
    body = {
        "data": {"values": data},
        "mark": {"type": "bar", "cornerRadiusEnd": 2, "height": {"band": 0.7}},
        "width": WIDTH,
        "height": {"step": STEP},
        "encoding": {
            "y": {"field": "item", "type": "nominal", "sort": None, "title": None},
            "x": {"field": "value", "type": "quantitative", "title": labels[1]},
        },
    }
    return chart_of(body, columns=labels, rows=values, caption=caption)


def intervals(
    values: Sequence[tuple[str, float, float, float]],
    caption: Caption,
    labels: tuple[str, str, str, str],
    *,
    middle: float | None = None,
) -> Chart:
    """Items as a dot on a line from the lower to the upper end: (item, lower end, value, upper end); so ``labels``.

    ``middle`` draws a line at a value that matters, such as a quotient of 1.
    """
    data = [{"item": item, "low": low, "value": value, "high": high} for item, low, value, high in values]
    y = {"field": "item", "type": "nominal", "sort": None, "title": None}
    x = {"type": "quantitative", "title": labels[2], "scale": {"zero": False}}
    layers: list[dict[str, Any]] = [
        {
            "mark": {"type": "rule", "strokeWidth": 5, "color": "look:accent", "opacity": 0.35, "strokeCap": "round"},
            "encoding": {"y": y, "x": {"field": "low", **x}, "x2": {"field": "high"}},
        },
        {"mark": {"type": "point", "size": 70}, "encoding": {"y": y, "x": {"field": "value", **x}}},
    ]
    if middle is not None:
        line = {"type": "rule", "strokeDash": [4, 3], "color": "look:warm"}
        layers.insert(0, {"mark": line, "encoding": {"x": {"datum": middle, "type": "quantitative"}}})
    body = {"data": {"values": data}, "layer": layers, "width": WIDTH, "height": {"step": STEP}}
    return chart_of(body, columns=labels, rows=values, caption=caption)


def scatter(
    values: Sequence[tuple[str, float, float]], caption: Caption, labels: tuple[str, str, str], *, written: int = 12
) -> Chart:
    """Items by two figures, with lines at their means: (item, x, y); so ``labels``.

    The first ``written`` items have their names beside them.
    """
    data = [
        {"item": item, "x": x, "y": y, "label": item if number < written else ""}
        for number, (item, x, y) in enumerate(values)
    ]
    x = {"field": "x", "type": "quantitative", "title": labels[1], "scale": {"zero": False, "padding": 20}}
    y = {"field": "y", "type": "quantitative", "title": labels[2], "scale": {"zero": False, "padding": 20}}
    rule = {"type": "rule", "strokeDash": [4, 3], "color": "look:soft"}
    body = {
        "data": {"values": data},
        "width": WIDTH,
        "height": HEIGHT,
        "layer": [
            {"mark": rule, "encoding": {"x": {**x, "aggregate": "mean"}}},
            {"mark": rule, "encoding": {"y": {**y, "aggregate": "mean"}}},
            {"mark": {"type": "point", "size": 60}, "encoding": {"x": x, "y": y}},
            {
                "mark": {"type": "text", "dy": -9, "fontSize": 10, "limit": 150, "color": "look:ink"},
                "encoding": {"x": x, "y": y, "text": {"field": "label"}},
            },
        ],
    }
    return chart_of(body, columns=labels, rows=values, caption=caption)


def lines(
    values: Sequence[tuple[str, float, float]],
    caption: Caption,
    labels: tuple[str, str, str],
    *,
    logarithmic: bool = False,
) -> Chart:
    """One line a series through its points: (series, x, y); so ``labels``; both axes logarithmic if asked."""
    data = [{"series": series, "x": x, "y": y} for series, x, y in values]
    scale = {"type": "log"} if logarithmic else {"zero": False}
    body = {
        "data": {"values": data},
        "mark": {"type": "line", "point": True},
        "width": WIDTH,
        "height": HEIGHT,
        "encoding": {
            "x": {"field": "x", "type": "quantitative", "title": labels[1], "scale": scale},
            "y": {"field": "y", "type": "quantitative", "title": labels[2], "scale": scale},
            "color": {"field": "series", "type": "nominal", "title": labels[0], "scale": {"range": "category"}},
            "strokeDash": {"field": "series", "type": "nominal", "title": labels[0]},
        },
    }
    return chart_of(body, columns=labels, rows=values, caption=caption)


def small_multiples(
    values: Mapping[str, Sequence[tuple[str, float]]], caption: Caption, labels: tuple[str, str, str]
) -> Chart:
    """A small chart of bars for each group, all on one scale: group -> (item, value); ``labels`` of all three."""
    rows = [(group, item, value) for group, told in values.items() for item, value in told]
    data = [{"group": group, "item": item, "value": value} for group, item, value in rows]
    body = {
        "data": {"values": data},
        "columns": 3,
        "facet": {
            "field": "group",
            "type": "nominal",
            "sort": list(values),
            "title": None,
            "header": {"labelLimit": SMALL + 60},
        },
        "spec": {
            "mark": {"type": "bar", "cornerRadiusEnd": 2},
            "width": SMALL,
            "height": {"step": 16},
            "encoding": {
                "y": {"field": "item", "type": "nominal", "sort": None, "title": None, "axis": {"labelLimit": 130}},
                "x": {"field": "value", "type": "quantitative", "title": labels[2]},
            },
        },
    }
    return chart_of(body, columns=labels, rows=rows, caption=caption)
