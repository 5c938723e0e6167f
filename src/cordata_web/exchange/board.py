"""The public list of opportunities: what a reader chose, what that finds, and how many each value would show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from cordata.kernel import COUNTRIES, KINDS, LANGUAGES, SECTORS
from cordata_web.directory import wording as names
from cordata_web.directory.folding import fold
from cordata_web.directory.listing import Choice, Facet
from cordata_web.directory.states import STATE_NAMES, state_name
from cordata_web.exchange import wording
from cordata_web.exchange.models import CooperationType, Opportunity, OpportunityType
from cordata_web.people import policy
from cordata_web.people.policy import Reader

Opportunities = QuerySet[Opportunity]
LONGEST_QUESTION = 200
SHORT_WORD = 3
SHOWN_AT_ONCE = 7
KNOWN: dict[str, tuple[str, ...]] = {
    "type": tuple(OpportunityType.values),
    "sector": tuple(SECTORS),
    "country": tuple(COUNTRIES),
    "cooperation": tuple(CooperationType.values),
    "kind": tuple(KINDS),
    "language": tuple(LANGUAGES),
    "state": tuple(STATE_NAMES),
}
TITLES = {
    "state": gettext_lazy("State"),
    "type": gettext_lazy("Type"),
    "sector": gettext_lazy("Sector"),
    "country": gettext_lazy("Country"),
    "cooperation": gettext_lazy("Cooperation"),
    "kind": gettext_lazy("Partner sought"),
    "language": gettext_lazy("Language"),
}
COLUMNS = {"type": "type", "country": "organisation__country", "language": "language", "state": "state"}
LISTS = {"sector": "sectors", "cooperation": "cooperation", "kind": "partner_kinds"}
"""Columns that hold a list as JSON: asked as text, which both databases can."""


COLUMNS_OF = {**COLUMNS, **LISTS}
Told = Mapping[str, tuple[str, ...]]
"""What an opportunity says of each filter."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Words, and values of each filter: any of the values of one, all of the filters."""

    q: str = ""
    values: tuple[tuple[str, str], ...] = ()
    unknown: tuple[str, ...] = ()
    path: str = "exchange:opportunities"

    def of(self, name: str) -> list[str]:
        return [value for filter_name, value in self.values if filter_name == name]

    def switched(self, name: str, value: str) -> Chosen:
        pair = (name, value)
        left = tuple(one for one in self.values if one != pair)
        return replace(self, values=left if pair in self.values else (*self.values, pair))

    @property
    def query(self) -> str:
        return urlencode([*([("q", self.q)] if self.q else []), *self.values])

    @property
    def url(self) -> str:
        path = reverse(self.path)
        return f"{path}?{self.query}" if self.query else path


def read_chosen(asked: QueryDict, path: str = "exchange:opportunities") -> Chosen:
    """What an address stands for."""
    pairs = [(name, value.strip()) for name in KNOWN for value in asked.getlist(name) if value.strip()]
    known = tuple(dict.fromkeys(pair for pair in pairs if pair[1] in KNOWN[pair[0]]))
    unknown = tuple(value for name, value in pairs if value not in KNOWN[name])
    q = " ".join(asked.get("q", "").replace("\x00", "").split())[:LONGEST_QUESTION]
    return Chosen(q, known, unknown, path)


def board() -> Opportunities:
    """What stands on the public board, for everybody alike: the live ones."""
    live = Q(state="published", valid_until__gte=timezone.localdate(), organisation__state="published")
    return Opportunity.objects.filter(live).select_related("organisation")


def own(reader: Reader) -> Opportunities:
    """Those of the organisations that one acts for or writes drafts for; for the secretariat, all."""
    standing = policy.standing_of(reader)
    rows = policy.visible_to(standing, Opportunity.objects.all()).select_related("organisation")
    if standing.reads_all:
        return rows
    return rows.filter(organisation__in=standing.acts_for | standing.prepares)


def matching(rows: Opportunities, chosen: Chosen) -> Opportunities:
    """Those of the rows that are asked for."""
    rows = rows.filter(holds_words(chosen.q))
    for name in KNOWN:
        if chosen.of(name):
            rows = _filtered(rows, name, chosen.of(name))
    return rows


def holds_words(q: str) -> Q:
    """All the words, in the opportunity's own text or in its owner's name, where that may be known to everybody."""
    words = fold(q).split()
    own_text, owner = Q(), Q(anonymous=False)
    for word in words:
        needle = f" {word}" if len(word) <= SHORT_WORD else word
        own_text &= Q(search_text__contains=needle)
        owner &= Q(organisation__folded_name__contains=word)
    return own_text | owner if words else Q()


def facets_of(rows: Opportunities, chosen: Chosen, *, with_state: bool = False) -> list[Facet]:
    """The filters, with how many each value would show beside the other filters' choices."""
    found = rows.filter(holds_words(chosen.q)).order_by().values_list(*COLUMNS_OF.values())
    told = [dict(zip(COLUMNS_OF, map(_as_tuple, row), strict=True)) for row in found]
    drawn = [_facet(told, chosen, name) for name in TITLES if with_state or name != "state"]
    return [facet for facet in drawn if facet.choices]


def removable(chosen: Chosen) -> list[Choice]:
    """For each word or value chosen, the list without it."""
    without = [Choice(value_name(*pair), chosen.switched(*pair).url, 0) for pair in chosen.values]
    words = [Choice(f"“{chosen.q}”", replace(chosen, q="").url, 0)] if chosen.q else []
    return [*words, *without]


def value_name(name: str, value: str) -> str:
    naming = {
        "type": wording.type_name,
        "sector": names.sector_name,
        "country": names.country_name,
        "cooperation": wording.cooperation_name,
        "kind": lambda code: names.kind_name(code, plural=True),
        "language": names.language_name,
        "state": state_name,
    }
    return naming[name](value)


def _facet(told: Sequence[Told], chosen: Chosen, name: str) -> Facet:
    counts = _counts(told, chosen, name)
    picked = chosen.of(name)
    values = [*picked, *(value for value in KNOWN[name] if counts[value] and value not in picked)]
    choices = [
        Choice(
            label=value_name(name, value),
            url=chosen.switched(name, value).url,
            count=counts[value],
            current=value in picked,
            icon=value if name == "sector" else "",
            sector=value if name == "sector" else "",
        )
        for value in values
    ]
    return Facet(str(TITLES[name]), choices[:SHOWN_AT_ONCE], choices[SHOWN_AT_ONCE:])


def _counts(told: Sequence[Told], chosen: Chosen, name: str) -> Counter[str]:
    """Of each value of a filter, among those that the other filters leave."""
    others = [(other, set(chosen.of(other))) for other in KNOWN if other != name and chosen.of(other)]
    left = (one for one in told if all(not values.isdisjoint(one[other]) for other, values in others))
    return Counter(value for one in left for value in set(one[name]))


def _as_tuple(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _filtered(rows: Opportunities, name: str, values: list[str]) -> Opportunities:
    if name in COLUMNS:
        return rows.filter(**{f"{COLUMNS[name]}__in": values})
    # An alias of its own for each list, as the filters stand beside one another in one query.
    alias = f"{LISTS[name]}_as_text"
    either = Q(*[(f"{alias}__contains", f'"{value}"') for value in values], _connector=Q.OR)
    return rows.alias(**{alias: Cast(LISTS[name], TextField())}).filter(either)
