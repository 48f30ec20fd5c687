"""Texts that people agree to or are told, each version pinned by its hash, so that a record of it proves the words."""

from typing import NamedTuple


class Notice(NamedTuple):
    """One version of a text: what is recorded when somebody is shown it."""

    kind: str
    version: str
    text_sha256: str


# The hash is that of `templates/pages/public/privacy_<version>.html`; a changed text is a new version, listed first.
PRIVACY_NOTICES = (Notice("privacy_notice", "1", "11cb2a5b7df6db3afcb5916cc561e34a3863fc87d4ee4cab6fc241f452245a71"),)
PRIVACY_NOTICE = PRIVACY_NOTICES[0]
