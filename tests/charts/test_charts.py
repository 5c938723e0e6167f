"""Charts: the same content as drawing and as table, in each language and theme."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import numpy as np
import pytest

from cordata.charts import (
    Axes,
    Caption,
    Chart,
    EmptyChartError,
    MapWords,
    Marks,
    UnknownThemeError,
    bars,
    intervals,
    lines,
    look_of,
    matrix,
    network,
    scatter,
    shape_map,
    small_multiples,
    tile_map,
    to_pdf,
    to_png,
    to_svg,
)
from cordata.charts.looks import THEMES

WORDS = Caption("Škofja Loka è più größer çà", "Č š ž ß é ü")
REGION = MapWords("Quotient", "Region", {"ITC1": "Piemonte", "SI04": "Zahodna Slovenija"})
DOUBT = MapWords("Quotient", "Region", {"ITC1": "Piemonte", "SI04": "Zahodna Slovenija"}, "uncertain")
SHAPES = json.dumps(
    {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"NUTS_ID": code},
                "geometry": {
                    "type": "Polygon",
                    "coordinates": [[[x, 45], [x, 46], [x + 1, 46], [x + 1, 45], [x, 45]]],
                },
            }
            for code, x in (("ITC1", 7), ("SI04", 14), ("PL11", 20))
        ],
    }
).encode()

LINKS = [("ITC1", "SI04", 3.0), ("ITC1", "PL11", 1.0)]
CHARTS: dict[str, Chart] = {
    "tile map": tile_map({"ITC1": 2.5, "SI04": 0.25, "AT33": None, "PL11": 3.0}, WORDS, REGION),
    "tile map around 1": tile_map({"ITC1": 2.5, "SI04": 0.25}, WORDS, REGION, scale="diverging"),
    "tile map of groups": tile_map({"ITC1": "A", "SI04": "B"}, WORDS, REGION, scale="categories"),
    "tile map with links": tile_map(
        {"ITC1": 1.0}, WORDS, REGION, marks=Marks([("ITC1", "SI04", 3.0), ("ITC1", "PL11", 1.0)])
    ),
    "tile map of doubt": tile_map({"ITC1": 2.5, "SI04": 0.25}, WORDS, DOUBT, marks=Marks(uncertain={"SI04"})),
    "shape map": shape_map({"ITC1": 2.5, "SI04": 0.25, "FRK2": 1.0}, SHAPES, WORDS, REGION),
    "shape map with links and doubt": shape_map(
        {"ITC1": 2.5, "SI04": 0.25}, SHAPES, WORDS, DOUBT, marks=Marks([("ITC1", "SI04", 3.0)], {"ITC1"})
    ),
    "matrix": matrix(
        [[1.0, 0.0, 2.5], [0.9, 0.1, 2.0], [0.0, 3.0, 0.2], [0.0, 2.5, 0.0]],
        WORDS,
        Axes(["one", "two", "three", "four"], ["a" * 40, "a" * 41, "c"], "Region", "Activity", "Quotient"),
    ),
    "matrix around 1": matrix(
        [[1.0, 0.5]], WORDS, Axes(["one"], ["a", "b"], "R", "A", "Q"), scale="diverging", ordered=False
    ),
    "network": network(
        [("a", "b", 3.0), ("b", "c", 1.0)],
        WORDS,
        ("Region", "Other", "Projects", "Community"),
        names={"a": "Alpha"},
        groups={"a": "1", "b": "1", "c": "2"},
    ),
    "bars": bars([("wood", 2.5), ("steel", 1.0)], WORDS, ("Activity", "Quotient")),
    "intervals": intervals([("wood", 1.5, 2.5, 3.5)], WORDS, ("Activity", "from", "Quotient", "to"), middle=1.0),
    "intervals without a middle": intervals([("wood", 1.5, 2.5, 3.5)], WORDS, ("Activity", "from", "Quotient", "to")),
    "scatter": scatter(
        [("wood", 20.0, 0.5), ("steel", 40.0, -1.5)], WORDS, ("Activity", "Density", "Complexity"), written=1
    ),
    "lines": lines(
        [("ours", 300.0, 0.5), ("ours", 600.0, 2.0), ("theirs", 300.0, 1.0)],
        WORDS,
        ("Who", "Regions", "Seconds"),
        logarithmic=True,
    ),
    "small multiples": small_multiples(
        {"Piemonte": [("wood", 2.5)], "Tirol": [("wood", 1.5), ("steel", 0.5)]},
        WORDS,
        ("Region", "Activity", "Quotient"),
    ),
}


@pytest.mark.parametrize("kind", CHARTS)
def test_a_chart_is_drawn_with_its_words_and_always_alike(kind: str) -> None:
    svg = to_svg(CHARTS[kind])
    assert svg == to_svg(CHARTS[kind])
    root = ElementTree.fromstring(svg)
    assert root.tag.endswith("svg")
    assert WORDS.title in "".join(root.itertext())


@pytest.mark.parametrize("kind", CHARTS)
def test_a_picture_holds_no_script_and_nothing_from_elsewhere(kind: str) -> None:
    for part in ElementTree.fromstring(to_svg(CHARTS[kind])).iter():
        assert part.tag.rpartition("}")[2] not in ("script", "foreignObject", "image", "use", "a")
        assert not [name for name in part.attrib if name.startswith("on") or name.endswith("href")]


@pytest.mark.parametrize("kind", CHARTS)
def test_every_line_of_the_table_is_as_long_as_its_heading(kind: str) -> None:
    chart = CHARTS[kind]
    assert chart.rows
    assert {len(row) for row in chart.rows} == {len(chart.columns)}


@pytest.mark.parametrize("theme", THEMES)
def test_each_theme_has_its_ground_and_no_name_of_a_colour_is_left(theme) -> None:
    svg = to_svg(CHARTS["tile map with links"], theme=theme)
    assert look_of(theme).ground in svg
    assert "look:" not in svg


@pytest.mark.parametrize("kind", ["tile map of doubt", "shape map with links and doubt"])
def test_what_is_uncertain_is_marked_and_explained(kind: str) -> None:
    drawn = to_svg(CHARTS[kind])
    assert "uncertain" in drawn
    assert 'stroke-dasharray="4,3"' in drawn
    assert 'opacity="0.35"' in drawn
    assert "stroke-dasharray" not in to_svg(CHARTS["tile map around 1"])


def test_an_unknown_theme_is_refused() -> None:
    with pytest.raises(UnknownThemeError):
        to_svg(CHARTS["bars"], theme="sepia")


@pytest.mark.parametrize(
    ("language", "written"), [("en", "0.2"), ("it", "0,2"), ("de", "0,2"), ("fr", "0,2"), ("sl", "0,2")]
)
def test_numbers_are_written_as_the_language_does(language, written: str) -> None:
    assert f">{written}<" in to_svg(CHARTS["bars"], language=language)


def test_pictures_of_other_kinds() -> None:
    assert to_png(CHARTS["bars"]).startswith(b"\x89PNG")
    assert to_pdf(CHARTS["bars"]).startswith(b"%PDF")


def test_a_table_holds_what_was_told_and_nothing_of_elsewhere() -> None:
    assert CHARTS["tile map"].rows == (("ITC1", "Piemonte", 2.5), ("SI04", "Zahodna Slovenija", 0.25))
    assert CHARTS["shape map"].rows == CHARTS["tile map"].rows
    assert CHARTS["network"].rows == (("Alpha", "b", 3.0), ("b", "c", 1.0))
    assert CHARTS["small multiples"].rows[1:] == (("Tirol", "wood", 1.5), ("Tirol", "steel", 0.5))


def test_a_matrix_brings_like_rows_together_and_keeps_long_names_apart() -> None:
    chart = CHARTS["matrix"]
    names = [row[0] for row in chart.rows]
    assert {frozenset(names[:2]), frozenset(names[2:])} == {frozenset({"one", "two"}), frozenset({"three", "four"})}
    assert len({cell["column"] for cell in chart.spec["data"]["values"]}) == 3


def test_rows_that_do_not_differ_are_no_obstacle() -> None:
    chart = matrix(np.zeros((4, 3)), WORDS, Axes(list("abcd"), list("xyz"), "R", "A", "Q"))
    assert len(chart.rows) == 4


@pytest.mark.parametrize(
    "draw",
    [
        lambda: tile_map({"PL11": 1.0}, WORDS, REGION),
        lambda: shape_map({"FRK2": 1.0}, SHAPES, WORDS, REGION),
        lambda: matrix(np.zeros((0, 0)), WORDS, Axes([], [], "R", "A", "Q")),
        lambda: network([], WORDS, ("", "", "", ""), names={}, groups={}),
        lambda: bars([], WORDS, ("", "")),
    ],
)
def test_nothing_to_draw_is_said(draw) -> None:
    with pytest.raises(EmptyChartError):
        draw()
