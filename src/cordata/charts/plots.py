"""Bars, intervals, points, lines, and one small chart a group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cordata.charts.chart import Chart, chart_of

WIDTH = 460
HEIGHT = 320
STEP = 22
SMALL = 150


def bars(values: Sequence[tuple[str, float]], *, title: str, description: str, label: str, item_label: str) -> Chart:
    """One bar an item, in the order given."""
    data = [{"item": item, "value": value} for item, value in values]
    body = {
        "data": {"values": data},
        "mark": {"type": "bar", "cornerRadiusEnd": 2, "height": {"band": 0.7}},
        "width": WIDTH,
        "height": {"step": STEP},
        "encoding": {
            "y": {"field": "item", "type": "nominal", "sort": None, "title": None},
            "x": {"field": "value", "type": "quantitative", "title": label},
        },
    }
    return chart_of(body=body, columns=(item_label, label), rows=values, title=title, description=description)


def intervals(  # noqa: PLR0913 - all words by keyword
    values: Sequence[tuple[str, float, float, float]],
    *,
    title: str,
    description: str,
    label: str,
    item_label: str,
    low_label: str,
    high_label: str,
    middle: float | None = None,
) -> Chart:
    """Items as a dot on a line from the lower to the upper end: (item, lower end, value, upper end).

    ``middle`` draws a line at a value that matters, such as a quotient of 1.
    """
    data = [{"item": item, "low": low, "value": value, "high": high} for item, low, value, high in values]
    y = {"field": "item", "type": "nominal", "sort": None, "title": None}
    x = {"type": "quantitative", "title": label, "scale": {"zero": False}}
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
    headings = (item_label, low_label, label, high_label)
    return chart_of(body=body, columns=headings, rows=values, title=title, description=description)


def scatter(  # noqa: PLR0913 - all words by keyword
    values: Sequence[tuple[str, float, float]],
    *,
    title: str,
    description: str,
    x_label: str,
    y_label: str,
    item_label: str,
    written: int = 12,
) -> Chart:
    """Items by two figures, with lines at their means: (item, x, y). The first ``written`` items have their names."""
    data = [
        {"item": item, "x": x, "y": y, "label": item if number < written else ""}
        for number, (item, x, y) in enumerate(values)
    ]
    x = {"field": "x", "type": "quantitative", "title": x_label, "scale": {"zero": False, "padding": 20}}
    y = {"field": "y", "type": "quantitative", "title": y_label, "scale": {"zero": False, "padding": 20}}
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
    return chart_of(
        body=body, columns=(item_label, x_label, y_label), rows=values, title=title, description=description
    )


def lines(  # noqa: PLR0913 - all words by keyword
    values: Sequence[tuple[str, float, float]],
    *,
    title: str,
    description: str,
    x_label: str,
    y_label: str,
    series_label: str,
    logarithmic: bool = False,
) -> Chart:
    """One line a series through its points: (series, x, y); both axes logarithmic where that is asked."""
    data = [{"series": series, "x": x, "y": y} for series, x, y in values]
    scale = {"type": "log"} if logarithmic else {"zero": False}
    body = {
        "data": {"values": data},
        "mark": {"type": "line", "point": True},
        "width": WIDTH,
        "height": HEIGHT,
        "encoding": {
            "x": {"field": "x", "type": "quantitative", "title": x_label, "scale": scale},
            "y": {"field": "y", "type": "quantitative", "title": y_label, "scale": scale},
            "color": {"field": "series", "type": "nominal", "title": series_label, "scale": {"range": "category"}},
            "strokeDash": {"field": "series", "type": "nominal", "title": series_label},
        },
    }
    headings = (series_label, x_label, y_label)
    return chart_of(body=body, columns=headings, rows=values, title=title, description=description)


def small_multiples(
    values: Mapping[str, Sequence[tuple[str, float]]],
    *,
    title: str,
    description: str,
    label: str,
    group_label: str,
    item_label: str,
) -> Chart:
    """A small chart of bars for each group, all on one scale: group -> (item, value)."""
    rows = [(group, item, value) for group, told in values.items() for item, value in told]
    data = [{"group": group, "item": item, "value": value} for group, item, value in rows]
    body = {
        "data": {"values": data},
        "columns": 3,
        "facet": {"field": "group", "type": "nominal", "sort": None, "title": None},
        "spec": {
            "mark": {"type": "bar", "cornerRadiusEnd": 2},
            "width": SMALL,
            "height": {"step": 16},
            "encoding": {
                "y": {"field": "item", "type": "nominal", "sort": None, "title": None, "axis": {"labelLimit": 130}},
                "x": {"field": "value", "type": "quantitative", "title": label},
            },
        },
    }
    headings = (group_label, item_label, label)
    return chart_of(body=body, columns=headings, rows=rows, title=title, description=description)
