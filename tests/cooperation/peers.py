"""What other programs compute from the same tables: EconGeo (R) and ecomplexity (Python), and plain triple loops."""

import csv
from pathlib import Path

import numpy as np

from cordata.cooperation import FloatArray, Table, read_table_of_values

FIXTURES = Path(__file__).parents[3] / "shared/data/fixtures/econgeo"
MARKS = {"NA": "nan", "Inf": "inf"}


def table(name: str) -> Table:
    """One of the tables that the peers were given."""
    return read_table_of_values(name, (FIXTURES / name).read_bytes())


def column(name: str, heading: str) -> FloatArray:
    """One column of what the peers were given."""
    return np.array([float(row[heading]) for row in rows(FIXTURES / name)])


def expected(name: str) -> FloatArray:
    """A matrix, or a list of values, that EconGeo gave; NA is nan."""
    path = FIXTURES / "expected" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        heading, *body = list(csv.reader(lines))
    values = [[float(MARKS.get(cell, cell)) for cell in row[labels_of(heading) :]] for row in body]
    array = np.array(values)
    if array.shape[1] == 1:
        return array[:, 0]
    return array[0] if len(array) == 1 else array


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def labels_of(heading: list[str]) -> int:
    """How many columns stand before the values: a number and a name, or one of them."""
    return 2 if heading[1:2] == ["Industry"] else 1
