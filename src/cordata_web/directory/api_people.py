"""The people of an organisation, for programs: who acts for it, who is invited, ending either; reminding members."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Path, Router, Schema
from pydantic import Field

from cordata.kernel import Language
from cordata_web.api.keys import MANAGE, WRITE
from cordata_web.api.paging import Said, as_form
from cordata_web.api.problems import Refusals, demand_valid
from cordata_web.directory.api_organisations import Id, found_organisation
from cordata_web.directory.cluster_work.nudging import NobodyThereError, RemindedLatelyError, nudge
from cordata_web.directory.forms.people import InvitationForm
from cordata_web.directory.founding import role_for
from cordata_web.directory.models import Profile
from cordata_web.directory.views.clusters.pages import managed
from cordata_web.people import policy
from cordata_web.people.assignments import LastMemberError, RoleOverError, end_role
from cordata_web.people.invitations import HasRoleError, InvitationOverError, invite, withdraw
from cordata_web.people.models import Invitation, Role, RoleAssignment

router = Router(tags=["organisations"])
REFUSALS: Refusals = {
    HasRoleError: (409, "This person acts for the organisation already."),
    InvitationOverError: (409, "The invitation was taken, withdrawn, or has run out."),
    LastMemberError: (409, "Somebody has to stay: invite a colleague first."),
    RoleOverError: (409, "The role has ended already."),
    RemindedLatelyError: (409, "They were reminded within the last weeks."),
    NobodyThereError: (409, "The member has no people of its own here who could be written to."),
}


class HolderOut(Schema):
    """Somebody who acts for an organisation; ``may_end`` says whether you may end that."""

    id: str
    name: str
    email: str
    role: Literal[*Role.values]
    since: date
    may_end: bool


class InvitationOut(Schema):
    id: str
    email: str
    role: Literal[*Role.values]
    expires: date


class PeopleOut(Schema):
    people: list[HolderOut]
    invitations: list[InvitationOut]


class NewInvitation(Said):
    """``language`` of the letter; else that of the request."""

    email: str = Field(max_length=254)
    language: Language = "en"
    note: str = Field("", max_length=1000)


class RemindedOut(Schema):
    """How many letters were written: none where its people wish for no reminders."""

    letters: int


@router.get(
    "/organisations/{id}/people", response=PeopleOut, operation_id="list_people",
    summary="Who acts for your organisation, and who is invited to",
)  # fmt: skip
def list_people(request: HttpRequest, id: Path[Id]) -> dict[str, Any]:
    row = found_organisation(request, id)
    policy.demand(request.user, "see_people", row)
    today, standing = timezone.localdate(), policy.standing_of(request.user)
    held = RoleAssignment.holding(today).filter(profile=row).select_related("user").order_by("since", "pk")
    invited = Invitation.objects.filter(
        profile=row, accepted__isnull=True, withdrawn__isnull=True, expires__gte=today
    ).order_by("expires", "pk")
    return {
        "people": [_holder_out(one, standing) for one in held],
        "invitations": [_invitation_out(one) for one in policy.visible_to(standing, invited)],
    }


@router.post(
    "/organisations/{id}/invitations", response={201: InvitationOut}, operation_id="invite_person", auth=WRITE,
    summary="Invite somebody to act for your organisation",
)  # fmt: skip
def invite_person(request: HttpRequest, id: Path[Id], said: NewInvitation) -> Any:
    row = found_organisation(request, id)
    policy.demand(request.user, "invite_people", row)
    words = demand_valid(InvitationForm(as_form(said.model_dump())))
    return _invitation_out(invite(actor=request.user, role=role_for(row), profile=row, **words))


@router.post(
    "/invitations/{id}/steps/withdraw", response=InvitationOut, operation_id="withdraw_invitation", auth=WRITE,
    summary="Withdraw an invitation",
)  # fmt: skip
def withdraw_invitation(request: HttpRequest, id: Path[Id]) -> dict[str, Any]:
    row = get_object_or_404(policy.visible_to(request.user, Invitation.objects.all()), pk=id)
    policy.demand(request.user, "withdraw", row)
    return _invitation_out(withdraw(invitation=row, actor=request.user))


@router.post(
    "/roles/{id}/steps/end", response={204: None}, operation_id="end_role", auth=WRITE,
    summary="End that somebody acts for an organisation",
)  # fmt: skip
def end(request: HttpRequest, id: Path[Id]) -> Any:
    row = get_object_or_404(policy.visible_to(request.user, RoleAssignment.objects.all()), pk=id)
    policy.demand(request.user, "end", row)
    end_role(assignment=row, actor=request.user)
    return 204, None


@router.post(
    "/clusters/{id}/members/{member}/nudge", response=RemindedOut, operation_id="nudge_member", auth=MANAGE,
    summary="Remind a member of its profile",
)  # fmt: skip
def nudge_member(request: HttpRequest, id: Path[Id], member: Path[Id]) -> dict[str, Any]:
    cluster = managed(request, id)
    held = Profile.objects.filter(memberships__cluster=cluster).distinct()
    row = get_object_or_404(policy.visible_to(request.user, held), pk=member)
    policy.demand(request.user, "nudge", row)
    return {"letters": nudge(member=row, cluster=cluster, actor=request.user, today=timezone.localdate())}


def _holder_out(one: RoleAssignment, standing: policy.Standing) -> dict[str, Any]:
    return {
        "id": str(one.pk),
        "name": one.user.name,
        "email": one.user.email,
        "role": one.role,
        "since": one.since,
        "may_end": policy.can(standing, "end", one),
    }


def _invitation_out(one: Invitation) -> dict[str, Any]:
    return {"id": one.pk, "email": one.email, "role": one.role, "expires": one.expires}
