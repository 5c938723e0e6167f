"""The same statements on Apache Spark, for rows that outgrow one machine; needs the extra ``cordata[spark]``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cordata.cooperation.aggregation.engine import PARQUET, Row, first_line, titles_of
from cordata.cooperation.errors import UnreadableError


class SparkEngine:
    """An engine on a session of Spark that is already there; it is not stopped afterwards.

    Parameters
    ----------
    session
        A ``pyspark.sql.SparkSession`` with ANSI mode on, as is Spark's own choice since version 4. Files must lie
        where all of its machines can read them.
    """

    def __init__(self, session: Any) -> None:
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException

        self._refused = PySparkException, Py4JError
        self._session = session
        self._kept: set[str] = set()

    def offer(self, name: str, path: Path) -> tuple[str, ...]:
        """As `Engine.offer`."""
        try:
            table = self._table(path)
        except (*self._refused, OSError, UnicodeDecodeError) as error:
            raise UnreadableError(file=path.name, detail=first_line(error)) from error
        table.createOrReplaceTempView(name)
        return tuple(table.columns)

    def view(self, name: str, statement: str) -> None:
        """As `Engine.view`."""
        self._session.sql(statement).createOrReplaceTempView(name)

    def keep(self, name: str, statement: str) -> None:
        """As `Engine.keep`: cached by Spark when it is first asked for."""
        if name in self._kept:
            self._session.catalog.uncacheTable(name)
        self.view(name, statement)
        self._session.catalog.cacheTable(name)
        self._kept.add(name)

    def rows(self, statement: str) -> Iterator[Row]:
        """As `Engine.rows`."""
        try:
            found = self._session.sql(statement).collect()  # small: counts, not rows of participations
        except self._refused as error:
            raise UnreadableError(detail=first_line(error)) from error
        yield from map(tuple, found)

    def _table(self, path: Path) -> Any:
        if path.suffix.lower() == PARQUET:
            return self._session.read.parquet(str(path))
        delimiter, titles = titles_of(path)
        table = self._session.read.csv(
            str(path), sep=delimiter, header=True, quote='"', escape='"', multiLine=True, mode="FAILFAST"
        )
        return table.toDF(*titles)
