"""Laws that the rules obey whatever the consortium."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from hypothesis import assume, given
from hypothesis import strategies as st

from cordata.funding import Consortium, Partner, check, load_programmes, programmes_on
from cordata.funding.rules import Count, Distinct
from cordata.funding.rules.judging import judge
from funding.generated_consortia import consortium_by, known, seeds

DAYS = st.dates(date(2007, 1, 1), date(2027, 12, 31))
MINIMA = [
    rule.condition
    for programme in load_programmes().values()
    for rule in programme.rules
    if isinstance(rule.condition, Count | Distinct) and rule.condition.maximum is None
]
OPEN = {"country": "", "kind": "", "sme": None, "nonprofit": None, "nuts": "", "budget": {}}


def with_gaps(consortium: Consortium, chance: Random) -> Consortium:
    """The same with facts forgotten here and there."""

    def forgetful(partner: Partner) -> Partner:
        return replace(partner, **{name: value for name, value in OPEN.items() if chance.random() < 0.25})

    months = None if chance.random() < 0.25 else consortium.duration_months
    grant = None if chance.random() < 0.25 else consortium.grant
    return Consortium(tuple(map(forgetful, consortium.partners)), months, None, grant)


def statuses(consortium: Consortium, programme, day):
    return {finding.rule.id: finding.status for finding in check(consortium, programme, day).findings}


@given(known(), seeds, DAYS)
def test_one_more_partner_never_makes_a_satisfied_minimum_fail(consortium, seed, day):
    more = replace(consortium_by(Random(seed)).partners[0], id="new", coordinator=False)
    larger = consortium.with_partners([more])
    for condition in MINIMA:
        before = judge(condition, consortium, day).answer
        after = judge(condition, larger, day).answer
        if before is True:
            assert after is True
        if before is None:
            assert after is not False


@given(known(), seeds, DAYS)
def test_the_order_of_partners_never_matters(consortium, seed, day):
    shuffled = with_gaps(consortium, Random(seed))
    mixed = Consortium(
        tuple(Random(seed).sample(shuffled.partners, len(shuffled.partners))),
        shuffled.duration_months,
        None,
        shuffled.grant,
    )
    for programme in programmes_on(day):
        assert check(mixed, programme, day) == check(shuffled, programme, day)


@given(known(), seeds, DAYS)
def test_what_is_said_of_gaps_stays_true_when_they_are_filled(consortium, seed, day):
    gappy = with_gaps(consortium, Random(seed))
    for programme in programmes_on(day):
        full = statuses(consortium, programme, day)
        for rule, status in statuses(gappy, programme, day).items():
            assert status in ("to_check", full[rule])


@given(known(), DAYS)
def test_a_consortium_follows_the_dated_standing_of_its_countries(consortium, day):
    """The United Kingdom counts as an associated country from 2024, as none from its exit on until then."""
    assume(day.year >= 2021)
    programme = load_programmes()["horizon-europe-ria"]
    stand_in = "NO" if day.year >= 2024 else "US"
    partners = tuple(
        replace(one, country=stand_in if one.country == "GB" else one.country) for one in consortium.partners
    )
    assume(not {one.country for one in consortium.partners} & {stand_in})
    told = statuses(consortium, programme, day)
    assert told == statuses(replace_partners(consortium, partners), programme, day)


def replace_partners(consortium: Consortium, partners: tuple[Partner, ...]) -> Consortium:
    return Consortium(partners, consortium.duration_months, consortium.start, consortium.grant)


@given(known(), DAYS, st.integers(1, 2000))
def test_a_verdict_names_exactly_the_rules_of_the_day(consortium, day, later):
    for other in (day, day + timedelta(days=later)):
        for programme in programmes_on(other):
            assert [finding.rule for finding in check(consortium, programme, other).findings] == [
                rule for rule in programme.rules if rule.valid.holds(other)
            ]
