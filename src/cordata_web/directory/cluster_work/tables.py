"""Tables of members that people send: read, kept as they were, and a sample of them."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from typing import Any

from django.utils.translation import get_language

from cordata.sources.problems import Problem
from cordata.sources.tables import Row, Table, read_table

MOST_BYTES = 3_000_000
MOST_ROWS = 1_000
MOST_COLUMNS = 200
MOST_UNPACKED = 60_000_000
NOT_KEPT = re.compile("[\x00\ud800-\udfff]")
"""What PostgreSQL's JSON cannot hold."""
SAMPLE_HEADINGS = {
    "en": ("Name", "Kind", "Country", "Town", "Postcode", "Website", "Sector", "Description"),
    "it": ("Nome", "Tipologia", "Paese", "Comune", "CAP", "Sito web", "Settore", "Descrizione"),
    "de": ("Name", "Art", "Land", "Ort", "PLZ", "Webseite", "Branche", "Beschreibung"),
    "fr": ("Nom", "Type d'organisation", "Pays", "Ville", "Code postal", "Site web", "Secteur", "Description"),
    "sl": ("Ime", "Vrsta", "Država", "Kraj", "Poštna številka", "Spletna stran", "Sektor", "Opis"),
}
SAMPLE_ROWS = {
    "en": ("SME", "Mechatronics", "We mill parts of aluminium for test benches."),
    "it": ("PMI", "Meccatronica", "Fresiamo pezzi di alluminio per banchi di prova."),
    "de": ("KMU", "Mechatronik", "Wir fräsen Teile aus Aluminium für Prüfstände."),
    "fr": ("PME", "Mécatronique", "Nous fraisons des pièces en aluminium pour bancs d'essai."),
    "sl": ("MSP", "Mehatronika", "Rezkamo aluminijaste dele za preskuševalne naprave."),
}


class UnusableFileError(ValueError):
    """A file that cannot be read as a table: a code, and its facts."""

    def __init__(self, code: str, facts: dict[str, Any] | None = None) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts or {}


def read_members_table(name: str, content: bytes) -> Table:
    """The table of a file, or UnusableFileError with what is wrong with it."""
    if len(content) > MOST_BYTES:
        raise UnusableFileError("too_large", {"megabytes": MOST_BYTES // 1_000_000})
    if _unpacked(content) > MOST_UNPACKED:
        raise UnusableFileError("too_large", {"megabytes": MOST_BYTES // 1_000_000})
    table = read_table(name, content)
    lost = next((problem for problem in table.problems if problem.loss == "file"), None)
    if lost is not None:
        raise UnusableFileError(lost.code, dict(lost.facts))
    if len(table.rows) > MOST_ROWS or len(table.columns) > MOST_COLUMNS:
        found = {"rows": len(table.rows), "columns": len(table.columns)}
        raise UnusableFileError("too_many_rows", {**found, "most_rows": MOST_ROWS, "most_columns": MOST_COLUMNS})
    return table


def kept(table: Table) -> dict[str, Any]:
    """The table as plain data."""
    columns = [_clean(column) for column in table.columns]
    return {
        "columns": columns,
        "rows": [[row.line, [_clean(row.cells[column]) for column in table.columns]] for row in table.rows],
        "problems": [{**problem.as_json(), "value": _clean(problem.value)} for problem in table.problems],
    }


def table_from(data: dict[str, Any], name: str) -> Table:
    """What ``kept`` made."""
    columns = tuple(data["columns"])
    rows = tuple(Row(line, dict(zip(columns, cells, strict=True))) for line, cells in data["rows"])
    return Table(name, columns, rows, tuple(problem_from(told) for told in data["problems"]))


def problem_from(told: dict[str, Any]) -> Problem:
    return Problem(**{name: told[name] for name in ("code", "file", "line", "column", "value", "facts")})


def sample_csv() -> str:
    """A small table in the reader's language, as spreadsheets of these countries like it."""
    language = get_language() or "en"
    language = language if language in SAMPLE_HEADINGS else "en"
    kind, sector, text = SAMPLE_ROWS[language]
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";")
    writer.writerow(SAMPLE_HEADINGS[language])
    writer.writerow(("Esempio Meccanica", kind, "IT", "Torino", "10129", "https://example.com", sector, text))
    return "\ufeff" + written.getvalue()


def _unpacked(content: bytes) -> int:
    """How large the parts of a packed spreadsheet say to be; 0 of other files."""
    if not content.startswith(b"PK\x03\x04"):
        return 0
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return sum(part.file_size for part in parts.infolist())
    except zipfile.BadZipFile as error:
        raise UnusableFileError("unreadable", {"detail": str(error)}) from error


def _clean(text: str) -> str:
    return NOT_KEPT.sub("", text)
