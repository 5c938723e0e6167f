"""The financing of a plan: several projects, and the mix of instruments that costs their partners least."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cordata.charts import EmptyChartError
from cordata_web.cooperation.views.charts import chart_response
from cordata_web.funding.mix_forms import MOST_PROJECTS, ProjectForm, TermsForm, projects_asked
from cordata_web.funding.mixing import Found, find_mix, left_out, mix_chart, told, usable


@require_safe
def mix(request: HttpRequest) -> HttpResponse:
    """Projects in, the cheapest mix out; the address reproduces both."""
    forms, terms = projects_asked(request.GET), TermsForm(request.GET or None)
    found, good = _found(request, forms, terms)
    asked = any(form.is_bound for form in forms)
    context: dict[str, Any] = {
        "forms": forms,
        "terms": terms,
        "asked": asked,
        "faulty": asked and not good,
        "more": min(len(forms) + 2, MOST_PROJECTS) if len(forms) < MOST_PROJECTS else 0,
        "query": request.GET.urlencode(),
        "left_out": left_out(request.GET),
    }
    if found is not None:
        context["found"] = told(found)
    return render(request, "funding/mix.html", context, status=422 if context["faulty"] else 200)


@require_safe
def mix_flow(request: HttpRequest, suffix: str) -> HttpResponse:
    """Who pays what, drawn, or as a table."""
    found, _good = _found(request, projects_asked(request.GET), TermsForm(request.GET))
    if found is None:
        raise Http404(_("There is nothing to draw for this choice."))
    try:
        drawn = mix_chart(found, _("Who pays what"))
    except EmptyChartError as error:
        raise Http404(_("There is nothing to draw for this choice.")) from error
    return chart_response(request, drawn, "mix", suffix)


def _found(request: HttpRequest, forms: list[ProjectForm], terms: TermsForm) -> tuple[Found | None, bool]:
    """The mix, and whether everything that was told could be read."""
    rows = [form for form in forms if form.is_bound and form.has_changed()]
    wrong = [form for form in (*rows, terms) if form.is_bound and not form.is_valid()]
    good = not wrong
    if not rows or not good:
        return None, good
    parts = [form.part(number, terms) for number, form in enumerate(rows, start=1)]
    names = {part.id: form.title for part, form in zip(parts, rows, strict=True)}
    return find_mix(parts, names, usable(request.GET), timezone.localdate(), terms.terms), True
