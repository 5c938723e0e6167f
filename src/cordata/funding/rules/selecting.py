"""Whether a partner is of the selected ones: yes, no, or not known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cordata.funding.consortia import Partner
from cordata.funding.rules.answers import Answer, all_of, any_of
from cordata.funding.rules.terms import EVERYBODY, Selection
from cordata.funding.standing import has_status, in_area, in_class


def fits(partner: Partner, selection: Selection, day: date) -> Answer:
    """Whether all that the selection asks holds for the partner on the day; None where that cannot be told.

    >>> italian = Partner("a", "A", "IT")
    >>> fits(italian, Selection(statuses=frozenset({"eu_member"})), date(2024, 1, 1))
    True
    >>> fits(italian, Selection(sme=True), date(2024, 1, 1)) is None
    True
    """
    return True if selection == EVERYBODY else all_of(_answers(partner, selection, day))


def _answers(partner: Partner, asked: Selection, day: date) -> Iterator[Answer]:
    if asked.statuses:
        yield any_of(has_status(partner.country, status, day) for status in asked.statuses)
    if asked.countries:
        yield partner.country in asked.countries if partner.country else None
    if asked.kinds:
        yield partner.kind in asked.kinds if partner.kind else None
    if asked.sizes:
        yield partner.size in asked.sizes if partner.size else _without_size(partner, asked.sizes)
    if asked.sme is not None:
        yield None if partner.sme is None else partner.sme is asked.sme
    if asked.nonprofit is not None:
        yield None if partner.nonprofit is None else partner.nonprofit is asked.nonprofit
    if asked.coordinator is not None:
        yield partner.coordinator is asked.coordinator
    if asked.areas:
        yield any_of(in_area(partner.place, area, day) for area in asked.areas)
    if asked.region_classes:
        yield any_of(in_class(partner.place, each, day) for each in asked.region_classes)


def _without_size(partner: Partner, sizes: frozenset[str]) -> Answer:
    """What being an SME or not tells of the size."""
    if partner.sme is None:
        return None
    possible = {"micro", "small", "medium"} if partner.sme else {"large"}
    if possible <= sizes:
        return True
    return None if possible & sizes else False
