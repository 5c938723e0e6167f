"""Files of consortia: what is understood, what is left open, what cannot be used."""

import json
from datetime import date
from decimal import Decimal
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.funding import read_consortium
from cordata.funding.faults import CODES
from cordata.funding.tables import exact

WHOLE = {
    "partners": [
        {
            "id": "a", "name": "Cluster A", "country": "IT", "kind": "cluster", "sme": False, "nonprofit": True,
            "nuts": "ITC11", "role": "coordinator", "budget": {"staff": 100000.10, "travel": "5000.05"}, "group": "g",
            "size": "",
        },
        {"id": "b", "country": "AT", "kind": "sme", "role": "partner"},
    ],
    "duration_months": 24,
    "start": "2027-01-01",
    "grant": 90000,
}  # fmt: skip


def read(values):
    return read_consortium(json.dumps(values).encode())


def one(**more):
    reading = read({"partners": [{"id": "a", **more}]})
    return reading.consortium.partners[0], [(fault.code, fault.path, fault.value) for fault in reading.faults]


def codes(values):
    reading = read(values)
    assert (reading.consortium is None) is any(fault.loss == "file" for fault in reading.faults)
    return [(fault.code, fault.path) for fault in reading.faults]


def test_a_whole_file_is_read_exactly():
    reading = read(WHOLE)
    assert reading.faults == ()
    first, second = reading.consortium.partners
    assert first.budget == {"staff": Decimal("100000.10"), "travel": Decimal("5000.05")}
    assert first.cost(frozenset({"travel"})) == Decimal("100000.10")
    assert (first.region, first.group, first.kind) == ("ITC1", "g", "cluster")
    assert (second.sme, second.cost(), second.name) == (True, None, "b")
    assert reading.consortium.coordinator is first
    assert reading.consortium.start == date(2027, 1, 1)
    assert reading.consortium.total() is None


def test_the_schema_knows_the_names_that_the_reader_knows():
    text = resources.files("cordata.data").joinpath("programmes/consortium.schema.json").read_text("utf-8")
    schema = json.loads(text)
    assert set(schema["properties"]) == set(WHOLE)
    assert set(schema["$defs"]["partner"]["properties"]) == set(WHOLE["partners"][0])


def test_other_names_of_countries_kinds_and_categories_are_understood():
    partner, faults = one(country="el", kind="HES", budget={"personnel": 1, "staff": "2.5"})
    assert (partner.country, partner.kind, faults) == ("GR", "university", [])
    assert partner.budget == {"staff": Decimal("3.5")}
    assert partner.place == "EL"
    assert one(country="UK", kind="PRC")[0].kind == ""


def test_being_an_sme_follows_from_kind_and_size_where_it_is_not_told():
    assert [one(kind=kind)[0].sme for kind in ("sme", "large", "research")] == [True, False, None]
    assert [one(size=size)[0].sme for size in ("small", "large")] == [True, False]
    partner, faults = one(kind="sme", sme=False)
    assert (partner.sme, faults) == (False, [("contradiction", "partners[0].sme", "False")])


@pytest.mark.parametrize(
    ("more", "name", "value", "code"),
    [
        ({"kind": "guild"}, "kind", "", "unknown_kind"),
        ({"size": "huge"}, "size", "", "unknown_size"),
        ({"sme": "yes"}, "sme", None, "bad_boolean"),
        ({"nonprofit": 1}, "nonprofit", None, "bad_boolean"),
        ({"country": "IT", "nuts": "AT11"}, "nuts", "", "unknown_region"),
        ({"country": "IT", "nuts": "IT-1"}, "nuts", "", "unknown_region"),
        ({"country": "FR", "nuts": "FR71"}, "nuts", "FRK2", "converted_region"),
        ({"country": "FR", "nuts": "FR999"}, "nuts", "FR999", None),
        ({"nuts": "ITC"}, "nuts", "ITC", None),
    ],
)
def test_what_is_not_understood_is_left_open_and_told(more, name, value, code):
    partner, faults = one(**more)
    assert getattr(partner, name) == value
    assert [fault[0] for fault in faults] == ([code] if code else [])


@pytest.mark.parametrize(
    ("values", "code", "path"),
    [
        ([], "not_a_table", ""),
        ({}, "no_partners", "partners"),
        ({"partners": {}}, "not_a_list", "partners"),
        ({"partners": [3]}, "not_a_table", "partners[0]"),
        ({"partners": [{}]}, "missing", "partners[0].id"),
        ({"partners": [{"id": 3}]}, "bad_text", "partners[0].id"),
        ({"partners": [{"id": "a"}, {"id": "a"}]}, "twice", "partners[1].id"),
        ({"partners": [{"id": "a", "country": "Italy"}]}, "unknown_country", "partners[0].country"),
        ({"partners": [{"id": "a", "role": "boss"}]}, "unknown_role", "partners[0].role"),
        ({"partners": [{"id": "a", "budget": {"staff": -1}}]}, "bad_amount", "partners[0].budget.staff"),
        ({"partners": [{"id": "a", "budget": [1]}]}, "not_a_table", "partners[0].budget"),
        ({"partners": [{"id": "a", "rank": 1}]}, "unknown_field", "partners[0].rank"),
        ({"partners": [{"id": "a"}], "duration_months": 0}, "bad_duration", "duration_months"),
        ({"partners": [{"id": "a"}], "duration_months": True}, "bad_duration", "duration_months"),
        ({"partners": [{"id": "a"}], "start": "soon"}, "bad_date", "start"),
        ({"partners": [{"id": "a"}], "grant": "1e9"}, "bad_amount", "grant"),
    ],
)
def test_a_fault_is_named_with_its_place(values, code, path):
    assert (code, path) in codes(values)


def test_a_consortium_has_one_coordinator():
    leaders = [{"id": name, "role": "coordinator"} for name in "ab"]
    assert codes({"partners": leaders}) == [("several_coordinators", "partners")]


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"\xff\xfe", "not_utf8"), (b"{", "not_json"), (b"[" * 100_000, "not_json"), (b"9" * 5000, "not_json")],
)
def test_what_is_no_json_is_told(content, code):
    reading = read_consortium(content)
    assert reading.consortium is None
    assert [fault.code for fault in reading.faults] == [code]


def test_a_mark_at_the_begin_of_the_file_does_no_harm():
    assert read_consortium(b"\xef\xbb\xbf" + json.dumps(WHOLE).encode()).consortium is not None


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda part: st.lists(part)))
def test_whatever_stands_in_a_file_ends_in_a_consortium_or_in_faults(value):
    partner = {"id": "a", "budget": value, "nuts": value, "sme": value, "kind": value, "country": value}
    for values in (value, {"partners": value}, {"partners": [partner], "grant": value, "start": value}):
        reading = read(values)
        assert reading.consortium is not None or reading.faults
        for fault in reading.faults:
            assert set(CODES[fault.code][1]) <= set(fault.facts)
            assert fault.as_json()["loss"] == fault.loss


@given(st.decimals(min_value=0, max_value=10**15 - 1, places=2))
def test_amounts_keep_every_cent(amount):
    assert exact(f"{amount:f}") == amount


@pytest.mark.parametrize("value", ["", "-1", "1,5", "NaN", "Infinity", "1" * 16, "٣", " ", None, 1.5, "0.005"])
def test_what_is_no_amount_is_refused(value):
    assert exact(value) is None
