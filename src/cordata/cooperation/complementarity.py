"""What another region holds of what a region lacks and would need: complementary interregional linkages."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from cordata.cooperation.density import weights_of
from cordata.cooperation.errors import BadParameterError
from cordata.cooperation.tables import FloatArray
from cordata.cooperation.totals import as_binary, as_square, region_totals


def added_density(
    specialised: npt.ArrayLike, related: npt.ArrayLike, region: int, *, isolated: float | None = None
) -> FloatArray:
    """What each other region would add to a region's relatedness density, activity by activity.

    ``ADD_rsi = 100 Σ_{j: M_sj = 1, M_rj = 0, j ≠ i} φ_ji / Σ_{j ≠ i} φ_ji``: what is related to activity i, held by
    region s and lacking in region r.

    Parameters
    ----------
    specialised
        M, shape (R, K), zeros and ones.
    related
        φ, shape (K, K), such as `relatedness_of` gives; its diagonal is not looked at.
    region
        r, the row of the region to which is added.
    isolated
        The value for an activity that nothing is related to. None: such activities are refused.

    Returns
    -------
    FloatArray
        Shape (R, K): others s by activities i, in points of percent, 0 to 100; row r is zero. All activities are
        given, those that r holds too.

    Raises
    ------
    IsolatedActivityError, NotBinaryError, ShapeMismatchError, BadParameterError
        As for `relatedness_density`; when there is no such region.

    References
    ----------
    Balland, P.-A. and Boschma, R. (2021) Complementary interregional linkages and Smart Specialisation: an empirical
    study on European regions, Regional Studies 55 (6): 1059-1070. The formula is as we read it; the authors have
    published no code to compare with.

    Examples
    --------
    >>> added_density([[1, 0, 0], [0, 1, 1]], [[0, 1, 3], [1, 0, 1], [3, 1, 0]], 0).tolist()
    [[0.0, 0.0, 0.0], [100.0, 50.0, 25.0]]
    """
    array = as_binary(specialised)
    if not 0 <= region < len(array):
        raise BadParameterError(name="region", value=region)
    weights = weights_of(related, array.shape[1], isolated=isolated is not None)
    return _added(array, weights, region, isolated)


def added_densities(
    specialised: npt.ArrayLike, related: npt.ArrayLike, *, isolated: float | None = None
) -> Iterator[FloatArray]:
    """`added_density` of every region, one after the other: R arrays of shape (R, K).

    Parameters and errors are those of `added_density`, raised at the call. All at once would need R² K numbers.

    Examples
    --------
    >>> [added.sum().item() for added in added_densities([[1, 0], [0, 1]], [[0, 1], [1, 0]])]
    [100.0, 100.0]
    """
    array = as_binary(specialised)
    weights = weights_of(related, array.shape[1], isolated=isolated is not None)
    return (_added(array, weights, region, isolated) for region in range(len(array)))


def _added(array: FloatArray, weights: FloatArray, region: int, isolated: float | None) -> FloatArray:
    added: FloatArray = np.minimum((array * (1 - array[region])) @ weights * 100, 100.0)
    if isolated is not None:
        added[:, ~weights.any(axis=0)] = isolated
    return added


def added_totals(specialised: npt.ArrayLike, related: npt.ArrayLike, *, isolated: bool = False) -> FloatArray:
    """`added_density` summed over all activities, for all pairs of regions at once.

    With ``a_j = Σ_i φ_ji / Σ_k φ_ki``, ``Σ_i ADD_rsi / 100 = (M a)_s - (M diag(a) M')_rs``: one product, O(R² K)
    instead of O(R² K²).

    Parameters
    ----------
    specialised
        M, shape (R, K), zeros and ones.
    related
        φ, shape (K, K).
    isolated
        Whether activities that nothing is related to count as 0; they are refused otherwise.

    Returns
    -------
    FloatArray
        Shape (R, R): rows receive (r), columns give (s); points of percent summed, 0 to 100 K; diagonal 0.

    Raises
    ------
    IsolatedActivityError, NotBinaryError, ShapeMismatchError
        As for `added_density`.

    References
    ----------
    Summed from Balland and Boschma (2021) as read in `added_density`; the rearrangement is ours.

    Examples
    --------
    >>> added_totals([[1, 0, 0], [0, 1, 1]], [[0, 1, 3], [1, 0, 1], [3, 1, 0]]).tolist()
    [[0.0, 175.0], [125.0, 0.0]]
    """
    array = as_binary(specialised)
    reach = weights_of(related, array.shape[1], isolated=isolated).sum(axis=1)
    totals: FloatArray = 100 * ((array @ reach)[None, :] - (array * reach) @ array.T)
    np.fill_diagonal(totals, 0.0)
    return np.maximum(totals, 0.0)


def complementary_linkages(
    specialised: npt.ArrayLike, related: npt.ArrayLike, links: npt.ArrayLike, *, isolated: float | None = None
) -> FloatArray:
    """What the regions that a region is linked with add to it, weighted by the links.

    ``CIL_ri = Σ_s L_rs ADD_rsi / Σ_s L_rs``, s ≠ r.

    Parameters
    ----------
    specialised
        M, shape (R, K), zeros and ones.
    related
        φ, shape (K, K).
    links
        L, shape (R, R): how strongly regions are linked, such as joint projects; not below 0, the diagonal is not
        looked at.
    isolated
        The value for an activity that nothing is related to. None: such activities are refused.

    Returns
    -------
    FloatArray
        Shape (R, K), points of percent, 0 to 100.

    Raises
    ------
    EmptyRowError
        For a region without any link.
    IsolatedActivityError, NotBinaryError, ShapeMismatchError, NegativeValueError
        As for `added_density`; for other than R by R links.

    References
    ----------
    Balland, P.-A. and Boschma, R. (2021) Regional Studies 55 (6): 1059-1070, as we read it.

    Examples
    --------
    >>> complementary_linkages([[1, 0], [0, 1]], [[0, 1], [1, 0]], [[0, 2], [2, 0]]).tolist()
    [[100.0, 0.0], [0.0, 100.0]]
    """
    array = as_binary(specialised)
    weights = weights_of(related, array.shape[1], isolated=isolated is not None)
    strengths = as_square(links, len(array)).copy()
    np.fill_diagonal(strengths, 0.0)
    received = strengths / region_totals(strengths)[:, None] @ array * (1 - array)
    result: FloatArray = np.minimum(received @ weights * 100, 100.0)
    if isolated is not None:
        result[:, ~weights.any(axis=0)] = isolated
    return result
