"""Texts that people agree to or are told, each version pinned by its hash, so that a record of it proves the words."""

from typing import NamedTuple


class Notice(NamedTuple):
    """One version of a text: what is recorded when somebody is shown it."""

    kind: str
    version: str
    text_sha256: str


# The hash is that of `templates/pages/public/privacy_<version>.html`; a changed text is a new version, listed first.
PRIVACY_NOTICES = (Notice("privacy_notice", "1", "e494664361517e54f85c92d76906159b10a7f4112ca15c283e124998c6c059dd"),)
PRIVACY_NOTICE = PRIVACY_NOTICES[0]
