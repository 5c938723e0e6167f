"""What went wrong, as RFC 9457 has it: one form for all errors of the API."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI, Schema
from ninja.errors import HttpError, ValidationError
from pydantic import Field

MEDIA_TYPE = "application/problem+json"
TYPES = "urn:cordata:problem:"
TITLES = {
    "validation": "Something that was sent is not as it should be",
    "not-readable": "The request cannot be read",
    "no-key": "A key is needed",
    "bad-key": "The key is not valid",
    "missing-scope": "The key may not do that",
    "not-allowed": "You may not do that",
    "csrf": "The token against forged requests is missing",
    "not-found": "There is nothing here",
    "refused": "What is asked does not fit how things stand",
    "too-many-requests": "Too many requests",
    "key-reused": "The idempotency key was used for something else",
    "no-index": "There is no search index",
    "failed": "Something went wrong on our side",
}
NAMES = {400: "not-readable", 401: "no-key", 403: "not-allowed", 404: "not-found", 409: "refused", 422: "validation"}


class Fault(Schema):
    """One of the things that are wrong: ``pointer`` into the body (RFC 6901), or ``parameter`` of the address."""

    detail: str
    pointer: str | None = Field(None, description="Where in the body.")
    parameter: str | None = Field(None, description="Which part of the address, or which header.")


class Problem(Schema):
    """What went wrong (RFC 9457). ``type`` says which kind, for programs; ``detail`` says it for people."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[Fault] = []


class ProblemError(Exception):
    """Ends a request with a problem; what was written so far is undone."""

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        name: str = "",
        errors: Sequence[Mapping[str, str]] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status, self.detail, self.name, self.errors = status, detail, name, errors
        self.headers = headers or {}

    def response(self) -> HttpResponse:
        answer = problem(self.status, self.detail, name=self.name, errors=self.errors)
        for header, value in self.headers.items():
            answer[header] = value
        return answer


def problem(status: int, detail: str, *, name: str = "", errors: Sequence[Mapping[str, str]] = ()) -> HttpResponse:
    """The answer; without a name, that of the status."""
    kind = name or NAMES.get(status, "")
    said = {
        "type": f"{TYPES}{kind}" if kind else "about:blank",
        "title": TITLES.get(kind, HTTPStatus(status).phrase),
        "status": status,
        "detail": detail,
        "errors": [dict(one) for one in errors],
    }
    answer = JsonResponse(said, status=status, content_type=MEDIA_TYPE, json_dumps_params={"ensure_ascii": False})
    answer["Cache-Control"] = "no-store"
    if status == HTTPStatus.UNAUTHORIZED:
        answer["WWW-Authenticate"] = "Bearer"
    return answer


def wrong_field(pointer: str, detail: str) -> ProblemError:
    """One thing in the body is wrong."""
    return ProblemError(422, detail, errors=[{"pointer": f"/{pointer}", "detail": detail}])


def demand_valid(form: forms.BaseForm, pointers: Mapping[str, str] | None = None) -> dict[str, Any]:
    """What a form of the site makes of the body, or the problem with all that the form has to say.

    ``pointers`` are those of the form's fields that are called otherwise in the body.
    """
    if form.is_valid():
        return form.cleaned_data
    faults = [
        {"pointer": _pointer(field, pointers or {}), "detail": str(message)}
        for field, messages in form.errors.items()
        for message in messages
    ]
    raise ProblemError(422, faults[0]["detail"], errors=faults)


def _pointer(field: str, pointers: Mapping[str, str]) -> str:
    return "" if field == forms.forms.NON_FIELD_ERRORS else f"/{pointers.get(field, field)}"


Refusals = Mapping[type[Exception], tuple[int, str]]
"""Errors of the actions, with the status and the sentence that they are answered with; empty: the error's own."""


def tell_problems(api: NinjaAPI, *groups: Refusals) -> None:
    """Have the API answer all errors with problems."""

    def on(kind: type[Exception], status: int, detail: str) -> None:
        api.add_exception_handler(kind, lambda _request, error: problem(status, detail or str(error)))

    on(PermissionDenied, 403, "You may read this, but not do what you asked for.")
    on(Http404, 404, "There is nothing at this address, or nothing that you may see.")
    on(SuspiciousOperation, 400, "The request cannot be read.")
    on(RequestDataTooBig, 413, "The request is too large.")
    api.add_exception_handler(ProblemError, lambda _request, error: error.response())
    api.add_exception_handler(HttpError, lambda _request, error: problem(error.status_code, str(error)))
    api.add_exception_handler(ValidationError, _not_as_described)
    api.add_exception_handler(Exception, _unexpected)
    for group in groups:
        for kind, (status, detail) in group.items():
            on(kind, status, detail)


def _unexpected(_request: HttpRequest, error: Exception) -> HttpResponse:
    raise error


def _not_as_described(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    faults = [_fault(one) for one in error.errors]
    return problem(422, "Some of what was sent is not as described.", errors=faults)


def _fault(told: Mapping[str, Any]) -> dict[str, str]:
    where, *path = told["loc"]
    detail = str(told["msg"])
    if where == "body":
        return {"pointer": "".join(f"/{_escaped(part)}" for part in path[1:]), "detail": detail}
    return {"parameter": str(path[-1] if path else where), "detail": detail}


def _escaped(part: Any) -> str:
    return str(part).replace("~", "~0").replace("/", "~1")
