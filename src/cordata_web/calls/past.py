"""Projects of the past as evidence on calls: kept by topic, for the regions of the network."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from cordata.cooperation.participations import Participation
from cordata.funding import Call, Evidence, past_projects
from cordata.funding.past_projects import area_of
from cordata.kernel import load_regions
from cordata_web.calls.models import PastParticipation

ROWS_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Row:
    """One organisation in one project, as the library reads it."""

    project: str
    organisation: str
    name: str
    country: str
    region: str
    start: date
    activities: tuple[str, ...]


def part_of(topic: str) -> str:
    """The part of the programme that a topic belongs to.

    >>> part_of("HORIZON-CL5-2027-03-D5-06")
    'HORIZON-CL5'
    """
    return "-".join(area_of(topic)[:2])


@transaction.atomic
def keep_past(rows: Iterable[Participation]) -> int:
    """Put rows in place of all that were kept; those of our regions only. Returns how many there are."""
    regions = load_regions()
    found: Mapping[tuple[str, str, str], PastParticipation] = {
        (topic, row.project, row.organisation): PastParticipation(
            topic=topic, part=part_of(topic), project=row.project, organisation=row.organisation,
            name=row.name[:250], country=row.country[:2], region=row.region, start=row.start,
        )
        for row in rows
        if row.region in regions
        for topic in row.activities
    }  # fmt: skip
    PastParticipation.objects.all().delete()
    PastParticipation.objects.bulk_create(found.values(), batch_size=ROWS_AT_ONCE)
    return len(found)


def past_of(call: Call, *, most: int) -> Evidence:
    """The nearest projects of the past: of the same topic, destination or part of the programme."""
    topic = call.topic or call.call
    kept = PastParticipation.objects.filter(part=part_of(topic)) if topic else PastParticipation.objects.none()
    rows = [
        Row(one.project, one.organisation, one.name, one.country, one.region, one.start, (one.topic,)) for one in kept
    ]
    return past_projects(call, rows, load_regions(), most=most)
