"""What is only read: the audit log, what expires, and how evenly attention is spread."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from cordata_web.desk.secretariat import audit_trail
from cordata_web.desk.secretariat.expiring import expiring as what_expires
from cordata_web.desk.secretariat.forms.reading import AuditForm, ExpiringForm
from cordata_web.desk.secretariat.gate import open_to, page
from cordata_web.exchange.telling import EXPOSURE_DAYS, exposure_report

ENTRIES_A_PAGE, ROWS_A_PAGE = 50, 40
WHEN = {"soon": False, "over": True}


@open_to("see_audit")
@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    form = AuditForm(request.GET)
    rows = audit_trail.entries(form.cleaned_data if form.is_valid() else {})
    shown = Paginator(rows, ENTRIES_A_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": shown, "entries": audit_trail.told(shown), "query": request.GET.urlencode()}
    return page(request, "audit", "audit", context)


@open_to("see_audit")
@require_safe
def audit_csv(request: HttpRequest) -> StreamingHttpResponse:
    form = AuditForm(request.GET)
    rows = audit_trail.entries(form.cleaned_data if form.is_valid() else {})
    response = StreamingHttpResponse(audit_trail.csv_lines(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="audit.csv"'
    return response


@open_to("see_network")
@require_safe
def expiring(request: HttpRequest) -> HttpResponse:
    form = ExpiringForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    over = WHEN.get(chosen.get("when", ""))
    rows = what_expires(today=timezone.localdate(), kind=chosen.get("kind", ""), over=over)
    shown = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    return page(request, "expiring", "expiring", {"form": form, "page": shown})


@open_to("see_network")
@require_safe
def exposure(request: HttpRequest) -> HttpResponse:
    report = exposure_report(now=timezone.now())
    most = max((times for _profile, times in report.shown), default=0)
    rows = [(profile, times, f"{100 * times / most:.1f}" if most else "0") for profile, times in report.shown]
    shown = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "report": report,
        "page": shown,
        "gini": round(report.gini, 2),
        "threshold": round(report.threshold, 2),
        "days": EXPOSURE_DAYS,
    }
    return page(request, "exposure", "exposure", context)
