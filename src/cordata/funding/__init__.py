"""Instruments of funders for territories; programmes with their rules; consortia checked against them."""

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
from cordata.funding.consortia import CATEGORIES, Consortium, Partner
from cordata.funding.consortium_files import ConsortiumReading, read_consortium
from cordata.funding.eligibility import Finding, NotValidError, Verdict, check
from cordata.funding.faults import Fault
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
from cordata.funding.programme_comparing import Edition, RuleRow, compare_programmes, history
from cordata.funding.programme_files import (
    ProgrammeError,
    ProgrammeReading,
    load_programmes,
    programmes_on,
    read_programme,
)
from cordata.funding.programmes import Cap, Flat, Indirect, Programme, Rate, Rule
from cordata.funding.rates import possible_rates

__all__ = [
    "BENEFICIARIES",
    "CATEGORIES",
    "FORMS",
    "LEVELS",
    "PURPOSES",
    "STATUSES",
    "Alignment",
    "Cap",
    "Consortium",
    "ConsortiumReading",
    "Coverage",
    "Edition",
    "Fault",
    "Finding",
    "Flat",
    "Indirect",
    "Instrument",
    "JointCall",
    "NotValidError",
    "Partner",
    "Programme",
    "ProgrammeError",
    "ProgrammeReading",
    "Rate",
    "Rule",
    "RuleRow",
    "Span",
    "Verdict",
    "check",
    "compare_programmes",
    "coverage",
    "history",
    "joint_calls",
    "lacks",
    "likeness_of_mixes",
    "load_instruments",
    "load_programmes",
    "possible_rates",
    "programmes_on",
    "read_consortium",
    "read_programme",
    "read_span",
    "typology",
]
