"""Instruments: the list, each of them, and the files."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cordata.funding import Instrument as Facts
from cordata.funding import joint_calls
from cordata.kernel import load_regions
from cordata_web.directory.cluster_work.cluster_files import Sheet, as_xlsx
from cordata_web.directory.files import lines_of_table
from cordata_web.funding import keeping, wording
from cordata_web.funding.models import Instrument
from cordata_web.funding.records import HEADINGS, known_instruments, rows_of_table
from cordata_web.funding.selection import CODES, Selection, read_selection
from cordata_web.people import policy
from cordata_web.people.policy import standing_of

NAMES = {
    "level": wording.LEVELS,
    "form": wording.FORMS,
    "purpose": wording.PURPOSES,
    "beneficiary": wording.BENEFICIARIES,
    "status": wording.STATUSES,
}
TWINS = 5
SHOWN_CHANGES = 20
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PER_PAGE = 40
COLUMNS = (
    *("id", "name", "local_name", "funder", "level", "territories", "form", "purpose", "beneficiaries", "rate"),
    *("ceiling", "budget", "currency", "months", "conditions", "valid_from", "valid_to", "status", "legal_basis"),
    *("website", "source", "confirmed", "checked"),
)


@require_safe
def instruments(request: HttpRequest) -> HttpResponse:
    selection = read_selection(request.GET)
    known = known_instruments()
    found = selection.of(known.values())
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "selection": selection,
        "query": selection.query(),
        "page": page,
        "rows": [row_of(one) for one in page],
        "number": len(found),
        "total": len(known),
        "may_keep": policy.can(request.user, keeping.ACTION),
        "filters": _filters(selection),
        "regions": sorted(load_regions()),
    }
    return render(request, "funding/instruments.html", context)


@require_safe
def instrument(request: HttpRequest, pk: str) -> HttpResponse:
    known = known_instruments()
    one = known.get(pk)
    if one is None:
        raise Http404(_("There is no instrument of this name."))
    calls = [call for call in joint_calls(list(known.values())) if pk in (call.one.id, call.other.id)]
    twins = [row_of(call.other if call.one.id == pk else call.one) for call in calls[:TWINS]]
    context = {"row": row_of(one), "one": one, "twins": twins}
    if keeping.may_keep(standing_of(request.user), one.territories):
        row = Instrument.objects.select_related("changed_by").get(pk=pk)
        changes = row.changes.select_related("who", "batch")[:SHOWN_CHANGES]
        context |= {"kept": row, "changes": changes, "is_edited": keeping.is_edited(row)}
        context["can_undo"] = keeping.last_change(row) is not None
    return render(request, "funding/instrument.html", context)


@require_safe
def instruments_csv(request: HttpRequest) -> StreamingHttpResponse:
    """A table that can be imported again."""
    found = read_selection(request.GET).of(known_instruments().values())
    response = StreamingHttpResponse(
        lines_of_table(HEADINGS, rows_of_table(found)), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="instruments.csv"'
    return response


@require_safe
def instruments_xlsx(request: HttpRequest) -> HttpResponse:
    """The same as a spreadsheet."""
    found = read_selection(request.GET).of(known_instruments().values())
    sheet = Sheet(_("Instruments"), HEADINGS, [tuple(row) for row in rows_of_table(found)])
    response = HttpResponse(as_xlsx([sheet]), content_type=SPREADSHEET)
    response["Content-Disposition"] = 'attachment; filename="instruments.xlsx"'
    return response


@require_safe
def instruments_json(request: HttpRequest) -> JsonResponse:
    found = read_selection(request.GET).of(known_instruments().values())
    return JsonResponse([plain(one) for one in found], safe=False)


def plain(one: Facts) -> dict[str, Any]:
    """Every fact, as JSON holds it."""
    facts = {name: getattr(one, name, None) for name in COLUMNS}
    return {
        **facts,
        "territories": list(one.territories),
        "beneficiaries": list(one.beneficiaries),
        "valid_from": one.valid.first.isoformat() if one.valid.first else None,
        "valid_to": one.valid.last.isoformat() if one.valid.last else None,
        "checked": one.checked.isoformat(),
    }


def row_of(one: Facts) -> dict[str, Any]:
    """What lists and tables show, in the reader's language."""
    return {
        "id": one.id,
        "name": one.name,
        "local_name": one.local_name if one.local_name != one.name else "",
        "funder": one.funder,
        "level": wording.LEVELS[one.level],
        "form": wording.FORMS[one.form],
        "purpose": wording.PURPOSES[one.purpose],
        "status": wording.STATUSES[one.status],
        "is_open": one.status == "open",
        "territories": [wording.territory_name(territory) for territory in one.territories],
        "beneficiaries": [wording.BENEFICIARIES[kind] for kind in one.beneficiaries],
        "rate": one.rate,
        "ceiling": one.ceiling,
        "currency": one.currency,
    }


def _filters(selection: Selection) -> list[dict[str, Any]]:
    labels = {
        "level": _("Level"),
        "form": _("Form"),
        "purpose": _("Purpose"),
        "beneficiary": _("Who may get it"),
        "status": _("Status"),
    }
    return [
        {
            "name": name,
            "label": labels[name],
            "choices": [(code, NAMES[name][code], code == getattr(selection, name)) for code in codes],
        }
        for name, codes in CODES.items()
    ]
