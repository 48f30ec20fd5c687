"""What can go wrong with two records."""

from prime.core.errors import Conflict


class CannotMerge(Conflict):
    """Two records cannot become one as they are; the sentence says what to do first."""

    slug, title = "cannot-merge", "These records cannot be merged"


class CannotUndo(Conflict):
    """A merge cannot be taken back any more, or not yet."""

    slug, title = "cannot-undo-merge", "This merge cannot be undone"


class AlreadyDecided(Conflict):
    """Somebody decided on the pair before."""

    slug, title = "pair-decided", "These records were decided on already"
