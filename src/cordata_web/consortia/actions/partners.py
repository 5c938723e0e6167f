"""Bringing organisations into a consortium, describing them, taking them out and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from cordata_web.consortia.actions.founding import touch
from cordata_web.consortia.facts import told_by
from cordata_web.consortia.models import BudgetLine, Consortium, ConsortiumPartner, Role
from cordata_web.directory.models import Profile
from cordata_web.people import audit
from cordata_web.people.models import User

DESCRIBED = ("sme", "nonprofit", "group", "task", "locked", "role")
OUTSIDE = ("name", "country", "kind", "nuts")
"""Columns that only those have changed who have no profile."""


class AlreadyPartnerError(ValueError):
    """The organisation is in the consortium."""


class CoordinatorStaysError(ValueError):
    """Whoever leads is not taken out: somebody else is made coordinator first."""


@transaction.atomic
def add_partner(*, consortium: Consortium, profile: Profile, actor: User) -> ConsortiumPartner:
    """Propose an organisation of the directory; one that was removed comes back as it was."""
    row = consortium.partners.select_for_update(of=("self",)).filter(profile=profile).first()
    if row is not None and row.removed is None:
        raise AlreadyPartnerError(profile.pk)
    if row is None:
        row = ConsortiumPartner.objects.create(consortium=consortium, profile=profile, **told_by(profile))
    else:
        row.removed = None
        row.save(update_fields=["removed"])
    consortium.excluded.remove(profile)
    _note("add partner", row, actor, {"partner": profile.pk})
    return row


@transaction.atomic
def add_outside(*, consortium: Consortium, actor: User, facts: Mapping[str, Any]) -> ConsortiumPartner:
    """An organisation that has no profile, by its name."""
    row = ConsortiumPartner.objects.create(consortium=consortium, **facts)
    _note("add partner", row, actor, {"name": row.name})
    return row


@transaction.atomic
def describe_partner(*, partner: ConsortiumPartner, actor: User, changes: Mapping[str, Any]) -> ConsortiumPartner:
    """Correct its facts; to make it the coordinator makes the former one a partner."""
    row = ConsortiumPartner.objects.select_for_update(of=("self",)).get(pk=partner.pk)
    columns = DESCRIBED if row.profile_id else (*DESCRIBED, *OUTSIDE)
    changed = {name: changes[name] for name in columns if name in changes and getattr(row, name) != changes[name]}
    if not changed:
        return row
    if changed.get("role") == Role.COORDINATOR:
        row.consortium.partners.filter(role=Role.COORDINATOR).exclude(pk=row.pk).update(role=Role.PARTNER)
    told = {name: [getattr(row, name), value] for name, value in changed.items()}
    for name, value in changed.items():
        setattr(row, name, value)
    row.save(update_fields=list(changed))
    _note("change partner", row, actor, told)
    return row


@transaction.atomic
def remove_partner(*, partner: ConsortiumPartner, actor: User, exclude: bool = False) -> ConsortiumPartner:
    """Take it out; excluded, it is proposed no more. Both can be taken back."""
    row = ConsortiumPartner.objects.select_for_update(of=("self",)).get(pk=partner.pk)
    if row.is_coordinator:
        raise CoordinatorStaysError(row.pk)
    row.removed, row.locked = timezone.now(), False
    row.save(update_fields=["removed", "locked"])
    if exclude and row.profile is not None:
        row.consortium.excluded.add(row.profile)
    _note("remove partner", row, actor, {"partner": row.key, "excluded": exclude})
    return row


@transaction.atomic
def take_back(*, partner: ConsortiumPartner, actor: User) -> ConsortiumPartner:
    """Whoever was removed comes back."""
    row = ConsortiumPartner.objects.select_for_update(of=("self",)).get(pk=partner.pk)
    row.removed = None
    row.save(update_fields=["removed"])
    if row.profile is not None:
        row.consortium.excluded.remove(row.profile)
    _note("take partner back", row, actor, {"partner": row.key})
    return row


@transaction.atomic
def exclude_organisation(*, consortium: Consortium, profile: Profile, actor: User, excluded: bool = True) -> None:
    """An organisation that is never to be proposed, or may be again."""
    if excluded:
        consortium.excluded.add(profile)
    else:
        consortium.excluded.remove(profile)
    changes = {"organisation": profile.pk, "excluded": excluded}
    audit.record("exclude organisation", consortium, actor=actor, changes=changes)


@transaction.atomic
def take_over(*, consortium: Consortium, profiles: Iterable[Profile], actor: User) -> list[ConsortiumPartner]:
    """The partners of a proposal, in the place of those who were only proposed and are not locked."""
    wanted = {profile.pk: profile for profile in profiles}
    free = consortium.partners.filter(removed__isnull=True, state="proposed", locked=False, role=Role.PARTNER)
    for row in free.filter(profile__isnull=False).exclude(profile__in=wanted):
        remove_partner(partner=row, actor=actor)
    there = set(consortium.partners.filter(removed__isnull=True).values_list("profile_id", flat=True))
    return [
        add_partner(consortium=consortium, profile=profile, actor=actor)
        for key, profile in wanted.items()
        if key not in there
    ]


@transaction.atomic
def write_budget(*, partner: ConsortiumPartner, actor: User, amounts: Mapping[str, Decimal | None]) -> None:
    """What a partner would spend by category; None takes a line away, categories that are not told stay."""
    row = ConsortiumPartner.objects.select_for_update(of=("self",)).get(pk=partner.pk)
    before = {line.category: line.amount for line in row.lines.all()}
    changed = {name: amount for name, amount in amounts.items() if before.get(name) != amount}
    if not changed:
        return
    for category, amount in changed.items():
        if amount is None:
            row.lines.filter(category=category).delete()
        else:
            BudgetLine.objects.update_or_create(partner=row, category=category, defaults={"amount": amount})
    told = {name: [_plain(before.get(name)), _plain(amount)] for name, amount in changed.items()}
    _note("write budget", row, actor, told)


def _plain(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount)


def _note(action: str, row: ConsortiumPartner, actor: User, changes: Mapping[str, Any]) -> None:
    """For the audit log, and for lists in which what was changed last stands first."""
    audit.record(action, row, actor=actor, changes=changes)
    touch(row.consortium)
