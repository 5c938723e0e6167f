"""Tables of regions by activities: what is read, and what is refused by name."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.cooperation import (
    CooperationError,
    DuplicateCellError,
    DuplicateLabelError,
    EmptyTableError,
    MissingCellError,
    NegativeValueError,
    NotANumberError,
    ShapeMismatchError,
    Table,
    UnknownColumnsError,
    UnknownLabelError,
    UnreadableError,
    read_table_of_values,
    table_of,
    without_empty,
)


def test_a_long_table_is_read_in_any_order_of_columns_and_absent_pairs_are_zero() -> None:
    table = read_table_of_values("t", b"Value;Activity;Note;Region\n3;wood;x;AT33\n\n2.5;steel;;ITH1\n")
    assert (table.regions, table.activities) == (("AT33", "ITH1"), ("wood", "steel"))
    assert table.values.tolist() == [[3, 0], [0, 2.5]]


def test_a_matrix_is_read_with_a_mark_of_byte_order_and_quoted_names() -> None:
    table = read_table_of_values("t", b'\xef\xbb\xbfid,"wood, sawn",steel\r\nAT33,1,2e3\r\n')
    assert table.activities == ("wood, sawn", "steel")
    assert table.values.tolist() == [[1, 2000]]


def test_cells_come_back_as_they_were_told() -> None:
    cells = [("AT33", "wood", 1.0), ("AT33", "steel", 0.0), ("ITH1", "wood", 2.0), ("ITH1", "steel", 3.0)]
    assert list(table_of(cells).cells()) == cells


@pytest.mark.parametrize(
    ("content", "error", "facts"),
    [
        (b"", EmptyTableError, {}),
        (b"id,a\n", EmptyTableError, {}),
        (b"region,activity,value\n", EmptyTableError, {}),
        (b"name,number\nA,1\n", UnknownColumnsError, {"line": 1, "columns": ("name", "number")}),
        (b"\xff\xfe", UnreadableError, {}),
        (b"id,a\nX,1,3\n", ShapeMismatchError, {"line": 2, "expected": 2, "found": 3}),
        (b"id,a\nX,\n", MissingCellError, {"line": 2, "column": "a"}),
        (b"id,a\nX,NA\n", MissingCellError, {"line": 2, "column": "a", "value": "NA"}),
        (b"id,a\nX,1_000\n", NotANumberError, {"line": 2, "column": "a", "value": "1_000"}),
        (b"id,a\nX,1e999\n", NotANumberError, {"line": 2, "value": "1e999"}),
        (b"id,a\nX,-1\n", NegativeValueError, {"line": 2, "value": "-1"}),
        (b"id,a,a\nX,1,1\n", DuplicateLabelError, {"axis": "activity", "label": "a"}),
        (b"id,a\nX,1\nX,2\n", DuplicateLabelError, {"axis": "region", "label": "X"}),
        (b"id,a\n,1\n", MissingCellError, {"axis": "region"}),
        (b"region,activity,value\nX,,1\n", MissingCellError, {"line": 2, "column": "activity"}),
        (b"region,activity,value\nX,a,1\nX,a,2\n", DuplicateCellError, {"line": 3, "first_line": 2}),
    ],
)
def test_a_fault_of_a_file_is_named_with_its_place(content: bytes, error: type, facts: dict) -> None:
    with pytest.raises(error) as refused:
        read_table_of_values("own.csv", content)
    assert refused.value.facts["file"] == "own.csv"
    assert refused.value.facts.items() >= facts.items()


def test_every_error_has_a_code_of_its_own() -> None:
    codes = [error.code for error in CooperationError.__subclasses__()]
    assert len(set(codes)) == len(codes)
    assert str(CooperationError()) == "not_computable"


@pytest.mark.parametrize(
    ("values", "error"),
    [([[np.nan]], MissingCellError), ([[-1.0]], NegativeValueError), ([[1.0, 2.0]], ShapeMismatchError)],
)
def test_a_table_of_wrong_values_cannot_be_made(values: list, error: type) -> None:
    with pytest.raises(error):
        Table(("A",), ("x",), np.array(values))


def test_a_pair_told_twice_is_refused() -> None:
    with pytest.raises(DuplicateCellError):
        table_of([("A", "x", 1), ("A", "x", 2)])


def test_a_table_cannot_be_changed_and_does_not_change_with_its_source() -> None:
    source = np.ones((1, 1))
    table = Table(("A",), ("x",), source)
    source[0, 0] = 9
    assert table.values[0, 0] == 1
    with pytest.raises(ValueError, match="read-only"):
        table.values[0, 0] = 2


def test_labels_have_positions_and_unknown_ones_are_refused() -> None:
    table = table_of([("A", "x", 1), ("B", "y", 1)])
    assert (table.region("B"), table.activity("x")) == (1, 0)
    with pytest.raises(UnknownLabelError):
        table.region("C")


def test_nothing_left_after_leaving_out_what_is_empty_is_refused() -> None:
    assert without_empty(table_of([("A", "x", 1), ("B", "y", 0)])).activities == ("x",)
    with pytest.raises(EmptyTableError):
        without_empty(table_of([("A", "x", 0)]))


@given(st.lists(st.lists(st.floats(0, 1e15), min_size=2, max_size=2), min_size=1, max_size=4))
def test_numbers_written_with_all_their_digits_are_read_back_the_same(values: list) -> None:
    lines = [f"R{row},{one!r},{two!r}" for row, (one, two) in enumerate(values)]
    table = read_table_of_values("t", "\n".join(["id,a,b", *lines]).encode())
    assert table.values.tolist() == values
