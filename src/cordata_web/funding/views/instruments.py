"""Instruments: the list, each of them, and the files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cordata.funding import Instrument, joint_calls, load_instruments
from cordata.kernel import load_regions
from cordata_web.directory.files import lines_of_table
from cordata_web.funding import wording
from cordata_web.funding.selection import CODES, Selection, read_selection

NAMES = {
    "level": wording.LEVELS,
    "form": wording.FORMS,
    "purpose": wording.PURPOSES,
    "beneficiary": wording.BENEFICIARIES,
    "status": wording.STATUSES,
}
TWINS = 5
PER_PAGE = 40
COLUMNS = (
    *("id", "name", "local_name", "funder", "level", "territories", "form", "purpose", "beneficiaries", "rate"),
    *("ceiling", "budget", "currency", "months", "conditions", "valid_from", "valid_to", "status", "legal_basis"),
    *("website", "source", "confirmed", "checked"),
)


@require_safe
def instruments(request: HttpRequest) -> HttpResponse:
    selection = read_selection(request.GET)
    found = selection.of(load_instruments().values())
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "selection": selection,
        "query": selection.query(),
        "page": page,
        "rows": [row_of(one) for one in page],
        "number": len(found),
        "total": len(load_instruments()),
        "filters": _filters(selection),
        "regions": sorted(load_regions()),
    }
    return render(request, "funding/instruments.html", context)


@require_safe
def instrument(request: HttpRequest, pk: str) -> HttpResponse:
    one = load_instruments().get(pk)
    if one is None:
        raise Http404(_("There is no instrument of this name."))
    calls = [call for call in joint_calls(list(load_instruments().values())) if pk in (call.one.id, call.other.id)]
    twins = [row_of(call.other if call.one.id == pk else call.one) for call in calls[:TWINS]]
    return render(request, "funding/instrument.html", {"row": row_of(one), "one": one, "twins": twins})


@require_safe
def instruments_csv(request: HttpRequest) -> StreamingHttpResponse:
    found = read_selection(request.GET).of(load_instruments().values())
    rows = (list(plain(one).values()) for one in found)
    response = StreamingHttpResponse(lines_of_table(COLUMNS, _flat(rows)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="instruments.csv"'
    return response


@require_safe
def instruments_json(request: HttpRequest) -> JsonResponse:
    found = read_selection(request.GET).of(load_instruments().values())
    return JsonResponse([plain(one) for one in found], safe=False)


def plain(one: Instrument) -> dict[str, Any]:
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


def row_of(one: Instrument) -> dict[str, Any]:
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


def _flat(rows: Iterator[list[Any]]) -> Iterator[list[Any]]:
    for row in rows:
        yield [";".join(cell) if isinstance(cell, list) else cell for cell in row]


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
