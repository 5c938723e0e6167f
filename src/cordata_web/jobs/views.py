"""Pages of one's own background work."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language, get_language_from_path, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cordata_web.jobs.actions import JobIsOverError
from cordata_web.jobs.actions import cancel as cancel_job
from cordata_web.jobs.messages import lines_of, outcome_of, standing_of, title_of
from cordata_web.jobs.models import Job, State
from cordata_web.jobs.queries import visible_to
from cordata_web.people import policy
from cordata_web.ui.templatetags.ui import translated

JOBS_A_PAGE = 30


@login_required
@require_safe
def jobs(request: HttpRequest) -> HttpResponse:
    wanted = request.GET.get("state", "")
    found = visible_to(request.user)
    if wanted in State.values:
        found = found.filter(state=wanted)
    page = Paginator(found, JOBS_A_PAGE).get_page(request.GET.get("page"))
    now = timezone.now()
    rows = [(job, title_of(job), standing_of(job, now=now)) for job in page]
    context = {"page": page, "rows": rows, "tabs": _tabs(wanted), "wanted": wanted}
    return render(request, "jobs/jobs.html", {**context, "sees_all": policy.can(request.user, "see_network")})


@login_required
@never_cache
@require_safe
def job(request: HttpRequest, pk: str) -> HttpResponse:
    found = get_object_or_404(visible_to(request.user), pk=pk)
    may = {"sees_all": policy.can(request.user, "see_network"), "may_cancel": policy.can(request.user, "cancel", found)}
    return render(request, "jobs/job.html", {**_shown(found), **may})


@login_required
@never_cache
@require_safe
def state(request: HttpRequest, pk: str) -> JsonResponse:
    """What the page of a job shows anew while the job is open."""
    found = get_object_or_404(visible_to(request.user), pk=pk)
    shown = _shown(found)
    return JsonResponse(
        {
            "state": found.state,
            "over": found.is_over,
            "standing": shown["standing"],
            "percent": found.percent,
            "course": render_to_string("jobs/course.html", shown, request),
        }
    )


@login_required
@require_POST
def cancel(request: HttpRequest, pk: str) -> HttpResponse:
    found = get_object_or_404(visible_to(request.user), pk=pk)
    policy.demand(request.user, "cancel", found)
    try:
        cancelled = cancel_job(job=found, actor=request.user)
    except JobIsOverError:
        messages.info(request, _("This work had already ended."))
    else:
        messages.success(request, standing_of(cancelled, now=timezone.now()))
    return HttpResponseRedirect(reverse("jobs:job", args=[pk]))


def _tabs(wanted: str) -> list[dict[str, Any]]:
    states = [("", pgettext("background work", "All")), *((state.value, capfirst(state.label)) for state in State)]
    path = reverse("jobs:jobs")
    return [
        {"label": label, "url": f"{path}?state={state}" if state else path, "current": state == wanted}
        for state, label in states
    ]


def _in_language(address: str) -> str:
    """The page in the language that is read now; the worker noted it in its owner's."""
    return translated(address, get_language() or "") if get_language_from_path(address) else address


def _shown(found: Job) -> dict[str, Any]:
    message, address = outcome_of(found)
    return {
        "job": found,
        "title": title_of(found),
        "standing": standing_of(found, now=timezone.now()),
        "lines": list(lines_of(found)),
        "message": message,
        "address": _in_language(address),
        "raw_result": json.dumps(found.result, indent=2, ensure_ascii=False) if found.result else "",
    }
