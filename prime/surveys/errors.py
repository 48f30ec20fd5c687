"""Problems of surveys."""

from prime.core.errors import Conflict


class SurveySpent(Conflict):
    """The survey was answered already, or the link is too old."""

    slug, title = "survey-spent", "You cannot answer this survey now"
