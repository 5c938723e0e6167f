"""What became of a region's organisations in the network: introductions, collaborations, outcomes and their value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from cordata_web.directory import wording
from cordata_web.directory.files import lines_of_table
from cordata_web.directory.models import Profile
from cordata_web.exchange import state_names
from cordata_web.exchange.models import Collaboration, Interest, Introduction, Opportunity
from cordata_web.exchange.models.collaboration import OutcomeType, ValueBand
from cordata_web.exchange.wording import type_name


@dataclass(frozen=True, slots=True)
class Table:
    """Counts under a title: pairs of what and how many; ``code`` stays the same in every language."""

    code: str
    title: str
    rows: list[tuple[str, int]]

    @property
    def total(self) -> int:
        return sum(number for _name, number in self.rows)

    @property
    def most(self) -> int:
        return max((number for _name, number in self.rows), default=0)


def results_of(region: str, *, today: date) -> list[Table]:
    """Of one region, invented examples left out; what has two sides counts where either side is in the region."""
    here = Profile.objects.filter(nuts__startswith=region, is_example=False, state="published")
    live = Opportunity.objects.filter(
        _there("organisation", region), state="published", valid_until__gte=today, anonymous=False
    )  # of an anonymous one its type and a small region would tell too much
    interests = Interest.objects.filter(_there("organisation", region) | _there("opportunity__organisation", region))
    met = Introduction.objects.filter(_there("first", region) | _there("second", region))
    worked = Collaboration.objects.filter(_there("first", region) | _there("second", region))
    kinds, types = _counts(here, "kind"), _counts(live.filter(is_example=False), "type")
    return [
        Table("organisations", _("Organisations and clusters"), _named(kinds, wording.kind_name)),
        Table("opportunities", _("Live opportunities"), _named(types, type_name)),
        _by_state("interests", _("Expressions of interest"), interests),
        _by_state("introductions", _("Introductions"), met),
        _by_state("collaborations", _("Collaborations"), worked),
        Table("outcomes", _("Outcomes of collaborations"), _chosen(worked, "outcome", OutcomeType)),
        Table("values", _("Value of what came of them, over three years"), _chosen(worked, "value_band", ValueBand)),
    ]


def csv_lines(region: str, tables: list[Table]) -> Iterator[str]:
    rows = ((region, table.code, name, number) for table in tables for name, number in table.rows)
    return lines_of_table(["region", "figure", "what", "number"], rows)


def _there(side: str, region: str) -> Q:
    return Q(**{f"{side}__nuts__startswith": region, f"{side}__is_example": False})


def _counts(rows: QuerySet, column: str) -> Counter[str]:
    return Counter(dict(rows.order_by().values_list(column).annotate(Count("pk", distinct=True))))


def _named(counts: Counter[str], naming) -> list[tuple[str, int]]:
    return [(naming(code), number) for code, number in counts.most_common()]


def _by_state(code: str, title: str, rows: QuerySet) -> Table:
    label = rows.model._meta.label_lower
    counts = _counts(rows.filter(is_example=False), "state")
    names = state_names.STATE_NAMES[label]
    return Table(code, title, [(str(name), counts[state]) for state, name in names.items() if counts[state]])


def _chosen(rows: QuerySet, column: str, choices) -> list[tuple[str, int]]:
    counts = _counts(rows.filter(is_example=False).exclude(**{column: ""}), column)
    return [(str(one.label), counts[one.value]) for one in choices if counts[one.value]]
