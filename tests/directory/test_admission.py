import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.directory.admission import Admission, ClusterFacts, ImpossibleClusterFactsError, admission

FULL: dict = {"management_fte": 0.5, "members": 15, "kinds_of_members": 2, "website": "https://cluster.example"}


def stands(year: int = 2026, **changes: object) -> Admission:
    return admission(ClusterFacts(**{**FULL, **changes}), year=year)  # type: ignore[arg-type]


def test_the_least_of_everything_is_enough() -> None:
    found = stands()
    assert found.standing == "full"
    assert found.in_state("met") == ("management", "members", "kinds_of_members", "website")
    assert [(one.found, one.least) for one in found.criteria] == [
        (0.5, 0.5), (15, 15), (2, 2), ("https://cluster.example", None)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lacking", "code"),
    [({"management_fte": 0.49}, "management"), ({"members": 14}, "members"), ({"kinds_of_members": 1},
     "kinds_of_members"), ({"website": " "}, "website")],
)  # fmt: skip
def test_each_criterion_can_fail(lacking: dict, code: str) -> None:
    assert stands(**lacking).in_state("not_met") == (code,)


def test_who_lacks_members_only_is_emerging_at_any_age() -> None:
    assert stands(members=5, founded=1990).standing == "emerging"
    assert stands(members=5, management_fte=None, founded=1990).standing == "not_yet"


@pytest.mark.parametrize(("founded", "standing"), [(2023, "emerging"), (2022, "not_yet"), (None, "not_yet")])
def test_young_is_less_than_four_years(founded: int | None, standing: str) -> None:
    assert stands(management_fte=0, members=3, founded=founded).standing == standing


def test_what_is_not_known_is_told_as_unknown() -> None:
    found = admission(ClusterFacts(members=20, founded=2025), year=2026)
    assert found.standing == "unknown"
    assert found.in_state("unknown") == ("management", "kinds_of_members", "website")


@pytest.mark.parametrize("wrong", [{"members": -1}, {"management_fte": float("nan")}, {"founded": 2027}])
def test_impossible_numbers_are_refused(wrong: dict) -> None:
    with pytest.raises(ImpossibleClusterFactsError, match=next(iter(wrong))):
        stands(**wrong)


@given(st.integers(0, 40), st.integers(0, 40), st.sampled_from([None, 2025, 2000]))
def test_more_members_never_make_it_worse(one: int, other: int, founded: int | None) -> None:
    order = ("not_yet", "emerging", "full")
    low, high = sorted((one, other))
    assert order.index(stands(members=low, founded=founded).standing) <= order.index(
        stands(members=high, founded=founded).standing
    )
