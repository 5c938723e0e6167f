"""Objects of JSON in a row, as they come: packed or not, with or without line ends, in lists, pages or one by one."""

from __future__ import annotations

import gzip
import io
import json
import re
import zlib
from collections.abc import Iterator
from typing import Any

from cordata.sources.problems import Problem

GZIP_MARK = b"\x1f\x8b"
LARGEST = 1 << 30
"""Bytes that a file may hold unpacked: fifty times what the portal has."""
BETWEEN = re.compile(r"[\s,\ufeff]*")
BEGINNING = re.compile(r'\{\s*"(?:reference|apiVersion|topicId|metadata|url|results)"')
NumberedObject = tuple[int, dict[str, Any]]


def read_objects(
    name: str, content: bytes, problems: list[Problem], *, largest: int = LARGEST
) -> Iterator[NumberedObject]:
    """The objects with their numbers from 1 on; what cannot be read is reported under its number and passed over.

    A list counts as its members, a page of the search API (an object with ``results``) as its results.
    """
    text = _text(name, content, problems, largest)
    if not text.strip("\ufeff \t\r\n"):
        if not problems:
            problems.append(Problem("empty_file", name))
        return
    number = 0
    for value in _values(text):
        for one in _members(value):
            number += 1
            if isinstance(one, dict):
                yield number, one
            else:
                shown = str(one)[:200]
                problems.append(Problem("broken_row", name, number, value=shown, facts={"detail": "no JSON object"}))


def _values(text: str) -> Iterator[Any]:
    """Values of JSON one after the other; for what is none, its beginning as text, up to the next object."""
    decoder = json.JSONDecoder()
    at = _after(text, 0)
    while at < len(text):
        try:
            value, at = decoder.raw_decode(text, at)
        except ValueError:
            following = BEGINNING.search(text, at + 1)
            value, at = text[at : at + 200], following.start() if following else len(text)
        yield value
        at = _after(text, at)


def _after(text: str, at: int) -> int:
    """Where the next thing begins, after what may stand between two."""
    found = BETWEEN.match(text, at)
    return found.end() if found else at


def _members(value: Any) -> list[Any]:
    if isinstance(value, dict) and isinstance(value.get("results"), list):
        return list(value["results"])
    return value if isinstance(value, list) else [value]


def _text(name: str, content: bytes, problems: list[Problem], largest: int) -> str:
    if content.startswith(GZIP_MARK):
        try:
            content = gzip.GzipFile(fileobj=io.BytesIO(content)).read(largest + 1)
        except (OSError, EOFError, zlib.error) as error:
            problems.append(Problem("unreadable", name, facts={"detail": str(error)}))
            return ""
    if len(content) > largest:
        problems.append(Problem("unreadable", name, facts={"detail": f"more than {largest} bytes"}))
        return ""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        problems.append(Problem("encoding_guessed", name, facts={"encoding": "utf-8"}))
        return content.decode("utf-8", "replace")
