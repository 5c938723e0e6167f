"""What owners are written about the review of their profile or opportunity, and reviewers about the answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from cordata_web.directory.models import Profile
from cordata_web.exchange.letters import title_of
from cordata_web.exchange.models import Opportunity
from cordata_web.exchange.speakers import speakers_for
from cordata_web.mail import Draft, post
from cordata_web.people.models import Comment, Role, RoleAssignment, User

Reviewed = Profile | Opportunity


def owners_of(thing: Reviewed, *, today: date) -> list[User]:
    if isinstance(thing, Opportunity):
        return speakers_for(thing.organisation, today=today, involved=[thing.author])
    return speakers_for(thing, today=today)


def page_for_owners(thing: Reviewed) -> str:
    """Where the owners see how it stands, and what was said."""
    if isinstance(thing, Opportunity):
        return thing.get_absolute_url()
    return reverse("directory:manage", args=[thing.pk])


def tell_of_decision(thing: Reviewed, step: str, words: str, *, today: date) -> int:
    """To the owners; how many letters."""
    write = {"approve": _approved, "request_changes": _changes_requested, "reject": _rejected}[step]
    return _tell(owners_of(thing, today=today), f"review_{step}", thing, lambda: write(thing, words))


def tell_owners_of_comment(thing: Reviewed, words: str, *, today: date) -> int:
    return _tell(owners_of(thing, today=today), "review_comment", thing, lambda: _asked(thing, words))


def tell_reviewer_of_answer(thing: Reviewed, said: Comment, *, today: date) -> int:
    """To whoever of the secretariat wrote last; where nobody has, the queue alone shows it."""
    office = RoleAssignment.holding(today).filter(role=Role.SECRETARIAT).values("user")
    about = {"object_kind": said.object_kind, "object_id": said.object_id, "purpose": "review"}
    before = Comment.objects.filter(**about, author__in=office).exclude(pk=said.pk).exclude(author=said.author_id)
    last = before.order_by("-created", "-pk").select_related("author").first()
    reviewers = [last.author] if last is not None and last.author is not None else []
    return _tell(reviewers, "review_answer", thing, lambda: _answered(thing, said))


def _tell(people: list[User], kind: str, thing: Reviewed, write: Callable[[], Draft]) -> int:
    thread = f"{thing._meta.model_name}-{thing.pk}"
    return sum(post(kind, to=user, write=write, thread=thread) is not None for user in people)


def _title(thing: Reviewed) -> dict[str, str]:
    return {"title": title_of(thing) if isinstance(thing, Opportunity) else thing.name}


def _quoted(words: str) -> list[str]:
    return [_("“%(text)s”") % {"text": words}] if words else []


def _approved(thing: Reviewed, words: str) -> Draft:
    return Draft(
        subject=_("“%(title)s” is public now") % _title(thing),
        paragraphs=[
            _("The secretariat has looked at “%(title)s”: it is public on Cordata from now on.") % _title(thing),
            *_quoted(words),
            _("We look for partners in seven countries and write to you when one fits."),
        ],
        button=(_("See how it looks"), thing.get_absolute_url()),
    )


def _changes_requested(thing: Reviewed, words: str) -> Draft:
    return Draft(
        subject=_("Please change something in “%(title)s”") % _title(thing),
        paragraphs=[
            _("The secretariat has looked at “%(title)s” and asks for changes before it becomes public:")
            % _title(thing),
            *_quoted(words),
            _("Change what is asked for and send it again. If something is not clear, answer on the same page."),
        ],
        button=(_("See what to change"), page_for_owners(thing)),
    )


def _rejected(thing: Reviewed, words: str) -> Draft:
    return Draft(
        subject=_("“%(title)s” was not accepted") % _title(thing),
        paragraphs=[
            _("The secretariat has looked at “%(title)s” and cannot make it public. The reason:") % _title(thing),
            *_quoted(words),
            _("If that is a misunderstanding, answer on the page."),
        ],
        button=(_("Read the answer"), page_for_owners(thing)),
    )


def _asked(thing: Reviewed, words: str) -> Draft:
    return Draft(
        subject=_("A question about “%(title)s”") % _title(thing),
        paragraphs=[_("The secretariat writes about “%(title)s”:") % _title(thing), *_quoted(words)],
        button=(_("Read and answer"), page_for_owners(thing)),
    )


def _answered(thing: Reviewed, said: Comment) -> Draft:
    kind = "opportunity" if isinstance(thing, Opportunity) else "profile"
    facts = {**_title(thing), "person": str(said.author)}
    return Draft(
        subject=_("An answer about “%(title)s”") % facts,
        paragraphs=[_("%(person)s writes about “%(title)s”:") % facts, *_quoted(said.text)],
        button=(_("Open the review"), reverse("secretariat:review", args=[kind, thing.pk])),
    )
