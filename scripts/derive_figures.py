"""Derive the figures that come with Cordata from tables of CORDIS: sums by region, never rows.

    python scripts/derive_figures.py PARTICIPATIONS.csv EUROSCIVOC.csv

PARTICIPATIONS.csv has the columns projectID, organisationID, nuts3_2021 and startDate; EUROSCIVOC.csv is the table of
that name in the archives of CORDIS. Projects without a start are left out.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from cordata.kernel import load_regions
from cordata.sources.tables import read_table

TARGET = Path(__file__).parent.parent / "src/cordata/data/evidence"
NUTS2_LENGTH = 4
FIELD_LEVEL = 2


def main(participations: Path, sciences: Path) -> None:
    partners, years = _partners(participations)
    fields = _fields(sciences)
    counts: Counter[tuple[str, str, int]] = Counter()
    links: Counter[tuple[str, str, int]] = Counter()
    for project, taking_part in partners.items():
        for region, _organisation in taking_part:
            for field in fields[project]:
                counts[region, field, years[project]] += 1
        for pair in combinations(sorted({region for region, _organisation in taking_part}), 2):
            links[*pair, years[project]] += 1
    _write("participations_by_field.csv", ("region", "activity", "year", "participations"), counts)
    _write("joint_projects.csv", ("region", "other", "year", "projects"), links)
    print(f"{len(partners)} projects with partners in the macro-region: {len(counts)} figures, {len(links)} pairs.")


def _partners(file: Path) -> tuple[dict[str, set[tuple[str, str]]], dict[str, int]]:
    """Regions and organisations of the macro-region in each project, and the years in which the projects begin."""
    partners: dict[str, set[tuple[str, str]]] = defaultdict(set)
    years: dict[str, int] = {}
    for cells in _rows(file):
        region = cells["nuts3_2021"][:NUTS2_LENGTH]
        if cells["startDate"] and region in load_regions():
            partners[cells["projectID"]].add((region, cells["organisationID"]))
            years[cells["projectID"]] = int(cells["startDate"][:4])
    return partners, years


def _fields(file: Path) -> dict[str, set[str]]:
    """The fields of the second level of each project."""
    fields: dict[str, set[str]] = defaultdict(set)
    for cells in _rows(file):
        parts = cells["euroSciVocCode"].strip("/").split("/")
        if len(parts) >= FIELD_LEVEL:
            fields[cells["projectID"]].add("/" + "/".join(parts[:FIELD_LEVEL]))
    return fields


def _rows(file: Path) -> Iterator[dict[str, str]]:
    for row in read_table(file.name, file.read_bytes()).rows:
        yield dict(row.cells)


def _write(name: str, header: tuple[str, ...], counts: Counter[tuple[str, str, int]]) -> None:
    with (TARGET / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows([*key, number] for key, number in sorted(counts.items()))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
