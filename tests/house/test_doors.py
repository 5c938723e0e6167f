"""The library's public doors, and the examples in its docstrings."""

import doctest
import importlib
import pkgutil

import pytest

import cordata

MODULES = sorted(module.name for module in pkgutil.walk_packages(cordata.__path__, "cordata."))
DOORS = [
    "cordata.kernel",
    "cordata.thesaurus",
    "cordata.language",
    "cordata.directory",
    "cordata.matching",
    "cordata.cooperation",
    "cordata.funding",
]


@pytest.mark.parametrize("name", DOORS)
def test_a_door_opens_to_what_it_names(name: str) -> None:
    door = importlib.import_module(name)
    assert door.__all__
    assert len(set(door.__all__)) == len(door.__all__)
    for offered in door.__all__:
        assert getattr(door, offered) is not None
    assert door.__doc__


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_are_true(name: str) -> None:
    results = doctest.testmod(importlib.import_module(name))
    assert results.failed == 0


def test_there_are_examples() -> None:
    finder = doctest.DocTestFinder()
    found = [test for name in MODULES for test in finder.find(importlib.import_module(name)) if test.examples]
    assert len(found) >= 15
