"""Interreg from keep.eu: counts by region, and its export of projects and partners."""

import io
from collections import Counter
from datetime import date

import pytest
import xlsxwriter

from cordata.sources.keep import read_keep_export, read_keep_regions

HEADINGS = (
    "NUTS_ID_2021,CNTR_CODE,NAME_LATN,keep_No_of_projects,keep_No_of_partners,keep_Total_budgets_MEUR,keep_ERDF_MEUR\n"
)
PROJECTS = [
    ["Project acronym", "Project name", "Start date", "Thematic"],
    ["ALP", "Alpine project", date(2018, 4, 1), "Innovation; Energy"],
    ["LATE", "Project without a date", "", ""],
]
PARTNERS = [
    ["Project acronym", "Partner name", "Country", "NUTS 3", "Type of organisation"],
    ["ALP", "Univerza v Vzorcu", "Slovenia (SI)", "SI041 Osrednjeslovenska", "Higher education"],
    ["ALP", "Regione Esempio", "Italia", "ITC11", "Regional public authority"],
    ["ALP", "Regione Esempio", "Italia", "ITC11", "Regional public authority"],
    ["ALP", "Beispiel GmbH", "AT", "", "SME"],
    ["ALP", "Nowhere", "Atlantis", "", ""],
    ["ALP", "", "AT", "", ""],
    ["LATE", "Somebody", "AT", "AT130", ""],
    ["ALP", "Contradiction", "AT", "DE212", ""],
]


def export(projects=PROJECTS, partners=PARTNERS, names=("Search results, projects", "Search results, partners")):
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"default_date_format": "yyyy-mm-dd"}) as book:
        for name, rows in zip(names, (projects, partners), strict=True):
            page = book.add_worksheet(name)
            for line, cells in enumerate(rows):
                page.write_row(line, 0, cells)
    return written.getvalue()


def test_counts_by_region_become_figures():
    reading = read_keep_regions("keep.csv", (HEADINGS + "AT331,AT,Tirol,2,3,1.5,0.5\n").encode())
    assert [(one.activity, one.value, one.unit) for one in reading.records] == [
        ("projects", 2, "projects"),
        ("partners", 3, "partners"),
        ("budget", 1.5, "million EUR"),
        ("erdf", 0.5, "million EUR"),
    ]
    first = reading.records[0]
    assert (first.region, first.nuts_version, first.nomenclature, first.period) == ("AT331", "2024", "keep", 2014)


def test_money_of_zero_beside_a_project_is_unknown_and_of_no_project_zero():
    reading = read_keep_regions("keep.csv", (HEADINGS + "AT331,AT,T,1,1,0.0,0.0\nAT332,AT,T,0,0,0.0,0.0\n").encode())
    values = [one.value for one in reading.records]
    assert values == [1, 1, None, None, 0, 0, 0, 0]
    assert {one.flag for one in reading.records} == {"", "zero or missing"}
    assert [(one.code, one.facts) for one in reading.problems] == [("zeros_as_missing", {"zeros": 2})]


def test_grants_above_the_budget_and_words_are_reported():
    reading = read_keep_regions("keep.csv", (HEADINGS + "AT331,AT,T,1,many,1.0,2.0\n").encode())
    assert [one.value for one in reading.records] == [1, None, 1, None]
    assert [(one.column, one.value) for one in reading.problems] == [
        ("keep_No_of_partners", "many"),
        ("keep_ERDF_MEUR", "2.0"),
    ]


def test_a_table_that_lacks_columns_is_reported():
    reading = read_keep_regions("keep.csv", b"name;town\na;b\n")
    assert {problem.code for problem in reading.problems} == {"missing_column"}
    assert len(reading.problems) == 5


def test_the_export_gives_partners_with_region_and_kind():
    reading = read_keep_export("keep.xlsx", export())
    found = {one.name: (one.country, one.region, one.kind, one.sme) for one in reading.records}
    assert found == {
        "Univerza v Vzorcu": ("SI", "SI04", "university", False),
        "Regione Esempio": ("IT", "ITC1", "public", False),
        "Beispiel GmbH": ("AT", "", "sme", True),
        "Contradiction": ("AT", "", "other", False),
    }
    first = reading.records[0]
    assert (first.start, first.activities) == (date(2018, 4, 1), ("Innovation", "Energy"))
    assert first.organisation == "univerza-v-vzorcu-si"


def test_partners_that_cannot_be_read_are_reported_where_they_stand():
    reading = read_keep_export("keep.xlsx", export())
    assert [(one.code, one.line, one.column) for one in reading.problems] == [
        ("unknown_country", 6, "country"),
        ("missing_value", 7, "name"),
        ("missing_value", 8, "start"),
    ]


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        (b"no spreadsheet", {"unreadable"}),
        (export(names=("one", "two")), {"missing_column"}),
        (export(partners=[["Colour"], ["red"]]), {"missing_column"}),
    ],
)
def test_other_files_give_no_partners(content, codes):
    reading = read_keep_export("keep.xlsx", content)
    assert reading.records == ()
    assert {problem.code for problem in reading.problems} == codes


def test_the_real_counts_have_20_grants_above_the_budget(real):
    name = "keep_2014_2020_by_nuts3.csv"
    reading = read_keep_regions(name, (real / "interreg" / name).read_bytes())
    assert len(reading.records) == 1514 * 4
    assert Counter(one.code for one in reading.problems) == {"bad_number": 20, "zeros_as_missing": 1}
    assert {one.nuts_version for one in reading.records} == {"2021"}
