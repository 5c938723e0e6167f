"""The members of a cluster: list, ending and taking back, reminding, inviting their people."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cordata.exchange import TransitionRefusedError
from cordata_web.directory.cluster_work import memberships, nudging, roster
from cordata_web.directory.cluster_work.newcomers import HasPeopleError, renew_for
from cordata_web.directory.cluster_work.roster import FRESHNESS, Member
from cordata_web.directory.forms.people import InvitationForm
from cordata_web.directory.founding import role_for
from cordata_web.directory.models import ClusterMay, MembershipRequest, Profile
from cordata_web.directory.views.clusters.pages import frame, managed
from cordata_web.people import policy
from cordata_web.people.invitations import HasRoleError, invite
from cordata_web.people.policy import Standing

ROWS = 30
FORMER = 10


@login_required
@never_cache
@require_safe
def members(request: HttpRequest, slug: str) -> HttpResponse:
    cluster = managed(request, slug, "see_cluster")
    today = timezone.localdate()
    everybody = roster.roster_of(cluster, today)
    asked = request.GET.get("fresh", "")
    shown = [one for one in everybody if one.freshness == asked] if asked in FRESHNESS else everybody
    page = Paginator(shown, ROWS).get_page(request.GET.get("page"))
    standing = policy.standing_of(request.user)
    context = {
        **frame(request, cluster, "members"),
        "page": page,
        "rows": [_row(one, standing) for one in page],
        "number": len(everybody),
        "facets": _facets(everybody, asked),
        "stale": sum(one.is_stale and bool(one.people) and not one.nudged for one in everybody),
        "requests": list(roster.open_requests(cluster)),
        "former": list(roster.former_members(cluster, today)[:FORMER]),
    }
    return render(request, "directory/cluster/members.html", context)


def _row(one: Member, standing: Standing) -> dict[str, Any]:
    profile = one.profile
    return {
        "member": one,
        "profile": profile,
        "may_see": policy.can(standing, "see", profile),
        "may_edit": policy.can(standing, "edit", profile),
        "may_write": policy.can(standing, "write_opportunity", profile),
        "may_nudge": bool(one.people) and not one.nudged and policy.can(standing, "nudge", profile),
        "may_ask": bool(one.people) and profile.cluster_may != ClusterMay.ALL,
        "may_invite": not one.people and profile.claimed is None and policy.can(standing, "invite_people", profile),
        "may_renew": _may_renew(one),
        "allows": profile.get_cluster_may_display() if one.people else "",
    }


def _may_renew(one: Member) -> bool:
    """Where nobody of its own is there, the cluster says whether it still holds."""
    unkept = not one.people and one.profile.claimed is None and not one.profile.is_example
    return unkept and one.freshness in ("ending", "expired", "old") and one.profile.valid_until is not None


def _facets(everybody: list[Member], asked: str) -> list[dict[str, Any]]:
    counts = roster.counted(everybody)["freshness"]
    every = {"label": _("All"), "url": "?", "count": len(everybody), "current": asked not in FRESHNESS}
    return [
        every,
        *(
            {"label": str(name), "url": f"?fresh={code}", "count": counts[code], "current": code == asked}
            for code, name in FRESHNESS.items()
            if counts[code]
        ),
    ]


@login_required
@require_POST
def end_membership(request: HttpRequest, slug: str, member: str) -> HttpResponse:
    cluster = managed(request, slug)
    found = get_object_or_404(Profile, pk=member, memberships__cluster=cluster)
    try:
        memberships.end_membership(cluster=cluster, member=found, actor=request.user, today=timezone.localdate())
    except memberships.NotAMemberError:
        messages.info(request, _("Somebody was faster, or you have done it already: this is how it stands now."))
    else:
        messages.success(
            request, _("%(name)s is not a member any more. You can take that back below.") % {"name": found.name}
        )
    return _back(cluster)


@login_required
@require_POST
def renew(request: HttpRequest, slug: str, member: str) -> HttpResponse:
    """A member without people of its own stays public for another year."""
    cluster = managed(request, slug)
    found = _member(cluster, member)
    try:
        renew_for(cluster=cluster, member=found, actor=request.user, today=timezone.localdate())
    except (HasPeopleError, TransitionRefusedError, memberships.NotAMemberError):
        messages.info(request, _("Somebody was faster, or you have done it already: this is how it stands now."))
    except memberships.ClusterNotPublicError:
        messages.error(request, _("Members can be added as soon as the secretariat has published the cluster."))
    else:
        messages.success(request, _("Thank you: it stays public."))
    return _back(cluster)


@login_required
@require_POST
def undo_end(request: HttpRequest, slug: str, member: str) -> HttpResponse:
    cluster = managed(request, slug)
    found = get_object_or_404(Profile.objects.filter(memberships__cluster=cluster).distinct(), pk=member)
    try:
        memberships.undo_end(cluster=cluster, member=found, actor=request.user, today=timezone.localdate())
    except memberships.MemberAlreadyError:
        messages.info(request, _("Somebody was faster, or you have done it already: this is how it stands now."))
    except memberships.NotAMemberError:
        messages.error(request, _("That is too long ago to be taken back: please add the member anew."))
    else:
        messages.success(request, _("%(name)s is a member again.") % {"name": found.name})
    return _back(cluster)


@login_required
@require_POST
def nudge(request: HttpRequest, slug: str) -> HttpResponse:
    """Remind one member, or all whose profiles are stale."""
    cluster = managed(request, slug)
    today = timezone.localdate()
    if "member" not in request.POST:
        number = nudging.nudge_stale(
            members=roster.roster_of(cluster, today), cluster=cluster, actor=request.user, today=today
        )
        told = ngettext("%(number)s member was reminded.", "%(number)s members were reminded.", number)
        messages.success(request, told % {"number": number})
        return _back(cluster)
    return _write(request, cluster, request.POST["member"], nudging.nudge)


@login_required
@require_POST
def ask_to_act(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask one member to let the cluster act for it."""
    cluster = managed(request, slug)
    return _write(request, cluster, request.POST.get("member", ""), nudging.ask_to_act)


def _write(request: HttpRequest, cluster: Profile, member: str, do: Any) -> HttpResponse:
    found = _member(cluster, member)
    policy.demand(request.user, "nudge", found)
    name = {"name": found.name}
    try:
        letters = do(member=found, cluster=cluster, actor=request.user, today=timezone.localdate())
    except nudging.RemindedLatelyError:
        messages.info(request, _("%(name)s was written to within the last weeks.") % name)
    except nudging.NobodyThereError:
        messages.error(request, _("Nobody acts for %(name)s here yet: invite somebody first.") % name)
    else:
        if letters:
            messages.success(request, _("A letter to %(name)s is on its way.") % name)
        else:
            messages.info(request, _("The people of %(name)s do not want reminders by e-mail.") % name)
    return _back(cluster)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invite_people(request: HttpRequest, slug: str, member: str) -> HttpResponse:
    """Somebody of a member that nobody keeps yet is invited to act for it."""
    cluster = managed(request, slug)
    found = _member(cluster, member)
    policy.demand(request.user, "invite_people", found)
    if found.claimed is not None or memberships.has_own_people(found, today=timezone.localdate()):
        messages.info(request, _("%(name)s has people of its own here already.") % {"name": found.name})
        return _back(cluster)
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _invited(request, found, form):
        return _back(cluster)
    context = {**frame(request, cluster, "members"), "member": found, "form": form}
    return render(request, "directory/cluster/invite.html", context)


def _invited(request: HttpRequest, member: Profile, form: InvitationForm) -> bool:
    try:
        invite(actor=request.user, role=role_for(member), profile=member, **form.cleaned_data)
    except HasRoleError:
        form.add_error("email", _("This person acts for the organisation already."))
        return False
    messages.success(request, _("The invitation is on its way to %(email)s.") % {"email": form.cleaned_data["email"]})
    return True


@login_required
@require_POST
def withdraw_request(request: HttpRequest, slug: str, asked: str) -> HttpResponse:
    cluster = managed(request, slug)
    found = get_object_or_404(MembershipRequest, pk=asked, cluster=cluster)
    policy.demand(request.user, "withdraw", found)
    try:
        memberships.withdraw_request(request=found, actor=request.user)
    except memberships.AnsweredAlreadyError:
        messages.info(request, _("Somebody was faster, or you have done it already: this is how it stands now."))
    else:
        messages.success(request, _("The question is taken back."))
    return _back(cluster)


def _member(cluster: Profile, member: str) -> Profile:
    held = roster.memberships_today(cluster, timezone.localdate()).filter(member=member)
    row = held.select_related("member").first()
    if row is None:
        raise Http404(member)
    return row.member


def _back(cluster: Profile) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("directory:cluster_members", args=[cluster.pk]))
