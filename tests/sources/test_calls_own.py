"""Own calls from a table: good rows kept, bad ones told with line, column and reason."""

from datetime import date

import pytest

from cordata.funding import Maturity
from cordata.sources.calls_own import HEADINGS, read_own_calls

ROW = {
    "id": "alpine-1", "title_de": "Alpenlaser", "title_en": "Alpine laser", "text_de": "Gesucht", "topic": "small-1",
    "funder": "Interreg Alpine Space", "action": "grant", "stages": "multiple", "deadlines": "2026-05-01; 2026-11-01",
    "time": "12:00", "zone": "Europe/Vienna", "opening": "2026-03-01", "status": "open", "grant_min": "250000",
    "grant_max": "750000", "grants": "4", "keywords": "Laser; Optik", "trl_start": "4", "trl_end": "6-7",
    "countries": "AT; ITC1", "kinds": "sme; university", "conditions": "Three partners.",
    "website": "https://www.alpine-space.eu/call",
}  # fmt: skip


def read(*rows):
    lines = ["|".join(HEADINGS), *("|".join(row.get(heading, "") for heading in HEADINGS) for row in rows)]
    return read_own_calls("own.csv", "\n".join(lines).encode())


def test_a_row_with_every_column_is_read_whole() -> None:
    reading = read(ROW)
    (call,) = reading.records
    assert reading.problems == ()
    assert (call.titles, call.texts) == ({"en": "Alpine laser", "de": "Alpenlaser"}, {"de": "Gesucht"})
    assert [one.at.isoformat() for one in call.deadlines] == ["2026-05-01T12:00:00+02:00", "2026-11-01T12:00:00+01:00"]
    assert (call.smallest, call.largest, call.grants, call.currency) == (250_000, 750_000, 4, "EUR")
    assert (call.maturity, call.countries, call.kinds) == (
        Maturity((4, 4), (6, 7)),
        ("AT", "ITC1"),
        ("sme", "university"),
    )
    assert (call.family, call.programme, call.opening) == ("alpine-space", "alpine-space-2021-small", date(2026, 3, 1))


def test_a_programme_can_be_named_outright() -> None:
    (call,) = read({**ROW, "programme": "eurostars-2021"}).records
    assert (call.family, call.programme) == ("eurostars", "eurostars-2021")


def test_a_name_and_a_title_are_enough() -> None:
    (call,) = read({"id": "one", "title_sl": "Ena"}).records
    assert (call.title(), call.deadlines, call.model) == ("Ena", (), "single")


@pytest.mark.parametrize(
    ("heading", "cell", "reason"),
    [
        ("id", "Größe", "identifier"),
        ("id", "", "identifier"),
        ("deadlines", "1.5.2026", "no day such as"),
        ("deadlines", "2026-02-30", "no day such as"),
        ("opening", "2026-12-01", "after the last deadline"),
        ("opening", "spring", "no day such as"),
        ("time", "noon", "no time such as"),
        ("zone", "Europe/Atlantis", "no time zone"),
        ("zone", "../x", "no time zone"),
        ("stages", "three", "none of single"),
        ("status", "asleep", "none of forthcoming"),
        ("grant_min", "some", "no whole number"),
        ("grant_min", "900000", "more than grant_max"),
        ("trl_end", "10", "no level"),
        ("trl_end", "7-6", "no level"),
        ("action", "dance", "none of"),
        ("programme", "unheard-of", "none of"),
        ("countries", "Austria", "no country or NUTS code"),
        ("kinds", "wizard", "none of cluster"),
        ("website", "example", "no address"),
    ],
)
def test_a_bad_cell_is_told_with_line_column_and_reason_and_other_rows_kept(heading, cell, reason) -> None:
    reading = read({"id": "first", "title_en": "First"}, {**ROW, heading: cell}, {"id": "last", "title_en": "Last"})
    assert [call.id for call in reading.records] == ["first", "last"]
    (problem,) = reading.problems
    assert (problem.code, problem.file, problem.line, problem.column) == ("broken_row", "own.csv", 3, heading)
    assert reason in problem.facts["detail"]


def test_several_deadlines_of_a_single_stage_are_a_fault() -> None:
    (problem,) = read({**ROW, "stages": "single"}).problems
    assert problem.column == "deadlines"


def test_a_row_without_a_title_is_a_fault() -> None:
    (problem,) = read({"id": "one"}).problems
    assert "no title" in problem.facts["detail"]


def test_the_same_name_twice_is_told() -> None:
    reading = read({"id": "one", "title_en": "One"}, {"id": "one", "title_en": "Uno"})
    assert [(one.code, one.line, one.facts) for one in reading.problems] == [("twice", 3, {"first_line": 2})]


def test_a_table_without_names_is_refused() -> None:
    assert [one.code for one in read_own_calls("a.csv", b"title_en;text_en\nOne;Two\n").problems] == ["missing_column"]
