"""Offers, their conditions, and what both sides ask to change."""

from decimal import Decimal
from enum import StrEnum

from piccolo.columns import Boolean, Date, Numeric, SmallInt, Text, Varchar
from piccolo.columns.readable import Readable
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from prime.accounts.tables import Organisation, User
from prime.candidates.tables import Application, Candidate
from prime.core.columns import choice, foreign_key, moment, moment_now, money, one_of, primary_key
from prime.reference.tables import Grade


class OfferStatus(StrEnum):
    """What became of an offer; it has lapsed when `made` and past its expiry, whatever the row says."""

    DRAFTED = "drafted"
    RETURNED = "returned"
    MADE = "made"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    REPLACED = "replaced"


class DeclineReason(StrEnum):
    """Why a candidate says no."""

    PAY = "pay"
    HOURS = "hours"
    START = "start"
    LOCATION = "location"
    ROLE = "role"
    ANOTHER_JOB = "another_job"
    STAYING = "staying"
    TOO_LONG = "too_long"
    CIRCUMSTANCES = "circumstances"
    OTHER = "other"


class ConditionStatus(StrEnum):
    """Whether what an offer depends on has come true."""

    PENDING = "pending"
    MET = "met"
    NOT_MET = "not_met"


class RequestOutcome(StrEnum):
    """What came of a wish for other terms; closed when the offer was answered or ended first."""

    OPEN = "open"
    KEPT = "kept"
    REVISED = "revised"
    CLOSED = "closed"


class StartOutcome(StrEnum):
    """What came of a proposed start date."""

    OPEN = "open"
    AGREED = "agreed"
    REFUSED = "refused"
    CLOSED = "closed"


class Offer(Table, help_text="An offer of permanent employment, its approval, and the candidate's answer."):
    """Approved by another person than wrote it; the terms never change, but for a start date that both sides agreed."""

    id = primary_key()
    reference = Varchar(length=20, unique=True, default="")
    application = foreign_key(Application)
    candidate = foreign_key(Candidate)
    employer = foreign_key(Organisation)
    role_title = Varchar(length=120, default="")
    grade = foreign_key(Grade)
    annual_amount = money()
    weekly_hours = Numeric(digits=(4, 2), default=Decimal("37.00"))
    place = Varchar(length=120, default="")
    starts_on = Date(default=None)
    expires_at = moment()
    status = choice(OfferStatus, default=OfferStatus.DRAFTED)
    drafted_by = foreign_key(User)
    drafted_at = moment_now()
    approved_by = foreign_key(User, null=True)
    made_at = moment(null=True)
    replaces = foreign_key("self", null=True)
    answered_at = moment(null=True)
    accepted_name = Varchar(length=200, default="", help_text="The name as the candidate typed it.")
    accepted_ip = Varchar(length=45, default="")
    decline_reason = Varchar(length=40, default="")
    ended_reason = Text(default="", help_text="Why it was sent back, declined or withdrawn.")

    offer_status_known = one_of("status", OfferStatus)
    offer_terms_sensible = Check("annual_amount > 0 AND weekly_hours > 0 AND weekly_hours <= 48")
    offer_approved_by_another = Check("approved_by <> drafted_by")
    offer_made_means_approved = Check(
        "(made_at IS NULL) = (approved_by IS NULL) AND (status NOT IN ('made', 'accepted', 'declined', 'lapsed', 'replaced') OR made_at IS NOT NULL)"
    )
    offer_end_has_reason = Check("status NOT IN ('returned', 'withdrawn') OR ended_reason <> ''")
    offer_declined_for_a_reason = Check(f"status <> 'declined' OR {one_of('decline_reason', DeclineReason).get_condition_str()}")
    offer_never_accepted_late = Check("status <> 'accepted' OR (answered_at IS NOT NULL AND answered_at <= expires_at AND accepted_name <> '')")

    @classmethod
    def get_readable(cls) -> Readable:
        """How the admin shows a reference to it."""
        return Readable(template="%s", columns=[cls.reference])


class OfferCondition(Table, help_text="What an offer depends on, besides the checks that everybody has."):
    """Nobody is ready to start before every one is met."""

    id = primary_key()
    offer = foreign_key(Offer)
    position = SmallInt(default=1)
    text = Varchar(length=200, default="")
    status = choice(ConditionStatus, default=ConditionStatus.PENDING)
    detail = Text(default="", help_text="What was seen, or why it is not met.")
    decided_by = foreign_key(User, null=True)
    decided_at = moment(null=True)

    offer_condition_once = Unique([offer, position])
    offer_condition_status_known = one_of("status", ConditionStatus)
    offer_condition_says_something = Check("text <> ''")
    offer_condition_decided = Check("(status = 'pending') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL)")
    offer_condition_not_met_for_a_reason = Check("status <> 'not_met' OR detail <> ''")


class TermsRequest(Table, help_text="A candidate's wish for other terms than they are offered."):
    """One open at a time; operations revise the offer or keep it."""

    id = primary_key()
    offer = foreign_key(Offer)
    text = Text(default="", help_text="What should be different, and why, in the candidate's words.")
    annual_amount = money(null=True)
    weekly_hours = Numeric(digits=(4, 2), null=True, default=None)
    starts_on = Date(null=True, default=None)
    asked_at = moment_now()
    outcome = choice(RequestOutcome, default=RequestOutcome.OPEN)
    answer = Text(default="")
    answered_by = foreign_key(User, null=True)
    answered_at = moment(null=True)

    terms_request_outcome_known = one_of("outcome", RequestOutcome)
    terms_request_amounts_sensible = Check("annual_amount > 0 AND weekly_hours > 0")
    terms_request_says_something = Check("text <> ''")
    terms_request_answered = Check("(outcome = 'open') = (answered_at IS NULL) AND (outcome <> 'kept' OR answer <> '')")


class StartProposal(Table, help_text="Another first day than the accepted offer says, proposed by one side and agreed by the other."):
    """One open at a time; the offer's start changes only to a date that was agreed."""

    id = primary_key()
    offer = foreign_key(Offer)
    from_on = Date(default=None)
    to_on = Date(default=None)
    reason = Text(default="")
    is_by_candidate = Boolean(default=False)
    proposed_by = foreign_key(User)
    proposed_at = moment_now()
    outcome = choice(StartOutcome, default=StartOutcome.OPEN)
    answer = Text(default="")
    answered_by = foreign_key(User, null=True)
    answered_at = moment(null=True)

    start_proposal_outcome_known = one_of("outcome", StartOutcome)
    start_proposal_is_another_day = Check("to_on <> from_on AND reason <> ''")
    start_proposal_answered = Check("(outcome = 'open') = (answered_at IS NULL) AND (outcome <> 'refused' OR answer <> '')")
    start_proposal_answered_by_the_other = Check("outcome NOT IN ('agreed', 'refused') OR (answered_by IS NOT NULL AND answered_by <> proposed_by)")
