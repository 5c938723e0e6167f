"""Parts of pages taken from memory: the same data the same part, other data or another language another one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import pytest
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy, override

from cordata_web.ui.remembered import key_of, part


@dataclass(frozen=True)
class Frozen:
    name: str


@dataclass
class Changing:
    name: str


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1, True),
        ("<b>", mark_safe("<b>")),
        ([1], {1: None}),
        ({"a": "b"}, {"a": "c"}),
        ({"a": "b", "c": "d"}, {"c": "d", "a": "b"}),
        ("1", 1),
        (Frozen("a"), Frozen("b")),
        (date(2026, 1, 1), "2026-01-01"),
    ],
)
def test_what_could_look_different_has_another_key(one, other):
    assert key_of(one) != key_of(other)


@pytest.mark.parametrize("told", [[1, "a", None], {"a": [1.5]}, Frozen("a"), date(2026, 1, 1)])
def test_what_looks_the_same_has_the_same_key(told):
    assert key_of(told) == key_of(told)
    hash(key_of(told))


def test_words_to_be_translated_have_a_key_in_each_language():
    word = gettext_lazy("Directory")
    with override("de"):
        german = key_of(word)
    with override("it"):
        assert key_of(word) != german


@pytest.mark.parametrize("told", [Changing("a"), object(), {1, 2}, datetime(2026, 1, 1), [object()]])
def test_what_could_change_without_being_noticed_is_refused(told):
    with pytest.raises(TypeError, match="cannot be told"):
        key_of(told)


def test_a_part_is_rendered_once_for_its_data_and_language(settings):
    settings.DEBUG = False
    template = "ui/components/languages.html"
    first = part(template, {"links": [], "short": True})
    assert part(template, {"links": [], "short": True}) is first
    assert part(template, {"links": [], "short": False}) is not first
    with override("de"):
        assert part(template, {"links": [], "short": True}) is not first
