"""Profiles as rows of a table, as plain JSON, and as schema.org's Organization."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.urls import reverse

from cordata.kernel import LANGUAGES
from cordata_web.directory.models import Profile
from cordata_web.directory.vocabulary import thesaurus

BYTE_ORDER_MARK = "\ufeff"
"""Tells spreadsheets that the file is UTF-8."""
STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
PLAIN_COLUMNS = (
    "name", "short_name", "kind", "cluster_type", "country", "nuts", "town", "latitude", "longitude", "website",
    "founded", "members_count", "members_year", "employees", "managed_by", "label", "status", "local_language",
)  # fmt: skip
TEXT_COLUMNS = ("descriptions", "offers", "seeks")


class _Line:
    """What the csv module writes to: hands each line on instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def lines_of_table(header: Iterable[str], rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    """The lines of a CSV file, one after the other; cells that a spreadsheet would compute are marked as text."""
    writer = csv.writer(_Line())
    yield BYTE_ORDER_MARK + writer.writerow(header)
    for row in rows:
        yield writer.writerow([without_formula(cell) for cell in row])


def csv_lines(rows: Iterable[Profile]) -> Iterator[str]:
    """The lines of a CSV file of profiles, header first."""
    texts = [f"{column}_{language}" for column in TEXT_COLUMNS for language in LANGUAGES]
    sources = ["source", "confirmed", "checked"]
    header = ["id", *PLAIN_COLUMNS, "sectors", "concepts", "example", *texts, *sources]
    return lines_of_table(header, map(_cells, rows))


def without_formula(cell: Any) -> Any:
    """The cell, with an apostrophe before text that a spreadsheet would take for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(STARTS_FORMULA) else cell


def as_json(row: Profile) -> dict[str, Any]:
    """Every public fact of a profile; prefetch concepts and citations for many."""
    return {
        "id": row.pk,
        **{column: getattr(row, column) for column in PLAIN_COLUMNS},
        "sectors": row.sectors,
        "concepts": list(row.concept_ids),
        "example": row.is_example,
        **{column: getattr(row, column) for column in TEXT_COLUMNS},
        "citations": [
            {
                "source": citation.source,
                "confirmed": citation.confirmed,
                "checked": citation.checked.isoformat(),
                "fields": citation.fields,
            }
            for citation in row.citations.all()
        ],
    }


def json_ld(row: Profile, absolute: Callable[[str], str]) -> dict[str, Any]:
    """A profile in the vocabulary of schema.org; ``absolute`` makes a full address of a path."""
    facts = {
        "@context": "https://schema.org",
        "@type": "Organization",
        "@id": absolute(row.get_absolute_url()),
        "name": row.name,
        "alternateName": row.short_name,
        "description": _in_languages(row.descriptions or row.offers),
        "url": "" if row.is_example else row.website,
        "foundingDate": str(row.founded or ""),
        "numberOfEmployees": row.employees and {"@type": "QuantitativeValue", "value": row.employees},
        "address": {"@type": "PostalAddress", "addressLocality": row.town, "addressCountry": row.country},
        "location": _location(row),
        "knowsAbout": [_term(concept, absolute) for concept in row.concept_ids if concept in thesaurus()],
        "memberOf": [_organisation(membership.cluster, absolute) for membership in row.memberships.all()],
        "subjectOf": [citation.source for citation in row.citations.all()],
    }
    return {name: fact for name, fact in facts.items() if fact}


def _cells(row: Profile) -> list[Any]:
    texts = [getattr(row, column).get(language, "") for column in TEXT_COLUMNS for language in LANGUAGES]
    citations = list(row.citations.all())
    newest = citations[0] if citations else None
    return [
        row.pk,
        *(getattr(row, column) for column in PLAIN_COLUMNS),
        ";".join(row.sectors),
        ";".join(row.concept_ids),
        "yes" if row.is_example else "no",
        *texts,
        *((newest.source, "yes" if newest.confirmed else "no", newest.checked.isoformat()) if newest else ("", "", "")),
    ]


def _in_languages(texts: dict[str, str]) -> list[dict[str, str]]:
    return [{"@language": language, "@value": words} for language, words in texts.items()]


def _location(row: Profile) -> dict[str, Any] | None:
    if row.latitude is None:
        return None
    point = {"@type": "GeoCoordinates", "latitude": row.latitude, "longitude": row.longitude}
    return {"@type": "Place", "geo": point}


def _term(concept: str, absolute: Callable[[str], str]) -> dict[str, Any]:
    labels = {language: thesaurus()[concept].label(language) for language in LANGUAGES}
    address = absolute(reverse("directory:concept", args=[concept]))
    return {"@type": "DefinedTerm", "@id": address, "name": _in_languages(dict(labels))}


def _organisation(row: Profile, absolute: Callable[[str], str]) -> dict[str, str]:
    return {"@type": "Organization", "@id": absolute(row.get_absolute_url()), "name": row.name}
