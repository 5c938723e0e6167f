"""Figures of Eurostat in the forms that it publishes: TSV, SDMX-CSV, JSON-stat, and tables with a column per year."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from math import prod
from typing import Any

from cordata.sources.figures import (
    ACTIVITY,
    PERIOD,
    REGION,
    Figure,
    Observation,
    Series,
    figures_from,
    unpacked_tables,
)
from cordata.sources.problems import Problem, Reading
from cordata.sources.tables import OpenTable, open_table

TIME_NAMES = frozenset({"time", "time_period"})
CELL = re.compile(r"(?P<value>[^ a-z]*(?: [AP]M)?)\s*(?P<flags>[bcdefinprsuz]{0,5})")
YEAR_HEADING = re.compile(r"[a-z]?(?P<year>(?:19|20)\d{2})")
SDMX_VALUE, SDMX_FLAGS = "obs_value", ("obs_flag", "conf_status")
NOT_DIMENSIONS = frozenset({"dataflow", "last update", SDMX_VALUE, *SDMX_FLAGS})
BLANKS_MEAN = {"sbs_r_nuts06_r2": "c"}
"""Datasets whose circulating tables leave a cell blank where the figure is confidential."""


def read_eurostat(
    name: str, content: bytes, *, dataset: str = "", unit: str = "", only: Mapping[str, str] | None = None
) -> Reading[Figure]:
    """Figures by region, branch and year, whatever the form of the file.

    Forms: TSV of the bulk download (dimensions in the first column, a column per year, flags after the value),
    SDMX-CSV (a row per figure, ``OBS_VALUE``, ``OBS_FLAG``), JSON-stat 2.0, a table with the columns ``nace_r2``,
    ``geo`` and one per year (``n2015``); each plain, in a .gz or a .zip.

    Parameters
    ----------
    name, content
        The file; the end of the name tells whether it is packed.
    dataset
        Eurostat's code; found in the file or its name when empty.
    unit
        The unit of the figures where the file tells none.
    only
        What to take of each further dimension, such as ``{"age": "Y15-64"}``. Where nothing is told: all employed
        aged 15 or over, persons employed, both sexes; a file with other series gives ``several_series``.
    """
    problems: list[Problem] = []
    figures: list[Figure] = []
    for member, inside in unpacked_tables(name, content, problems):
        series = Series(dataset or dataset_named(member), unit, only or {})
        form = _form(inside)
        reading = form(member, inside, series)
        figures += reading.records
        problems += reading.problems
    return Reading(tuple(figures), tuple(problems))


def dataset_named(file: str) -> str:
    """Eurostat's code in the name of a file, in lower case; the name itself where there is none.

    >>> dataset_named("estat_lfst_r_lfe2en2.tsv"), dataset_named("sbs_r_nuts06_r2_marcon.csv")
    ('lfst_r_lfe2en2', 'sbs_r_nuts06_r2')
    """
    plain = file.rsplit("/", 1)[-1].split(".")[0].lower()
    known = re.search(r"sbs_r_nuts06_r2|sbs_r_nuts2021|lfst_r_lfe2en2|lfst_r_lfe2en1", plain)
    return known[0] if known else plain.removeprefix("estat_")


def _form(content: bytes) -> Callable[[str, bytes, Series], Reading[Figure]]:
    begin = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:4000]
    if begin.startswith(b"{"):
        return _read_json_stat
    heading = begin.splitlines()[0].lower() if begin else b""
    if b"\\time" in heading:
        return _read_tsv
    return _read_sdmx_csv if SDMX_VALUE.encode() in heading else _read_years


def _read_tsv(name: str, content: bytes, series: Series) -> Reading[Figure]:
    table = open_table(name, content, delimiter="\t", years_as_headings=True)
    observations = list(_tsv_cells(table))
    return figures_from(name, observations, series, table.problems)


def _tsv_cells(table: OpenTable) -> Iterator[Observation]:
    first, *periods = table.columns
    dimensions = first.split("\\")[0].lower().split(",")
    for row in table.rows:
        parts = row.cells[first].split(",")
        if len(parts) != len(dimensions):
            facts = {"detail": f"{len(parts)} dimensions, not {len(dimensions)}"}
            table.problems.append(Problem("broken_row", table.name, row.line, first, row.cells[first], facts))
            continue
        told = dict(zip(dimensions, parts, strict=True))
        for period in periods:
            value, flags = split_cell(row.cells[period])
            yield Observation(row.line, {**told, PERIOD: period}, value, flags, period)


def split_cell(text: str) -> tuple[str, str]:
    """The value of a cell and the letters after it.

    >>> split_cell("5.2 u"), split_cell(": c"), split_cell(":"), split_cell("d"), split_cell("12:00 AM")
    (('5.2', 'u'), (':', 'c'), (':', ''), ('', 'd'), ('12:00 AM', ''))
    """
    match = CELL.fullmatch(text.strip())
    return (match["value"], match["flags"]) if match else (text.strip(), "")


def _read_sdmx_csv(name: str, content: bytes, series: Series) -> Reading[Figure]:
    table = open_table(name, content)
    names = {column: _dimension(column) for column in table.columns}
    lacking = {REGION, PERIOD, SDMX_VALUE} - set(names.values())
    if lacking:
        table.problems.extend(Problem("missing_column", name, facts={"field": one}) for one in sorted(lacking))
        return Reading((), tuple(table.problems))
    observations = [_sdmx_observation(row.line, {names[column]: cell for column, cell in row.cells.items()})
                    for row in table.rows]  # fmt: skip
    return figures_from(name, observations, series, table.problems)


def _sdmx_observation(line: int, cells: Mapping[str, str]) -> Observation:
    dimensions = {key: cell for key, cell in cells.items() if key not in NOT_DIMENSIONS}
    flags = "".join(cells.get(column, "").lower() for column in SDMX_FLAGS)
    return Observation(line, dimensions, cells[SDMX_VALUE], flags, "OBS_VALUE")


def _dimension(column: str) -> str:
    """A dimension as all forms call it; labels may follow the code after a colon."""
    plain = column.split(":")[0].strip().lower()
    return PERIOD if plain in TIME_NAMES else plain


def _read_years(name: str, content: bytes, series: Series) -> Reading[Figure]:
    table = open_table(name, content, years_as_headings=True)
    years = {column: match["year"] for column in table.columns if (match := YEAR_HEADING.fullmatch(column.lower()))}
    names = {column: _dimension(column) for column in table.columns if column not in years}
    if not years or not {REGION, ACTIVITY} <= set(names.values()):
        if table.columns:
            table.problems.append(Problem("unknown_table", name, facts={"columns": list(table.columns)[:12]}))
        return Reading((), tuple(table.problems))
    observations = []
    for row in table.rows:
        told = {dimension: row.cells[column] for column, dimension in names.items()}
        for column, year in years.items():
            value, flags = split_cell(row.cells[column])
            letters = flags or ("" if value else BLANKS_MEAN.get(series.dataset, ""))
            observations.append(Observation(row.line, {**told, PERIOD: year}, value, letters, column))
    return figures_from(name, observations, series, table.problems)


def _read_json_stat(name: str, content: bytes, series: Series) -> Reading[Figure]:
    problems: list[Problem] = []
    try:
        data = json.loads(content.decode("utf-8-sig"))
        observations = list(_json_cells(data))
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        facts = {"detail": f"{type(error).__name__}: {error}"}
        return Reading((), (Problem("unreadable", name, facts=facts),))
    return figures_from(name, observations, series, problems)


def _json_cells(data: Mapping[str, Any]) -> Iterator[Observation]:
    """Cells of a cube in row-major order; cells that are neither valued nor flagged are left out (JSON-stat 2.0)."""
    names = [_dimension(dimension) for dimension in data["id"]]
    codes = [_codes(data["dimension"][dimension]["category"]) for dimension in data["id"]]
    sizes = [len(of_dimension) for of_dimension in codes]
    if sizes != data["size"]:
        raise ValueError(f"sizes {data['size']} of {sizes} categories")
    values, flags = _by_position(data["value"]), _by_position(data.get("status", {}))
    if isinstance(data.get("status"), str):
        flags = dict.fromkeys(values, data["status"])
    for position in sorted({*values, *flags}):
        if not 0 <= position < prod(sizes):
            raise IndexError(f"position {position} of {prod(sizes)}")
        rest, dimensions = position, {}
        for dimension, of_dimension in reversed(list(zip(names, codes, strict=True))):
            rest, place = divmod(rest, len(of_dimension))
            dimensions[dimension] = of_dimension[place]
        value = values.get(position)
        shown = "" if value is None else str(value)
        yield Observation(position + 1, dimensions, shown, str(flags.get(position) or "").replace(":", ""))


def _codes(category: Mapping[str, Any]) -> list[str]:
    index = category.get("index") or list(category["label"])
    return sorted(index, key=index.__getitem__) if isinstance(index, dict) else list(index)


def _by_position(cells: Any) -> dict[int, Any]:
    if isinstance(cells, str):
        return {}
    if isinstance(cells, list):
        return {position: cell for position, cell in enumerate(cells) if cell is not None}
    return {int(position): cell for position, cell in cells.items()}
