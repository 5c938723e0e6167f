"""What people follow: an opportunity, a profile, or a search on one of the two pages that search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from cordata_web.directory.models import Profile
from cordata_web.exchange import answering, board
from cordata_web.exchange.asking import Question, read_question
from cordata_web.exchange.board import read_chosen, value_name
from cordata_web.exchange.matching import NoIndexError, OutdatedIndexError
from cordata_web.exchange.models import Follow, Opportunity
from cordata_web.exchange.results import value_name as name_of_value
from cordata_web.people import audit, policy
from cordata_web.people.models import User

BOARD, PARTNERS = "opportunities", "partners"
MOST_FOLLOWED = 100
LONGEST_SEARCH = 5000
FOUND_AT_ONCE = 20


class TooMuchFollowedError(Exception):
    """Somebody follows so much that a digest would not help any more."""


class EmptySearchError(ValueError):
    """A search that asks for nothing would find everything."""


@dataclass(frozen=True, slots=True)
class Search:
    """A page that searches, and the query part of its address."""

    page: str
    query: str

    @classmethod
    def read(cls, kept: str) -> Search:
        page, _mark, query = kept.partition("?")
        return cls(page if page in (BOARD, PARTNERS) else BOARD, query)

    @classmethod
    def asked(cls, page: str, asked: QueryDict) -> Search:
        """Only what the page itself understands; raises EmptySearchError."""
        if page == PARTNERS:
            question = read_question(asked)
            query = question.url.partition("?")[2] if question.q else ""
        else:
            page, query = BOARD, read_chosen(asked).query
        if not query or len(query) > LONGEST_SEARCH:
            raise EmptySearchError(page)
        return cls(page, query)

    @property
    def kept(self) -> str:
        return f"{self.page}?{self.query}"

    @property
    def url(self) -> str:
        path = reverse("exchange:home" if self.page == PARTNERS else "exchange:opportunities")
        return f"{path}?{self.query}"

    @property
    def label(self) -> str:
        """The search in words."""
        if self.page == PARTNERS:
            question = self._question()
            parts = [_shortened(question.q), *(name_of_value(*pair) for pair in question.chosen)]
            return _("Partners: %(search)s") % {"search": ", ".join(parts)}
        chosen = read_chosen(QueryDict(self.query))
        parts = [*([chosen.q] if chosen.q else []), *(value_name(*pair) for pair in chosen.values)]
        return _("Opportunities: %(search)s") % {"search": ", ".join(parts)}

    def found(self, reader: User) -> list[Any]:
        """The profiles or opportunities that it finds now, at most twenty."""
        if self.page == BOARD:
            rows = board.matching(board.board(), read_chosen(QueryDict(self.query)))
            return list(rows[:FOUND_AT_ONCE])
        try:
            answered = answering.answer(self._question(), reader)
        except (NoIndexError, OutdatedIndexError):
            return []
        return [match.profile for match in answered.matches[:FOUND_AT_ONCE]]

    def _question(self) -> Question:
        return read_question(QueryDict(self.query))


@transaction.atomic
def follow(
    *, user: User, opportunity: Opportunity | None = None, profile: Profile | None = None, search: Search | None = None
) -> Follow:
    """Follow one of the three; following it again changes nothing. What is there now is not news."""
    what = {"opportunity": opportunity, "profile": profile, "search": search.kept if search else ""}
    User.objects.select_for_update().get(pk=user.pk)  # two clicks at once are one after the other
    known = Follow.objects.filter(user=user, **what).first()
    if known is not None:
        return known
    if Follow.objects.filter(user=user).count() >= MOST_FOLLOWED:
        raise TooMuchFollowedError(user.pk)
    seen = keys_of(search.found(user)) if search else []
    made = Follow.objects.create(user=user, seen=seen, **what)
    audit.record("follow", made, actor=user, changes={"what": str(made)})
    return made


@transaction.atomic
def stop_following(*, followed: Follow, actor: User) -> None:
    audit.record("stop following", followed, actor=actor, changes={"what": str(followed)})
    followed.delete()


def followed_by(user: User) -> list[dict[str, Any]]:
    """What somebody follows, as a list shows it; what may not be seen any more is named as gone."""
    rows = Follow.objects.filter(user=user).select_related("opportunity", "profile")
    standing = policy.standing_of(user)
    return [_shown(row, standing) for row in rows]


def keys_of(found: Sequence[Any]) -> list[str]:
    return [str(one.pk) for one in found]


def _shown(row: Follow, standing: policy.Standing) -> dict[str, Any]:
    if row.search:
        search = Search.read(row.search)
        return {"follow": row, "label": search.label, "url": search.url, "icon": "search"}
    thing: Any = row.opportunity or row.profile
    if not policy.can(standing, "see", thing):
        return {"follow": row, "label": _("No longer shown"), "url": "", "icon": "info"}
    icon = "concept" if row.opportunity else "organisation"
    return {"follow": row, "label": str(thing), "url": thing.get_absolute_url(), "icon": icon}


def _shortened(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79].rstrip()}…"
