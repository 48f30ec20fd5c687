"""Self-disclosures: apart from everything that decides on an application (O5; UK GDPR article 10)."""

from enum import StrEnum

from piccolo.columns import JSONB, Text, Varchar
from piccolo.constraints import Check
from piccolo.table import Table

from prime.accounts.tables import User
from prime.candidates.tables import Application
from prime.core.columns import choice, foreign_key, moment, moment_now, one_of, primary_key


class DisclosureStatus(StrEnum):
    """How far it is."""

    ASKED = "asked"
    SENT = "sent"
    REVIEWED = "reviewed"


class Finding(StrEnum):
    """What operations make of the answers."""

    NOTHING = "nothing"
    DISCUSS = "discuss"
    CONCERN = "concern"


class SelfDisclosure(Table, help_text="What a shortlisted candidate discloses; read by those who record checks, deleted in time."):
    """Asked by nobody where the shortlist asked; never changed once sent. `discussion` is all that the lead of a panel reads."""

    id = primary_key()
    application = foreign_key(Application, unique=True)
    status = choice(DisclosureStatus, default=DisclosureStatus.ASKED, index=True)
    asked_by = foreign_key(User, null=True)
    asked_at = moment_now()
    reminded_at = moment(null=True)
    answers = JSONB(null=True, default=None, secret=True, help_text="For each question yes or no, and what to say about a yes.")
    signed_name = Varchar(length=200, default="", help_text="The name as the candidate typed it.")
    sent_at = moment(null=True)
    finding = Varchar(length=40, null=True, default=None, choices=Finding)
    discussion = Text(default="", secret=True, help_text="What the lead of the panel talks about with the candidate.")
    note = Text(default="", secret=True, help_text="Why the review found what it did.")
    reviewed_by = foreign_key(User, null=True)
    reviewed_at = moment(null=True)

    self_disclosure_status_known = one_of("status", DisclosureStatus)
    self_disclosure_finding_known = one_of("finding", Finding)
    self_disclosure_sent_whole = Check(
        "num_nonnulls(answers, sent_at) = CASE status WHEN 'asked' THEN 0 ELSE 2 END AND (signed_name <> '') = (status <> 'asked')"
    )
    self_disclosure_reviewed_by_somebody = Check(
        "num_nonnulls(finding, reviewed_by, reviewed_at) = CASE status WHEN 'reviewed' THEN 3 ELSE 0 END"
    )
    self_disclosure_says_what_to_discuss = Check("(finding IS NOT DISTINCT FROM 'discuss') = (discussion <> '')")
