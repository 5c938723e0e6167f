"""Who could pay the own shares of a consortium: the cheapest mix of instruments."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cordata.charts import EmptyChartError
from cordata.funding.instruments import beneficiary_of
from cordata.funding.mixes import Part
from cordata_web.consortia.budgeting import Money, money_of
from cordata_web.consortia.models import Consortium
from cordata_web.consortia.views.access import frame, with_budget
from cordata_web.cooperation.views.charts import chart_response
from cordata_web.funding.mix_forms import PurposeForm
from cordata_web.funding.mixing import Found, find_mix, left_out, mix_chart, told, usable


@login_required
@never_cache
@require_safe
def financing(request: HttpRequest, pk: str) -> HttpResponse:
    row = with_budget(request, pk)
    money, form = money_of(row), PurposeForm(request.GET or None)
    found = _found(request, row, money, form)
    context: dict[str, Any] = {
        **frame(request, row, "financing"),
        "form": form,
        "money": money,
        "placeless": [one.partner.name for one in _bearing(money) if not one.partner.nuts],
        "address": reverse("consortia:flow", args=[row.pk, "svg"]).removesuffix(".svg"),
        "query": request.GET.urlencode(),
        "left_out": left_out(request.GET),
    }
    if found is not None:
        context["found"] = told(found)
    return render(request, "consortia/financing.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def flow(request: HttpRequest, pk: str, suffix: str) -> HttpResponse:
    """Who pays what, drawn, or as a table."""
    row = with_budget(request, pk)
    found = _found(request, row, money_of(row), PurposeForm(request.GET))
    try:
        if found is None:
            raise EmptyChartError(row.title)
        drawn = mix_chart(found, row.title)
    except EmptyChartError as error:
        raise Http404(_("There is nothing to draw for this choice.")) from error
    return chart_response(request, drawn, "financing", suffix, private=True)


def _found(request: HttpRequest, row: Consortium, money: Money, form: PurposeForm) -> Found | None:
    """None where no partner whose region is known has an own share."""
    if form.is_bound:
        form.is_valid()  # what cannot be read is marked, and counts as not told
    purpose = getattr(form, "cleaned_data", {}).get("purpose") or None
    bearing = [one for one in _bearing(money) if one.partner.nuts]
    parts = [
        Part(
            one.partner.id,
            one.own_share,
            one.partner.nuts[:4],
            beneficiary_of(one.partner.kind),
            purpose,
            money.currency,
            form.at_hand_of(one.own_share),
        )
        for one in bearing
    ]
    if not parts:
        return None
    names = {one.partner.id: one.partner.name for one in bearing}
    return find_mix(parts, names, usable(request.GET, paid_by_union=True), row.day, form.terms)


def _bearing(money: Money) -> list[Any]:
    """Budgets of the partners who have to pay something themselves."""
    return [one for one in money.budget.partners if one.own_share] if money.budget else []
