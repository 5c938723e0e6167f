"""Laws that the formulas keep on every table."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from cordata.cooperation import (
    METHODS,
    DegenerateError,
    FloatArray,
    added_densities,
    added_density,
    added_totals,
    average_quotient,
    complementary_linkages,
    economic_complexity,
    entropy,
    gini,
    hachman,
    quotients,
    related_variety,
    relatedness_density,
    relatedness_of,
    shrunk_quotients,
    specialised,
    symmetric_quotients,
    unrelated_variety,
)

SIDES = st.tuples(st.integers(2, 6), st.integers(2, 6))
COUNTS = arrays(np.float64, SIDES, elements=st.integers(0, 30).map(float)).filter(
    lambda x: bool(x.any(axis=0).all() and x.any(axis=1).all())
)
HOLDINGS = arrays(np.float64, SIDES, elements=st.sampled_from([0.0, 1.0])).filter(
    lambda m: bool((m.T @ m - np.diag(m.sum(axis=0))).any())
)


@given(COUNTS)
def test_quotients_weighted_by_size_average_to_one(values: FloatArray) -> None:
    expected = np.outer(values.sum(axis=1), values.sum(axis=0)) / values.sum()
    assert (quotients(values) * expected).sum() == pytest.approx(values.sum())
    assert (average_quotient(values) >= 1 - 1e-9).all()
    assert (hachman(values) <= 1 + 1e-9).all()


@given(COUNTS)
def test_every_region_and_every_activity_has_a_specialisation(values: FloatArray) -> None:
    held = specialised(values)
    assert held.any(axis=0).all()
    assert held.any(axis=1).all()


@given(COUNTS, st.integers(1, 50))
def test_specialisation_does_not_depend_on_the_unit(values: FloatArray, unit: int) -> None:
    assert (specialised(values) == specialised(values * unit * 10**9)).all()


@given(COUNTS)
def test_small_numbers_draw_a_quotient_towards_one_and_never_across(values: FloatArray) -> None:
    plain, shrunk = quotients(values), shrunk_quotients(values)
    assert (np.abs(shrunk - 1) <= np.abs(plain - 1) + 1e-9).all()
    assert ((shrunk - 1) * (plain - 1) >= -1e-9).all()
    assert (np.abs(symmetric_quotients(values)) <= 1).all()


@given(COUNTS, st.data())
def test_the_two_varieties_sum_to_entropy(values: FloatArray, data: st.DataObject) -> None:
    size = values.shape[1]
    groups = data.draw(st.lists(st.sampled_from("abc"), min_size=size, max_size=size))
    summed = unrelated_variety(values, groups) + related_variety(values, groups)
    assert summed == pytest.approx(entropy(values), abs=1e-9)
    assert (entropy(values) <= np.log2(size) + 1e-9).all()


@given(COUNTS)
def test_gini_lies_between_equality_and_all_in_one(values: FloatArray) -> None:
    found = gini(values)
    assert (found >= 0).all()
    assert (found <= (len(values) - 1) / len(values) + 1e-9).all()


@pytest.mark.parametrize("method", METHODS)
@given(holdings=HOLDINGS)
def test_relatedness_is_mutual_and_zero_to_itself(method, holdings: FloatArray) -> None:
    related = relatedness_of(holdings, method)
    assert related == pytest.approx(related.T, abs=1e-12)
    assert not related.diagonal().any()
    assert np.isfinite(related).all()


@pytest.mark.parametrize("method", METHODS)
@given(holdings=HOLDINGS)
def test_density_lies_between_0_and_100(method, holdings: FloatArray) -> None:
    found = relatedness_density(holdings, relatedness_of(holdings, method), isolated=0.0)
    assert ((found >= 0) & (found <= 100)).all()


@given(HOLDINGS, st.randoms(use_true_random=False))
def test_regions_in_another_order_give_the_same_in_that_order(holdings: FloatArray, chance) -> None:
    order = list(range(len(holdings)))
    chance.shuffle(order)
    related, other = relatedness_of(holdings), relatedness_of(holdings[order])
    assert other == pytest.approx(related, abs=1e-12)
    one = added_totals(holdings, related, isolated=True)
    assert added_totals(holdings[order], related, isolated=True) == pytest.approx(one[np.ix_(order, order)], abs=1e-9)


@given(HOLDINGS)
def test_the_one_product_for_all_pairs_equals_the_triple_loop(holdings: FloatArray) -> None:
    related = relatedness_of(holdings)
    regions, size = holdings.shape
    loop = np.zeros((regions, regions))
    for r in range(regions):
        for s in range(regions):
            for i in range(size):
                whole = sum(related[j, i] for j in range(size) if j != i)
                added = sum(related[j, i] for j in range(size) if j != i and holdings[s, j] and not holdings[r, j])
                loop[r, s] += 100 * added / whole if whole else 0
    assert added_totals(holdings, related, isolated=True) == pytest.approx(loop, abs=1e-9)
    summed = [added.sum(axis=1) for added in added_densities(holdings, related, isolated=0.0)]
    assert np.array(summed) == pytest.approx(loop, abs=1e-9)


@given(HOLDINGS)
def test_one_link_gives_what_that_region_adds(holdings: FloatArray) -> None:
    related = relatedness_of(holdings)
    links = np.roll(np.eye(len(holdings)), 1, axis=1)
    found = complementary_linkages(holdings, related, links, isolated=0.0)
    added = added_density(holdings, related, 0, isolated=0.0)
    assert found[0] == pytest.approx(added[1], abs=1e-9)


@given(arrays(np.float64, st.tuples(st.integers(3, 7), st.integers(3, 7)), elements=st.sampled_from([0.0, 1.0])))
def test_complexity_is_an_eigenvector_with_mean_0_and_deviation_1(holdings: FloatArray) -> None:
    assume(holdings.any(axis=0).all() and holdings.any(axis=1).all())
    try:
        found = economic_complexity(holdings, activity_scale="regions")
    except DegenerateError:
        return
    rows = holdings.sum(axis=1)
    assert (found.regions.mean(), found.regions.std()) == pytest.approx((0, 1), abs=1e-9)
    assert holdings @ found.activities / rows == pytest.approx(found.regions, abs=1e-6)
    assert np.corrcoef(found.regions, rows)[0, 1] > 0
