"""Forms in included templates keep their token against forged requests."""

import re
from pathlib import Path

import cordata_web

TEMPLATES = {
    str(path).split("/templates/")[1]: path.read_text("utf-8")
    for path in Path(cordata_web.__file__).parent.rglob("templates/**/*.html")
}
INCLUDED = re.compile(r'{% include "([^"]+)"([^%]*)%}')


def _has_token(name: str) -> bool:
    text = TEMPLATES.get(name, "")
    inside = {found for found, _facts in INCLUDED.findall(text)} - {name}
    return "{% csrf_token %}" in text or any(map(_has_token, inside))


def test_no_form_is_included_without_the_token_that_only_would_keep_out() -> None:
    assert any(map(_has_token, TEMPLATES))
    without = [
        (name, included)
        for name, text in TEMPLATES.items()
        for included, facts in INCLUDED.findall(text)
        if facts.split()[-1:] == ["only"] and _has_token(included)
    ]
    assert without == []
