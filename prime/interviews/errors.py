"""What can go wrong around interviews."""

from collections.abc import Sequence
from datetime import datetime

from prime.core.errors import Conflict


class SlotTaken(Conflict):
    """Somebody else was faster, or the panel is no longer free; `nearest` are starts that still are (S1)."""

    slug, title = "slot-taken", "That time has just gone"

    def __init__(self, detail: str, nearest: Sequence[datetime] = ()) -> None:
        super().__init__(detail, nearest=list(nearest))
        self.nearest = tuple(nearest)


class NotInvitable(Conflict):
    """The application is not at the stage of such an interview."""

    slug, title = "not-invitable", "This application cannot be invited now"


class AlreadyInvited(Conflict):
    """The application has an interview of this kind that is not over."""

    slug, title = "already-invited", "There is an interview already"


class WrongState(Conflict):
    """The interview is not in a state that allows it."""

    slug, title = "wrong-interview-state", "That cannot be done to this interview"


class TooLateToChange(Conflict):
    """The cut-off for candidates has passed."""

    slug, title = "too-late-to-change", "It is too late to change this online"


class TooManyMoves(Conflict):
    """The candidate has moved it as often as they may."""

    slug, title = "too-many-moves", "You cannot move this interview again"


class TooEarly(Conflict):
    """The interview has not begun."""

    slug, title = "too-early", "The interview has not begun"


class NotScorable(Conflict):
    """It has no scorecard, or the actor's is in already."""

    slug, title = "not-scorable", "There is nothing to score"


class NotDecidable(Conflict):
    """The panel has not finished, or it has been decided."""

    slug, title = "not-decidable", "This cannot be decided now"


class NoPanel(Conflict):
    """The rules find no panel."""

    slug, title = "no-panel", "No panel can be suggested"


class InConflict(Conflict):
    """A member of the panel must not meet the candidate."""

    slug, title = "conflict-of-interest", "There is a conflict of interest"


class NotAccredited(Conflict):
    """A panel interview needs a member whose safer-recruitment training is valid on the day."""

    slug, title = "panel-not-accredited", "Too few on this panel are accredited"


class PanelTooSmall(Conflict):
    """The vacancy asks for a larger panel."""

    slug, title = "panel-too-small", "The panel is too small"


class NotForRole(Conflict):
    """A champion may not interview for roles of this level."""

    slug, title = "champion-not-for-role", "A member may not interview for this role"


class NotFree(Conflict):
    """The champion who is to take over has something else at that time."""

    slug, title = "champion-not-free", "This champion is not free then"


class RoomTaken(Conflict):
    """Somebody else has the room at the time of the interview."""

    slug, title = "room-taken", "This room is taken at that time"


class DeclaredAlready(Conflict):
    """The conflict of interest has been noted."""

    slug, title = "conflict-declared-already", "This is noted already"


class HoursOverlap(Conflict):
    """Two stretches of one day overlap."""

    slug, title = "hours-overlap", "These hours overlap"


class NothingToModerate(Conflict):
    """The panel agrees, the scorecards are not in, or it has been decided."""

    slug, title = "nothing-to-moderate", "There is nothing to moderate"


class NotModerated(Conflict):
    """The panel differs or somebody holds a veto, and nobody has written what was said about it."""

    slug, title = "not-moderated", "The panel must talk first"


class OwnVeto(Conflict):
    """Nobody lifts their own veto."""

    slug, title = "own-veto", "You cannot lift your own veto"
