"""Maps of the regions: as tiles near their neighbours, or in their shapes where an operator has them."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from cordata.charts.chart import Caption, Chart, EmptyChartError, chart_of
from cordata.kernel import load_regions

TILE = 44
SHAPE_WIDTH, SHAPE_HEIGHT = 640, 460
PALE = 0.35
DASHES = [4, 3]
CENTRES = {name: {"field": name} for name in ("latitude", "longitude", "latitude2", "longitude2")}
"""Ends of lines by the centres of regions, as a projection takes them."""
Scale = Literal["sequential", "diverging", "categories"]


@dataclass(frozen=True, slots=True)
class MapWords:
    """What the value and the regions are called, and the names of the regions by code, in the reader's language.

    ``uncertain`` is what stands beside the mark of values that few cases carry.
    """

    value: str
    region: str
    names: Mapping[str, str]
    uncertain: str = ""


Link = tuple[str, str, float]
"""Two regions and a weight."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What is drawn over the regions.

    Parameters
    ----------
    links
        Pairs of regions with a weight, drawn as lines that are the wider the more they weigh.
    uncertain
        Regions whose value few cases carry: paler, within a broken line, and with a legend.
    """

    links: Sequence[Link] = ()
    uncertain: Collection[str] = ()


NO_MARKS = Marks()


def tile_map(
    values: Mapping[str, float | str | None],
    caption: Caption,
    words: MapWords,
    *,
    scale: Scale = "sequential",
    marks: Marks = NO_MARKS,
) -> Chart:
    """The 44 regions as tiles, shaded by a value each; regions without one are left empty.

    Parameters
    ----------
    values
        By NUTS-2 code; for ``categories`` words, else numbers. A diverging scale has its middle at 1.
    caption, words
        All words of the chart.
    scale
        From little to much, below and above 1, or categories without an order.
    marks
        What is drawn over the tiles.

    Raises
    ------
    EmptyChartError
        When no region has a value.
    """
    told = {code: value for code, value in values.items() if code in load_regions() and value is not None}
    tiles = _tiles(told, words, marks)
    columns, rows = (max(tile[axis] for tile in tiles) - min(tile[axis] for tile in tiles) + 1 for axis in ("x", "y"))
    x = {"field": "x", "type": "quantitative", "axis": None, "scale": _span(tiles, "x")}
    y = {"field": "y", "type": "quantitative", "axis": None, "scale": {**_span(tiles, "y"), "reverse": True}}
    square = {"type": "square", "size": (TILE - 4) ** 2, "opacity": 1}
    layers: list[dict[str, Any]] = [
        {"mark": {**square, "color": "look:empty"}, "encoding": {"x": x, "y": y}},
        {
            "transform": [{"filter": "isValid(datum.value)"}],
            "mark": square,
            "encoding": {"x": x, "y": y, "color": _colour(words.value, scale), "opacity": _opacity("sure")},
        },
        *_broken({**square, "filled": False}, {"x": x, "y": y}, "", marks.uncertain),
        *_lines(_tile_ends(marks.links), {"x": x, "y": y, "x2": {"field": "x2"}, "y2": {"field": "y2"}}),
        *_codes({"x": x, "y": y, "text": {"field": "code"}}),
    ]
    body = {"data": {"values": tiles}, "layer": layers, "width": columns * TILE, "height": rows * TILE}
    table = [(code, words.names.get(code, code), value) for code, value in sorted(told.items())]
    return chart_of(body, columns=("code", words.region, words.value), rows=table, caption=caption)


def _tiles(told: Mapping[str, float | str], words: MapWords, marks: Marks) -> list[dict[str, Any]]:
    return [
        {
            "code": code,
            "name": words.names.get(code, code),
            "x": region.column,
            "y": region.row,
            "value": told.get(code),
            "sure": code not in marks.uncertain,
            "mark": words.uncertain,
        }
        for code, region in load_regions().items()
    ]


def _codes(place: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The codes of the regions, written over a rim that parts them from what lies below."""
    letters = {"type": "text", "fontSize": 10, "fontWeight": 600}
    rims: tuple[dict[str, Any], ...] = ({"stroke": "look:ground", "strokeWidth": 2.5}, {"color": "look:ink"})
    return [{"mark": {**letters, **rim}, "encoding": dict(place)} for rim in rims]


def shape_map(
    values: Mapping[str, float | None],
    shapes: bytes,
    caption: Caption,
    words: MapWords,
    *,
    scale: Scale = "sequential",
    marks: Marks = NO_MARKS,
) -> Chart:
    """The regions in their shapes, shaded by a value each.

    Parameters
    ----------
    shapes
        GeoJSON of NUTS regions whose features have the property ``NUTS_ID``, such as GISCO's, which operators fetch
        for themselves; other features than those with a value or of the macro-region are left out.

    The other parameters are those of `tile_map`.

    Raises
    ------
    EmptyChartError
        When no region with a value has a shape.
    """
    told = {code: value for code, value in values.items() if value is not None}
    features = _features(told, shapes, words, marks)
    drawn = [feature["properties"]["code"] for feature in features if feature["properties"]["value"] is not None]
    if not drawn:
        raise EmptyChartError(caption.title)
    colour = _colour(words.value, scale)
    shape = {"type": "geoshape", "stroke": "look:ground", "strokeWidth": 0.8}
    body = {
        "data": {"values": features},
        "projection": {"type": "conicEqualArea", "parallels": [43, 49], "rotate": [-10, 0]},
        "width": SHAPE_WIDTH,
        "height": SHAPE_HEIGHT,
        "layer": [
            {"mark": {**shape, "fill": "look:empty"}},
            {
                "transform": [{"filter": "isValid(datum.properties.value)"}],
                "mark": shape,
                "encoding": {
                    "color": {**colour, "field": "properties.value"},
                    "opacity": _opacity("properties.sure"),
                },
            },
            *_broken({"type": "geoshape", "filled": False}, {}, "properties.", marks.uncertain),
            *_lines(_centre_ends(marks.links), CENTRES),
        ],
    }
    table = [(code, words.names.get(code, code), told[code]) for code in sorted(drawn)]
    return chart_of(body, columns=("code", words.region, words.value), rows=table, caption=caption)


def _features(told: Mapping[str, float], shapes: bytes, words: MapWords, marks: Marks) -> list[dict[str, Any]]:
    wanted = told.keys() | load_regions().keys()
    return [
        {
            "type": "Feature",
            "geometry": feature["geometry"],
            "properties": {
                "code": code,
                "value": told.get(code),
                "sure": code not in marks.uncertain,
                "mark": words.uncertain,
            },
        }
        for feature in json.loads(shapes)["features"]
        if (code := feature["properties"].get("NUTS_ID")) in wanted
    ]


def _span(tiles: Sequence[Mapping[str, Any]], axis: str) -> dict[str, Any]:
    places = [tile[axis] for tile in tiles]
    return {"domain": [min(places) - 0.5, max(places) + 0.5], "nice": False, "zero": False}


def _colour(label: str, scale: Scale) -> dict[str, Any]:
    legend = {"title": label, "orient": "bottom"}
    if scale == "categories":
        return {"field": "value", "type": "nominal", "legend": legend, "scale": {"range": "category"}}
    if scale == "diverging":
        around = {"type": "linear", "range": "look:diverging", "domainMid": 1}
        return {"field": "value", "type": "quantitative", "legend": legend, "scale": around}
    return {"field": "value", "type": "quantitative", "legend": legend, "scale": {"range": "look:sequential"}}


def _opacity(field: str) -> dict[str, Any]:
    return {"condition": {"test": f"datum.{field}", "value": 1}, "value": PALE}


def _broken(mark: dict[str, Any], place: dict[str, Any], path: str, uncertain: Collection[str]) -> list[dict[str, Any]]:
    """A broken line around what is uncertain, with its legend."""
    if not uncertain:
        return []
    legend = {"title": None, "orient": "bottom", "symbolType": "square", "symbolDash": DASHES, "symbolFillColor": None}
    stroke = {"field": f"{path}mark", "type": "nominal", "scale": {"range": ["look:ink"]}, "legend": legend}
    return [
        {
            "transform": [{"filter": f"isValid(datum.{path}value) && !datum.{path}sure"}],
            "mark": {**mark, "strokeDash": DASHES, "strokeWidth": 1.5},
            "encoding": {**place, "stroke": stroke},
        }
    ]


def _tile_ends(links: Sequence[Link]) -> list[dict[str, Any]]:
    regions = load_regions()
    return [
        {
            "x": regions[one].column,
            "y": regions[one].row,
            "x2": regions[other].column,
            "y2": regions[other].row,
            "weight": weight,
        }
        for one, other, weight in links
        if one in regions and other in regions
    ]


def _centre_ends(links: Sequence[Link]) -> list[dict[str, Any]]:
    regions = load_regions()
    return [
        {
            "latitude": regions[one].centre.latitude,
            "longitude": regions[one].centre.longitude,
            "latitude2": regions[other].centre.latitude,
            "longitude2": regions[other].centre.longitude,
            "weight": weight,
        }
        for one, other, weight in links
        if one in regions and other in regions
    ]


def _lines(drawn: Sequence[Mapping[str, Any]], ends: Mapping[str, Any]) -> list[dict[str, Any]]:
    if not drawn:
        return []
    width = {"field": "weight", "type": "quantitative", "legend": None, "scale": {"range": [1.5, 5]}}
    mark = {"type": "rule", "color": "look:warm", "opacity": 0.75, "strokeCap": "round"}
    return [{"data": {"values": list(drawn)}, "mark": mark, "encoding": {**ends, "strokeWidth": width}}]
