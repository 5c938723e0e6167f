"""Which activities go together: how often regions are specialised in both, against what chance would bring."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from cordata.cooperation.errors import BadParameterError, ZeroTotalError
from cordata.cooperation.tables import FloatArray
from cordata.cooperation.totals import activity_totals, as_binary, as_square, positions_of, total_of

Method = Literal["association", "probability", "cosine", "jaccard", "proximity"]
METHODS: tuple[Method, ...] = get_args(Method)


def co_occurrence(specialised: npt.ArrayLike) -> FloatArray:
    """In how many regions two activities stand together: ``C = M'M`` with a diagonal of zeros.

    Parameters
    ----------
    specialised
        M, shape (R, K), zeros and ones.

    Returns
    -------
    FloatArray
        Shape (K, K), symmetric, whole numbers.

    Raises
    ------
    NotBinaryError
        For other values than 0 and 1.

    Examples
    --------
    >>> co_occurrence([[1, 1, 0], [1, 1, 1]]).tolist()
    [[0.0, 2.0, 1.0], [2.0, 0.0, 1.0], [1.0, 1.0, 0.0]]
    """
    array = as_binary(specialised)
    together: FloatArray = array.T @ array
    np.fill_diagonal(together, 0.0)
    return together


def relatedness_of(
    specialised: npt.ArrayLike, method: Method = "association", *, binary: bool = False, threshold: float = 1.0
) -> FloatArray:
    """Relatedness of all pairs of activities by one of the five methods.

    Parameters
    ----------
    specialised
        M, shape (R, K), zeros and ones.
    method
        ``association`` (the default), ``probability`` (EconGeo's default), ``cosine``, ``jaccard``, ``proximity``.
    binary
        Give 1 where the relatedness is above ``threshold``, else 0. Above 1, association and probability mean: more
        often together than chance would bring; the other methods never exceed 1.
    threshold
        Not below 0; only used when binary.

    Returns
    -------
    FloatArray
        Shape (K, K), symmetric, diagonal 0; 0 where two activities never stand together.

    Raises
    ------
    NotBinaryError, ZeroTotalError, BadParameterError
        For other values than 0 and 1; when no two activities stand together anywhere; for an unknown method.

    References
    ----------
    Van Eck, N. J. and Waltman, L. (2009) How to normalize cooccurrence data?, Journal of the American Society for
    Information Science and Technology 60 (8): 1635-1651.

    Examples
    --------
    >>> relatedness_of([[1, 1, 0], [1, 1, 1]], "cosine").round(3).tolist()
    [[0.0, 0.667, 0.408], [0.667, 0.0, 0.408], [0.408, 0.408, 0.0]]
    """
    if method not in METHODS:
        raise BadParameterError(name="method", value=method)
    if not threshold >= 0:
        raise BadParameterError(name="threshold", value=threshold)
    related = proximity(specialised) if method == "proximity" else _OF_COUNTS[method](co_occurrence(specialised))
    return (related > threshold).astype(np.float64) if binary else related


def association(together: npt.ArrayLike) -> FloatArray:
    """Association strength: ``C_ij T / (S_i S_j)``, observed over expected when partners were drawn at random.

    Parameters
    ----------
    together
        C, shape (K, K), symmetric co-occurrences of any origin; the diagonal is not looked at. S are the sums of its
        columns, T its sum.

    Returns
    -------
    FloatArray
        Shape (K, K), not below 0, diagonal 0; above 1 means more often together than expected.

    Raises
    ------
    ZeroTotalError, ShapeMismatchError, NegativeValueError
        When nothing stands together; for other than a matrix of counts.

    References
    ----------
    Van Eck and Waltman (2009) equation 6, scaled by T as in EconGeo.

    Examples
    --------
    >>> association([[0, 2, 1], [2, 0, 1], [1, 1, 0]]).round(3).tolist()
    [[0.0, 1.778, 1.333], [1.778, 0.0, 1.333], [1.333, 1.333, 0.0]]
    """
    counts, sums, total = _counts(together)
    return _divided(counts * total, np.outer(sums, sums))


def probability(together: npt.ArrayLike) -> FloatArray:
    """Association strength for combinations without repetition: an activity is never its own partner.

    ``C_ij / ( (S_i/T · S_j/(T - S_i) + S_j/T · S_i/(T - S_j)) · T/2 )``

    Parameters, shapes and errors are those of `association`.

    References
    ----------
    Steijn, M. P. A. (2021) Improvement on the association strength: implementing a probabilistic measure based on
    combinations without repetition, Quantitative Science Studies 2 (2): 778-794. EconGeo's default.

    Examples
    --------
    >>> probability([[0, 2, 1], [2, 0, 1], [1, 1, 0]]).round(3).tolist()
    [[0.0, 1.111, 0.909], [1.111, 0.0, 0.909], [0.909, 0.909, 0.0]]
    """
    counts, sums, total = _counts(together)
    first = sums[None, :] / total * (sums[:, None] / (total - sums[None, :]))
    return _divided(counts, (first + first.T) * (total / 2))


def cosine(together: npt.ArrayLike) -> FloatArray:
    """Salton's cosine: ``C_ij / sqrt(S_i S_j)``, from 0 to 1.

    Parameters, shapes and errors are those of `association`.

    References
    ----------
    Salton, G. and McGill, M. J. (1983) Introduction to Modern Information Retrieval; Van Eck and Waltman (2009).

    Examples
    --------
    >>> cosine([[0, 2], [2, 0]]).tolist()
    [[0.0, 1.0], [1.0, 0.0]]
    """
    counts, sums, _ = _counts(together)
    return _divided(counts, np.sqrt(np.outer(sums, sums)))


def jaccard(together: npt.ArrayLike) -> FloatArray:
    """Jaccard's index of co-occurrences: ``C_ij / (S_i + S_j - C_ij)``, from 0 to 1.

    Parameters, shapes and errors are those of `association`.

    References
    ----------
    Jaccard, P. (1912) The New Phytologist 11: 37-50; Van Eck and Waltman (2009).

    Examples
    --------
    >>> jaccard([[0, 2], [2, 0]]).tolist()
    [[0.0, 1.0], [1.0, 0.0]]
    """
    counts, sums, _ = _counts(together)
    return _divided(counts, sums[None, :] + sums[:, None] - counts)


def proximity(specialised: npt.ArrayLike) -> FloatArray:
    """The smaller of the two chances to hold one activity when the other is held: ``C_ij / max(U_i, U_j)``.

    Parameters
    ----------
    specialised
        M, shape (R, K), zeros and ones; U are the sums of its columns.

    Returns
    -------
    FloatArray
        Shape (K, K), from 0 to 1, diagonal 0 (ecomplexity keeps 1 there).

    Raises
    ------
    NotBinaryError, ZeroTotalError
        For other values than 0 and 1; when no two activities stand together anywhere.

    References
    ----------
    Hidalgo, C. A., Klinger, B., Barabási, A.-L. and Hausmann, R. (2007) The product space conditions the development
    of nations, Science 317: 482-487.

    Examples
    --------
    >>> proximity([[1, 1, 0], [1, 1, 1]]).tolist()
    [[0.0, 1.0, 0.5], [1.0, 0.0, 0.5], [0.5, 0.5, 0.0]]
    """
    array = as_binary(specialised)
    together = co_occurrence(array)
    total_of(together, "co_occurrence")
    spread = array.sum(axis=0)
    return _divided(together, np.maximum.outer(spread, spread))


def z_scores(specialised: npt.ArrayLike) -> FloatArray:
    """How many standard deviations co-occurrence lies above what random combination would bring.

    With n the sums of columns: ``z_ij = (C_ij - μ_ij) / σ_ij``, ``μ_ij = n_i n_j / R``,
    ``σ²_ij = μ_ij (1 - n_i / R) (R - n_j) / (R - 1)``.

    Parameters
    ----------
    specialised
        M, shape (R, K), zeros and ones.

    Returns
    -------
    FloatArray
        Shape (K, K), symmetric; the diagonal is that of a co-occurrence of 0 and has no meaning.

    Raises
    ------
    NotBinaryError, EmptyColumnError, ZeroTotalError
        For other values than 0 and 1; for activities that no region, or (``what`` is ``spread``) every region holds:
        chance leaves them nothing to vary.

    References
    ----------
    Teece, D. J., Rumelt, R., Dosi, G. and Winter, S. (1994) Understanding corporate coherence, Journal of Economic
    Behavior and Organization 23 (1): 1-30.

    Examples
    --------
    >>> z_scores([[1, 1], [0, 0]])[0, 1].item()
    1.0
    """
    array = as_binary(specialised)
    regions, held = len(array), activity_totals(array)
    if (held == regions).any():
        raise ZeroTotalError(what="spread", positions=positions_of(held == regions))
    expected = np.outer(held, held) / regions
    deviation = np.sqrt(expected * np.outer(1 - held / regions, (regions - held) / (regions - 1)))
    result: FloatArray = (co_occurrence(array) - expected) / deviation
    return result


def _counts(together: npt.ArrayLike) -> tuple[FloatArray, FloatArray, float]:
    """Co-occurrences without their diagonal, the sums of columns, and the sum of all."""
    counts = as_square(together).copy()
    np.fill_diagonal(counts, 0.0)
    return counts, counts.sum(axis=0), total_of(counts, "co_occurrence")


def _divided(counts: FloatArray, expected: FloatArray) -> FloatArray:
    """Zero where nothing stands together; elsewhere what is expected is above zero."""
    result: FloatArray = np.divide(counts, expected, out=np.zeros_like(counts), where=counts > 0)
    return result


_OF_COUNTS: dict[str, Callable[[npt.ArrayLike], FloatArray]] = {
    "association": association,
    "probability": probability,
    "cosine": cosine,
    "jaccard": jaccard,
}
