"""Keys for other programs: made, taken back, swept up."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from startlijn.base.access.rules import may
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.accounts.rules import token_hash
from startlijn.base.journal.actions import record
from startlijn.base.people.models import ApiToken
from startlijn.base.people.terms import (
    TOKEN_LIFE,
    TOKEN_MARK,
    NewToken,
    TokenLifeError,
    TokenScopeError,
)
from startlijn.base.seams import new_token
from startlijn.base.tenancy import everywhere


@transaction.atomic
def create_token(
    *, by: Actor, at: datetime, purpose: str, permissions: Iterable[Permission], expires_at: datetime
) -> NewToken:
    """Make an API token for oneself in the present partnership; only its hash is kept.

    Raises `TokenLifeError` (at most ninety days), `TokenScopeError` (nothing asked, or more than the owner
    may), `NotVisibleError` for whoever comes with a token instead of a session.
    """
    if by.limited_to is not None or by.person_id is None or by.partnership_id is None:
        raise NotVisibleError("ApiToken")
    asked = sorted(set(permissions))
    if not asked or not all(may(by, permission) for permission in asked):
        raise TokenScopeError
    if not at < expires_at <= at + TOKEN_LIFE:
        raise TokenLifeError
    text = TOKEN_MARK + new_token()
    row = ApiToken.objects.create(
        partnership_id=by.partnership_id,
        person_id=by.person_id,
        purpose=purpose,
        token_hash=token_hash(text),
        permissions=[permission.value for permission in asked],
        created_at=at,
        expires_at=expires_at,
    )
    record(by=by, at=at, action="token.create", on=row, details={"permissions": row.permissions})
    return NewToken(row.pk, text, expires_at)


@transaction.atomic
def revoke_token(*, by: Actor, at: datetime, token_id: UUID) -> None:
    """Take back one's own token; it stops working at once."""
    row = ApiToken.objects.select_for_update().filter(pk=token_id, person=by.person_id).first()
    if row is None or by.limited_to is not None:
        raise NotVisibleError("ApiToken")
    if row.revoked_at is None:
        row.revoked_at = at
        row.save(update_fields=["revoked_at"])
        record(by=by, at=at, action="token.revoke", on=row)


def note_token_use(*, by: Actor, at: datetime, token: str) -> None:
    """Remember when a token was last used, to ten minutes: reading stays cheap."""
    with everywhere("the token itself tells its partnership"):
        ApiToken.objects.filter(token_hash=token_hash(token), person=by.person_id).exclude(
            last_used_at__gt=at - timedelta(minutes=10)
        ).update(last_used_at=at)


@transaction.atomic
def sweep_tokens(*, at: datetime) -> int:
    """Delete API tokens that stopped working thirty days ago; return how many. Run daily."""
    past = at - timedelta(days=30)
    with everywhere("the clock cleans up for every partnership"):
        return ApiToken.objects.filter(Q(expires_at__lt=past) | Q(revoked_at__lt=past)).delete()[0]
