"""Codes of NUTS-2 regions and their versions: to which a code belongs, and what it is in another."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal, get_args

NutsVersion = Literal["2006", "2010", "2013", "2016", "2021", "2024"]
NUTS_VERSIONS: tuple[NutsVersion, ...] = get_args(NutsVersion)

ChangeKind = Literal["renamed", "split", "merged", "shifted", "left", "new"]
RefusalReason = Literal["split", "merged", "shifted", "left", "new", "unknown"]
REFUSAL_REASONS: tuple[RefusalReason, ...] = get_args(RefusalReason)

KNOWN_IN_FULL: NutsVersion = "2021"
NUTS2_LENGTH = 4
EXTRA_REGIO = "ZZ"
AGGREGATES = ("EU", "EA")
"""How codes of the Union and the euro area begin."""
BACKWARDS: dict[ChangeKind, RefusalReason] = {
    "split": "merged",
    "merged": "split",
    "shifted": "shifted",
    "new": "new",
}


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a code (empty where regions are new) from one version to the next."""

    before: NutsVersion
    after: NutsVersion
    code: str
    kind: ChangeKind
    successors: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Converted:
    """The code of the same territory in another version, and the sources of the changes on the way."""

    code: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a code has no equal in another version, and the codes that stand there instead, as far as there are any."""

    reason: RefusalReason
    successors: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class VersionGuess:
    """To which versions codes can belong.

    ``versions`` fit all codes, in their order: one where the answer is clear, several where the codes do not tell,
    none where they stem from several versions. ``best`` is the newest that fits, else the one that lacks the fewest
    codes; ``strays`` are those that it lacks.
    """

    versions: tuple[NutsVersion, ...]
    best: NutsVersion
    strays: tuple[str, ...]

    @property
    def is_clear(self) -> bool:
        """Whether one version fits and no other."""
        return len(self.versions) == 1


def convert(code: str, from_version: NutsVersion, to_version: NutsVersion) -> Converted | Refused:
    """The NUTS-2 code of the same territory in another version, forwards or backwards; refused where there is none.

    Source: the regulations that amended Regulation (EC) No 1059/2003, named in ``data/nuts/changes.csv``.

    >>> convert("FR71", "2013", "2021").code
    'FRK2'
    >>> convert("HR04", "2016", "2021")
    Refused(reason='split', successors=('HR02', 'HR05', 'HR06'), source='Regulation (EU) 2019/1755')
    """
    if code not in codes_of(from_version):
        return Refused("unknown")
    start, end = NUTS_VERSIONS.index(from_version), NUTS_VERSIONS.index(to_version)
    step = 1 if start <= end else -1
    here = Converted(code)
    for place in range(start, end, step):
        there = _stepped(here, NUTS_VERSIONS[place], NUTS_VERSIONS[place + step], forwards=step > 0)
        if isinstance(there, Refused):
            return there
        here = there
    return here


def version_of(codes: Iterable[str]) -> VersionGuess:
    """The versions to which a set of codes can belong.

    Codes finer than NUTS-2 count by the region of level 2; coarser ones, extra-regio and aggregates tell nothing.

    >>> version_of(["FR71", "ITC1"]).versions, version_of(["FRK2", "HR04"]).versions
    (('2006', '2010', '2013'), ('2016',))
    >>> version_of(["SI01", "SI03"])
    VersionGuess(versions=(), best='2024', strays=('SI01',))
    """
    told = {code[:NUTS2_LENGTH] for code in codes if is_nuts2_or_finer(code)}
    known = told & frozenset().union(*map(codes_of, NUTS_VERSIONS))
    lacking = {version: known - codes_of(version) for version in NUTS_VERSIONS}
    fitting = tuple(version for version in NUTS_VERSIONS if not lacking[version])
    best = min(reversed(NUTS_VERSIONS), key=lambda version: len(lacking[version]))
    return VersionGuess(fitting, best, tuple(sorted(lacking[best] | (told - known))))


def is_nuts2_or_finer(code: str) -> bool:
    """Whether a code names a region of level 2 or a part of one, by its form.

    >>> [is_nuts2_or_finer(code) for code in ("ITC11", "ITC1", "ITC", "ITZZ", "EU28")]
    [True, True, False, False, False]
    """
    return len(code) >= NUTS2_LENGTH and code[2:4] != EXTRA_REGIO and not code.startswith(AGGREGATES)


def version_with(code: str, best: NutsVersion) -> NutsVersion | None:
    """The version nearest to ``best`` that holds a region's code, an earlier one before a later one; None for none.

    >>> version_with("SI01", "2013"), version_with("ITC1", "2013"), version_with("XX11", "2013")
    ('2010', '2013', None)
    """
    wanted = NUTS_VERSIONS.index(best)
    holding = [place for place, version in enumerate(NUTS_VERSIONS) if code[:NUTS2_LENGTH] in codes_of(version)]
    nearest = min(holding, key=lambda place: (abs(place - wanted), place), default=None)
    return None if nearest is None else NUTS_VERSIONS[nearest]


@cache
def codes_of(version: NutsVersion) -> frozenset[str]:
    """All NUTS-2 codes of a version, with those of EFTA and candidate countries."""
    codes = set(_codes_known_in_full())
    reached = NUTS_VERSIONS.index(KNOWN_IN_FULL)
    wanted = NUTS_VERSIONS.index(version)
    for place in range(reached, wanted):
        changes = _changes(NUTS_VERSIONS[place], NUTS_VERSIONS[place + 1])
        codes -= {change.code for change in changes}
        codes |= {code for change in changes for code in change.successors}
    for place in range(reached, wanted, -1):
        changes = _changes(NUTS_VERSIONS[place - 1], NUTS_VERSIONS[place])
        codes -= {code for change in changes for code in change.successors}
        codes |= {change.code for change in changes if change.code}
    return frozenset(codes)


@cache
def load_changes() -> tuple[Change, ...]:
    """Every change of a code of level 2 since the version of 2006."""
    return tuple(
        Change(row["from"], row["to"], row["code"], row["kind"], tuple(row["successors"].split()), row["source"])  # type: ignore[arg-type]
        for row in _rows("changes.csv")
    )


def _stepped(here: Converted, before: NutsVersion, after: NutsVersion, *, forwards: bool) -> Converted | Refused:
    """The code one version on."""
    if forwards:
        found = [change for change in _changes(before, after) if change.code == here.code]
    else:
        found = [change for change in _changes(after, before) if here.code in change.successors]
    if not found:
        return here
    first = found[0]
    instead = first.successors if forwards else tuple(change.code for change in found if change.code)
    if first.kind == "renamed":
        return Converted(instead[0], (*here.sources, first.source))
    return Refused(first.kind if forwards else BACKWARDS[first.kind], instead, first.source)


@cache
def _changes(before: NutsVersion, after: NutsVersion) -> tuple[Change, ...]:
    return tuple(change for change in load_changes() if (change.before, change.after) == (before, after))


@cache
def _codes_known_in_full() -> frozenset[str]:
    return frozenset(row["code"] for row in _rows("codes_2021.csv"))


def _rows(name: str) -> list[dict[str, str]]:
    text = resources.files("cordata.data").joinpath(f"nuts/{name}").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))
