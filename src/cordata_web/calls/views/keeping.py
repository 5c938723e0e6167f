"""Own calls: written by form or sent as a table, changed, withdrawn, put back; and calls followed."""

from __future__ import annotations

import csv
import io
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cordata.sources.calls_own import HEADINGS, read_own_calls
from cordata_web.calls import keeping
from cordata_web.calls.following import follow_call, unfollow_call
from cordata_web.calls.forms import CallForm, TableForm, initial_of
from cordata_web.calls.loading import lost
from cordata_web.calls.models import Call
from cordata_web.calls.problems import field_name, problem_sentence
from cordata_web.calls.records import facts_of
from cordata_web.exchange.following import TooMuchFollowedError
from cordata_web.people import policy

MOST_BYTES = 5_000_000
SHOWN_PROBLEMS = 500


@login_required
@never_cache
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Own calls of the person's region or of the network, and the ways to add."""
    policy.demand(request.user, keeping.ACTION)
    rows = Call.objects.exclude(origin=Call.Origin.READ).select_related("changed_by").order_by("-changed")
    return render(
        request, "calls/keep/desk.html", {"rows": [row for row in rows if keeping.may_keep(request.user, row)]}
    )


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    policy.demand(request.user, keeping.ACTION)
    sent = request.POST if request.method == "POST" else None
    titles = [sent.get(name, "") for name in sorted(sent) if name.startswith("title_")] if sent else []
    form = CallForm(keeping.new_reference_for(next(filter(None, titles), "call")), sent)
    return _saved(request, form, None)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: str) -> HttpResponse:
    row = _found(request, pk)
    sent = request.POST if request.method == "POST" else None
    return _saved(request, CallForm(row.reference, sent, initial_of(facts_of(row))), row)


@login_required
@require_POST
def withdraw(request: HttpRequest, pk: str) -> HttpResponse:
    keeping.withdraw(call=_found(request, pk), actor=request.user)
    messages.success(request, _("The call is off the pages. You can put it back here."))
    return redirect("calls:desk")


@login_required
@require_POST
def restore(request: HttpRequest, pk: str) -> HttpResponse:
    row = _found(request, pk)
    keeping.restore(call=row, actor=request.user)
    messages.success(request, _("The call is on the pages again."))
    return redirect(row)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest) -> HttpResponse:
    """A table of calls: written whole, or, where a row is bad, not at all and every bad row is named."""
    policy.demand(request.user, keeping.ACTION)
    form = TableForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "calls/keep/send.html", {"form": form}, status=422 if form.errors else 200)
    file = form.cleaned_data["file"]
    if file.size > MOST_BYTES:
        form.add_error("file", _("The file is too large. Please send it in parts."))
        return render(request, "calls/keep/send.html", {"form": form}, status=422)
    reading = read_own_calls(file.name, file.read(), fetched=timezone.localdate())
    problems, taken = lost(reading.problems), []
    if reading.records and not problems:
        try:
            done = keeping.write(calls=reading.records, actor=request.user)
        except keeping.KeyTakenError as error:
            taken = error.references
        else:
            number = len(done.new) + len(done.changed)
            told = ngettext("%(number)s call was written.", "%(number)s calls were written.", number)
            messages.success(request, told % {"number": number})
            return redirect("calls:desk")
    context = {"form": form, "problems": _problem_rows(problems), "taken": taken, "good": len(reading.records)}
    context["more"] = max(0, len(problems) - SHOWN_PROBLEMS)
    context["is_empty"] = not (reading.records or problems)
    return render(request, "calls/keep/send.html", context, status=422)


@login_required
@require_safe
def headings(request: HttpRequest) -> HttpResponse:
    """A table with the headings only."""
    policy.demand(request.user, keeping.ACTION)
    content = io.StringIO()
    csv.writer(content).writerow(HEADINGS)
    response = HttpResponse(content.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="calls.csv"'
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, pk: str) -> HttpResponse:
    """Follow a call; a page that is asked for again after signing in leads back to the call."""
    row = get_object_or_404(Call, pk=pk, withdrawn__isnull=True)
    if request.method == "POST":
        try:
            follow_call(user=request.user, call=row)
        except TooMuchFollowedError:
            messages.error(request, _("You follow a hundred things already. Stop following some of them first."))
        else:
            messages.success(request, _("You follow this call now. Its deadlines come with your round-up by e-mail."))
    return redirect(row)


@login_required
@require_POST
def unfollow(request: HttpRequest, pk: str) -> HttpResponse:
    row = get_object_or_404(Call, pk=pk, followers__user=request.user)
    unfollow_call(user=request.user, call=row)
    messages.success(request, _("You do not follow this call any more."))
    return redirect(row if row.withdrawn is None else "calls:calls")


def _saved(request: HttpRequest, form: CallForm, row: Call | None) -> HttpResponse:
    if request.method == "POST" and form.is_valid() and form.call is not None:
        done = keeping.write(calls=[form.call], actor=request.user)
        messages.success(request, _("The call is on the pages now."))
        return redirect("calls:call", (done.new or done.changed or done.same)[0])
    return render(request, "calls/keep/edit.html", {"form": form, "row": row}, status=422 if form.errors else 200)


def _found(request: HttpRequest, pk: str) -> Call:
    row = get_object_or_404(Call.objects.prefetch_related("deadlines"), pk=pk)
    keeping.demand_keep(request.user, row)
    return row


def _problem_rows(problems: list[Any]) -> list[dict[str, Any]]:
    return [
        {
            "line": one.line,
            "column": field_name(one.column) if one.column else "",
            "value": one.value,
            "sentence": problem_sentence(one),
        }
        for one in problems[:SHOWN_PROBLEMS]
    ]
