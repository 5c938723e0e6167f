"""Tables of instruments: whole rows or none, each fault with line and column."""

import csv
import io
from importlib import resources

import pytest

from cordata.funding import load_instruments
from cordata.sources.instruments import HEADINGS, read_instruments

SHIPPED = resources.files("cordata.data").joinpath("instruments/instruments.csv").read_bytes()
ROW = {
    "id": "one", "name": "One", "funder": "Regione", "level": "regional", "territories": "ITC1;ITC2", "form": "grant",
    "purpose": "r_and_d", "status": "open", "source": "https://one.example/call", "checked": "2026-11-22",
    "rate_max": "50", "ceiling": "100000", "currency": "EUR", "confirmed": "sì", "valid_from": "2024",
}  # fmt: skip


def table(*rows: dict[str, str]) -> bytes:
    written = io.StringIO()
    writer = csv.DictWriter(written, list(ROW), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue().encode()


def test_the_file_that_comes_with_cordata_is_read_without_a_fault() -> None:
    reading = read_instruments("instruments.csv", SHIPPED)
    assert reading.problems == ()
    assert {one.id: one for one in reading.records} == load_instruments()


def test_every_heading_of_the_file_that_comes_with_cordata_is_understood() -> None:
    assert set(SHIPPED.decode().splitlines()[0].split(",")) == set(HEADINGS)


def test_a_row_becomes_an_instrument_with_yes_and_no_in_any_language() -> None:
    [one] = read_instruments("a.csv", table(ROW)).records
    assert (one.id, one.territories, one.rate, one.ceiling) == ("one", ("ITC1", "ITC2"), 50, 100000)
    assert one.confirmed
    [other] = read_instruments("a.csv", table({**ROW, "confirmed": ""})).records
    assert not other.confirmed


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"name": ""}, "missing_value"),
        ({"source": ""}, "missing_value"),
        ({"id": "One call"}, "broken_row"),
        ({"source": "javascript:alert(1)"}, "broken_row"),
        ({"source": "www.one.example"}, "broken_row"),
        ({"checked": "22.11.2026"}, "broken_row"),
        ({"checked": "2026-13-01"}, "broken_row"),
        ({"confirmed": "perhaps"}, "broken_row"),
        ({"rate_max": "150"}, "broken_row"),
        ({"currency": ""}, "broken_row"),
        ({"form": "gift"}, "broken_row"),
        ({"territories": "PL11"}, "broken_row"),
        ({"valid_from": "soon"}, "broken_row"),
    ],
)
def test_a_row_with_a_fault_is_left_out_and_reported(wrong: dict[str, str], code: str) -> None:
    reading = read_instruments("a.csv", table({**ROW, "id": "sound"}, {**ROW, **wrong}))
    [problem] = reading.problems
    assert [one.id for one in reading.records] == ["sound"]
    assert (problem.code, problem.line, problem.loss) == (code, 3, "row")
    if "valid_from" not in wrong:
        assert problem.column == next(iter(wrong))


def test_several_faults_of_a_row_are_told_at_once() -> None:
    problems = read_instruments("a.csv", table({**ROW, "rate_max": "0", "currency": ""})).problems
    assert [problem.column for problem in problems] == ["rate_max", "currency"]


def test_an_instrument_that_is_told_twice_counts_once() -> None:
    reading = read_instruments("a.csv", table(ROW, ROW))
    assert len(reading.records) == 1
    assert [(one.code, one.line, one.facts) for one in reading.problems] == [("twice", 3, {"first_line": 2})]


def test_a_table_without_the_needed_columns_gives_nothing() -> None:
    reading = read_instruments("a.csv", b"id,name\none,One\n")
    assert reading.records == ()
    assert {problem.facts["field"] for problem in reading.problems} >= {"funder", "source", "checked"}
    assert [problem.code for problem in read_instruments("a.csv", b"").problems] == ["empty_file"]
