"""A synchronised call: chosen, worked out, taken away as a table."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from cordata.funding import Instrument, joint_calls
from cordata.funding.synchronised import Applicants, JointSet, proposed_sets
from cordata.kernel import SECTORS
from cordata_web.directory import wording as places
from cordata_web.directory.cluster_work.cluster_files import as_xlsx
from cordata_web.directory.files import lines_of_table
from cordata_web.directory.vocabulary import concept_label
from cordata_web.funding import wording
from cordata_web.funding.joint_choice import MOST_SIDES, Choice, read_choice
from cordata_web.funding.joint_plan import Plan, plan_of
from cordata_web.funding.joint_tables import COLUMNS, rows_of_groups, sheets_of
from cordata_web.funding.joint_words import applicant_row, difference_row, group_row, reach_row
from cordata_web.funding.records import known_instruments
from cordata_web.funding.views.instruments import SPREADSHEET, row_of

SETS = 8
OFFERED = ("regional", "national", "private")


@require_safe
def synchronised(request: HttpRequest) -> HttpResponse:
    """The choice and all that follows from it; words and additions are written into the address first."""
    known = known_instruments()
    choice = read_choice(request.GET, known)
    if request.GET.get("add") or (request.GET.get("theme") and not choice.without_meaning):
        return redirect(f"{reverse('funding:synchronised')}?{choice.query()}")
    context: dict[str, Any] = {
        "choice": choice,
        "query": choice.query(),
        "sides": list(zip(map(row_of, choice.instruments), choice.forms, strict=True)),
        "can_add": len(choice.instruments) < MOST_SIDES,
        "offered": _offered(list(known.values()), choice),
        "concepts": [(one, concept_label(one)) for one in choice.concepts],
        "sectors": [(one, places.sector_name(one), one in choice.sectors) for one in SECTORS],
        "theme": ", ".join(choice.without_meaning),
    }
    if choice.is_enough:
        context |= _told(plan_of(choice))
    else:
        context["sets"] = [_set(one) for one in _sets(list(known.values()), choice)]
    failed = any(not form.is_valid() for form in choice.forms)
    return render(request, "funding/synchronised.html", context, status=422 if failed else 200)


@require_safe
def synchronised_csv(request: HttpRequest) -> HttpResponse:
    """The groups of applicants."""
    choice = read_choice(request.GET, known_instruments())
    rows = rows_of_groups(plan_of(choice)) if choice.is_enough else []
    response = StreamingHttpResponse(lines_of_table(COLUMNS, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="joint-call.csv"'
    return response


@require_safe
def synchronised_xlsx(request: HttpRequest) -> HttpResponse:
    """Money, differences, applicants and groups, each on a sheet."""
    choice = read_choice(request.GET, known_instruments())
    if not choice.is_enough:
        return redirect(f"{reverse('funding:synchronised')}?{choice.query()}")
    response = HttpResponse(as_xlsx(sheets_of(plan_of(choice))), content_type=SPREADSHEET)
    response["Content-Disposition"] = 'attachment; filename="joint-call.xlsx"'
    return response


def _told(plan: Plan) -> dict[str, Any]:
    names = {one.id: one.name for one in plan.choice.instruments}
    found = plan.profiles.get(plan.choice.having)
    return {
        "reach": plan.reach,
        "money": [reach_row(one) for one in plan.reach.sides],
        "limiting": [names[one] for one in plan.reach.limiting],
        "differences": [difference_row(one) for one in plan.differences],
        "overlaps": [(names[one], names[other]) for one, other in plan.overlaps],
        "applicants": [_applicants(one, plan) for one in plan.applicants],
        "without": [one.instrument.name for one in plan.applicants if not one.admitted],
        "groups": [group_row(one, plan) for one in plan.groups],
        "having": found.name if found else plan.choice.having,
        "without_having": plan.choice.query(having=""),
    }


def _applicants(one: Applicants, plan: Plan) -> dict[str, Any]:
    both = [*one.admitted, *one.unsure]
    return {
        "name": one.instrument.name,
        "admitted": [applicant_row(each, plan) for each in one.admitted],
        "unsure": [applicant_row(each, plan) for each in one.unsure],
        "examples": sum(plan.profiles[each.organisation.id].is_example for each in both),
        "off_theme": one.off_theme,
    }


def _offered(known: list[Instrument], choice: Choice) -> list[dict[str, Any]]:
    """Instruments of today that are not chosen yet, by the place of their first territory."""
    taken = {one.id for one in choice.instruments}
    left = [one for one in known if one.level in OFFERED and one.status != "historic" and one.id not in taken]
    told = [(wording.territory_name(one.territories[0]), one.name, one.id) for one in left]
    return [
        {"name": name, "instruments": [(key, title) for _name, title, key in rows]}
        for name, rows in groupby(sorted(told), key=lambda row: row[0])
    ]


def _sets(known: list[Instrument], choice: Choice) -> list[JointSet]:
    """Sets that hold what is chosen already; different ones first, so that not all begin with the same."""
    chosen = {one.id for one in choice.instruments}
    fitting = [one for one in proposed_sets(joint_calls(known)) if chosen <= {each.id for each in one.instruments}]
    fitting.sort(key=lambda one: -one.score)
    shown: list[JointSet] = []
    seen: set[str] = set(chosen)
    for one in fitting:
        ids = {each.id for each in one.instruments}
        if not (ids - chosen) & seen:
            shown.append(one)
            seen |= ids
    return [*shown, *(one for one in fitting if one not in shown)][:SETS]


def _set(one: JointSet) -> dict[str, Any]:
    rows = [row_of(each) for each in one.instruments]
    return {
        "score": one.score,
        "rows": rows,
        "title": " + ".join(row["name"] for row in rows),
        "query": "&".join(f"instrument={row['id']}" for row in rows),
    }
