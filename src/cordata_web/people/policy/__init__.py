"""The one policy: may this person do that to this thing, and which things may this person see? Default: no."""

from cordata_web.people.policy.decisions import can, can_in_region, demand, demand_in_region, relations
from cordata_web.people.policy.standing import STRANGER, Reader, Standing, standing_of
from cordata_web.people.policy.visibility import acts_for, visible_to

__all__ = [
    "STRANGER",
    "Reader",
    "Standing",
    "acts_for",
    "can",
    "can_in_region",
    "demand",
    "demand_in_region",
    "relations",
    "standing_of",
    "visible_to",
]
