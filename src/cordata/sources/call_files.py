"""Files of calls of any of the forms that are read, told apart by what they hold."""

from __future__ import annotations

from datetime import date

from cordata.funding.calls import Call
from cordata.sources.calls_own import read_own_calls
from cordata.sources.calls_portal import read_portal_calls
from cordata.sources.calls_table import NEEDED, read_call_table
from cordata.sources.portal_objects import GZIP_MARK
from cordata.sources.problems import Reading
from cordata.sources.tables import open_table

JSON_BEGINS = (b"{", b"[")
BOM = b"\xef\xbb\xbf"


def read_calls(name: str, content: bytes, *, fetched: date | None = None) -> Reading[Call]:
    """The calls of a file: topics of the portal (JSON, also packed), a table of work programmes, or own calls.

    >>> read_calls("own.csv", b"id;title_en\\none;One\\n").records[0].title()
    'One'
    """
    if content.startswith(GZIP_MARK) or content.removeprefix(BOM).lstrip().startswith(JSON_BEGINS):
        return read_portal_calls(name, content, fetched=fetched)
    if set(NEEDED) <= set(open_table(name, content).columns):
        return read_call_table(name, content, fetched=fetched)
    return read_own_calls(name, content, fetched=fetched)
