"""Adding, describing, inviting and taking out partners."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from cordata.exchange import TransitionRefusedError
from cordata_web.consortia.actions import inviting
from cordata_web.consortia.actions import partners as actions
from cordata_web.consortia.forms.partners import DescribeForm, InviteForm, OutsideForm
from cordata_web.consortia.models import Consortium, ConsortiumPartner
from cordata_web.consortia.presenting import partner_row
from cordata_web.consortia.views.access import frame, owned, partner_of, seen
from cordata_web.consortia.views.consortium import render_consortium
from cordata_web.directory import queries
from cordata_web.exchange.models import DeclineReason
from cordata_web.people import policy


@login_required
@require_POST
def add(request: HttpRequest, pk: str) -> HttpResponse:
    """An organisation of the directory."""
    row = owned(request, pk)
    profile = get_object_or_404(queries.listed_for(request.user), pk=request.POST.get("profile", ""))
    try:
        actions.add_partner(consortium=row, profile=profile, actor=request.user)
    except actions.AlreadyPartnerError:
        messages.info(request, _("%(name)s is in the consortium already.") % {"name": profile.name})
    else:
        messages.success(request, _("%(name)s is proposed as a partner.") % {"name": profile.name})
    return redirect(row)


@login_required
@require_POST
def add_outside(request: HttpRequest, pk: str) -> HttpResponse:
    """An organisation that is not in the directory."""
    row = owned(request, pk)
    form = OutsideForm(request.POST)
    if not form.is_valid():
        return render_consortium(request, row, outside=form)
    made = actions.add_outside(consortium=row, actor=request.user, facts=form.facts)
    messages.success(request, _("%(name)s is proposed as a partner.") % {"name": made.name})
    return redirect(row)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def describe(request: HttpRequest, pk: str, partner: str) -> HttpResponse:
    """What the profile does not tell: role, task, size, group."""
    row = owned(request, pk)
    one = partner_of(request, row, partner)
    form = DescribeForm(request.POST or None, initial=DescribeForm.initial_of(one))
    if request.method == "POST" and form.is_valid():
        if one.is_coordinator and form.cleaned_data["role"] != one.role:
            form.add_error("role", _("Make another partner the coordinator; then this one becomes a partner."))
        else:
            actions.describe_partner(partner=one, actor=request.user, changes=form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect(row)
    context = {**frame(request, row, ""), "form": form, "partner": partner_row(one, policy.standing_of(request.user))}
    return render(request, "consortia/describe.html", context, status=422 if form.errors else 200)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, pk: str, partner: str) -> HttpResponse:
    """Ask an organisation of the directory, through the exchange."""
    row = owned(request, pk)
    one = partner_of(request, row, partner)
    if one.profile is None:
        raise Http404(partner)
    form = InviteForm(request.POST or None, initial={"note": _note(row)})
    if request.method == "POST" and form.is_valid():
        try:
            policy.demand(request.user, "invite", one)
            inviting.invite(partner=one, actor=request.user, note=form.cleaned_data["note"], today=timezone.localdate())
        except TransitionRefusedError:
            return too_late(request, row)
        messages.success(request, _("%(name)s is invited. You will hear when they answer.") % {"name": one.name})
        return redirect(row)
    context = {**frame(request, row, ""), "form": form, "partner": partner_row(one, policy.standing_of(request.user))}
    return render(request, "consortia/invite.html", context, status=422 if form.errors else 200)


def _note(row: Consortium) -> str:
    facts = {"owner": row.owner.name, "title": row.title}
    return _("%(owner)s would like you to be a partner in a project: %(title)s.") % facts


@login_required
@require_POST
def act(request: HttpRequest, pk: str, partner: str, name: str) -> HttpResponse:
    """Steps that need no more than a click."""
    row = seen(request, pk)
    one = partner_of(request, row, partner)
    if name not in DONE:
        raise Http404(name)
    needed, do, told = DONE[name]
    try:
        policy.demand(request.user, needed, one)
        do(one, request)
    except (TransitionRefusedError, actions.CoordinatorStaysError):
        return too_late(request, row)
    messages.success(request, told() % {"name": one.profile.name if one.profile else one.name})
    still = policy.can(request.user, "see", row)
    return redirect(row) if still else redirect("consortia:consortia")


def too_late(request: HttpRequest, row: Consortium) -> HttpResponse:
    messages.warning(request, _("Meanwhile something has changed here; please look again."))
    return redirect(row)


@login_required
@require_POST
def exclude(request: HttpRequest, pk: str) -> HttpResponse:
    """An organisation that is not to be proposed, or may be again."""
    row = owned(request, pk)
    profile = get_object_or_404(queries.listed_for(request.user), pk=request.POST.get("profile", ""))
    excluded = request.POST.get("excluded") == "yes"
    actions.exclude_organisation(consortium=row, profile=profile, actor=request.user, excluded=excluded)
    told = _("%(name)s will not be proposed any more.") if excluded else _("%(name)s may be proposed again.")
    messages.success(request, told % {"name": profile.name})
    back = request.POST.get("search", "")
    return redirect("consortia:search", row.pk, back) if back.isalnum() else redirect(row)


Do = Callable[[ConsortiumPartner, HttpRequest], object]


def _locked(locked: bool) -> Do:
    return lambda one, request: actions.describe_partner(partner=one, actor=request.user, changes={"locked": locked})


def _removed(exclude: bool) -> Do:
    return lambda one, request: actions.remove_partner(partner=one, actor=request.user, exclude=exclude)


def _accepted(one: ConsortiumPartner, request: HttpRequest) -> object:
    return inviting.answer(partner=one, step="accept", actor=request.user, today=timezone.localdate())


def _declined(one: ConsortiumPartner, request: HttpRequest) -> object:
    """With the reason that was chosen; the last of the list where none was."""
    told = request.POST.get("reason", "")
    reason = told if told in DeclineReason.values else DeclineReason.OTHER
    return inviting.answer(partner=one, step="decline", actor=request.user, today=timezone.localdate(), reason=reason)


DONE: dict[str, tuple[str, Do, Callable[[], str]]] = {
    "lock": ("edit", _locked(True), lambda: _("%(name)s stays whatever is proposed.")),
    "unlock": ("edit", _locked(False), lambda: _("%(name)s may be exchanged for a better fit.")),
    "remove": ("edit", _removed(False), lambda: _("%(name)s is taken out. You can take it back below.")),
    "exclude": ("edit", _removed(True), lambda: _("%(name)s is taken out and will not be proposed any more.")),
    "take_back": (
        "edit",
        lambda one, request: actions.take_back(partner=one, actor=request.user),
        lambda: _("%(name)s is back."),
    ),
    "confirm": (
        "confirm",
        lambda one, request: inviting.confirm(partner=one, actor=request.user),
        lambda: _("%(name)s takes part."),
    ),
    "accept": ("accept", _accepted, lambda: _("%(name)s takes part. The conversation with them is open.")),
    "decline": ("decline", _declined, lambda: _("They are told politely. Thank you for answering.")),
}
"""By the name of the step: what the policy asks, what is done, what is said afterwards."""
