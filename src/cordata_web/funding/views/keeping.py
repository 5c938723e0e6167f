"""Adding, editing, withdrawing instruments and taking a change back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cordata_web.funding import keeping
from cordata_web.funding.forms import InstrumentForm
from cordata_web.funding.models import Instrument, InstrumentImport
from cordata_web.people import policy
from cordata_web.people.policy import standing_of

MEANWHILE = gettext_lazy(
    "Somebody has changed this instrument meanwhile. What you wrote stands below; save once more to put it in place of "
    "the other."
)
SHOWN_IMPORTS = 20


@login_required
@never_cache
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """What was edited and withdrawn here, earlier imports, and the ways to add."""
    policy.demand(request.user, keeping.ACTION)
    standing = standing_of(request.user)
    rows = list(Instrument.objects.select_related("changed_by"))
    imports = policy.visible_to(standing, InstrumentImport.objects.defer("table").select_related("sent_by"))
    context = {
        "withdrawn": [row for row in rows if row.withdrawn and keeping.may_keep(standing, row.territories)],
        "edited": [row for row in rows if not row.withdrawn and (row.shipped is None or keeping.is_edited(row))],
        "imports": imports[:SHOWN_IMPORTS],
    }
    return render(request, "funding/keep/desk.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    policy.demand(request.user, keeping.ACTION)
    form = InstrumentForm(standing_of(request.user), data=request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        facts = form.told(keeping.new_id_for(form.cleaned_data["name"]))
        keeping.demand_keep(request.user, facts.territories)
        row = keeping.add(facts=facts, actor=request.user)
        messages.success(request, _("The instrument is on the pages now."))
        return redirect(row)
    return render(request, "funding/keep/edit.html", {"form": form}, status=422 if form.errors else 200)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: str) -> HttpResponse:
    """The facts of an instrument; whoever saves after somebody else has, is told so first and loses nothing."""
    row = _found(request, pk)
    seen = row.changed.isoformat()
    sent = request.POST.copy() if request.method == "POST" else None
    form = InstrumentForm(standing_of(request.user), row.facts, sent, seen=seen)
    if sent is not None and form.is_valid():
        if form.cleaned_data["seen"] == seen:
            return _save(request, row, form)
        form.add_error(None, MEANWHILE)
        sent["seen"] = seen
    return render(request, "funding/keep/edit.html", {"form": form, "row": row}, status=422 if form.errors else 200)


@login_required
@require_POST
def withdraw(request: HttpRequest, pk: str) -> HttpResponse:
    row = _found(request, pk)
    keeping.withdraw(row=row, actor=request.user)
    messages.success(request, _("The instrument is off the pages. You can take it up again here."))
    return redirect("funding:desk")


@login_required
@require_POST
def restore(request: HttpRequest, pk: str) -> HttpResponse:
    return _done(request, pk, keeping.restore, _("The instrument is on the pages again."))


@login_required
@require_POST
def as_shipped(request: HttpRequest, pk: str) -> HttpResponse:
    return _done(request, pk, keeping.as_shipped, _("The facts that come with Cordata are back."))


@login_required
@require_POST
def undo(request: HttpRequest, pk: str) -> HttpResponse:
    row = _found(request, pk)
    try:
        keeping.undo(row=row, actor=request.user)
    except keeping.NothingToUndoError:
        messages.info(request, _("There is nothing to take back."))
    else:
        messages.success(request, _("The last change is taken back."))
    row.refresh_from_db()
    return redirect("funding:desk") if row.withdrawn else redirect(row)


def _save(request: HttpRequest, row: Instrument, form: InstrumentForm) -> HttpResponse:
    facts = form.told(row.pk)
    keeping.demand_keep(request.user, facts.territories)
    if keeping.edit(row=row, facts=facts, actor=request.user):
        messages.success(request, _("Saved. The change can be taken back."))
    else:
        messages.info(request, _("Nothing has changed."))
    return redirect(row)


def _done(request: HttpRequest, pk: str, act: Callable[..., Any], sentence: str) -> HttpResponse:
    row = _found(request, pk)
    act(row=row, actor=request.user)
    messages.success(request, sentence)
    return redirect(row)


def _found(request: HttpRequest, pk: str) -> Instrument:
    row = get_object_or_404(Instrument, pk=pk)
    keeping.demand_keep(request.user, row.territories)
    return row
