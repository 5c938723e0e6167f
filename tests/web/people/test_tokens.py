"""Keys for programs: made once, shown once, revoked; their rows of the policy matrix."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from cordata_web.people import policy
from cordata_web.people.models import ApiToken, AuditEntry
from cordata_web.people.policy.rules import RULES
from cordata_web.people.tokens import (
    MOST_KEYS,
    TooManyTokensError,
    UnknownScopeError,
    digest_of,
    find_token,
    make_token,
    note_use,
    revoke_token,
)
from web import cast

MATRIX = {"see": {"self"}, "revoke": {"self", "secretariat"}}


@pytest.fixture
def ada(db):
    return cast.person("ada@rossi.example", "member", cast.organisation("rossi"))


@pytest.fixture
def browser(ada, client):
    """Signed in this very minute, by password, as the page demands."""
    EmailAddress.objects.create(user=ada, email=ada.email, verified=True, primary=True)
    client.post("/en/account/login/", {"login": ada.email, "password": "correct horse battery"})
    return client


def made_by(user, **more):
    return make_token(user=user, **{"name": "Script", "scopes": ["read"], "expires": None, **more})


def test_the_matrix_of_keys(ada):
    token, _key = made_by(ada)
    people = {
        "self": ada,
        "visitor": AnonymousUser(),
        "colleague": cast.person("b@rossi.example", "member", token.user.assignments.get().profile),
        "manager": cast.person("m@mesap.example", "cluster_manager", cast.cluster("mesap")),
        "officer": cast.person("r@region.example", "officer"),
        "secretariat": cast.person("sec@net.example", "secretariat"),
        "auditor": cast.person("aud@net.example", "auditor"),
    }
    found = {
        action: {name for name, one in people.items() if policy.can(one, action, token)}
        for action in RULES["people.apitoken"]
    }
    assert found == MATRIX
    rows = {name for name, one in people.items() if policy.visible_to(one, ApiToken.objects.all()).exists()}
    assert rows == {"self"}


def test_only_the_digest_of_a_key_is_kept(ada):
    token, key = made_by(ada)
    assert re.fullmatch(r"cordata_[0-9a-f]{48}", key)
    assert token.digest == digest_of(key)
    assert key.removeprefix("cordata_").startswith(token.begins)
    assert key not in str(AuditEntry.objects.filter(action="make key").values())
    assert find_token(key) == token
    assert find_token(key[:-1]) is None


def test_a_key_ends_after_its_last_day(ada):
    today = timezone.localdate()
    _token, last = made_by(ada, expires=today)
    _token, over = made_by(ada, expires=today - timedelta(days=1))
    assert find_token(last) is not None
    assert find_token(over) is None


def test_revoking_is_audited_once(ada):
    token, key = made_by(ada)
    revoke_token(token=token, actor=ada)
    revoke_token(token=token, actor=ada)
    assert find_token(key) is None
    assert AuditEntry.objects.filter(action="revoke key").count() == 1


def test_scopes_must_exist(ada):
    for scopes in ([], ["everything"], ["read", "everything"]):
        with pytest.raises(UnknownScopeError):
            made_by(ada, scopes=scopes)


def test_nobody_has_more_keys_than_can_be_looked_after(ada):
    for _number in range(MOST_KEYS):
        token, _key = made_by(ada)
    with pytest.raises(TooManyTokensError):
        made_by(ada)
    revoke_token(token=token, actor=ada)
    made_by(ada)


def test_use_is_noted_at_most_once_a_minute(ada, django_assert_num_queries):
    token, _key = made_by(ada)
    now = timezone.now()
    note_use(token, now=now)
    with django_assert_num_queries(0):
        note_use(token, now=now + timedelta(seconds=59))
    note_use(token, now=now + timedelta(seconds=61))
    token.refresh_from_db()
    assert token.last_used == now + timedelta(seconds=61)


def test_the_page_shows_a_new_key_once(ada, browser):
    page = browser.post("/en/account/keys/", {"name": "ERP", "scopes": ["read", "write"], "days": "30"})
    text = page.content.decode()
    (key,) = set(re.findall(r"cordata_[0-9a-f]{48}", text))
    token = ApiToken.objects.get()
    assert (token.digest, token.scopes) == (digest_of(key), ["read", "write"])
    assert token.expires == timezone.localdate() + timedelta(days=30)
    assert "no-store" in page["Cache-Control"]
    assert key not in browser.get("/en/account/keys/").content.decode()


def test_the_page_keeps_what_was_typed_when_something_is_missing(browser):
    page = browser.post("/en/account/keys/", {"name": "ERP", "days": ""})
    assert page.status_code == 422
    assert 'value="ERP"' in page.content.decode()
    assert not ApiToken.objects.exists()


def test_a_key_is_revoked_by_its_own_person_only(ada, browser, client):
    mine, _key = made_by(ada)
    foreign, _key = made_by(cast.person("eve@else.example"))
    assert browser.post(f"/en/account/keys/{mine.pk}/revoke/").status_code == 302
    assert browser.post(f"/en/account/keys/{foreign.pk}/revoke/").status_code == 404
    assert browser.get(f"/en/account/keys/{mine.pk}/revoke/").status_code == 405
    assert ApiToken.objects.get(pk=mine.pk).revoked
    assert not ApiToken.objects.get(pk=foreign.pk).revoked
    assert "Revoked on" in browser.get("/en/account/keys/").content.decode()


def test_the_page_is_for_people_who_are_signed_in(client, db):
    assert client.get("/en/account/keys/").status_code == 302
    assert client.post("/en/account/keys/", {"name": "x", "scopes": ["read"]}).status_code == 302
    assert not ApiToken.objects.exists()


def test_the_account_page_leads_to_the_keys(browser):
    assert "/en/account/keys/" in browser.get("/en/account/").content.decode()
