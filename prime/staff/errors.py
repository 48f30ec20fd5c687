"""What can go wrong around staff."""

from collections.abc import Sequence

from prime.checks.rules import GUIDES
from prime.core.errors import Conflict

CHECK_LABELS = {kind.value: guide.label for kind, guide in GUIDES.items()}


class ChecksOpen(Conflict):
    """Nobody becomes staff while a pre-employment check is open; `waiting` names them."""

    slug, title = "checks-open", "Pre-employment checks are open"

    def __init__(self, waiting: Sequence[str]) -> None:
        named = ", ".join(CHECK_LABELS[kind] for kind in waiting)
        super().__init__(f"Still open: {named}." if waiting else "The checks have not been opened.", waiting=list(waiting))
        self.waiting = list(waiting)


class NotReady(Conflict):
    """The application is not at the stage "ready", or has no accepted offer."""

    slug, title = "not-ready-to-start", "This person is not ready to start"


class AlreadyStaff(Conflict):
    """The person is staff already."""

    slug, title = "already-staff", "This person is staff already"


class ConflictExists(Conflict):
    """A conflict of interest with this council is noted already."""

    slug, title = "conflict-exists", "That conflict is noted already"


class EmploymentEnded(Conflict):
    """The person has left, or the last day is set already."""

    slug, title = "employment-ended", "The employment has ended"


class StillPlaced(Conflict):
    """A placement goes on after the last day."""

    slug, title = "still-placed", "A placement goes on after that day"
