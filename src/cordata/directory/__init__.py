"""Profiles of clusters and organisations: what they hold, how complete they are, who is alike; size and duplicates."""

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
    "DUPLICATE_CODES",
    "HOLDER_KINDS",
    "SIZES",
    "SIZE_CODES",
    "VAT_PROBLEMS",
    "Assessment",
    "Citation",
    "CountedTwiceError",
    "Duplicate",
    "DuplicateIndex",
    "EstimateBesideAccountsError",
    "Figures",
    "ImpossibleFiguresError",
    "Listed",
    "MissingFiguresError",
    "Neighbour",
    "NoPeriodError",
    "Part",
    "Period",
    "Profile",
    "Relation",
    "UnknownVatCountryError",
    "VatCheck",
    "assess_size",
    "candidates",
    "check_vat",
    "compare",
    "complementary",
    "completeness",
    "load_network",
    "missing",
    "own_host",
    "similar",
]
