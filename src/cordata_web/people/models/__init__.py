"""People, their roles, and the record of what they changed."""

from cordata_web.people.models.audit import AuditEntry, AuditLogIsFinalError, AuditQuerySet
from cordata_web.people.models.comments import Comment
from cordata_web.people.models.consent import Consent
from cordata_web.people.models.roles import FOR_A_PROFILE, FOR_A_REGION, Invitation, Role, RoleAssignment
from cordata_web.people.models.tokens import ApiToken, IdempotencyKey
from cordata_web.people.models.user import User, UserManager

__all__ = [
    "FOR_A_PROFILE",
    "FOR_A_REGION",
    "ApiToken",
    "AuditEntry",
    "AuditLogIsFinalError",
    "AuditQuerySet",
    "Comment",
    "Consent",
    "IdempotencyKey",
    "Invitation",
    "Role",
    "RoleAssignment",
    "User",
    "UserManager",
]
