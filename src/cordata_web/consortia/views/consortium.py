"""The page of a consortium: partners, rules, what is missing; and what is planned."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cordata.exchange import TransitionRefusedError
from cordata_web.consortia.actions.founding import STEPS, change_plan, step_consortium
from cordata_web.consortia.called import called
from cordata_web.consortia.checking import check_consortium
from cordata_web.consortia.facts import consortium_facts, partners_of
from cordata_web.consortia.forms.partners import OutsideForm
from cordata_web.consortia.forms.plan import PlanForm, initial_plan
from cordata_web.consortia.models import Consortium
from cordata_web.consortia.presenting import map_of, partner_row
from cordata_web.consortia.views.access import frame, owned, seen
from cordata_web.consortia.views.lists import concepts_in
from cordata_web.directory import listing, queries
from cordata_web.directory.selection import Selection
from cordata_web.directory.vocabulary import concept_label
from cordata_web.exchange.models import DeclineReason
from cordata_web.people import policy

SHOWN = 8


@login_required
@never_cache
@require_safe
def consortium(request: HttpRequest, pk: str) -> HttpResponse:
    return render_consortium(request, seen(request, pk))


def render_consortium(request: HttpRequest, row: Consortium, **failed: Any) -> HttpResponse:
    """The page, with a form that was not valid as somebody filled it in."""
    standing = policy.standing_of(request.user)
    partners = list(partners_of(row).select_related("profile", "introduction", "consortium__owner"))
    sees_budget = policy.can(standing, "see_budget", row)
    may_edit = policy.can(standing, "edit", row)
    gone = row.partners.exclude(removed__isnull=True, state__in=("proposed", "invited", "accepted"))
    shown = [partner_row(one, standing) for one in partners]
    context = {
        **frame(request, row, "consortium"),
        "partners": shown,
        "answerable": [one for one in shown if one["may"]["accept"]],
        "gone": [partner_row(one, standing) for one in gone.select_related("profile")] if may_edit else [],
        "excluded": row.excluded.order_by("folded_name") if may_edit else [],
        "checked": check_consortium(row, consortium_facts(row, partners, with_budget=sees_budget)),
        "map": map_of(partners),
        "call": called(row.call),
        "concepts": [concept_label(one) for one in row.concepts],
        "steps": {step: policy.can(standing, step, row) for step in STEPS},
        "outside": failed.get("outside") or (OutsideForm() if may_edit else None),
        "outside_failed": "outside" in failed,
        "decline_reasons": DeclineReason.choices,
        **(_found(request, row) if may_edit else {}),
    }
    return render(request, "consortia/consortium.html", context, status=422 if failed else 200)


def _found(request: HttpRequest, row: Consortium) -> dict[str, Any]:
    """Organisations of the directory by the words of the address, those in the consortium left out."""
    words = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    if not words:
        return {"words": ""}
    there = row.partners.filter(removed__isnull=True, profile__isnull=False).values("profile")
    found = queries.matching(queries.listed_for(request.user).exclude(pk__in=there), Selection(q=words))
    rows = queries.for_lists(queries.best_first(found, words))[:SHOWN]
    return {"words": words, "hits": [{**listing.row_of(one), "pk": one.pk} for one in rows]}


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: str) -> HttpResponse:
    """What is planned; concepts that the topic names are offered."""
    row = owned(request, pk)
    if "propose" in request.POST:
        return _propose(request, row)
    form = PlanForm(request.POST or None, initial=initial_plan(row), offered=_offered(request, row))
    if request.method == "POST" and form.is_valid():
        change_plan(consortium=row, actor=request.user, plan=form.plan)
        messages.success(request, _("Saved."))
        return redirect(row)
    context = {**frame(request, row, "edit"), "form": form}
    return render(request, "consortia/edit.html", context, status=422 if form.errors else 200)


def _propose(request: HttpRequest, row: Consortium) -> HttpResponse:
    """The same form, nothing lost, with the concepts of the text that it holds added."""
    proposed = concepts_in(request.POST.get("topic", ""))
    sent = request.POST.copy()
    sent.setlist("concepts", list(dict.fromkeys([*sent.getlist("concepts"), *proposed])))
    form = PlanForm(sent, offered=[*_offered(request, row), *proposed])
    form.is_valid()
    return render(request, "consortia/edit.html", {**frame(request, row, "edit"), "form": form, "proposed": True})


def _offered(request: HttpRequest, row: Consortium) -> list[str]:
    from cordata_web.directory.vocabulary import thesaurus

    return [one for one in (*row.concepts, *request.POST.getlist("concepts")) if one in thesaurus()]


@login_required
@require_POST
def step(request: HttpRequest, pk: str, name: str) -> HttpResponse:
    row = seen(request, pk)
    if name not in STEPS:
        raise Http404(name)
    try:
        policy.demand(request.user, name, row)
        step_consortium(consortium=row, step=name, actor=request.user)
    except TransitionRefusedError:
        messages.warning(request, _("Meanwhile something has changed here; please look again."))
        return redirect(row)
    messages.success(request, _done(name))
    return redirect("consortia:consortia") if name == "archive" else redirect(row)


def _done(name: str) -> str:
    return {
        "settle": _("The consortium is settled."),
        "reopen": _("The consortium is a draft again."),
        "archive": _("The consortium is put aside. You find it below the list."),
        "restore": _("The consortium is taken up again."),
    }[name]
