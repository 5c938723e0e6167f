"""Files of keep.eu as datasets of the site: its export of projects and partners, or counts by region."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from cordata.cooperation.participations import Participation as Row
from cordata.kernel import load_regions
from cordata.sources.figures import Figure as Read
from cordata.sources.keep import read_keep_export, read_keep_regions
from cordata.sources.problems import Problem
from cordata_web.cooperation.bringing import OURS, Brought, NothingReadError, content_of_projects, fault_of, sums
from cordata_web.cooperation.loading import About, Content, FigureRow
from cordata_web.cooperation.models import Dataset
from cordata_web.cooperation.models.figures import ACTIVITY_LENGTH
from cordata_web.cooperation.sources import KEEP_COUNTS

COUNTS = KEEP_COUNTS
IDENTIFIER = 40
REGION = 4


def bring_keep(files: Mapping[str, bytes], *, today: date) -> Brought:
    """Participations where a file is the export of keep.eu (a spreadsheet), else counts by region."""
    is_export = any(content.startswith(b"PK") for content in files.values())
    return _export(files, today) if is_export else _counts(files, today)


def _export(files: Mapping[str, bytes], today: date) -> Brought:
    found: dict[tuple[str, str], Row] = {}
    problems: list[Problem] = []
    for name, content in files.items():
        reading = read_keep_export(name, content)
        problems += reading.problems
        for row in reading.records:
            region = row.region[:REGION]
            if region in load_regions():
                short = _fitting(replace(row, region=region))
                found[short.project, short.organisation] = short
    faults = tuple(map(fault_of, problems))
    if not found:
        raise NothingReadError(faults)
    content = content_of_projects(list(found.values()), files, faults)
    return Brought(_about("keep", Dataset.Kind.PROJECTS, "participations", today), content)


def _counts(files: Mapping[str, bytes], today: date) -> Brought:
    """Sums of the smaller regions in each region of ours; where one is not known, the sum is of the others."""
    told: dict[tuple[str, str, int], list[Read]] = defaultdict(list)
    problems: list[Problem] = []
    for name, content in files.items():
        reading = read_keep_regions(name, content)
        problems += reading.problems
        for one in reading.records:
            if one.region[:REGION] in load_regions():
                told[one.region[:REGION], one.activity, one.period].append(one)
    faults = tuple(map(fault_of, problems))
    if not told:
        raise NothingReadError(faults)
    rows = tuple(_sum(place, parts) for place, parts in sorted(told.items()))
    about = _about(COUNTS, Dataset.Kind.FIGURES, "", today)
    return Brought(about, Content(figures=rows, files=sums(files), faults=faults))


def _sum(place: tuple[str, str, int], parts: list[Read]) -> FigureRow:
    known = [one.value for one in parts if one.value is not None]
    flag = "missing" if len(known) < len(parts) else ""
    return (*place, round(sum(known), 6) if known else None, flag)


def _about(identifier: str, kind: str, unit: str, today: date) -> About:
    return About(
        id=identifier,
        kind=kind,
        name="keep.eu",
        publisher="Interact, keep.eu",
        address="https://keep.eu",
        licence="keep.eu",
        nomenclature="keep",
        unit=unit,
        checked=today,
        nuts_version=OURS,
        notes=("zero_may_be_missing",) if identifier == COUNTS else (),
    )


def _fitting(row: Row) -> Row:
    """Names stand for numbers there; those too long for the table are told by their checksum."""
    activities = tuple(dict.fromkeys(one[:ACTIVITY_LENGTH] for one in row.activities))
    return replace(row, project=_short(row.project), organisation=_short(row.organisation), activities=activities)


def _short(text: str) -> str:
    return text if len(text) <= IDENTIFIER else hashlib.sha256(text.encode()).hexdigest()[:IDENTIFIER]
