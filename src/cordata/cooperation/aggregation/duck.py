"""The statements on DuckDB, inside this process: what one machine needs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from cordata.cooperation.aggregation.engine import PARQUET, Row, first_line, quoted, titles_of
from cordata.cooperation.errors import UnreadableError

AT_ONCE = 10_000


class DuckEngine:
    """An engine that lives as long as its block; nothing stays on disk.

    Parameters
    ----------
    memory
        How much memory DuckDB may take, such as ``"600MB"``; what does not fit is put into a temporary folder.
        None: four fifths of the machine's.
    threads
        How many processors it may use; None: all.

    Examples
    --------
    >>> with DuckEngine(memory="200MB", threads=1) as engine:
    ...     list(engine.rows("SELECT 1 AS one"))
    [(1,)]
    """

    def __init__(self, *, memory: str | None = None, threads: int | None = None) -> None:
        import duckdb  # not needed by those who aggregate nothing

        self._refused = duckdb.Error
        self._connection = duckdb.connect()
        self._connection.execute("SET enable_progress_bar = false")  # it would stand among the results
        self._connection.execute("SET preserve_insertion_order = false")
        self._connection.execute("SET perfect_ht_threshold = 20")  # pairs of small numbers are counted in an array
        if memory is not None:
            self._connection.execute(f"SET memory_limit = {quoted(memory)}")
        if threads is not None:
            self._connection.execute(f"SET threads = {int(threads)}")

    def __enter__(self) -> DuckEngine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self._connection.close()

    def offer(self, name: str, path: Path) -> tuple[str, ...]:
        """As `Engine.offer`: read anew, in pieces, whenever it is asked for."""
        try:
            self._connection.execute(f"CREATE OR REPLACE TEMPORARY VIEW {name} AS SELECT * FROM {_source(path)}")
            described = self._connection.execute(f"SELECT * FROM {name} LIMIT 0").description
        except (self._refused, OSError, UnicodeDecodeError) as error:
            raise UnreadableError(file=path.name, detail=first_line(error)) from error
        return tuple(column[0] for column in described or ())

    def view(self, name: str, statement: str) -> None:
        """As `Engine.view`."""
        self._connection.execute(f"CREATE OR REPLACE TEMPORARY VIEW {name} AS {statement}")

    def keep(self, name: str, statement: str) -> None:
        """As `Engine.keep`: a temporary table."""
        try:
            self._connection.execute(f"CREATE OR REPLACE TEMPORARY TABLE {name} AS {statement}")
        except self._refused as error:
            raise UnreadableError(detail=first_line(error)) from error

    def rows(self, statement: str) -> Iterator[Row]:
        """As `Engine.rows`."""
        try:
            found = self._connection.execute(statement)
            while rows := found.fetchmany(AT_ONCE):
                yield from rows
        except self._refused as error:
            raise UnreadableError(detail=first_line(error)) from error


def _source(path: Path) -> str:
    if path.suffix.lower() == PARQUET:
        return f"read_parquet({quoted(path)})"
    delimiter, _titles = titles_of(path)
    options = f"delim = {quoted(delimiter)}, header = true, all_varchar = true, quote = '\"', escape = '\"'"
    return f"read_csv({quoted(path)}, {options})"
