"""What can go wrong, named after the situation; `prime.web.errors` gives each its HTTP answer (RFC 9457)."""

from typing import Any, ClassVar


class PrimeError(Exception):
    """A refusal with a sentence for the person who asked; `extra` are members of the problem document."""

    status: ClassVar[int] = 500
    slug: ClassVar[str] = "internal-error"
    title: ClassVar[str] = "Something went wrong"

    def __init__(self, detail: str, **extra: Any) -> None:
        super().__init__(detail)
        self.detail = detail
        self.extra = extra


class Unauthenticated(PrimeError):
    """Nobody is signed in, or the key or link is not valid."""

    status, slug, title = 401, "unauthenticated", "Sign in to continue"

    def __init__(self, detail: str = "Sign in, or send a valid API key.", **extra: Any) -> None:
        super().__init__(detail, **extra)


class Forbidden(PrimeError):
    """The route is closed to this role, whatever the record."""

    status, slug, title = 403, "forbidden", "You do not have access to this page"

    def __init__(self, detail: str = "Your role does not allow this.", **extra: Any) -> None:
        super().__init__(detail, **extra)


class NotFound(PrimeError):
    """The record does not exist, or this actor may not see it: the two are not told apart."""

    status, slug, title = 404, "not-found", "Page not found"

    def __init__(self, detail: str = "There is no such record.", **extra: Any) -> None:
        super().__init__(detail, **extra)


class Conflict(PrimeError):
    """The true state of things forbids it."""

    status, slug, title = 409, "conflict", "That cannot be done now"


class StaleVersion(Conflict):
    """Somebody else changed the record since it was read."""

    slug, title = "stale-version", "Somebody else has changed this"


class InvalidInput(PrimeError):
    """The caller's fields are wrong; `errors` holds one `{pointer, detail}` for each."""

    status, slug, title = 422, "invalid-input", "There is a problem"

    def __init__(self, errors: list[dict[str, str]], detail: str = "Some fields are not valid.") -> None:
        super().__init__(detail, errors=errors)
        self.errors = errors

    @classmethod
    def field(cls, name: str, detail: str) -> "InvalidInput":
        """One wrong field, named as the form and the JSON body name it."""
        return cls([{"pointer": f"/{name}", "detail": detail}], detail)


class RateLimited(PrimeError):
    """Too many tries; `retry_after` is in seconds."""

    status, slug, title = 429, "rate-limited", "Too many tries"

    def __init__(self, detail: str, *, retry_after: int) -> None:
        super().__init__(detail)
        self.retry_after = retry_after


class Unavailable(PrimeError):
    """A part we depend on is down; `retry_after` is in seconds."""

    status, slug, title = 503, "unavailable", "The service is unavailable"

    def __init__(self, detail: str = "Try again in a moment.", *, retry_after: int = 5) -> None:
        super().__init__(detail)
        self.retry_after = retry_after


class TransientError(Exception):
    """A job met something that may pass (mail server, disk): run it again later."""
