"""Ways of paying compared: the instruments of funders for territories."""

from cordata.funding.comparing import (
    Alignment,
    Coverage,
    JointCall,
    coverage,
    joint_calls,
    lacks,
    likeness_of_mixes,
    typology,
)
from cordata.funding.instruments import (
    BENEFICIARIES,
    FORMS,
    LEVELS,
    PURPOSES,
    STATUSES,
    Instrument,
    Span,
    load_instruments,
    read_span,
)

__all__ = [
    "BENEFICIARIES",
    "FORMS",
    "LEVELS",
    "PURPOSES",
    "STATUSES",
    "Alignment",
    "Coverage",
    "Instrument",
    "JointCall",
    "Span",
    "coverage",
    "joint_calls",
    "lacks",
    "likeness_of_mixes",
    "load_instruments",
    "read_span",
    "typology",
]
