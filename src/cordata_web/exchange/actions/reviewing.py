"""The review of organisations, clusters and opportunities: what the secretariat decides, and what both sides say."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from cordata_web.directory.keeping import step_profile
from cordata_web.directory.models import Profile
from cordata_web.exchange.actions.opportunities import step_opportunity
from cordata_web.exchange.checklists import known_answers, open_questions
from cordata_web.exchange.letters import reviewing as letters
from cordata_web.exchange.models import Opportunity
from cordata_web.people import audit
from cordata_web.people.models import Comment, User

Reviewed = Profile | Opportunity
DECISIONS = ("approve", "request_changes", "reject")
NEED_WORDS = ("request_changes", "reject")


class WordsMissingError(ValueError):
    """Changes are asked for, or something is rejected, without a word why."""


class ChecklistOpenError(ValueError):
    """Something is approved though questions of its checklist are open, or answered with no; ``codes`` names them."""

    def __init__(self, codes: list[str]) -> None:
        super().__init__(", ".join(codes))
        self.codes = codes


@transaction.atomic
def decide(
    *, thing: Reviewed, step: str, actor: User, comment: str = "", answers: Mapping[str, str] | None = None
) -> Reviewed:
    """Approve, ask for changes or reject; the owners are written to. The search and the matches follow.

    Raises TransitionRefusedError, WordsMissingError and ChecklistOpenError.
    """
    words = comment.strip()
    if step in NEED_WORDS and not words:
        raise WordsMissingError(step)
    given = note_answers(thing=thing, actor=actor, answers=answers or {})
    if step == "approve" and (left := open_questions(thing, given)):
        raise ChecklistOpenError(left)
    if isinstance(thing, Opportunity):
        step_opportunity(opportunity=thing, step=step, actor=actor, comment=words)
    else:
        step_profile(profile=thing, step=step, actor=actor)
        if words:
            _comment(thing, actor, words)
    letters.tell_of_decision(thing, step, words, today=timezone.localdate())
    return thing


@transaction.atomic
def note_answers(*, thing: Reviewed, actor: User, answers: Mapping[str, str]) -> dict[str, str]:
    """Keep what the reviewer has found so far; what was answered before and is not now stays."""
    row = type(thing)._default_manager.select_for_update(of=("self",)).get(pk=thing.pk)
    given = {**row.checklist, **known_answers(thing, answers)}
    if given != row.checklist:
        # Not saved the usual way: what a reviewer notes is no change of the thing.
        type(thing)._default_manager.filter(pk=thing.pk).update(checklist=given)
        audit.record("check", row, actor=actor, changes={"checklist": [row.checklist, given]})
    thing.checklist = given
    return given


@transaction.atomic
def say(*, thing: Reviewed, actor: User, text: str, as_reviewer: bool) -> Comment:
    """A comment of the review; the other side is written to."""
    words = text.strip()
    if not words:
        raise WordsMissingError("comment")
    said = _comment(thing, actor, words)
    audit.record("comment", thing, actor=actor, changes={})
    today = timezone.localdate()
    if as_reviewer:
        letters.tell_owners_of_comment(thing, words, today=today)
    else:
        letters.tell_reviewer_of_answer(thing, said, today=today)
    return said


def comments_on(thing: Reviewed) -> list[Comment]:
    """What was said in its review, the newest last."""
    about = {"object_kind": thing._meta.label_lower, "object_id": thing.pk, "purpose": "review"}
    return list(Comment.objects.filter(**about).select_related("author"))


def _comment(thing: Reviewed, actor: User, words: str) -> Comment:
    return Comment.objects.create(
        object_kind=thing._meta.label_lower, object_id=thing.pk, author=actor, purpose="review", text=words
    )
