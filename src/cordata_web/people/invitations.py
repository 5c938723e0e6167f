"""Inviting people to a role: a link by e-mail, good once and for a time."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cordata_web.mail import Draft, absolute, post
from cordata_web.people import audit
from cordata_web.people.assignments import give_role
from cordata_web.people.models import Invitation, Role, RoleAssignment, User

SIGNER = signing.Signer(salt="invitation")


class HasRoleError(ValueError):
    """Whoever is invited has the role already."""


class InvitationOverError(ValueError):
    """The invitation was taken, withdrawn, or has run out."""


def invitation_of(token: str) -> Invitation | None:
    """The invitation that the link in a letter stands for. Its id alone opens nothing: more people than one see it."""
    try:
        key = SIGNER.unsign(token)
    except signing.BadSignature:
        return None
    return Invitation.objects.select_related("profile", "invited_by").filter(pk=key).first()


def address_of(invitation: Invitation) -> str:
    """The address of the page where the invitation is accepted."""
    return reverse("people:invitation", args=[SIGNER.sign(invitation.pk)])


@transaction.atomic
def invite(  # noqa: PLR0913 - all by keyword: what stands in the form
    *, actor: User, email: str, role: str, profile: models.Model | None = None, region: str = "", note: str = "",
    language: str = "",
) -> Invitation:  # fmt: skip
    """Write to the address; one that is open already is prolonged and sent again.

    Whether the actor may invite to this is the policy's question, to be asked before.
    """
    address = email.strip().lower()
    today = timezone.localdate()
    held = RoleAssignment.holding(today).filter(role=role, profile=profile, region=region)
    if held.filter(user__email=address).exists():
        raise HasRoleError(address)
    same = Invitation.objects.select_for_update(of=("self",)).filter(
        email=address, role=role, profile=profile, region=region, accepted__isnull=True, withdrawn__isnull=True
    )
    row = same.first() or Invitation(email=address, role=role, profile=profile, region=region)
    row.invited_by = actor
    row.note = note
    row.language = language or get_language() or settings.LANGUAGE_CODE
    row.expires = today + timedelta(days=settings.CORDATA_INVITATION_DAYS)
    row.save()
    told = {"role": str(role), "for": profile.pk if profile else region}  # the address stays in the row, to be erased
    audit.record("invite", row, actor=actor, changes=told)
    known = User.objects.filter(email=address, is_active=True).first()
    post("invitation", to=known or address, write=lambda: _letter(row), language=row.language)
    return row


@transaction.atomic
def accept(*, invitation: Invitation, user: User) -> RoleAssignment:
    """Take the role that was offered; raises InvitationOverError."""
    row = Invitation.objects.select_for_update(of=("self",)).select_related("profile").get(pk=invitation.pk)
    if not row.is_open(timezone.localdate()):
        raise InvitationOverError(row.pk)
    row.accepted_by, row.accepted = user, timezone.now()
    row.save(update_fields=["accepted_by", "accepted"])
    given = give_role(user=user, role=row.role, profile=row.profile, region=row.region, actor=user)
    if row.profile is not None and row.profile.claimed is None:
        today = timezone.localdate()
        row.profile.claimed = today
        row.profile.valid_until = row.profile.valid_until or today + timedelta(days=settings.CORDATA_PROFILE_DAYS)
        row.profile.save(update_fields=["claimed", "valid_until", "updated"])
        audit.record("kept by its own", row.profile, actor=user, changes={"claimed": str(row.profile.claimed)})
    audit.record("accept", row, actor=user, changes={"role": row.role})
    return given


def close_those_met(*, user: User, role: str, profile: models.Model) -> None:
    """Close open invitations to a role that the person has come to another way. Call it in a transaction."""
    same = Invitation.objects.select_for_update(of=("self",)).filter(
        email=user.email.lower(), role=role, profile=profile, accepted__isnull=True, withdrawn__isnull=True
    )
    for row in same:
        row.accepted_by, row.accepted = user, timezone.now()
        row.save(update_fields=["accepted_by", "accepted"])
        audit.record("accept", row, actor=user, changes={"role": row.role})


@transaction.atomic
def withdraw(*, invitation: Invitation, actor: User) -> Invitation:
    """The link opens nothing any more; raises InvitationOverError."""
    row = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if row.accepted is not None or row.withdrawn is not None:
        raise InvitationOverError(row.pk)
    row.withdrawn = timezone.now()
    row.save(update_fields=["withdrawn"])
    audit.record("withdraw", row, actor=actor, changes={})
    return row


def offered(invitation: Invitation) -> str:
    """What is offered, in a sentence of the reader's language."""
    name = str(invitation.profile) if invitation.profile else ""
    sentences = {
        Role.MEMBER: _("You are invited to act for %(name)s."),
        Role.CLUSTER_MANAGER: _("You are invited to manage the cluster %(name)s."),
        Role.OFFICER: _("You are invited to look after the region %(name)s."),
        Role.SECRETARIAT: _("You are invited to work in the secretariat of the network."),
        Role.AUDITOR: _("You are invited to read the whole network as an auditor."),
    }
    return sentences[Role(invitation.role)] % {"name": name or invitation.region}


def _letter(invitation: Invitation) -> Draft:
    sender = str(invitation.invited_by)
    invited = _("%(person)s invites you to Cordata, the network of clusters and firms across the Alps.")
    until = _("The invitation is open until %(date)s. If you do not know what it is about, you need not do anything.")
    return Draft(
        subject=offered(invitation).rstrip("."),
        paragraphs=[invited % {"person": sender}, offered(invitation), *filter(None, [invitation.note])],
        button=(_("Open the invitation"), absolute(address_of(invitation))),
        closing=until % {"date": invitation.expires.isoformat()},
    )
