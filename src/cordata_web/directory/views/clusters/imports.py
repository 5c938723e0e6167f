"""Importing members: a table sent, its columns and faults looked at, imported, taken back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cordata.sources.columns import preview
from cordata_web.directory import listing, wording
from cordata_web.directory.cluster_work import importing, memberships
from cordata_web.directory.cluster_work.dry_run import DOES_SOMETHING, UNSURE, counts_of
from cordata_web.directory.cluster_work.import_messages import FATE_TONES, FATES, LOSSES, STAYED, fault
from cordata_web.directory.cluster_work.tables import sample_csv, table_from
from cordata_web.directory.forms.clusters import MappingForm, TableForm
from cordata_web.directory.models import MemberImport, Profile
from cordata_web.directory.views.clusters.pages import frame, managed
from cordata_web.people import policy

SHOWN_PROBLEMS, SHOWN_ROWS, SHOWN_IMPORTS = 200, 300, 20


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest, slug: str) -> HttpResponse:
    """Earlier imports, and the form of a new one."""
    cluster = managed(request, slug, "see_cluster" if request.method != "POST" else "run_cluster")
    form = TableForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = importing.receive_table(
                cluster=cluster, actor=request.user, file_name=form.cleaned_data["file"].name, table=form.table,
                today=timezone.localdate(),
            )  # fmt: skip
        except memberships.ClusterNotPublicError:
            form.add_error(None, _("Members can be added as soon as the secretariat has published the cluster."))
        else:
            return HttpResponseRedirect(importing.address_of(made))
    earlier = MemberImport.objects.filter(cluster=cluster).defer("table", "rows").select_related("sent_by")
    context = {**frame(request, cluster, "import"), "form": form, "earlier": earlier[:SHOWN_IMPORTS]}
    return render(request, "directory/cluster/imports.html", context, status=422 if form.errors else 200)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def member_import(request: HttpRequest, slug: str, pk: str) -> HttpResponse:
    """One import: its columns and rows; a form sent looks at them anew."""
    cluster = managed(request, slug, "see_cluster" if request.method != "POST" else "run_cluster")
    found = _found(request, cluster, pk)
    table = table_from(found.table, found.file_name)
    uses = preview(table, found.mapping.get("fields", {}))
    rows = sorted(found.rows, key=lambda row: (row["fate"] != UNSURE, row["line"]))[:SHOWN_ROWS]
    form = MappingForm(uses, rows, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            importing.check_again(
                found=found, actor=request.user, fields=form.mapping,
                choices={**found.mapping.get("choices", {}), **form.choices}, today=timezone.localdate(),
            )  # fmt: skip
        except importing.NotNowError:
            messages.info(request, _("This import is under way or done already."))
        else:
            messages.success(request, _("Looked at anew; nothing is imported yet."))
        return HttpResponseRedirect(importing.address_of(found))
    context = {**frame(request, cluster, "import"), **_shown(found, form, rows)}
    return render(request, "directory/cluster/import.html", context, status=422 if form.errors else 200)


def _shown(found: MemberImport, form: MappingForm, rows: list[dict[str, Any]]) -> dict[str, Any]:
    counts = counts_of(found.rows)
    job = importing.job_of(found)
    lost = [one for one in found.problems if one["loss"] in ("file", "row")]
    does = sum(counts[fate] for fate in DOES_SOMETHING)
    return {
        "found": found,
        "form": form,
        "may_change": importing.is_untouched(found),
        "rows": [_row(one, form) for one in rows],
        "more_rows": max(0, len(found.rows) - SHOWN_ROWS),
        "counts": [(FATES[fate], number, FATE_TONES.get(fate, "plain")) for fate, number in counts.items() if number],
        "does_something": does,
        "problems": [_problem(one) for one in found.problems[:SHOWN_PROBLEMS]],
        "more_problems": max(0, len(found.problems) - SHOWN_PROBLEMS),
        "lost": len({one["line"] for one in lost}),
        "job": job,
        "is_running": job is not None and not job.is_over,
        "stopped": job is not None and job.is_over and found.state == MemberImport.State.CHECKED,
        "made": {name: len(found.effects.get(name, [])) for name in ("created", "memberships", "requests")},
        "skipped": _stayed(found.effects.get("skipped", [])),
        "kept": _stayed(found.effects.get("kept", [])),
    }


def _row(one: dict[str, Any], form: MappingForm) -> dict[str, Any]:
    town, nuts, country = one["place"]
    key = f"row_{one['line']}"
    return {
        "line": one["line"],
        "name": one["name"],
        "kind": wording.kind_name(one["kind"]),
        "place": listing.place_in_words(town, nuts, country),
        "fate": FATES[one["fate"]],
        "tone": FATE_TONES.get(one["fate"], "plain"),
        "field": form[key] if key in form.fields else None,
    }


def _problem(one: dict[str, Any]) -> dict[str, Any]:
    return {**one, "sentence": fault(one["code"], one["facts"]), "lost": LOSSES[one["loss"]]}


def _stayed(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**one, "why": STAYED[one["reason"]]} for one in entries]


@login_required
@require_POST
def start(request: HttpRequest, slug: str, pk: str) -> HttpResponse:
    cluster = managed(request, slug)
    found = _found(request, cluster, pk)
    policy.demand(request.user, "import", found)
    try:
        job = importing.start_import(found=found, actor=request.user)
    except importing.NothingToImportError:
        messages.info(request, _("There is nothing to import: every row is a member already or is left out."))
    except importing.NotNowError:
        messages.info(request, _("This import is under way or done already."))
    except memberships.ClusterNotPublicError:
        messages.error(request, _("Members can be added as soon as the secretariat has published the cluster."))
    else:
        return HttpResponseRedirect(reverse("jobs:job", args=[job.pk]))
    return HttpResponseRedirect(importing.address_of(found))


@login_required
@require_POST
def undo(request: HttpRequest, slug: str, pk: str) -> HttpResponse:
    cluster = managed(request, slug)
    found = _found(request, cluster, pk)
    policy.demand(request.user, "undo", found)
    try:
        job = importing.start_undo(found=found, actor=request.user)
    except importing.NotNowError:
        messages.info(request, _("There is nothing to take back at the moment."))
        return HttpResponseRedirect(importing.address_of(found))
    return HttpResponseRedirect(reverse("jobs:job", args=[job.pk]))


@login_required
@require_safe
def sample(request: HttpRequest, slug: str) -> HttpResponse:
    """A table to fill in."""
    managed(request, slug, "see_cluster")
    response = HttpResponse(sample_csv(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="members.csv"'
    return response


def _found(request: HttpRequest, cluster: Profile, pk: str) -> MemberImport:
    rows = MemberImport.objects.filter(cluster=cluster).select_related("cluster")
    return get_object_or_404(policy.visible_to(request.user, rows), pk=pk)
