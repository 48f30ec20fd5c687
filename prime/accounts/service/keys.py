"""Commands on API keys."""

import secrets
from uuid import UUID

from prime.accounts import queries
from prime.accounts.tables import ApiKey
from prime.audit import service as audit
from prime.core import clock
from prime.core.actor import Actor
from prime.core.db import transactional
from prime.core.errors import NotFound
from prime.core.tokens import digest, new_token


@transactional
async def create_key(actor: Actor, *, user_id: UUID, label: str) -> str:
    """Make an API key for a user: one's own, or anybody's for those who manage accounts. Returned once, never again."""
    user = await queries.get_user(actor, user_id)
    prefix, secret = f"prime_{secrets.token_hex(4)}", new_token()
    await ApiKey(prefix=prefix, secret=digest(secret), user=user.id, label=label).save()
    await audit.record(actor, "accounts.key_created", user.id, f"Made the API key {prefix}")
    return f"{prefix}.{secret}"


@transactional
async def revoke_key(actor: Actor, key_id: UUID) -> None:
    """Stop one of one's own keys.

    Raises:
        NotFound: it is not the actor's key.
    """
    key = await ApiKey.objects().where((ApiKey.id == key_id) & (ApiKey.user == actor.required_user_id)).first()
    if key is None:
        raise NotFound
    await key.update_self({ApiKey.revoked_at: clock.now()})
    await audit.record(actor, "accounts.key_revoked", actor.user_id, f"Revoked the API key {key.prefix}")
