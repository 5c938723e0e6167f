"""A synchronised call: regions put money side by side, each pays its own applicants, who apply together."""

from cordata.funding.synchronised.admission import (
    ADMISSION_CODES,
    Admission,
    Applicants,
    Organisation,
    Theme,
    admission_of,
    applicants_of,
)
from cordata.funding.synchronised.groups import Group, covered_together, groups_of, worth_of_pairs
from cordata.funding.synchronised.reach import Reach, Side, SideReach, reach_of
from cordata.funding.synchronised.sets import JointSet, proposed_sets

__all__ = [
    "ADMISSION_CODES",
    "Admission",
    "Applicants",
    "Group",
    "JointSet",
    "Organisation",
    "Reach",
    "Side",
    "SideReach",
    "Theme",
    "admission_of",
    "applicants_of",
    "covered_together",
    "groups_of",
    "proposed_sets",
    "reach_of",
    "worth_of_pairs",
]
