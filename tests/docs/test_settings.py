"""Every variable that the code reads from the environment stands in the reference, with its default."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from docs.pages import ROOT, pages

ROW = re.compile(r"^\| `([A-Z_]+)` \| ([^|]*) \| ([^|]*) \|$", re.MULTILINE)
NAMED = re.compile(r"`(CORDATA_[A-Z_]+)")
PAGE = ROOT / "docs/reference/settings.md"


def read_by_the_code() -> Iterator[tuple[str, ast.expr]]:
    """Calls such as ``env.int("NAME", default=7)`` in the configuration of the site: the name and the default."""
    for path in sorted((ROOT / "src/cordata_web/config").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _is_env(node.func.value):
                defaults = [keyword.value for keyword in node.keywords if keyword.arg == "default"]
                if node.args and isinstance(node.args[0], ast.Constant) and defaults:
                    yield str(node.args[0].value), defaults[0]


def _is_env(value: ast.expr) -> bool:
    return isinstance(value, ast.Name) and value.id == "env"


READ = dict(read_by_the_code())
WRITTEN = {name: default.strip("` ") for name, default, _meaning in ROW.findall(PAGE.read_text("utf-8"))}


def test_every_setting_is_documented_and_none_that_does_not_exist() -> None:
    assert len(READ) > 30
    assert set(WRITTEN) ^ set(READ) == set()


@pytest.mark.parametrize("name", [name for name, default in READ.items() if isinstance(default, ast.Constant)])
def test_the_default_of_a_setting_is_as_documented(name: str) -> None:
    default = READ[name]
    assert isinstance(default, ast.Constant)
    if default.value != "":
        assert WRITTEN[name] == str(default.value).lower() or WRITTEN[name] == str(default.value)
    elif name != "SECRET_KEY":  # made by the site where none is given
        assert WRITTEN[name] == "none"


def test_every_setting_that_the_documents_name_exists() -> None:
    named = {name for page in pages() for name in NAMED.findall(page.read_text("utf-8"))}

    assert named
    assert named - set(READ) == set()
