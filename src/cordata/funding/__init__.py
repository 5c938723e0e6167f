"""Instruments of funders for territories; programmes with their rules; consortia checked against them; calls.

Matching calls with texts stands on the whole engine; it is imported from ``cordata.funding.call_matching``. Searches
stand on linear programmes: ``cordata.funding.completion``, ``cordata.funding.mixes``, ``cordata.funding.own_shares``.
Calls of several regions at once: ``cordata.funding.synchronised``.
"""

from cordata.funding.applicants import FIT_CODES, Applicant, Fit, applicant_of
from cordata.funding.budgets import Budget, PartnerBudget, Plans, pays_of_each_100, reckon
from cordata.funding.call_programmes import ACTION_CODES, action_of, family_of, programme_of
from cordata.funding.calls import (
    CALL_STATUSES,
    MODELS,
    STAGES,
    Call,
    Deadline,
    Maturity,
    closing,
    deadlines_of,
    entry_deadline,
    next_deadline,
    status_at,
)
from cordata.funding.comparing import (
    Alignment,
    Coverage,
    Difference,
    JointCall,
    coverage,
    differences,
    joint_calls,
    lacks,
    likeness_of_mixes,
    overlapping,
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
from cordata.funding.past_projects import Evidence, Winner, past_projects
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
    "ACTION_CODES",
    "BENEFICIARIES",
    "CALL_STATUSES",
    "CATEGORIES",
    "FIT_CODES",
    "FORMS",
    "LEVELS",
    "MODELS",
    "PURPOSES",
    "STAGES",
    "STATUSES",
    "Alignment",
    "Applicant",
    "Budget",
    "Call",
    "Cap",
    "Consortium",
    "ConsortiumReading",
    "Coverage",
    "Deadline",
    "Difference",
    "Edition",
    "Evidence",
    "Fault",
    "Finding",
    "Fit",
    "Flat",
    "Indirect",
    "Instrument",
    "JointCall",
    "Maturity",
    "NotValidError",
    "Partner",
    "PartnerBudget",
    "Plans",
    "Programme",
    "ProgrammeError",
    "ProgrammeReading",
    "Rate",
    "Rule",
    "RuleRow",
    "Span",
    "Verdict",
    "Winner",
    "action_of",
    "applicant_of",
    "check",
    "closing",
    "compare_programmes",
    "coverage",
    "deadlines_of",
    "differences",
    "entry_deadline",
    "family_of",
    "history",
    "joint_calls",
    "lacks",
    "likeness_of_mixes",
    "load_instruments",
    "load_programmes",
    "next_deadline",
    "overlapping",
    "past_projects",
    "pays_of_each_100",
    "possible_rates",
    "programme_of",
    "programmes_on",
    "read_consortium",
    "read_programme",
    "read_span",
    "reckon",
    "status_at",
    "typology",
]
