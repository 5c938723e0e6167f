"""Instruments: read strictly, valid for a time and a territory, compared."""

from datetime import date

import pytest

from cordata.funding import (
    FORMS,
    PURPOSES,
    Instrument,
    Span,
    coverage,
    joint_calls,
    lacks,
    likeness_of_mixes,
    load_instruments,
    read_span,
    typology,
)
from cordata.funding.instruments import instrument_of
from cordata.kernel import load_regions

CELLS = {
    "id": "one", "name": "One", "local_name": "Uno", "funder": "Regione", "level": "regional", "territories": "ITC1",
    "form": "grant", "purpose": "r_and_d", "beneficiaries": "sme;cluster", "rate_max": "50", "ceiling": "100000",
    "budget": "", "currency": "EUR", "duration_months": "24", "conditions": "", "valid_from": "2024", "valid_to": "",
    "status": "open", "legal_basis": "", "website": "https://one.example", "source": "https://one.example",
    "confirmed": "yes", "checked": "2026-11-22",
}  # fmt: skip


def _one(**more: str) -> Instrument:
    return instrument_of({**CELLS, **more})


def test_those_that_come_with_cordata_are_at_least_as_many_as_promised_and_serve_every_region() -> None:
    known = load_instruments()
    assert len(known) >= 120
    for region in load_regions():
        assert any(one.serves(region) for one in known.values() if one.level in ("regional", "national")), region


def test_each_has_a_source_a_day_and_an_id_of_its_own() -> None:
    for key, one in load_instruments().items():
        assert key == one.id
        assert one.source.startswith("http")
        assert one.checked >= date(2026, 1, 1)
        assert one.rate is None or 0 < one.rate <= 100
        assert bool(one.currency) == (one.ceiling is not None or one.budget is not None)


@pytest.mark.parametrize(
    ("begin", "end", "span"),
    [
        ("", "", Span()),
        ("2024", "", Span(date(2024, 1, 1))),
        ("2014-07", "2020", Span(date(2014, 7, 1), date(2020, 12, 31))),
        ("2023-05-19", "2024-02", Span(date(2023, 5, 19), date(2024, 2, 29))),
    ],
)
def test_a_year_or_a_month_counts_as_a_whole(begin: str, end: str, span: Span) -> None:
    assert read_span(begin, end) == span


@pytest.mark.parametrize(("begin", "end"), [("soon", ""), ("2024-13", ""), ("2024-02-30", ""), ("2024", "2023")])
def test_what_is_no_span_is_refused(begin: str, end: str) -> None:
    with pytest.raises(ValueError, match=r"date|month|lies|day"):
        read_span(begin, end)


def test_spans_hold_days_and_overlap_as_far_as_their_ends_are_known() -> None:
    early, late = read_span("2014", "2020"), read_span("2021", "")
    assert early.holds(date(2020, 12, 31))
    assert not early.holds(date(2021, 1, 1))
    assert not late.holds(date(2020, 12, 31))
    assert not early.overlaps(late)
    assert not late.overlaps(early)
    assert early.overlaps(Span())


@pytest.mark.parametrize(
    ("territories", "served", "not_served"),
    [
        ("ITC1", ["ITC1"], ["ITC2", "FRK2"]),
        ("DE1", ["DE11", "DE14"], ["DE21"]),
        ("IT;AT", ["ITH1", "AT33"], ["SI04"]),
        ("CH022", ["CH02"], ["CH01"]),
        ("EU", ["SI04", "FRK2"], ["CH01", "LI00"]),
        ("EU;CH", ["CH01"], ["LI00"]),
    ],
)
def test_an_instrument_serves_the_regions_of_its_territories(territories, served, not_served) -> None:
    one = _one(territories=territories)
    assert all(one.serves(region) for region in served)
    assert not any(one.serves(region) for region in not_served)


def test_nobody_can_apply_before_or_after_or_where_it_is_closed() -> None:
    assert _one().is_open(date(2026, 1, 1))
    assert not _one().is_open(date(2023, 12, 31))
    assert not _one(status="closed").is_open(date(2026, 1, 1))


@pytest.mark.parametrize(
    "wrong",
    [
        {"level": "local"}, {"form": "gift"}, {"purpose": ""}, {"beneficiaries": "sme;dog"}, {"rate_max": "half"},
        {"territories": ""}, {"territories": "PL11"}, {"status": "maybe"},
    ],
)  # fmt: skip
def test_a_cell_that_means_nothing_is_refused_by_its_heading(wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong))):
        _one(**wrong)


def test_the_typology_counts_every_instrument_once() -> None:
    counts = typology(load_instruments().values())
    assert sum(counts.values()) == len(load_instruments())
    assert {form for form, _purpose in counts} <= set(FORMS)
    assert {purpose for _form, purpose in counts} <= set(PURPOSES)


def test_coverage_counts_by_who_gives() -> None:
    told = [_one(), _one(id="two", level="national", territories="IT"), _one(id="three", form="loan")]
    found = {(row.region, row.kind): row for row in coverage(told, ["ITC1", "ITC2"])}
    assert (found["ITC1", "grant"].regional, found["ITC1", "grant"].national, found["ITC1", "grant"].total) == (1, 1, 2)
    assert (found["ITC2", "grant"].total, found["ITC2", "loan"].total) == (1, 0)
    assert [row.kind for row in coverage(told, ["ITC1"], "purpose")] == ["r_and_d"]


def test_what_is_lacking_is_what_nothing_alike_is_there_for() -> None:
    told = [
        _one(), _one(id="two", territories="ITC2"), _one(id="three", territories="ITC2", form="loan"),
        _one(id="four", territories="SI03", form="equity"),
    ]  # fmt: skip
    assert [one.id for one in lacks(told, "ITC1", "ITC2")] == ["three"]
    assert likeness_of_mixes(told, "ITC1", "ITC2") == 0.5
    assert likeness_of_mixes(told, "AT11", "AT12") == 0.0


def test_two_make_a_joint_call_when_kind_applicants_and_territories_allow_it() -> None:
    one = _one()
    twin = _one(id="twin", territories="FRK2", level="national")
    told = [
        one, twin, _one(id="same place"), _one(id="other form", territories="AT33", form="loan"),
        _one(id="others", territories="AT33", beneficiaries="university"), _one(id="eu", level="eu"),
    ]  # fmt: skip
    [call, *rest] = joint_calls([one, twin, *told[3:]])
    assert not rest
    assert (call.one.id, call.other.id, call.score, call.shared, call.alignments) == (
        "one",
        "twin",
        1.0,
        ("sme", "cluster"),
        (),
    )
    assert call.are_neighbours
    assert joint_calls(told, region="SI04") == []
    assert {call.one.id for call in joint_calls(told, region="ITC1")} == {"one", "twin"}


def test_what_differs_is_to_be_aligned_first() -> None:
    other = _one(
        id="two", territories="SI04", rate_max="80", duration_months="36", ceiling="50000", beneficiaries="sme",
        status="closed", valid_from="2014", valid_to="2020",
    )  # fmt: skip
    [call] = joint_calls([_one(), other])
    told = {alignment.code: (alignment.one, alignment.other) for alignment in call.alignments}
    assert told == {
        "rate": ("50", "80"),
        "duration": ("24", "36"),
        "ceiling": ("100000 EUR", "50000 EUR"),
        "beneficiaries": ("sme;cluster", "sme"),
        "status": ("open", "closed"),
        "validity": ("2024-", "2014-2020"),
    }
    assert 0 < call.score < 0.5


def test_regions_of_one_country_are_neighbours_when_their_tiles_touch() -> None:
    near, far = _one(id="near", territories="ITC4"), _one(id="far", territories="ITH4")
    [call] = joint_calls([_one(id="one", territories="ITC2", rate_max=""), far])
    assert not call.are_neighbours
    [call] = joint_calls([_one(id="one", territories="ITH2"), near])
    assert call.are_neighbours
