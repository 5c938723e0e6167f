"""Ask a search on the network: one page of an answer to a query, posted as its address expects it."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from cordata import __version__
from cordata_cli.downloads import PATIENCE_SECONDS, FetchError, UnreachableError, named_errors

TRIES = 3
PAUSE_SECONDS = 0.5
LARGEST_PAGE = 1 << 28
TOO_MANY, SERVER_ERROR = 429, 500


def ask(
    address: str,
    parameters: Mapping[str, str],
    parts: Mapping[str, Any],
    *,
    pause: Callable[[float], None] = time.sleep,
) -> dict[str, Any]:
    """Post parts as JSON in a form and return the JSON object that comes back; a server in trouble is asked again.

    Raises
    ------
    FetchError
        When the address cannot be reached, answers with an error three times, or with something else than an object.
    """
    for attempt in range(1, TRIES + 1):
        try:
            return _ask_once(f"{address}?{urlencode(parameters)}", parts)
        except UnreachableError:
            raise
        except FetchError as error:
            if attempt == TRIES or not _may_pass(error):
                raise
            pause(PAUSE_SECONDS * attempt)
    raise AssertionError("the last attempt returns or raises")


def _may_pass(error: FetchError) -> bool:
    """Whether the fault is the server's, or the connection's, and may be gone the next time."""
    cause = error.__cause__
    if isinstance(cause, urllib.error.HTTPError):
        return cause.code >= SERVER_ERROR or cause.code == TOO_MANY
    return isinstance(cause, OSError)


def _ask_once(address: str, parts: Mapping[str, Any]) -> dict[str, Any]:
    boundary = uuid.uuid4().hex
    headers = {
        "User-Agent": f"cordata/{__version__}",
        "Accept": "application/json",
        "Content-Type": f"multipart/form-data; boundary={boundary}",
    }
    with named_errors(address):
        request = urllib.request.Request(address, _form(parts, boundary), headers)  # noqa: S310 - scheme is checked
        with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as answer:  # noqa: S310
            content = answer.read(LARGEST_PAGE)
    try:
        found = json.loads(content)
    except ValueError as error:
        raise FetchError(f"{address} answered with something else than JSON.") from error
    if not isinstance(found, dict):
        raise FetchError(f"{address} answered with JSON of another form.")
    return found


def _form(parts: Mapping[str, Any], boundary: str) -> bytes:
    """Each part as a file of JSON named ``blob``, which is how the portal's own page sends them."""
    pieces = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="blob"\r\n'
        f"Content-Type: application/json\r\n\r\n{json.dumps(value)}\r\n"
        for name, value in parts.items()
    ]
    return "".join((*pieces, f"--{boundary}--\r\n")).encode()
