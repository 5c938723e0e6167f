"""How the code is cut: short modules, short functions, names that say what is inside."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from house.sources import ROOT, functions, imported, lines_of_body, name_of, python_files, tree_of

LONGEST_MODULE, LONGEST_BODY, MOST_ARGUMENTS = 300, 40, 6
DRAWERS = {"utils", "util", "helpers", "helper", "common", "core", "misc", "manager", "managers", "service", "services"}
OUTSIDE_WORLD = {"socket", "ssl", "http", "urllib.request", "random", "secrets", "time", "smtplib", "django", "click"}
UNFINISHED = ("TO" + "DO", "FIX" + "ME", "X" + "XX", "NotImplemented" + "Error")


def test_imports_keep_their_direction() -> None:
    command = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


def test_there_is_code_to_look_at() -> None:
    assert len(python_files("src")) > 100
    assert {path.parts[len(ROOT.parts)] for path in python_files()} >= {"src", "tests", "scripts"}


@pytest.mark.parametrize("path", python_files(), ids=name_of)
def test_a_module_is_short(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize("path", python_files(), ids=name_of)
def test_a_function_is_short(path: Path) -> None:
    long = {function.name: lines_of_body(function) for function in functions(path)}
    assert {name: lines for name, lines in long.items() if lines > LONGEST_BODY} == {}


def test_a_function_of_the_library_takes_few_arguments() -> None:
    many = []
    for path in python_files("src/cordata"):
        for function in functions(path):
            taken = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
            names = [argument.arg for argument in taken if argument.arg not in {"self", "cls"}]
            if len(names) > MOST_ARGUMENTS:
                many.append(f"{name_of(path)}: {function.name}")
    assert many == []


def test_no_module_is_a_drawer_for_anything() -> None:
    drawers = [name_of(path) for path in python_files() if {path.stem, path.parent.name} & DRAWERS]
    assert drawers == []


def test_every_module_of_the_library_says_what_it_is_for() -> None:
    silent = [
        name_of(path)
        for path in python_files("src/cordata", "src/cordata_cli")
        if path.read_text("utf-8").strip() and not ast.get_docstring(tree_of(path))
    ]
    assert silent == []


def test_every_public_function_and_class_of_the_library_says_what_it_gives() -> None:
    silent = []
    for path in python_files("src/cordata"):
        for node in tree_of(path).body:
            named = isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_")
            if named and not ast.get_docstring(node):
                silent.append(f"{name_of(path)}: {node.name}")
    assert silent == []


@pytest.mark.parametrize("path", python_files("src/cordata"), ids=name_of)
def test_the_library_knows_no_network_no_clock_and_no_chance(path: Path) -> None:
    reached = {name for name in imported(path) for part in OUTSIDE_WORLD if name == part or name.startswith(part + ".")}
    assert reached == set()


def test_the_library_does_not_print() -> None:
    printing = [
        name_of(path)
        for path in python_files("src/cordata")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert printing == []


@pytest.mark.parametrize("path", python_files("src"), ids=name_of)
def test_nothing_is_left_to_be_done(path: Path) -> None:
    text = path.read_text("utf-8")
    assert [word for word in UNFINISHED if word in text] == []


@pytest.mark.parametrize("path", python_files("src"), ids=name_of)
def test_no_error_is_swallowed(path: Path) -> None:
    silent = [
        handler.lineno
        for handler in ast.walk(tree_of(path))
        if isinstance(handler, ast.ExceptHandler) and all(isinstance(step, ast.Pass) for step in handler.body)
    ]
    assert silent == []


def test_every_test_is_a_sentence() -> None:
    mumbling = [
        f"{name_of(path)}: {function.name}"
        for path in python_files("tests")
        for function in functions(path)
        if function.name.startswith("test_") and function.name.count("_") < 2
    ]
    assert mumbling == []
