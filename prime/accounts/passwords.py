"""Password hashes: argon2id in a thread, so that one sign-in does not stall the others."""

import asyncio

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

# OWASP's second profile: 19 MiB, 2 passes, 1 lane; about 30 ms here.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_SLOTS = asyncio.Semaphore(2)
PREFIX = "$argon2id$"
PASSWORD_MIN = 12
PASSWORD_MAX = 128
# A password that nobody has: an unknown e-mail address takes as long to refuse as a wrong password.
_NOBODY = _HASHER.hash("the password of nobody")
# Stored for people who sign in by link only; it verifies nothing.
UNUSABLE = "!"


def hash_now(password: str) -> str:
    """The argon2id hash of a password; blocks for about 30 ms."""
    return _HASHER.hash(password)


def _matches(stored: str, password: str) -> bool:
    try:
        return _HASHER.verify(stored, password)
    except (VerifyMismatchError, InvalidHashError):
        return False


async def hash_password(password: str) -> str:
    """The argon2id hash of a password, made off the event loop."""
    async with _SLOTS:
        return await asyncio.to_thread(hash_now, password)


async def verify_password(stored: str | None, password: str) -> bool:
    """Whether a password fits a stored hash; takes the same time when there is none."""
    usable = stored if stored and stored.startswith(PREFIX) else None
    async with _SLOTS:
        matches = await asyncio.to_thread(_matches, usable or _NOBODY, password)
    return matches and usable is not None
