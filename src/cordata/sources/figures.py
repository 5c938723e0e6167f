"""Figures of regions by activity and year, and what statistical offices note beside them."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from cordata.kernel.nomenclatures import nace_code
from cordata.kernel.nuts_versions import NutsVersion, version_of, version_with
from cordata.sources.problems import Problem, Reading

FLAGS: dict[str, str] = {
    "b": "break",
    "c": "confidential",
    "d": "definition differs",
    "e": "estimated",
    "f": "forecast",
    "i": "see notes",
    "n": "not significant",
    "p": "provisional",
    "r": "revised",
    "s": "estimated by Eurostat",
    "u": "low reliability",
    "z": "not applicable",
}
"""What the letters beside figures of Eurostat mean (Eurostat, status flags of observations)."""
NOT_AVAILABLE = "not available"
REGION, ACTIVITY, PERIOD = "geo", "nace_r2", "time"
NOT_DIMENSIONS = frozenset({REGION, ACTIVITY, PERIOD})
CHOSEN_FIRST: dict[str, tuple[str, ...]] = {
    "age": ("Y_GE15", "Y15-64"),
    "freq": ("A",),
    "indic_sb": ("V16110",),
    "sex": ("T",),
}
"""What is taken of a dimension when nothing is chosen: all employed, yearly, persons employed, both sexes."""
UNIT_DIMENSIONS = ("unit", "indic_sb", "indic_sbs")


@dataclass(frozen=True, slots=True)
class Figure:
    """What an activity came to in a region in a year.

    ``value`` is None where it is confidential, missing or unreadable; ``flag`` says why, and what else the source
    notes, in words of ``FLAGS`` with commas between. ``nuts_version`` is empty where the code is of no version known.
    ``unit`` is the source's code, such as THS for thousands.
    """

    dataset: str
    region: str
    nuts_version: NutsVersion | str
    nomenclature: str
    activity: str
    period: int
    value: float | None
    flag: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Observation:
    """A cell as a source writes it: its dimensions by name, value and flags as text, and where it stands."""

    line: int
    dimensions: Mapping[str, str]
    value: str
    flags: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """What the observations of a file are: dataset and unit where the file does not tell, and what is chosen of it."""

    dataset: str
    unit: str = ""
    only: Mapping[str, str] = field(default_factory=dict)


def figures_from(
    name: str, observations: Iterable[Observation], series: Series, problems: list[Problem]
) -> Reading[Figure]:
    """Figures of one series; a file with several series of which none is chosen gives a problem and no figures."""
    told = list(observations)
    chosen = _chosen(name, told, series.only, problems)
    if chosen is None:
        return Reading((), tuple(problems))
    kept = [one for one in told if all(one.dimensions[key] == value for key, value in chosen.items())]
    figures = [figure for one in kept if (figure := _figure(name, one, series, problems)) is not None]
    return Reading(tuple(with_versions(figures)), tuple(problems))


def with_versions(figures: Sequence[Figure]) -> Iterator[Figure]:
    """The same figures, each with the version of NUTS that fits all regions best, or the nearest that has its code."""
    best = version_of({figure.region for figure in figures}).best
    versions: dict[str, str] = {}
    for figure in figures:
        if figure.region not in versions:
            versions[figure.region] = version_with(figure.region, best) or ""
        yield replace(figure, nuts_version=versions[figure.region])


def flag_of(letters: str) -> str:
    """Words for the letters beside a figure; unknown ones are kept as they are.

    >>> flag_of("bu"), flag_of("")
    ('break, low reliability', '')
    """
    return ", ".join(FLAGS.get(letter, letter) for letter in letters)


def unpacked_tables(name: str, content: bytes, problems: list[Problem]) -> Iterator[tuple[str, bytes]]:
    """The file itself, what is inside one that ends in .gz, or the tables in one that ends in .zip."""
    try:
        if name.lower().endswith(".gz"):
            yield name[: -len(".gz")], gzip.decompress(content)
        elif name.lower().endswith(".zip"):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                for member in archive.namelist():
                    if member.lower().endswith((".csv", ".tsv", ".json")):
                        yield f"{name}/{member}", archive.read(member)
        else:
            yield name, content
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, zlib.error) as error:
        problems.append(Problem("unreadable", name, facts={"detail": str(error)}))


def _chosen(
    name: str, told: Sequence[Observation], only: Mapping[str, str], problems: list[Problem]
) -> dict[str, str] | None:
    found: dict[str, set[str]] = defaultdict(set)
    for one in told:
        for dimension, value in one.dimensions.items():
            if dimension not in NOT_DIMENSIONS:
                found[dimension].add(value)
    chosen = {dimension: value for dimension, value in only.items() if dimension in found}
    for dimension, values in found.items():
        if dimension in chosen or len(values) == 1:
            continue
        first = next((value for value in CHOSEN_FIRST.get(dimension, ()) if value in values), None)
        if first is None:
            facts = {"dimension": dimension, "found": sorted(values)}
            problems.append(Problem("several_series", name, facts=facts))
            return None
        chosen[dimension] = first
    return chosen


def _figure(name: str, one: Observation, series: Series, problems: list[Problem]) -> Figure | None:
    period, region, told = one.dimensions[PERIOD], one.dimensions[REGION], one.dimensions.get(ACTIVITY, "TOTAL")
    for column, text in ((PERIOD, period if re.fullmatch(r"\d{4}", period) else ""), (REGION, region)):
        if not text:
            problems.append(Problem("missing_value", name, one.line, column, period, {"field": column}))
            return None
    value = None
    flag = flag_of(re.sub(r"[^a-z]", "", one.flags))
    if one.value in ("", ":"):
        flag = flag or NOT_AVAILABLE
    else:
        value = _number(one.value)
        if value is None:
            facts = {"field": "value"}
            problems.append(Problem("bad_number", name, one.line, one.column or "value", one.value, facts))
            flag = flag or NOT_AVAILABLE
    unit = next((one.dimensions[key] for key in UNIT_DIMENSIONS if key in one.dimensions), series.unit)
    activity = nace_code(told) or told
    return Figure(series.dataset, region, "", "nace", activity, int(period), value, flag, unit)


def _number(text: str) -> float | None:
    """A number as statistical offices write it, with a point."""
    return float(text) if re.fullmatch(r"-?\d+(\.\d+)?([eE][+-]?\d+)?", text) else None
