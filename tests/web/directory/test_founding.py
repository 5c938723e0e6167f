"""Finding one's organisation in the directory, claiming it, or adding it."""

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.utils import timezone

from cordata.directory.duplicates import DUPLICATE_CODES
from cordata.directory.vat import VAT_PROBLEMS
from cordata_web.directory.claiming import (
    ActsAlreadyError,
    ClaimDecidedError,
    NotClaimableError,
    claim_profile,
    confirm_claim,
    refuse_claim,
)
from cordata_web.directory.founding import UnknownRegionError, UnknownVatError, create_organisation
from cordata_web.directory.messages import DUPLICATE_SENTENCES, MISSING, VAT_SENTENCES
from cordata_web.directory.models import Claim, Profile
from cordata_web.mail.models import Letter
from cordata_web.people import policy
from cordata_web.people.invitations import invite
from cordata_web.people.models import AuditEntry
from web.cast import cluster, organisation, person, signed_in

ENTERED = {"name": "Rossi Meccanica", "kind": "sme", "region": "ITC1", "town": "Torino"}


def _confirmed(email: str):
    user = person(email)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def _rossi(**more) -> Profile:
    return organisation("rossi", name="Rossi Meccanica Srl", website="https://www.rossi.example", claimed=None, **more)


def test_duplicates_are_found_while_typing(db) -> None:
    _rossi()
    found = signed_in(person()).get("/en/organisations/new/alike.json", {"name": "rossi meccanica", "region": "ITC1"})
    [one] = found.json()["profiles"]
    assert one["name"] == "Rossi Meccanica Srl"
    assert one["claim_url"] == "/en/organisations/rossi/claim/"
    assert one["reasons"]


def test_duplicates_are_found_by_website_and_by_vat_number(db) -> None:
    _rossi(vat="IT00743110157")
    client = signed_in(person())
    for asked in ({"website": "rossi.example"}, {"vat": "00743110157", "region": "ITC1"}):
        found = client.get("/en/organisations/new/alike.json", {"name": "Tutt'altro", **asked}).json()["profiles"]
        assert [one["id"] for one in found] == ["rossi"]


def test_a_draft_is_told_by_its_name_only_and_only_where_it_is_named_in_full(db) -> None:
    _rossi(state="draft")
    client = signed_in(person())
    assert client.get("/en/organisations/new/alike.json", {"name": "ross"}).json()["profiles"] == []
    [one] = client.get("/en/organisations/new/alike.json", ENTERED).json()["profiles"]
    assert (one["url"], one["reasons"]) == ("", [])
    assert client.get(one["claim_url"]).status_code == 200
    assert client.get("/en/organisations/rossi/claim/").status_code == 404


def test_likely_duplicates_are_shown_before_anything_is_made(db) -> None:
    _rossi()
    client = signed_in(person())
    page = client.post("/en/organisations/new/", ENTERED)
    assert "Is it one of these?" in page.content.decode()
    assert Profile.objects.count() == 1
    again = client.post("/en/organisations/new/", {**ENTERED, "seen": page.context["seen"]})
    assert again.status_code == 302
    assert Profile.objects.count() == 2


def test_what_was_typed_stays_when_something_is_wrong(db) -> None:
    page = signed_in(person()).post("/en/organisations/new/", {**ENTERED, "vat": "00743110158"}).content.decode()
    assert "its check digit does not fit" in page
    assert 'value="Rossi Meccanica"' in page
    assert Profile.objects.count() == 0


def test_two_organisations_of_one_name_have_addresses_of_their_own(db) -> None:
    made = [create_organisation(actor=person(), **ENTERED, more={}) for _time in range(2)]
    assert made[0].pk == "rossi-meccanica"
    assert made[1].pk.startswith("rossi-meccanica-")


def test_a_new_cluster_is_managed_by_its_maker(db) -> None:
    ada = person()
    made = create_organisation(actor=ada, **{**ENTERED, "kind": "cluster"}, more={})
    assert policy.standing_of(ada).clusters == {made.pk}


@pytest.mark.parametrize(
    ("entered", "error"), [({"region": "ES51"}, UnknownRegionError), ({"more": {"vat": "123"}}, UnknownVatError)]
)
def test_what_cannot_be_is_refused_aloud(db, entered: dict, error: type) -> None:
    with pytest.raises(error):
        create_organisation(actor=person(), **{**ENTERED, "more": {}, **entered})


def test_an_address_of_the_own_website_confirms_at_once(db) -> None:
    rossi, ada = _rossi(), _confirmed("ada@rossi.example")
    answer = signed_in(ada).post("/en/organisations/rossi/claim/", {"message": ""})
    assert answer.headers["Location"] == "/en/organisations/rossi/paragraph/"
    rossi.refresh_from_db()
    assert rossi.claimed is not None
    assert rossi.pk in policy.acts_for(ada)
    assert AuditEntry.objects.filter(action="claim confirmed").exists()


@pytest.mark.parametrize(
    ("email", "website", "kind"),
    [
        ("ada@elsewhere.example", "https://rossi.example", "sme"),
        ("ada@sub.rossi.example", "https://rossi.example", "sme"),
        ("ada@free.fr", "http://rossi.free.fr", "sme"),
        ("ada@rossi.example", "https://rossi.example", "university"),
        ("ada@rossi.example", "", "sme"),
    ],
)
def test_other_addresses_wait_for_the_secretariat(db, email: str, website: str, kind: str) -> None:
    rossi = organisation("rossi", website=website, kind=kind, claimed=None)
    made = claim_profile(profile=rossi, user=_confirmed(email), message="I am the owner.")
    assert made.state == Claim.State.OPEN


def test_an_address_that_nobody_confirmed_proves_nothing(db) -> None:
    assert claim_profile(profile=_rossi(), user=person("ada@rossi.example")).state == Claim.State.OPEN


def test_a_website_of_several_proves_nothing(db) -> None:
    organisation("other", website="https://rossi.example/other")
    assert claim_profile(profile=_rossi(), user=_confirmed("ada@rossi.example")).state == Claim.State.OPEN


def test_claimed_twice_it_is_one_claim_with_the_newer_word(db) -> None:
    rossi, ada = _rossi(), person()
    claim_profile(profile=rossi, user=ada, message="first")
    claim_profile(profile=rossi, user=ada, message="second")
    assert [claim.message for claim in Claim.objects.all()] == ["second"]


def test_the_secretariat_confirms_once_and_the_person_is_told(db) -> None:
    mesap, ada, chief = cluster("mesap", claimed=None), person(), person("sec@network.example", "secretariat")
    claim = claim_profile(profile=mesap, user=ada)
    confirm_claim(claim=claim, actor=chief)
    assert policy.standing_of(ada).clusters == {"mesap"}
    assert Letter.objects.get().subject == "You now act for Mesap"
    with pytest.raises(ClaimDecidedError):
        refuse_claim(claim=claim, actor=chief, answer="No.")


def test_who_is_refused_learns_why(db) -> None:
    claim = claim_profile(profile=_rossi(), user=person())
    refuse_claim(claim=claim, actor=person("sec@network.example", "secretariat"), answer="We know another owner.")
    assert "We know another owner." in Letter.objects.get().text
    assert policy.acts_for(claim.user) == frozenset()
    assert mail.outbox == []  # the outbox is emptied by the worker


def test_nobody_claims_what_is_invented_or_the_own(db) -> None:
    with pytest.raises(NotClaimableError):
        claim_profile(profile=organisation("invented", is_example=True), user=person())
    own = organisation("own")
    with pytest.raises(ActsAlreadyError):
        claim_profile(profile=own, user=person("ada@own.example", "member", own))


def test_every_code_of_the_library_has_a_sentence() -> None:
    from cordata.directory.completeness import WEIGHTS

    assert set(VAT_SENTENCES) == set(VAT_PROBLEMS)
    assert set(DUPLICATE_SENTENCES) == set(DUPLICATE_CODES)
    assert set(MISSING) == set(WEIGHTS)
    for code, names in VAT_PROBLEMS.items():
        assert VAT_SENTENCES[code](dict.fromkeys(names, "IT"))


def test_who_claims_needs_the_open_invitation_no_more(db) -> None:
    rossi = organisation("rossi", website="https://rossi.example")
    manager, ada = person("mia@mesap.example"), person("ada@rossi.example")
    wanted = invite(actor=manager, email=ada.email, role="member", profile=rossi)
    elsewhere = invite(actor=manager, email=ada.email, role="member", profile=organisation("bianchi"))
    confirm_claim(claim=claim_profile(profile=rossi, user=ada), actor=person("sec@net.example", "secretariat"))
    wanted.refresh_from_db()
    elsewhere.refresh_from_db()
    assert (wanted.accepted_by, wanted.is_open(timezone.localdate())) == (ada, False)
    assert elsewhere.is_open(timezone.localdate())
