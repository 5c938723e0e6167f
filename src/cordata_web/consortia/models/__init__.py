"""Tables of the consortia."""

from cordata_web.consortia.models.consortium import BudgetLine, Consortium, ConsortiumPartner, Role
from cordata_web.consortia.models.search import PartnerSearch

__all__ = ["BudgetLine", "Consortium", "ConsortiumPartner", "PartnerSearch", "Role"]
