"""The instruments that come with Cordata, as rows of the site."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from cordata.funding import load_instruments
from cordata_web.funding.keeping import is_edited
from cordata_web.funding.models import Instrument
from cordata_web.funding.records import cells_of, facts_of


@dataclass(frozen=True, slots=True)
class Stored:
    """How many rows are new, took newer facts, stay as somebody edited them, or left, no longer coming with Cordata."""

    new: int
    renewed: int
    edited: int
    gone: int


@transaction.atomic
def store_shipped() -> Stored:
    """Write them, or bring them up to date; what was edited or withdrawn here stays as it is.

    A row that does not come with Cordata any more, and that nobody touched here, is deleted; one that somebody edited
    becomes the network's own.
    """
    known = {row.pk: row for row in Instrument.objects.select_for_update()}
    new, renewed, edited = [], 0, 0
    for position, facts in enumerate(load_instruments().values()):
        row = known.pop(facts.id, None)
        cells = cells_of(facts)
        if row is None:
            row = Instrument(position=position, shipped=cells)
            row.take(facts)
            new.append(row)
            continue
        edited += (was_edited := row.shipped is None or is_edited(row))
        if row.shipped != cells:
            if not was_edited:
                row.take(facts_of(cells))
                renewed += 1
            row.shipped, row.position = cells, position
            row.save()
    Instrument.objects.bulk_create(new)
    return Stored(len(new), renewed, edited, _leave([row for row in known.values() if row.shipped is not None]))


def _leave(rows: list[Instrument]) -> int:
    gone = 0
    for row in rows:
        if is_edited(row) or row.changes.exists():
            row.shipped = None
            row.save()
        else:
            row.delete()
            gone += 1
    return gone
