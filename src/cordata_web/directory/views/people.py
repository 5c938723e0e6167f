"""The people who act for an organisation: who they are, inviting more, and what its cluster may do."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from cordata_web.directory import queries
from cordata_web.directory.cluster_work import memberships
from cordata_web.directory.forms.people import ClusterMayForm, InvitationForm
from cordata_web.directory.founding import role_for
from cordata_web.directory.models import ClusterMay, Profile
from cordata_web.directory.rewriting import let_cluster_act
from cordata_web.directory.views.keeping import own_profile
from cordata_web.people import policy
from cordata_web.people.assignments import LastMemberError, RoleOverError, end_role
from cordata_web.people.invitations import HasRoleError, InvitationOverError, invite, withdraw
from cordata_web.people.models import Invitation, RoleAssignment


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest, slug: str) -> HttpResponse:
    """Shows them; a form sent invites somebody."""
    profile = own_profile(request, slug, "see_people")
    form = InvitationForm(request.POST or None)
    if request.method == "POST":
        policy.demand(request.user, "invite_people", profile)
        if form.is_valid() and _invited(request, profile, form):
            return HttpResponseRedirect(_address(profile))
    return render(request, "directory/own/people.html", {**_shown(request, profile), "form": form})


def _invited(request: HttpRequest, profile: Profile, form: InvitationForm) -> bool:
    try:
        invite(actor=request.user, role=role_for(profile), profile=profile, **form.cleaned_data)
    except HasRoleError:
        form.add_error("email", _("This person acts for the organisation already."))
        return False
    messages.success(request, _("The invitation is on its way to %(email)s.") % {"email": form.cleaned_data["email"]})
    return True


def _shown(request: HttpRequest, profile: Profile) -> dict[str, Any]:
    today = timezone.localdate()
    standing = policy.standing_of(request.user)
    roles = RoleAssignment.holding(today).filter(profile=profile).select_related("user").order_by("since", "pk")
    may_end = len(roles) > 1
    invited = Invitation.objects.filter(
        profile=profile, accepted__isnull=True, withdrawn__isnull=True, expires__gte=today
    )
    return {
        "profile": profile,
        "roles": [(one, may_end and policy.can(standing, "end", one)) for one in roles],
        "invitations": list(policy.visible_to(standing, invited)),
        "may_invite": policy.can(standing, "invite_people", profile),
        "clusters": queries.clusters_of(profile, today),
        "left": memberships.lately_left(profile, today),
        "may_leave": policy.can(standing, "leave_cluster", profile),
        "may_form": ClusterMayForm(initial={"cluster_may": profile.cluster_may})
        if policy.can(standing, "let_cluster_act", profile)
        else None,
    }


@login_required
@require_POST
def end(request: HttpRequest, slug: str, assignment: str) -> HttpResponse:
    """Somebody no longer acts for the organisation."""
    role = get_object_or_404(
        policy.visible_to(request.user, RoleAssignment.objects.filter(profile=slug)), pk=assignment
    )
    policy.demand(request.user, "end", role)
    try:
        end_role(assignment=role, actor=request.user)
    except LastMemberError:
        messages.error(request, _("Somebody has to act for the organisation: invite a colleague first."))
    except RoleOverError:
        messages.info(request, _("Somebody was faster, or you have done it already: this is how it stands now."))
    else:
        messages.success(request, _("%(person)s does not act for the organisation any more.") % {"person": role.user})
    if policy.can(request.user, "see_people", role.profile):
        return HttpResponseRedirect(_address(role.profile))
    return HttpResponseRedirect(reverse("desk:home"))


@login_required
@require_POST
def withdraw_invitation(request: HttpRequest, slug: str, invitation: str) -> HttpResponse:
    """The link in the letter opens nothing any more."""
    offered = get_object_or_404(policy.visible_to(request.user, Invitation.objects.filter(profile=slug)), pk=invitation)
    policy.demand(request.user, "withdraw", offered)
    try:
        withdraw(invitation=offered, actor=request.user)
    except InvitationOverError:
        messages.info(request, _("Somebody was faster, or you have done it already: this is how it stands now."))
    else:
        messages.success(request, _("The invitation is withdrawn."))
    return HttpResponseRedirect(_address(offered.profile))


@login_required
@require_POST
def allow(request: HttpRequest, slug: str) -> HttpResponse:
    """Say what the managers of its clusters may do."""
    profile = own_profile(request, slug, "let_cluster_act")
    form = ClusterMayForm(request.POST)
    if form.is_valid():
        let_cluster_act(profile=profile, actor=request.user, may=ClusterMay(form.cleaned_data["cluster_may"]))
        messages.success(request, _("Saved."))
    else:
        messages.error(request, _("Please choose one of the three."))
    return HttpResponseRedirect(_address(profile))


@login_required
@require_POST
def leave(request: HttpRequest, slug: str, cluster: str, step: str) -> HttpResponse:
    """The organisation leaves one of its clusters, or takes that back."""
    if step not in LEAVING:
        raise Http404(step)
    profile = own_profile(request, slug, "leave_cluster")
    left = get_object_or_404(Profile.objects.filter(memberships_held__member=profile).distinct(), pk=cluster)
    do, done = LEAVING[step]
    try:
        do(cluster=left, member=profile, actor=request.user, today=timezone.localdate())
    except (memberships.NotAMemberError, memberships.MemberAlreadyError):
        messages.info(request, _("Somebody was faster, or you have done it already: this is how it stands now."))
    else:
        messages.success(request, done % {"cluster": left.name})
    return HttpResponseRedirect(_address(profile))


LEAVING = {
    "leave": (
        memberships.leave_cluster,
        gettext_lazy("You do not belong to %(cluster)s any more; its managers are told. You can take that back below."),
    ),
    "return": (memberships.undo_leaving, gettext_lazy("You belong to %(cluster)s again.")),
}


def _address(profile: Profile) -> str:
    return reverse("directory:people", args=[profile.pk])
