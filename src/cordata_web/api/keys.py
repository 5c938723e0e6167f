"""Who asks: somebody with a key, somebody signed in on the site, or a stranger; and what a key may do."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja.security.base import AuthBase
from ninja.utils import check_csrf

from cordata_web.api import limits
from cordata_web.api.problems import ProblemError
from cordata_web.people.tokens import find_token, note_use

READING = ("GET", "HEAD", "OPTIONS")


def identify(request: HttpRequest) -> None:
    """Make the owner of the key the request's user; whoever is signed in writes only with a token against forgery."""
    request.api_token = None  # type: ignore[attr-defined]
    told = request.headers.get("Authorization", "")
    if told:
        scheme, _blank, key = told.partition(" ")
        token = find_token(key.strip()) if scheme.lower() == "bearer" else None
        if token is None:
            limits.count(request, "")
            raise ProblemError(401, "This key is not known, is over or was revoked.", name="bad-key")
        limits.count(request, f"key-{token.pk}")
        request.user, request.api_token = token.user, token  # type: ignore[attr-defined]
        note_use(token, now=timezone.now())
        return
    signed_in = request.user.is_authenticated
    limits.count(request, f"user-{request.user.pk}" if signed_in else "")
    if signed_in and request.method not in READING and check_csrf(request) is not None:
        detail = "Writing with a session needs the header X-CSRFToken; programs use a key."
        raise ProblemError(403, detail, name="csrf")


class Key(AuthBase):
    """A key with a scope. Where it is optional, strangers get what everybody gets."""

    openapi_type = "http"
    openapi_scheme = "bearer"
    openapi_description = "A key of the account page, in the header `Authorization: Bearer cordata_…`."

    def __init__(self, scope: str, *, optional: bool = False) -> None:
        self.scope, self.optional = scope, optional
        super().__init__()

    def __call__(self, request: HttpRequest) -> Any:
        token = request.api_token  # type: ignore[attr-defined]
        if token is not None and self.scope not in token.scopes:
            raise ProblemError(403, f"The key has not the scope {self.scope}.", name="missing-scope")
        if not request.user.is_authenticated and not self.optional:
            raise ProblemError(401, "Send a key in the header Authorization, or sign in.", name="no-key")
        return request.user


READ = Key("read")
WRITE = Key("write")
MANAGE = Key("manage")
REVIEW = Key("review")
ANYBODY = Key("read", optional=True)
