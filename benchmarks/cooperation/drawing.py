"""The curve of growth, drawn by the charts of Cordata."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from cordata.charts import Caption, lines, to_svg

PICTURE = Path(__file__).parents[2] / "docs/pictures/growth-of-formulas.svg"


def draw_growth(processor: Mapping[tuple[str, int, int], float]) -> None:
    """Processor seconds of each package by regions times activities; of equal products the slower one."""
    slowest: dict[tuple[str, int], float] = {}
    for (name, regions, activities), seconds in processor.items():
        key = name, regions * activities
        slowest[key] = max(seconds, slowest.get(key, 0.0))
    chart = lines(
        [(name, float(cells), seconds) for (name, cells), seconds in sorted(slowest.items())],
        Caption(
            "Processor time of the formulas",
            "Quotients, proximity, density and complexity of one table, by its number of cells.",
        ),
        ("package", "cells of the table (regions × activities)", "processor time (s)"),
        logarithmic=True,
    )
    PICTURE.write_text(to_svg(chart), "utf-8")
