"""Files from the network: whole or not at all, and large ones in several goes, each going on where the last ended."""

from __future__ import annotations

import hashlib
import http.client
import json
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from cordata import __version__
from cordata_cli.screen import Step

CHUNK = 1 << 20
PATIENCE_SECONDS = 60
PARTIAL_CONTENT, RANGE_NOT_SATISFIABLE = 206, 416


class FetchError(Exception):
    """A file could not be fetched; the message says which and why."""


class UnreachableError(FetchError):
    """The address could not be reached at all."""


def download(
    address: str, target: Path, *, sha256: str | None = None, size: int | None = None, step: Step | None = None
) -> None:
    """Fetch one file, whole or not at all.

    Raises
    ------
    FetchError
        When the address cannot be reached or answers with an error, the connection breaks off, or size or SHA-256
        are not the expected ones.
    """
    partial = target.with_name(f"{target.name}.partial")
    try:
        with named_errors(address):
            _copy(address, {}, partial, step)
        check(partial, address, sha256, size)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def download_in_goes(address: str, target: Path, *, step: Step | None = None) -> Mapping[str, str]:
    """Fetch one file; what arrived before a break is kept and the next call goes on from there.

    It goes on only where the server names the file's version (ETag or Last-Modified) and still has the same one
    (RFC 9110, sections 13.1.5 and 14.2); else it begins anew.

    Returns
    -------
    Mapping[str, str]
        The version's headers, as far as the server told them.

    Raises
    ------
    FetchError
        As ``download`` does; what has arrived stays beside the target.
    """
    partial, told = target.with_name(f"{target.name}.partial"), target.with_name(f"{target.name}.partial.json")
    with named_errors(address):
        try:
            version = _copy(address, _going_on(address, partial, told), partial, step, _note(address, told))
        except urllib.error.HTTPError as error:
            if error.code != RANGE_NOT_SATISFIABLE:
                raise
            partial.unlink(missing_ok=True)
            version = _copy(address, {}, partial, step, _note(address, told))
    partial.replace(target)
    told.unlink(missing_ok=True)
    return version


def check(file: Path, address: str, sha256: str | None, size: int | None) -> None:
    """Raise FetchError when a file has not the expected size or SHA-256."""
    found = file.stat().st_size
    if size is not None and found != size:
        raise FetchError(f"{address} has {found} bytes, not {size}.")
    if sha256 is not None and (digest := digest_of(file)) != sha256.strip().lower():
        raise FetchError(f"{address} has the SHA-256 {digest}, not {sha256}.")


def digest_of(file: Path) -> str:
    """The SHA-256 of a file."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


@contextmanager
def named_errors(address: str) -> Iterator[None]:
    """Turn what can go wrong on the way to an address into FetchError with a message."""
    if urlsplit(address).scheme not in ("http", "https"):
        raise FetchError(f"{address}: only http and https addresses are fetched.")
    try:
        yield
    except urllib.error.HTTPError as error:
        raise FetchError(f"{address} answered {error.code} {error.reason}.") from error
    except urllib.error.URLError as error:
        raise UnreachableError(f"{address} cannot be reached: {error.reason}. Is this machine offline?") from error
    except (OSError, http.client.HTTPException) as error:
        raise FetchError(f"{address} broke off: {error}.") from error


def _copy(
    address: str,
    headers: Mapping[str, str],
    partial: Path,
    step: Step | None,
    note: Callable[[Mapping[str, str]], None] = lambda _version: None,
) -> Mapping[str, str]:
    """Write what the server sends, after what is there where it sends the rest; the version's headers."""
    request = urllib.request.Request(address, headers={"User-Agent": f"cordata/{__version__}", **headers})  # noqa: S310
    with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as answer:  # noqa: S310 - checked
        version = {name: answer.headers[name] for name in ("ETag", "Last-Modified") if answer.headers[name]}
        goes_on = answer.status == PARTIAL_CONTENT
        done = partial.stat().st_size if goes_on else 0
        if goes_on and not str(answer.headers["Content-Range"]).startswith(f"bytes {done}-"):
            raise FetchError(f"{address} sent another part than was asked for: {answer.headers['Content-Range']}.")
        told = int(answer.headers.get("Content-Length") or 0)
        whole = done + told if told else 0
        note(version)
        with partial.open("ab" if goes_on else "wb") as file:
            while chunk := answer.read(CHUNK):
                file.write(chunk)
                done += len(chunk)
                if step is not None:
                    step(done, max(whole, done))
    if whole and done != whole:
        raise FetchError(f"{address} broke off after {done} of {whole} bytes.")
    return version


def _note(address: str, told: Path) -> Callable[[Mapping[str, str]], None]:
    """Writes down of which version the part is, so that another call can go on."""

    def note(version: Mapping[str, str]) -> None:
        told.write_text(json.dumps({"address": address, **version}), "utf-8")

    return note


def _going_on(address: str, partial: Path, told: Path) -> dict[str, str]:
    """Headers that ask for the rest of the same version; none where nothing is there or it has no version.

    A weak ETag does not promise the same bytes; then only the date of the last change does.
    """
    if not partial.is_file() or not told.is_file() or not partial.stat().st_size:
        return {}
    version: dict[str, Any] = json.loads(told.read_text("utf-8"))
    strong = "" if str(version.get("ETag", "W/")).startswith("W/") else version["ETag"]
    known = strong or version.get("Last-Modified", "")
    if version["address"] != address or not known:
        return {}
    return {"Range": f"bytes={partial.stat().st_size}-", "If-Range": known}
