"""What a chart is: a drawing without colours yet, and the table of what it shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Spec = dict[str, Any]
Row = Mapping[str, Any]
SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"


class EmptyChartError(ValueError):
    """There is nothing to draw."""


class UnknownThemeError(ValueError):
    """There are the themes light, dark and print only."""


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands above a chart, and what a reader who cannot see it should know; in the reader's language."""

    title: str
    description: str


@dataclass(frozen=True, slots=True, eq=False)
class Chart:
    """A Vega-Lite specification, and the same content as a table.

    Parameters
    ----------
    spec
        Without configuration: colours and fonts come from a `Look` when it is drawn.
    columns
        Headings of the table.
    rows
        Its lines, each as long as ``columns``.
    title, description
        What stands above it, and what a reader who cannot see it should know.
    """

    spec: Spec
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    title: str
    description: str


def chart_of(body: Spec, *, columns: Sequence[str], rows: Sequence[Sequence[Any]], caption: Caption) -> Chart:
    """A chart of a specification's body; EmptyChartError when there are no rows."""
    if not rows:
        raise EmptyChartError(caption.title)
    spec: Spec = {"$schema": SCHEMA, "description": caption.description, **body}
    return Chart(spec, tuple(columns), tuple(tuple(row) for row in rows), caption.title, caption.description)
