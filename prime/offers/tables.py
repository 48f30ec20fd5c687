"""Offers."""

from decimal import Decimal
from enum import StrEnum

from piccolo.columns import Date, Numeric, Text, Varchar
from piccolo.columns.readable import Readable
from piccolo.constraints import Check
from piccolo.table import Table

from prime.accounts.tables import Organisation, User
from prime.candidates.tables import Application, Candidate
from prime.core.columns import choice, foreign_key, moment, moment_now, money, one_of, primary_key
from prime.reference.tables import Grade


class OfferStatus(StrEnum):
    """What became of an offer; it has lapsed when `made` and past its expiry, whatever the row says."""

    MADE = "made"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


class Offer(Table, help_text="An offer of permanent employment, and the candidate's answer."):
    """The terms never change once made; the database refuses a late acceptance."""

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
    conditions = Text(default="")
    expires_at = moment()
    status = choice(OfferStatus, default=OfferStatus.MADE)
    made_by = foreign_key(User)
    made_at = moment_now()
    answered_at = moment(null=True)
    accepted_name = Varchar(length=200, default="", help_text="The name as the candidate typed it.")
    accepted_ip = Varchar(length=45, default="")
    ended_reason = Text(default="", help_text="Why it was declined or withdrawn.")

    offer_status_known = one_of("status", OfferStatus)
    offer_terms_sensible = Check("annual_amount > 0 AND weekly_hours > 0 AND weekly_hours <= 48")
    offer_end_has_reason = Check("status NOT IN ('declined', 'withdrawn') OR ended_reason <> ''")
    offer_never_accepted_late = Check("status <> 'accepted' OR (answered_at IS NOT NULL AND answered_at <= expires_at AND accepted_name <> '')")

    @classmethod
    def get_readable(cls) -> Readable:
        """How the admin shows a reference to it."""
        return Readable(template="%s", columns=[cls.reference])
