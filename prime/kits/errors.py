"""What can go wrong with kits."""

from prime.core.errors import Conflict


class KeyTaken(Conflict):
    """Another kit has the key, or one of the levels."""

    slug, title = "kit-key-taken", "There is such a kit already"


class NotPublishable(Conflict):
    """The draft lacks what every kit must have."""

    slug, title = "kit-not-publishable", "The kit cannot be published yet"


class NoDraft(Conflict):
    """There is no draft to change, publish or discard."""

    slug, title = "kit-no-draft", "This kit has no draft"


class NoKit(Conflict):
    """No kit has been published."""

    slug, title = "no-kit", "There is no interview kit"
