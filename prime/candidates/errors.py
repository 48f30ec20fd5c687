"""What can go wrong with applications."""

from prime.core.errors import Conflict


class RoleNotOpen(Conflict):
    """Nobody can apply for the vacancy now."""

    slug, title = "role-not-open", "This role is not open for applications"


class AlreadyApplied(Conflict):
    """The person has a live application for this vacancy."""

    slug, title = "already-applied", "This application cannot be taken"


class NothingToAnswer(Conflict):
    """The person has told us everything about this application already, or it has ended."""

    slug, title = "nothing-to-answer", "There is nothing to answer"


class IllegalMove(Conflict):
    """The application cannot go from its stage to that one."""

    slug, title = "illegal-move", "The application cannot move there"


class ConversationHeld(Conflict):
    """The initial conversation was recorded already."""

    slug, title = "conversation-held", "The initial conversation is recorded already"


class TooMany(Conflict):
    """More applications than one file holds."""

    slug, title = "too-many-applications", "There are too many applications"


class OwnApplication(Conflict):
    """Nobody screens, moves or decides their own application."""

    slug, title = "own-application", "This is your own application"

    def __init__(self) -> None:
        super().__init__("Ask a colleague to work on it.")
