"""Which tests touch a database, and databases of their own for processes that a test starts."""

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql

FIXTURES = {"db", "transactional_db", "live_server", "own_database"}
SQLITE = "sqlite:///"


def touches_database(item: pytest.Item) -> bool:
    """Whether the test may open a connection: pytest-django refuses one to all others."""
    asked = set(getattr(item, "fixturenames", ()))
    return bool(asked & FIXTURES) or item.get_closest_marker("django_db") is not None


@contextmanager
def empty_database(folder: Path) -> Iterator[str]:
    """The address of an empty database of the kind that the tests run on; it is gone afterwards."""
    server = os.environ.get("DATABASE_URL", SQLITE)
    if server.startswith("sqlite:"):
        yield f"{SQLITE}{folder / 'own.sqlite3'}"
        return
    name = f"own_{secrets.token_hex(8)}"
    address, mark, options = server.partition("?")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield f"{address.rpartition('/')[0]}/{name}{mark}{options}"
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def rows_of(address: str, question: str) -> list[tuple[Any, ...]]:
    """What a database answers to a question in SQL."""
    if address.startswith(SQLITE):
        with sqlite3.connect(address.removeprefix(SQLITE)) as file:
            return file.execute(question).fetchall()
    with psycopg.connect(address) as connection:
        return connection.execute(question).fetchall()
