"""Problems carry what their sentences need."""

import ast
from pathlib import Path

import cordata.sources
from cordata.sources.problems import CODES, Problem, Reading

FOLDER = Path(cordata.sources.__file__).parent


def test_every_code_of_the_table_is_given_somewhere_and_none_besides():
    words = {
        node.value
        for file in FOLDER.glob("*.py")
        if file.name != "problems.py"
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    composed = {"unknown_kind", "unknown_cluster_type", "unknown_status"}  # f"unknown_{field}" of FieldReader.word
    assert set(CODES) - words - composed == set()


def test_only_lost_rows_and_files_count_as_losses():
    value, row = Problem("bad_number", "a.csv", 2, facts={"field": "members"}), Problem("twice", "a.csv", 3)
    assert not Reading((), (value,)).has_losses
    assert Reading((), (value, row)).has_losses


def test_a_problem_is_plain_data_for_files():
    assert Problem("twice", "a.csv", 3, "name", "Alfa", {"first_line": 2}).as_json() == {
        "code": "twice", "loss": "row", "file": "a.csv", "line": 3, "column": "name", "value": "Alfa",
        "facts": {"first_line": 2},
    }  # fmt: skip
