"""What holds for all of the API: keys, scopes, problems, limits, idempotency."""

from __future__ import annotations

import pytest
from django.db.models.signals import post_save
from django.test import Client

from cordata_web.exchange.models import Opportunity
from cordata_web.people.models import AuditEntry, IdempotencyKey
from cordata_web.people.tokens import make_token, revoke_token
from web import cast

DRAFT = {
    "organisation": "rossi",
    "type": "technology_request",
    "language": "en",
    "title": "Thin walls",
    "summary": "We look for a foundry for thin housings.",
    "valid_until": "2027-03-01",
}


@pytest.fixture
def ada(db):
    return cast.person("ada@rossi.example", "member", cast.organisation("rossi"))


@pytest.fixture
def hers(ada, program):
    return program(ada)


def kind(problem) -> str:
    return problem["type"].rpartition(":")[2]


def test_a_key_opens_what_its_person_may_see(hers, program):
    me = hers.get("/me")
    assert (me["email"], me["scopes"]) == ("ada@rossi.example", ["read", "write", "manage", "review"])
    (own,) = me["organisations"]
    assert (own["id"], own["acts"], own["manages"]) == ("rossi", True, False)
    assert me["roles"] == [{"role": "member", "profile": "rossi", "region": ""}]


def test_strangers_are_asked_for_a_key(db, program):
    answer = program().send("GET", "/me", status=401)
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["WWW-Authenticate"] == "Bearer"
    assert kind(answer.json()) == "no-key"


@pytest.mark.parametrize("header", ["Bearer nonsense", "Bearer cordata_00", "Basic YTpi", "Bearer", "x"])
def test_a_wrong_key_is_refused_even_where_none_is_needed(db, program, header):
    for path in ("/me", "/opportunities"):
        assert kind(program().send("GET", path, status=401, Authorization=header).json()) == "bad-key"


def test_a_revoked_key_and_one_of_somebody_who_left_open_nothing(ada, hers, program):
    revoke_token(token=ada.api_tokens.get(), actor=ada)
    assert kind(hers.get("/me", 401)) == "bad-key"
    other = program(ada)
    assert other.get("/me")["email"] == ada.email
    ada.is_active = False
    ada.save()
    assert kind(other.get("/me", 401)) == "bad-key"


def test_a_key_does_only_what_its_scopes_allow(ada, program):
    reader = program(ada, "read")
    assert reader.get("/me")["scopes"] == ["read"]
    assert kind(reader.post("/opportunities", DRAFT, 403)) == "missing-scope"
    writer = program(ada, "write")
    writer.get("/me", 403)
    writer.post("/opportunities", DRAFT, 201)


def test_a_session_reads_and_writes_only_with_a_token_against_forgery(ada):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(ada)
    assert browser.get("/api/v1/me").json()["scopes"] == []
    refused = browser.post("/api/v1/opportunities", DRAFT, content_type="application/json")
    assert (refused.status_code, kind(refused.json())) == (403, "csrf")
    browser.get("/en/account/")
    token = browser.cookies["csrftoken"].value
    written = browser.post(
        "/api/v1/opportunities", DRAFT, content_type="application/json", headers={"X-CSRFToken": token}
    )
    assert written.status_code == 201


@pytest.mark.parametrize(
    ("method", "path", "status", "name"),
    [
        ("GET", "/nothing", 404, "not-found"),
        ("GET", "/opportunities/nobody", 404, "not-found"),
        ("GET", "/opportunities?type=gift", 422, "validation"),
        ("GET", "/opportunities?page=0", 422, "validation"),
        ("GET", "/opportunities?q=%00", 400, "not-readable"),
        ("GET", "/opportunities/%00", 404, "not-found"),
        ("DELETE", "/opportunities", 405, "about"),
    ],
)
def test_every_error_is_a_problem(hers, method, path, status, name):
    answer = hers.send(method, path, status=status)
    problem = answer.json()
    assert answer["Content-Type"] == "application/problem+json"
    assert set(problem) == {"type", "title", "status", "detail", "errors"}
    assert problem["status"] == status
    assert problem["detail"]
    assert name in problem["type"]
    if status == 405:
        assert answer["Allow"] == "GET, POST"


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        ("{", "application/json", 400),
        ('{"title": NaN}', "application/json", 400),
        ('{"title": "\\u0000"}', "application/json", 400),
        ('{"title": "\\ud800"}', "application/json", 400),
        ("[" * 100_000, "application/json", 400),
        ("title=x", "application/x-www-form-urlencoded", 415),
        ("[]", "application/json", 422),
    ],
)
def test_a_body_that_cannot_be_read_is_refused(hers, body, content_type, status):
    answer = hers.client.generic("POST", "/api/v1/opportunities", body, content_type=content_type, headers=hers.headers)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")


def test_faults_are_pointed_at(hers):
    wrong = {**DRAFT, "type": "gift", "colour": "red"}
    faults = hers.post("/opportunities", wrong, 422)["errors"]
    assert {fault["pointer"] for fault in faults} == {"/type", "/colour"}
    faults = hers.post("/opportunities", {**DRAFT, "valid_until": "2020-01-01", "title": ""}, 422)["errors"]
    assert {fault["pointer"] for fault in faults} == {"/valid_until", "/title"}
    (fault,) = hers.send("GET", "/opportunities?per_page=9999", status=422).json()["errors"]
    assert fault["parameter"] == "per_page"


def test_problems_speak_the_language_that_was_asked_for(hers):
    answer = hers.send("POST", "/opportunities", {**DRAFT, "valid_until": "2020-01-01"}, 422, Accept_Language="de")
    assert "Zukunft" in answer.json()["detail"] or "future" in answer.json()["detail"]


def test_who_asks_too_often_is_told_when_to_go_on(ada, hers, program, settings):
    settings.CORDATA_API_A_MINUTE = 2
    answers = [hers.send("GET", "/me", status=status) for status in (200, 200, 429)]
    assert kind(answers[2].json()) == "too-many-requests"
    assert 1 <= int(answers[2]["Retry-After"]) <= 60
    program(ada).get("/me")  # another key has a measure of its own


def test_strangers_are_counted_by_their_address(db, program, settings):
    settings.CORDATA_API_UNSIGNED_A_MINUTE = 1
    program().get("/opportunities")
    assert kind(program().get("/opportunities", 429)) == "too-many-requests"
    with_a_false_key = program().send("GET", "/opportunities", status=429, Authorization="Bearer wrong")
    assert kind(with_a_false_key.json()) == "too-many-requests"


def test_the_same_key_is_answered_the_same_and_written_once(hers):
    first = hers.send("POST", "/opportunities", DRAFT, 201, Idempotency_Key="one")
    again = hers.send("POST", "/opportunities", DRAFT, 201, Idempotency_Key="one")
    assert again.json() == first.json()
    assert (first.has_header("Idempotency-Replayed"), again["Idempotency-Replayed"]) == (False, "true")
    assert Opportunity.objects.count() == 1
    assert hers.send("POST", "/opportunities", DRAFT, 201, Idempotency_Key="two").json() != first.json()


def test_a_key_is_not_used_for_something_else(hers):
    hers.post("/opportunities", DRAFT, 201, Idempotency_Key="one")
    problem = hers.post("/opportunities", {**DRAFT, "title": "Thick walls"}, 422, Idempotency_Key="one")
    assert kind(problem) == "key-reused"
    made = Opportunity.objects.get()
    problem = hers.patch(f"/opportunities/{made.pk}", {"title": "Thick walls"}, 422, Idempotency_Key="one")
    assert kind(problem) == "key-reused"


def test_keys_of_two_people_do_not_meet(hers, program):
    bruno = program(cast.person("b@bruni.example", "member", cast.organisation("bruni")))
    hers.post("/opportunities", DRAFT, 201, Idempotency_Key="one")
    bruno.post("/opportunities", {**DRAFT, "organisation": "bruni"}, 201, Idempotency_Key="one")
    assert IdempotencyKey.objects.count() == 2


def test_what_is_refused_leaves_no_key_behind(hers):
    hers.post("/opportunities", {**DRAFT, "title": ""}, 422, Idempotency_Key="one")
    assert not IdempotencyKey.objects.exists()
    hers.post("/opportunities", DRAFT, 201, Idempotency_Key="one")


def test_a_key_that_is_too_long_is_refused(hers):
    problem = hers.post("/opportunities", DRAFT, 400, Idempotency_Key="x" * 101)
    assert problem["status"] == 400
    assert not Opportunity.objects.exists()


class PowerCutError(Exception):
    """The end of a process in the middle of a transaction."""


@pytest.mark.django_db(transaction=True)
def test_a_failure_at_the_very_end_leaves_neither_write_nor_key(program):
    hers = program(cast.person("ada@rossi.example", "member", cast.organisation("rossi")))
    before = AuditEntry.objects.count()

    def cut_off(sender, instance, created, **_more) -> None:
        if not created:  # the answer is kept last of all
            raise PowerCutError

    post_save.connect(cut_off, sender=IdempotencyKey)
    try:
        with pytest.raises(PowerCutError):
            hers.post("/opportunities", DRAFT, 201, Idempotency_Key="one")
    finally:
        post_save.disconnect(cut_off, sender=IdempotencyKey)
    assert (Opportunity.objects.count(), IdempotencyKey.objects.count()) == (0, 0)
    assert AuditEntry.objects.count() == before
    hers.post("/opportunities", DRAFT, 201, Idempotency_Key="one")
    assert (Opportunity.objects.count(), IdempotencyKey.objects.count()) == (1, 1)


def test_making_a_key_gives_more_than_is_kept(ada):
    row, key = make_token(user=ada, name="x", scopes=["read"], expires=None)
    assert key.startswith("cordata_")
    assert key not in (row.digest, row.begins)
