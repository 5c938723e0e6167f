"""The formulas give what the R package EconGeo gives from the same tables, its rounding switched off."""

from collections.abc import Callable

import numpy as np
import pytest

from cooperation.peers import FIXTURES, column, expected, rows, table
from cordata.cooperation import (
    FloatArray,
    added_densities,
    association,
    average_external_density,
    average_internal_density,
    average_quotient,
    co_occurrence,
    complementary_linkages,
    cosine,
    diversity,
    entries,
    entropy,
    exits,
    expy,
    external_density,
    gini,
    growth,
    hachman,
    herfindahl,
    hoover_gini,
    hoover_index,
    internal_density,
    jaccard,
    knowledge_complexity,
    krugman,
    locational_gini,
    method_of_reflections,
    normalised_ubiquity,
    probability,
    prody,
    quotients,
    related_variety,
    relatedness_density,
    relatedness_of,
    specialisation_coefficient,
    specialised,
    ubiquity,
    unrelated_variety,
    z_scores,
)

A, LATER = table("A_counts.csv"), table("A_counts_t2.csv")
LINKS = table("A_links.csv").values
POPULATION, INCOME = column("A_region_vec.csv", "pop"), column("A_region_vec.csv", "gdp")
TOY = table("HH_toy.csv").values
X, X_LATER = A.values, LATER.values
M, M_LATER = specialised(X), specialised(X_LATER)
C = co_occurrence(M)
RELATED = relatedness_of(M, "association", binary=True)
DENSITY = relatedness_density(M, RELATED)

BY_NAME: dict[str, Callable[[], FloatArray]] = {
    "A_location_quotient": lambda: quotients(X),
    "A_RCA": lambda: quotients(X),
    "A_M": lambda: M.astype(float),
    "A_cooc": lambda: C,
    "A_rel_association": lambda: association(C),
    "A_rel_prob": lambda: probability(C),
    "A_rel_cosine": lambda: cosine(C),
    "A_rel_jaccard": lambda: jaccard(C),
    "A_relbin_association_gt1": lambda: RELATED,
    "A_zscore": lambda: z_scores(M),
    "A_reldens_assoc": lambda: relatedness_density(M, association(C)),
    "A_reldens_prob": lambda: relatedness_density(M, probability(C)),
    "A_reldens_assocbin": lambda: DENSITY,
    "A_reldens_int_assocbin": lambda: internal_density(M, DENSITY).filled(np.nan),
    "A_reldens_ext_assocbin": lambda: external_density(M, DENSITY).filled(np.nan),
    "A_reldens_int_avg_assocbin": lambda: average_internal_density(M, DENSITY),
    "A_reldens_ext_avg_assocbin": lambda: average_external_density(M, DENSITY),
    "A_diversity": lambda: diversity(M),
    "A_ubiquity": lambda: ubiquity(M),
    "A_norm_ubiquity": lambda: normalised_ubiquity(X),
    "A_herfindahl": lambda: herfindahl(X),
    "A_krugman": lambda: krugman(X),
    "A_hachman": lambda: hachman(X),
    "A_spec_coeff": lambda: specialisation_coefficient(X),
    "A_lq_avg": lambda: average_quotient(X),
    "A_gini": lambda: gini(X),
    "A_loc_gini": lambda: locational_gini(X),
    "A_hoover_gini": lambda: hoover_gini(X, POPULATION),
    "A_hoover_index": lambda: hoover_index(X, POPULATION),
    "A_prody": lambda: prody(X, INCOME),
    "A_expy": lambda: expy(X, INCOME),
    "A_KCI": lambda: knowledge_complexity(M).regions,
    "A_TCI": lambda: knowledge_complexity(M).activities,
    "A_entry_mat": lambda: entries(M, M_LATER).filled(np.nan),
    "A_exit_mat": lambda: exits(M, M_LATER).filled(np.nan),
    "A_growth_mat": lambda: growth(X, X_LATER),
    "A_compl_linkages_weighted_OWN": lambda: complementary_linkages(M, association(C), LINKS),
    "HH_KCI": lambda: knowledge_complexity(TOY).regions,
    "HH_TCI": lambda: knowledge_complexity(TOY).activities,
    **{f"A_MORc_{steps}": lambda n=steps: method_of_reflections(M, n)[0] for steps in (0, 1, 2, 3, 4, 20)},
    **{f"A_MORt_{steps}": lambda n=steps: method_of_reflections(M, n)[1] for steps in (0, 1, 2, 3, 4, 19)},
    **{f"HH_MORc_{steps}": lambda n=steps: method_of_reflections(TOY, n)[0] for steps in (0, 1, 2)},
    **{f"HH_MORt_{steps}": lambda n=steps: method_of_reflections(TOY, n)[1] for steps in (0, 1, 2)},
}
TESTED_BELOW = {"A_entropy", "A_variety_OWN_groups_of_3", "A_complementarity_added_OWN"}


@pytest.mark.parametrize("name", BY_NAME)
def test_a_figure_agrees_with_the_peer(name: str) -> None:
    found, peer = BY_NAME[name](), expected(name)
    assert found.shape == peer.shape
    assert found == pytest.approx(peer, rel=1e-9, abs=1e-9, nan_ok=True)


def test_no_file_of_the_peer_is_left_out() -> None:
    assert {path.stem for path in (FIXTURES / "expected").iterdir()} == set(BY_NAME) | TESTED_BELOW


def test_entropy_differs_from_the_peer_by_what_it_adds_inside_the_logarithm() -> None:
    shares = X / X.sum(axis=1, keepdims=True)
    added = (shares * np.log2(1 + 1e-9 / np.where(shares > 0, shares, 1))).sum(axis=1)
    assert entropy(X) - added == pytest.approx(expected("A_entropy"), abs=1e-12)


def test_varieties_agree_with_a_plain_loop() -> None:
    peer = rows(FIXTURES / "expected/A_variety_OWN_groups_of_3.csv")
    groups = [str(position // 3) for position in range(X.shape[1])]
    for heading, found in (
        ("entropy_bits", entropy(X)),
        ("unrelated_variety", unrelated_variety(X, groups)),
        ("related_variety", related_variety(X, groups)),
    ):
        assert found == pytest.approx(np.array([float(row[heading]) for row in peer]), abs=1e-9)


def test_added_density_agrees_with_a_triple_loop_in_every_row() -> None:
    peer = rows(FIXTURES / "expected/A_complementarity_added_OWN.csv")
    added = list(added_densities(M, association(C)))
    found = [
        added[A.region(row["region"])][A.region(row["partner"]), A.activity(row["industry"])].item() for row in peer
    ]
    assert len(peer) == 8 * 7 * 12
    assert found == pytest.approx([float(row["added"]) for row in peer], abs=1e-9)


def test_the_rows_of_the_triple_loop_tell_the_same_specialisations() -> None:
    for row in rows(FIXTURES / "expected/A_complementarity_added_OWN.csv"):
        assert M[A.region(row["region"]), A.activity(row["industry"])] == (row["in_portfolio"] == "1")
