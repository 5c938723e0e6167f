"""Letters on opportunities that fit an organisation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cordata_web.directory.models import Profile
from cordata_web.exchange.messages import fit
from cordata_web.exchange.models import Match
from cordata_web.exchange.partners import opportunities_told
from cordata_web.mail import Draft, post
from cordata_web.mail.topics import Topic
from cordata_web.people.models import User


def tell_of_matches(profile: Profile, matches: Sequence[Match], people: Iterable[User]) -> int:
    """One letter to each of the people; how many were put into the outbox."""

    def write(user: User) -> Draft:
        number = len(matches)
        items = [
            (told["title"], told["url"], " ".join([told["owner"], *told["reasons"], fit(told["score"]) + "."]))
            for told in opportunities_told(matches, user)
        ]
        return Draft(
            subject=ngettext("An opportunity that fits %(name)s", "%(number)s opportunities that fit %(name)s", number)
            % {"name": profile.name, "number": number},
            paragraphs=[
                ngettext(
                    "We found an opportunity that should be worth your time.",
                    "We found %(number)s opportunities that should be worth your time.",
                    number,
                )
                % {"number": number},
                _("Say whether you are interested or not: both make the next suggestions better."),
            ],
            items=items,
            button=(_("Look at the matches"), reverse("exchange:matches", args=[profile.pk])),
        )

    letters = [
        post(
            "matches",
            to=user,
            write=lambda user=user: write(user),  # type: ignore[misc]
            key=f"matches:{profile.pk}:{matches[0].pk}:{user.pk}",
            topic=Topic.MATCHES,
        )
        for user in people
    ]
    return sum(letter is not None for letter in letters)
