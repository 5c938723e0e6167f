"""Profiles of clusters and organisations: what they hold, how complete they are, who is alike;
how large a firm is, whether it is listed already, what a cluster fulfils."""

from cordata.directory.admission import Admission, ClusterFacts, Criterion, ImpossibleClusterFactsError, admission
from cordata.directory.completeness import completeness, missing
from cordata.directory.duplicates import DUPLICATE_CODES, Duplicate, DuplicateIndex, Listed, candidates, compare
from cordata.directory.neighbours import Neighbour, complementary, similar
from cordata.directory.ownership import (
    HOLDER_KINDS,
    CountedTwiceError,
    Figures,
    ImpossibleFiguresError,
    MissingFiguresError,
    Part,
    Relation,
)
from cordata.directory.profiles import Citation, Profile, load_network
from cordata.directory.selfcheck import (
    DIMENSIONS,
    DimensionScore,
    ImpossibleAnswerError,
    Indicator,
    SelfCheck,
    UnknownIndicatorError,
    load_indicators,
    self_check,
)
from cordata.directory.size import (
    CEILINGS,
    SIZE_CODES,
    SIZES,
    Assessment,
    EstimateBesideAccountsError,
    NoPeriodError,
    Period,
    assess_size,
)
from cordata.directory.vat import VAT_PROBLEMS, UnknownVatCountryError, VatCheck, check_vat
from cordata.directory.websites import own_host

__all__ = [
    "CEILINGS",
    "DIMENSIONS",
    "DUPLICATE_CODES",
    "HOLDER_KINDS",
    "SIZES",
    "SIZE_CODES",
    "VAT_PROBLEMS",
    "Admission",
    "Assessment",
    "Citation",
    "ClusterFacts",
    "CountedTwiceError",
    "Criterion",
    "DimensionScore",
    "Duplicate",
    "DuplicateIndex",
    "EstimateBesideAccountsError",
    "Figures",
    "ImpossibleAnswerError",
    "ImpossibleClusterFactsError",
    "ImpossibleFiguresError",
    "Indicator",
    "Listed",
    "MissingFiguresError",
    "Neighbour",
    "NoPeriodError",
    "Part",
    "Period",
    "Profile",
    "Relation",
    "SelfCheck",
    "UnknownIndicatorError",
    "UnknownVatCountryError",
    "VatCheck",
    "admission",
    "assess_size",
    "candidates",
    "check_vat",
    "compare",
    "complementary",
    "completeness",
    "load_indicators",
    "load_network",
    "missing",
    "own_host",
    "self_check",
    "similar",
]
