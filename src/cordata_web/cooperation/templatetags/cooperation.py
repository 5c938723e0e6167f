"""Figures of the cooperation in templates."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.formats import number_format

from cordata_web.cooperation.choices import MEASURES, Choices
from cordata_web.cooperation.formulas import FORMULAS, formula_url
from cordata_web.cooperation.messages import measure_name, unit_name
from cordata_web.cooperation.sources import Source, sources
from cordata_web.ui.theme import theme_of

register = template.Library()
LARGEST_QUOTIENT = 6.0


@register.filter
def decimal(value: float | None, places: int = 1) -> str:
    """With as many places as said, as the reader writes numbers; a dash where there is none."""
    return "–" if value is None else number_format(_rounded(value, places), places, use_l10n=True)


@register.filter
def amount(value: float) -> str:
    """A count without places, anything else with one, as the reader writes numbers."""
    places = 0 if float(value).is_integer() else 1
    return number_format(_rounded(value, places), places, use_l10n=True, force_grouping=True)


@register.simple_tag
def activity_url(choices: Choices, activity: str) -> str:
    """The page of an activity under the same choices, of all regions."""
    return f"{reverse('cooperation:activity')}?{choices.query(regions=())}&{urlencode({'activity': activity})}"


@register.simple_tag
def formula(key: str) -> str:
    """The address of a formula."""
    return formula_url(key)


@register.inclusion_tag("cooperation/parts/choices.html")
def choices_form(choices: Choices, show: str = "all", activity: str = "") -> dict[str, Any]:
    """The form that changes the assumptions; ``show`` names which: ``all``, or ``source`` for source and years only.

    A page of one activity stays with it.
    """
    return {
        "activity": activity,
        "choices": choices,
        "sources": sources(),
        "measures": [(measure, measure_name(measure)) for measure in MEASURES],
        "show_all": show == "all",
        "years": _years(choices),
        "since": choices.years[0] if choices.years else choices.source.first_year,
        "until": choices.years[1] if choices.years else choices.source.last_year,
    }


@register.inclusion_tag("cooperation/parts/evidence.html")
def evidence(choices: Choices, *formulas: str, region: str = "") -> dict[str, Any]:
    """Under a figure: the source with its years and licence, its rows, and the formulas."""
    names = {one.key: one.name for one in FORMULAS}
    return {
        "source": choices.source,
        "unit": unit_name(choices.source.unit),
        "years": f"{choices.years[0]}–{choices.years[1]}" if choices.years else choices.source.years,
        "rows_url": choices.source.url + (f"?region={region}" if region else ""),
        "formulas": [{"name": names[key], "url": formula_url(key)} for key in formulas],
    }


@register.inclusion_tag("cooperation/parts/interval.html")
def interval(low: float, value: float, high: float) -> dict[str, Any]:
    """A quotient as a dot on a line from 0 to 6 with a mark at 1; what lies beyond is drawn at the end."""
    ends = [round(min(number, LARGEST_QUOTIENT) / LARGEST_QUOTIENT * 100, 1) for number in (low, value, high)]
    return {
        "low": ends[0],
        "at": ends[1],
        "width": round(ends[2] - ends[0], 1),
        "one": round(100 / LARGEST_QUOTIENT, 1),
    }


@register.inclusion_tag("cooperation/parts/figure.html", takes_context=True)
def chart_figure(
    context: Context, kind: str, alt: str, choices: Choices, region: str = "", activity: str = ""
) -> dict[str, Any]:
    """A chart of the choices with its downloads; the table of the same figures belongs beside it."""
    regions = (region,) if region else choices.regions
    of_activity = f"&{urlencode({'activity': activity})}" if activity else ""
    address = reverse("cooperation:chart", args=[kind, "svg"]).removesuffix(".svg")
    return {
        "address": address,
        "query": choices.query(regions=regions) + of_activity,
        "alt": alt,
        "theme": theme_of(context["request"]),
    }


@register.inclusion_tag("cooperation/parts/figure.html", takes_context=True)
def plain_chart(context: Context, kind: str, alt: str, query: str = "") -> dict[str, Any]:
    """A chart that depends on no choices."""
    address = reverse("cooperation:chart", args=[kind, "svg"]).removesuffix(".svg")
    return {"address": address, "query": query, "alt": alt, "theme": theme_of(context["request"])}


@register.inclusion_tag("cooperation/parts/evidence.html")
def source_evidence(source: Source, *formulas: str) -> dict[str, Any]:
    """Under a figure that depends on no choices: its source and the formulas."""
    names = {one.key: one.name for one in FORMULAS}
    return {
        "source": source,
        "unit": unit_name(source.unit),
        "years": source.years,
        "rows_url": source.url,
        "formulas": [{"name": names[key], "url": formula_url(key)} for key in formulas],
    }


def _rounded(value: float, places: int) -> float:
    """As it is shown; nothing is never below zero."""
    return round(value, places) + 0.0


def _years(choices: Choices) -> list[int]:
    first, last = choices.source.first_year, choices.source.last_year
    return list(range(first, last + 1)) if first is not None and last is not None and last > first else []
