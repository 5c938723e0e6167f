"""Consortium completion: the sets of partners that make a consortium eligible and strong, with the optimum proved."""

from cordata.funding.completion.candidates import Candidate, CandidateReading, read_candidates
from cordata.funding.completion.completing import complete
from cordata.funding.completion.results import Completion, Member, Proposal
from cordata.funding.completion.wishes import Weights, WishError, Wishes

__all__ = [
    "Candidate",
    "CandidateReading",
    "Completion",
    "Member",
    "Proposal",
    "Weights",
    "WishError",
    "Wishes",
    "complete",
    "read_candidates",
]
