"""Programmes: the list on a day, each of them, two side by side, and what a rule was."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cordata.funding import Programme, compare_programmes, history, load_programmes
from cordata_web.programmes import showing
from cordata_web.programmes.days import day_within, read_day
from cordata_web.programmes.names import FAMILIES, category_name, family_name, programme_name, rule_name

RATE = "rate"
"""Stands for what the editions pay, among the ids of rules."""


@require_safe
def programmes(request: HttpRequest) -> HttpResponse:
    chosen = read_day(request.GET)
    known = list(load_programmes().values())
    family = request.GET.get("family", "")
    shown = [one for one in known if family in ("", one.family)] or known
    years = showing.years_of(known)
    context = {
        "chosen": chosen,
        "families": showing.by_family(shown, chosen.day, years),
        "names": [(code, name, code == family) for code, name in FAMILIES.items()],
        "valid": sum(one.valid.holds(chosen.day) for one in shown),
        "total": len(shown),
        "years": years,
        "mark": showing.mark(chosen.day, years) if years[0] <= chosen.day.year <= years[1] else "",
        "unknown": [
            *([chosen.unknown] if chosen.unknown else []),
            *([family] if family and family not in FAMILIES else []),
        ],
    }
    return render(request, "programmes/list.html", context)


@require_safe
def programme(request: HttpRequest, pk: str) -> HttpResponse:
    one = _known(pk)
    chosen = read_day(request.GET)
    day = chosen.day
    nearest = day_within(one, day)
    context = {
        "one": one,
        "family": family_name(one.family),
        "chosen": chosen,
        "is_valid": one.valid.holds(day),
        "nearest": nearest,
        "unknown": [chosen.unknown] if chosen.unknown else [],
        "rules": [showing.rule_row(rule, one.currency) for rule in one.rules_on(nearest)],
        "rates": [showing.rate_row(rate) for rate in one.rates_on(nearest)],
        "money": showing.money_rows(one, nearest),
        "standing": showing.standing_table(one, nearest),
        "gaps": showing.gaps_of(one),
        "categories": [category_name(code) for code in one.categories],
        "editions": [other for other in _editions(one) if other.id != one.id],
    }
    return render(request, "programmes/programme.html", context)


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Two programmes rule by rule; without a day each with the rules of its last day."""
    known = load_programmes()
    chosen = read_day(request.GET)
    ids = [request.GET.get(name, "").strip() for name in ("a", "b")]
    told = [known[one] for one in ids if one in known]
    context: dict[str, Any] = {
        "ids": ids,
        "chosen": chosen,
        "programmes": sorted(known.values(), key=lambda one: (family_name(one.family), programme_name(one))),
        "told": told,
        "unknown": [one for one in (*ids, chosen.unknown) if one and one not in known],
    }
    if len(told) == len(ids):
        day = None if chosen.is_today else chosen.day
        days = [day or day_within(one, one.valid.last or chosen.day) for one in told]
        context["rows"] = [_compared(row, told) for row in compare_programmes(told, day)]
        context["rates"] = [
            [showing.rate_row(rate) for rate in one.rates_on(at)] for one, at in zip(told, days, strict=True)
        ]
        context["money"] = [showing.money_rows(one, at) for one, at in zip(told, days, strict=True)]
    return render(request, "programmes/compare.html", context)


@require_safe
def rule_history(request: HttpRequest, family: str, rule: str) -> HttpResponse:
    """What a rule, or the rate, was in each edition of a family."""
    editions = history(load_programmes().values(), family, rule)
    lines = [_line(each.programme, one) for each in editions for one in (each.rates if rule == RATE else each.rules)]
    if not lines:
        raise Http404(_("No programme of this family has such a rule."))
    title = _("What is paid") if rule == RATE else rule_name(rule)
    without = [each.programme for each in editions if not (each.rates if rule == RATE else each.rules)]
    context = {"family": family_name(family), "family_id": family, "title": title, "lines": lines, "without": without}
    return render(request, "programmes/history.html", context)


def _known(pk: str) -> Programme:
    found = load_programmes().get(pk)
    if found is None:
        raise Http404(_("There is no programme of this name."))
    return found


def _editions(one: Programme) -> list[Programme]:
    return [each.programme for each in history(load_programmes().values(), one.family, "")]


def _compared(row: Any, told: list[Programme]) -> dict[str, Any]:
    cells = [
        None if rule is None else showing.rule_row(rule, one.currency)
        for one, rule in zip(told, row.rules, strict=True)
    ]
    return {"name": rule_name(row.id), "same": row.is_same, "cells": cells}


def _line(programme: Programme, one: Any) -> dict[str, Any]:
    """A rule or a rate of one edition; where it has no days of its own it holds as long as the edition."""
    told = {
        "programme": programme,
        "first": one.valid.first or programme.valid.first,
        "last": one.valid.last or programme.valid.last,
    }
    if hasattr(one, "condition"):
        return {**told, "row": showing.rule_row(one, programme.currency)}
    return {**told, "row": showing.rate_row(one)}
