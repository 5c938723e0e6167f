"""The whole API, asked anything that its description allows and much that it does not: no failure, nothing undescribed.

Schemathesis makes the requests, always the same ones; they go to the site by WSGI, in this process.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, seed, settings
from ninja import Schema
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from cordata_web.config.api import api
from cordata_web.exchange.models import Follow
from cordata_web.jobs import enqueue
from cordata_web.people.tokens import SCOPES, make_token
from web import cast

CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
)
EXAMPLES = 12
SCHEMA = schemathesis.openapi.from_dict(api.get_openapi_schema())
SCHEMA.app = get_wsgi_application()
OPERATIONS = {result.ok().definition.raw["operationId"]: result.ok() for result in SCHEMA.get_all_operations()}


@pytest.fixture(autouse=True)
def _connection_kept() -> Iterator[None]:
    """A request ends by closing an old connection to the database; here that is the one of the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def things(db) -> dict[str, str]:
    """Somebody who may do nearly everything, and the ids of what there is to be done it to."""
    rossi, livarna = cast.organisation("rossi"), cast.organisation("livarna", country="SI", nuts="SI04")
    mesap = cast.cluster("mesap", members=(rossi,))
    ada = cast.person("ada@rossi.example", "member", rossi)
    cast.person(ada.email, "cluster_manager", mesap)
    bor = cast.person("bor@livarna.example", "member", livarna)
    hidden, live = cast.opportunity(livarna, anonymous=True), cast.opportunity(rossi)
    opened = cast.introduction(rossi, livarna, (ada, rossi), (bor, livarna))
    _row, key = make_token(user=ada, name="test", scopes=SCOPES, expires=None)
    return {
        "key": key,
        "profiles": "rossi",
        "organisations": "rossi",
        "clusters": "mesap",
        "members": "rossi",
        "concepts": "die-casting",
        "opportunities": live.pk,
        "matches": cast.match(hidden, rossi).pk,
        "interests": cast.interest(live, livarna).pk,
        "introductions": opened.pk,
        "collaborations": cast.collaboration(opened).pk,
        "follows": Follow.objects.create(user=ada, opportunity=hidden).pk,
        "jobs": enqueue("update_index", owner=ada).pk,
        "imports": "nothing-yet",
    }


@pytest.mark.parametrize("name", OPERATIONS)
@pytest.mark.parametrize("who", ["member", "stranger"])
def test_nothing_fails_and_nothing_is_answered_that_is_not_described(name: str, who: str, things, request) -> None:
    if name == "match":
        request.getfixturevalue("network")
    operation = OPERATIONS[name]
    headers = {"Authorization": f"Bearer {things['key']}"} if who == "member" else {}
    seen: set[int] = set()

    @seed(20261125)
    @settings(
        max_examples=EXAMPLES if who == "member" else 4,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def ask(case: Any) -> None:
        case.path_parameters = known_ids(operation.path, case.path_parameters or {}, things)
        with transaction.atomic():
            response = case.call(headers=headers)
            transaction.set_rollback(True)
        seen.add(response.status_code)
        case.validate_response(response, checks=list(CHECKS))

    ask()
    assert seen
    if who == "stranger" and {} not in operation.definition.raw["security"]:
        assert 401 in seen
        assert not {status for status in seen if status < 400}


def known_ids(path: str, made: dict[str, Any], things: dict[str, str]) -> dict[str, Any]:
    """In place of ids that nobody has, those that there are: ``/interests/{id}`` is that of the interest."""
    parts = path.strip("/").split("/")
    for before, part in pairwise(parts):
        if part.startswith("{") and before in things:
            made = {**made, part.strip("{}"): things[before]}
    return made


def test_no_two_shapes_bear_the_same_name() -> None:
    """In the description the second would silently stand for both."""
    named = Counter(shape.__name__ for shape in shapes(Schema) if shape.__module__.startswith("cordata_web."))
    described = SCHEMA.raw_schema["components"]["schemas"]
    assert [name for name, number in named.items() if number > 1 and name in described] == []


def shapes(shape: type) -> Iterator[type]:
    for below in shape.__subclasses__():
        yield below
        yield from shapes(below)


def test_every_operation_is_asked() -> None:
    assert len(OPERATIONS) >= 45
