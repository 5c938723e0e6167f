"""Importing a table of instruments: sent, looked at, imported, taken back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from cordata.sources.problems import Problem
from cordata_web.directory.cluster_work.import_messages import LOSSES
from cordata_web.funding import importing, keeping
from cordata_web.funding.forms import ColumnsForm, TableForm
from cordata_web.funding.import_messages import FATE_TONES, FATES, reason
from cordata_web.funding.models import InstrumentImport
from cordata_web.people import policy

SHOWN_PROBLEMS, SHOWN_ROWS = 200, 300


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest) -> HttpResponse:
    policy.demand(request.user, keeping.ACTION)
    form = TableForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["file"].name
        return redirect(importing.address_of(importing.receive(actor=request.user, file_name=name, table=form.table)))
    return render(request, "funding/keep/send.html", {"form": form}, status=422 if form.errors else 200)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def look(request: HttpRequest, pk: str) -> HttpResponse:
    """One import: its columns, what its rows would do, why others are left out."""
    found = _found(request, pk)
    form = ColumnsForm(found.table["columns"], found.mapping, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        policy.demand(request.user, "import", found)
        try:
            importing.choose_columns(found=found, mapping=form.cleaned_data)
        except importing.NotNowError:
            messages.info(request, _("This import is under way or done already."))
        return redirect(importing.address_of(found))
    return render(request, "funding/keep/import.html", _shown(request, found, form), status=422 if form.errors else 200)


@login_required
@require_POST
def start(request: HttpRequest, pk: str) -> HttpResponse:
    found = _found(request, pk)
    policy.demand(request.user, "import", found)
    try:
        importing.run(found=found, actor=request.user)
    except importing.NothingToImportError:
        messages.info(request, _("There is nothing to import: every row is there already or is left out."))
    except importing.NotNowError:
        messages.info(request, _("This import is under way or done already."))
    else:
        messages.success(request, _("The instruments are imported. It can be taken back."))
    return redirect(importing.address_of(found))


@login_required
@require_POST
def undo(request: HttpRequest, pk: str) -> HttpResponse:
    found = _found(request, pk)
    policy.demand(request.user, "undo", found)
    try:
        importing.undo(found=found, actor=request.user)
    except importing.NotNowError:
        messages.info(request, _("There is nothing to take back at the moment."))
    else:
        messages.success(request, _("The import is taken back."))
    return redirect(importing.address_of(found))


def _shown(request: HttpRequest, found: InstrumentImport, form: ColumnsForm) -> dict[str, Any]:
    seen = importing.look(found, request.user)
    samples = importing.samples_of(found)
    return {
        "found": found,
        "form": form,
        "fields": [(field, samples.get(field.value() or "", ())) for field in form],
        "is_open": found.state == InstrumentImport.State.CHECKED and policy.can(request.user, "import", found),
        "may_undo": found.state == InstrumentImport.State.IMPORTED and policy.can(request.user, "undo", found),
        "rows": [
            {"row": row, "fate": FATES[row.fate], "tone": FATE_TONES.get(row.fate, "plain")}
            for row in seen.rows[:SHOWN_ROWS]
        ],
        "more_rows": max(0, len(seen.rows) - SHOWN_ROWS),
        "counts": [
            (FATES[fate], number, FATE_TONES.get(fate, "plain")) for fate, number in seen.counts.items() if number
        ],
        "does_something": seen.does_something,
        "lost": seen.lost,
        "problems": [_problem(one) for one in seen.problems[:SHOWN_PROBLEMS]],
        "more_problems": max(0, len(seen.problems) - SHOWN_PROBLEMS),
    }


def _problem(one: Problem) -> dict[str, Any]:
    where = {name: getattr(one, name) for name in ("code", "file", "line", "column", "value")}
    return {**where, "sentence": reason(one), "lost": LOSSES[importing.loss_of(one)]}


def _found(request: HttpRequest, pk: str) -> InstrumentImport:
    policy.demand(request.user, "see_figures")
    return get_object_or_404(policy.visible_to(request.user, InstrumentImport.objects.all()), pk=pk)
