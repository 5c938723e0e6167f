"""Files of official sources as datasets of the site: what the library read of them, and what was wrong with them."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from cordata.cooperation.participations import Participation as Row
from cordata.kernel import load_regions
from cordata.kernel.nuts_versions import Converted, convert
from cordata.sources.eurostat import read_eurostat
from cordata.sources.figures import Figure as Read
from cordata.sources.participations import read_participations
from cordata.sources.problems import Problem
from cordata_web.cooperation.loading import About, Content, FigureRow
from cordata_web.cooperation.models import Dataset, Participation, Project
from cordata_web.directory.models import Profile

OURS = "2021"
FIELD_LEVEL = 2
DIVISION_LENGTH = 3
SECTION_LENGTH = 1
UNITS = {"THS": "thousand persons", "": "persons", "V16110": "persons"}


class NothingReadError(ValueError):
    """The files hold no row that could be used; ``faults`` say why."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("no rows")
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Brought:
    """A dataset ready to be stored."""

    about: About
    content: Content


def bring_eurostat(files: Mapping[str, bytes], *, today: date) -> Brought:
    """Figures by branch of industry; divisions where there are any, else sections."""
    figures: list[Read] = []
    problems: list[Problem] = []
    for name, content in files.items():
        found = read_eurostat(name, content)
        figures += found.records
        problems += found.problems
    rows, refused = _of_the_macro_region(figures)
    faults = (*map(fault_of, problems), *refused)
    if not rows:
        raise NothingReadError(faults)
    dataset = figures[0].dataset
    about = About(
        id=f"eurostat-{dataset}".replace("_", "-")[:80],
        kind=Dataset.Kind.FIGURES,
        name=f"Eurostat, {dataset}",
        publisher="Eurostat",
        address=f"https://ec.europa.eu/eurostat/databrowser/view/{dataset}",
        licence="CC BY 4.0",
        nomenclature="nace",
        unit=UNITS.get(figures[0].unit, figures[0].unit),
        checked=today,
        nuts_version=OURS,
        notes=("confidential_cells",) if any(value is None for *_place, value, _flag in rows) else (),
    )
    return Brought(about, Content(figures=rows, files=sums(files), faults=faults))


def bring_projects(files: Mapping[str, bytes], *, today: date) -> Brought:
    """Projects of CORDIS with their partners in the macro-region: figures by field, joint projects, and the rows."""
    found = read_participations(files, level=FIELD_LEVEL)
    faults = tuple(map(fault_of, found.problems))
    rows = [row for row in found.records if row.region in load_regions()]
    if not rows:
        raise NothingReadError(faults)
    about = About(
        id="cordis",
        kind=Dataset.Kind.PROJECTS,
        name="CORDIS",
        publisher="European Union, CORDIS",
        address="https://cordis.europa.eu",
        licence="Decision 2011/833/EU",
        nomenclature="euroscivoc",
        unit="participations",
        checked=today,
        nuts_version=OURS,
        notes=("regions_geocoded",),
    )
    return Brought(about, content_of_projects(rows, files, faults))


def content_of_projects(rows: list[Row], files: Mapping[str, bytes], faults: tuple[str, ...]) -> Content:
    """What participations in the macro-region give: figures by activity, joint projects, and the rows themselves."""
    return Content(
        figures=_by_field(rows),
        links=_joint(rows),
        projects=_projects(rows),
        participations=_partners(rows),
        files=sums(files),
        faults=faults,
    )


def fault_of(problem: Problem) -> str:
    """File, line, column, code and value of a fault, as one line."""
    place = ":".join(str(part) for part in (problem.file, problem.line, problem.column) if part)
    return f"{place} {problem.code} {problem.value}".strip()[:300]


def _of_the_macro_region(figures: Iterable[Read]) -> tuple[tuple[FigureRow, ...], tuple[str, ...]]:
    """The figures of our regions in our version of NUTS, and what has no equal there, each code once."""
    kept: dict[tuple[str, str, int], FigureRow] = {}
    refused: dict[str, str] = {}
    told = list(figures)
    lengths = {len(one.activity) for one in told}
    wanted = DIVISION_LENGTH if DIVISION_LENGTH in lengths else SECTION_LENGTH
    for one in told:
        if len(one.activity) != wanted or len(one.region) != 4 or not one.nuts_version:
            continue
        answer = convert(one.region, one.nuts_version, OURS)
        if isinstance(answer, Converted):
            if answer.code in load_regions():
                kept[answer.code, one.activity, one.period] = (
                    answer.code, one.activity, one.period, one.value, one.flag[:30]
                )  # fmt: skip
        elif any(code in load_regions() for code in answer.successors):
            refused[one.region] = f"{one.region} {answer.reason} {' '.join(answer.successors)}"
    return tuple(kept.values()), tuple(refused.values())


def _by_field(rows: Iterable[Row]) -> tuple[FigureRow, ...]:
    counts = Counter((row.region, field, row.start.year) for row in rows for field in set(row.activities))
    return tuple((*place, float(number), "") for place, number in sorted(counts.items()))


def _joint(rows: Iterable[Row]) -> tuple[tuple[str, str, int, int], ...]:
    regions: dict[tuple[str, int], set[str]] = defaultdict(set)
    for row in rows:
        regions[row.project, row.start.year].add(row.region)
    counts = Counter(
        (*pair, year) for (_project, year), found in regions.items() for pair in combinations(sorted(found), 2)
    )
    return tuple((*place, number) for place, number in sorted(counts.items()))


def _projects(rows: Iterable[Row]) -> tuple[Project, ...]:
    known = {row.project: row for row in rows}
    return tuple(
        Project(identifier=row.project, start=row.start, activities=list(row.activities)) for row in known.values()
    )


def _partners(rows: list[Row]) -> Callable[[dict[str, int]], Iterable[Participation]]:
    """Rows of the table once the projects have their keys; a profile of the same PIC stands beside the name."""

    def written(keys: dict[str, int]) -> Iterable[Participation]:
        profiles = set(Profile.objects.filter(pk__startswith="pic-").values_list("pk", flat=True))
        for row in rows:
            profile = f"pic-{row.organisation}"
            yield Participation(
                project_id=keys[row.project],
                organisation=row.organisation,
                profile_id=profile if profile in profiles else None,
                name=row.name[:250],
                kind=row.kind,
                country=row.country[:2],
                region=row.region,
                sme=row.sme,
            )

    return written


def sums(files: Mapping[str, bytes]) -> tuple[tuple[str, str], ...]:
    return tuple((name, hashlib.sha256(content).hexdigest()) for name, content in files.items())
