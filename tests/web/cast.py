"""People, organisations and what they do with each other, made short for the tests of the network."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from cordata_web.directory.folding import fold
from cordata_web.directory.models import Membership, Profile
from cordata_web.exchange.models import Collaboration, Interest, Introduction, Match, Opportunity, Participant
from cordata_web.people.models import Role, RoleAssignment, User


def person(email: str = "ada@firm.example", role: str = "", profile: Profile | None = None, **more: Any) -> User:
    """Somebody, with a role where one is named; "officer" is one of Piedmont."""
    found = User.objects.filter(email=email).first() or User.objects.create_user(
        email, "correct horse battery", name=email.split("@")[0].title(), **more
    )
    if role:
        region = "ITC1" if role == Role.OFFICER else ""
        RoleAssignment.objects.create(user=found, role=role, profile=profile, region=region)
    return found


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def organisation(key: str = "rossi", **more: Any) -> Profile:
    name = more.pop("name", key.replace("-", " ").title())
    facts = {
        "kind": "sme", "country": "IT", "nuts": "ITC11", "town": "Torino", "local_language": "it",
        "sectors": ["mechatronics"], "claimed": timezone.localdate(), "state": "published",
        "valid_until": timezone.localdate() + timedelta(days=300),
        "descriptions": {"it": "Stampiamo alluminio sotto pressione.", "en": "We die-cast aluminium."},
    }  # fmt: skip
    return Profile.objects.create(
        id=key, name=name, folded_name=fold(name), search_text=f" {fold(name)} ", **{**facts, **more}
    )


def cluster(key: str = "mesap", members: tuple[Profile, ...] = (), **more: Any) -> Profile:
    made = organisation(key, **{"kind": "cluster", "cluster_type": "cluster", **more})
    for member in members:
        Membership.objects.create(cluster=made, member=member)
    return made


def opportunity(owner: Profile, **more: Any) -> Opportunity:
    """A published technology request, unless said otherwise."""
    facts = {
        "type": "technology_request", "language": "en", "state": "published", "published": timezone.now(),
        "titles": {"en": "Die casting of thin walls"}, "summaries": {"en": "We look for a foundry for housings."},
        "valid_until": timezone.localdate() + timedelta(days=90), "sectors": ["mechatronics"],
    }  # fmt: skip
    return Opportunity.objects.create(organisation=owner, **{**facts, **more})


def interest(in_what: Opportunity, of: Profile, **more: Any) -> Interest:
    facts = {"language": "en", "why": "We cast thin walls.", "respond_by": timezone.localdate() + timedelta(days=14)}
    return Interest.objects.create(opportunity=in_what, organisation=of, **{**facts, **more})


def introduction(first: Profile, second: Profile, *people: tuple[User, Profile], **more: Any) -> Introduction:
    """An open one, with the people who take part."""
    made = Introduction.objects.create(
        first=first, second=second, **{"state": "open", "opened": timezone.now(), **more}
    )
    for user, profile in people:
        Participant.objects.create(introduction=made, user=user, profile=profile)
    return made


def collaboration(of: Introduction, **more: Any) -> Collaboration:
    facts = {"title": "Thin walls together", "first": of.first, "second": of.second}
    return Collaboration.objects.create(introduction=of, **{**facts, **more})


def match(of: Opportunity, profile: Profile, score: float = 0.6, **more: Any) -> Match:
    return Match.objects.create(opportunity=of, profile=profile, score=score, **more)
