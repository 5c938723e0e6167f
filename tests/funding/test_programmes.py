"""The programmes that come with Cordata: what they ask and pay, and since when."""

import tomllib
from datetime import date
from decimal import Decimal
from importlib import resources

import pytest

from cordata.directory.size import CEILINGS
from cordata.funding import (
    Partner,
    compare_programmes,
    history,
    load_programmes,
    possible_rates,
    programmes_on,
)
from cordata.funding.rules import LargestShare
from cordata.funding.standing import countries_with, has_status, in_area, in_class, load_areas, load_statuses
from cordata.kernel import LANGUAGES

PROMISED = {
    "horizon-europe-ria", "horizon-europe-ia", "horizon-europe-csa", "eic-pathfinder-open", "eic-transition",
    "eic-accelerator", "horizon-2020-ria", "horizon-2020-ia", "horizon-2020-csa", "horizon-2020-sme-instrument",
    "alpine-space-2007", "alpine-space-2014", "alpine-space-2021", "alpine-space-2021-small", "i3-strand-1",
    "i3-strand-2a", "i3-strand-2b", "eurostars-2014", "eurostars-2021", "euroclusters-2021", "euroclusters-2024",
    "cosme-cluster-excellence-2018", "digital-europe", "life-standard",
}  # fmt: skip


def test_those_that_were_promised_are_there():
    assert set(load_programmes()) >= PROMISED


@pytest.mark.parametrize("name", load_programmes())
def test_every_statement_of_a_programme_has_a_source(name):
    programme = load_programmes()[name]
    assert programme.rules
    assert programme.sources
    for one in (*programme.rules, *programme.rates, *programme.indirect, *programme.flats, *programme.caps):
        assert one.source.startswith(("http", "Regulation", "Decision"))
    assert programme.rates or "rate" in programme.gaps


@pytest.mark.parametrize("name", load_programmes())
def test_a_programme_has_a_name_in_each_language(name):
    one = load_programmes()[name]
    assert {one.name_in(language) for language in LANGUAGES} == {one.name, *one.names.values()}
    assert set(one.names) == set(LANGUAGES) - {"en"}


@pytest.mark.parametrize("name", load_programmes())
def test_every_rule_holds_on_days_of_its_programme(name):
    programme = load_programmes()[name]
    assert all(rule.valid.overlaps(programme.valid) for rule in programme.rules)
    assert programme.rules_on(programme.valid.first)


def test_every_standing_has_a_source_and_first_days_in_order():
    for roll in (*load_statuses().values(), *load_areas().values()):
        for entry in roll.entries:
            assert entry.source
            assert entry.codes


def test_programmes_are_told_by_day():
    assert "alpine-space-2007" in {one.id for one in programmes_on(date(2011, 9, 1))}
    assert "horizon-europe-ria" not in {one.id for one in programmes_on(date(2020, 12, 31))}


@pytest.mark.parametrize(
    ("day", "number"),
    [("1957-12-31", 0), ("2004-04-30", 15), ("2007-01-01", 27), ("2013-07-01", 28), ("2020-02-01", 27)],
)
def test_the_union_has_had_so_many_members(day, number):
    assert len(countries_with(["eu_member"], date.fromisoformat(day))) == number


def test_standing_in_part_or_unknown_is_left_open():
    assert has_status("CA", "horizon_europe_associated", date(2025, 1, 1)) is None
    assert has_status("", "eu_member", date(2025, 1, 1)) is None
    assert has_status("NO", "life_associated", date(2025, 1, 1)) is None
    assert has_status("CH", "digital_europe_associated", date(2024, 1, 1)) is False
    assert in_area("", "alpine_space", date(2025, 1, 1)) is None
    assert in_area("IT", "alpine_space", date(1999, 1, 1)) is None
    assert in_class("", "transition", date(2025, 1, 1)) is None
    assert in_class("FRY1", "outermost", date(2025, 1, 1)) is True
    assert in_class("ITC1", "outermost", date(2025, 1, 1)) is False


def test_the_area_of_the_alpine_space_is_that_of_the_programme_document():
    """42 regions of NUTS 2, so many of each country (final draft of 7 July 2021)."""
    from cordata.kernel import load_regions

    inside = [code for code in load_regions() if in_area(code, "alpine_space", date(2022, 1, 1))]
    assert len(inside) == 42
    assert not {"FRC1", "FRK1"} & set(inside)


def test_the_alpine_space_paid_76_then_85_then_75_per_cent():
    editions = history(load_programmes().values(), "alpine-space", "countries")
    rates = [max(int(rate.percent) for rate in each.rates) for each in editions]
    assert rates == [76, 85, 75, 75]
    assert [each.rules[0].condition.minimum for each in editions] == [3, 4, 4, 3]


def test_rates_follow_the_partner_the_country_and_the_day():
    def percents(name, partner, day, **more):
        return [int(rate.percent) for rate in possible_rates(load_programmes()[name], partner, day, **more)]

    day = date(2024, 6, 1)
    firm = Partner("a", "", "IT", kind="sme", sme=True, nonprofit=False, size="small")
    assert percents("horizon-europe-ria", firm, day) == [100]
    assert percents("horizon-europe-ia", firm, day) == [70]
    assert percents("horizon-europe-ia", Partner("a", "", "IT"), day) == [100, 70]
    assert percents("alpine-space-2021", Partner("a", "", "CH"), day) == [0]
    assert percents("eurostars-2021", firm, day, activity="development") == [30]
    assert percents("eurostars-2021", firm, day) == [40, 30]
    assert percents("eurostars-2021", firm, date(2021, 6, 1)) == []
    assert percents("cosme-cluster-excellence-2018", firm, date(2018, 6, 1), category="third_parties") == [100]
    assert percents("cosme-cluster-excellence-2018", firm, date(2018, 6, 1), category="staff") == [75]


def test_a_rule_is_told_for_a_day():
    accelerator = load_programmes()["eic-accelerator"]
    assert accelerator.rule_on("submissions", date(2025, 12, 31)) is None
    assert accelerator.rule_on("submissions", date(2026, 1, 1)) is not None
    assert load_programmes()["horizon-europe-ria"].indirect_on(date(2024, 1, 1)).percent == 25


def test_programmes_stand_side_by_side():
    both = [load_programmes()[name] for name in ("eurostars-2014", "eurostars-2021")]
    rows = {row.id: row for row in compare_programmes(both)}
    assert [rule.condition for rule in rows["largest_partner"].rules] == [
        LargestShare("partner", Decimal(75)),
        LargestShare("partner", Decimal(70)),
    ]
    assert not rows["largest_partner"].is_same
    assert rows["duration"].is_same
    mixed = compare_programmes([both[1], load_programmes()["eic-transition"]], date(2024, 1, 1))
    assert next(row for row in mixed if row.id == "duration").rules == (
        both[1].rule_on("duration", date(2024, 1, 1)),
        None,
    )


def test_the_sme_definition_as_data_is_that_of_the_size_test():
    text = resources.files("cordata.data").joinpath("programmes/definitions/sme.toml").read_text("utf-8")
    ceilings = tomllib.loads(text)["definition"][0]["ceilings"]
    assert {one["size"]: (one["headcount"], one["turnover"], one["balance_sheet"]) for one in ceilings} == {
        size: (figures.headcount, figures.turnover, figures.balance_sheet) for size, figures in CEILINGS.items()
    }
