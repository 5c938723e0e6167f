"""The engine against the rules written a second time."""

from collections import Counter
from random import Random

import pytest

from cordata.funding import check, load_programmes
from funding.generated_consortia import consortium_by, day_in
from funding.naive_rules import NAIVE

STATUS = {True: "satisfied", False: "broken", None: "to_check"}
EACH = 200


def outcome(hard, soft):
    if False in hard.values():
        return "not_eligible"
    return "needs_review" if None in hard.values() or False in soft.values() else "eligible"


def test_every_programme_is_written_twice():
    assert set(NAIVE) == set(load_programmes())


@pytest.mark.parametrize("name", NAIVE)
def test_both_judge_generated_consortia_alike(name):
    programme = load_programmes()[name]
    chance = Random(name)
    outcomes = Counter()
    for _ in range(EACH):
        consortium, day = consortium_by(chance), day_in(programme, chance)
        hard, soft = NAIVE[name](consortium, day)
        verdict = check(consortium, programme, day)
        expected = {rule: STATUS[answer] for rule, answer in (hard | soft).items()}
        assert {finding.rule.id: finding.status for finding in verdict.findings} == expected, (day, consortium)
        assert {finding.rule.id for finding in verdict.findings if finding.rule.hard} == set(hard)
        assert verdict.outcome == outcome(hard, soft)
        outcomes[verdict.outcome] += 1
    assert sum(outcomes.values()) == EACH
    assert len(outcomes) > 1 or name.startswith(("euroclusters-2021", "i3-strand-2b")), outcomes
