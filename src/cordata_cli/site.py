"""Talking to a site by its API: with the key of a person, patient with a busy site, never twice for one write."""

from __future__ import annotations

import hashlib
import http.client
import json
import os
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import click

from cordata import __version__
from cordata_cli.exits import INPUT_HAS_PROBLEMS, NOT_DONE, NOTHING_FOUND
from cordata_cli.screen import tell

ADDRESS = "http://127.0.0.1:8000"
PATIENCE_SECONDS = 60
BUSY = (429, 503)
ATTEMPTS = 4
LONGEST_WAIT = 60
PER_PAGE = 200


class SiteError(Exception):
    """The site could not be asked, or said no; ``exit_code`` is what the command ends with."""

    def __init__(self, message: str, exit_code: int = NOT_DONE, faults: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.exit_code, self.faults = exit_code, faults


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """A key is for one site; it is not carried to where that site points."""

    def redirect_request(self, *_parts: Any, **_more: Any) -> None:
        return None


class Site:
    """A site and the key with which it is asked."""

    def __init__(self, address: str, token: str, *, sleep: Callable[[float], None] = time.sleep) -> None:
        if urlsplit(address).scheme not in ("http", "https"):
            raise click.UsageError(f"{address}: the address of a site begins with https://.")
        self.address, self._token = address.rstrip("/"), token
        self._sleep = sleep
        self._opener = urllib.request.build_opener(_NoRedirects)

    def get(self, path: str, **wanted: Any) -> Any:
        """What stands at the path; of what is wanted, the empty parts are left out."""
        given = {name: value for name, value in wanted.items() if value not in (None, "", ())}
        return self._ask("GET", f"{path}?{urlencode(given, doseq=True)}" if given else path)

    def every(self, path: str, name: str, **wanted: Any) -> Iterator[dict[str, Any]]:
        """All rows of a list, over its pages."""
        page, pages = 1, 1
        while page <= pages:
            found = self.get(path, page=page, per_page=PER_PAGE, **wanted)
            yield from found[name]
            page, pages = page + 1, found["pages"]

    def post(self, path: str, body: Any = None, *, once: str = "") -> Any:
        """Write. ``once`` marks what is written: marked the same and sent again, it is not written twice."""
        return self._ask("POST", path, body, once or os.urandom(16).hex())

    def _ask(self, method: str, path: str, body: Any = None, once: str = "") -> Any:
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return self._sent(method, path, body, once)
            except urllib.error.HTTPError as error:
                if error.code not in BUSY or attempt == ATTEMPTS:
                    raise told(error) from error
                wait = min(LONGEST_WAIT, int(error.headers.get("Retry-After") or attempt))
                tell(f"The site is busy; going on in {wait} seconds.")
                self._sleep(wait)
            except urllib.error.URLError as error:
                raise SiteError(f"{self.address} cannot be reached: {error.reason}.") from error
            except (OSError, http.client.HTTPException, ValueError) as error:
                raise SiteError(f"{self.address} broke off or does not speak JSON: {error}.") from error
        raise SiteError(f"{self.address} stays busy.")

    def _sent(self, method: str, path: str, body: Any, once: str) -> Any:
        headers = {
            "Authorization": f"Bearer {self._token}",
            "Accept": "application/json",
            "User-Agent": f"cordata/{__version__}",
            **({"Content-Type": "application/json"} if body is not None else {}),
            **({"Idempotency-Key": once} if once else {}),
        }
        data = None if body is None else json.dumps(body).encode()
        asked = urllib.request.Request(f"{self.address}/api/v1{path}", data, headers, method=method)  # noqa: S310
        with self._opener.open(asked, timeout=PATIENCE_SECONDS) as answer:
            content = answer.read()
        return json.loads(content) if content else None


def told(error: urllib.error.HTTPError) -> SiteError:
    """A problem of the API in words."""
    try:
        problem = json.loads(error.read())
        message, faults = problem["detail"], problem["errors"]
    except (ValueError, KeyError, TypeError):
        return SiteError(f"{error.url} answered {error.code} {error.reason}. Is this the address of a Cordata site?")
    lines = tuple(f"  {_where(one)}: {one['detail']}" for one in faults if _where(one))
    code = {404: NOTHING_FOUND, 422: INPUT_HAS_PROBLEMS}.get(error.code, NOT_DONE)
    return SiteError(f"{message} ({error.code})", code, lines)


def _where(fault: Mapping[str, Any]) -> str:
    return str(fault.get("pointer") or fault.get("parameter") or "")


def marked(*parts: Any) -> str:
    """A mark for a write, that of the same parts being the same."""
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def part(text: str) -> str:
    """A piece of a path, whatever stands in it."""
    return quote(text, safe="")
