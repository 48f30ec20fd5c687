"""Problems of pre-employment checks."""

from prime.core.errors import Conflict


class NotOverridable(Conflict):
    """The law lets nobody start without this check, or it holds anyway."""

    slug, title = "check-not-overridable", "This check cannot be overridden"


class OverrideExists(Conflict):
    """An override of this check is asked for or granted already."""

    slug, title = "override-exists", "There is an override already"


class NoOverride(Conflict):
    """There is no override in the state that this needs."""

    slug, title = "no-override", "There is nothing to decide"


class NoAssessment(Conflict):
    """There is no assessment of a disclosure in the state that this needs."""

    slug, title = "no-assessment", "There is nothing to assess"


class TooEarly(Conflict):
    """The assessment is not written, or the candidate has not been heard."""

    slug, title = "too-early", "It is too early to decide"


class SamePerson(Conflict):
    """Whoever asked, recorded or assessed does not decide."""

    slug, title = "second-person-needed", "Somebody else must decide this"
