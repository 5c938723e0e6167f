"""Collaborations: begun, moved on, ended with an outcome, listed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cordata.exchange import COLLABORATION, TransitionRefusedError
from cordata_web.exchange import listing, timeline
from cordata_web.exchange.actions import collaborations as actions
from cordata_web.exchange.forms.conversations import BeginForm, EditForm, EditOutcomeForm, OutcomeForm
from cordata_web.exchange.models import Collaboration, Help
from cordata_web.exchange.sides import sides_of
from cordata_web.exchange.state_names import named, state_chip, state_name
from cordata_web.exchange.views.introductions import render_introduction, shown_introduction, too_late
from cordata_web.people import policy
from cordata_web.people.policy import Standing

STEP_LABELS = {
    "negotiate": gettext_lazy("We negotiate now"),
    "start": gettext_lazy("We work together now"),
    "complete": gettext_lazy("It is completed"),
    "stop": gettext_lazy("It has stopped"),
    "resume": gettext_lazy("It goes on after all"),
}
STAGES = ("exploring", "negotiating", "running", "completed")


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, pk: str) -> HttpResponse:
    introduction = shown_introduction(request, pk)
    if request.method != "POST":
        return HttpResponseRedirect(introduction.get_absolute_url())
    if introduction.state != "open":
        return too_late(request, introduction)
    policy.demand(request.user, "collaborate", introduction)
    form = BeginForm(request.POST, prefix="begin")
    if not form.is_valid():
        return render_introduction(request, introduction, begin=form)
    try:
        made = actions.begin_collaboration(introduction=introduction, actor=request.user, **form.cleaned_data)
    except actions.CollaborationRefusedError:
        return too_late(request, introduction)
    messages.success(request, _("Good luck together. Keep the stage up to date: it takes one click."))
    return HttpResponseRedirect(made.get_absolute_url())


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def collaboration(request: HttpRequest, pk: str) -> HttpResponse:
    shown = policy.visible_to(request.user, Collaboration.objects.select_related("first", "second", "introduction"))
    found = get_object_or_404(shown, pk=pk)
    if request.method != "POST":
        return _page(request, found)
    step = request.POST.get("step", "")
    if step == "edit":
        return _edited(request, found)
    if step not in COLLABORATION.steps:
        return HttpResponseBadRequest()
    return _moved(request, found, step)


def _moved(request: HttpRequest, found: Collaboration, step: str) -> HttpResponse:
    if COLLABORATION.transition(step, found.state) is None:
        return _too_late(request, found)
    policy.demand(request.user, step, found)
    outcome = None
    if step in actions.ENDINGS:
        form = OutcomeForm(request.POST, prefix=step)
        if not form.is_valid():
            return _page(request, found, failed=step, form=form)
        outcome = form.cleaned_data
    try:
        actions.move_collaboration(collaboration=found, step=step, actor=request.user, outcome=outcome)
    except TransitionRefusedError:
        return _too_late(request, found)
    messages.success(request, _("The stage is now: %(stage)s.") % {"stage": state_name(found)})
    return HttpResponseRedirect(found.get_absolute_url())


def _edited(request: HttpRequest, found: Collaboration) -> HttpResponse:
    policy.demand(request.user, "edit", found)
    form = _edit_form(found)(request.POST, prefix="edit")
    if not form.is_valid():
        return _page(request, found, failed="edit", form=form)
    try:
        actions.edit_collaboration(collaboration=found, actor=request.user, changes=form.cleaned_data)
    except actions.OutcomeMissingError:  # ended by the other side at this very moment
        return _too_late(request, found)
    messages.success(request, _("Saved."))
    return HttpResponseRedirect(found.get_absolute_url())


def _too_late(request: HttpRequest, found: Collaboration) -> HttpResponse:
    messages.warning(request, _("Meanwhile something has changed here; please look again."))
    return HttpResponseRedirect(found.get_absolute_url())


def _edit_form(found: Collaboration) -> type[forms.Form]:
    return EditOutcomeForm if found.state in COLLABORATION.closed else EditForm


def _page(
    request: HttpRequest, found: Collaboration, *, failed: str = "", form: forms.Form | None = None
) -> HttpResponse:
    standing = policy.standing_of(request.user)
    initial = {name: getattr(found, name) for name in ("title", *actions.OUTCOME)}
    introduction = found.introduction
    ended = found.state in COLLABORATION.closed
    context = {
        "collaboration": found,
        "sides": sides_of(found, standing),
        "chip": state_chip(found),
        "stages": _stages(found),
        "steps": _steps(found, standing, failed, form),
        "edit": None
        if not policy.can(standing, "edit", found)
        else form
        if failed == "edit"
        else _edit_form(found)(prefix="edit", initial=initial),
        "failed": failed,
        "introduction": introduction if introduction and policy.can(standing, "see", introduction) else None,
        "facts": _outcome(found) if ended else [],
        "timeline": timeline.timeline_of(found),
    }
    return render(request, "exchange/dealings/collaboration.html", context, status=422 if failed else 200)


def _steps(found: Collaboration, standing: Standing, failed: str, form: forms.Form | None) -> list[dict[str, Any]]:
    """What a party may do next; endings ask what came of it."""
    steps = [step for step in COLLABORATION.open_to("party", found.state) if policy.can(standing, step, found)]
    return [
        {
            "step": step,
            "label": STEP_LABELS[step],
            "form": (form if step == failed else OutcomeForm(prefix=step)) if step in actions.ENDINGS else None,
            "failed": step == failed,
        }
        for step in steps
    ]


def _stages(found: Collaboration) -> list[dict[str, Any]]:
    """The way from the beginning to the end, with where it stands."""
    path = STAGES if found.state in STAGES else (*STAGES[:-1], found.state)
    at = path.index(found.state)
    return [
        {"label": named("exchange.collaboration", state), "done": number < at, "current": number == at}
        for number, state in enumerate(path)
    ]


def _outcome(found: Collaboration) -> list[dict[str, str]]:
    helped = ", ".join(str(Help(one).label) for one in found.helped if one in Help.values)
    facts = [
        (_("What came of it"), found.get_outcome_display()),
        (_("Value"), found.get_value_band_display() if found.value_band else ""),
        (_("What helped"), helped),
        (_("In their own words"), found.note),
        (_("Ended on"), date_format(found.ended, "DATE_FORMAT") if found.ended else ""),
    ]
    return [{"term": term, "value": str(value)} for term, value in facts if value]


@login_required
@never_cache
@require_safe
def collaborations(request: HttpRequest) -> HttpResponse:
    standing = policy.standing_of(request.user)
    rows = policy.visible_to(standing, Collaboration.objects.select_related("first", "second", "introduction"))
    page = listing.page_of(request, rows)
    context = {
        "facets": listing.facets_of(request, rows),
        "page": page,
        "rows": [collaboration_row(one, standing) for one in page],
    }
    return render(request, "exchange/dealings/collaborations.html", context)


def collaboration_row(found: Collaboration, standing: Standing) -> dict[str, Any]:
    sides = sides_of(found, standing)
    both = _("%(first)s and %(second)s") % {"first": sides[0].name, "second": sides[1].name}
    outcome = str(found.get_outcome_display()) if found.outcome else ""
    return listing.row(found, title=found.title, meta=[both, outcome])
