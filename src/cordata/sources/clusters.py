"""Tables of clusters and of their members, with headings and words in any of the five languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast

from cordata.directory.profiles import Citation, Profile
from cordata.kernel import COUNTRIES, LANGUAGES, Kind, Language, Place, Sector
from cordata.kernel.places import languages_spoken
from cordata.sources import values
from cordata.sources.columns import map_columns, meaning
from cordata.sources.entries import Entry
from cordata.sources.locating import Address, Location, locate
from cordata.sources.problems import Problem, Reading
from cordata.sources.rows import FieldReader
from cordata.sources.tables import Table
from cordata.thesaurus import Thesaurus

LIMITS = {"name": 250, "short_name": 80, "town": 120, "managed_by": 250, "label": 250}


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What to take where a table tells nothing, and what its words may refer to.

    ``checked`` is the day (ISO) of the reading; ``concepts`` gives the concept of each folded name, see
    ``concept_names``; ``clusters`` the id of each known cluster by its folded name or id; ``columns`` overrules how
    headings are understood, see ``map_columns``.
    """

    checked: str
    kind: Kind = "cluster"
    source: str = ""
    concepts: Mapping[str, str] = field(default_factory=dict)
    clusters: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str | None] | None = None


def read_clusters(table: Table, assumed: Assumptions) -> Reading[Entry]:
    """The clusters, members or other organisations of a table, one entry each.

    Rows without name or without a country of the macro-region are left out and reported, as are those said twice;
    cells that cannot be read are left empty and reported. Ids come from name and country, so that reading the
    same table again updates.

    >>> from cordata.sources.tables import read_table
    >>> table = read_table("k.csv", "Name;Land;Ort\\nMechatronik-Cluster;AT;Linz\\n".encode())
    >>> read_clusters(table, Assumptions(checked="2026-11-25")).records[0].profile.id
    'mechatronik-cluster-at'
    """
    numbered = read_clusters_by_line(table, assumed)
    return Reading(tuple(entry for _line, entry in numbered.records), numbered.problems)


def read_clusters_by_line(table: Table, assumed: Assumptions) -> Reading[tuple[int, Entry]]:
    """The same as ``read_clusters``, each entry with the line where its row begins."""
    problems = list(table.problems)
    fields = map_columns(table.columns, assumed.columns)
    if table.columns and "name" not in fields.values():
        problems.append(Problem("missing_column", table.name, facts={"field": "name"}))
        return Reading((), tuple(problems))
    entries: dict[str, Entry] = {}
    lines: dict[str, int] = {}
    columns = {filled: column for column, filled in fields.items()}
    for row in table.rows:
        reader = FieldReader(table.name, row, columns, problems)
        entry = _entry(reader, assumed)
        if entry is None:
            continue
        if entry.profile.id in entries:
            reader.report("twice", "name", {"first_line": lines[entry.profile.id]})
            continue
        entries[entry.profile.id], lines[entry.profile.id] = entry, row.line
    return Reading(tuple((lines[key], entry) for key, entry in entries.items()), tuple(problems))


def concept_names(thesaurus: Thesaurus) -> dict[str, str]:
    """The concept of every id, label and synonym in every language, folded; labels go before synonyms."""
    names = {values.folded(concept.id): concept.id for concept in thesaurus.values()}
    for position in ("label", "names"):
        for concept in thesaurus.values():
            for wording in concept.wordings.values():
                words = (wording.label,) if position == "label" else wording.names
                for word in words:
                    names.setdefault(values.folded(word), concept.id)
    return names


def _entry(reader: FieldReader, assumed: Assumptions) -> Entry | None:
    name = reader.text("name", LIMITS["name"])
    if not name:
        reader.report("missing_value", "name", {"field": "name"})
        return None
    country = _country(reader)
    if country is None:
        return None
    location = _location(reader, country)
    if location.inside is False:
        reader.report("outside_macro_region", "town", {"country": country})
        return None
    return Entry(_profile(reader, assumed, name, country, location), (), location.by)


def _country(reader: FieldReader) -> str | None:
    """The country as told, else the one that the NUTS code begins with."""
    text = reader.cell("country") or reader.cell("nuts")[:2]
    code = values.country(text)
    if not text:
        reader.report("missing_value", "country", {"field": "country"})
        return None
    if code is None:
        reader.report("unknown_country", "country")
        return None
    if code not in COUNTRIES:
        reader.report("outside_macro_region", "country", {"country": code})
        return None
    return code


def _location(reader: FieldReader, country: str) -> Location:
    town = reader.cell("town")
    latitude, longitude = reader.number("latitude"), reader.number("longitude")
    place = Place(latitude, longitude) if latitude is not None and longitude is not None else None
    if place is not None and not (abs(place.latitude) <= 90 and abs(place.longitude) <= 180):
        reader.report("bad_place", "latitude")
        place = None
    nuts = reader.cell("nuts").upper()
    location = locate(Address(country, town, reader.cell("postcode"), place, nuts))
    for code, facts in location.doubts:
        reader.report(code, "nuts" if code == "nuts_contradicts_place" else "latitude", facts)
    if location.inside is not False and location.nuts == country:
        reader.report("region_unknown", "town", {"town": town, "country": country})
    return location


def _profile(reader: FieldReader, assumed: Assumptions, name: str, country: str, location: Location) -> Profile:
    return Profile(
        id=values.slug(reader.cell("id")) or f"{values.slug(name)}-{country.lower()}",
        name=name,
        kind=cast(Kind, reader.word("kind") or assumed.kind),
        country=country,
        nuts=location.nuts,
        town=values.town(reader.text("town", LIMITS["town"]), country),
        local_language=_language(reader, country, location.nuts),
        citation=_citation(reader, assumed),
        short_name=reader.text("short_name", LIMITS["short_name"]),
        cluster_type=reader.word("cluster_type") or "",
        place=location.place,
        sectors=tuple(cast(Sector, sector) for sector in _sectors(reader)),
        concepts=tuple(dict.fromkeys(_concepts(reader, assumed.concepts))),
        website=reader.website("website"),
        founded=reader.year("founded"),
        members=reader.whole("members"),
        members_year=reader.year("members_year"),
        employees=reader.whole("employees"),
        managed_by=reader.text("managed_by", LIMITS["managed_by"]),
        label=reader.text("label", LIMITS["label"]),
        status=reader.word("status") or "active",
        cluster=_cluster(reader, assumed.clusters),
        descriptions=_texts(reader, "description", country, location.nuts),
        offers=_texts(reader, "offer", country, location.nuts),
        seeks=_texts(reader, "seeks", country, location.nuts),
    )


def _language(reader: FieldReader, country: str, nuts: str) -> Language:
    given = meaning("local_language", reader.cell("local_language"))
    if reader.cell("local_language") and given is None:
        reader.report("unknown_local_language", "local_language")
    return cast(Language, given) if given else languages_spoken(country, nuts)[0]


def _texts(reader: FieldReader, part: str, country: str, nuts: str) -> dict[Language, str]:
    found = {language: reader.cell(f"{part}_{language}") for language in LANGUAGES}
    local = reader.cell(f"{part}_local")
    if local:
        given = cast("Language | None", meaning("local_language", reader.cell("local_language")))
        found[given or languages_spoken(country, nuts)[0]] = local
    return {language: text for language, text in found.items() if text}


def _citation(reader: FieldReader, assumed: Assumptions) -> Citation:
    source = reader.website("source") or assumed.source
    checked = reader.day("checked")
    confirmed = values.yes_or_no(reader.cell("confirmed")) or False
    return Citation(source, confirmed, checked.isoformat() if checked else assumed.checked)


def _sectors(reader: FieldReader) -> Iterator[str]:
    found = []
    for word in reader.several("sectors"):
        sector = meaning("sector", word)
        if sector is None:
            reader.report("unknown_sector", "sectors", value=word)
        else:
            found.append(sector)
    yield from dict.fromkeys(found)


def _concepts(reader: FieldReader, names: Mapping[str, str]) -> Iterator[str]:
    for word in reader.several("concepts"):
        concept = names.get(values.folded(word))
        if concept is None:
            reader.report("unknown_concept", "concepts", value=word)
        else:
            yield concept


def _cluster(reader: FieldReader, clusters: Mapping[str, str]) -> str:
    told = reader.cell("cluster")
    known = clusters.get(told) or clusters.get(values.folded(told), "")
    if told and not known:
        reader.report("unknown_cluster", "cluster")
    return known
