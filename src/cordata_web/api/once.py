"""A write is done wholly or not at all; and once, however often a program sends it again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse

from cordata_web.api.problems import ProblemError
from cordata_web.people.models import IdempotencyKey, User

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
LONGEST = IdempotencyKey._meta.get_field("key").max_length or 0
FAILED = 400

Answer = Callable[[], HttpResponse]


def written(request: HttpRequest, answer: Answer) -> HttpResponse:
    """The answer to a write, in one transaction with all that it writes; what is refused leaves nothing behind.

    With a key, the answer is kept in that transaction as well: who is not sure whether a request arrived sends it
    again. Refusals are not kept, for they changed nothing.
    """
    key = request.headers.get(HEADER, "")
    if len(key) > LONGEST or not key.isprintable():
        raise ProblemError(400, f"The header {HEADER} holds at most {LONGEST} printable letters.")
    with transaction.atomic():
        response = _once(request, request.user, key, answer) if key and request.user.is_authenticated else answer()
        if response.status_code >= FAILED:
            transaction.set_rollback(True)
    return response


def _once(request: HttpRequest, user: User, key: str, answer: Answer) -> HttpResponse:
    digest = _digest(request)
    row, is_new = IdempotencyKey.objects.get_or_create(user=user, key=key, defaults={"request_digest": digest})
    if not is_new:
        return _again(row, digest)
    response = answer()
    row.status = response.status_code
    row.answer = json.loads(response.content) if response.content else None
    row.save(update_fields=["status", "answer"])
    return response


def _again(row: IdempotencyKey, digest: str) -> HttpResponse:
    if row.request_digest != digest:
        raise ProblemError(422, "You sent this key with another request before.", name="key-reused")
    said = (
        HttpResponse(status=row.status)
        if row.answer is None
        else JsonResponse(row.answer, status=row.status, safe=False)
    )
    said[REPLAYED] = "true"
    return said


def _digest(request: HttpRequest) -> str:
    parts = (request.method or "", request.get_full_path(), hashlib.sha256(request.body).hexdigest())
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
