"""Tables of every usual form become the same rows."""

import io
import zipfile

import pytest

from cordata.sources.tables import read_table

EXPECTED = [{"Ime": "Grozd Škofja", "Kraj": "Kranj"}, {"Ime": "Réseau", "Kraj": "Lyon"}]


def cells(content: bytes, name: str = "a.csv") -> list[dict[str, str]]:
    return [dict(row.cells) for row in read_table(name, content).rows]


def codes(content: bytes) -> list[str]:
    return [problem.code for problem in read_table("a.csv", content).problems]


@pytest.mark.parametrize("delimiter", [";", ",", "|", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_delimiter_line_end_and_encoding_are_found_out(delimiter, line_end, encoding):
    rows = [["Ime", "Kraj"], ["Grozd Škofja", "Kranj"], ["Réseau", "Lyon"]]
    text = "".join(delimiter.join(row) + line_end for row in rows)
    assert cells(text.encode(encoding)) == EXPECTED


def test_windows_text_is_read_and_the_guess_reported():
    content = "Nom;Ville\nRéseau;Besançon\n".encode("cp1252")
    assert cells(content) == [{"Nom": "Réseau", "Ville": "Besançon"}]
    assert codes(content) == ["encoding_guessed"]


def test_lines_are_physical_ones_also_after_quoted_line_breaks():
    table = read_table("a.csv", b'a;b\n"one\ntwo";x\n\nlast;y\n')
    assert [(row.line, row.cells["a"]) for row in table.rows] == [(2, "one\ntwo"), (5, "last")]


def test_short_rows_are_filled_and_long_rows_cut_and_both_reported():
    table = read_table("a.csv", b"a,b\n1\n1,2,3\n1,2,,\n")
    assert [dict(row.cells) for row in table.rows] == [{"a": "1", "b": ""}, {"a": "1", "b": "2"}, {"a": "1", "b": "2"}]
    assert [(problem.code, problem.line) for problem in table.problems] == [("short_row", 2), ("long_row", 3)]


def test_headings_without_name_or_said_twice_get_their_own():
    table = read_table("a.csv", b"name,,name\nx,y,z\n")
    assert table.columns == ("name", "column 2", "name (3)")
    assert [problem.code for problem in table.problems] == ["duplicate_column"]


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "empty_file"), (b"  \n", "empty_file"), (b"name;town\n", "empty_file"), (b"1;2\n3;4\n", "no_header")],
)
def test_files_without_rows_or_headings_say_so(content, code):
    assert codes(content) == [code]


def test_a_broken_spreadsheet_is_reported_as_unreadable():
    assert codes(b"PK\x03\x04 no archive at all") == ["unreadable"]


def sheet(rows: list[list[str]]) -> bytes:
    body = "".join(
        f'<row r="{n}">' + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row) + "</row>"
        for n, row in enumerate(rows, start=1)
    )
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    packages = "http://schemas.openxmlformats.org/package/2006"
    members = {
        "[Content_Types].xml": f'<Types xmlns="{packages}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{packages}/relationships"><Relationship Id="r1" '
        f'Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{space}" xmlns:r="{relations}"><sheets>'
        '<sheet name="Grozdi" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{packages}/relationships"><Relationship Id="r1" '
        f'Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{space}"><sheetData>{body}</sheetData></worksheet>',
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return packed.getvalue()


def test_a_sheet_of_xlsx_is_read_like_a_csv_file():
    content = sheet([["Ime", "Kraj"], ["Grozd Škofja", "Kranj"], ["Réseau", "Lyon"]])
    assert cells(content, "a.xlsx") == EXPECTED


def test_real_spreadsheets_are_read_with_their_row_numbers(real):
    calls = read_table("calls.xlsx", (real / "calls/HE_calls_2024-07-11.xlsx").read_bytes())
    old = read_table("old.xls", (real / "eurostat/sbs_r_nuts06_r2_2014_onlines3.xls").read_bytes())
    assert (len(calls.rows), calls.rows[0].line) == (1907, 2)
    assert [problem.code for problem in old.problems if problem.code == "other_sheets"] == ["other_sheets"]


@pytest.mark.parametrize(
    ("file", "rows"),
    [
        ("cordis/horizon_organizations.csv", 9700),
        ("cordis/h2020_organizations.csv", 5149),
        ("cordis/horizon_projects.csv", 838),
        ("cordis/euroSciVoc.csv", 43285),
        ("cordis/topics.csv", 20337),
        ("cordis/participations_nuts3.csv", 14849),
        ("interreg/keep_2014_2020_by_nuts3.csv", 1514),
    ],
)
def test_real_tables_have_as_many_rows_as_their_readme_says(real, file, rows):
    table = read_table(file, (real / file).read_bytes())
    assert (len(table.rows), table.problems) == (rows, ())


def test_empty_headings_at_the_end_are_no_columns():
    assert read_table("a.csv", b"name;town;;\nAlpha;Graz;;\n").columns == ("name", "town")
