"""Merging two profiles, and noting that two that look alike are not the same."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cordata_web.directory.keeping import valid_from
from cordata_web.directory.models import Profile
from cordata_web.directory.rewriting import rewrite_profile
from cordata_web.directory.vocabulary import thesaurus
from cordata_web.exchange.actions.opportunities import MATCHED
from cordata_web.exchange.merging.groups import GROUPS
from cordata_web.exchange.merging.moves import end_what_is_between, move_all
from cordata_web.exchange.models import Opportunity
from cordata_web.exchange.speakers import people_of
from cordata_web.jobs import enqueue
from cordata_web.mail import Draft, post
from cordata_web.people import audit
from cordata_web.people.models import User
from cordata_web.people.transitions import advance

KEPT_APART = "not the same"
"""How the audit log calls it; the list of duplicates leaves such pairs out."""


class NotMergeableError(ValueError):
    """``code``: "same", "merged", "kinds", "example" or "hidden", where the one that stays is less public."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Merged:
    """The profile that stays, and what became of the rows that pointed at the other, by table."""

    winner: Profile
    fates: dict[str, dict[str, int]]


@transaction.atomic
def merge_profiles(*, winner: Profile, loser: Profile, actor: User, take: Collection[str] = ()) -> Merged:
    """Everything that belongs to the loser is the winner's; ``take`` names groups of facts that come along.

    The loser is put aside and its address leads to the winner. Raises NotMergeableError. There is no way back but by
    hand: the audit log says what was moved.
    """
    pair = Profile.objects.select_for_update(of=("self",)).order_by("pk").filter(pk__in=(winner.pk, loser.pk))
    rows = {row.pk: row for row in pair}
    _demand_mergeable(rows.get(winner.pk), rows.get(loser.pk))
    winner, loser = rows[winner.pk], rows[loser.pk]
    people = people_of(loser, today=timezone.localdate())
    name = loser.name
    taken = _take(winner, loser, actor, take)
    end_what_is_between(loser, winner, actor=actor)
    fates = move_all(loser, winner)
    _inherit(winner, loser)
    _put_aside(loser, winner, actor)
    audit.record("merge", winner, actor=actor, changes={"from": loser.pk, "taken": taken, **fates})
    enqueue("update_index")
    for pk in Opportunity.objects.filter(organisation=winner, state="published").values_list("pk", flat=True):
        enqueue(MATCHED, {"opportunity": pk})
    for user in people:
        post("merged", to=user, write=lambda: _news(name, winner))
    return Merged(winner, fates)


@transaction.atomic
def keep_apart(*, one: Profile, other: Profile, actor: User) -> None:
    """They only look alike: the list of duplicates does not name them together any more."""
    first, second = sorted((one, other), key=lambda profile: profile.pk)
    audit.record(KEPT_APART, first, actor=actor, changes={"other": second.pk})


def _demand_mergeable(winner: Profile | None, loser: Profile | None) -> None:
    if winner is None or loser is None:
        raise NotMergeableError("same")
    refusals = {
        "merged": bool(winner.merged_into_id or loser.merged_into_id),
        "kinds": (winner.kind == "cluster") != (loser.kind == "cluster"),
        "example": winner.is_example != loser.is_example,
        "hidden": loser.state == "published" and winner.state != "published",
    }
    for code, holds in refusals.items():
        if holds:
            raise NotMergeableError(code)


def _take(winner: Profile, loser: Profile, actor: User, groups: Collection[str]) -> list[str]:
    columns = [column for group in GROUPS if group in groups for column in GROUPS[group]]
    changes: dict[str, Any] = {name: getattr(loser, name) for name in columns if name != "concepts"}
    concepts = [one for one in loser.concept_ids if one in thesaurus()] if "concepts" in columns else None
    rewrite_profile(profile=winner, actor=actor, changes=changes, concepts=concepts)
    winner.refresh_from_db()
    return [group for group in GROUPS if group in groups]


def _inherit(winner: Profile, loser: Profile) -> None:
    """What nobody chooses: whether its own people keep it, who then are asked in time whether it holds; its size."""
    winner.claimed = min(filter(None, (winner.claimed, loser.claimed)), default=None)
    if winner.claimed is not None and winner.valid_until is None:
        winner.valid_until = valid_from(timezone.localdate())
    winner.size_category = winner.size_category or loser.size_category
    winner.save(update_fields=["claimed", "valid_until", "size_category", "updated"])


def _put_aside(loser: Profile, winner: Profile, actor: User) -> None:
    if loser.state == "in_review":
        advance(loser, "take_back", actor=actor)
    if loser.state != "archived":
        advance(loser, "archive", actor=actor, changes={"merged_into": winner})
    else:
        Profile.objects.filter(pk=loser.pk).update(merged_into=winner)


def _news(name: str, winner: Profile) -> Draft:
    facts = {"name": name, "other": winner.name}
    return Draft(
        subject=_("“%(name)s” is now one page with “%(other)s”") % facts,
        paragraphs=[
            _("Your organisation stood in the directory twice. The secretariat has made one page of both.") % facts,
            _("You act for it as before; what you published and wrote is all there. The old address leads to it."),
        ],
        button=(_("Open the profile"), winner.get_absolute_url()),
    )
