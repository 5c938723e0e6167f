"""The schema of a budget's file: that of a consortium, with a budget for every partner."""

from __future__ import annotations

import json
from importlib import resources

import jsonschema_rs
import pytest

from cordata.funding.consortia import CATEGORIES
from cordata.funding.consortium_files import CATEGORY_OF

FOLDER = resources.files("cordata.data").joinpath("programmes")
BUDGET = json.loads(FOLDER.joinpath("budget.schema.json").read_text("utf-8"))
CONSORTIUM = json.loads(FOLDER.joinpath("consortium.schema.json").read_text("utf-8"))
WHOLE = json.loads(json.dumps(BUDGET).replace("consortium.schema.json", "#/$defs/consortium"))
WHOLE["$defs"] = {"consortium": {**CONSORTIUM, "$id": "https://cordata.example/consortium"}}
SCHEMA = jsonschema_rs.validator_for(WHOLE)


def told(**more) -> dict:
    return {"partners": [{"id": "a", "country": "IT", "budget": {"staff": 100, "travel": "12.50"}, **more}]}


def test_a_budget_by_category_is_right():
    assert SCHEMA.is_valid({**told(), "duration_months": 24, "start": "2026-01-01"})


@pytest.mark.parametrize("wrong", [{"budget": {}}, {"budget": {"yachts": 1}}, {"budget": {"staff": -1}}, {"cost": 1}])
def test_what_is_no_budget_is_refused(wrong):
    assert not SCHEMA.is_valid(told(**wrong))


def test_a_partner_without_a_budget_is_refused():
    assert not SCHEMA.is_valid({"partners": [{"id": "a"}]})


def test_the_schema_knows_the_categories_that_the_reader_knows():
    known = BUDGET["properties"]["partners"]["items"]["properties"]["budget"]["propertyNames"]["enum"]
    assert set(known) == {*CATEGORIES, *CATEGORY_OF}
