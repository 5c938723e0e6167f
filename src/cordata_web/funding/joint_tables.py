"""A synchronised call as tables, for CSV and spreadsheets."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from cordata_web.directory.cluster_work.cluster_files import Sheet
from cordata_web.directory.listing import place_of
from cordata_web.funding.joint_plan import Plan
from cordata_web.funding.joint_words import DIFFERENCES, admission_sentence, difference_row, sentences_of

COLUMNS = ("group", "worth", "instrument", "organisation", "name", "kind", "nuts", "example")
DIGITS = 4


def rows_of_groups(plan: Plan) -> list[tuple[Any, ...]]:
    """A row for each member of each group, below ``COLUMNS``."""
    told = []
    for number, group in enumerate(plan.groups, start=1):
        for instrument, key in zip(plan.choice.instruments, group.members, strict=True):
            one = plan.profiles[key]
            example = "yes" if one.is_example else "no"
            worth = round(group.worth, DIGITS)
            told.append((number, worth, instrument.id, one.pk, one.name, one.kind, one.nuts, example))
    return told


def sheets_of(plan: Plan) -> list[Sheet]:
    """Money, what is to be agreed on, who may apply, who with whom."""
    return [_money(plan), _differences(plan), _applicants(plan), _groups(plan)]


def _money(plan: Plan) -> Sheet:
    columns = (
        _("Instrument"), _("Currency"), _("Highest share of the cost"), _("Money put in"),
        _("Cost of one applicant's part"), _("Pays its applicant"), _("The applicant bears"), _("Enough for projects"),
        _("Used"), _("Left"),
    )  # fmt: skip
    rows = [
        (
            one.side.instrument.name, one.side.instrument.currency,
            *(_number(value) for value in (one.side.percent, one.side.amount, one.side.cost, one.paid, one.own)),
            _number(one.projects), _number(one.used), _number(one.left),
        )
        for one in plan.reach.sides
    ]  # fmt: skip
    return Sheet(_("What each region pays"), columns, rows)


def _differences(plan: Plan) -> Sheet:
    columns = ("", *(one.name for one in plan.choice.instruments))
    rows = [(str(DIFFERENCES[one.code]), *difference_row(one)["values"]) for one in plan.differences]
    return Sheet(_("To be agreed on first"), columns, rows)


def _applicants(plan: Plan) -> Sheet:
    columns = (_("Instrument"), _("Identifier"), _("Name"), _("Place"), _("Reason"))
    rows = [
        (
            found.instrument.name, one.organisation.id, plan.profiles[one.organisation.id].name,
            place_of(plan.profiles[one.organisation.id]), admission_sentence(one.reason),
        )
        for found in plan.applicants
        for one in (*found.admitted, *found.unsure)
    ]  # fmt: skip
    return Sheet(_("Who may apply"), columns, rows)


def _groups(plan: Plan) -> Sheet:
    columns = (_("Group"), _("Fit"), _("Instrument"), _("Identifier"), _("Name"), _("Reasons"))
    rows = []
    for number, group in enumerate(plan.groups, start=1):
        names = {key: plan.profiles[key].name for key in group.members}
        told = " ".join(text for pair in plan.pairs_of(group) for text in sentences_of(pair, plan, names))
        for instrument, (key, name) in zip(plan.choice.instruments, names.items(), strict=True):
            rows.append((number, round(group.worth, DIGITS), instrument.name, key, name, told))
    return Sheet(_("Who could apply with whom"), columns, rows)


def _number(value: Any) -> Any:
    """A number of a cell; empty where it is not known."""
    return "" if value is None else float(value)
