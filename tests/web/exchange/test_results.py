"""Figures of the score as they are shown."""

from hypothesis import given
from hypothesis import strategies as st

from cordata_web.exchange.results import points_of

shares = st.lists(st.floats(0, 0.2), min_size=1, max_size=8)


@given(shares.filter(lambda parts: sum(parts) <= 1))
def test_points_sum_to_the_rounded_score_and_none_is_off_by_a_tenth(parts):
    points = points_of(parts, sum(parts))
    assert sum(points) == round(1000 * sum(parts))
    assert all(abs(point - 1000 * part) <= 1 for point, part in zip(points, parts, strict=True))


def test_the_largest_remainder_is_rounded_up():
    assert points_of([0.4024, 0.3118, 0.0262], 0.7404) == [402, 312, 26]
