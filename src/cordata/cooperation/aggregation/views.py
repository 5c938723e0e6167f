"""The tables that the statements ask for, ``participations`` and ``fields``, made of files under several headings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cordata.cooperation.aggregation.engine import PARQUET, Engine
from cordata.cooperation.errors import EmptyTableError, UnknownColumnsError

TITLES: Mapping[str, tuple[str, ...]] = {
    "project": ("project", "projectID"),
    "organisation": ("organisation", "organisationID"),
    "region": ("region", "nutsCode", "nuts3_2021", "nuts"),
    "start": ("start", "startDate"),
    "activity": ("activity", "euroSciVocCode"),
}
"""What each column may be called: plainly, or as CORDIS does."""
PROJECT_TITLES = ("id", "startDate")
NUTS2_LENGTH = 4
FIELD_LEVEL = 3


@dataclass(frozen=True, slots=True)
class Files:
    """Where the rows are; several files of one kind may overlap, what stands twice counts once.

    Parameters
    ----------
    participations
        Tables with columns ``project``, ``organisation``, ``region`` and ``start`` (a date), or the organizations of
        CORDIS (``projectID``, ``organisationID``, ``nutsCode``). A column called ``region`` is taken as it is; codes
        of NUTS are cut to level 2, and those that are shorter count as unknown.
    fields
        Tables with columns ``project`` and ``activity``, or euroSciVoc of CORDIS (``projectID``,
        ``euroSciVocCode``).
    projects
        Projects of CORDIS (``id``, ``startDate``): when projects start of whose participants no row tells it.
    field_level
        To which level codes of EuroSciVoc are cut, from 1; as `read_participations` of the sources does.
    """

    participations: Sequence[Path]
    fields: Sequence[Path] = ()
    projects: Sequence[Path] = ()
    field_level: int = FIELD_LEVEL


def offer_files(engine: Engine, files: Files) -> None:
    """Make the files the tables ``participations`` and ``fields`` of the engine; nothing is counted yet.

    Columns are ``project``, ``organisation``, ``region``, ``start`` and ``project``, ``activity``. In delimited text
    cells are trimmed, and what is empty is NULL; in Parquet text is text, and NULL is NULL. A ``start`` that is no
    date is refused when it is read.

    Raises
    ------
    EmptyTableError, UnreadableError, UnknownColumnsError
        Without any file of participations; for a file that cannot be read, or that lacks a column: ``missing`` tells
        which.
    """
    if not files.participations:
        raise EmptyTableError(axis="participations")
    if files.projects:
        engine.view("starts", _together(_project_starts(engine, files.projects)))
    parts = (_participations(engine, number, path, files) for number, path in enumerate(files.participations))
    engine.view("participations", _together(parts))
    fields = [_fields(engine, number, path, files.field_level) for number, path in enumerate(files.fields)]
    engine.view("fields", _together(fields or ["SELECT '' AS project, '' AS activity WHERE 1 = 0"]))


def _project_starts(engine: Engine, paths: Iterable[Path]) -> Iterable[str]:
    for number, path in enumerate(paths):
        name = f"file_of_projects_{number}"
        columns = engine.offer(name, path)
        if missing := [title for title in PROJECT_TITLES if title not in columns]:
            raise UnknownColumnsError(file=path.name, columns=columns[:10], missing=tuple(missing))
        told = _cells_of(path)
        yield f"SELECT {told('id')} AS project, CAST({told('startDate')} AS DATE) AS start FROM {name}"


def _participations(engine: Engine, number: int, path: Path, files: Files) -> str:
    name = f"file_of_participations_{number}"
    columns = engine.offer(name, path)
    project, organisation, region = (_found(path, columns, title) for title in ("project", "organisation", "region"))
    cell = _cells_of(path)
    told = [f"{cell(project)} AS project", f"{cell(organisation)} AS organisation"]
    told.append(f"{cell(region) if region == 'region' else _cut(cell(region))} AS region")
    start = _title("start", columns)
    if start is not None:
        return f"SELECT {', '.join(told)}, CAST({cell(start)} AS DATE) AS start FROM {name}"
    if not files.projects:
        return f"SELECT {', '.join(told)}, CAST(NULL AS DATE) AS start FROM {name}"
    plain = f"SELECT {', '.join(told)} FROM {name}"
    return (
        "SELECT here.project, here.organisation, here.region, begun.start "
        f"FROM ({plain}) AS here LEFT JOIN (SELECT project, MIN(start) AS start FROM starts GROUP BY project) AS begun "
        "ON here.project = begun.project"
    )


def _fields(engine: Engine, number: int, path: Path, level: int) -> str:
    name = f"file_of_fields_{number}"
    columns = engine.offer(name, path)
    project, activity = (_found(path, columns, title) for title in ("project", "activity"))
    cell = _cells_of(path)
    told = cell(activity)
    if activity != "activity":
        told = f"NULLIF(REGEXP_EXTRACT({activity}, '^(/[^/]+){{1,{int(level)}}}', 0), '')"
    return f"SELECT {cell(project)} AS project, {told} AS activity FROM {name}"


def _found(path: Path, columns: Sequence[str], wanted: str) -> str:
    title = _title(wanted, columns)
    if title is None:
        raise UnknownColumnsError(file=path.name, columns=tuple(columns[:10]), missing=TITLES[wanted])
    return title


def _title(wanted: str, columns: Sequence[str]) -> str | None:
    return next((title for title in TITLES[wanted] if title in columns), None)


def _cells_of(path: Path) -> Callable[[str], str]:
    """How the cells of a column are read."""
    if path.suffix.lower() == PARQUET:
        return "CAST({} AS STRING)".format
    return "NULLIF(TRIM({}), '')".format


def _cut(code: str) -> str:
    return f"CASE WHEN CHAR_LENGTH({code}) >= {NUTS2_LENGTH} THEN SUBSTRING({code} FROM 1 FOR {NUTS2_LENGTH}) END"


def _together(selects: Iterable[str]) -> str:
    return " UNION ALL ".join(selects)
