"""Somebody with a browser: keeps cookies and the connection, fills in forms, and sees whether an answer came."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urljoin

from benchmarks.live.forms import Form, forms_of

SECONDS_TO_WAIT = 60
SECONDS_KEPT = 20
"""An idle connection is left after that; granian closes it after 30, and browsers know how to do with that."""


class BrokenError(Exception):
    """No whole answer came: nobody knows whether the request was done."""


class NoSuchFormError(Exception):
    """The page has no form with the field."""


@dataclass(frozen=True, slots=True)
class Answer:
    path: str
    status: int
    location: str
    text: str

    @property
    def acknowledged(self) -> bool:
        """A form that was taken leads elsewhere, but not to the door; the API says 2xx."""
        if self.status == 302:
            return "/account/login" not in self.location
        return 200 <= self.status < 300 and self.text.startswith("{")

    def form(self, having: str) -> Form:
        for one in forms_of(self.text):
            if one.has(having):
                return one
        raise NoSuchFormError(f"{self.path} ({self.status}) has no form with the field {having}")


def unseen(_method: str, _path: str, _send: Callable[[], Answer]) -> Answer:
    return _send()


class Visitor:
    """``watched`` is handed every request to be done, to measure it."""

    def __init__(
        self, port: int, person: Mapping[str, str], watched: Callable[[str, str, Callable[[], Answer]], Answer] = unseen
    ) -> None:
        self.person = person
        self._port = port
        self._watched = watched
        self._cookies = {"sessionid": person["session"]} if person.get("session") else {}
        self._connection: HTTPConnection | None = None
        self._used = 0.0

    def get(self, path: str, *, by_key: bool = False) -> Answer:
        headers = self._key() if by_key else {}
        return self._watched("GET", path, lambda: self._ask("GET", path, None, headers))

    def send(self, page: Answer, form: Form, **values: str) -> Answer:
        path = urljoin(page.path, form.action) if form.action else page.path
        body = urlencode(form.filled(**values)).encode()
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._watched("POST", path, lambda: self._ask("POST", path, body, headers))

    def tell(self, path: str, said: Mapping[str, object], *, once: str) -> Answer:
        """A write by the API, that may be sent again under the same key."""
        headers = {**self._key(), "Content-Type": "application/json", "Idempotency-Key": once}
        return self._watched("POST", path, lambda: self._ask("POST", path, json.dumps(said).encode(), headers))

    def _key(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.person['key']}"}

    def _ask(self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]) -> Answer:
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        known = {"Cookie": cookies} if cookies and "Authorization" not in headers else {}
        if self._connection is not None and time.monotonic() - self._used > SECONDS_KEPT:
            self._connection.close()
            self._connection = None
        connection = self._connection or HTTPConnection("127.0.0.1", self._port, timeout=SECONDS_TO_WAIT)
        try:
            connection.request(method, path, body, {**known, **headers})
            got = connection.getresponse()
            text = got.read().decode("utf-8", "replace")
        except (OSError, HTTPException) as error:
            connection.close()
            self._connection = None
            raise BrokenError(f"{method} {path}: {error!r}") from error
        self._connection, self._used = connection, time.monotonic()
        for told in got.msg.get_all("Set-Cookie") or ():
            for name, morsel in SimpleCookie(told).items():
                self._cookies[name] = morsel.value
        return Answer(path, got.status, got.getheader("Location") or "", text)
