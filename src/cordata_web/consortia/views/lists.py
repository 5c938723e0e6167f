"""One's own consortia, and beginning a new one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cordata_web.consortia.actions.founding import begin_consortium
from cordata_web.consortia.called import plan_from
from cordata_web.consortia.desk_sections import consortium_row
from cordata_web.consortia.forms.plan import BeginForm, first_plan
from cordata_web.consortia.models import Consortium
from cordata_web.exchange.proposing import propose
from cordata_web.people import policy

PER_PAGE = 25


@login_required
@never_cache
@require_safe
def consortia(request: HttpRequest) -> HttpResponse:
    """Those that the reader may see, one's own and those of partners, what was changed last first."""
    standing = policy.standing_of(request.user)
    rows = policy.visible_to(standing, Consortium.objects.select_related("owner").prefetch_related("partners"))
    if request.GET.get("state") != "archived":
        rows = rows.exclude(state="archived")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [consortium_row(one, standing) for one in page],
        "may_begin": bool(standing.acts_for),
        "shows_archived": request.GET.get("state") == "archived",
    }
    return render(request, "consortia/consortia.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """From nothing, from a programme, from a call, or from a profile."""
    standing = policy.standing_of(request.user)
    if not standing.acts_for:
        return render(request, "consortia/nobody.html", status=403)
    today = timezone.localdate()
    initial = {**plan_from(request.GET.get("call", ""), today), **first_plan(request.GET)}
    initial.setdefault("day", today)
    if initial["owner"] not in standing.acts_for:
        del initial["owner"]
    form = BeginForm(request.POST or None, owners=standing.acts_for, initial=initial)
    if request.method == "POST" and form.is_valid():
        plan = form.plan
        plan["concepts"] = plan["concepts"] or concepts_in(plan["topic"])
        made = begin_consortium(owner=form.cleaned_data["owner"], actor=request.user, plan=plan)
        messages.success(request, _("The consortium is begun. Add partners, or let the network propose some."))
        return redirect(made)
    return render(request, "consortia/new.html", {"form": form}, status=422 if form.errors else 200)


def concepts_in(text: str) -> list[str]:
    """What a text is surely about, else what it seems to be about; nothing for a few words."""
    if len(text.split()) < 3:
        return []
    found: Any = propose(text, language="", side="request")
    return list(found.certain or found.guessed)
