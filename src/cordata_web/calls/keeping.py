"""Own calls: written, changed, taken off the pages and put back by the secretariat and the officers of regions."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from cordata.funding import Call as Facts
from cordata.sources.values import slug
from cordata_web.calls.loading import Loaded, load
from cordata_web.calls.models import KEY_LENGTH, Call
from cordata_web.people import audit, policy
from cordata_web.people.models import User
from cordata_web.people.policy import Reader, Standing, standing_of

ACTION = "keep_calls"


class KeyTakenError(ValueError):
    """Calls of these identifiers are others'; nothing was written."""

    def __init__(self, references: list[str]) -> None:
        self.references = references
        super().__init__(", ".join(references))


def may_keep(user: Reader | Standing, call: Call) -> bool:
    """Whether somebody may change the call: it is kept here, and an officer's is of her region."""
    return call.is_kept_here and policy.can_in_region(user, ACTION, call.region)


def demand_keep(user: Reader | Standing, call: Call) -> None:
    if not may_keep(user, call):
        raise PermissionDenied(f"{ACTION} {call.pk}")


def region_of(user: Reader | Standing) -> str:
    """For which region somebody writes calls: an officer's own, the whole network for the secretariat."""
    standing = standing_of(user)
    if policy.can_in_region(standing, ACTION, ""):
        return ""
    return min(standing.regions, default="")


def new_reference_for(title: str) -> str:
    """An identifier of the title that no call has yet."""
    begin = slug(title, limit=KEY_LENGTH - 6) or "call"
    taken = set(Call.objects.filter(pk__startswith=begin).values_list("pk", flat=True))
    numbered = (f"{begin}-{number}" for number in range(2, len(taken) + 3))
    return next(one for one in (begin, *numbered) if one not in taken)


@transaction.atomic
def write(*, calls: Iterable[Facts], actor: User) -> Loaded:
    """Write own calls, new ones or in place of those of the same identifier: all, or none.

    Raises KeyTakenError where one is somebody else's.
    """
    policy.demand(actor, ACTION)
    done = load(calls, origin=Call.Origin.OWN, actor=actor, region=region_of(actor))
    if done.taken:
        raise KeyTakenError(done.taken)
    return done


@transaction.atomic
def withdraw(*, call: Call, actor: User) -> None:
    """Take it off the pages; nothing is lost."""
    row = Call.objects.select_for_update().get(pk=call.pk)
    demand_keep(actor, row)
    if row.withdrawn is None:
        row.withdrawn = row.changed = timezone.now()
        row.changed_by = actor
        row.save(update_fields=["withdrawn", "changed", "changed_by"])
        audit.record("withdraw", row, actor=actor, changes={})


@transaction.atomic
def restore(*, call: Call, actor: User) -> None:
    """Put it back onto the pages."""
    row = Call.objects.select_for_update().get(pk=call.pk)
    demand_keep(actor, row)
    if row.withdrawn is not None:
        row.withdrawn, row.changed, row.changed_by = None, timezone.now(), actor
        row.save(update_fields=["withdrawn", "changed", "changed_by"])
        audit.record("restore", row, actor=actor, changes={})
