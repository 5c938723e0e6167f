"""The budget of a consortium: amounts in, grant and own shares out, files."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cordata.funding.instruments import PURPOSES
from cordata_web.consortia.actions.founding import change_plan
from cordata_web.consortia.actions.partners import write_budget
from cordata_web.consortia.budgeting import (
    Money,
    bars_of,
    editable_partners,
    has_activities,
    money_of,
    optional_flats,
    told_categories,
)
from cordata_web.consortia.cofinancing import purposes_of, sources_of
from cordata_web.consortia.documents import MEDIA_TYPES, budget_file
from cordata_web.consortia.forms.budget import BudgetForm, CashForm, PlansForm
from cordata_web.consortia.models import Consortium
from cordata_web.consortia.views.access import frame, owned, with_budget
from cordata_web.funding import wording
from cordata_web.people import policy


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def budget(request: HttpRequest, pk: str) -> HttpResponse:
    row = with_budget(request, pk)
    partners = editable_partners(row, policy.standing_of(request.user))
    form = BudgetForm(request.POST or None, partners=partners, categories=told_categories(row))
    if request.method == "POST":
        if not form.partners:
            policy.demand(request.user, "edit", row)
        if form.is_valid():
            _keep(form, request)
            messages.success(request, _("Saved. The totals are reckoned anew."))
            return redirect("consortia:budget", row.pk)
        messages.error(request, _("Some amounts could not be read; nothing was saved yet. They are marked below."))
    return render(request, "consortia/budget.html", _context(request, row, form), status=422 if form.errors else 200)


@transaction.atomic
def _keep(form: BudgetForm, request: HttpRequest) -> None:
    for partner in form.partners:
        write_budget(partner=partner, actor=request.user, amounts=form.amounts_of(partner))


def _context(request: HttpRequest, row: Consortium, form: BudgetForm) -> dict[str, Any]:
    cash = CashForm(request.GET if "advance" in request.GET else None)
    money = _money(row, cash)
    purpose = request.GET.get("purpose", "")
    return {
        **frame(request, row, "budget"),
        "form": form,
        "money": money,
        "plans": _plans_form(row),
        "cash": cash,
        "bars": bars_of(money.years),
        "sources": sources_of(row, money, purposes_of(purpose)),
        "purposes": [(code, wording.PURPOSES[code], code == purpose) for code in PURPOSES],
        "query": request.GET.urlencode(),
    }


def _money(row: Consortium, cash: CashForm) -> Money:
    if not cash.is_bound or not cash.is_valid():
        return money_of(row)
    said = cash.cleaned_data
    return money_of(row, advance=said["advance"] or Decimal(0), retained=said["retained"] or Decimal(0))


def _plans_form(row: Consortium, data: Any = None) -> PlansForm | None:
    flats, activities = optional_flats(row), has_activities(row)
    if not flats and not activities:
        return None
    initial = {"activity": row.activity, "flats": row.flats}
    return PlansForm(data, flats=flats, activities=activities, initial=initial)


@login_required
@require_POST
def plans(request: HttpRequest, pk: str) -> HttpResponse:
    """Which optional flat rates are used, and the kind of activity."""
    row = owned(request, pk)
    form = _plans_form(row, request.POST)
    if form is not None and form.is_valid():
        change_plan(consortium=row, actor=request.user, plan=form.cleaned_data)
        messages.success(request, _("Saved. The totals are reckoned anew."))
    return redirect("consortia:budget", row.pk)


@login_required
@never_cache
@require_safe
def budget_download(request: HttpRequest, pk: str, suffix: str) -> HttpResponse:
    row = with_budget(request, pk)
    money = _money(row, CashForm(request.GET if "advance" in request.GET else None))
    if suffix not in MEDIA_TYPES or money.budget is None:
        raise Http404(_("There is no budget to be written into a file yet."))
    return as_file(budget_file(row, money, suffix), suffix, f"{row.title} {pgettext('of a project', 'Budget')}")


def as_file(content: bytes, suffix: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=MEDIA_TYPES[suffix])
    response["Content-Disposition"] = f'attachment; filename="{slugify(name) or "cordata"}.{suffix}"'
    return response
