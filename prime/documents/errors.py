"""What can go wrong with a document."""

from prime.core.errors import Conflict, PrimeError, TransientError


class DocumentNotReady(Conflict):
    """The PDF is asked for before it has been made."""

    slug, title = "document-not-ready", "The document is not ready"


class RenderFailed(PrimeError):
    """The document cannot be made from these facts: trying again would end the same way."""

    status, slug, title = 500, "render-failed", "The PDF could not be made"


class RendererUnavailable(TransientError):
    """The libraries or fonts are missing on this machine: the document waits until they are mended."""


class RendererKilled(TransientError):
    """The process that rendered was ended from outside: try again."""


class IssuerMissing(Conflict):
    """Production does not know in whose name a paper is issued."""

    slug, title = "issuer-missing", "The issuer has not been entered"
