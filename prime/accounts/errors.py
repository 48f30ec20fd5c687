"""What can go wrong around accounts."""

from prime.core.errors import Conflict, PrimeError


class LockedOut(PrimeError):
    """Too many wrong passwords for this account."""

    status, slug, title = 429, "locked-out", "Too many wrong passwords"


class LinkExpired(PrimeError):
    """The link was used, has expired, or was replaced."""

    status, slug, title = 410, "link-expired", "This link no longer works"


class EmailTaken(Conflict):
    """Another account has this e-mail address."""

    slug, title = "email-taken", "That email address is already in use"
