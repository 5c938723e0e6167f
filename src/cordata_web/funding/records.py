"""Instruments of the site as the library's values, and as rows of a table that can be read in again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cordata.funding import Instrument as Facts
from cordata.funding.instruments import instrument_of
from cordata_web.funding.models import Instrument

HEADINGS = (
    *("id", "name", "local_name", "funder", "level", "territories", "form", "purpose", "beneficiaries", "rate_max"),
    *("ceiling", "budget", "currency", "duration_months", "conditions", "valid_from", "valid_to", "status"),
    *("legal_basis", "website", "source", "confirmed", "checked"),
)
"""Those of the file that comes with Cordata, in its order."""
Cells = dict[str, str]


def known_instruments() -> dict[str, Facts]:
    """All instruments of the site that were not withdrawn, by identifier, in their order."""
    return {row.pk: row.facts for row in Instrument.objects.filter(withdrawn__isnull=True)}


def cells_of(facts: Facts) -> Cells:
    """The cells of its row: what :func:`cordata.funding.instruments.instrument_of` reads."""
    told = {
        "rate_max": facts.rate,
        "duration_months": facts.months,
        "territories": ";".join(facts.territories),
        "beneficiaries": ";".join(facts.beneficiaries),
        "valid_from": facts.valid.first,
        "valid_to": facts.valid.last,
        "confirmed": "yes" if facts.confirmed else "no",
    }
    values = {heading: told[heading] if heading in told else getattr(facts, heading) for heading in HEADINGS}
    return {heading: "" if value is None else str(value) for heading, value in values.items()}


def facts_of(cells: Cells) -> Facts:
    """The instrument that the cells tell of."""
    return instrument_of(cells)


def rows_of_table(instruments: Iterable[Facts]) -> Iterator[list[str]]:
    """Their rows, below ``HEADINGS``."""
    for one in instruments:
        yield list(cells_of(one).values())
