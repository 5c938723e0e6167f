"""Programmes as pages show them: rules, rates and standing in the reader's language, each with its source and days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any as Anything

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from cordata.funding import Cap, Flat, Indirect, Programme, Rate, Rule, Span
from cordata.funding.standing import Entry, has_status, load_statuses
from cordata.kernel import COUNTRIES
from cordata_web.programmes.countries import country_name
from cordata_web.programmes.days import statuses_of
from cordata_web.programmes.names import (
    ACTIVITIES,
    STANDINGS,
    category_name,
    family_name,
    gap_sentence,
    programme_name,
    rule_name,
)
from cordata_web.programmes.wording import condition_sentence, who_of

OUTSIDE = ("GB",)
"""Countries outside the Alps whose standing is asked for so often that it stands beside that of ours."""


def rule_row(rule: Rule, currency: str) -> dict[str, Anything]:
    return {
        "id": rule.id,
        "name": rule_name(rule.id),
        "text": condition_sentence(rule.condition, currency),
        "hard": rule.hard,
        **evidence(rule),
    }


def rate_row(rate: Rate) -> dict[str, Anything]:
    notes = [str(ACTIVITIES[rate.activity])] if rate.activity else []
    if rate.categories:
        notes.append(_("only for: %(categories)s") % {"categories": _categories(rate.categories)})
    return {"percent": percent(rate.percent), "who": who_of(rate.among), "notes": notes, **evidence(rate)}


def flat_sentence(flat: Flat) -> str:
    facts = {
        "category": category_name(flat.category),
        "percent": percent(flat.percent),
        "others": _categories(flat.of),
    }
    told = _("%(category)s: a flat rate of %(percent)s of these costs: %(others)s.") % facts
    return told + " " + _("Real costs may be told instead.") if flat.optional else told


def indirect_sentence(indirect: Indirect) -> str:
    told = _("Indirect costs: a flat rate of %(percent)s of the direct costs.") % {"percent": percent(indirect.percent)}
    if not indirect.without:
        return told
    return told + " " + _("Left out of its base: %(categories)s.") % {"categories": _categories(indirect.without)}


def cap_sentence(cap: Cap, currency: str) -> str:
    amount = f"{number_format(cap.amount, 0, force_grouping=True)} {currency}"
    names = {
        "project": _("At most %(amount)s are granted to a project."),
        "partner": _("At most %(amount)s are granted to each partner of these: %(who)s."),
        "country": _("At most %(amount)s are granted to the partners of each country of these: %(who)s."),
        "selection": _("At most %(amount)s are granted to all of these together: %(who)s."),
    }
    told = names[cap.per] % {"amount": amount, "who": who_of(cap.among)}
    if cap.when is not None:
        told += " " + _("This holds where: %(condition)s") % {"condition": condition_sentence(cap.when, currency)}
    return told


def money_rows(programme: Programme, day: date) -> list[dict[str, Anything]]:
    """Flat rates and caps of a day as sentences."""
    if not programme.valid.holds(day):
        return []
    indirect = programme.indirect_on(day)
    rows = [{"text": indirect_sentence(indirect), "hard": True, **evidence(indirect)}] if indirect else []
    rows += [
        {"text": flat_sentence(one), "hard": True, **evidence(one)} for one in programme.flats if one.valid.holds(day)
    ]
    return rows + [
        {"text": cap_sentence(one, programme.currency), "hard": one.hard, **evidence(one)}
        for one in programme.caps
        if one.valid.holds(day)
    ]


def standing_table(programme: Programme, day: date) -> dict[str, Anything]:
    """How the countries of the Alps, and those asked for often, stand on the day; and who else has each standing."""
    statuses = statuses_of(programme, day)
    rows = [
        {
            "country": country_name(code),
            "cells": [_standing_cell(code, status, day) for status in statuses],
        }
        for code in (*COUNTRIES, *OUTSIDE)
    ]
    return {
        "heads": [STANDINGS[status] for status in statuses],
        "rows": rows if statuses else [],
        "rolls": [_roll(status, day) for status in statuses],
    }


def bar(valid: Span, years: tuple[int, int]) -> dict[str, str]:
    """Where a span lies between the first day of one year and the last of another, in hundredths of the width."""
    start, end = date(years[0], 1, 1).toordinal(), date(years[1], 12, 31).toordinal()
    first = (valid.first or date(years[0], 1, 1)).toordinal()
    last = (valid.last or date(years[1], 12, 31)).toordinal()
    whole = end - start
    return {"x": f"{100 * (first - start) / whole:.2f}", "width": f"{max(0.8, 100 * (last - first) / whole):.2f}"}


def mark(day: date, years: tuple[int, int]) -> str:
    """Where a day lies in the same width."""
    return bar(Span(day, day), years)["x"]


def years_of(programmes: Iterable[Programme]) -> tuple[int, int]:
    spans = [one.valid for one in programmes]
    first = min(span.first.year for span in spans if span.first)
    return first, max(span.last.year for span in spans if span.last)


def by_family(programmes: Sequence[Programme], day: date, years: tuple[int, int]) -> list[dict[str, Anything]]:
    """Families by their names, each with its programmes, the earliest first."""
    families: dict[str, list[Programme]] = {}
    for one in programmes:
        families.setdefault(one.family, []).append(one)
    return [
        {"id": family, "name": family_name(family), "rows": [_listed(one, day, years) for one in _earliest(members)]}
        for family, members in sorted(families.items(), key=lambda item: family_name(item[0]))
    ]


def gaps_of(programme: Programme) -> list[str]:
    return [gap_sentence(gap) for gap in programme.gaps]


def percent(number: Anything) -> str:
    places = 0 if number == number.to_integral_value() else 1
    return _("%(number)s %%") % {"number": number_format(round(number, places), places)}


def evidence(one: Anything) -> dict[str, Anything]:
    """Source, whether it was read, and the days for which it holds."""
    is_page = one.source.startswith(("https://", "http://")) and " " not in one.source
    return {"source": one.source, "is_page": is_page, "confirmed": one.confirmed, "valid": one.valid}


def _listed(one: Programme, day: date, years: tuple[int, int]) -> dict[str, Anything]:
    return {
        "id": one.id,
        "name": programme_name(one),
        "valid": one.valid,
        "is_valid": one.valid.holds(day),
        "bar": bar(one.valid, years),
        "rules": len(one.rules_on(day)),
        "rates": _range(one, day) if one.valid.holds(day) else "",
    }


def _range(one: Programme, day: date) -> str:
    """What is paid, from the lowest rate to the highest."""
    rates = sorted({rate.percent for rate in one.rates_on(day)})
    if len(rates) < 2:
        return "".join(percent(rate) for rate in rates)
    return _("%(minimum)s to %(maximum)s") % {"minimum": percent(rates[0]), "maximum": percent(rates[-1])}


def _earliest(members: Iterable[Programme]) -> list[Programme]:
    return sorted(members, key=lambda one: (one.valid.first or date.min, one.id))


def _standing_cell(code: str, status: str, day: date) -> dict[str, Anything]:
    answer = has_status(code, status, day)
    entry = next((one for one in load_statuses()[status].on(day) if code in one.codes), None)
    words = {True: _("yes"), False: _("no"), None: _("in part") if entry and entry.partial else _("not known")}
    return {"word": words[answer], "answer": {True: "yes", False: "no", None: "open"}[answer]}


def _roll(status: str, day: date) -> dict[str, Anything]:
    roll = load_statuses()[status]
    return {"name": STANDINGS[status], "complete": roll.complete, "entries": [_entry(one) for one in roll.on(day)]}


def _entry(entry: Entry) -> dict[str, Anything]:
    return {
        "countries": ", ".join(country_name(code) for code in entry.codes),
        "partial": entry.partial,
        "holds": entry.holds,
        **evidence(entry),
    }


def _categories(codes: Iterable[str]) -> str:
    return ", ".join(category_name(code) for code in sorted(codes))
