"""Profiles of clusters, organisations and firms, and the sample network that comes with Cordata."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import cast

from cordata.kernel.languages import Language
from cordata.kernel.places import Place
from cordata.kernel.sectors import Kind, Sector

SAMPLE_FILES = ("clusters.csv", "organisations.csv", "firms.csv")


@dataclass(frozen=True, slots=True)
class Citation:
    """Where the facts of a profile stand, whether somebody saw them there, and when (ISO date)."""

    source: str
    confirmed: bool
    checked: str


@dataclass(frozen=True, slots=True)
class Profile:
    """A cluster, an organisation or a firm, as the directory shows it.

    ``descriptions`` says who they are, ``offers`` what they make or can do, ``seeks`` whom they look for; each by
    language. ``place`` is the town's. ``example`` marks what is invented.
    """

    id: str
    name: str
    kind: Kind
    country: str
    nuts: str
    town: str
    local_language: Language
    citation: Citation
    short_name: str = ""
    cluster_type: str = ""
    place: Place | None = None
    sectors: tuple[Sector, ...] = ()
    concepts: tuple[str, ...] = ()
    website: str = ""
    founded: int | None = None
    members: int | None = None
    members_year: int | None = None
    employees: int | None = None
    managed_by: str = ""
    label: str = ""
    status: str = "active"
    cluster: str = ""
    example: bool = False
    descriptions: Mapping[Language, str] = field(default_factory=dict)
    offers: Mapping[Language, str] = field(default_factory=dict)
    seeks: Mapping[Language, str] = field(default_factory=dict)


@cache
def load_network() -> tuple[Profile, ...]:
    """The sample network: clusters, then organisations, then example firms, in the order of the files."""
    return tuple(profile for name in SAMPLE_FILES for profile in _read(name))


def _read(name: str) -> Iterator[Profile]:
    source = resources.files("cordata.data").joinpath("network", name)
    yield from map(_profile, csv.DictReader(source.read_text("utf-8").splitlines()))


def _profile(row: dict[str, str]) -> Profile:
    def number(column: str) -> int | None:
        text = row.get(column, "")
        return int(text) if text else None

    local = cast(Language, row["local_lang"])
    return Profile(
        id=row["id"],
        name=row["name"],
        kind=cast(Kind, row["kind"]),
        country=row["country"],
        nuts=row["nuts"],
        town=row["town"],
        local_language=local,
        citation=Citation(row.get("source", ""), row.get("confirmed") == "yes", row["checked"]),
        short_name=row.get("short_name", ""),
        cluster_type=row.get("cluster_type", ""),
        place=Place(float(row["lat"]), float(row["lon"])) if row["lat"] and row["lon"] else None,
        sectors=cast("tuple[Sector, ...]", _several(row["sectors"])),
        concepts=_several(row["concepts"]),
        website=row["website"],
        founded=number("founded"),
        members=number("members"),
        members_year=number("members_year"),
        employees=number("employees"),
        managed_by=row.get("managed_by", ""),
        label=row.get("label", ""),
        status=row.get("status") or "active",
        cluster=row.get("cluster", ""),
        example=row.get("example") == "yes",
        descriptions=_in_languages(row, "description", local),
        offers=_in_languages(row, "offer", local),
        seeks=_in_languages(row, "seeks", local),
    )


def _several(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


def _in_languages(row: dict[str, str], column: str, local: Language) -> dict[Language, str]:
    texts: dict[Language, str] = {"en": row.get(f"{column}_en", ""), local: row.get(f"{column}_local", "")}
    return {language: text for language, text in texts.items() if text}
