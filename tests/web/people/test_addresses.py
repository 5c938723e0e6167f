"""No object is reached by guessing its address: each page that names one is asked for by people who may not see it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from cordata_web.calls.models import Call
from cordata_web.consortia.models import Consortium, ConsortiumPartner, PartnerSearch
from cordata_web.cooperation.models import MetaCluster
from cordata_web.directory.models import Claim, MemberImport, Profile
from cordata_web.exchange.models import Attachment, Follow, Message
from cordata_web.funding.models import Instrument, InstrumentImport
from cordata_web.jobs.models import Job
from cordata_web.mail.models import Letter
from cordata_web.people.models import ApiToken, Invitation, Role, RoleAssignment, User
from web import cast

FORBIDDEN = {403, 404, 405}
PUBLIC = {
    *("sitemap", "directory:region", "directory:sector", "directory:concept", "exchange:opportunity_new"),
    *("cooperation:source", "cooperation:source_csv", "cooperation:region", "cooperation:link", "cooperation:chart"),
    "cooperation:draft_metacluster",
    *("funding:instrument", "funding:mix_flow"),
    *("programmes:programme", "programmes:history"),
}
"""What names no object of anybody."""
SIGNED = {"mail_stop", "exchange:renew", "people:invitation", "calls:feed"}
"""Opened by a signed token; the tests of these pages try false ones."""
OF_ALLAUTH = ("account_", "mfa_", "socialaccount_", "usersessions_")


def of_projects(hidden: Profile, owner: User) -> dict[str, str]:
    """A consortium with all that belongs to it, and an instrument that is off the pages."""
    planned = Consortium.objects.create(title="Hidden plan", owner=hidden, day="2026-01-01")
    instrument = Instrument.objects.create(
        pk="hidden-instrument", name="x", level="regional", form="grant", purpose="cooperation", checked="2026-01-01",
        withdrawn=owner.date_joined,
    )  # fmt: skip
    return {
        "consortium": planned.pk,
        "consortium_partner": ConsortiumPartner.objects.create(
            consortium=planned, profile=hidden, name="x", country="IT", kind="sme"
        ).pk,
        "partner_search": PartnerSearch.objects.create(consortium=planned).pk,
        "instrument": instrument.pk,
        "instrument_import": InstrumentImport.objects.create(file_name="a.csv", sent_by=owner).pk,
    }


@pytest.fixture
def secrets(db, settings, tmp_path) -> dict[str, str]:
    """Things that a stranger may not see, by the names that addresses give them."""
    settings.MEDIA_ROOT = tmp_path
    hidden = cast.organisation("hidden", state="draft")
    gone = cast.organisation("gone", state="draft")
    hidden_cluster = cast.cluster("hidden-cluster", members=(hidden,), state="draft")
    owner = cast.person("o@hidden.example", Role.MEMBER, hidden)
    draft = cast.opportunity(hidden, state="draft")
    interest = cast.interest(draft, gone)
    opened = cast.introduction(hidden, gone, (owner, hidden))
    message = Message.objects.create(introduction=opened, author=owner, text="Hello")
    return {
        "profile": hidden.pk,
        "other": gone.pk,
        "cluster": hidden_cluster.pk,
        "opportunity": draft.pk,
        "interest": interest.pk,
        "introduction": opened.pk,
        "collaboration": cast.collaboration(opened).pk,
        "match": cast.match(draft, gone).pk,
        "attachment": Attachment.objects.create(message=message, name="a", size=1, media_type="a/b").pk,
        "follow": Follow.objects.create(user=owner, opportunity=draft).pk,
        "role": RoleAssignment.objects.get(user=owner).pk,
        "import": MemberImport.objects.create(cluster=hidden_cluster, file_name="a.csv").pk,
        "claim": Claim.objects.create(profile=hidden, user=owner).pk,
        "metacluster": MetaCluster.objects.create(title="Sun", created_by=owner).pk,
        "call": Call.objects.create(
            pk="hidden-call", reference="hidden-call", origin="own", withdrawn=owner.date_joined
        ).pk,
        **of_projects(hidden, owner),
        "job": Job.objects.create(kind="update_index", owner=owner).pk,
        "letter": Letter.objects.create(language="en", kind="x", subject="x", text="x", html="x", to_user=owner).pk,
        "token": ApiToken.objects.create(user=owner, name="x", digest="x").pk,
        "invitation": Invitation.objects.create(
            email="x@y.example", role=Role.MEMBER, profile=hidden, expires="2099-01-01"
        ).pk,
    }


NAMED_BY = (
    ("secretariat:claim", {"pk": "claim"}),
    ("secretariat:merge", {"one": "profile", "other": "other"}),
    ("secretariat:apart", {"one": "profile", "other": "other"}),
    ("secretariat:end_role", {"pk": "role"}),
    ("secretariat:", {"pk": "invitation"}),
    ("directory:cluster_import", {"slug": "cluster", "pk": "import"}),
    ("directory:cluster", {"slug": "cluster", "member": "profile", "asked": "invitation"}),
    ("directory:membership", {"pk": "invitation"}),
    ("directory:leave", {"slug": "profile", "cluster": "cluster"}),
    ("directory:end_role", {"slug": "profile", "assignment": "role"}),
    ("directory:withdraw_invitation", {"slug": "profile", "invitation": "invitation"}),
    ("directory:", {"slug": "profile"}),
    ("calls:", {"pk": "call"}),
    ("consortia:", {"pk": "consortium", "partner": "consortium_partner", "search_pk": "partner_search"}),
    ("funding:import", {"pk": "instrument_import"}),
    ("funding:", {"pk": "instrument"}),
    ("cooperation:complements", {"slug": "cluster"}),
    ("cooperation:", {"pk": "metacluster"}),
    ("desk:answer_review", {"pk": "opportunity"}),
    ("desk:", {"slug": "profile"}),
    ("exchange:match_", {"pk": "match"}),
    ("exchange:introduce", {"pk": "match"}),
    ("exchange:matches", {"slug": "profile"}),
    ("exchange:interest", {"pk": "interest"}),
    ("exchange:introduction", {"pk": "introduction"}),
    ("exchange:write_message", {"pk": "introduction"}),
    ("exchange:begin_collaboration", {"pk": "introduction"}),
    ("exchange:collaboration", {"pk": "collaboration"}),
    ("exchange:attachment", {"pk": "attachment"}),
    ("exchange:follow_stop", {"pk": "follow"}),
    ("exchange:", {"pk": "opportunity"}),
    ("people:revoke_token", {"pk": "token"}),
    ("jobs:", {"pk": "job"}),
    ("mail:", {"pk": "letter"}),
)
"""The first line whose name an address's name begins with says which object stands for each part of the address."""
OTHER_PARTS = {
    "kind": "opportunity", "what": "members", "language": "de", "name": "archive", "step": "archive", "year": 2026,
    "dimension": "structure", "code": "si04", "source": "cordis", "suffix": "pdf", "number": 1,
}  # fmt: skip


def addresses() -> Iterator[tuple[str, frozenset[str]]]:
    """Each named address with parts: its name, and the names of its parts."""

    def walk(resolver: Any, spaces: tuple[str, ...]) -> Iterator[tuple[str, frozenset[str]]]:
        for entry in resolver.url_patterns:
            if entry.pattern.regex.pattern == r"^api/":
                continue  # has tests of its own, where each of its addresses stands in the schema
            if hasattr(entry, "url_patterns"):
                yield from walk(entry, (*spaces, entry.namespace) if entry.namespace else spaces)
            elif entry.name and entry.pattern.converters:
                yield ":".join([*spaces, entry.name]), frozenset(entry.pattern.converters)

    found = walk(get_resolver(), ())
    return (pair for pair in found if pair[0] not in PUBLIC | SIGNED and not pair[0].startswith(OF_ALLAUTH))


PAGES = sorted(set(addresses()), key=lambda pair: pair[0])


def address_of(name: str, parts: frozenset[str], secrets: dict[str, str]) -> str:
    named = next(kinds for beginning, kinds in NAMED_BY if name.startswith(beginning))
    known = {part: secrets[kind] for part, kind in named.items() if part in parts}
    return reverse(name, kwargs={**{part: OTHER_PARTS[part] for part in parts - known.keys()}, **known})


def strangers(name: str) -> dict[str, User | None]:
    """Nobody, a member of another firm, and the manager of another cluster."""
    firm, cluster = cast.organisation("stranger"), cast.cluster("elsewhere")
    return {
        "visitor": None,
        "member": cast.person("m@stranger.example", Role.MEMBER, firm),
        "manager": cast.person("c@elsewhere.example", Role.CLUSTER_MANAGER, cluster),
    }


def test_there_are_pages_to_ask_for() -> None:
    assert len(PAGES) > 50


@pytest.mark.parametrize(("name", "parts"), PAGES, ids=[name for name, _parts in PAGES])
def test_a_stranger_reaches_nothing(name: str, parts: frozenset[str], secrets: dict[str, str]) -> None:
    address = address_of(name, parts, secrets)
    for who, user in strangers(name).items():
        client = cast.signed_in(user) if user else Client()
        for answer in (client.get(address), client.post(address)):
            to_sign_in = answer.status_code == 302 and "/login/" in answer["Location"]
            assert answer.status_code in FORBIDDEN or (user is None and to_sign_in), f"{who}: {answer.status_code}"
    assert Profile.objects.get(pk="hidden").state == "draft"
