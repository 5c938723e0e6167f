"""Spreadsheets that name regions in words, made here, and the real one."""

import io
from collections import Counter

import pytest
import xlsxwriter

from cordata.sources.named_regions import read_named_regions

TITLE = ["Persons employed [sbs_x]", "", 2014]
CODES = ["NACE_R2 code", 5, 10, "28", "", "note"]


def sheet(*rows, second=()) -> bytes:
    written = io.BytesIO()
    with xlsxwriter.Workbook(written) as book:
        for number, lines in enumerate((rows, second)):
            page = book.add_worksheet(f"sheet {number}")
            for line, cells in enumerate(lines):
                page.write_row(line, 0, cells)
    return written.getvalue()


def told(reading) -> list[tuple]:
    return [(one.region, one.activity, one.value, one.flag) for one in reading.records]


def test_names_of_the_macro_region_are_known_in_any_language():
    reading = read_named_regions("x.xlsx", sheet(TITLE, CODES, ["Piemonte", 1, 2, 3.5], [], ["Lower Austria", ":", 4]))
    assert told(reading) == [
        ("ITC1", "B05", 1, ""),
        ("ITC1", "C10", 2, ""),
        ("ITC1", "C28", 3.5, ""),
        ("AT12", "B05", None, "not available"),
        ("AT12", "C10", 4, ""),
        ("AT12", "C28", None, "not available"),
    ]
    first = reading.records[0]
    assert (first.dataset, first.period, first.unit, first.nomenclature) == ("sbs_x", 2014, "persons", "nace")


def test_codes_beside_the_figures_decide():
    row = ["Rhône-Alpes", 1, 2, 3, "", "Rhône-Alpes", "FR71"]
    reading = read_named_regions("x.xlsx", sheet(TITLE, CODES, row))
    assert {(one.region, one.nuts_version) for one in reading.records} == {("FR71", "2013")}


def test_every_column_may_hold_figures():
    reading = read_named_regions("x.xlsx", sheet(TITLE, ["NACE_R2", 5, 10], ["Piemonte", 1, 2]))
    assert [one.value for one in reading.records] == [1, 2]


def test_unknown_and_repeated_names_are_reported():
    reading = read_named_regions("x.xlsx", sheet(TITLE, CODES, ["Piemonte", 1], ["Atlantis", 1], ["Piemonte", 1]))
    assert [(problem.code, problem.line, problem.value) for problem in reading.problems] == [
        ("unknown_region", 4, "Atlantis"),
        ("unknown_region", 5, "Piemonte"),
    ]


def test_zeros_are_not_believed_unless_told_so():
    content = sheet(TITLE, CODES, ["Piemonte", 0, 2, "many"])
    doubted = read_named_regions("x.xlsx", content)
    assert told(doubted)[0] == ("ITC1", "B05", None, "zero or missing")
    assert [(one.code, one.facts) for one in doubted.problems] == [
        ("bad_number", {"field": "value"}),
        ("zeros_as_missing", {"zeros": 1}),
    ]
    believed = read_named_regions("x.xlsx", content, zeros="zero", dataset="own")
    assert told(believed)[0] == ("ITC1", "B05", 0, "")
    assert believed.records[0].dataset == "own"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"name;town\n", "unreadable"),
        (b"PK\x03\x04 broken", "unreadable"),
        (sheet(["nothing"], ["of", "use"]), "no_header"),
        (sheet(["no year"], CODES, ["Piemonte", 1]), "missing_column"),
    ],
)
def test_other_files_are_reported(content, code):
    reading = read_named_regions("sbs.xlsx", content)
    assert [problem.code for problem in reading.problems] == [code]
    assert reading.records == ()


def test_other_sheets_are_reported_and_the_name_tells_the_dataset():
    content = sheet(["2014", 2014], CODES, ["Piemonte", 1], second=(["more"],))
    reading = read_named_regions("sbs_r_nuts06_r2_2014.xlsx", content)
    assert [problem.code for problem in reading.problems] == ["other_sheets"]
    assert reading.records[0].dataset == "sbs_r_nuts06_r2"


def test_the_real_sheet_gives_267_regions_and_doubts_its_zeros(real):
    name = "sbs_r_nuts06_r2_2014_onlines3.xls"
    reading = read_named_regions(name, (real / "eurostat" / name).read_bytes())
    assert len({one.region for one in reading.records}) == 267
    assert len({one.activity for one in reading.records}) == 68
    assert Counter(one.flag for one in reading.records) == {"": 15_000, "zero or missing": 3156}
    codes = Counter(problem.code for problem in reading.problems)
    assert codes == {"unknown_region": 38, "other_sheets": 1, "zeros_as_missing": 1}
