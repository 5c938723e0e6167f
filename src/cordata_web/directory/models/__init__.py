"""Profiles, what belongs to them, and how people come to keep them."""

from cordata_web.directory.models.claims import Claim, SizeTest
from cordata_web.directory.models.clusters import MemberImport, MembershipRequest, SelfCheck
from cordata_web.directory.models.profile import (
    NUTS2_LENGTH,
    NUTS3_LENGTH,
    Citation,
    ClusterMay,
    Evidence,
    Membership,
    Profile,
    ProfileConcept,
)

__all__ = [
    "NUTS2_LENGTH",
    "NUTS3_LENGTH",
    "Citation",
    "Claim",
    "ClusterMay",
    "Evidence",
    "MemberImport",
    "Membership",
    "MembershipRequest",
    "Profile",
    "ProfileConcept",
    "SelfCheck",
    "SizeTest",
]
