"""How whatever points at a profile comes to point at another one; a test demands a way for every foreign key.

A row that would break a constraint is settled: dropped where the other profile has the same, or left where it was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, Literal

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from cordata.exchange import COLLABORATION
from cordata_web.directory.models import Profile
from cordata_web.exchange.models import Match
from cordata_web.people.models import User
from cordata_web.people.transitions import advance

Fate = Literal["moved", "dropped", "left"]
Settle = Callable[[Any, Profile, str], Fate]


class Move:
    """Moves the rows of one foreign key; ``settle`` decides about those that a constraint refuses."""

    def __init__(self, settle: Settle | None = None, *, stays: bool = False) -> None:
        self.settle = settle
        self.stays = stays

    def __call__(self, label: str, loser: Profile, winner: Profile) -> Counter[str]:
        model, column = _column(label)
        rows = model._default_manager.filter(**{column: loser})
        if self.stays:
            return Counter(left=rows.count())
        if self.settle is None:
            return Counter(moved=rows.update(**{column: winner}))
        return Counter(self._one(row, column, winner) for row in rows.order_by("pk"))

    def _one(self, row: Any, column: str, winner: Profile) -> Fate:
        try:
            with transaction.atomic():
                # Not saved the usual way: to be moved is no change.
                type(row)._default_manager.filter(pk=row.pk).update(**{column: winner})
        except IntegrityError:
            return self.settle(row, winner, column) if self.settle else "left"
        return "moved"


def drop(row: Any, _winner: Profile, _column: str) -> Fate:
    """The other profile has the same."""
    row.delete()
    return "dropped"


def leave(_row: Any, _winner: Profile, _column: str) -> Fate:
    """It stays with the profile that is put aside."""
    return "left"


def _membership(row: Any, winner: Profile, column: str) -> Fate:
    """The longer of two memberships holds; that of somebody in itself ends."""
    sides = {"cluster": row.cluster_id, "member": row.member_id, column: winner.pk}
    twin = type(row).objects.filter(until=None, **sides).first()
    if twin is not None and twin.since is not None and (row.since is None or row.since < twin.since):
        type(row).objects.filter(pk=twin.pk).update(since=row.since)
    return drop(row, winner, column)


def _citation(row: Any, winner: Profile, column: str) -> Fate:
    """Of two looks at one source the newer counts; what was seen there is put together."""
    twin = type(row).objects.get(profile=winner, source=row.source)
    newer = max(twin, row, key=lambda one: one.checked)
    twin.fields = list(dict.fromkeys([*twin.fields, *row.fields]))
    twin.checked, twin.confirmed = newer.checked, newer.confirmed
    twin.save(update_fields=["fields", "checked", "confirmed"])
    return drop(row, winner, column)


def _interest(row: Any, winner: Profile, _column: str) -> Fate:
    """Both have expressed interest and wait: one of them is enough."""
    advance(row, "withdraw", actor=None)
    type(row).objects.filter(pk=row.pk).update(organisation=winner)
    return "moved"


def _match(row: Match, winner: Profile, column: str) -> Fate:
    """An answer is evidence, and outweighs a match that nobody has answered."""
    twin = Match.objects.get(opportunity=row.opportunity_id, profile=winner)
    if not row.answer:
        return drop(row, winner, column)
    if twin.answer:
        return "left"
    twin.delete()
    Match.objects.filter(pk=row.pk).update(profile=winner)
    return "moved"


MOVES: Mapping[str, Move] = {
    "exchange.Opportunity.organisation": Move(),
    "exchange.Interest.organisation": Move(_interest),
    "exchange.Introduction.first": Move(leave),
    "exchange.Introduction.second": Move(leave),
    "exchange.Collaboration.first": Move(leave),
    "exchange.Collaboration.second": Move(leave),
    "exchange.Participant.profile": Move(),
    "exchange.Message.profile": Move(),
    "exchange.Match.profile": Move(_match),
    "calls.FittingCall.profile": Move(drop),
    "calls.CalendarKey.profile": Move(drop),
    "exchange.Follow.profile": Move(drop),
    "people.RoleAssignment.profile": Move(drop),
    "people.Invitation.profile": Move(),
    "directory.Profile.merged_into": Move(),
    "directory.ProfileConcept.profile": Move(stays=True),  # a part of the text; taken along with it or not
    "directory.Membership.cluster": Move(_membership),
    "directory.Membership.member": Move(_membership),
    "directory.MembershipRequest.cluster": Move(drop),
    "directory.MembershipRequest.member": Move(drop),
    "directory.Citation.profile": Move(_citation),
    "directory.Evidence.profile": Move(drop),
    "directory.Claim.profile": Move(drop),
    "directory.SizeTest.profile": Move(),
    "directory.MemberImport.cluster": Move(),
    "directory.SelfCheck.cluster": Move(leave),
    "consortia.Consortium.owner": Move(),
    "consortia.ConsortiumPartner.profile": Move(leave),
    "consortia.Consortium_excluded.profile": Move(drop),
    "consortia.Consortium.excluded": Move(stays=True),
    "cooperation.Participation.profile": Move(),
    "cooperation.MetaCluster_clusters.profile": Move(drop),
    "cooperation.MetaCluster_anchors.profile": Move(drop),
    "cooperation.MetaCluster.clusters": Move(stays=True),  # the two before have moved what stands behind them
    "cooperation.MetaCluster.anchors": Move(stays=True),
}
"""By app, model and column, in the order in which they move."""


def move_all(loser: Profile, winner: Profile) -> dict[str, dict[str, int]]:
    """Everything, table by table; how many rows were moved, dropped and left, as far as there were any."""
    fates: dict[str, dict[str, int]] = {}
    for label, move in MOVES.items():
        for fate, number in move(label, loser, winner).items():
            if number:
                fates.setdefault(fate, {})[label] = number
    return fates


def end_what_is_between(loser: Profile, winner: Profile, *, actor: User) -> None:
    """What the two had with each other was nothing but a misunderstanding: it ends, and stays with the loser."""
    from cordata_web.exchange.models import Collaboration, Interest, Introduction

    pair = [loser.pk, winner.pk]
    for interest in Interest.objects.filter(organisation__in=pair, opportunity__organisation__in=pair):
        if interest.state in ("sent", "asked"):
            advance(interest, "withdraw", actor=actor)
        Interest.objects.filter(pk=interest.pk).update(organisation=loser)
    for introduction in Introduction.objects.filter(first__in=pair, second__in=pair):
        if introduction.state in ("proposed", "half_agreed", "open"):
            advance(introduction, "close" if introduction.state == "open" else "lapse", actor=actor)
    ending = {"outcome": "none", "ended": timezone.now()}
    for collaboration in Collaboration.objects.filter(first__in=pair, second__in=pair):
        if collaboration.state not in COLLABORATION.closed:
            advance(collaboration, "stop", actor=actor, changes=ending)
    Match.objects.filter(profile__in=pair, opportunity__organisation__in=pair, answer="").delete()


def _column(label: str) -> tuple[type[models.Model], str]:
    app, model, column = label.split(".")
    return apps.get_model(app, model), column
