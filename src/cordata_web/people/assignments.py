"""Giving roles to people and ending them."""

from __future__ import annotations

from datetime import timedelta

from django.db import models, transaction
from django.utils import timezone

from cordata_web.people import audit
from cordata_web.people.models import Role, RoleAssignment, User
from cordata_web.people.models.roles import FOR_A_PROFILE


class LastMemberError(ValueError):
    """Nobody would be left to act for the organisation, or in the secretariat."""


class RoleOverError(ValueError):
    """The role has ended already."""


@transaction.atomic
def give_role(
    *, user: User, role: str, actor: User | None, profile: models.Model | None = None, region: str = ""
) -> RoleAssignment:
    """The role from today on; whoever has it already keeps it."""
    held, is_new = RoleAssignment.objects.get_or_create(
        user=user, role=role, profile=profile, region=region, until=None
    )
    if is_new:
        told = {"user": user.pk, "role": str(role), "for": profile.pk if profile else region}
        audit.record("give role", held, actor=actor, changes=told)
    return held


@transaction.atomic
def end_role(*, assignment: RoleAssignment, actor: User) -> None:
    """From now on the person does not have the role; the last who acts for a profile stays, as does the last of the
    secretariat.

    A role that began today leaves no day behind: its row goes, the audit log keeps it.
    """
    today = timezone.localdate()
    # Of two people who end each other's roles at once, the second finds the first's change.
    same = RoleAssignment.objects.filter(profile=assignment.profile_id, region=assignment.region)
    list(same.select_for_update(of=("self",)))
    row = RoleAssignment.holding(today).filter(pk=assignment.pk).first()
    if row is None:
        raise RoleOverError(assignment.pk)
    if row.role in FOR_A_PROFILE or row.role == Role.SECRETARIAT:
        roles = FOR_A_PROFILE if row.role in FOR_A_PROFILE else (Role.SECRETARIAT,)
        others = RoleAssignment.holding(today).filter(profile=row.profile_id, role__in=roles)
        if not others.exclude(pk=row.pk).filter(user__is_active=True).exists():
            raise LastMemberError(row.profile_id)
    told = {"user": row.user_id, "role": row.role, "for": row.profile_id or row.region}
    audit.record("end role", row, actor=actor, changes=told)
    if row.since >= today:
        row.delete()
    else:
        row.until = today - timedelta(days=1)
        row.save(update_fields=["until"])
