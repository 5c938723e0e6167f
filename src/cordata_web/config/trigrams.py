"""An index of PostgreSQL that serves ``column__contains``; SQLite does without.

For a migration of any topic: ``operations = [trigram_index("exchange_opportunity", "search_text")]``.
"""

from __future__ import annotations

import logging
from typing import Any

from django.db import DatabaseError, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython

logger = logging.getLogger(__name__)


def trigram_index(table: str, column: str) -> RunPython:
    """The operation that makes the index where the extension pg_trgm can be had, and tells where it cannot."""
    name = f"{table}_{column}_trigrams"

    def make(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "postgresql" and _extension(editor):
            editor.execute(f'CREATE INDEX IF NOT EXISTS "{name}" ON "{table}" USING gin ("{column}" gin_trgm_ops)')

    def drop(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "postgresql":
            editor.execute(f'DROP INDEX IF EXISTS "{name}"')

    return RunPython(make, drop)


def _extension(editor: BaseDatabaseSchemaEditor) -> bool:
    """Whether the database has the extension now."""
    try:
        with transaction.atomic(using=editor.connection.alias):
            editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except DatabaseError as refused:
        logger.warning("Searching works, but without an index: %s (see docs/how-to/postgresql.md)", refused)
        return False
    return True
