"""Keys with which people's own programs read and write in their name."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cordata_web.people import audit
from cordata_web.people.models import ApiToken, User

PREFIX = "cordata_"
"""What every key begins with, so that programs that look for forgotten secrets know one."""
BYTES_OF_CHANCE = 24
LETTERS_SHOWN = 6
MOST_KEYS = 20
USE_IS_NOTED_EVERY = timedelta(minutes=1)

SCOPES = {
    "read": _("Read what you may read on the site"),
    "write": _("Write in the name of your organisations: opportunities, interests, messages, collaborations"),
    "manage": _("Manage the members of your clusters"),
    "review": _("Review for the secretariat"),
}
"""What a key may be allowed to do; never more than its person."""


class UnknownScopeError(ValueError):
    """A scope that does not exist, or none at all."""


class TooManyTokensError(ValueError):
    """Somebody has so many keys that nobody can keep an eye on them."""


@transaction.atomic
def make_token(*, user: User, name: str, scopes: Iterable[str], expires: date | None) -> tuple[ApiToken, str]:
    """A new key: its row, and the key itself, which is kept nowhere and can only be shown now."""
    wanted = [scope for scope in SCOPES if scope in set(scopes)]
    if not wanted or set(scopes) - set(SCOPES):
        raise UnknownScopeError(", ".join(scopes))
    User.objects.select_for_update().get(pk=user.pk)  # two made at once are counted one after the other
    if usable(user).count() >= MOST_KEYS:
        raise TooManyTokensError(user.pk)
    chance = secrets.token_hex(BYTES_OF_CHANCE)
    key = f"{PREFIX}{chance}"
    row = ApiToken.objects.create(
        user=user,
        name=name.strip(),
        digest=digest_of(key),
        begins=chance[:LETTERS_SHOWN],
        scopes=wanted,
        expires=expires,
    )
    audit.record("make key", row, actor=user, changes={"scopes": wanted, "expires": str(expires or "")})
    return row, key


@transaction.atomic
def revoke_token(*, token: ApiToken, actor: User) -> ApiToken:
    """From now on nobody gets in with it; revoking it again changes nothing."""
    row = ApiToken.objects.select_for_update(of=("self",)).get(pk=token.pk)
    if row.revoked is None:
        row.revoked = timezone.now()
        row.save(update_fields=["revoked"])
        audit.record("revoke key", row, actor=actor, changes={})
    return row


def find_token(key: str) -> ApiToken | None:
    """The row of a key that opens the door today."""
    if not key.startswith(PREFIX):
        return None
    rows = ApiToken.objects.select_related("user").filter(_holding(), user__is_active=True)
    return rows.filter(digest=digest_of(key)).first()


def usable(user: User) -> QuerySet[ApiToken]:
    return ApiToken.objects.filter(_holding(), user=user)


def note_use(token: ApiToken, *, now: datetime) -> None:
    """Remember when it was used last; at most once a minute, as reading should not mean writing."""
    before = now - USE_IS_NOTED_EVERY
    if token.last_used is None or token.last_used <= before:
        stale = Q(last_used__isnull=True) | Q(last_used__lte=before)
        ApiToken.objects.filter(stale, pk=token.pk).update(last_used=now)
        token.last_used = now


def digest_of(key: str) -> str:
    """Of a key with 192 bits of chance; a slow hash would protect nothing more."""
    return hashlib.sha256(key.encode()).hexdigest()


def _holding() -> Q:
    return Q(revoked__isnull=True) & (Q(expires__isnull=True) | Q(expires__gte=timezone.localdate()))
