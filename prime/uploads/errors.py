"""Problems of uploads."""

from prime.core.errors import Conflict, TransientError


class NotScanned(Conflict):
    """The file waits for the virus scanner, or was found unsafe."""

    slug, title = "file-not-scanned", "This file cannot be opened"


class ScannerAway(TransientError):
    """The virus scanner did not answer, or said something that is no answer; the job is tried again."""
