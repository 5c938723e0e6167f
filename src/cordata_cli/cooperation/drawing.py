"""`--chart FILE`: the result of a formula as a picture, drawn as on the site."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from cordata.cooperation import FloatArray, Table
from cordata.kernel.files import written_whole

SUFFIXES = (".svg", ".png", ".pdf")
DRAWN_UP_TO = 3.0
"""Quotients are shaded up to here: beyond it no reader sees a difference."""


def _path(_context: click.Context, _option: click.Parameter, value: Path | None) -> Path | None:
    if value is not None and value.suffix.lower() not in SUFFIXES:
        raise click.BadParameter(f"{value} ends neither in {', '.join(SUFFIXES[:-1])} nor in {SUFFIXES[-1]}.")
    return value


CHART_OPTION = (
    click.option(
        "--chart",
        "picture",
        type=click.Path(dir_okay=False, path_type=Path),
        callback=_path,
        help="Draw the result into this file, too: .svg, .png or .pdf.",
    ),
)


def draw_matrix(
    picture: Path | None,
    table: Table,
    values: FloatArray,
    name: str,
    *,
    columns: str = "activity",
    scale: Literal["sequential", "diverging"] = "sequential",
) -> None:
    """Values of regions (or activities) by activities as shaded cells; nothing where no picture is asked for."""
    if picture is None:
        return
    from cordata.charts import Axes, Caption, matrix

    largest = DRAWN_UP_TO if scale == "diverging" else float("inf")
    row = "region" if columns == "activity" else columns
    axes = Axes(table.regions, table.activities, row, columns, name.lower())
    _write(picture, matrix(values.clip(max=largest), Caption(name, f"{name} as shaded cells."), axes, scale=scale))


def draw_bars(picture: Path | None, values: list[tuple[str, float]], name: str, item: str) -> None:
    """One bar an item, the largest first; nothing where no picture is asked for."""
    if picture is None:
        return
    from cordata.charts import Caption, bars

    ordered = sorted(values, key=lambda pair: (-pair[1], pair[0]))
    _write(picture, bars(ordered, Caption(name, f"{name} as bars."), (item, name.lower())))


def _write(picture: Path, chart: object) -> None:
    from cordata.charts import Chart, to_pdf, to_png, to_svg

    assert isinstance(chart, Chart)
    suffix = picture.suffix.lower()
    content = to_svg(chart).encode() if suffix == ".svg" else to_png(chart) if suffix == ".png" else to_pdf(chart)
    with written_whole(picture) as partial:
        partial.write_bytes(content)
