"""Files of programmes: TOML in, a programme and a list of faults out; those that come with Cordata, loaded once."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from itertools import combinations
from typing import cast, get_args

from cordata.funding.consortia import CATEGORIES
from cordata.funding.faults import Fault
from cordata.funding.programmes import Activity, Cap, Flat, Indirect, Per, Programme, Rate, Rule
from cordata.funding.rules.reading import read_condition, read_selection
from cordata.funding.tables import Table
from cordata.kernel import LANGUAGES

SUFFIX = ".toml"


class ProgrammeError(ValueError):
    """A file of a programme that cannot be used; ``faults`` tell why, each with its path."""

    def __init__(self, file: str, faults: tuple[Fault, ...]) -> None:
        self.file, self.faults = file, faults
        super().__init__(f"{file}: " + "; ".join(f"{fault.path}: {fault.code} {fault.value}" for fault in faults))


@dataclass(frozen=True, slots=True)
class ProgrammeReading:
    """The programme, None where the file has any fault, and the faults."""

    programme: Programme | None
    faults: tuple[Fault, ...]


@cache
def load_programmes() -> dict[str, Programme]:
    """All programmes that come with Cordata, by id, in the order of their files.

    Raises
    ------
    ProgrammeError
        When a file has a fault.
    """
    folder = resources.files("cordata.data").joinpath("programmes")
    files = sorted((one for one in folder.iterdir() if one.name.endswith(SUFFIX)), key=_name_of)
    return only_once((file.name, read_programme(file.read_bytes())) for file in files)


def only_once(readings: Iterable[tuple[str, ProgrammeReading]]) -> dict[str, Programme]:
    """The programmes of files by id, each in a file of its own name.

    Raises
    ------
    ProgrammeError
        When a file has a fault, or another name than its programme.
    """
    found: dict[str, Programme] = {}
    for file, reading in readings:
        if reading.programme is None:
            raise ProgrammeError(file, reading.faults)
        if file != f"{reading.programme.id}{SUFFIX}":
            raise ProgrammeError(file, (Fault("unknown_name", "id", reading.programme.id, {"known": [file]}),))
        found[reading.programme.id] = reading.programme
    return found


def programmes_on(day: date) -> list[Programme]:
    """The programmes that are valid on a day."""
    return [programme for programme in load_programmes().values() if programme.valid.holds(day)]


def read_programme(content: bytes) -> ProgrammeReading:
    """Read a programme from TOML in UTF-8, strictly: any fault, and be it an unknown name, leaves no programme.

    >>> read_programme(b'id = "x"').programme is None
    True
    """
    try:
        values = tomllib.loads(content.decode("utf-8"))
    except UnicodeDecodeError:
        return ProgrammeReading(None, (Fault("not_utf8", ""),))
    except tomllib.TOMLDecodeError as error:
        return ProgrammeReading(None, (Fault("not_toml", "", "", {"detail": str(error)}),))
    faults: list[Fault] = []
    programme = _programme(Table(values, "", faults))
    return ProgrammeReading(None if faults else programme, tuple(faults))


def _programme(table: Table) -> Programme:
    found = Programme(
        id=table.text("id"),
        name=table.text("name"),
        names=_names(table.table("names")),
        family=table.text("family"),
        valid=table.span(),
        currency=table.text("currency"),
        rules=tuple(_rule(one) for one in table.tables("rules")),
        rates=tuple(_rate(one) for one in table.tables("rates")),
        indirect=tuple(_indirect(one) for one in table.tables("indirect")),
        categories=table.names("categories", CATEGORIES),
        flats=tuple(_flat(one) for one in table.tables("flats")),
        caps=tuple(_cap(one) for one in table.tables("caps")),
        gaps=table.names("gaps"),
        sources=table.names("sources"),
    )
    for needed in ("rules", "categories", "sources"):
        if not table.has(needed):
            table.fault("missing", needed)
    table.rest("unknown_name")
    _check_spans(found.rules, table)
    return found


def _names(table: Table | None) -> Mapping[str, str]:
    """Names by language, English left out."""
    if table is None:
        return {}
    found: dict[str, str] = {one: table.text(one) for one in LANGUAGES if one != "en" and table.has(one)}
    table.rest("unknown_name")
    return found


def _rule(table: Table) -> Rule:
    if not table.has("condition"):
        table.fault("missing", "condition")
    rule = Rule(
        id=table.text("id"),
        condition=read_condition(table.table("condition")),
        hard=table.flag("hard"),
        source=table.text("source"),
        confirmed=table.flag("confirmed"),
        valid=table.span(),
    )
    table.rest("unknown_name")
    return rule


def _rate(table: Table) -> Rate:
    rate = Rate(
        percent=_percent(table),
        source=table.text("source"),
        confirmed=table.flag("confirmed"),
        valid=table.span(),
        among=read_selection(table.table("among")),
        categories=frozenset(table.names("categories", CATEGORIES)),
        activity=cast(Activity, table.one_of("activity", get_args(Activity), "")),
    )
    table.rest("unknown_name")
    return rate


def _indirect(table: Table) -> Indirect:
    without = frozenset(table.names("without", CATEGORIES))
    found = Indirect(_percent(table), table.text("source"), table.flag("confirmed"), table.span(), without)
    table.rest("unknown_name")
    return found


def _flat(table: Table) -> Flat:
    found = Flat(
        category=table.one_of("category", CATEGORIES),
        percent=_percent(table),
        of=frozenset(table.names("of", CATEGORIES)),
        optional=table.flag("optional"),
        source=table.text("source"),
        confirmed=table.flag("confirmed"),
        valid=table.span(),
    )
    if not found.of:
        table.fault("missing", "of")
    table.rest("unknown_name")
    return found


def _cap(table: Table) -> Cap:
    found = Cap(
        amount=table.decimal("amount", needed=True) or Decimal(0),
        per=cast(Per, table.one_of("per", get_args(Per))),
        hard=table.flag("hard"),
        source=table.text("source"),
        confirmed=table.flag("confirmed"),
        valid=table.span(),
        among=read_selection(table.table("among")),
        when=read_condition(table.table("when")) if table.has("when") else None,
    )
    table.rest("unknown_name")
    return found


def _percent(table: Table) -> Decimal:
    found = table.decimal("percent", needed=True) or Decimal(0)
    if found > 100:
        table.fault("bad_number", "percent")
    return found


def _check_spans(rules: Iterable[Rule], table: Table) -> None:
    """Two rules of one id must not hold on the same day: nobody could say what the rule was."""
    for one, other in combinations(rules, 2):
        if one.id == other.id and one.valid.overlaps(other.valid):
            table.faults.append(Fault("overlapping_spans", "rules", one.id))


def _name_of(file: Traversable) -> str:
    return file.name.removesuffix(SUFFIX)
