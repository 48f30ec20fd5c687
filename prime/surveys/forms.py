"""The HTML form of the survey; every question can be skipped."""

from typing import Annotated, Literal

from pydantic import Field

from prime.candidates.tables import Motivator
from prime.core.fields import Form, Messages
from prime.surveys.rules import QUESTIONS
from prime.surveys.schemas import COMMENT_MAX

_Points = Literal["1", "2", "3", "4", "5"] | None


class SurveyForm(Form):
    """Points for each sentence, why they applied, and a comment."""

    clear: _Points = None
    respectful: _Points = None
    fair: _Points = None
    quick: _Points = None
    motivators: tuple[Motivator, ...] = ()
    comment: Annotated[str, Field(max_length=COMMENT_MAX)] = ""


SURVEY: Messages = {
    **{name: {"*": "Select one of the answers"} for name in QUESTIONS},
    "motivators": {"*": "Select reasons from the list"},
    "comment": {"*": f"What we should know must be {COMMENT_MAX:,} characters or less"},
}
