"""The people of the network and their roles; inviting to any role, and what was offered and not taken yet."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cordata_web.desk.secretariat.forms.people import InviteForm, PeopleForm
from cordata_web.desk.secretariat.gate import back, open_to, page
from cordata_web.people import policy
from cordata_web.people.assignments import LastMemberError, RoleOverError, end_role
from cordata_web.people.invitations import HasRoleError, InvitationOverError, invite, withdraw
from cordata_web.people.models import Invitation, RoleAssignment, User

PEOPLE_A_PAGE = 30


@open_to("see_network")
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    form = PeopleForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    held = _held(chosen.get("q", ""), chosen.get("role", ""))
    rows = User.objects.filter(pk__in=held.values("user")).order_by("name", "email")
    shown = Paginator(rows, PEOPLE_A_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": shown, "rows": _with_roles(request, shown), "invitations": _open(request)}
    return page(request, "people", "people", {**context, "may_invite": policy.can(request.user, "invite")})


def _held(q: str, role: str) -> QuerySet[RoleAssignment]:
    held = RoleAssignment.holding(timezone.localdate())
    if role:
        held = held.filter(role=role)
    for word in q.split():
        names = Q(user__name__icontains=word) | Q(user__email__icontains=word)
        held = held.filter(names | Q(profile__name__icontains=word) | Q(region__iexact=word))
    return held


def _with_roles(request: HttpRequest, users: Any) -> list[tuple[User, list[tuple[RoleAssignment, bool]]]]:
    """Each with all roles of today, and whether the reader may end them."""
    standing = policy.standing_of(request.user)
    roles: defaultdict[int, list[tuple[RoleAssignment, bool]]] = defaultdict(list)
    held = RoleAssignment.holding(timezone.localdate()).filter(user__in=list(users))
    for one in held.select_related("profile", "user").order_by("role", "since", "pk"):
        roles[one.user_id].append((one, policy.can(standing, "end", one)))
    return [(user, roles[user.pk]) for user in users]


def _open(request: HttpRequest) -> list[Invitation]:
    rows = policy.visible_to(request.user, Invitation.objects.select_related("profile", "invited_by"))
    return list(rows.filter(accepted__isnull=True, withdrawn__isnull=True).order_by("expires", "pk"))


@login_required
@require_POST
def end(request: HttpRequest, pk: str) -> HttpResponse:
    """Somebody does not have a role any more."""
    role = get_object_or_404(policy.visible_to(request.user, RoleAssignment.objects.select_related("user")), pk=pk)
    policy.demand(request.user, "see_network")
    policy.demand(request.user, "end", role)
    try:
        end_role(assignment=role, actor=request.user)
    except LastMemberError:
        messages.error(request, _("Somebody has to keep this role: invite somebody else first."))
    except RoleOverError:
        messages.info(request, _("Somebody was faster, or you have done it already: this is how it stands now."))
    else:
        done = _("%(person)s does not have the role “%(role)s” any more.")
        messages.success(request, done % {"person": role.user, "role": role.get_role_display()})
    return back(request, "people")


@open_to("invite")
@require_http_methods(["GET", "HEAD", "POST"])
def invite_somebody(request: HttpRequest) -> HttpResponse:
    form = InviteForm(request.POST if request.method == "POST" else None, initial={"role": "member"})
    if request.method == "POST" and form.is_valid() and _invited(request, form):
        return HttpResponseRedirect(reverse("secretariat:people"))
    return page(request, "people", "invite", {"form": form}, status=422 if form.errors else 200)


def _invited(request: HttpRequest, form: InviteForm) -> bool:
    given = dict(form.cleaned_data)
    profile = given.pop("organisation")
    if profile is not None:
        policy.demand(request.user, "invite_people", profile)
    try:
        invite(actor=request.user, profile=profile, **given)
    except HasRoleError:
        form.add_error("email", _("This person has the role already."))
        return False
    messages.success(request, _("The invitation is on its way to %(email)s.") % {"email": given["email"]})
    return True


@login_required
@require_POST
def invite_again(request: HttpRequest, pk: str) -> HttpResponse:
    """The same letter once more, with the time to answer begun anew."""
    policy.demand(request.user, "invite")
    row = get_object_or_404(policy.visible_to(request.user, Invitation.objects.select_related("profile")), pk=pk)
    if row.accepted is not None or row.withdrawn is not None:
        messages.info(request, _("Somebody was faster, or you have done it already: this is how it stands now."))
        return back(request, "people")
    offer = {"email": row.email, "role": row.role, "profile": row.profile, "region": row.region}
    try:
        invite(actor=request.user, **offer, note=row.note, language=row.language)
    except HasRoleError:
        messages.info(request, _("This person has the role already."))
    else:
        messages.success(request, _("The invitation is on its way to %(email)s.") % {"email": row.email})
    return back(request, "people")


@login_required
@require_POST
def withdraw_invitation(request: HttpRequest, pk: str) -> HttpResponse:
    row = get_object_or_404(policy.visible_to(request.user, Invitation.objects.all()), pk=pk)
    policy.demand(request.user, "see_network")
    policy.demand(request.user, "withdraw", row)
    try:
        withdraw(invitation=row, actor=request.user)
    except InvitationOverError:
        messages.info(request, _("Somebody was faster, or you have done it already: this is how it stands now."))
    else:
        messages.success(request, _("The invitation is withdrawn."))
    return back(request, "people")
