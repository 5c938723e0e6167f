"""Sentences of rules: each code of the library has one, and none is left with an open gap."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override

from cordata.funding import Consortium, Partner, check, load_programmes
from cordata.funding.rules import Any, Count, Distinct, LargestShare, Not, Person, Selection, Share
from cordata.funding.rules.telling import CODES
from cordata.funding.standing import load_areas, load_region_classes, load_statuses
from cordata.kernel import Reason
from cordata_web.programmes.names import CATEGORIES, FAMILIES, GAPS, QUESTIONS, RULES, STANDINGS
from cordata_web.programmes.showing import percent
from cordata_web.programmes.wording import condition_sentence, sentence

FACTS = {
    "low": 1, "high": 2, "minimum": 3, "maximum": None, "among": {"sme": True}, "found": ["IT"], "without": ["travel"],
    "who": ["a"], "months": 12, "question": "civil_purpose", "code": "partners_below",
}  # fmt: skip


@pytest.mark.parametrize("code", CODES)
def test_every_code_of_a_judgement_has_a_sentence(code):
    facts = {**FACTS, "among": {"sme": True}}
    told = sentence(Reason(code, facts), {"a": "Alpha"})
    assert told.endswith(".")
    assert "%(" not in told


def test_every_name_in_the_programmes_is_known_in_words():
    programmes = load_programmes().values()
    assert {one.family for one in programmes} <= set(FAMILIES)
    assert {gap for one in programmes for gap in one.gaps} <= set(GAPS)
    assert {rule.id for one in programmes for rule in one.rules} <= set(RULES)
    assert {category for one in programmes for category in one.categories} <= set(CATEGORIES)
    questions = {
        rule.condition.question for one in programmes for rule in one.rules if isinstance(rule.condition, Person)
    }
    assert questions <= set(QUESTIONS)
    assert {*load_statuses(), *load_areas(), *load_region_classes()} == set(STANDINGS)


def test_every_condition_of_the_programmes_is_told_in_words():
    for programme in load_programmes().values():
        for rule in programme.rules:
            told = condition_sentence(rule.condition, programme.currency)
            assert told.endswith("."), rule
            assert "%(" not in told


def test_what_is_missing_is_said_in_numbers():
    two = Consortium((Partner("a", "Alpha", "IT"), Partner("b", "Beta", "AT")))
    verdict = check(two, load_programmes()["horizon-europe-ria"], date(2026, 3, 1))
    told = sentence(next(one for one in verdict.findings if one.rule.id == "countries").reasons[0])
    assert told.startswith("Different countries: 2 (Austria, Italy). Asked for: at least 3. 1 more country is missing.")
    assert "Only these count: established in: Member States of the Union" not in told or "or" in told


def test_shares_and_money_are_written_with_their_units():
    assert condition_sentence(LargestShare("partner", Decimal(70))).endswith("cost: at most 70 %.")
    share = Share(minimum=Decimal(50), among=Selection(sme=True), without=frozenset({"subcontracting"}))
    assert condition_sentence(share) == (
        "Share in the cost: at least 50 %. Only these count: small and medium enterprises. "
        "Left out of their own cost: Subcontracting."
    )
    facts = {"low": Decimal("1200000.50"), "high": Decimal("1200000.50"), "minimum": None, "maximum": Decimal(750000)}
    assert "1,200,000.50 EUR" in sentence(Reason("total_above", facts), currency="EUR").replace("\xa0", ",")


def test_conditions_in_conditions_are_told_whole():
    condition = Any((Not(Count(maximum=2)), Distinct("group", minimum=2)))
    assert condition_sentence(condition) == (
        "One of these: It must not be so: Partners: at most 2. / Partners independent of each other: at least 2."
    )


def test_partners_are_called_by_their_names():
    told = sentence(Reason("lead_broken", {"who": ["a"], "among": {"sme": True}}), {"a": "Alpha"})
    assert told == "The coordinator, Alpha, is not as asked for: small and medium enterprises."


def test_a_share_is_rounded_not_cut_off():
    with override("de"):
        assert [percent(Decimal(number)) for number in ("17.55", "33.37", "75")] == ["17,6 %", "33,4 %", "75 %"]
