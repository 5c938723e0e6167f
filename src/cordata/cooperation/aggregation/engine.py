"""What runs the statements: anything that offers files as tables, keeps the result of a statement and gives rows."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any, Protocol

Row = tuple[Any, ...]
DELIMITERS = (";", ",", "\t")
PARQUET = ".parquet"


class Engine(Protocol):
    """An engine for SQL. All of them get the same text."""

    def offer(self, name: str, path: Path) -> tuple[str, ...]:
        """Make a file of Parquet, or of delimited text with headings, a table of that name; its columns.

        Raises
        ------
        UnreadableError
            For a file that is neither; ``file`` and ``detail`` tell more.
        """

    def view(self, name: str, statement: str) -> None:
        """Give the result of a statement a name, worked out anew whenever it is asked for."""

    def keep(self, name: str, statement: str) -> None:
        """Give the result of a statement a name and keep it, since several others ask for it.

        Raises
        ------
        UnreadableError
            When a row that the statement needs cannot be read.
        """

    def rows(self, statement: str) -> Iterator[Row]:
        """The rows of a statement's result, in any order.

        Raises
        ------
        UnreadableError
            When a row that the statement needs cannot be read.
        """


def statement_text(name: str, **places: str) -> str:
    """A statement of the folder ``statements``, its named places filled in.

    Examples
    --------
    >>> statement_text("joint_projects").splitlines()[-1]
    'GROUP BY one.number, other.number, one.year'
    """
    text = resources.files("cordata.cooperation.aggregation").joinpath(f"statements/{name}.sql").read_text("utf-8")
    return text.format(**places).rstrip()


def delimiter_of(heading: str) -> str:
    """What stands between the titles of a heading: semicolon, comma or tab.

    Examples
    --------
    >>> delimiter_of("projectID;euroSciVocCode;euroSciVocPath")
    ';'
    """
    return max(DELIMITERS, key=heading.count)


def titles_of(path: Path) -> tuple[str, tuple[str, ...]]:
    """The delimiter of a table in delimited text, and its titles without quotes; UnicodeDecodeError, OSError."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        heading = file.readline().strip()
    delimiter = delimiter_of(heading)
    return delimiter, tuple(title.strip().strip('"') for title in heading.split(delimiter))


def quoted(value: str | Path) -> str:
    """A string as SQL writes it.

    Examples
    --------
    >>> quoted("L'Aquila")
    "'L''Aquila'"
    """
    return "'" + str(value).replace("'", "''") + "'"


def first_line(error: Exception) -> str:
    """What an engine says is wrong, without its inner ways."""
    return str(error).strip().partition("\n")[0]
