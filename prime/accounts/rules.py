"""The limits of signing in. Pure."""

import re
from datetime import datetime, timedelta

from prime.accounts.permissions import Permission as Permission
from prime.accounts.permissions import Role as Role

# Lock-out: slows guessing to 10 tries in a quarter of an hour, without letting a stranger lock somebody out for long.
MAX_FAILED_SIGN_INS = 10
LOCK_OUT = timedelta(minutes=15)

SESSION_IDLE = timedelta(hours=12)
SESSION_REFRESH = timedelta(minutes=15)
SESSION_MAX = timedelta(days=7)
SIGN_IN_LINK_LIFE = timedelta(minutes=30)
INVITATION_LIFE = timedelta(days=14)

_EMAIL_SPACE = re.compile(r"\s+")


def normalise_email(address: str) -> str:
    """The address as we compare and store it: no white space, all lower case."""
    return _EMAIL_SPACE.sub("", address).lower()


def is_locked(locked_until: datetime | None, *, now: datetime) -> bool:
    """Whether sign-in is refused because of too many wrong passwords."""
    return locked_until is not None and locked_until > now


def after_failure(failures: int, *, now: datetime) -> tuple[int, datetime | None]:
    """The new count of wrong passwords, and until when sign-in is locked if that was one too many."""
    failures += 1
    if failures >= MAX_FAILED_SIGN_INS:
        return 0, now + LOCK_OUT
    return failures, None
