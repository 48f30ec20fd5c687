"""Who was asked, the tickets that let one answer once, and the answers; no answer points at any other table."""

from enum import StrEnum

from piccolo.columns import Array, Date, SmallInt, Text, Varchar
from piccolo.columns.column_types import UUID
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check
from piccolo.table import Table

from prime.candidates.tables import Application, Motivator
from prime.core.columns import choice, foreign_key, moment, one_of, primary_key

_MOTIVATORS = ", ".join(f"'{motivator.value}'" for motivator in Motivator)


class Reached(StrEnum):
    """How far the application came."""

    APPLICATION = "application"
    INTERVIEW = "interview"
    OFFER = "offer"


class Result(StrEnum):
    """How it went, as the candidate knows it."""

    OFFERED = "offered"
    REJECTED = "rejected"
    WITHDREW = "withdrew"


class SurveyInvitation(Table, help_text="An application whose candidate is asked what they think of us; once."):
    """Says nothing about whether they answered."""

    id = primary_key()
    application = foreign_key(Application, unique=True)
    reached = choice(Reached)
    result = choice(Result)
    ordered_at = moment()
    sent_at = moment(null=True)

    survey_invitation_reached_known = one_of("reached", Reached)
    survey_invitation_result_known = one_of("result", Result)


class SurveyTicket(Table, help_text="Lets whoever holds a link answer the survey once; deleted with the answer."):
    """Only the hash of its token is kept, and no application."""

    id = UUID(primary_key=True, default=UUID4(), index=False)
    token = Varchar(length=64, unique=True, default="", secret=True)
    reached = choice(Reached)
    result = choice(Result)
    expires_at = moment()

    survey_ticket_reached_known = one_of("reached", Reached)
    survey_ticket_result_known = one_of("result", Result)


class SurveyAnswer(Table, help_text="What one candidate thinks of us; no person, no application, no day. Never in the admin."):
    """The key is random: one made from the time would tell whose decision it followed."""

    id = UUID(primary_key=True, default=UUID4(), index=False)
    month = Date(default=None, help_text="First day of the month of answering.")
    reached = choice(Reached)
    result = choice(Result)
    clear = SmallInt(null=True, default=None, help_text="1 to 5: it was clear what happens next.")
    respectful = SmallInt(null=True, default=None, help_text="1 to 5: treated with respect.")
    fair = SmallInt(null=True, default=None, help_text="1 to 5: a fair chance to show what they can do.")
    quick = SmallInt(null=True, default=None, help_text="1 to 5: it took a reasonable time.")
    motivators = Array(base_column=Varchar(length=40), default=list, help_text="Why they applied.")
    comment = Text(default="", help_text="In their words.")

    survey_month_is_whole = Check("extract(day FROM month) = 1")
    survey_key_is_random = Check("uuid_extract_version(id) = 4")
    survey_reached_known = one_of("reached", Reached)
    survey_result_known = one_of("result", Result)
    survey_points_in_range = Check("clear BETWEEN 1 AND 5 AND respectful BETWEEN 1 AND 5 AND fair BETWEEN 1 AND 5 AND quick BETWEEN 1 AND 5")
    survey_motivators_known = Check(f"motivators <@ ARRAY[{_MOTIVATORS}]::varchar[]")
