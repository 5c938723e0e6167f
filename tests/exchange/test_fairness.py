from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.exchange import Proposal, gini, spread_fairly

shares = st.lists(st.floats(0, 1000, allow_nan=False), min_size=1, max_size=30)
people = st.sampled_from("abcdef")
proposals = st.lists(st.tuples(people, people, st.floats(0, 1)), max_size=40).map(
    lambda rows: [Proposal(str(number), *row) for number, row in enumerate(rows)]
)


def test_the_gini_of_a_small_table_by_hand() -> None:
    # Mean absolute difference of 1, 2, 3, 4 is 20 / 16; halved and divided by the mean of 2.5: 0.25.
    assert gini([1, 2, 3, 4]) == pytest.approx(0.25)


@given(shares)
def test_the_gini_is_half_the_relative_mean_absolute_difference(values: list[float]) -> None:
    n, total = len(values), sum(values)
    by_pairs = sum(abs(a - b) for a in values for b in values) / (2 * n * total) if total > 0 else 0.0
    assert gini(values) == pytest.approx(by_pairs, abs=1e-9)


@given(shares, st.floats(0.1, 10))
def test_the_gini_knows_no_unit(values: list[float], factor: float) -> None:
    assert gini([factor * value for value in values]) == pytest.approx(gini(values), abs=1e-9)


def test_negative_shares_are_refused() -> None:
    with pytest.raises(ValueError, match="not negative"):
        gini([1, -1])


@given(proposals, st.integers(1, 4), st.floats(0, 1))
def test_nobody_hears_of_too_much_or_of_too_little(found: list[Proposal], at_most: int, threshold: float) -> None:
    told = spread_fairly(found, at_most=at_most, threshold=threshold, exposures={})
    assert all(one.score >= threshold for one in told)
    assert max(Counter(one.reader for one in told).values(), default=0) <= at_most
    assert len({one.id for one in told}) == len(told)


@given(proposals, st.integers(1, 4))
def test_each_reader_hears_as_much_as_there_is_up_to_the_cap(found: list[Proposal], at_most: int) -> None:
    told = Counter(one.reader for one in spread_fairly(found, at_most=at_most, threshold=0.0, exposures={"a": 3}))
    there = Counter(one.reader for one in found)
    assert told == Counter({reader: min(at_most, number) for reader, number in there.items()})


def test_attention_is_spread_when_scores_are_close() -> None:
    found = [
        Proposal(f"{reader}{shown}", reader, shown, 0.7 if shown == "famous" else 0.6)
        for reader in "abcdef"
        for shown in ("famous", "small", "unknown")
    ]

    def exposures(weight: float) -> list[int]:
        told = spread_fairly(found, at_most=1, threshold=0.2, exposures={}, weight=weight)
        counted = Counter(one.shown for one in told)
        return [counted[name] for name in ("famous", "small", "unknown")]

    assert exposures(0.0) == [6, 0, 0]
    assert exposures(1.0) == [2, 2, 2]
    assert gini(exposures(1.0)) < gini(exposures(0.0))


def test_a_much_better_match_is_told_all_the_same() -> None:
    found = [Proposal("good", "a", "famous", 0.9), Proposal("weak", "a", "small", 0.2)]
    told = spread_fairly(found, at_most=1, threshold=0.1, exposures={"famous": 5, "small": 0})
    assert [one.id for one in told] == ["good"]


def test_whoever_was_shown_much_of_late_stands_back() -> None:
    found = [Proposal("much", "a", "famous", 0.62), Proposal("little", "a", "small", 0.6)]
    told = spread_fairly(found, at_most=1, threshold=0.1, exposures={"famous": 20})
    assert [one.id for one in told] == ["little"]


def test_what_a_reader_has_heard_already_counts() -> None:
    found = [Proposal(str(number), "a", f"shown{number}", 0.5) for number in range(4)]
    told = spread_fairly(found, at_most=3, threshold=0.1, exposures={}, heard={"a": 2})
    assert len(told) == 1
    assert spread_fairly(found, at_most=3, threshold=0.1, exposures={}, heard={"a": 3}) == []
