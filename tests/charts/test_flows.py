"""Flows: bands as high as what flows, nothing lost on the way."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from cordata.charts import Caption, Chart, EmptyChartError, FlowWords, flow, to_svg
from cordata.charts.flows import CircleError

CAPTION = Caption("Who pays what", "From sources to partners")
WORDS = FlowWords("From", "To", "Euro", "Form", {"era": "Založba Škofja Loka", "b": "B" * 60})
FLOWS = [("era", "a", 60.0), ("era", "b", 20.0), ("bank", "b", 20.0), ("own", "a", 40.0), ("own", "c", 0.0)]
KINDS = {"era": "grant", "bank": "loan", "own": "own money"}


def drawn() -> Chart:
    return flow(FLOWS, CAPTION, WORDS, kinds=KINDS)


def bands(chart: Chart) -> dict[str, list[dict]]:
    found = defaultdict(list)
    for point in chart.spec["layer"][0]["data"]["values"]:
        found[point["band"]].append(point)
    return found


def things(chart: Chart) -> dict[str, dict]:
    return {one["name"]: one for one in chart.spec["layer"][1]["data"]["values"]}


def test_the_table_tells_what_flows_and_leaves_out_nothing_that_does():
    chart = drawn()
    assert chart.columns == ("From", "To", "Form", "Euro")
    assert chart.rows[0] == ("Založba Škofja Loka", "a", "grant", 60.0)
    assert len(chart.rows) == 4


def test_a_band_is_as_high_everywhere_as_its_amount():
    for points in bands(drawn()).values():
        heights = [point["y"] - point["y2"] for point in points]
        assert heights == pytest.approx([heights[0]] * len(heights), abs=1e-4)
    high = {band: points[0]["y"] - points[0]["y2"] for band, points in bands(drawn()).items()}
    assert high["era a"] == pytest.approx(3 * high["era b"], abs=1e-4)


def test_bands_fill_what_they_leave_and_where_they_arrive():
    chart = drawn()
    partner, bank = things(chart)["a"], things(chart)["bank"]
    arriving = sorted((points[-1]["y2"], points[-1]["y"]) for band, points in bands(chart).items() if band[-1] == "a")
    assert arriving[0][0] == pytest.approx(partner["y"], abs=1e-4)
    assert arriving[0][1] == pytest.approx(arriving[1][0], abs=1e-4)
    assert arriving[1][1] == pytest.approx(partner["y2"], abs=1e-4)
    assert bands(chart)["bank b"][0]["x"] == pytest.approx(bank["x2"])


def test_no_two_things_of_a_column_lie_over_each_other():
    columns = defaultdict(list)
    for one in things(drawn()).values():
        columns[one["x"]].append((one["y"], one["y2"]))
    assert len(columns) == 2
    for spans in columns.values():
        ordered = sorted(spans)
        assert all(upper[0] > lower[1] for lower, upper in pairwise(ordered))
        assert ordered[0][0] >= -1e-9
        assert ordered[-1][1] <= 1 + 1e-9


def test_a_thing_that_is_passed_through_stands_between():
    chart = flow([("a", "b", 2.0), ("b", "c", 1.0), ("a", "c", 1.0)], CAPTION, WORDS, kinds={})
    places = {name: one["x"] for name, one in things(chart).items()}
    assert places["a"] < places["B" * 60] < places["c"]
    assert chart.spec["layer"][0]["encoding"]["color"]["legend"] is None


def test_long_names_are_cut_and_kept_whole_in_the_table():
    one = things(drawn())["B" * 60]
    assert len(one["label"]) == 34
    assert ("Založba Škofja Loka", "B" * 60, "grant", 20.0) in drawn().rows


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_it_is_drawn_with_all_letters(theme):
    svg = to_svg(drawn(), theme=theme, language="sl")
    assert "Založba Škofja Loka" in svg
    assert ElementTree.fromstring(svg).tag.endswith("svg")


def test_nothing_that_flows_is_no_chart():
    with pytest.raises(EmptyChartError):
        flow([("a", "b", 0.0)], CAPTION, WORDS, kinds={})


def test_what_comes_back_cannot_be_drawn():
    with pytest.raises(CircleError):
        flow([("a", "b", 1.0), ("b", "a", 1.0)], CAPTION, WORDS, kinds={})
