"""How a reference is read off its form: what the referee's page and the one of operations share."""

from typing import Any

from prime.core.errors import InvalidInput
from prime.referees import rules
from prime.referees.forms import RefereeForm, ReferenceForm
from prime.referees.schemas import RefereeIn, ReferenceIn

RELATIONSHIPS = [(kind.value, label) for kind, label in rules.RELATIONSHIPS.items()]
# What the page of a reference needs to ask its questions.
QUESTIONS: dict[str, Any] = {
    "relationships": RELATIONSHIPS,
    "areas": rules.AREAS,
    "ratings": [(rating.value, label) for rating, label in rules.RATINGS.items()],
    "reemploy": [(answer.value, label) for answer, label in rules.REEMPLOY.items()],
}


def referee_of(form: RefereeForm) -> RefereeIn:
    """The person named on a form."""
    return RefereeIn(**form.model_dump())


def reference_of(form: ReferenceForm) -> ReferenceIn:
    """The reference given on a form."""
    answers = form.model_dump()
    return ReferenceIn(
        relationship=form.relationship,
        worked_from=form.worked_from,
        worked_to=form.worked_to,
        job_title=form.job_title,
        ratings={area: str(answers[f"rate_{area}"].value) for area in rules.AREAS},
        has_concern=form.has_concern,
        concern_detail=form.concern_detail,
        has_discipline=form.has_discipline,
        discipline_detail=form.discipline_detail,
        would_reemploy=form.would_reemploy,
        reemploy_detail=form.reemploy_detail,
        comments=form.comments,
        signed_name=form.signed_name,
        is_true=True,
    )


def at_fields(refusal: InvalidInput) -> InvalidInput:
    """A refusal with the pointers of JSON turned into the names of the form: `/ratings/recording` is the field `rate_recording`."""
    return InvalidInput([{**fault, "pointer": fault["pointer"].replace("/ratings/", "/rate_")} for fault in refusal.errors], refusal.detail)
