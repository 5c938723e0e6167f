"""How evenly a region spreads over activities, and an activity over regions: variety, concentration, inequality."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from cordata.cooperation.errors import ShapeMismatchError
from cordata.cooperation.specialisation import quotients, specialised, ubiquity
from cordata.cooperation.tables import FloatArray
from cordata.cooperation.totals import activity_totals, as_values, region_totals


def shares_of_regions(values: npt.ArrayLike) -> FloatArray:
    """What part of each region an activity is, ``p_ri = X_ri / X_r.``, shape (R, K); EmptyRowError for empty regions.

    Examples
    --------
    >>> shares_of_regions([[1, 3], [2, 0]]).tolist()
    [[0.25, 0.75], [1.0, 0.0]]
    """
    array = as_values(values)
    result: FloatArray = array / region_totals(array)[:, None]
    return result


def entropy(values: npt.ArrayLike) -> FloatArray:
    """Shannon's entropy of each region over activities, in bits: ``H_r = -Σ_i p_ri log2 p_ri``, with 0 log 0 = 0.

    Parameters
    ----------
    values
        X, shape (R, K).

    Returns
    -------
    FloatArray
        Shape (R,), from 0 (one activity) to log2 K (all alike).

    Raises
    ------
    EmptyRowError
        For a region without any value.

    References
    ----------
    Shannon, C. E. (1948) Bell System Technical Journal 27: 379-423. EconGeo adds 1e-9 inside the logarithm and so
    differs in the eighth digit.

    Examples
    --------
    >>> entropy([[1, 1, 0], [4, 0, 0]]).tolist()
    [1.0, 0.0]
    """
    return _entropy(shares_of_regions(values))


def _entropy(shares: FloatArray) -> FloatArray:
    result: FloatArray = -(shares * np.log2(np.where(shares > 0, shares, 1.0))).sum(axis=1)
    return np.abs(result)  # not minus zero


def unrelated_variety(values: npt.ArrayLike, groups: Sequence[str]) -> FloatArray:
    """Entropy of each region between groups of activities, in bits: ``UV_r = -Σ_g P_rg log2 P_rg``.

    Parameters
    ----------
    values
        X, shape (R, K).
    groups
        K labels: the group of each activity, such as its NACE section.

    Returns
    -------
    FloatArray
        Shape (R,); with `related_variety` it sums to `entropy`.

    Raises
    ------
    EmptyRowError, ShapeMismatchError
        For a region without any value; when there are not K groups.

    References
    ----------
    Frenken, K., Van Oort, F. and Verburg, T. (2007) Related variety, unrelated variety and regional economic growth,
    Regional Studies 41 (5): 685-697, equation 2.

    Examples
    --------
    >>> unrelated_variety([[1, 1, 2]], ["wood", "wood", "steel"]).tolist()
    [1.0]
    """
    return _entropy(_group_shares(shares_of_regions(values), groups))


def related_variety(values: npt.ArrayLike, groups: Sequence[str]) -> FloatArray:
    """Entropy of each region within its groups, weighted by their size: ``RV_r = Σ_g P_rg H_rg``, in bits.

    Parameters, shapes and errors are those of `unrelated_variety`.

    References
    ----------
    Frenken, K., Van Oort, F. and Verburg, T. (2007) Regional Studies 41 (5): 685-697, equations 3 and 4.

    Examples
    --------
    >>> related_variety([[1, 1, 2]], ["wood", "wood", "steel"]).tolist()
    [0.5]
    """
    shares = shares_of_regions(values)
    grouped = _group_shares(shares, groups)
    place = {group: position for position, group in enumerate(dict.fromkeys(groups))}
    own = grouped[:, [place[group] for group in groups]]
    within = np.divide(shares, own, out=np.ones_like(shares), where=shares > 0)
    result: FloatArray = -(shares * np.log2(within)).sum(axis=1)
    return np.abs(result)


def _group_shares(shares: FloatArray, groups: Sequence[str]) -> FloatArray:
    if len(groups) != shares.shape[1]:
        raise ShapeMismatchError(what="groups", expected=(shares.shape[1],), found=(len(groups),))
    names = list(dict.fromkeys(groups))
    belongs = np.array([[group == name for name in names] for group in groups], np.float64)
    return shares @ belongs


def herfindahl(values: npt.ArrayLike) -> FloatArray:
    """Concentration of each region: ``Σ_i p_ri²``, shape (R,), from 1/K to 1; EmptyRowError for empty regions.

    References
    ----------
    Herfindahl, O. C. (1950) Concentration in the steel industry. Hirschman, A. O. (1945) National Power and the
    Structure of Foreign Trade.

    Examples
    --------
    >>> herfindahl([[1, 1], [3, 0]]).tolist()
    [0.5, 1.0]
    """
    result: FloatArray = (shares_of_regions(values) ** 2).sum(axis=1)
    return result


def krugman(values: npt.ArrayLike) -> FloatArray:
    """How far each region is from all together: ``Σ_i |p_ri - X_.i / X_..|``, shape (R,), from 0 to 2.

    Raises
    ------
    EmptyRowError
        For a region without any value.

    References
    ----------
    Krugman, P. (1991) Geography and Trade, MIT Press. Twice `specialisation_coefficient`.

    Examples
    --------
    >>> krugman([[2, 0], [0, 2]]).tolist()
    [1.0, 1.0]
    """
    array = as_values(values)
    result: FloatArray = np.abs(shares_of_regions(array) - array.sum(axis=0) / array.sum()).sum(axis=1)
    return result


def specialisation_coefficient(values: npt.ArrayLike) -> FloatArray:
    """Hoover's coefficient: the part of a region that would have to change activity to be like all, shape (R,), 0 to 1.

    References
    ----------
    Hoover, E. M. and Giarratani, F. (1985) An Introduction to Regional Economics, 3rd edition, table 9-4.

    Examples
    --------
    >>> specialisation_coefficient([[2, 0], [0, 2]]).tolist()
    [0.5, 0.5]
    """
    return krugman(values) / 2


def average_quotient(values: npt.ArrayLike) -> FloatArray:
    """The location quotients of each region, weighted by its own shares: ``Σ_i p_ri LQ_ri``, shape (R,), at least 1.

    Errors are those of `quotients`.

    References
    ----------
    Hoover, E. M. and Giarratani, F. (1985) An Introduction to Regional Economics, 3rd edition.

    Examples
    --------
    >>> average_quotient([[2, 0], [0, 2]]).tolist()
    [2.0, 2.0]
    """
    result: FloatArray = (quotients(values) * shares_of_regions(values)).sum(axis=1)
    return result


def hachman(values: npt.ArrayLike) -> FloatArray:
    """Likeness of each region to all together: ``1 / Σ_i p_ri LQ_ri``, shape (R,), from 0 to 1 (alike).

    Errors are those of `quotients`.

    References
    ----------
    Frank Hachman's index, as used by the Bureau of Economic and Business Research of the University of Utah.

    Examples
    --------
    >>> hachman([[2, 0], [0, 2]]).tolist()
    [0.5, 0.5]
    """
    return 1 / average_quotient(values)


def normalised_ubiquity(values: npt.ArrayLike) -> FloatArray:
    """The share of an activity in everything over its share in all specialisations, shape (K,).

    ``(X_.i / X_..) / (U_i / U_.)``, U being the number of regions specialised in it: large where few regions hold much.

    Raises
    ------
    EmptyRowError, EmptyColumnError
        As for `quotients`; also for an activity that no region is specialised in.

    References
    ----------
    Balland, P.-A. and Rigby, D. (2017) The geography of complex knowledge, Economic Geography 93 (1): 1-23.

    Examples
    --------
    >>> normalised_ubiquity([[3, 0], [0, 1]]).tolist()
    [1.5, 0.5]
    """
    array = as_values(values)
    spread = ubiquity(specialised(array))
    activity_totals(spread[None, :])
    result: FloatArray = (array.sum(axis=0) / array.sum()) / (spread / spread.sum())
    return result
