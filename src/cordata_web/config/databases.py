"""How the site talks to its database: SQLite in a file of its own, or PostgreSQL.

Why both, and how they are kept alike: ``docs/decisions/0010-two-databases.md``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.core.checks import CheckMessage, Tags, Warning, register

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}
POSTGRESQL = {"connect_timeout": 10, "application_name": "cordata"}
SECONDS_KEPT = 60
"""How long a thread keeps its connection: PostgreSQL starts a process for one, and SQLite reads its schema anew."""


def connected(database: dict[str, Any]) -> dict[str, Any]:
    """The database of an address, with what the site needs of it; what the address itself says is kept."""
    if database["ENGINE"] == "django.db.backends.sqlite3":
        return {"CONN_MAX_AGE": SECONDS_KEPT, **database, "OPTIONS": {**SQLITE, **database.get("OPTIONS", {})}}
    if database["ENGINE"] == "django.db.backends.postgresql":
        kept = {"CONN_MAX_AGE": SECONDS_KEPT, "CONN_HEALTH_CHECKS": True}
        return {**kept, **database, "OPTIONS": {**POSTGRESQL, **database.get("OPTIONS", {})}}
    raise UnknownDatabaseError(f"DATABASE_URL has to begin with sqlite: or postgres: (it names {database['ENGINE']}).")


class UnknownDatabaseError(ValueError):
    """The address names a database that the site does not know how to use."""


@register(Tags.database)
def check_order(databases: Sequence[str] | None = None, **_more: Any) -> list[CheckMessage]:
    """A PostgreSQL database of another collation puts lists into another order than SQLite and the library do."""
    from django.db import connections

    return [
        Warning(
            "The database does not sort by byte, so lists will stand in an order of its own.",
            hint="Make it with --template=template0 --lc-collate=C (docs/how-to/postgresql.md).",
            obj=alias,
            id="cordata.W010",
        )
        for alias in databases or ()
        if not sorts_by_byte(connections[alias])
    ]


def sorts_by_byte(connection: BaseDatabaseWrapper) -> bool:
    """Whether the database puts capitals before small letters, a space before both, and accents after all."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 'Z' < 'a' AND 'z' < 'é' AND 'a b' < 'aa'")
        return bool(cursor.fetchone()[0])
