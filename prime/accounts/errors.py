"""What can go wrong around accounts."""

from prime.core.errors import Conflict, PrimeError


class WrongCredentials(PrimeError):
    """E-mail address and password do not fit; the answer does not say which."""

    status, slug, title = 401, "wrong-credentials", "The email address or password is not right"


class LockedOut(PrimeError):
    """Too many wrong passwords for this account."""

    status, slug, title = 429, "locked-out", "Too many wrong passwords"


class LinkExpired(PrimeError):
    """The link was used, has expired, or was replaced."""

    status, slug, title = 410, "link-expired", "This link no longer works"


class EmailTaken(Conflict):
    """Another account has this e-mail address."""

    slug, title = "email-taken", "That email address is already in use"
