"""CSV that spreadsheets do not run, and JSON lines."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.publish.tables import FORMULA_BEGINS, NUMBER, as_csv, as_json_lines, guarded


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3", "\t=1", "  =HYPERLINK()", "＝1+1"])
def test_cells_that_look_like_formulas_are_shown_as_text(text):
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-3,5", "+12", "-1.5e3", "plain", "a=b", "", "x@y.example"])
def test_numbers_and_plain_words_stay_as_they_are(text):
    assert guarded(text) == text


def test_values_are_written_as_tables_have_them():
    rows = [{"a": None, "b": True, "c": ("x", "y"), "d": -3.5, "e": "with, comma"}]
    assert as_csv(rows, ["a", "b", "c", "d", "e", "f"]) == 'a,b,c,d,e,f\n,true,x;y,-3.5,"with, comma",\n'


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=20), min_size=1, max_size=4))
def test_no_cell_of_any_table_begins_a_formula(cells):
    columns = [f"c{number}" for number in range(len(cells))]
    text = as_csv([dict(zip(columns, cells, strict=True))], columns)
    for cell in list(csv.reader(io.StringIO(text, newline="")))[-1]:
        assert not cell.lstrip(" ").startswith(FORMULA_BEGINS) or NUMBER.fullmatch(cell.strip(" "))


def test_json_lines_keep_the_letters_of_all_languages():
    text = as_json_lines([{"name": "Škofja\u2028Loka"}, {"name": "Gänse"}])
    assert [json.loads(line)["name"] for line in text.rstrip("\n").split("\n")] == ["Škofja\u2028Loka", "Gänse"]
    assert "Gänse" in text
