from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from cordata_web.people.models import User
from cordata_web.people.tokens import SCOPES, make_token
from web.searching import data_folder, network, own_folder

__all__ = ["Program", "data_folder", "network", "own_folder"]


@pytest.fixture(autouse=True)
def _nobody_has_asked_yet(settings) -> None:
    cache.clear()
    settings.CORDATA_API_A_MINUTE = settings.CORDATA_API_UNSIGNED_A_MINUTE = 10_000


class Program:
    """A program with a key of somebody, or with none."""

    def __init__(self, user: User | None = None, *scopes: str) -> None:
        self.client = Client()
        self.headers = {"Accept-Language": "en"}
        if user is not None:
            _row, key = make_token(user=user, name="test", scopes=scopes or SCOPES, expires=None)
            self.headers["Authorization"] = f"Bearer {key}"

    def send(self, method: str, path: str, body: Any = None, status: int = 200, **headers: str) -> HttpResponse:
        sent = "" if body is None else json.dumps(body)
        more = {**self.headers, **{name.replace("_", "-"): value for name, value in headers.items()}}
        answer = self.client.generic(method, f"/api/v1{path}", sent, content_type="application/json", headers=more)
        assert answer.status_code == status, (answer.status_code, answer.content.decode())
        return answer

    def get(self, path: str, status: int = 200) -> Any:
        return self.send("GET", path, status=status).json()

    def post(self, path: str, body: Any = None, status: int = 200, **headers: str) -> Any:
        return _said(self.send("POST", path, body, status, **headers))

    def patch(self, path: str, body: Any, status: int = 200, **headers: str) -> Any:
        return _said(self.send("PATCH", path, body, status, **headers))

    def put(self, path: str, body: Any, status: int = 200) -> Any:
        return _said(self.send("PUT", path, body, status))

    def delete(self, path: str, status: int = 204) -> Any:
        return _said(self.send("DELETE", path, status=status))


def _said(answer: HttpResponse) -> Any:
    return json.loads(answer.content) if answer.content else None


@pytest.fixture
def program():
    return Program
