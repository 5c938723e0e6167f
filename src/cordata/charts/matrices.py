"""A matrix as shaded cells, its rows and columns in an order that brings like to like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from cordata.charts.chart import Caption, Chart, EmptyChartError, chart_of

CELL = 15
LONGEST_LABEL = 32


@dataclass(frozen=True, slots=True)
class Axes:
    """The names of rows and columns, and what rows, columns and values are called, in the reader's language."""

    rows: Sequence[str]
    columns: Sequence[str]
    row: str
    column: str
    value: str


def matrix(
    values: npt.ArrayLike,
    caption: Caption,
    axes: Axes,
    *,
    scale: Literal["sequential", "diverging"] = "sequential",
    ordered: bool = True,
) -> Chart:
    """Values of shape (R, K) as cells; a diverging scale has its middle at 1.

    With ``ordered`` rows and columns stand in the order of the leaves of a tree of likeness (average linkage of
    correlations, optimal leaf order: Bar-Joseph, Gifford and Jaakkola 2001, Bioinformatics 17), else as they come.

    Raises
    ------
    EmptyChartError
        When there is no row or no column.
    """
    array = np.asarray(values, np.float64)
    if not array.size:
        raise EmptyChartError(caption.title)
    row_order, column_order = (
        (_order(array), _order(array.T)) if ordered else (range(len(axes.rows)), range(len(axes.columns)))
    )
    row_names, column_names = _unlike(axes.rows), _unlike(axes.columns)
    cells = [
        {"row": row_names[row], "column": column_names[column], "value": float(array[row, column])}
        for row in row_order
        for column in column_order
    ]
    body = _body(cells, axes, scale)
    table = [(axes.rows[row], *(float(array[row, column]) for column in column_order)) for row in row_order]
    headings = (axes.row, *(axes.columns[column] for column in column_order))
    return chart_of(body, columns=headings, rows=table, caption=caption)


def _body(cells: list[dict[str, Any]], axes: Axes, scale: str) -> dict[str, Any]:
    colour: dict[str, Any] = {"range": "look:sequential"}
    if scale == "diverging":
        colour = {"type": "linear", "range": "look:diverging", "domainMid": 1}
    axis = {"labelLimit": 220, "labelFontSize": 10, "ticks": False, "domain": False}
    return {
        "data": {"values": cells},
        "mark": {"type": "rect", "stroke": "look:ground", "strokeWidth": 0.5},
        "width": {"step": CELL},
        "height": {"step": CELL},
        "encoding": {
            "y": {"field": "row", "type": "nominal", "sort": None, "title": axes.row, "axis": axis},
            "x": {
                "field": "column",
                "type": "nominal",
                "sort": None,
                "title": axes.column,
                "axis": {**axis, "labelAngle": -60, "orient": "top"},
            },
            "color": {
                "field": "value",
                "type": "quantitative",
                "scale": colour,
                "legend": {"title": axes.value, "orient": "bottom"},
            },
        },
    }


def _order(array: npt.NDArray[np.float64]) -> Sequence[int]:
    """Rows in the order of the leaves; as they come where there are fewer than three."""
    if len(array) < 3:
        return range(len(array))
    from scipy.cluster.hierarchy import leaves_list, linkage, optimal_leaf_ordering
    from scipy.spatial.distance import pdist

    centred = array - array.mean(axis=1, keepdims=True)
    lengths = np.sqrt((centred**2).sum(axis=1, keepdims=True))
    distances = pdist(np.divide(centred, lengths, out=np.zeros_like(centred), where=lengths > 0))
    order: list[int] = leaves_list(optimal_leaf_ordering(linkage(distances, "average"), distances)).tolist()
    return order


def _unlike(labels: Sequence[str]) -> list[str]:
    """Labels cut to a length, and still different from each other."""
    found: list[str] = []
    for label in labels:
        short = label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1].rstrip()}…"
        number = 2
        unlike = short
        while unlike in found:
            unlike, number = f"{short} ({number})", number + 1
        found.append(unlike)
    return found
