"""Following things and searches, and the round-up by e-mail."""

from datetime import UTC, datetime, timedelta

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone as django_timezone

from cordata_web.exchange.digest import period_of, send_digests
from cordata_web.exchange.following import (
    EmptySearchError,
    Search,
    TooMuchFollowedError,
    follow,
    followed_by,
    stop_following,
)
from cordata_web.exchange.models import Follow
from cordata_web.mail.models import Letter
from cordata_web.mail.preferences import choose
from cordata_web.mail.topics import STOPPABLE, Rhythm
from cordata_web.people.models import AuditEntry, Role
from web import cast

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
LATER = datetime(2099, 6, 1, 9, tzinfo=UTC)
assert LATER.weekday() == MONDAY.weekday() == 0


@pytest.fixture
def ada():
    return cast.person("ada@firm.example", language="it")


@pytest.fixture
def rossi():
    return cast.organisation("rossi")


def search(query: str, page: str = "opportunities") -> Search:
    return Search.asked(page, QueryDict(query))


def test_a_followed_search_tells_only_of_what_came_since(ada, rossi):
    cast.opportunity(rossi, titles={"en": "Old"}, valid_until="2100-01-01")
    follow(user=ada, search=search("sector=mechatronics"))
    cast.opportunity(rossi, titles={"en": "New"}, valid_until="2100-01-01")
    assert send_digests(now=LATER) == 1
    letter = Letter.objects.get()
    assert "New" in letter.text
    assert "Old" not in letter.text
    assert letter.language == "it"
    assert send_digests(now=LATER + timedelta(days=7)) == 0, "no news, no letter"


def test_a_digest_goes_once_however_often_the_job_runs(ada, rossi):
    follow(user=ada, search=search("sector=mechatronics"))
    cast.opportunity(rossi, valid_until="2100-01-01")
    assert [send_digests(now=LATER + timedelta(hours=hour)) for hour in range(3)] == [1, 0, 0]
    assert Letter.objects.count() == 1


def test_a_changed_opportunity_and_a_new_one_of_a_profile_are_news(ada, rossi):
    followed = cast.opportunity(rossi, titles={"en": "Followed"}, valid_until="2100-01-01")
    follow(user=ada, opportunity=followed)
    follow(user=ada, profile=rossi)
    cast.opportunity(rossi, titles={"en": "Open"}, valid_until="2100-01-01")
    cast.opportunity(rossi, titles={"en": "Hidden"}, anonymous=True, valid_until="2100-01-01")
    followed.save()
    send_digests(now=LATER)
    text = Letter.objects.get().text
    assert "Followed" in text
    assert "Open" in text
    assert "Hidden" not in text, "an anonymous opportunity is no news of its owner"


def test_what_awaits_an_answer_is_in_the_digest(rossi):
    cast.person("eva@rossi.example", Role.MEMBER, rossi)
    cast.interest(cast.opportunity(rossi), cast.organisation("livarna", name="Livarna Loka"))
    send_digests(now=LATER)
    assert "Livarna Loka waits for your answer" in Letter.objects.get().text


@pytest.mark.parametrize(
    ("rhythm", "day", "period"),
    [
        (Rhythm.DAILY, "2026-11-25", "2026-11-25"),
        (Rhythm.WEEKLY, "2026-11-23", "2026-W48"),
        (Rhythm.WEEKLY, "2026-11-25", ""),
        (Rhythm.MONTHLY, "2026-12-01", "2026-12"),
        (Rhythm.MONTHLY, "2026-12-02", ""),
        (Rhythm.NEVER, "2026-11-23", ""),
    ],
)
def test_each_rhythm_has_its_days(rhythm, day, period):
    assert period_of(rhythm, datetime.fromisoformat(day).date()) == period


def test_who_wants_no_digest_gets_none(ada, rossi):
    follow(user=ada, search=search("sector=mechatronics"))
    choose(user=ada, topics=STOPPABLE, rhythm=Rhythm.NEVER)
    cast.opportunity(rossi, valid_until="2100-01-01")
    assert send_digests(now=LATER) == 0


def test_a_search_that_asks_for_nothing_cannot_be_followed():
    for query, page in (("", "opportunities"), ("sector=nonsense", "opportunities"), ("country=IT", "partners")):
        with pytest.raises(EmptySearchError):
            search(query, page)


def test_a_search_says_in_words_what_it_asks():
    assert search("q=foundry&type=technology_offer&country=SI").label == (
        "Opportunities: foundry, Technology offer, Slovenia"
    )
    assert search("q=we+cast&country=SI", "partners").label == "Partners: we cast, Slovenia"
    assert search("q=we+cast", "partners").url == "/en/?q=we+cast"


def test_following_twice_is_following_once_and_both_are_noted(ada, rossi):
    made = follow(user=ada, profile=rossi)
    assert follow(user=ada, profile=rossi) == made
    stop_following(followed=made, actor=ada)
    assert not Follow.objects.exists()
    assert list(AuditEntry.objects.order_by("pk").values_list("action", flat=True)) == ["follow", "stop following"]


def test_nobody_follows_without_end(ada, rossi, monkeypatch):
    monkeypatch.setattr("cordata_web.exchange.following.MOST_FOLLOWED", 1)
    follow(user=ada, profile=rossi)
    with pytest.raises(TooMuchFollowedError):
        follow(user=ada, profile=cast.organisation("other"))


def test_what_may_not_be_seen_any_more_is_not_named(ada, rossi):
    follow(user=ada, opportunity=cast.opportunity(rossi, titles={"en": "Secret"}, valid_until="2026-01-01"))
    (row,) = followed_by(ada)
    assert (row["label"], row["url"]) == ("No longer shown", "")


def test_the_pages_follow_and_stop(ada, rossi):
    client, opportunity = cast.signed_in(ada), cast.opportunity(rossi)
    shown = client.get(reverse("exchange:follow"), {"opportunity": opportunity.pk})
    assert "Die casting of thin walls" in shown.content.decode()
    listed = client.post(reverse("exchange:follow"), {"opportunity": opportunity.pk}, follow=True)
    assert "Die casting of thin walls" in listed.content.decode()
    assert client.post(reverse("exchange:follow"), {"type": "technology_offer"}).status_code == 302
    row = Follow.objects.get(opportunity=opportunity)
    stranger = cast.signed_in(cast.person("eve@else.example"))
    assert stranger.post(reverse("exchange:follow_stop", args=[row.pk])).status_code == 404
    client.post(reverse("exchange:follow_stop", args=[row.pk]))
    assert not Follow.objects.filter(pk=row.pk).exists()


def test_nobody_follows_what_they_may_not_see(ada, rossi):
    draft = cast.opportunity(rossi, state="draft")
    client = cast.signed_in(ada)
    assert client.post(reverse("exchange:follow"), {"opportunity": draft.pk}).status_code == 404
    assert client.get(reverse("exchange:follow"), {"sector": "nonsense"}).status_code == 404
    assert django_timezone.localdate() < draft.valid_until
