"""Every table as the product starts with it.

Written by Piccolo from the tables (`prime migrate --new`), not by hand: long because every column and constraint stands in it,
and here because a database is made from it, not from the code of the day.
"""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from enum import Enum
from piccolo.columns.base import OnDelete
from piccolo.columns.base import OnUpdate
from piccolo.columns.column_types import Array
from piccolo.columns.column_types import BigInt
from piccolo.columns.column_types import Boolean
from piccolo.columns.column_types import Date
from piccolo.columns.column_types import DoublePrecision
from piccolo.columns.column_types import ForeignKey
from piccolo.columns.column_types import Integer
from piccolo.columns.column_types import JSONB
from piccolo.columns.column_types import Numeric
from piccolo.columns.column_types import Secret
from piccolo.columns.column_types import SmallInt
from piccolo.columns.column_types import Text
from piccolo.columns.column_types import Time
from piccolo.columns.column_types import Timestamptz
from piccolo.columns.column_types import UUID
from piccolo.columns.column_types import Varchar
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.columns.defaults.uuid import UUID4
from piccolo.columns.indexes import IndexMethod
from piccolo.constraints import Check as Constraint
from piccolo.constraints import Unique
from piccolo.table import Table
from prime.core.columns import Uuid7
import decimal


class AgencyWorker(Table, tablename="agency_worker", schema=None):
    id = UUID(default=Uuid7(), primary_key=True)


class Application(Table, tablename="application", schema=None):
    id = UUID(default=Uuid7(), primary_key=True)


class Authority(Table, tablename="authority", schema=None):
    id = UUID(default=Uuid7(), primary_key=True)


class BillingRun(Table, tablename="billing_run", schema=None):
    id = UUID(default=Uuid7(), primary_key=True)


class CalendarSubscription(Table, tablename="calendar_subscription", schema=None):
    id = UUID(default=Uuid7(), primary_key=True)


class Candidate(Table, tablename="candidate", schema=None):
    id = UUID(default=Uuid7(), primary_key=True)


class CandidateMerge(Table, tablename="candidate_merge", schema=None):
    id = UUID(default=Uuid7(), primary_key=True)


class Champion(Table, tablename="champion", schema=None):
    id = UUID(default=Uuid7(), primary_key=True)


class Check(Table, tablename="pre_employment_check", schema=None):
    id = UUID(default=Uuid7(), primary_key=True)


class Client(Table, tablename="client", schema=None):
    id = UUID(default=Uuid7(), primary_key=True)


class Competency(Table, tablename="competency", schema=None):
    id = UUID(default=Uuid7(), primary_key=True)


class Document(Table, tablename="document", schema=None):
    id = UUID(default=Uuid7(), primary_key=True)


class Grade(Table, tablename="grade", schema=None):
    id = UUID(default=Uuid7(), primary_key=True)


class Interview(Table, tablename="interview", schema=None):
    id = UUID(default=Uuid7(), primary_key=True)


class Invoice(Table, tablename="invoice", schema=None):
    id = UUID(default=Uuid7(), primary_key=True)


class Kit(Table, tablename="kit", schema=None):
    id = UUID(default=Uuid7(), primary_key=True)


class KitVersion(Table, tablename="kit_version", schema=None):
    id = UUID(default=Uuid7(), primary_key=True)


class Offer(Table, tablename="offer", schema=None):
    id = UUID(default=Uuid7(), primary_key=True)


class Organisation(Table, tablename="organisation", schema=None):
    id = UUID(default=Uuid7(), primary_key=True)


class PanelSeat(Table, tablename="panel_seat", schema=None):
    id = UUID(default=Uuid7(), primary_key=True)


class PersonList(Table, tablename="person_list", schema=None):
    id = UUID(default=Uuid7(), primary_key=True)


class Placement(Table, tablename="placement", schema=None):
    id = UUID(default=Uuid7(), primary_key=True)


class PlacementRequest(Table, tablename="placement_request", schema=None):
    id = UUID(default=Uuid7(), primary_key=True)


class PoolMember(Table, tablename="pool_member", schema=None):
    id = UUID(default=Uuid7(), primary_key=True)


class Referee(Table, tablename="referee", schema=None):
    id = UUID(default=Uuid7(), primary_key=True)


class Room(Table, tablename="room", schema=None):
    id = UUID(default=Uuid7(), primary_key=True)


class Scorecard(Table, tablename="scorecard", schema=None):
    id = UUID(default=Uuid7(), primary_key=True)


class Skill(Table, tablename="skill", schema=None):
    id = UUID(default=Uuid7(), primary_key=True)


class SlotHold(Table, tablename="slot_hold", schema=None):
    id = UUID(default=Uuid7(), primary_key=True)


class StaffMember(Table, tablename="staff_member", schema=None):
    id = UUID(default=Uuid7(), primary_key=True)


class StoredFile(Table, tablename="stored_file", schema=None):
    id = UUID(default=Uuid7(), primary_key=True)


class Team(Table, tablename="team", schema=None):
    id = UUID(default=Uuid7(), primary_key=True)


class Timesheet(Table, tablename="timesheet", schema=None):
    id = UUID(default=Uuid7(), primary_key=True)


class User(Table, tablename="app_user", schema=None):
    id = UUID(default=Uuid7(), primary_key=True)


class Vacancy(Table, tablename="vacancy", schema=None):
    id = UUID(default=Uuid7(), primary_key=True)


class VetoQuestion(Table, tablename="veto_question", schema=None):
    id = UUID(default=Uuid7(), primary_key=True)


class WorkerImport(Table, tablename="worker_import", schema=None):
    id = UUID(default=Uuid7(), primary_key=True)


ID = "2026-11-22T15:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "tables"


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="prime", description=DESCRIPTION)
    manager.add_table(class_name="TeamType", tablename="team_type", schema=None, columns=None)
    manager.add_table(class_name="SelfDisclosure", tablename="self_disclosure", schema=None, columns=None)
    manager.add_table(class_name="ScorecardChase", tablename="scorecard_chase", schema=None, columns=None)
    manager.add_table(class_name="WorkforceSnapshot", tablename="workforce_snapshot", schema=None, columns=None)
    manager.add_table(class_name="BankHoliday", tablename="bank_holiday", schema=None, columns=None)
    manager.add_table(class_name="BilledWeek", tablename="billed_week", schema=None, columns=None)
    manager.add_table(class_name="RoomBooking", tablename="room_booking", schema=None, columns=None)
    manager.add_table(class_name="Message", tablename="message", schema=None, columns=None)
    manager.add_table(class_name="ConflictOfInterest", tablename="conflict_of_interest", schema=None, columns=None)
    manager.add_table(class_name="Interview", tablename="interview", schema=None, columns=None)
    manager.add_table(class_name="Grade", tablename="grade", schema=None, columns=None)
    manager.add_table(class_name="AuditEntry", tablename="audit_entry", schema=None, columns=None)
    manager.add_table(class_name="NumberSeries", tablename="number_series", schema=None, columns=None)
    manager.add_table(class_name="InvoiceDocument", tablename="invoice_document", schema=None, columns=None)
    manager.add_table(class_name="InvoiceLine", tablename="invoice_line", schema=None, columns=None)
    manager.add_table(class_name="Escalation", tablename="escalation", schema=None, columns=None)
    manager.add_table(class_name="Competency", tablename="competency", schema=None, columns=None)
    manager.add_table(class_name="Moderation", tablename="moderation", schema=None, columns=None)
    manager.add_table(class_name="Consent", tablename="consent", schema=None, columns=None)
    manager.add_table(class_name="ReferenceHearing", tablename="reference_hearing", schema=None, columns=None)
    manager.add_table(class_name="RunShare", tablename="run_share", schema=None, columns=None)
    manager.add_table(class_name="Placement", tablename="placement", schema=None, columns=None)
    manager.add_table(class_name="User", tablename="app_user", schema=None, columns=None)
    manager.add_table(class_name="SavedView", tablename="saved_view", schema=None, columns=None)
    manager.add_table(class_name="PersonList", tablename="person_list", schema=None, columns=None)
    manager.add_table(class_name="ApplicationMotivator", tablename="application_motivator", schema=None, columns=None)
    manager.add_table(class_name="ConversionCase", tablename="conversion_case", schema=None, columns=None)
    manager.add_table(class_name="Seller", tablename="seller", schema=None, columns=None)
    manager.add_table(class_name="Session", tablename="session", schema=None, columns=None)
    manager.add_table(class_name="Decision", tablename="decision", schema=None, columns=None)
    manager.add_table(class_name="StoredFile", tablename="stored_file", schema=None, columns=None)
    manager.add_table(class_name="SurveyAnswer", tablename="survey_answer", schema=None, columns=None)
    manager.add_table(class_name="StartProposal", tablename="start_proposal", schema=None, columns=None)
    manager.add_table(class_name="TimesheetEvent", tablename="timesheet_event", schema=None, columns=None)
    manager.add_table(class_name="KitVersion", tablename="kit_version", schema=None, columns=None)
    manager.add_table(class_name="PriceCap", tablename="price_cap", schema=None, columns=None)
    manager.add_table(class_name="TermsRequest", tablename="terms_request", schema=None, columns=None)
    manager.add_table(class_name="TimesheetReminder", tablename="timesheet_reminder", schema=None, columns=None)
    manager.add_table(class_name="OutboxMessage", tablename="outbox_message", schema=None, columns=None)
    manager.add_table(class_name="Benchmark", tablename="benchmark", schema=None, columns=None)
    manager.add_table(class_name="Membership", tablename="membership", schema=None, columns=None)
    manager.add_table(class_name="RateCard", tablename="rate_card", schema=None, columns=None)
    manager.add_table(class_name="DateOverride", tablename="date_override", schema=None, columns=None)
    manager.add_table(class_name="Upload", tablename="upload", schema=None, columns=None)
    manager.add_table(class_name="ExplainedGap", tablename="explained_gap", schema=None, columns=None)
    manager.add_table(class_name="Exclusion", tablename="exclusion", schema=None, columns=None)
    manager.add_table(class_name="RegisterLookup", tablename="register_lookup", schema=None, columns=None)
    manager.add_table(class_name="Absence", tablename="absence", schema=None, columns=None)
    manager.add_table(class_name="DuplicatePair", tablename="duplicate_pair", schema=None, columns=None)
    manager.add_table(class_name="Reference", tablename="reference", schema=None, columns=None)
    manager.add_table(class_name="SlotHold", tablename="slot_hold", schema=None, columns=None)
    manager.add_table(class_name="RefereeCall", tablename="referee_call", schema=None, columns=None)
    manager.add_table(class_name="InterviewChange", tablename="interview_change", schema=None, columns=None)
    manager.add_table(class_name="CalendarSubscription", tablename="calendar_subscription", schema=None, columns=None)
    manager.add_table(class_name="StageMove", tablename="stage_move", schema=None, columns=None)
    manager.add_table(class_name="TimesheetDay", tablename="timesheet_day", schema=None, columns=None)
    manager.add_table(class_name="AuthorityFigure", tablename="authority_figure", schema=None, columns=None)
    manager.add_table(class_name="Champion", tablename="champion", schema=None, columns=None)
    manager.add_table(class_name="CalendarFeed", tablename="calendar_feed", schema=None, columns=None)
    manager.add_table(class_name="PanelSeat", tablename="panel_seat", schema=None, columns=None)
    manager.add_table(class_name="VetoQuestion", tablename="veto_question", schema=None, columns=None)
    manager.add_table(class_name="ApiKey", tablename="api_key", schema=None, columns=None)
    manager.add_table(class_name="Note", tablename="note", schema=None, columns=None)
    manager.add_table(class_name="PlacementRequest", tablename="placement_request", schema=None, columns=None)
    manager.add_table(class_name="Organisation", tablename="organisation", schema=None, columns=None)
    manager.add_table(class_name="Room", tablename="room", schema=None, columns=None)
    manager.add_table(class_name="ReferenceQuestion", tablename="reference_question", schema=None, columns=None)
    manager.add_table(class_name="Proposal", tablename="proposal", schema=None, columns=None)
    manager.add_table(class_name="AccessToken", tablename="access_token", schema=None, columns=None)
    manager.add_table(class_name="PoolSkill", tablename="pool_skill", schema=None, columns=None)
    manager.add_table(class_name="SurveyInvitation", tablename="survey_invitation", schema=None, columns=None)
    manager.add_table(class_name="CheckOverride", tablename="check_override", schema=None, columns=None)
    manager.add_table(class_name="PoolCall", tablename="pool_call", schema=None, columns=None)
    manager.add_table(class_name="MessageTemplate", tablename="message_template", schema=None, columns=None)
    manager.add_table(class_name="Concern", tablename="concern", schema=None, columns=None)
    manager.add_table(class_name="Authority", tablename="authority", schema=None, columns=None)
    manager.add_table(class_name="SearchEntry", tablename="search_entry", schema=None, columns=None)
    manager.add_table(class_name="DbsAssessment", tablename="dbs_assessment", schema=None, columns=None)
    manager.add_table(class_name="StaffSkill", tablename="staff_skill", schema=None, columns=None)
    manager.add_table(class_name="Rate", tablename="rate", schema=None, columns=None)
    manager.add_table(class_name="Invoice", tablename="invoice", schema=None, columns=None)
    manager.add_table(class_name="AgencyWorker", tablename="agency_worker", schema=None, columns=None)
    manager.add_table(class_name="Application", tablename="application", schema=None, columns=None)
    manager.add_table(class_name="StaffConflict", tablename="staff_conflict", schema=None, columns=None)
    manager.add_table(class_name="WeeklyHours", tablename="weekly_hours", schema=None, columns=None)
    manager.add_table(class_name="Conversation", tablename="conversation", schema=None, columns=None)
    manager.add_table(class_name="Payment", tablename="payment", schema=None, columns=None)
    manager.add_table(class_name="EqualityAnswer", tablename="equality_answer", schema=None, columns=None)
    manager.add_table(class_name="Team", tablename="team", schema=None, columns=None)
    manager.add_table(class_name="Timesheet", tablename="timesheet", schema=None, columns=None)
    manager.add_table(class_name="IdempotentAnswer", tablename="idempotent_answer", schema=None, columns=None)
    manager.add_table(class_name="Offer", tablename="offer", schema=None, columns=None)
    manager.add_table(class_name="OfferCondition", tablename="offer_condition", schema=None, columns=None)
    manager.add_table(class_name="WorkerImport", tablename="worker_import", schema=None, columns=None)
    manager.add_table(class_name="Check", tablename="pre_employment_check", schema=None, columns=None)
    manager.add_table(class_name="PersonRow", tablename="person_row", schema=None, columns=None)
    manager.add_table(class_name="EqualityTicket", tablename="equality_ticket", schema=None, columns=None)
    manager.add_table(class_name="RequestedSkill", tablename="requested_skill", schema=None, columns=None)
    manager.add_table(class_name="ApplicationDraft", tablename="application_draft", schema=None, columns=None)
    manager.add_table(class_name="Candidate", tablename="candidate", schema=None, columns=None)
    manager.add_table(class_name="DeclaredChecks", tablename="declared_checks", schema=None, columns=None)
    manager.add_table(class_name="PastJob", tablename="past_job", schema=None, columns=None)
    manager.add_table(class_name="Scorecard", tablename="scorecard", schema=None, columns=None)
    manager.add_table(class_name="Rating", tablename="rating", schema=None, columns=None)
    manager.add_table(class_name="Client", tablename="client", schema=None, columns=None)
    manager.add_table(class_name="CandidateMerge", tablename="candidate_merge", schema=None, columns=None)
    manager.add_table(class_name="SurveyTicket", tablename="survey_ticket", schema=None, columns=None)
    manager.add_table(class_name="RequestDraft", tablename="request_draft", schema=None, columns=None)
    manager.add_table(class_name="InvariantResult", tablename="invariant_result", schema=None, columns=None)
    manager.add_table(class_name="MergedRow", tablename="merged_row", schema=None, columns=None)
    manager.add_table(class_name="CheckReminder", tablename="check_reminder", schema=None, columns=None)
    manager.add_table(class_name="PayPoint", tablename="pay_point", schema=None, columns=None)
    manager.add_table(class_name="Vacancy", tablename="vacancy", schema=None, columns=None)
    manager.add_table(class_name="Kit", tablename="kit", schema=None, columns=None)
    manager.add_table(class_name="Skill", tablename="skill", schema=None, columns=None)
    manager.add_table(class_name="Document", tablename="document", schema=None, columns=None)
    manager.add_table(class_name="PoolMember", tablename="pool_member", schema=None, columns=None)
    manager.add_table(class_name="BusyTime", tablename="busy_time", schema=None, columns=None)
    manager.add_table(class_name="BillingRun", tablename="billing_run", schema=None, columns=None)
    manager.add_table(class_name="MatchKey", tablename="match_key", schema=None, columns=None)
    manager.add_table(class_name="Referee", tablename="referee", schema=None, columns=None)
    manager.add_table(class_name="StaffMember", tablename="staff_member", schema=None, columns=None)
    manager.add_column(
        table_class_name="TeamType",
        tablename="team_type",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="TeamType",
        tablename="team_type",
        column_name="code",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 40, "default": "", "unique": True},
    )
    manager.add_column(
        table_class_name="TeamType",
        tablename="team_type",
        column_name="title",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 80, "default": ""},
    )
    manager.add_column(
        table_class_name="TeamType",
        tablename="team_type",
        column_name="position",
        column_class_name="SmallInt",
        column_class=SmallInt,
        params={"default": 0},
    )
    manager.add_column(
        table_class_name="TeamType",
        tablename="team_type",
        column_name="source",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="SelfDisclosure",
        tablename="self_disclosure",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="SelfDisclosure",
        tablename="self_disclosure",
        column_name="application",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Application, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "unique": True},
    )
    manager.add_column(
        table_class_name="SelfDisclosure",
        tablename="self_disclosure",
        column_name="status",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": "asked",
            "index": True,
            "choices": Enum("DisclosureStatus", {"ASKED": "asked", "SENT": "sent", "REVIEWED": "reviewed"}),
        },
    )
    manager.add_column(
        table_class_name="SelfDisclosure",
        tablename="self_disclosure",
        column_name="asked_by",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": True, "index": True},
    )
    manager.add_column(
        table_class_name="SelfDisclosure",
        tablename="self_disclosure",
        column_name="asked_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow()},
    )
    manager.add_column(
        table_class_name="SelfDisclosure",
        tablename="self_disclosure",
        column_name="reminded_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="SelfDisclosure",
        tablename="self_disclosure",
        column_name="answers",
        column_class_name="JSONB",
        column_class=JSONB,
        params={"default": None, "null": True, "secret": True},
    )
    manager.add_column(
        table_class_name="SelfDisclosure",
        tablename="self_disclosure",
        column_name="signed_name",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 200, "default": ""},
    )
    manager.add_column(
        table_class_name="SelfDisclosure",
        tablename="self_disclosure",
        column_name="sent_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="SelfDisclosure",
        tablename="self_disclosure",
        column_name="finding",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": None,
            "null": True,
            "choices": Enum("Finding", {"NOTHING": "nothing", "DISCUSS": "discuss", "CONCERN": "concern"}),
        },
    )
    manager.add_column(
        table_class_name="SelfDisclosure",
        tablename="self_disclosure",
        column_name="discussion",
        column_class_name="Text",
        column_class=Text,
        params={"default": "", "secret": True},
    )
    manager.add_column(
        table_class_name="SelfDisclosure",
        tablename="self_disclosure",
        column_name="note",
        column_class_name="Text",
        column_class=Text,
        params={"default": "", "secret": True},
    )
    manager.add_column(
        table_class_name="SelfDisclosure",
        tablename="self_disclosure",
        column_name="reviewed_by",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": True, "index": True},
    )
    manager.add_column(
        table_class_name="SelfDisclosure",
        tablename="self_disclosure",
        column_name="reviewed_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="ScorecardChase",
        tablename="scorecard_chase",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="ScorecardChase",
        tablename="scorecard_chase",
        column_name="seat",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": PanelSeat, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="ScorecardChase",
        tablename="scorecard_chase",
        column_name="step",
        column_class_name="SmallInt",
        column_class=SmallInt,
        params={"default": 1},
    )
    manager.add_column(
        table_class_name="ScorecardChase",
        tablename="scorecard_chase",
        column_name="sent_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="WorkforceSnapshot",
        tablename="workforce_snapshot",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="WorkforceSnapshot",
        tablename="workforce_snapshot",
        column_name="client",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Client, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="WorkforceSnapshot",
        tablename="workforce_snapshot",
        column_name="taken_on",
        column_class_name="Date",
        column_class=Date,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="WorkforceSnapshot",
        tablename="workforce_snapshot",
        column_name="permanent_fte",
        column_class_name="Numeric",
        column_class=Numeric,
        params={"default": decimal.Decimal("0"), "digits": (7, 1)},
    )
    manager.add_column(
        table_class_name="WorkforceSnapshot",
        tablename="workforce_snapshot",
        column_name="agency_fte",
        column_class_name="Numeric",
        column_class=Numeric,
        params={"default": decimal.Decimal("0"), "digits": (7, 1)},
    )
    manager.add_column(
        table_class_name="WorkforceSnapshot",
        tablename="workforce_snapshot",
        column_name="vacancy_fte",
        column_class_name="Numeric",
        column_class=Numeric,
        params={"default": decimal.Decimal("0"), "digits": (7, 1)},
    )
    manager.add_column(
        table_class_name="WorkforceSnapshot",
        tablename="workforce_snapshot",
        column_name="source",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="BankHoliday",
        tablename="bank_holiday",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="BankHoliday",
        tablename="bank_holiday",
        column_name="division",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": None,
            "choices": Enum(
                "Division", {"ENGLAND_AND_WALES": "england-and-wales", "SCOTLAND": "scotland", "NORTHERN_IRELAND": "northern-ireland"}
            ),
        },
    )
    manager.add_column(
        table_class_name="BankHoliday",
        tablename="bank_holiday",
        column_name="held_on",
        column_class_name="Date",
        column_class=Date,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="BankHoliday",
        tablename="bank_holiday",
        column_name="title",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 120, "default": ""},
    )
    manager.add_column(
        table_class_name="BankHoliday",
        tablename="bank_holiday",
        column_name="notes",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 120, "default": ""},
    )
    manager.add_column(
        table_class_name="BankHoliday",
        tablename="bank_holiday",
        column_name="source",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="BilledWeek",
        tablename="billed_week",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="BilledWeek",
        tablename="billed_week",
        column_name="timesheet",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Timesheet, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "unique": True},
    )
    manager.add_column(
        table_class_name="BilledWeek",
        tablename="billed_week",
        column_name="invoice",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Invoice, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="BilledWeek",
        tablename="billed_week",
        column_name="billed_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="RoomBooking",
        tablename="room_booking",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="RoomBooking",
        tablename="room_booking",
        column_name="room",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Room, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="RoomBooking",
        tablename="room_booking",
        column_name="interview",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Interview, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": True, "index": True},
    )
    manager.add_column(
        table_class_name="RoomBooking",
        tablename="room_booking",
        column_name="hold",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": SlotHold, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": True, "index": True},
    )
    manager.add_column(
        table_class_name="RoomBooking",
        tablename="room_booking",
        column_name="busy_from",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="RoomBooking",
        tablename="room_booking",
        column_name="busy_to",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="Message",
        tablename="message",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="Message",
        tablename="message",
        column_name="template",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 60, "default": ""},
    )
    manager.add_column(
        table_class_name="Message",
        tablename="message",
        column_name="context",
        column_class_name="JSONB",
        column_class=JSONB,
        params={"default": "{}", "secret": True},
    )
    manager.add_column(
        table_class_name="Message",
        tablename="message",
        column_name="recipient",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": True, "index": True},
    )
    manager.add_column(
        table_class_name="Message",
        tablename="message",
        column_name="to_address",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 254, "default": ""},
    )
    manager.add_column(
        table_class_name="Message",
        tablename="message",
        column_name="subject",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 250, "default": ""},
    )
    manager.add_column(
        table_class_name="Message",
        tablename="message",
        column_name="body_text",
        column_class_name="Text",
        column_class=Text,
        params={"default": "", "secret": True},
    )
    manager.add_column(
        table_class_name="Message",
        tablename="message",
        column_name="body_html",
        column_class_name="Text",
        column_class=Text,
        params={"default": "", "secret": True},
    )
    manager.add_column(
        table_class_name="Message",
        tablename="message",
        column_name="secret_link",
        column_class_name="Text",
        column_class=Text,
        params={"default": "", "secret": True},
    )
    manager.add_column(
        table_class_name="Message",
        tablename="message",
        column_name="calendar",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="Message",
        tablename="message",
        column_name="calendar_method",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 10, "default": ""},
    )
    manager.add_column(
        table_class_name="Message",
        tablename="message",
        column_name="about_id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": None, "null": True, "index": True},
    )
    manager.add_column(
        table_class_name="Message",
        tablename="message",
        column_name="status",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": "queued",
            "choices": Enum(
                "MessageStatus",
                {
                    "QUEUED": "queued",
                    "SENT": "sent",
                    "REFUSED": "refused",
                    "DELIVERED": "delivered",
                    "BOUNCED": "bounced",
                    "SKIPPED": "skipped",
                },
            ),
        },
    )
    manager.add_column(
        table_class_name="Message",
        tablename="message",
        column_name="status_detail",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="Message",
        tablename="message",
        column_name="message_id",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 200, "default": ""},
    )
    manager.add_column(
        table_class_name="Message",
        tablename="message",
        column_name="created_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow()},
    )
    manager.add_column(
        table_class_name="Message",
        tablename="message",
        column_name="sent_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="Message",
        tablename="message",
        column_name="reported_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="Message",
        tablename="message",
        column_name="read_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="ConflictOfInterest",
        tablename="conflict_of_interest",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="ConflictOfInterest",
        tablename="conflict_of_interest",
        column_name="champion",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Champion, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="ConflictOfInterest",
        tablename="conflict_of_interest",
        column_name="candidate",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Candidate, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="ConflictOfInterest",
        tablename="conflict_of_interest",
        column_name="relationship",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": None,
            "choices": Enum(
                "Relationship",
                {"SAME_TEAM": "same_team", "LINE_MANAGER": "line_manager", "FORMER_COLLEAGUE": "former_colleague", "PERSONAL": "personal"},
            ),
        },
    )
    manager.add_column(
        table_class_name="ConflictOfInterest",
        tablename="conflict_of_interest",
        column_name="note",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="ConflictOfInterest",
        tablename="conflict_of_interest",
        column_name="declared_by",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="ConflictOfInterest",
        tablename="conflict_of_interest",
        column_name="declared_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="Interview",
        tablename="interview",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="Interview",
        tablename="interview",
        column_name="reference",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 20, "default": "", "unique": True},
    )
    manager.add_column(
        table_class_name="Interview",
        tablename="interview",
        column_name="application",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Application, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="Interview",
        tablename="interview",
        column_name="candidate",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Candidate, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="Interview",
        tablename="interview",
        column_name="kind",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": None,
            "choices": Enum("InterviewKind", {"CONVERSATION": "conversation", "INTERVIEW": "interview"}),
        },
    )
    manager.add_column(
        table_class_name="Interview",
        tablename="interview",
        column_name="status",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": "invited",
            "choices": Enum(
                "InterviewStatus",
                {"INVITED": "invited", "BOOKED": "booked", "HELD": "held", "CANCELLED": "cancelled", "NO_SHOW": "no_show"},
            ),
        },
    )
    manager.add_column(
        table_class_name="Interview",
        tablename="interview",
        column_name="minutes",
        column_class_name="SmallInt",
        column_class=SmallInt,
        params={"default": 45},
    )
    manager.add_column(
        table_class_name="Interview",
        tablename="interview",
        column_name="starts_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="Interview",
        tablename="interview",
        column_name="ends_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="Interview",
        tablename="interview",
        column_name="meeting",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 40, "default": "video", "choices": Enum("Meeting", {"VIDEO": "video", "TELEPHONE": "telephone", "ROOM": "room"})},
    )
    manager.add_column(
        table_class_name="Interview",
        tablename="interview",
        column_name="room",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Room, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": True, "index": True},
    )
    manager.add_column(
        table_class_name="Interview",
        tablename="interview",
        column_name="place",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 300, "default": ""},
    )
    manager.add_column(
        table_class_name="Interview",
        tablename="interview",
        column_name="uid",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="Interview",
        tablename="interview",
        column_name="sequence",
        column_class_name="Integer",
        column_class=Integer,
        params={"default": 0},
    )
    manager.add_column(
        table_class_name="Interview",
        tablename="interview",
        column_name="moves",
        column_class_name="SmallInt",
        column_class=SmallInt,
        params={"default": 0},
    )
    manager.add_column(
        table_class_name="Interview",
        tablename="interview",
        column_name="ended_reason",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="Interview",
        tablename="interview",
        column_name="kit_version",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": KitVersion, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": True, "index": True},
    )
    manager.add_column(
        table_class_name="Interview",
        tablename="interview",
        column_name="panel_size",
        column_class_name="SmallInt",
        column_class=SmallInt,
        params={"default": 1},
    )
    manager.add_column(
        table_class_name="Interview",
        tablename="interview",
        column_name="follows",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": "self", "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": True, "unique": True},
    )
    manager.add_column(
        table_class_name="Interview",
        tablename="interview",
        column_name="invited_by",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="Interview",
        tablename="interview",
        column_name="invited_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow()},
    )
    manager.add_column(
        table_class_name="Interview",
        tablename="interview",
        column_name="booked_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="Grade",
        tablename="grade",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="Grade",
        tablename="grade",
        column_name="code",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 40, "default": "", "unique": True},
    )
    manager.add_column(
        table_class_name="Grade",
        tablename="grade",
        column_name="title",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 80, "default": ""},
    )
    manager.add_column(
        table_class_name="Grade",
        tablename="grade",
        column_name="level",
        column_class_name="SmallInt",
        column_class=SmallInt,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="Grade",
        tablename="grade",
        column_name="dfe_role",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": None,
            "choices": Enum(
                "DfeRole",
                {
                    "SENIOR_MANAGER": "senior_manager",
                    "MIDDLE_MANAGER": "middle_manager",
                    "FIRST_LINE_MANAGER": "first_line_manager",
                    "SENIOR_PRACTITIONER": "senior_practitioner",
                    "CASE_HOLDER": "case_holder",
                    "QUALIFIED_WITHOUT_CASES": "qualified_without_cases",
                },
            ),
        },
    )
    manager.add_column(
        table_class_name="Grade",
        tablename="grade",
        column_name="agency_job_type",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": None,
            "null": True,
            "choices": Enum(
                "AgencyJobType",
                {
                    "SOCIAL_WORKER": "social_worker",
                    "SENIOR_SOCIAL_WORKER": "senior_social_worker",
                    "ADVANCED_PRACTITIONER": "advanced_practitioner",
                    "TEAM_MANAGER": "team_manager",
                    "IRO_CP_CHAIR": "iro_cp_chair",
                },
            ),
        },
    )
    manager.add_column(
        table_class_name="Grade",
        tablename="grade",
        column_name="scale",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 40, "default": ""},
    )
    manager.add_column(
        table_class_name="Grade",
        tablename="grade",
        column_name="scp_from",
        column_class_name="SmallInt",
        column_class=SmallInt,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="Grade",
        tablename="grade",
        column_name="scp_to",
        column_class_name="SmallInt",
        column_class=SmallInt,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="Grade",
        tablename="grade",
        column_name="source",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="Grade", tablename="grade", column_name="note", column_class_name="Text", column_class=Text, params={"default": ""}
    )
    manager.add_column(
        table_class_name="Grade",
        tablename="grade",
        column_name="is_confirmed",
        column_class_name="Boolean",
        column_class=Boolean,
        params={"default": True},
    )
    manager.add_column(
        table_class_name="AuditEntry",
        tablename="audit_entry",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="AuditEntry",
        tablename="audit_entry",
        column_name="at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow()},
    )
    manager.add_column(
        table_class_name="AuditEntry",
        tablename="audit_entry",
        column_name="actor_id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": None, "null": True, "index": True},
    )
    manager.add_column(
        table_class_name="AuditEntry",
        tablename="audit_entry",
        column_name="actor_name",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 200, "default": ""},
    )
    manager.add_column(
        table_class_name="AuditEntry",
        tablename="audit_entry",
        column_name="action",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 100, "default": "", "index": True},
    )
    manager.add_column(
        table_class_name="AuditEntry",
        tablename="audit_entry",
        column_name="record_id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": None, "null": True, "index": True},
    )
    manager.add_column(
        table_class_name="AuditEntry",
        tablename="audit_entry",
        column_name="summary",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="AuditEntry",
        tablename="audit_entry",
        column_name="details",
        column_class_name="JSONB",
        column_class=JSONB,
        params={"default": "{}"},
    )
    manager.add_column(
        table_class_name="AuditEntry",
        tablename="audit_entry",
        column_name="ip",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 45, "default": ""},
    )
    manager.add_column(
        table_class_name="AuditEntry",
        tablename="audit_entry",
        column_name="request_id",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 40, "default": ""},
    )
    manager.add_column(
        table_class_name="NumberSeries",
        tablename="number_series",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="NumberSeries",
        tablename="number_series",
        column_name="series",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 100, "default": "", "unique": True},
    )
    manager.add_column(
        table_class_name="NumberSeries",
        tablename="number_series",
        column_name="last",
        column_class_name="BigInt",
        column_class=BigInt,
        params={"default": 0},
    )
    manager.add_column(
        table_class_name="InvoiceDocument",
        tablename="invoice_document",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="InvoiceDocument",
        tablename="invoice_document",
        column_name="invoice",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Invoice, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "unique": True},
    )
    manager.add_column(
        table_class_name="InvoiceDocument",
        tablename="invoice_document",
        column_name="document",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Document, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "unique": True},
    )
    manager.add_column(
        table_class_name="InvoiceLine",
        tablename="invoice_line",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="InvoiceLine",
        tablename="invoice_line",
        column_name="invoice",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Invoice, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="InvoiceLine",
        tablename="invoice_line",
        column_name="position",
        column_class_name="SmallInt",
        column_class=SmallInt,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="InvoiceLine",
        tablename="invoice_line",
        column_name="timesheet",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Timesheet, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="InvoiceLine",
        tablename="invoice_line",
        column_name="placement",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Placement, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="InvoiceLine",
        tablename="invoice_line",
        column_name="week_starts_on",
        column_class_name="Date",
        column_class=Date,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="InvoiceLine",
        tablename="invoice_line",
        column_name="worker_name",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 201, "default": ""},
    )
    manager.add_column(
        table_class_name="InvoiceLine",
        tablename="invoice_line",
        column_name="role_title",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 120, "default": ""},
    )
    manager.add_column(
        table_class_name="InvoiceLine",
        tablename="invoice_line",
        column_name="team_name",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 120, "default": ""},
    )
    manager.add_column(
        table_class_name="InvoiceLine",
        tablename="invoice_line",
        column_name="timesheet_reference",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 20, "default": ""},
    )
    manager.add_column(
        table_class_name="InvoiceLine",
        tablename="invoice_line",
        column_name="placement_reference",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 20, "default": ""},
    )
    manager.add_column(
        table_class_name="InvoiceLine",
        tablename="invoice_line",
        column_name="approved_by_name",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 201, "default": ""},
    )
    manager.add_column(
        table_class_name="InvoiceLine",
        tablename="invoice_line",
        column_name="approved_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="InvoiceLine",
        tablename="invoice_line",
        column_name="hours",
        column_class_name="Numeric",
        column_class=Numeric,
        params={"default": None, "digits": (6, 2)},
    )
    manager.add_column(
        table_class_name="InvoiceLine",
        tablename="invoice_line",
        column_name="hourly_amount",
        column_class_name="Numeric",
        column_class=Numeric,
        params={"default": None, "digits": (12, 2)},
    )
    manager.add_column(
        table_class_name="InvoiceLine",
        tablename="invoice_line",
        column_name="net_amount",
        column_class_name="Numeric",
        column_class=Numeric,
        params={"default": None, "digits": (12, 2)},
    )
    manager.add_column(
        table_class_name="Escalation",
        tablename="escalation",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="Escalation",
        tablename="escalation",
        column_name="application",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Application, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="Escalation",
        tablename="escalation",
        column_name="due_on",
        column_class_name="Date",
        column_class=Date,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="Escalation",
        tablename="escalation",
        column_name="escalated_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow()},
    )
    manager.add_column(
        table_class_name="Competency",
        tablename="competency",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="Competency",
        tablename="competency",
        column_name="kit_version",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": KitVersion, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="Competency",
        tablename="competency",
        column_name="position",
        column_class_name="SmallInt",
        column_class=SmallInt,
        params={"default": 1},
    )
    manager.add_column(
        table_class_name="Competency",
        tablename="competency",
        column_name="area",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": "practice",
            "choices": Enum("Area", {"PRACTICE": "practice", "VALUES": "values", "SAFEGUARDING": "safeguarding"}),
        },
    )
    manager.add_column(
        table_class_name="Competency",
        tablename="competency",
        column_name="title",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 120, "default": ""},
    )
    manager.add_column(
        table_class_name="Competency",
        tablename="competency",
        column_name="question",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 300, "default": ""},
    )
    manager.add_column(
        table_class_name="Competency",
        tablename="competency",
        column_name="anchor_1",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 400, "default": ""},
    )
    manager.add_column(
        table_class_name="Competency",
        tablename="competency",
        column_name="anchor_2",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 400, "default": ""},
    )
    manager.add_column(
        table_class_name="Competency",
        tablename="competency",
        column_name="anchor_3",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 400, "default": ""},
    )
    manager.add_column(
        table_class_name="Competency",
        tablename="competency",
        column_name="anchor_4",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 400, "default": ""},
    )
    manager.add_column(
        table_class_name="Competency",
        tablename="competency",
        column_name="anchor_5",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 400, "default": ""},
    )
    manager.add_column(
        table_class_name="Competency",
        tablename="competency",
        column_name="prompts",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="Competency",
        tablename="competency",
        column_name="basis",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 200, "default": ""},
    )
    manager.add_column(
        table_class_name="Competency",
        tablename="competency",
        column_name="veto_below",
        column_class_name="SmallInt",
        column_class=SmallInt,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="Moderation",
        tablename="moderation",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="Moderation",
        tablename="moderation",
        column_name="interview",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Interview, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="Moderation",
        tablename="moderation",
        column_name="competency",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Competency, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": True, "index": True},
    )
    manager.add_column(
        table_class_name="Moderation",
        tablename="moderation",
        column_name="question",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": VetoQuestion, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": True, "index": True},
    )
    manager.add_column(
        table_class_name="Moderation",
        tablename="moderation",
        column_name="note",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="Moderation",
        tablename="moderation",
        column_name="is_lifted",
        column_class_name="Boolean",
        column_class=Boolean,
        params={"default": False},
    )
    manager.add_column(
        table_class_name="Moderation",
        tablename="moderation",
        column_name="written_by",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="Moderation",
        tablename="moderation",
        column_name="written_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="Consent",
        tablename="consent",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="Consent",
        tablename="consent",
        column_name="candidate",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Candidate, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="Consent",
        tablename="consent",
        column_name="application",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Application, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": True, "index": True},
    )
    manager.add_column(
        table_class_name="Consent",
        tablename="consent",
        column_name="kind",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 40, "default": ""},
    )
    manager.add_column(
        table_class_name="Consent",
        tablename="consent",
        column_name="version",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 20, "default": ""},
    )
    manager.add_column(
        table_class_name="Consent",
        tablename="consent",
        column_name="text_sha256",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 64, "default": ""},
    )
    manager.add_column(
        table_class_name="Consent",
        tablename="consent",
        column_name="given_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="Consent",
        tablename="consent",
        column_name="ip",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 45, "default": ""},
    )
    manager.add_column(
        table_class_name="ReferenceHearing",
        tablename="reference_hearing",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="ReferenceHearing",
        tablename="reference_hearing",
        column_name="referee",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Referee, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "unique": True},
    )
    manager.add_column(
        table_class_name="ReferenceHearing",
        tablename="reference_hearing",
        column_name="concern",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="ReferenceHearing",
        tablename="reference_hearing",
        column_name="raised_by",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="ReferenceHearing",
        tablename="reference_hearing",
        column_name="raised_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow()},
    )
    manager.add_column(
        table_class_name="ReferenceHearing",
        tablename="reference_hearing",
        column_name="answer_by",
        column_class_name="Date",
        column_class=Date,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="ReferenceHearing",
        tablename="reference_hearing",
        column_name="comment",
        column_class_name="Text",
        column_class=Text,
        params={"default": "", "secret": True},
    )
    manager.add_column(
        table_class_name="ReferenceHearing",
        tablename="reference_hearing",
        column_name="commented_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="ReferenceHearing",
        tablename="reference_hearing",
        column_name="outcome",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": None,
            "null": True,
            "choices": Enum("Outcome", {"ACCEPTED": "accepted", "UNSATISFACTORY": "unsatisfactory"}),
        },
    )
    manager.add_column(
        table_class_name="ReferenceHearing",
        tablename="reference_hearing",
        column_name="reasons",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="ReferenceHearing",
        tablename="reference_hearing",
        column_name="decided_by",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": True, "index": True},
    )
    manager.add_column(
        table_class_name="ReferenceHearing",
        tablename="reference_hearing",
        column_name="decided_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="RunShare",
        tablename="run_share",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="RunShare",
        tablename="run_share",
        column_name="run",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": BillingRun, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="RunShare",
        tablename="run_share",
        column_name="client",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Client, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="RunShare",
        tablename="run_share",
        column_name="po_number",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 40, "default": ""},
    )
    manager.add_column(
        table_class_name="RunShare",
        tablename="run_share",
        column_name="status",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": "waiting",
            "choices": Enum("ShareStatus", {"WAITING": "waiting", "ISSUED": "issued", "NOTHING": "nothing", "FAILED": "failed"}),
        },
    )
    manager.add_column(
        table_class_name="RunShare",
        tablename="run_share",
        column_name="detail",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="RunShare",
        tablename="run_share",
        column_name="settled_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="Placement",
        tablename="placement",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="Placement",
        tablename="placement",
        column_name="reference",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 20, "default": "", "unique": True},
    )
    manager.add_column(
        table_class_name="Placement",
        tablename="placement",
        column_name="placement_request",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={
            "references": PlacementRequest,
            "on_delete": OnDelete.restrict,
            "on_update": OnUpdate.restrict,
            "null": False,
            "unique": True,
        },
    )
    manager.add_column(
        table_class_name="Placement",
        tablename="placement",
        column_name="staff_member",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": StaffMember, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="Placement",
        tablename="placement",
        column_name="client",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Client, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="Placement",
        tablename="placement",
        column_name="team",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Team, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="Placement",
        tablename="placement",
        column_name="grade",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Grade, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="Placement",
        tablename="placement",
        column_name="starts_on",
        column_class_name="Date",
        column_class=Date,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="Placement",
        tablename="placement",
        column_name="ends_on",
        column_class_name="Date",
        column_class=Date,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="Placement",
        tablename="placement",
        column_name="fte",
        column_class_name="Numeric",
        column_class=Numeric,
        params={"default": decimal.Decimal("1.00"), "digits": (3, 2)},
    )
    manager.add_column(
        table_class_name="Placement",
        tablename="placement",
        column_name="weekly_hours",
        column_class_name="Numeric",
        column_class=Numeric,
        params={"default": decimal.Decimal("37.00"), "digits": (4, 2)},
    )
    manager.add_column(
        table_class_name="Placement",
        tablename="placement",
        column_name="hourly_amount",
        column_class_name="Numeric",
        column_class=Numeric,
        params={"default": None, "digits": (12, 2)},
    )
    manager.add_column(
        table_class_name="Placement",
        tablename="placement",
        column_name="cap_amount",
        column_class_name="Numeric",
        column_class=Numeric,
        params={"default": None, "digits": (12, 2), "null": True},
    )
    manager.add_column(
        table_class_name="Placement",
        tablename="placement",
        column_name="over_cap_approved_by",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="Placement",
        tablename="placement",
        column_name="po_number",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 40, "default": ""},
    )
    manager.add_column(
        table_class_name="Placement",
        tablename="placement",
        column_name="supervisor",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 120, "default": ""},
    )
    manager.add_column(
        table_class_name="Placement",
        tablename="placement",
        column_name="notice_days",
        column_class_name="SmallInt",
        column_class=SmallInt,
        params={"default": 28},
    )
    manager.add_column(
        table_class_name="Placement",
        tablename="placement",
        column_name="client_reports_as_agency",
        column_class_name="Boolean",
        column_class=Boolean,
        params={"default": True},
    )
    manager.add_column(
        table_class_name="Placement",
        tablename="placement",
        column_name="status",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": "confirmed",
            "index": True,
            "choices": Enum("PlacementStatus", {"CONFIRMED": "confirmed", "ENDED": "ended", "CANCELLED": "cancelled"}),
        },
    )
    manager.add_column(
        table_class_name="Placement",
        tablename="placement",
        column_name="ended_reason",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="Placement",
        tablename="placement",
        column_name="ending_told_for",
        column_class_name="Date",
        column_class=Date,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="Placement",
        tablename="placement",
        column_name="confirmed_by",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="Placement",
        tablename="placement",
        column_name="confirmed_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="Placement",
        tablename="placement",
        column_name="version",
        column_class_name="Integer",
        column_class=Integer,
        params={"default": 1},
    )
    manager.add_column(
        table_class_name="User",
        tablename="app_user",
        column_name="username",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 254, "default": "", "unique": True},
    )
    manager.add_column(
        table_class_name="User",
        tablename="app_user",
        column_name="password",
        column_class_name="Secret",
        column_class=Secret,
        params={"length": 255, "default": "", "secret": True},
    )
    manager.add_column(
        table_class_name="User",
        tablename="app_user",
        column_name="first_name",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 100, "default": ""},
    )
    manager.add_column(
        table_class_name="User",
        tablename="app_user",
        column_name="last_name",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 100, "default": ""},
    )
    manager.add_column(
        table_class_name="User",
        tablename="app_user",
        column_name="email",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 254, "default": "", "unique": True},
    )
    manager.add_column(
        table_class_name="User",
        tablename="app_user",
        column_name="active",
        column_class_name="Boolean",
        column_class=Boolean,
        params={"default": False},
    )
    manager.add_column(
        table_class_name="User",
        tablename="app_user",
        column_name="admin",
        column_class_name="Boolean",
        column_class=Boolean,
        params={"default": False},
    )
    manager.add_column(
        table_class_name="User",
        tablename="app_user",
        column_name="superuser",
        column_class_name="Boolean",
        column_class=Boolean,
        params={"default": False},
    )
    manager.add_column(
        table_class_name="User",
        tablename="app_user",
        column_name="last_login",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="User",
        tablename="app_user",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="User",
        tablename="app_user",
        column_name="phone",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 30, "default": ""},
    )
    manager.add_column(
        table_class_name="User",
        tablename="app_user",
        column_name="failed_sign_ins",
        column_class_name="Integer",
        column_class=Integer,
        params={"default": 0},
    )
    manager.add_column(
        table_class_name="User",
        tablename="app_user",
        column_name="locked_until",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="User",
        tablename="app_user",
        column_name="email_confirmed_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="User",
        tablename="app_user",
        column_name="email_bounced_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="User",
        tablename="app_user",
        column_name="suspended_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="User",
        tablename="app_user",
        column_name="suspended_reason",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="User",
        tablename="app_user",
        column_name="offboarded_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="User",
        tablename="app_user",
        column_name="created_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow()},
    )
    manager.add_column(
        table_class_name="SavedView",
        tablename="saved_view",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="SavedView",
        tablename="saved_view",
        column_name="user",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="SavedView",
        tablename="saved_view",
        column_name="name",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 60, "default": ""},
    )
    manager.add_column(
        table_class_name="SavedView",
        tablename="saved_view",
        column_name="query",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="SavedView",
        tablename="saved_view",
        column_name="created_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow()},
    )
    manager.add_column(
        table_class_name="PersonList",
        tablename="person_list",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="PersonList",
        tablename="person_list",
        column_name="filename",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 200, "default": ""},
    )
    manager.add_column(
        table_class_name="PersonList",
        tablename="person_list",
        column_name="origin",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 200, "default": ""},
    )
    manager.add_column(
        table_class_name="PersonList",
        tablename="person_list",
        column_name="vacancy",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Vacancy, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": True, "index": True},
    )
    manager.add_column(
        table_class_name="PersonList",
        tablename="person_list",
        column_name="headings",
        column_class_name="Text",
        column_class=Text,
        params={"default": "[]"},
    )
    manager.add_column(
        table_class_name="PersonList",
        tablename="person_list",
        column_name="columns",
        column_class_name="Text",
        column_class=Text,
        params={"default": "{}"},
    )
    manager.add_column(
        table_class_name="PersonList",
        tablename="person_list",
        column_name="status",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 40, "default": "read", "choices": Enum("ListStatus", {"READ": "read", "ORDERED": "ordered", "DONE": "done"})},
    )
    manager.add_column(
        table_class_name="PersonList",
        tablename="person_list",
        column_name="made_by",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="PersonList",
        tablename="person_list",
        column_name="made_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow()},
    )
    manager.add_column(
        table_class_name="PersonList",
        tablename="person_list",
        column_name="done_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="ApplicationMotivator",
        tablename="application_motivator",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="ApplicationMotivator",
        tablename="application_motivator",
        column_name="application",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Application, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="ApplicationMotivator",
        tablename="application_motivator",
        column_name="motivator",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": None,
            "choices": Enum(
                "Motivator",
                {
                    "PERMANENCE": "permanence",
                    "PRACTICE": "practice",
                    "SUPERVISION": "supervision",
                    "CASELOAD": "caseload",
                    "TEAM": "team",
                    "DEVELOPMENT": "development",
                    "VARIETY": "variety",
                    "BALANCE": "balance",
                    "PAY": "pay",
                    "LOCATION": "location",
                    "VALUES": "values",
                },
            ),
        },
    )
    manager.add_column(
        table_class_name="ConversionCase",
        tablename="conversion_case",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="ConversionCase",
        tablename="conversion_case",
        column_name="reference",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 20, "default": "", "unique": True},
    )
    manager.add_column(
        table_class_name="ConversionCase",
        tablename="conversion_case",
        column_name="worker",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": AgencyWorker, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="ConversionCase",
        tablename="conversion_case",
        column_name="client",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Client, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="ConversionCase",
        tablename="conversion_case",
        column_name="employer",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Organisation, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="ConversionCase",
        tablename="conversion_case",
        column_name="lowers_agency_share",
        column_class_name="Boolean",
        column_class=Boolean,
        params={"default": False},
    )
    manager.add_column(
        table_class_name="ConversionCase",
        tablename="conversion_case",
        column_name="grade",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Grade, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="ConversionCase",
        tablename="conversion_case",
        column_name="stage",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": "identified",
            "choices": Enum(
                "CaseStage",
                {
                    "IDENTIFIED": "identified",
                    "APPROACHED": "approached",
                    "INTERESTED": "interested",
                    "APPLICATION": "application",
                    "CONVERTED": "converted",
                    "CLOSED": "closed",
                },
            ),
        },
    )
    manager.add_column(
        table_class_name="ConversionCase",
        tablename="conversion_case",
        column_name="stage_entered_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow()},
    )
    manager.add_column(
        table_class_name="ConversionCase",
        tablename="conversion_case",
        column_name="annual_amount",
        column_class_name="Numeric",
        column_class=Numeric,
        params={"default": None, "digits": (12, 2)},
    )
    manager.add_column(
        table_class_name="ConversionCase",
        tablename="conversion_case",
        column_name="agency_cost_amount",
        column_class_name="Numeric",
        column_class=Numeric,
        params={"default": None, "digits": (12, 2)},
    )
    manager.add_column(
        table_class_name="ConversionCase",
        tablename="conversion_case",
        column_name="permanent_cost_amount",
        column_class_name="Numeric",
        column_class=Numeric,
        params={"default": None, "digits": (12, 2)},
    )
    manager.add_column(
        table_class_name="ConversionCase",
        tablename="conversion_case",
        column_name="fee_amount",
        column_class_name="Numeric",
        column_class=Numeric,
        params={"default": None, "digits": (12, 2)},
    )
    manager.add_column(
        table_class_name="ConversionCase",
        tablename="conversion_case",
        column_name="saving_amount",
        column_class_name="Numeric",
        column_class=Numeric,
        params={"default": None, "digits": (12, 2)},
    )
    manager.add_column(
        table_class_name="ConversionCase",
        tablename="conversion_case",
        column_name="workings",
        column_class_name="JSONB",
        column_class=JSONB,
        params={"default": "{}"},
    )
    manager.add_column(
        table_class_name="ConversionCase",
        tablename="conversion_case",
        column_name="application",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Application, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": True, "index": True},
    )
    manager.add_column(
        table_class_name="ConversionCase",
        tablename="conversion_case",
        column_name="closed_reason",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="ConversionCase",
        tablename="conversion_case",
        column_name="opened_by",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="ConversionCase",
        tablename="conversion_case",
        column_name="opened_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow()},
    )
    manager.add_column(
        table_class_name="ConversionCase",
        tablename="conversion_case",
        column_name="ended_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="Seller",
        tablename="seller",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="Seller",
        tablename="seller",
        column_name="name",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 200, "default": ""},
    )
    manager.add_column(
        table_class_name="Seller",
        tablename="seller",
        column_name="address",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="Seller",
        tablename="seller",
        column_name="vat_number",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 16, "default": ""},
    )
    manager.add_column(
        table_class_name="Seller",
        tablename="seller",
        column_name="company_number",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 16, "default": ""},
    )
    manager.add_column(
        table_class_name="Seller",
        tablename="seller",
        column_name="email",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 254, "default": ""},
    )
    manager.add_column(
        table_class_name="Seller",
        tablename="seller",
        column_name="bank_name",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 120, "default": ""},
    )
    manager.add_column(
        table_class_name="Seller",
        tablename="seller",
        column_name="sort_code",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 8, "default": ""},
    )
    manager.add_column(
        table_class_name="Seller",
        tablename="seller",
        column_name="account_number",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 8, "default": ""},
    )
    manager.add_column(
        table_class_name="Seller",
        tablename="seller",
        column_name="effective_from",
        column_class_name="Date",
        column_class=Date,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="Seller",
        tablename="seller",
        column_name="is_demonstration",
        column_class_name="Boolean",
        column_class=Boolean,
        params={"default": False},
    )
    manager.add_column(
        table_class_name="Session",
        tablename="session",
        column_name="token",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 64, "default": "", "unique": True, "secret": True},
    )
    manager.add_column(
        table_class_name="Session",
        tablename="session",
        column_name="user_id",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="Session",
        tablename="session",
        column_name="expiry_date",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="Session",
        tablename="session",
        column_name="max_expiry_date",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="Session",
        tablename="session",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="Session",
        tablename="session",
        column_name="ip",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 45, "default": ""},
    )
    manager.add_column(
        table_class_name="Session",
        tablename="session",
        column_name="user_agent",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 200, "default": ""},
    )
    manager.add_column(
        table_class_name="Session",
        tablename="session",
        column_name="created_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow()},
    )
    manager.add_column(
        table_class_name="Decision",
        tablename="decision",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="Decision",
        tablename="decision",
        column_name="interview",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Interview, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "unique": True},
    )
    manager.add_column(
        table_class_name="Decision",
        tablename="decision",
        column_name="outcome",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 40, "default": None, "choices": Enum("Outcome", {"HIRE": "hire", "REJECT": "reject"})},
    )
    manager.add_column(
        table_class_name="Decision",
        tablename="decision",
        column_name="reason",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="Decision",
        tablename="decision",
        column_name="feedback",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="Decision",
        tablename="decision",
        column_name="decided_by",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="Decision",
        tablename="decision",
        column_name="decided_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="StoredFile",
        tablename="stored_file",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="StoredFile",
        tablename="stored_file",
        column_name="sha256",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 64, "default": "", "index": True},
    )
    manager.add_column(
        table_class_name="StoredFile",
        tablename="stored_file",
        column_name="media_type",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 100, "default": ""},
    )
    manager.add_column(
        table_class_name="StoredFile",
        tablename="stored_file",
        column_name="size",
        column_class_name="BigInt",
        column_class=BigInt,
        params={"default": 0},
    )
    manager.add_column(
        table_class_name="StoredFile",
        tablename="stored_file",
        column_name="filename",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 200, "default": ""},
    )
    manager.add_column(
        table_class_name="StoredFile",
        tablename="stored_file",
        column_name="created_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow()},
    )
    manager.add_column(
        table_class_name="StoredFile",
        tablename="stored_file",
        column_name="uploaded_by",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": True, "index": True},
    )
    manager.add_column(
        table_class_name="SurveyAnswer",
        tablename="survey_answer",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": UUID4(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="SurveyAnswer",
        tablename="survey_answer",
        column_name="month",
        column_class_name="Date",
        column_class=Date,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="SurveyAnswer",
        tablename="survey_answer",
        column_name="reached",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": None,
            "choices": Enum("Reached", {"APPLICATION": "application", "INTERVIEW": "interview", "OFFER": "offer"}),
        },
    )
    manager.add_column(
        table_class_name="SurveyAnswer",
        tablename="survey_answer",
        column_name="result",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": None,
            "choices": Enum("Result", {"OFFERED": "offered", "REJECTED": "rejected", "WITHDREW": "withdrew"}),
        },
    )
    manager.add_column(
        table_class_name="SurveyAnswer",
        tablename="survey_answer",
        column_name="clear",
        column_class_name="SmallInt",
        column_class=SmallInt,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="SurveyAnswer",
        tablename="survey_answer",
        column_name="respectful",
        column_class_name="SmallInt",
        column_class=SmallInt,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="SurveyAnswer",
        tablename="survey_answer",
        column_name="fair",
        column_class_name="SmallInt",
        column_class=SmallInt,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="SurveyAnswer",
        tablename="survey_answer",
        column_name="quick",
        column_class_name="SmallInt",
        column_class=SmallInt,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="SurveyAnswer",
        tablename="survey_answer",
        column_name="motivators",
        column_class_name="Array",
        column_class=Array,
        params={"default": list, "base_column": Varchar(length=40, default="")},
    )
    manager.add_column(
        table_class_name="SurveyAnswer",
        tablename="survey_answer",
        column_name="comment",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="StartProposal",
        tablename="start_proposal",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="StartProposal",
        tablename="start_proposal",
        column_name="offer",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Offer, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="StartProposal",
        tablename="start_proposal",
        column_name="from_on",
        column_class_name="Date",
        column_class=Date,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="StartProposal",
        tablename="start_proposal",
        column_name="to_on",
        column_class_name="Date",
        column_class=Date,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="StartProposal",
        tablename="start_proposal",
        column_name="reason",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="StartProposal",
        tablename="start_proposal",
        column_name="is_by_candidate",
        column_class_name="Boolean",
        column_class=Boolean,
        params={"default": False},
    )
    manager.add_column(
        table_class_name="StartProposal",
        tablename="start_proposal",
        column_name="proposed_by",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="StartProposal",
        tablename="start_proposal",
        column_name="proposed_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow()},
    )
    manager.add_column(
        table_class_name="StartProposal",
        tablename="start_proposal",
        column_name="outcome",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": "open",
            "choices": Enum("StartOutcome", {"OPEN": "open", "AGREED": "agreed", "REFUSED": "refused", "CLOSED": "closed"}),
        },
    )
    manager.add_column(
        table_class_name="StartProposal",
        tablename="start_proposal",
        column_name="answer",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="StartProposal",
        tablename="start_proposal",
        column_name="answered_by",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": True, "index": True},
    )
    manager.add_column(
        table_class_name="StartProposal",
        tablename="start_proposal",
        column_name="answered_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="TimesheetEvent",
        tablename="timesheet_event",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="TimesheetEvent",
        tablename="timesheet_event",
        column_name="timesheet",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Timesheet, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="TimesheetEvent",
        tablename="timesheet_event",
        column_name="status",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": None,
            "choices": Enum(
                "TimesheetStatus",
                {"DRAFT": "draft", "SUBMITTED": "submitted", "QUERIED": "queried", "APPROVED": "approved", "BILLED": "billed"},
            ),
        },
    )
    manager.add_column(
        table_class_name="TimesheetEvent",
        tablename="timesheet_event",
        column_name="text",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="TimesheetEvent",
        tablename="timesheet_event",
        column_name="made_by",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": True, "index": True},
    )
    manager.add_column(
        table_class_name="TimesheetEvent",
        tablename="timesheet_event",
        column_name="made_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="KitVersion",
        tablename="kit_version",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="KitVersion",
        tablename="kit_version",
        column_name="kit",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Kit, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="KitVersion",
        tablename="kit_version",
        column_name="number",
        column_class_name="SmallInt",
        column_class=SmallInt,
        params={"default": 1},
    )
    manager.add_column(
        table_class_name="KitVersion",
        tablename="kit_version",
        column_name="note",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 300, "default": ""},
    )
    manager.add_column(
        table_class_name="KitVersion",
        tablename="kit_version",
        column_name="revision",
        column_class_name="Integer",
        column_class=Integer,
        params={"default": 1},
    )
    manager.add_column(
        table_class_name="KitVersion",
        tablename="kit_version",
        column_name="created_by",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": True, "index": True},
    )
    manager.add_column(
        table_class_name="KitVersion",
        tablename="kit_version",
        column_name="created_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow()},
    )
    manager.add_column(
        table_class_name="KitVersion",
        tablename="kit_version",
        column_name="published_by",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": True, "index": True},
    )
    manager.add_column(
        table_class_name="KitVersion",
        tablename="kit_version",
        column_name="published_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="PriceCap",
        tablename="price_cap",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="PriceCap",
        tablename="price_cap",
        column_name="region_code",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 9, "default": ""},
    )
    manager.add_column(
        table_class_name="PriceCap",
        tablename="price_cap",
        column_name="job_type",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": None,
            "choices": Enum(
                "AgencyJobType",
                {
                    "SOCIAL_WORKER": "social_worker",
                    "SENIOR_SOCIAL_WORKER": "senior_social_worker",
                    "ADVANCED_PRACTITIONER": "advanced_practitioner",
                    "TEAM_MANAGER": "team_manager",
                    "IRO_CP_CHAIR": "iro_cp_chair",
                },
            ),
        },
    )
    manager.add_column(
        table_class_name="PriceCap",
        tablename="price_cap",
        column_name="hourly_amount",
        column_class_name="Numeric",
        column_class=Numeric,
        params={"default": None, "digits": (12, 2)},
    )
    manager.add_column(
        table_class_name="PriceCap",
        tablename="price_cap",
        column_name="effective_from",
        column_class_name="Date",
        column_class=Date,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="PriceCap",
        tablename="price_cap",
        column_name="effective_to",
        column_class_name="Date",
        column_class=Date,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="PriceCap",
        tablename="price_cap",
        column_name="source",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="PriceCap",
        tablename="price_cap",
        column_name="is_demonstration",
        column_class_name="Boolean",
        column_class=Boolean,
        params={"default": False},
    )
    manager.add_column(
        table_class_name="TermsRequest",
        tablename="terms_request",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="TermsRequest",
        tablename="terms_request",
        column_name="offer",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Offer, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="TermsRequest",
        tablename="terms_request",
        column_name="text",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="TermsRequest",
        tablename="terms_request",
        column_name="annual_amount",
        column_class_name="Numeric",
        column_class=Numeric,
        params={"default": None, "digits": (12, 2), "null": True},
    )
    manager.add_column(
        table_class_name="TermsRequest",
        tablename="terms_request",
        column_name="weekly_hours",
        column_class_name="Numeric",
        column_class=Numeric,
        params={"default": None, "digits": (4, 2), "null": True},
    )
    manager.add_column(
        table_class_name="TermsRequest",
        tablename="terms_request",
        column_name="starts_on",
        column_class_name="Date",
        column_class=Date,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="TermsRequest",
        tablename="terms_request",
        column_name="asked_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow()},
    )
    manager.add_column(
        table_class_name="TermsRequest",
        tablename="terms_request",
        column_name="outcome",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": "open",
            "choices": Enum("RequestOutcome", {"OPEN": "open", "KEPT": "kept", "REVISED": "revised", "CLOSED": "closed"}),
        },
    )
    manager.add_column(
        table_class_name="TermsRequest",
        tablename="terms_request",
        column_name="answer",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="TermsRequest",
        tablename="terms_request",
        column_name="answered_by",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": True, "index": True},
    )
    manager.add_column(
        table_class_name="TermsRequest",
        tablename="terms_request",
        column_name="answered_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="TimesheetReminder",
        tablename="timesheet_reminder",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="TimesheetReminder",
        tablename="timesheet_reminder",
        column_name="placement",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Placement, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="TimesheetReminder",
        tablename="timesheet_reminder",
        column_name="week_starts_on",
        column_class_name="Date",
        column_class=Date,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="TimesheetReminder",
        tablename="timesheet_reminder",
        column_name="sent_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="OutboxMessage",
        tablename="outbox_message",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="OutboxMessage",
        tablename="outbox_message",
        column_name="job",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 100, "default": ""},
    )
    manager.add_column(
        table_class_name="OutboxMessage",
        tablename="outbox_message",
        column_name="payload",
        column_class_name="JSONB",
        column_class=JSONB,
        params={"default": "{}"},
    )
    manager.add_column(
        table_class_name="OutboxMessage",
        tablename="outbox_message",
        column_name="priority",
        column_class_name="SmallInt",
        column_class=SmallInt,
        params={"default": 0},
    )
    manager.add_column(
        table_class_name="OutboxMessage",
        tablename="outbox_message",
        column_name="attempts",
        column_class_name="Integer",
        column_class=Integer,
        params={"default": 0},
    )
    manager.add_column(
        table_class_name="OutboxMessage",
        tablename="outbox_message",
        column_name="available_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow()},
    )
    manager.add_column(
        table_class_name="OutboxMessage",
        tablename="outbox_message",
        column_name="created_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow()},
    )
    manager.add_column(
        table_class_name="OutboxMessage",
        tablename="outbox_message",
        column_name="dispatched_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="OutboxMessage",
        tablename="outbox_message",
        column_name="done_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="OutboxMessage",
        tablename="outbox_message",
        column_name="dead_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="OutboxMessage",
        tablename="outbox_message",
        column_name="last_error",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="Benchmark",
        tablename="benchmark",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="Benchmark",
        tablename="benchmark",
        column_name="area_code",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 9, "default": ""},
    )
    manager.add_column(
        table_class_name="Benchmark",
        tablename="benchmark",
        column_name="area",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 60, "default": ""},
    )
    manager.add_column(
        table_class_name="Benchmark",
        tablename="benchmark",
        column_name="level",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 40, "default": None, "choices": Enum("AreaLevel", {"NATIONAL": "national", "REGIONAL": "regional"})},
    )
    manager.add_column(
        table_class_name="Benchmark",
        tablename="benchmark",
        column_name="year",
        column_class_name="SmallInt",
        column_class=SmallInt,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="Benchmark",
        tablename="benchmark",
        column_name="inpost_fte",
        column_class_name="Numeric",
        column_class=Numeric,
        params={"default": None, "digits": (10, 1)},
    )
    manager.add_column(
        table_class_name="Benchmark",
        tablename="benchmark",
        column_name="leavers_fte",
        column_class_name="Numeric",
        column_class=Numeric,
        params={"default": None, "digits": (10, 1)},
    )
    manager.add_column(
        table_class_name="Benchmark",
        tablename="benchmark",
        column_name="turnover_rate",
        column_class_name="Numeric",
        column_class=Numeric,
        params={"default": None, "digits": (5, 1)},
    )
    manager.add_column(
        table_class_name="Benchmark",
        tablename="benchmark",
        column_name="agency_fte",
        column_class_name="Numeric",
        column_class=Numeric,
        params={"default": None, "digits": (10, 1)},
    )
    manager.add_column(
        table_class_name="Benchmark",
        tablename="benchmark",
        column_name="agency_rate",
        column_class_name="Numeric",
        column_class=Numeric,
        params={"default": None, "digits": (5, 1)},
    )
    manager.add_column(
        table_class_name="Benchmark",
        tablename="benchmark",
        column_name="agency_cover_rate",
        column_class_name="Numeric",
        column_class=Numeric,
        params={"default": None, "digits": (5, 1)},
    )
    manager.add_column(
        table_class_name="Benchmark",
        tablename="benchmark",
        column_name="vacancy_fte",
        column_class_name="Numeric",
        column_class=Numeric,
        params={"default": None, "digits": (10, 1)},
    )
    manager.add_column(
        table_class_name="Benchmark",
        tablename="benchmark",
        column_name="vacancy_rate",
        column_class_name="Numeric",
        column_class=Numeric,
        params={"default": None, "digits": (5, 1)},
    )
    manager.add_column(
        table_class_name="Benchmark",
        tablename="benchmark",
        column_name="case_holders_fte",
        column_class_name="Numeric",
        column_class=Numeric,
        params={"default": None, "digits": (10, 1)},
    )
    manager.add_column(
        table_class_name="Benchmark",
        tablename="benchmark",
        column_name="cases",
        column_class_name="Integer",
        column_class=Integer,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="Benchmark",
        tablename="benchmark",
        column_name="caseload",
        column_class_name="Numeric",
        column_class=Numeric,
        params={"default": None, "digits": (5, 1)},
    )
    manager.add_column(
        table_class_name="Benchmark",
        tablename="benchmark",
        column_name="absence_rate",
        column_class_name="Numeric",
        column_class=Numeric,
        params={"default": None, "digits": (5, 1)},
    )
    manager.add_column(
        table_class_name="Benchmark",
        tablename="benchmark",
        column_name="source",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="Membership",
        tablename="membership",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="Membership",
        tablename="membership",
        column_name="user",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="Membership",
        tablename="membership",
        column_name="organisation",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Organisation, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="Membership",
        tablename="membership",
        column_name="role",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": None,
            "choices": Enum(
                "Role",
                {
                    "CANDIDATE": "candidate",
                    "CHAMPION": "champion",
                    "STAFF": "staff",
                    "CLIENT_REQUESTER": "client_requester",
                    "CLIENT_APPROVER": "client_approver",
                    "CLIENT_FINANCE": "client_finance",
                    "OPERATIONS": "operations",
                    "FINANCE": "finance",
                    "ADMIN": "admin",
                },
            ),
        },
    )
    manager.add_column(
        table_class_name="Membership",
        tablename="membership",
        column_name="created_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow()},
    )
    manager.add_column(
        table_class_name="Membership",
        tablename="membership",
        column_name="revoked_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="RateCard",
        tablename="rate_card",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="RateCard",
        tablename="rate_card",
        column_name="client",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Client, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="RateCard",
        tablename="rate_card",
        column_name="job_type",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": None,
            "choices": Enum(
                "AgencyJobType",
                {
                    "SOCIAL_WORKER": "social_worker",
                    "SENIOR_SOCIAL_WORKER": "senior_social_worker",
                    "ADVANCED_PRACTITIONER": "advanced_practitioner",
                    "TEAM_MANAGER": "team_manager",
                    "IRO_CP_CHAIR": "iro_cp_chair",
                },
            ),
        },
    )
    manager.add_column(
        table_class_name="RateCard",
        tablename="rate_card",
        column_name="hourly_amount",
        column_class_name="Numeric",
        column_class=Numeric,
        params={"default": None, "digits": (12, 2)},
    )
    manager.add_column(
        table_class_name="RateCard",
        tablename="rate_card",
        column_name="effective_from",
        column_class_name="Date",
        column_class=Date,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="RateCard",
        tablename="rate_card",
        column_name="effective_to",
        column_class_name="Date",
        column_class=Date,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="RateCard",
        tablename="rate_card",
        column_name="source",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="DateOverride",
        tablename="date_override",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="DateOverride",
        tablename="date_override",
        column_name="champion",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Champion, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="DateOverride",
        tablename="date_override",
        column_name="held_on",
        column_class_name="Date",
        column_class=Date,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="DateOverride",
        tablename="date_override",
        column_name="starts_at",
        column_class_name="Time",
        column_class=Time,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="DateOverride",
        tablename="date_override",
        column_name="ends_at",
        column_class_name="Time",
        column_class=Time,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="DateOverride",
        tablename="date_override",
        column_name="reason",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 120, "default": ""},
    )
    manager.add_column(
        table_class_name="Upload",
        tablename="upload",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="Upload",
        tablename="upload",
        column_name="purpose",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": None,
            "choices": Enum("Purpose", {"CV": "cv", "REFERENCE": "reference", "CHECK_EVIDENCE": "check_evidence"}),
        },
    )
    manager.add_column(
        table_class_name="Upload",
        tablename="upload",
        column_name="subject_id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="Upload",
        tablename="upload",
        column_name="owner",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": True, "index": True},
    )
    manager.add_column(
        table_class_name="Upload",
        tablename="upload",
        column_name="file",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": StoredFile, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": True, "unique": True},
    )
    manager.add_column(
        table_class_name="Upload",
        tablename="upload",
        column_name="filename",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 200, "default": ""},
    )
    manager.add_column(
        table_class_name="Upload",
        tablename="upload",
        column_name="sent_as",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 200, "default": ""},
    )
    manager.add_column(
        table_class_name="Upload",
        tablename="upload",
        column_name="size",
        column_class_name="BigInt",
        column_class=BigInt,
        params={"default": 0},
    )
    manager.add_column(
        table_class_name="Upload",
        tablename="upload",
        column_name="status",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": "waiting",
            "index": True,
            "choices": Enum("ScanStatus", {"WAITING": "waiting", "CLEAN": "clean", "INFECTED": "infected"}),
        },
    )
    manager.add_column(
        table_class_name="Upload",
        tablename="upload",
        column_name="finding",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 200, "default": ""},
    )
    manager.add_column(
        table_class_name="Upload",
        tablename="upload",
        column_name="uploaded_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow()},
    )
    manager.add_column(
        table_class_name="Upload",
        tablename="upload",
        column_name="scanned_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="ExplainedGap",
        tablename="explained_gap",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="ExplainedGap",
        tablename="explained_gap",
        column_name="application",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Application, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="ExplainedGap",
        tablename="explained_gap",
        column_name="began_on",
        column_class_name="Date",
        column_class=Date,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="ExplainedGap",
        tablename="explained_gap",
        column_name="ended_on",
        column_class_name="Date",
        column_class=Date,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="ExplainedGap",
        tablename="explained_gap",
        column_name="explanation",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="Exclusion",
        tablename="exclusion",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="Exclusion",
        tablename="exclusion",
        column_name="timesheet",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Timesheet, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="Exclusion",
        tablename="exclusion",
        column_name="reason",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="Exclusion",
        tablename="exclusion",
        column_name="made_by",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="Exclusion",
        tablename="exclusion",
        column_name="made_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="Exclusion",
        tablename="exclusion",
        column_name="lifted_by",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": True, "index": True},
    )
    manager.add_column(
        table_class_name="Exclusion",
        tablename="exclusion",
        column_name="lifted_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="RegisterLookup",
        tablename="register_lookup",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="RegisterLookup",
        tablename="register_lookup",
        column_name="check_record",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Check, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="RegisterLookup",
        tablename="register_lookup",
        column_name="number",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 8, "default": ""},
    )
    manager.add_column(
        table_class_name="RegisterLookup",
        tablename="register_lookup",
        column_name="source",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 20, "default": ""},
    )
    manager.add_column(
        table_class_name="RegisterLookup",
        tablename="register_lookup",
        column_name="was_found",
        column_class_name="Boolean",
        column_class=Boolean,
        params={"default": False},
    )
    manager.add_column(
        table_class_name="RegisterLookup",
        tablename="register_lookup",
        column_name="name",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 200, "default": ""},
    )
    manager.add_column(
        table_class_name="RegisterLookup",
        tablename="register_lookup",
        column_name="name_score",
        column_class_name="SmallInt",
        column_class=SmallInt,
        params={"default": 0},
    )
    manager.add_column(
        table_class_name="RegisterLookup",
        tablename="register_lookup",
        column_name="register_status",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": None,
            "choices": Enum(
                "RegisterStatus", {"REGISTERED": "registered", "SUSPENDED": "suspended", "REMOVED": "removed", "NOT_FOUND": "not_found"}
            ),
        },
    )
    manager.add_column(
        table_class_name="RegisterLookup",
        tablename="register_lookup",
        column_name="registered_until",
        column_class_name="Date",
        column_class=Date,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="RegisterLookup",
        tablename="register_lookup",
        column_name="conditions",
        column_class_name="Text",
        column_class=Text,
        params={"default": "", "secret": True},
    )
    manager.add_column(
        table_class_name="RegisterLookup",
        tablename="register_lookup",
        column_name="looked_up_by",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="RegisterLookup",
        tablename="register_lookup",
        column_name="looked_up_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow()},
    )
    manager.add_column(
        table_class_name="Absence",
        tablename="absence",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="Absence",
        tablename="absence",
        column_name="interview",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Interview, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="Absence",
        tablename="absence",
        column_name="champion",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Champion, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": True, "index": True},
    )
    manager.add_column(
        table_class_name="Absence",
        tablename="absence",
        column_name="cause",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": None,
            "choices": Enum(
                "AbsenceCause",
                {
                    "NO_WORD": "no_word",
                    "ILL": "ill",
                    "EMERGENCY": "emergency",
                    "TRAVEL": "travel",
                    "TECHNICAL": "technical",
                    "FORGOTTEN": "forgotten",
                    "OTHER": "other",
                },
            ),
        },
    )
    manager.add_column(
        table_class_name="Absence",
        tablename="absence",
        column_name="recorded_by",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="Absence",
        tablename="absence",
        column_name="recorded_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="DuplicatePair",
        tablename="duplicate_pair",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="DuplicatePair",
        tablename="duplicate_pair",
        column_name="first",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Candidate, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="DuplicatePair",
        tablename="duplicate_pair",
        column_name="second",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Candidate, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="DuplicatePair",
        tablename="duplicate_pair",
        column_name="score",
        column_class_name="SmallInt",
        column_class=SmallInt,
        params={"default": 0},
    )
    manager.add_column(
        table_class_name="DuplicatePair",
        tablename="duplicate_pair",
        column_name="reasons",
        column_class_name="JSONB",
        column_class=JSONB,
        params={"default": "[]"},
    )
    manager.add_column(
        table_class_name="DuplicatePair",
        tablename="duplicate_pair",
        column_name="status",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": "open",
            "choices": Enum("PairStatus", {"OPEN": "open", "DIFFERENT": "different", "MERGED": "merged"}),
        },
    )
    manager.add_column(
        table_class_name="DuplicatePair",
        tablename="duplicate_pair",
        column_name="found_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow()},
    )
    manager.add_column(
        table_class_name="DuplicatePair",
        tablename="duplicate_pair",
        column_name="asked_by",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": True, "index": True},
    )
    manager.add_column(
        table_class_name="DuplicatePair",
        tablename="duplicate_pair",
        column_name="decided_by",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": True, "index": True},
    )
    manager.add_column(
        table_class_name="DuplicatePair",
        tablename="duplicate_pair",
        column_name="decided_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="Reference",
        tablename="reference",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="Reference",
        tablename="reference",
        column_name="referee",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Referee, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "unique": True},
    )
    manager.add_column(
        table_class_name="Reference",
        tablename="reference",
        column_name="way",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 40, "default": "form", "choices": Enum("Way", {"FORM": "form", "OFF_SERVICE": "off_service"})},
    )
    manager.add_column(
        table_class_name="Reference",
        tablename="reference",
        column_name="relationship",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": None,
            "choices": Enum(
                "Relationship",
                {
                    "LINE_MANAGER": "line_manager",
                    "SUPERVISOR": "supervisor",
                    "PRACTICE_EDUCATOR": "practice_educator",
                    "SENIOR_MANAGER": "senior_manager",
                },
            ),
        },
    )
    manager.add_column(
        table_class_name="Reference",
        tablename="reference",
        column_name="worked_from",
        column_class_name="Date",
        column_class=Date,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="Reference",
        tablename="reference",
        column_name="worked_to",
        column_class_name="Date",
        column_class=Date,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="Reference",
        tablename="reference",
        column_name="job_title",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 120, "default": ""},
    )
    manager.add_column(
        table_class_name="Reference",
        tablename="reference",
        column_name="ratings",
        column_class_name="JSONB",
        column_class=JSONB,
        params={"default": "{}"},
    )
    manager.add_column(
        table_class_name="Reference",
        tablename="reference",
        column_name="has_concern",
        column_class_name="Boolean",
        column_class=Boolean,
        params={"default": False},
    )
    manager.add_column(
        table_class_name="Reference",
        tablename="reference",
        column_name="concern_detail",
        column_class_name="Text",
        column_class=Text,
        params={"default": "", "secret": True},
    )
    manager.add_column(
        table_class_name="Reference",
        tablename="reference",
        column_name="has_discipline",
        column_class_name="Boolean",
        column_class=Boolean,
        params={"default": False},
    )
    manager.add_column(
        table_class_name="Reference",
        tablename="reference",
        column_name="discipline_detail",
        column_class_name="Text",
        column_class=Text,
        params={"default": "", "secret": True},
    )
    manager.add_column(
        table_class_name="Reference",
        tablename="reference",
        column_name="would_reemploy",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 40, "default": None, "choices": Enum("Reemploy", {"YES": "yes", "NO": "no", "UNSURE": "unsure"})},
    )
    manager.add_column(
        table_class_name="Reference",
        tablename="reference",
        column_name="reemploy_detail",
        column_class_name="Text",
        column_class=Text,
        params={"default": "", "secret": True},
    )
    manager.add_column(
        table_class_name="Reference",
        tablename="reference",
        column_name="comments",
        column_class_name="Text",
        column_class=Text,
        params={"default": "", "secret": True},
    )
    manager.add_column(
        table_class_name="Reference",
        tablename="reference",
        column_name="signed_name",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 120, "default": ""},
    )
    manager.add_column(
        table_class_name="Reference",
        tablename="reference",
        column_name="received_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow()},
    )
    manager.add_column(
        table_class_name="Reference",
        tablename="reference",
        column_name="recorded_by",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": True, "index": True},
    )
    manager.add_column(
        table_class_name="Reference",
        tablename="reference",
        column_name="received_how",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 200, "default": ""},
    )
    manager.add_column(
        table_class_name="SlotHold",
        tablename="slot_hold",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="SlotHold",
        tablename="slot_hold",
        column_name="interview",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Interview, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "unique": True},
    )
    manager.add_column(
        table_class_name="SlotHold",
        tablename="slot_hold",
        column_name="starts_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="SlotHold",
        tablename="slot_hold",
        column_name="expires_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="RefereeCall",
        tablename="referee_call",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="RefereeCall",
        tablename="referee_call",
        column_name="candidate",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Candidate, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "unique": True},
    )
    manager.add_column(
        table_class_name="RefereeCall",
        tablename="referee_call",
        column_name="application",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Application, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="RefereeCall",
        tablename="referee_call",
        column_name="called_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow()},
    )
    manager.add_column(
        table_class_name="InterviewChange",
        tablename="interview_change",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="InterviewChange",
        tablename="interview_change",
        column_name="interview",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Interview, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="InterviewChange",
        tablename="interview_change",
        column_name="kind",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": None,
            "choices": Enum(
                "ChangeKind",
                {
                    "INVITED": "invited",
                    "TIME_CHOSEN": "time_chosen",
                    "BOOKED": "booked",
                    "MOVED": "moved",
                    "HANDED_OVER": "handed_over",
                    "PLACE_CHANGED": "place_changed",
                    "CANCELLED": "cancelled",
                    "HELD": "held",
                    "NO_SHOW": "no_show",
                },
            ),
        },
    )
    manager.add_column(
        table_class_name="InterviewChange",
        tablename="interview_change",
        column_name="changed_by",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": True, "index": True},
    )
    manager.add_column(
        table_class_name="InterviewChange",
        tablename="interview_change",
        column_name="changed_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="InterviewChange",
        tablename="interview_change",
        column_name="from_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="InterviewChange",
        tablename="interview_change",
        column_name="to_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="InterviewChange",
        tablename="interview_change",
        column_name="detail",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="CalendarSubscription",
        tablename="calendar_subscription",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="CalendarSubscription",
        tablename="calendar_subscription",
        column_name="user",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "unique": True},
    )
    manager.add_column(
        table_class_name="CalendarSubscription",
        tablename="calendar_subscription",
        column_name="address",
        column_class_name="Text",
        column_class=Text,
        params={"default": "", "secret": True},
    )
    manager.add_column(
        table_class_name="CalendarSubscription",
        tablename="calendar_subscription",
        column_name="added_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="CalendarSubscription",
        tablename="calendar_subscription",
        column_name="read_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="CalendarSubscription",
        tablename="calendar_subscription",
        column_name="busy_count",
        column_class_name="Integer",
        column_class=Integer,
        params={"default": 0},
    )
    manager.add_column(
        table_class_name="CalendarSubscription",
        tablename="calendar_subscription",
        column_name="problem",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="CalendarSubscription",
        tablename="calendar_subscription",
        column_name="failing_since",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="CalendarSubscription",
        tablename="calendar_subscription",
        column_name="told_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="StageMove",
        tablename="stage_move",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="StageMove",
        tablename="stage_move",
        column_name="application",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Application, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="StageMove",
        tablename="stage_move",
        column_name="from_stage",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 40, "default": ""},
    )
    manager.add_column(
        table_class_name="StageMove",
        tablename="stage_move",
        column_name="to_stage",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": None,
            "choices": Enum(
                "Stage",
                {
                    "APPLIED": "applied",
                    "SCREENING": "screening",
                    "CONVERSATION": "conversation",
                    "INTERVIEW": "interview",
                    "OFFER": "offer",
                    "CHECKS": "checks",
                    "READY": "ready",
                    "STARTED": "started",
                    "WITHDRAWN": "withdrawn",
                    "REJECTED": "rejected",
                },
            ),
        },
    )
    manager.add_column(
        table_class_name="StageMove",
        tablename="stage_move",
        column_name="moved_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow()},
    )
    manager.add_column(
        table_class_name="StageMove",
        tablename="stage_move",
        column_name="moved_by",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": True, "index": True},
    )
    manager.add_column(
        table_class_name="StageMove",
        tablename="stage_move",
        column_name="reason",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="TimesheetDay",
        tablename="timesheet_day",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="TimesheetDay",
        tablename="timesheet_day",
        column_name="timesheet",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Timesheet, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="TimesheetDay",
        tablename="timesheet_day",
        column_name="worked_on",
        column_class_name="Date",
        column_class=Date,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="TimesheetDay",
        tablename="timesheet_day",
        column_name="hours",
        column_class_name="Numeric",
        column_class=Numeric,
        params={"default": decimal.Decimal("0.00"), "digits": (4, 2)},
    )
    manager.add_column(
        table_class_name="AuthorityFigure",
        tablename="authority_figure",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="AuthorityFigure",
        tablename="authority_figure",
        column_name="authority",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Authority, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="AuthorityFigure",
        tablename="authority_figure",
        column_name="measure",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": None,
            "choices": Enum(
                "Measure",
                {"AGENCY_RATE": "agency_rate", "VACANCY_RATE": "vacancy_rate", "TURNOVER_RATE": "turnover_rate", "CASELOAD": "caseload"},
            ),
        },
    )
    manager.add_column(
        table_class_name="AuthorityFigure",
        tablename="authority_figure",
        column_name="year",
        column_class_name="SmallInt",
        column_class=SmallInt,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="AuthorityFigure",
        tablename="authority_figure",
        column_name="value",
        column_class_name="Numeric",
        column_class=Numeric,
        params={"default": None, "digits": (10, 2), "null": True},
    )
    manager.add_column(
        table_class_name="AuthorityFigure",
        tablename="authority_figure",
        column_name="symbol",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 10,
            "default": None,
            "null": True,
            "choices": Enum("Symbol", {"UNAVAILABLE": "x", "NOT_APPLICABLE": "z", "SUPPRESSED": "c", "LOW": "low"}),
        },
    )
    manager.add_column(
        table_class_name="AuthorityFigure",
        tablename="authority_figure",
        column_name="source",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="Champion",
        tablename="champion",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="Champion",
        tablename="champion",
        column_name="user",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "unique": True},
    )
    manager.add_column(
        table_class_name="Champion",
        tablename="champion",
        column_name="home_team",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 120, "default": ""},
    )
    manager.add_column(
        table_class_name="Champion",
        tablename="champion",
        column_name="accredited_until",
        column_class_name="Date",
        column_class=Date,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="Champion",
        tablename="champion",
        column_name="levels",
        column_class_name="Array",
        column_class=Array,
        params={"default": list, "base_column": SmallInt(default=0)},
    )
    manager.add_column(
        table_class_name="Champion",
        tablename="champion",
        column_name="weekly_cap",
        column_class_name="SmallInt",
        column_class=SmallInt,
        params={"default": 6},
    )
    manager.add_column(
        table_class_name="Champion",
        tablename="champion",
        column_name="division",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": "england-and-wales",
            "choices": Enum(
                "Division", {"ENGLAND_AND_WALES": "england-and-wales", "SCOTLAND": "scotland", "NORTHERN_IRELAND": "northern-ireland"}
            ),
        },
    )
    manager.add_column(
        table_class_name="Champion",
        tablename="champion",
        column_name="buffer_minutes",
        column_class_name="SmallInt",
        column_class=SmallInt,
        params={"default": 15},
    )
    manager.add_column(
        table_class_name="Champion",
        tablename="champion",
        column_name="notice_hours",
        column_class_name="SmallInt",
        column_class=SmallInt,
        params={"default": 24},
    )
    manager.add_column(
        table_class_name="Champion",
        tablename="champion",
        column_name="horizon_days",
        column_class_name="SmallInt",
        column_class=SmallInt,
        params={"default": 56},
    )
    manager.add_column(
        table_class_name="Champion",
        tablename="champion",
        column_name="video_link",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 300, "default": ""},
    )
    manager.add_column(
        table_class_name="Champion",
        tablename="champion",
        column_name="is_active",
        column_class_name="Boolean",
        column_class=Boolean,
        params={"default": True},
    )
    manager.add_column(
        table_class_name="CalendarFeed",
        tablename="calendar_feed",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="CalendarFeed",
        tablename="calendar_feed",
        column_name="champion",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Champion, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "unique": True},
    )
    manager.add_column(
        table_class_name="CalendarFeed",
        tablename="calendar_feed",
        column_name="token_hash",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 64, "default": "", "unique": True, "secret": True},
    )
    manager.add_column(
        table_class_name="CalendarFeed",
        tablename="calendar_feed",
        column_name="made_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="PanelSeat",
        tablename="panel_seat",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="PanelSeat",
        tablename="panel_seat",
        column_name="interview",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Interview, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": True, "index": True},
    )
    manager.add_column(
        table_class_name="PanelSeat",
        tablename="panel_seat",
        column_name="hold",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": SlotHold, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": True, "index": True},
    )
    manager.add_column(
        table_class_name="PanelSeat",
        tablename="panel_seat",
        column_name="champion",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Champion, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="PanelSeat",
        tablename="panel_seat",
        column_name="is_lead",
        column_class_name="Boolean",
        column_class=Boolean,
        params={"default": False},
    )
    manager.add_column(
        table_class_name="PanelSeat",
        tablename="panel_seat",
        column_name="busy_from",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="PanelSeat",
        tablename="panel_seat",
        column_name="busy_to",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="VetoQuestion",
        tablename="veto_question",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="VetoQuestion",
        tablename="veto_question",
        column_name="kit_version",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": KitVersion, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="VetoQuestion",
        tablename="veto_question",
        column_name="position",
        column_class_name="SmallInt",
        column_class=SmallInt,
        params={"default": 1},
    )
    manager.add_column(
        table_class_name="VetoQuestion",
        tablename="veto_question",
        column_name="area",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": "safeguarding",
            "choices": Enum("Area", {"PRACTICE": "practice", "VALUES": "values", "SAFEGUARDING": "safeguarding"}),
        },
    )
    manager.add_column(
        table_class_name="VetoQuestion",
        tablename="veto_question",
        column_name="wording",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 300, "default": ""},
    )
    manager.add_column(
        table_class_name="ApiKey",
        tablename="api_key",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="ApiKey",
        tablename="api_key",
        column_name="prefix",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 16, "default": "", "unique": True},
    )
    manager.add_column(
        table_class_name="ApiKey",
        tablename="api_key",
        column_name="secret",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 64, "default": "", "secret": True},
    )
    manager.add_column(
        table_class_name="ApiKey",
        tablename="api_key",
        column_name="user",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="ApiKey",
        tablename="api_key",
        column_name="label",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 100, "default": ""},
    )
    manager.add_column(
        table_class_name="ApiKey",
        tablename="api_key",
        column_name="created_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow()},
    )
    manager.add_column(
        table_class_name="ApiKey",
        tablename="api_key",
        column_name="last_used_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="ApiKey",
        tablename="api_key",
        column_name="revoked_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="Note",
        tablename="note",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="Note",
        tablename="note",
        column_name="application",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Application, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="Note",
        tablename="note",
        column_name="author",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="Note", tablename="note", column_name="text", column_class_name="Text", column_class=Text, params={"default": ""}
    )
    manager.add_column(
        table_class_name="Note",
        tablename="note",
        column_name="is_shared",
        column_class_name="Boolean",
        column_class=Boolean,
        params={"default": False},
    )
    manager.add_column(
        table_class_name="Note",
        tablename="note",
        column_name="written_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow()},
    )
    manager.add_column(
        table_class_name="PlacementRequest",
        tablename="placement_request",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="PlacementRequest",
        tablename="placement_request",
        column_name="reference",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 20, "default": "", "unique": True},
    )
    manager.add_column(
        table_class_name="PlacementRequest",
        tablename="placement_request",
        column_name="client",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Client, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="PlacementRequest",
        tablename="placement_request",
        column_name="team",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Team, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="PlacementRequest",
        tablename="placement_request",
        column_name="grade",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Grade, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="PlacementRequest",
        tablename="placement_request",
        column_name="starts_on",
        column_class_name="Date",
        column_class=Date,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="PlacementRequest",
        tablename="placement_request",
        column_name="ends_on",
        column_class_name="Date",
        column_class=Date,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="PlacementRequest",
        tablename="placement_request",
        column_name="fte",
        column_class_name="Numeric",
        column_class=Numeric,
        params={"default": decimal.Decimal("1.00"), "digits": (3, 2)},
    )
    manager.add_column(
        table_class_name="PlacementRequest",
        tablename="placement_request",
        column_name="po_number",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 40, "default": ""},
    )
    manager.add_column(
        table_class_name="PlacementRequest",
        tablename="placement_request",
        column_name="supervisor",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 120, "default": ""},
    )
    manager.add_column(
        table_class_name="PlacementRequest",
        tablename="placement_request",
        column_name="details",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="PlacementRequest",
        tablename="placement_request",
        column_name="status",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": "open",
            "index": True,
            "choices": Enum(
                "RequestStatus",
                {"OPEN": "open", "PICKED": "picked", "CONFIRMED": "confirmed", "CANCELLED": "cancelled", "DECLINED": "declined"},
            ),
        },
    )
    manager.add_column(
        table_class_name="PlacementRequest",
        tablename="placement_request",
        column_name="status_reason",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="PlacementRequest",
        tablename="placement_request",
        column_name="requested_by",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="PlacementRequest",
        tablename="placement_request",
        column_name="requested_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow()},
    )
    manager.add_column(
        table_class_name="PlacementRequest",
        tablename="placement_request",
        column_name="version",
        column_class_name="Integer",
        column_class=Integer,
        params={"default": 1},
    )
    manager.add_column(
        table_class_name="Organisation",
        tablename="organisation",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="Organisation",
        tablename="organisation",
        column_name="name",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 200, "default": "", "unique": True},
    )
    manager.add_column(
        table_class_name="Organisation",
        tablename="organisation",
        column_name="kind",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 40, "default": "council", "choices": Enum("OrganisationKind", {"AFC": "afc", "COUNCIL": "council"})},
    )
    manager.add_column(
        table_class_name="Organisation",
        tablename="organisation",
        column_name="created_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow()},
    )
    manager.add_column(
        table_class_name="Room",
        tablename="room",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="Room",
        tablename="room",
        column_name="name",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 80, "default": ""},
    )
    manager.add_column(
        table_class_name="Room",
        tablename="room",
        column_name="site",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 200, "default": ""},
    )
    manager.add_column(
        table_class_name="Room",
        tablename="room",
        column_name="capacity",
        column_class_name="SmallInt",
        column_class=SmallInt,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="Room",
        tablename="room",
        column_name="accessibility",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="Room",
        tablename="room",
        column_name="is_active",
        column_class_name="Boolean",
        column_class=Boolean,
        params={"default": True},
    )
    manager.add_column(
        table_class_name="ReferenceQuestion",
        tablename="reference_question",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="ReferenceQuestion",
        tablename="reference_question",
        column_name="referee",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Referee, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="ReferenceQuestion",
        tablename="reference_question",
        column_name="question",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="ReferenceQuestion",
        tablename="reference_question",
        column_name="asked_by",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="ReferenceQuestion",
        tablename="reference_question",
        column_name="asked_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow()},
    )
    manager.add_column(
        table_class_name="ReferenceQuestion",
        tablename="reference_question",
        column_name="answer",
        column_class_name="Text",
        column_class=Text,
        params={"default": "", "secret": True},
    )
    manager.add_column(
        table_class_name="ReferenceQuestion",
        tablename="reference_question",
        column_name="answered_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="Proposal",
        tablename="proposal",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="Proposal",
        tablename="proposal",
        column_name="placement_request",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={
            "references": PlacementRequest,
            "on_delete": OnDelete.restrict,
            "on_update": OnUpdate.restrict,
            "null": False,
            "index": True,
        },
    )
    manager.add_column(
        table_class_name="Proposal",
        tablename="proposal",
        column_name="staff_member",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": StaffMember, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="Proposal",
        tablename="proposal",
        column_name="status",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": None,
            "choices": Enum(
                "ProposalStatus", {"PICKED": "picked", "CONFIRMED": "confirmed", "DECLINED": "declined", "WITHDRAWN": "withdrawn"}
            ),
        },
    )
    manager.add_column(
        table_class_name="Proposal",
        tablename="proposal",
        column_name="score",
        column_class_name="SmallInt",
        column_class=SmallInt,
        params={"default": 0},
    )
    manager.add_column(
        table_class_name="Proposal",
        tablename="proposal",
        column_name="breakdown",
        column_class_name="JSONB",
        column_class=JSONB,
        params={"default": "{}"},
    )
    manager.add_column(
        table_class_name="Proposal",
        tablename="proposal",
        column_name="reason",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="Proposal",
        tablename="proposal",
        column_name="decided_by",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="Proposal",
        tablename="proposal",
        column_name="decided_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow()},
    )
    manager.add_column(
        table_class_name="AccessToken",
        tablename="access_token",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="AccessToken",
        tablename="access_token",
        column_name="token",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 64, "default": "", "unique": True, "secret": True},
    )
    manager.add_column(
        table_class_name="AccessToken",
        tablename="access_token",
        column_name="purpose",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": None,
            "choices": Enum(
                "TokenPurpose", {"SIGN_IN": "sign_in", "INVITATION": "invitation", "CHANGE_EMAIL": "change_email", "RECORD": "record"}
            ),
        },
    )
    manager.add_column(
        table_class_name="AccessToken",
        tablename="access_token",
        column_name="user",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": True, "index": True},
    )
    manager.add_column(
        table_class_name="AccessToken",
        tablename="access_token",
        column_name="permissions",
        column_class_name="Array",
        column_class=Array,
        params={"default": list, "base_column": Varchar(length=60, default="")},
    )
    manager.add_column(
        table_class_name="AccessToken",
        tablename="access_token",
        column_name="record_id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="AccessToken",
        tablename="access_token",
        column_name="email",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 254, "default": ""},
    )
    manager.add_column(
        table_class_name="AccessToken",
        tablename="access_token",
        column_name="is_single_use",
        column_class_name="Boolean",
        column_class=Boolean,
        params={"default": True},
    )
    manager.add_column(
        table_class_name="AccessToken",
        tablename="access_token",
        column_name="expires_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="AccessToken",
        tablename="access_token",
        column_name="used_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="AccessToken",
        tablename="access_token",
        column_name="revoked_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="AccessToken",
        tablename="access_token",
        column_name="created_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow()},
    )
    manager.add_column(
        table_class_name="PoolSkill",
        tablename="pool_skill",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="PoolSkill",
        tablename="pool_skill",
        column_name="member",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": PoolMember, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="PoolSkill",
        tablename="pool_skill",
        column_name="skill",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Skill, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="SurveyInvitation",
        tablename="survey_invitation",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="SurveyInvitation",
        tablename="survey_invitation",
        column_name="application",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Application, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "unique": True},
    )
    manager.add_column(
        table_class_name="SurveyInvitation",
        tablename="survey_invitation",
        column_name="reached",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": None,
            "choices": Enum("Reached", {"APPLICATION": "application", "INTERVIEW": "interview", "OFFER": "offer"}),
        },
    )
    manager.add_column(
        table_class_name="SurveyInvitation",
        tablename="survey_invitation",
        column_name="result",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": None,
            "choices": Enum("Result", {"OFFERED": "offered", "REJECTED": "rejected", "WITHDREW": "withdrew"}),
        },
    )
    manager.add_column(
        table_class_name="SurveyInvitation",
        tablename="survey_invitation",
        column_name="ordered_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="SurveyInvitation",
        tablename="survey_invitation",
        column_name="sent_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="CheckOverride",
        tablename="check_override",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="CheckOverride",
        tablename="check_override",
        column_name="check_record",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Check, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="CheckOverride",
        tablename="check_override",
        column_name="status",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": "requested",
            "choices": Enum("OverrideStatus", {"REQUESTED": "requested", "GRANTED": "granted", "REFUSED": "refused", "ENDED": "ended"}),
        },
    )
    manager.add_column(
        table_class_name="CheckOverride",
        tablename="check_override",
        column_name="reason",
        column_class_name="Text",
        column_class=Text,
        params={"default": "", "secret": True},
    )
    manager.add_column(
        table_class_name="CheckOverride",
        tablename="check_override",
        column_name="condition",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="CheckOverride",
        tablename="check_override",
        column_name="expires_on",
        column_class_name="Date",
        column_class=Date,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="CheckOverride",
        tablename="check_override",
        column_name="requested_by",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="CheckOverride",
        tablename="check_override",
        column_name="requested_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow()},
    )
    manager.add_column(
        table_class_name="CheckOverride",
        tablename="check_override",
        column_name="decided_by",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": True, "index": True},
    )
    manager.add_column(
        table_class_name="CheckOverride",
        tablename="check_override",
        column_name="decided_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="CheckOverride",
        tablename="check_override",
        column_name="ended_reason",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="PoolCall",
        tablename="pool_call",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="PoolCall",
        tablename="pool_call",
        column_name="member",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": PoolMember, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="PoolCall",
        tablename="pool_call",
        column_name="vacancy",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Vacancy, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="PoolCall",
        tablename="pool_call",
        column_name="text",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="PoolCall",
        tablename="pool_call",
        column_name="called_by",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="PoolCall",
        tablename="pool_call",
        column_name="called_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow()},
    )
    manager.add_column(
        table_class_name="MessageTemplate",
        tablename="message_template",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="MessageTemplate",
        tablename="message_template",
        column_name="name",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 60, "default": ""},
    )
    manager.add_column(
        table_class_name="MessageTemplate",
        tablename="message_template",
        column_name="version",
        column_class_name="Integer",
        column_class=Integer,
        params={"default": 1},
    )
    manager.add_column(
        table_class_name="MessageTemplate",
        tablename="message_template",
        column_name="subject",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 200, "default": ""},
    )
    manager.add_column(
        table_class_name="MessageTemplate",
        tablename="message_template",
        column_name="body_text",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="MessageTemplate",
        tablename="message_template",
        column_name="is_current",
        column_class_name="Boolean",
        column_class=Boolean,
        params={"default": True},
    )
    manager.add_column(
        table_class_name="MessageTemplate",
        tablename="message_template",
        column_name="updated_by",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="MessageTemplate",
        tablename="message_template",
        column_name="updated_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow()},
    )
    manager.add_column(
        table_class_name="Concern",
        tablename="concern",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="Concern",
        tablename="concern",
        column_name="scorecard",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Scorecard, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="Concern",
        tablename="concern",
        column_name="question",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": VetoQuestion, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="Concern",
        tablename="concern",
        column_name="is_concern",
        column_class_name="Boolean",
        column_class=Boolean,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="Concern",
        tablename="concern",
        column_name="evidence",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="Authority",
        tablename="authority",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="Authority",
        tablename="authority",
        column_name="gss_code",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 9, "default": "", "unique": True},
    )
    manager.add_column(
        table_class_name="Authority",
        tablename="authority",
        column_name="dfe_code",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 3, "default": "", "unique": True},
    )
    manager.add_column(
        table_class_name="Authority",
        tablename="authority",
        column_name="name",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 120, "default": "", "unique": True},
    )
    manager.add_column(
        table_class_name="Authority",
        tablename="authority",
        column_name="authority_type",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 40, "default": ""},
    )
    manager.add_column(
        table_class_name="Authority",
        tablename="authority",
        column_name="region_code",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 9, "default": "", "index": True},
    )
    manager.add_column(
        table_class_name="Authority",
        tablename="authority",
        column_name="region",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 60, "default": ""},
    )
    manager.add_column(
        table_class_name="Authority",
        tablename="authority",
        column_name="london_subregion",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 20, "default": ""},
    )
    manager.add_column(
        table_class_name="Authority",
        tablename="authority",
        column_name="joint_return",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 120, "default": ""},
    )
    manager.add_column(
        table_class_name="Authority",
        tablename="authority",
        column_name="delivery_body",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 120, "default": ""},
    )
    manager.add_column(
        table_class_name="Authority",
        tablename="authority",
        column_name="ofsted_grade",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": None,
            "null": True,
            "choices": Enum(
                "OfstedGrade",
                {"OUTSTANDING": "outstanding", "GOOD": "good", "REQUIRES_IMPROVEMENT": "requires_improvement", "INADEQUATE": "inadequate"},
            ),
        },
    )
    manager.add_column(
        table_class_name="Authority",
        tablename="authority",
        column_name="ofsted_inspected_on",
        column_class_name="Date",
        column_class=Date,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="Authority",
        tablename="authority",
        column_name="ofsted_as_at",
        column_class_name="Date",
        column_class=Date,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="Authority",
        tablename="authority",
        column_name="source",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="SearchEntry",
        tablename="search_entry",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="SearchEntry",
        tablename="search_entry",
        column_name="application",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Application, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "unique": True},
    )
    manager.add_column(
        table_class_name="SearchEntry",
        tablename="search_entry",
        column_name="words",
        column_class_name="Array",
        column_class=Array,
        params={"default": list, "base_column": Text(default="")},
    )
    manager.add_column(
        table_class_name="SearchEntry",
        tablename="search_entry",
        column_name="made_from",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 32, "default": ""},
    )
    manager.add_column(
        table_class_name="DbsAssessment",
        tablename="dbs_assessment",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="DbsAssessment",
        tablename="dbs_assessment",
        column_name="check_record",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Check, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="DbsAssessment",
        tablename="dbs_assessment",
        column_name="certificate",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 12, "default": ""},
    )
    manager.add_column(
        table_class_name="DbsAssessment",
        tablename="dbs_assessment",
        column_name="opened_by",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="DbsAssessment",
        tablename="dbs_assessment",
        column_name="opened_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow()},
    )
    manager.add_column(
        table_class_name="DbsAssessment",
        tablename="dbs_assessment",
        column_name="explanation",
        column_class_name="Text",
        column_class=Text,
        params={"default": "", "secret": True},
    )
    manager.add_column(
        table_class_name="DbsAssessment",
        tablename="dbs_assessment",
        column_name="explained_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="DbsAssessment",
        tablename="dbs_assessment",
        column_name="relevance",
        column_class_name="Text",
        column_class=Text,
        params={"default": "", "secret": True},
    )
    manager.add_column(
        table_class_name="DbsAssessment",
        tablename="dbs_assessment",
        column_name="seriousness",
        column_class_name="Text",
        column_class=Text,
        params={"default": "", "secret": True},
    )
    manager.add_column(
        table_class_name="DbsAssessment",
        tablename="dbs_assessment",
        column_name="time_passed",
        column_class_name="Text",
        column_class=Text,
        params={"default": "", "secret": True},
    )
    manager.add_column(
        table_class_name="DbsAssessment",
        tablename="dbs_assessment",
        column_name="circumstances",
        column_class_name="Text",
        column_class=Text,
        params={"default": "", "secret": True},
    )
    manager.add_column(
        table_class_name="DbsAssessment",
        tablename="dbs_assessment",
        column_name="pattern",
        column_class_name="Text",
        column_class=Text,
        params={"default": "", "secret": True},
    )
    manager.add_column(
        table_class_name="DbsAssessment",
        tablename="dbs_assessment",
        column_name="assessed_by",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": True, "index": True},
    )
    manager.add_column(
        table_class_name="DbsAssessment",
        tablename="dbs_assessment",
        column_name="assessed_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="DbsAssessment",
        tablename="dbs_assessment",
        column_name="outcome",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 40, "default": None, "null": True, "choices": Enum("AssessmentOutcome", {"PROCEED": "proceed", "STOP": "stop"})},
    )
    manager.add_column(
        table_class_name="DbsAssessment",
        tablename="dbs_assessment",
        column_name="reason",
        column_class_name="Text",
        column_class=Text,
        params={"default": "", "secret": True},
    )
    manager.add_column(
        table_class_name="DbsAssessment",
        tablename="dbs_assessment",
        column_name="safeguards",
        column_class_name="Text",
        column_class=Text,
        params={"default": "", "secret": True},
    )
    manager.add_column(
        table_class_name="DbsAssessment",
        tablename="dbs_assessment",
        column_name="decided_by",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": True, "index": True},
    )
    manager.add_column(
        table_class_name="DbsAssessment",
        tablename="dbs_assessment",
        column_name="decided_as",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 120, "default": ""},
    )
    manager.add_column(
        table_class_name="DbsAssessment",
        tablename="dbs_assessment",
        column_name="decided_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="DbsAssessment",
        tablename="dbs_assessment",
        column_name="forgotten_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="StaffSkill",
        tablename="staff_skill",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="StaffSkill",
        tablename="staff_skill",
        column_name="staff_member",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": StaffMember, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="StaffSkill",
        tablename="staff_skill",
        column_name="skill",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Skill, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="StaffSkill",
        tablename="staff_skill",
        column_name="years",
        column_class_name="SmallInt",
        column_class=SmallInt,
        params={"default": 1},
    )
    manager.add_column(
        table_class_name="Rate",
        tablename="rate",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="Rate",
        tablename="rate",
        column_name="kind",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": None,
            "choices": Enum(
                "RateKind",
                {
                    "VAT_STANDARD": "vat_standard",
                    "VAT_REDUCED": "vat_reduced",
                    "VAT_ZERO": "vat_zero",
                    "EMPLOYER_NI_RATE": "employer_ni_rate",
                    "EMPLOYER_NI_THRESHOLD": "employer_ni_threshold",
                    "APPRENTICESHIP_LEVY_RATE": "apprenticeship_levy_rate",
                    "APPRENTICESHIP_LEVY_ALLOWANCE": "apprenticeship_levy_allowance",
                    "LGPS_EMPLOYER_RATE": "lgps_employer_rate",
                    "LGPS_SAMPLE_MEAN": "lgps_sample_mean",
                    "LATE_PAYMENT_MARGIN": "late_payment_margin",
                    "LATE_PAYMENT_REFERENCE": "late_payment_reference",
                    "LATE_PAYMENT_FIXED_SUM": "late_payment_fixed_sum",
                    "PAYMENT_TERM": "payment_term",
                    "ANNUAL_LEAVE": "annual_leave",
                    "EXTRA_STATUTORY_LEAVE": "extra_statutory_leave",
                    "SICKNESS": "sickness",
                    "WEEKLY_HOURS": "weekly_hours",
                    "WEEKLY_HOURS_LONDON": "weekly_hours_london",
                    "REFERENCE_COVER": "reference_cover",
                    "REFERENCE_LINK": "reference_link",
                    "REFERENCE_REMINDER": "reference_reminder",
                    "REFERENCE_HEARING": "reference_hearing",
                    "DISCLOSURE_REMINDER": "disclosure_reminder",
                    "REFERENCE_KEPT": "reference_kept",
                    "REFERENCE_KEPT_OF_STAFF": "reference_kept_of_staff",
                    "DISCLOSURE_LINK": "disclosure_link",
                    "DISCLOSURE_KEPT": "disclosure_kept",
                    "CHECK_DUE_SOON": "check_due_soon",
                    "CHECK_OVERRIDE": "check_override",
                    "RIGHT_TO_WORK_NOTICE": "right_to_work_notice",
                    "DBS_STATUS": "dbs_status",
                    "DBS_HEARING": "dbs_hearing",
                    "DBS_DETAIL_KEPT": "dbs_detail_kept",
                    "POOL_KEPT": "pool_kept",
                    "POOL_ANSWER": "pool_answer",
                    "POOL_WARNING": "pool_warning",
                },
            ),
        },
    )
    manager.add_column(
        table_class_name="Rate",
        tablename="rate",
        column_name="band_from",
        column_class_name="Numeric",
        column_class=Numeric,
        params={"default": decimal.Decimal("0.00"), "digits": (12, 2)},
    )
    manager.add_column(
        table_class_name="Rate",
        tablename="rate",
        column_name="value",
        column_class_name="Numeric",
        column_class=Numeric,
        params={"default": None, "digits": (12, 4)},
    )
    manager.add_column(
        table_class_name="Rate",
        tablename="rate",
        column_name="effective_from",
        column_class_name="Date",
        column_class=Date,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="Rate",
        tablename="rate",
        column_name="effective_to",
        column_class_name="Date",
        column_class=Date,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="Rate", tablename="rate", column_name="source", column_class_name="Text", column_class=Text, params={"default": ""}
    )
    manager.add_column(
        table_class_name="Rate", tablename="rate", column_name="note", column_class_name="Text", column_class=Text, params={"default": ""}
    )
    manager.add_column(
        table_class_name="Rate",
        tablename="rate",
        column_name="is_confirmed",
        column_class_name="Boolean",
        column_class=Boolean,
        params={"default": True},
    )
    manager.add_column(
        table_class_name="Rate",
        tablename="rate",
        column_name="is_demonstration",
        column_class_name="Boolean",
        column_class=Boolean,
        params={"default": False},
    )
    manager.add_column(
        table_class_name="Invoice",
        tablename="invoice",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="Invoice",
        tablename="invoice",
        column_name="number",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 20, "default": "", "unique": True},
    )
    manager.add_column(
        table_class_name="Invoice",
        tablename="invoice",
        column_name="kind",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 40, "default": "invoice", "choices": Enum("InvoiceKind", {"INVOICE": "invoice", "CREDIT_NOTE": "credit_note"})},
    )
    manager.add_column(
        table_class_name="Invoice",
        tablename="invoice",
        column_name="credits",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": "self", "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": True, "unique": True},
    )
    manager.add_column(
        table_class_name="Invoice",
        tablename="invoice",
        column_name="client",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Client, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="Invoice",
        tablename="invoice",
        column_name="run",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": BillingRun, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": True, "index": True},
    )
    manager.add_column(
        table_class_name="Invoice",
        tablename="invoice",
        column_name="seller_name",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 200, "default": ""},
    )
    manager.add_column(
        table_class_name="Invoice",
        tablename="invoice",
        column_name="seller_address",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="Invoice",
        tablename="invoice",
        column_name="seller_vat_number",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 16, "default": ""},
    )
    manager.add_column(
        table_class_name="Invoice",
        tablename="invoice",
        column_name="seller_company_number",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 16, "default": ""},
    )
    manager.add_column(
        table_class_name="Invoice",
        tablename="invoice",
        column_name="seller_email",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 254, "default": ""},
    )
    manager.add_column(
        table_class_name="Invoice",
        tablename="invoice",
        column_name="bank_name",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 120, "default": ""},
    )
    manager.add_column(
        table_class_name="Invoice",
        tablename="invoice",
        column_name="sort_code",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 8, "default": ""},
    )
    manager.add_column(
        table_class_name="Invoice",
        tablename="invoice",
        column_name="account_number",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 8, "default": ""},
    )
    manager.add_column(
        table_class_name="Invoice",
        tablename="invoice",
        column_name="buyer_name",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 200, "default": ""},
    )
    manager.add_column(
        table_class_name="Invoice",
        tablename="invoice",
        column_name="buyer_address",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="Invoice",
        tablename="invoice",
        column_name="po_number",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 40, "default": ""},
    )
    manager.add_column(
        table_class_name="Invoice",
        tablename="invoice",
        column_name="period_from",
        column_class_name="Date",
        column_class=Date,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="Invoice",
        tablename="invoice",
        column_name="period_to",
        column_class_name="Date",
        column_class=Date,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="Invoice",
        tablename="invoice",
        column_name="issued_on",
        column_class_name="Date",
        column_class=Date,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="Invoice",
        tablename="invoice",
        column_name="due_on",
        column_class_name="Date",
        column_class=Date,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="Invoice",
        tablename="invoice",
        column_name="net_amount",
        column_class_name="Numeric",
        column_class=Numeric,
        params={"default": None, "digits": (12, 2)},
    )
    manager.add_column(
        table_class_name="Invoice",
        tablename="invoice",
        column_name="vat_rate",
        column_class_name="Numeric",
        column_class=Numeric,
        params={"default": None, "digits": (5, 2)},
    )
    manager.add_column(
        table_class_name="Invoice",
        tablename="invoice",
        column_name="vat_amount",
        column_class_name="Numeric",
        column_class=Numeric,
        params={"default": None, "digits": (12, 2)},
    )
    manager.add_column(
        table_class_name="Invoice",
        tablename="invoice",
        column_name="gross_amount",
        column_class_name="Numeric",
        column_class=Numeric,
        params={"default": None, "digits": (12, 2)},
    )
    manager.add_column(
        table_class_name="Invoice",
        tablename="invoice",
        column_name="reason",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="Invoice",
        tablename="invoice",
        column_name="issued_by",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": True, "index": True},
    )
    manager.add_column(
        table_class_name="Invoice",
        tablename="invoice",
        column_name="issued_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="AgencyWorker",
        tablename="agency_worker",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="AgencyWorker",
        tablename="agency_worker",
        column_name="client",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Client, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="AgencyWorker",
        tablename="agency_worker",
        column_name="first_name",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 100, "default": ""},
    )
    manager.add_column(
        table_class_name="AgencyWorker",
        tablename="agency_worker",
        column_name="last_name",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 100, "default": ""},
    )
    manager.add_column(
        table_class_name="AgencyWorker",
        tablename="agency_worker",
        column_name="email",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 254, "default": ""},
    )
    manager.add_column(
        table_class_name="AgencyWorker",
        tablename="agency_worker",
        column_name="swe_number",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 8, "default": ""},
    )
    manager.add_column(
        table_class_name="AgencyWorker",
        tablename="agency_worker",
        column_name="agency",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 120, "default": ""},
    )
    manager.add_column(
        table_class_name="AgencyWorker",
        tablename="agency_worker",
        column_name="job_type",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": None,
            "choices": Enum(
                "AgencyJobType",
                {
                    "SOCIAL_WORKER": "social_worker",
                    "SENIOR_SOCIAL_WORKER": "senior_social_worker",
                    "ADVANCED_PRACTITIONER": "advanced_practitioner",
                    "TEAM_MANAGER": "team_manager",
                    "IRO_CP_CHAIR": "iro_cp_chair",
                },
            ),
        },
    )
    manager.add_column(
        table_class_name="AgencyWorker",
        tablename="agency_worker",
        column_name="team",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 120, "default": ""},
    )
    manager.add_column(
        table_class_name="AgencyWorker",
        tablename="agency_worker",
        column_name="hourly_amount",
        column_class_name="Numeric",
        column_class=Numeric,
        params={"default": None, "digits": (12, 2)},
    )
    manager.add_column(
        table_class_name="AgencyWorker",
        tablename="agency_worker",
        column_name="weekly_hours",
        column_class_name="Numeric",
        column_class=Numeric,
        params={"default": decimal.Decimal("37.00"), "digits": (4, 2)},
    )
    manager.add_column(
        table_class_name="AgencyWorker",
        tablename="agency_worker",
        column_name="started_on",
        column_class_name="Date",
        column_class=Date,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="AgencyWorker",
        tablename="agency_worker",
        column_name="left_on",
        column_class_name="Date",
        column_class=Date,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="AgencyWorker",
        tablename="agency_worker",
        column_name="last_import",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": WorkerImport, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": True, "index": True},
    )
    manager.add_column(
        table_class_name="Application",
        tablename="application",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="Application",
        tablename="application",
        column_name="reference",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 20, "default": "", "unique": True},
    )
    manager.add_column(
        table_class_name="Application",
        tablename="application",
        column_name="candidate",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Candidate, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="Application",
        tablename="application",
        column_name="vacancy",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Vacancy, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="Application",
        tablename="application",
        column_name="stage",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": "applied",
            "choices": Enum(
                "Stage",
                {
                    "APPLIED": "applied",
                    "SCREENING": "screening",
                    "CONVERSATION": "conversation",
                    "INTERVIEW": "interview",
                    "OFFER": "offer",
                    "CHECKS": "checks",
                    "READY": "ready",
                    "STARTED": "started",
                    "WITHDRAWN": "withdrawn",
                    "REJECTED": "rejected",
                },
            ),
        },
    )
    manager.add_column(
        table_class_name="Application",
        tablename="application",
        column_name="stage_entered_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow()},
    )
    manager.add_column(
        table_class_name="Application",
        tablename="application",
        column_name="source",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": "direct",
            "choices": Enum("Source", {"DIRECT": "direct", "REFERRAL": "referral", "AGENCY": "agency", "IMPORT": "import"}),
        },
    )
    manager.add_column(
        table_class_name="Application",
        tablename="application",
        column_name="motivation",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="Application",
        tablename="application",
        column_name="experience_years",
        column_class_name="SmallInt",
        column_class=SmallInt,
        params={"default": 0},
    )
    manager.add_column(
        table_class_name="Application",
        tablename="application",
        column_name="needs",
        column_class_name="Text",
        column_class=Text,
        params={"default": "", "secret": True},
    )
    manager.add_column(
        table_class_name="Application",
        tablename="application",
        column_name="declared",
        column_class_name="JSONB",
        column_class=JSONB,
        params={"default": "{}"},
    )
    manager.add_column(
        table_class_name="Application",
        tablename="application",
        column_name="next_actor",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": "champion",
            "choices": Enum(
                "NextActor",
                {"CANDIDATE": "candidate", "CHAMPION": "champion", "PANEL": "panel", "OPERATIONS": "operations", "NOBODY": "nobody"},
            ),
        },
    )
    manager.add_column(
        table_class_name="Application",
        tablename="application",
        column_name="next_action",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 120, "default": ""},
    )
    manager.add_column(
        table_class_name="Application",
        tablename="application",
        column_name="next_due_on",
        column_class_name="Date",
        column_class=Date,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="Application",
        tablename="application",
        column_name="champion",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": True, "index": True},
    )
    manager.add_column(
        table_class_name="Application",
        tablename="application",
        column_name="ended_reason",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 60, "default": ""},
    )
    manager.add_column(
        table_class_name="Application",
        tablename="application",
        column_name="ended_detail",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="Application",
        tablename="application",
        column_name="applied_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow()},
    )
    manager.add_column(
        table_class_name="Application",
        tablename="application",
        column_name="version",
        column_class_name="Integer",
        column_class=Integer,
        params={"default": 1},
    )
    manager.add_column(
        table_class_name="StaffConflict",
        tablename="staff_conflict",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="StaffConflict",
        tablename="staff_conflict",
        column_name="staff_member",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": StaffMember, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="StaffConflict",
        tablename="staff_conflict",
        column_name="client",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Client, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="StaffConflict",
        tablename="staff_conflict",
        column_name="reason",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="StaffConflict",
        tablename="staff_conflict",
        column_name="until",
        column_class_name="Date",
        column_class=Date,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="WeeklyHours",
        tablename="weekly_hours",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="WeeklyHours",
        tablename="weekly_hours",
        column_name="champion",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Champion, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="WeeklyHours",
        tablename="weekly_hours",
        column_name="weekday",
        column_class_name="SmallInt",
        column_class=SmallInt,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="WeeklyHours",
        tablename="weekly_hours",
        column_name="starts_at",
        column_class_name="Time",
        column_class=Time,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="WeeklyHours",
        tablename="weekly_hours",
        column_name="ends_at",
        column_class_name="Time",
        column_class=Time,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="Conversation",
        tablename="conversation",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="Conversation",
        tablename="conversation",
        column_name="application",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Application, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "unique": True},
    )
    manager.add_column(
        table_class_name="Conversation",
        tablename="conversation",
        column_name="held_by",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="Conversation",
        tablename="conversation",
        column_name="held_on",
        column_class_name="Date",
        column_class=Date,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="Conversation",
        tablename="conversation",
        column_name="notes",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="Conversation",
        tablename="conversation",
        column_name="wants_to_go_on",
        column_class_name="Boolean",
        column_class=Boolean,
        params={"default": True},
    )
    manager.add_column(
        table_class_name="Conversation",
        tablename="conversation",
        column_name="recorded_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow()},
    )
    manager.add_column(
        table_class_name="Payment",
        tablename="payment",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="Payment",
        tablename="payment",
        column_name="invoice",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Invoice, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="Payment",
        tablename="payment",
        column_name="received_on",
        column_class_name="Date",
        column_class=Date,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="Payment",
        tablename="payment",
        column_name="paid_amount",
        column_class_name="Numeric",
        column_class=Numeric,
        params={"default": None, "digits": (12, 2)},
    )
    manager.add_column(
        table_class_name="Payment",
        tablename="payment",
        column_name="reference",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 60, "default": ""},
    )
    manager.add_column(
        table_class_name="Payment",
        tablename="payment",
        column_name="reverses",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": "self", "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": True, "unique": True},
    )
    manager.add_column(
        table_class_name="Payment",
        tablename="payment",
        column_name="reason",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="Payment",
        tablename="payment",
        column_name="recorded_by",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="Payment",
        tablename="payment",
        column_name="recorded_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="EqualityAnswer",
        tablename="equality_answer",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": UUID4(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="EqualityAnswer",
        tablename="equality_answer",
        column_name="month",
        column_class_name="Date",
        column_class=Date,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="EqualityAnswer",
        tablename="equality_answer",
        column_name="sex",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": "prefer_not_to_say",
            "choices": Enum("Sex", {"FEMALE": "female", "MALE": "male", "PREFER_NOT_TO_SAY": "prefer_not_to_say"}),
        },
    )
    manager.add_column(
        table_class_name="EqualityAnswer",
        tablename="equality_answer",
        column_name="same_gender",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": "prefer_not_to_say",
            "choices": Enum("SameGender", {"YES": "yes", "NO": "no", "PREFER_NOT_TO_SAY": "prefer_not_to_say"}),
        },
    )
    manager.add_column(
        table_class_name="EqualityAnswer",
        tablename="equality_answer",
        column_name="age_group",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": "prefer_not_to_say",
            "choices": Enum(
                "AgeGroup",
                {
                    "UNDER_25": "under_25",
                    "FROM_25_TO_34": "from_25_to_34",
                    "FROM_35_TO_44": "from_35_to_44",
                    "FROM_45_TO_54": "from_45_to_54",
                    "FROM_55_TO_64": "from_55_to_64",
                    "FROM_65": "from_65",
                    "PREFER_NOT_TO_SAY": "prefer_not_to_say",
                },
            ),
        },
    )
    manager.add_column(
        table_class_name="EqualityAnswer",
        tablename="equality_answer",
        column_name="ethnicity",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": "prefer_not_to_say",
            "choices": Enum(
                "Ethnicity",
                {
                    "ASIAN": "asian",
                    "BLACK": "black",
                    "MIXED": "mixed",
                    "WHITE": "white",
                    "OTHER": "other",
                    "PREFER_NOT_TO_SAY": "prefer_not_to_say",
                },
            ),
        },
    )
    manager.add_column(
        table_class_name="EqualityAnswer",
        tablename="equality_answer",
        column_name="disability",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": "prefer_not_to_say",
            "choices": Enum("Disability", {"YES": "yes", "NO": "no", "PREFER_NOT_TO_SAY": "prefer_not_to_say"}),
        },
    )
    manager.add_column(
        table_class_name="EqualityAnswer",
        tablename="equality_answer",
        column_name="religion",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": "prefer_not_to_say",
            "choices": Enum(
                "Religion",
                {
                    "NONE": "none",
                    "BUDDHIST": "buddhist",
                    "CHRISTIAN": "christian",
                    "HINDU": "hindu",
                    "JEWISH": "jewish",
                    "MUSLIM": "muslim",
                    "SIKH": "sikh",
                    "OTHER": "other",
                    "PREFER_NOT_TO_SAY": "prefer_not_to_say",
                },
            ),
        },
    )
    manager.add_column(
        table_class_name="EqualityAnswer",
        tablename="equality_answer",
        column_name="orientation",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": "prefer_not_to_say",
            "choices": Enum(
                "Orientation",
                {
                    "STRAIGHT": "straight",
                    "GAY_OR_LESBIAN": "gay_or_lesbian",
                    "BISEXUAL": "bisexual",
                    "OTHER": "other",
                    "PREFER_NOT_TO_SAY": "prefer_not_to_say",
                },
            ),
        },
    )
    manager.add_column(
        table_class_name="Team",
        tablename="team",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="Team",
        tablename="team",
        column_name="client",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Client, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="Team",
        tablename="team",
        column_name="name",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 120, "default": ""},
    )
    manager.add_column(
        table_class_name="Team",
        tablename="team",
        column_name="latitude",
        column_class_name="DoublePrecision",
        column_class=DoublePrecision,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="Team",
        tablename="team",
        column_name="longitude",
        column_class_name="DoublePrecision",
        column_class=DoublePrecision,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="Timesheet",
        tablename="timesheet",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="Timesheet",
        tablename="timesheet",
        column_name="reference",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 20, "default": "", "unique": True},
    )
    manager.add_column(
        table_class_name="Timesheet",
        tablename="timesheet",
        column_name="placement",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Placement, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="Timesheet",
        tablename="timesheet",
        column_name="week_starts_on",
        column_class_name="Date",
        column_class=Date,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="Timesheet",
        tablename="timesheet",
        column_name="status",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": "draft",
            "index": True,
            "choices": Enum(
                "TimesheetStatus",
                {"DRAFT": "draft", "SUBMITTED": "submitted", "QUERIED": "queried", "APPROVED": "approved", "BILLED": "billed"},
            ),
        },
    )
    manager.add_column(
        table_class_name="Timesheet",
        tablename="timesheet",
        column_name="total_hours",
        column_class_name="Numeric",
        column_class=Numeric,
        params={"default": decimal.Decimal("0.00"), "digits": (5, 2)},
    )
    manager.add_column(
        table_class_name="Timesheet",
        tablename="timesheet",
        column_name="notes",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="Timesheet",
        tablename="timesheet",
        column_name="submitted_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="Timesheet",
        tablename="timesheet",
        column_name="approved_by",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": True, "index": True},
    )
    manager.add_column(
        table_class_name="Timesheet",
        tablename="timesheet",
        column_name="approved_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="Timesheet",
        tablename="timesheet",
        column_name="created_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow()},
    )
    manager.add_column(
        table_class_name="Timesheet",
        tablename="timesheet",
        column_name="version",
        column_class_name="Integer",
        column_class=Integer,
        params={"default": 1},
    )
    manager.add_column(
        table_class_name="IdempotentAnswer",
        tablename="idempotent_answer",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="IdempotentAnswer",
        tablename="idempotent_answer",
        column_name="scope",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 200, "default": ""},
    )
    manager.add_column(
        table_class_name="IdempotentAnswer",
        tablename="idempotent_answer",
        column_name="key",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 200, "default": ""},
    )
    manager.add_column(
        table_class_name="IdempotentAnswer",
        tablename="idempotent_answer",
        column_name="body_sha256",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 64, "default": ""},
    )
    manager.add_column(
        table_class_name="IdempotentAnswer",
        tablename="idempotent_answer",
        column_name="status",
        column_class_name="SmallInt",
        column_class=SmallInt,
        params={"default": 0},
    )
    manager.add_column(
        table_class_name="IdempotentAnswer",
        tablename="idempotent_answer",
        column_name="location",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="IdempotentAnswer",
        tablename="idempotent_answer",
        column_name="body",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="IdempotentAnswer",
        tablename="idempotent_answer",
        column_name="created_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow()},
    )
    manager.add_column(
        table_class_name="Offer",
        tablename="offer",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="Offer",
        tablename="offer",
        column_name="reference",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 20, "default": "", "unique": True},
    )
    manager.add_column(
        table_class_name="Offer",
        tablename="offer",
        column_name="application",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Application, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="Offer",
        tablename="offer",
        column_name="candidate",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Candidate, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="Offer",
        tablename="offer",
        column_name="employer",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Organisation, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="Offer",
        tablename="offer",
        column_name="role_title",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 120, "default": ""},
    )
    manager.add_column(
        table_class_name="Offer",
        tablename="offer",
        column_name="grade",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Grade, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="Offer",
        tablename="offer",
        column_name="annual_amount",
        column_class_name="Numeric",
        column_class=Numeric,
        params={"default": None, "digits": (12, 2)},
    )
    manager.add_column(
        table_class_name="Offer",
        tablename="offer",
        column_name="weekly_hours",
        column_class_name="Numeric",
        column_class=Numeric,
        params={"default": decimal.Decimal("37.00"), "digits": (4, 2)},
    )
    manager.add_column(
        table_class_name="Offer",
        tablename="offer",
        column_name="place",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 120, "default": ""},
    )
    manager.add_column(
        table_class_name="Offer",
        tablename="offer",
        column_name="starts_on",
        column_class_name="Date",
        column_class=Date,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="Offer",
        tablename="offer",
        column_name="expires_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="Offer",
        tablename="offer",
        column_name="status",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": "drafted",
            "choices": Enum(
                "OfferStatus",
                {
                    "DRAFTED": "drafted",
                    "RETURNED": "returned",
                    "MADE": "made",
                    "ACCEPTED": "accepted",
                    "DECLINED": "declined",
                    "WITHDRAWN": "withdrawn",
                    "LAPSED": "lapsed",
                    "REPLACED": "replaced",
                },
            ),
        },
    )
    manager.add_column(
        table_class_name="Offer",
        tablename="offer",
        column_name="drafted_by",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="Offer",
        tablename="offer",
        column_name="drafted_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow()},
    )
    manager.add_column(
        table_class_name="Offer",
        tablename="offer",
        column_name="approved_by",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": True, "index": True},
    )
    manager.add_column(
        table_class_name="Offer",
        tablename="offer",
        column_name="made_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="Offer",
        tablename="offer",
        column_name="replaces",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": "self", "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": True, "index": True},
    )
    manager.add_column(
        table_class_name="Offer",
        tablename="offer",
        column_name="answered_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="Offer",
        tablename="offer",
        column_name="accepted_name",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 200, "default": ""},
    )
    manager.add_column(
        table_class_name="Offer",
        tablename="offer",
        column_name="accepted_ip",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 45, "default": ""},
    )
    manager.add_column(
        table_class_name="Offer",
        tablename="offer",
        column_name="decline_reason",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 40, "default": ""},
    )
    manager.add_column(
        table_class_name="Offer",
        tablename="offer",
        column_name="ended_reason",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="OfferCondition",
        tablename="offer_condition",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="OfferCondition",
        tablename="offer_condition",
        column_name="offer",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Offer, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="OfferCondition",
        tablename="offer_condition",
        column_name="position",
        column_class_name="SmallInt",
        column_class=SmallInt,
        params={"default": 1},
    )
    manager.add_column(
        table_class_name="OfferCondition",
        tablename="offer_condition",
        column_name="text",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 200, "default": ""},
    )
    manager.add_column(
        table_class_name="OfferCondition",
        tablename="offer_condition",
        column_name="status",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": "pending",
            "choices": Enum("ConditionStatus", {"PENDING": "pending", "MET": "met", "NOT_MET": "not_met"}),
        },
    )
    manager.add_column(
        table_class_name="OfferCondition",
        tablename="offer_condition",
        column_name="detail",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="OfferCondition",
        tablename="offer_condition",
        column_name="decided_by",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": True, "index": True},
    )
    manager.add_column(
        table_class_name="OfferCondition",
        tablename="offer_condition",
        column_name="decided_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="WorkerImport",
        tablename="worker_import",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="WorkerImport",
        tablename="worker_import",
        column_name="client",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Client, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="WorkerImport",
        tablename="worker_import",
        column_name="filename",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 200, "default": ""},
    )
    manager.add_column(
        table_class_name="WorkerImport",
        tablename="worker_import",
        column_name="sha256",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 64, "default": ""},
    )
    manager.add_column(
        table_class_name="WorkerImport",
        tablename="worker_import",
        column_name="rows_total",
        column_class_name="Integer",
        column_class=Integer,
        params={"default": 0},
    )
    manager.add_column(
        table_class_name="WorkerImport",
        tablename="worker_import",
        column_name="rows_new",
        column_class_name="Integer",
        column_class=Integer,
        params={"default": 0},
    )
    manager.add_column(
        table_class_name="WorkerImport",
        tablename="worker_import",
        column_name="rows_changed",
        column_class_name="Integer",
        column_class=Integer,
        params={"default": 0},
    )
    manager.add_column(
        table_class_name="WorkerImport",
        tablename="worker_import",
        column_name="rows_same",
        column_class_name="Integer",
        column_class=Integer,
        params={"default": 0},
    )
    manager.add_column(
        table_class_name="WorkerImport",
        tablename="worker_import",
        column_name="rows_refused",
        column_class_name="Integer",
        column_class=Integer,
        params={"default": 0},
    )
    manager.add_column(
        table_class_name="WorkerImport",
        tablename="worker_import",
        column_name="refusals",
        column_class_name="JSONB",
        column_class=JSONB,
        params={"default": "[]"},
    )
    manager.add_column(
        table_class_name="WorkerImport",
        tablename="worker_import",
        column_name="imported_by",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="WorkerImport",
        tablename="worker_import",
        column_name="imported_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow()},
    )
    manager.add_column(
        table_class_name="Check",
        tablename="pre_employment_check",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="Check",
        tablename="pre_employment_check",
        column_name="candidate",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Candidate, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="Check",
        tablename="pre_employment_check",
        column_name="kind",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": None,
            "choices": Enum(
                "CheckKind",
                {
                    "IDENTITY": "identity",
                    "RIGHT_TO_WORK": "right_to_work",
                    "DBS": "dbs",
                    "SWE_REGISTRATION": "swe_registration",
                    "REFERENCE_ONE": "reference_one",
                    "REFERENCE_TWO": "reference_two",
                    "QUALIFICATION": "qualification",
                    "OVERSEAS": "overseas",
                    "HEALTH": "health",
                },
            ),
        },
    )
    manager.add_column(
        table_class_name="Check",
        tablename="pre_employment_check",
        column_name="status",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": "open",
            "choices": Enum("CheckStatus", {"OPEN": "open", "CLEAR": "clear", "NOT_CLEAR": "not_clear", "NOT_NEEDED": "not_needed"}),
        },
    )
    manager.add_column(
        table_class_name="Check",
        tablename="pre_employment_check",
        column_name="method",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": None,
            "null": True,
            "choices": Enum(
                "CheckMethod",
                {
                    "PASSPORT": "passport",
                    "DRIVING_LICENCE": "driving_licence",
                    "RESIDENCE_PERMIT": "residence_permit",
                    "LIST_A": "list_a",
                    "LIST_B_1": "list_b_1",
                    "LIST_B_2": "list_b_2",
                    "DIGITAL": "digital",
                    "ONLINE": "online",
                    "NEW_CERTIFICATE": "new_certificate",
                    "UPDATE_SERVICE": "update_service",
                },
            ),
        },
    )
    manager.add_column(
        table_class_name="Check",
        tablename="pre_employment_check",
        column_name="checked_on",
        column_class_name="Date",
        column_class=Date,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="Check",
        tablename="pre_employment_check",
        column_name="checker",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": True, "index": True},
    )
    manager.add_column(
        table_class_name="Check",
        tablename="pre_employment_check",
        column_name="reference",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 60, "default": ""},
    )
    manager.add_column(
        table_class_name="Check",
        tablename="pre_employment_check",
        column_name="second_document",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 120, "default": ""},
    )
    manager.add_column(
        table_class_name="Check",
        tablename="pre_employment_check",
        column_name="issued_on",
        column_class_name="Date",
        column_class=Date,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="Check",
        tablename="pre_employment_check",
        column_name="discloses",
        column_class_name="Boolean",
        column_class=Boolean,
        params={"default": False},
    )
    manager.add_column(
        table_class_name="Check",
        tablename="pre_employment_check",
        column_name="level",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": None,
            "null": True,
            "choices": Enum(
                "DbsLevel", {"ENHANCED_BARRED": "enhanced_barred", "ENHANCED": "enhanced", "STANDARD": "standard", "BASIC": "basic"}
            ),
        },
    )
    manager.add_column(
        table_class_name="Check",
        tablename="pre_employment_check",
        column_name="consents_to_updates",
        column_class_name="Boolean",
        column_class=Boolean,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="Check",
        tablename="pre_employment_check",
        column_name="status_checked_on",
        column_class_name="Date",
        column_class=Date,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="Check",
        tablename="pre_employment_check",
        column_name="status_result",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": None,
            "null": True,
            "choices": Enum(
                "UpdateResult", {"NO_CONTENT": "no_content", "REMAINS_CURRENT": "remains_current", "NO_LONGER_CURRENT": "no_longer_current"}
            ),
        },
    )
    manager.add_column(
        table_class_name="Check",
        tablename="pre_employment_check",
        column_name="register_status",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": None,
            "null": True,
            "choices": Enum(
                "RegisterStatus", {"REGISTERED": "registered", "SUSPENDED": "suspended", "REMOVED": "removed", "NOT_FOUND": "not_found"}
            ),
        },
    )
    manager.add_column(
        table_class_name="Check",
        tablename="pre_employment_check",
        column_name="conditions",
        column_class_name="Text",
        column_class=Text,
        params={"default": "", "secret": True},
    )
    manager.add_column(
        table_class_name="Check",
        tablename="pre_employment_check",
        column_name="awarded_by",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 120, "default": ""},
    )
    manager.add_column(
        table_class_name="Check",
        tablename="pre_employment_check",
        column_name="awarded_in",
        column_class_name="SmallInt",
        column_class=SmallInt,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="Check",
        tablename="pre_employment_check",
        column_name="countries",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 200, "default": ""},
    )
    manager.add_column(
        table_class_name="Check",
        tablename="pre_employment_check",
        column_name="expires_on",
        column_class_name="Date",
        column_class=Date,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="Check",
        tablename="pre_employment_check",
        column_name="recheck_on",
        column_class_name="Date",
        column_class=Date,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="Check",
        tablename="pre_employment_check",
        column_name="detail",
        column_class_name="Text",
        column_class=Text,
        params={"default": "", "secret": True},
    )
    manager.add_column(
        table_class_name="Check",
        tablename="pre_employment_check",
        column_name="recorded_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="Check",
        tablename="pre_employment_check",
        column_name="created_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow()},
    )
    manager.add_column(
        table_class_name="PersonRow",
        tablename="person_row",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="PersonRow",
        tablename="person_row",
        column_name="person_list",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": PersonList, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="PersonRow",
        tablename="person_row",
        column_name="row",
        column_class_name="Integer",
        column_class=Integer,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="PersonRow",
        tablename="person_row",
        column_name="cells",
        column_class_name="Text",
        column_class=Text,
        params={"default": "[]"},
    )
    manager.add_column(
        table_class_name="PersonRow",
        tablename="person_row",
        column_name="status",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": "waiting",
            "choices": Enum("RowStatus", {"WAITING": "waiting", "NEW": "new", "KNOWN": "known", "REFUSED": "refused"}),
        },
    )
    manager.add_column(
        table_class_name="PersonRow",
        tablename="person_row",
        column_name="faults",
        column_class_name="Text",
        column_class=Text,
        params={"default": "[]"},
    )
    manager.add_column(
        table_class_name="PersonRow",
        tablename="person_row",
        column_name="candidate",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Candidate, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": True, "index": True},
    )
    manager.add_column(
        table_class_name="PersonRow",
        tablename="person_row",
        column_name="application",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Application, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": True, "index": True},
    )
    manager.add_column(
        table_class_name="EqualityTicket",
        tablename="equality_ticket",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": UUID4(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="EqualityTicket",
        tablename="equality_ticket",
        column_name="token",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 64, "default": "", "unique": True, "secret": True},
    )
    manager.add_column(
        table_class_name="EqualityTicket",
        tablename="equality_ticket",
        column_name="expires_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="RequestedSkill",
        tablename="requested_skill",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="RequestedSkill",
        tablename="requested_skill",
        column_name="placement_request",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={
            "references": PlacementRequest,
            "on_delete": OnDelete.restrict,
            "on_update": OnUpdate.restrict,
            "null": False,
            "index": True,
        },
    )
    manager.add_column(
        table_class_name="RequestedSkill",
        tablename="requested_skill",
        column_name="skill",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Skill, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="ApplicationDraft",
        tablename="application_draft",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="ApplicationDraft",
        tablename="application_draft",
        column_name="vacancy",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Vacancy, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="ApplicationDraft",
        tablename="application_draft",
        column_name="token",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 64, "default": "", "unique": True, "secret": True},
    )
    manager.add_column(
        table_class_name="ApplicationDraft",
        tablename="application_draft",
        column_name="warning_token",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 64, "default": None, "null": True, "unique": True, "secret": True},
    )
    manager.add_column(
        table_class_name="ApplicationDraft",
        tablename="application_draft",
        column_name="email",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 254, "default": ""},
    )
    manager.add_column(
        table_class_name="ApplicationDraft",
        tablename="application_draft",
        column_name="answers",
        column_class_name="Text",
        column_class=Text,
        params={"default": "{}"},
    )
    manager.add_column(
        table_class_name="ApplicationDraft",
        tablename="application_draft",
        column_name="updated_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow()},
    )
    manager.add_column(
        table_class_name="ApplicationDraft",
        tablename="application_draft",
        column_name="warned_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="Candidate",
        tablename="candidate",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="Candidate",
        tablename="candidate",
        column_name="reference",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 20, "default": "", "unique": True},
    )
    manager.add_column(
        table_class_name="Candidate",
        tablename="candidate",
        column_name="user",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "unique": True},
    )
    manager.add_column(
        table_class_name="Candidate",
        tablename="candidate",
        column_name="first_name",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 100, "default": ""},
    )
    manager.add_column(
        table_class_name="Candidate",
        tablename="candidate",
        column_name="last_name",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 100, "default": "", "index": True},
    )
    manager.add_column(
        table_class_name="Candidate",
        tablename="candidate",
        column_name="email",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 254, "default": "", "index": True},
    )
    manager.add_column(
        table_class_name="Candidate",
        tablename="candidate",
        column_name="phone",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 30, "default": ""},
    )
    manager.add_column(
        table_class_name="Candidate",
        tablename="candidate",
        column_name="swe_number",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 8, "default": "", "index": True},
    )
    manager.add_column(
        table_class_name="Candidate",
        tablename="candidate",
        column_name="postcode",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 8, "default": ""},
    )
    manager.add_column(
        table_class_name="Candidate",
        tablename="candidate",
        column_name="latitude",
        column_class_name="DoublePrecision",
        column_class=DoublePrecision,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="Candidate",
        tablename="candidate",
        column_name="longitude",
        column_class_name="DoublePrecision",
        column_class=DoublePrecision,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="Candidate",
        tablename="candidate",
        column_name="merged_into",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": "self", "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": True, "index": True},
    )
    manager.add_column(
        table_class_name="Candidate",
        tablename="candidate",
        column_name="created_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow()},
    )
    manager.add_column(
        table_class_name="DeclaredChecks",
        tablename="declared_checks",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="DeclaredChecks",
        tablename="declared_checks",
        column_name="application",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Application, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "unique": True},
    )
    manager.add_column(
        table_class_name="DeclaredChecks",
        tablename="declared_checks",
        column_name="registration",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 40, "default": None, "choices": Enum("RegistrationStatus", {"REGISTERED": "registered", "APPLYING": "applying"})},
    )
    manager.add_column(
        table_class_name="DeclaredChecks",
        tablename="declared_checks",
        column_name="conditions",
        column_class_name="Text",
        column_class=Text,
        params={"default": "", "secret": True},
    )
    manager.add_column(
        table_class_name="DeclaredChecks",
        tablename="declared_checks",
        column_name="dbs",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": None,
            "choices": Enum("DbsHeld", {"UPDATE_SERVICE": "update_service", "CERTIFICATE": "certificate", "NONE": "none"}),
        },
    )
    manager.add_column(
        table_class_name="DeclaredChecks",
        tablename="declared_checks",
        column_name="right_to_work",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": None,
            "choices": Enum("RightToWork", {"PERMANENT": "permanent", "TIME_LIMITED": "time_limited", "SPONSORSHIP": "sponsorship"}),
        },
    )
    manager.add_column(
        table_class_name="PastJob",
        tablename="past_job",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="PastJob",
        tablename="past_job",
        column_name="application",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Application, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="PastJob",
        tablename="past_job",
        column_name="employer",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 150, "default": ""},
    )
    manager.add_column(
        table_class_name="PastJob",
        tablename="past_job",
        column_name="title",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 150, "default": ""},
    )
    manager.add_column(
        table_class_name="PastJob",
        tablename="past_job",
        column_name="kind",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": None,
            "choices": Enum(
                "JobKind",
                {
                    "PERMANENT": "permanent",
                    "AGENCY": "agency",
                    "SELF_EMPLOYED": "self_employed",
                    "STUDY": "study",
                    "VOLUNTEER": "volunteer",
                },
            ),
        },
    )
    manager.add_column(
        table_class_name="PastJob",
        tablename="past_job",
        column_name="began_on",
        column_class_name="Date",
        column_class=Date,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="PastJob",
        tablename="past_job",
        column_name="ended_on",
        column_class_name="Date",
        column_class=Date,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="Scorecard",
        tablename="scorecard",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="Scorecard",
        tablename="scorecard",
        column_name="seat",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": PanelSeat, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "unique": True},
    )
    manager.add_column(
        table_class_name="Scorecard",
        tablename="scorecard",
        column_name="recommends",
        column_class_name="Boolean",
        column_class=Boolean,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="Scorecard",
        tablename="scorecard",
        column_name="summary",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="Scorecard",
        tablename="scorecard",
        column_name="submitted_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="Scorecard",
        tablename="scorecard",
        column_name="updated_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow()},
    )
    manager.add_column(
        table_class_name="Rating",
        tablename="rating",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="Rating",
        tablename="rating",
        column_name="scorecard",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Scorecard, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="Rating",
        tablename="rating",
        column_name="competency",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Competency, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="Rating",
        tablename="rating",
        column_name="score",
        column_class_name="SmallInt",
        column_class=SmallInt,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="Rating",
        tablename="rating",
        column_name="evidence",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="Client",
        tablename="client",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="Client",
        tablename="client",
        column_name="organisation",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Organisation, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "unique": True},
    )
    manager.add_column(
        table_class_name="Client",
        tablename="client",
        column_name="code",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 12, "default": "", "unique": True},
    )
    manager.add_column(
        table_class_name="Client",
        tablename="client",
        column_name="name",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 200, "default": ""},
    )
    manager.add_column(
        table_class_name="Client",
        tablename="client",
        column_name="authority",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Authority, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": True, "index": True},
    )
    manager.add_column(
        table_class_name="Client",
        tablename="client",
        column_name="region_code",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 9, "default": "", "index": True},
    )
    manager.add_column(
        table_class_name="Client",
        tablename="client",
        column_name="division",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": "england-and-wales",
            "choices": Enum(
                "Division", {"ENGLAND_AND_WALES": "england-and-wales", "SCOTLAND": "scotland", "NORTHERN_IRELAND": "northern-ireland"}
            ),
        },
    )
    manager.add_column(
        table_class_name="Client",
        tablename="client",
        column_name="is_owner",
        column_class_name="Boolean",
        column_class=Boolean,
        params={"default": False},
    )
    manager.add_column(
        table_class_name="Client",
        tablename="client",
        column_name="reports_as_agency",
        column_class_name="Boolean",
        column_class=Boolean,
        params={"default": True},
    )
    manager.add_column(
        table_class_name="Client",
        tablename="client",
        column_name="address",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="Client",
        tablename="client",
        column_name="vat_number",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 16, "default": ""},
    )
    manager.add_column(
        table_class_name="Client",
        tablename="client",
        column_name="invoice_email",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 254, "default": ""},
    )
    manager.add_column(
        table_class_name="Client",
        tablename="client",
        column_name="delivery_channel",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": "pdf_email",
            "choices": Enum("DeliveryChannel", {"PDF_EMAIL": "pdf_email", "PORTAL": "portal", "PEPPOL": "peppol"}),
        },
    )
    manager.add_column(
        table_class_name="Client",
        tablename="client",
        column_name="peppol_id",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 60, "default": ""},
    )
    manager.add_column(
        table_class_name="Client",
        tablename="client",
        column_name="is_po_required",
        column_class_name="Boolean",
        column_class=Boolean,
        params={"default": True},
    )
    manager.add_column(
        table_class_name="Client",
        tablename="client",
        column_name="payment_days",
        column_class_name="SmallInt",
        column_class=SmallInt,
        params={"default": 30},
    )
    manager.add_column(
        table_class_name="Client",
        tablename="client",
        column_name="notice_days",
        column_class_name="SmallInt",
        column_class=SmallInt,
        params={"default": 28},
    )
    manager.add_column(
        table_class_name="Client",
        tablename="client",
        column_name="latitude",
        column_class_name="DoublePrecision",
        column_class=DoublePrecision,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="Client",
        tablename="client",
        column_name="longitude",
        column_class_name="DoublePrecision",
        column_class=DoublePrecision,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="Client",
        tablename="client",
        column_name="created_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow()},
    )
    manager.add_column(
        table_class_name="CandidateMerge",
        tablename="candidate_merge",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="CandidateMerge",
        tablename="candidate_merge",
        column_name="survivor",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Candidate, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="CandidateMerge",
        tablename="candidate_merge",
        column_name="lost",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Candidate, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="CandidateMerge",
        tablename="candidate_merge",
        column_name="reason",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="CandidateMerge",
        tablename="candidate_merge",
        column_name="has_closed_account",
        column_class_name="Boolean",
        column_class=Boolean,
        params={"default": False},
    )
    manager.add_column(
        table_class_name="CandidateMerge",
        tablename="candidate_merge",
        column_name="merged_by",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="CandidateMerge",
        tablename="candidate_merge",
        column_name="merged_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="CandidateMerge",
        tablename="candidate_merge",
        column_name="undone_by",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": True, "index": True},
    )
    manager.add_column(
        table_class_name="CandidateMerge",
        tablename="candidate_merge",
        column_name="undone_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="SurveyTicket",
        tablename="survey_ticket",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": UUID4(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="SurveyTicket",
        tablename="survey_ticket",
        column_name="token",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 64, "default": "", "unique": True, "secret": True},
    )
    manager.add_column(
        table_class_name="SurveyTicket",
        tablename="survey_ticket",
        column_name="reached",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": None,
            "choices": Enum("Reached", {"APPLICATION": "application", "INTERVIEW": "interview", "OFFER": "offer"}),
        },
    )
    manager.add_column(
        table_class_name="SurveyTicket",
        tablename="survey_ticket",
        column_name="result",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": None,
            "choices": Enum("Result", {"OFFERED": "offered", "REJECTED": "rejected", "WITHDREW": "withdrew"}),
        },
    )
    manager.add_column(
        table_class_name="SurveyTicket",
        tablename="survey_ticket",
        column_name="expires_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="RequestDraft",
        tablename="request_draft",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="RequestDraft",
        tablename="request_draft",
        column_name="user",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "unique": True},
    )
    manager.add_column(
        table_class_name="RequestDraft",
        tablename="request_draft",
        column_name="answers",
        column_class_name="JSONB",
        column_class=JSONB,
        params={"default": "{}"},
    )
    manager.add_column(
        table_class_name="RequestDraft",
        tablename="request_draft",
        column_name="updated_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="InvariantResult",
        tablename="invariant_result",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="InvariantResult",
        tablename="invariant_result",
        column_name="name",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 60, "default": "", "unique": True},
    )
    manager.add_column(
        table_class_name="InvariantResult",
        tablename="invariant_result",
        column_name="broken",
        column_class_name="Integer",
        column_class=Integer,
        params={"default": 0},
    )
    manager.add_column(
        table_class_name="InvariantResult",
        tablename="invariant_result",
        column_name="examples",
        column_class_name="JSONB",
        column_class=JSONB,
        params={"default": "[]"},
    )
    manager.add_column(
        table_class_name="InvariantResult",
        tablename="invariant_result",
        column_name="checked_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="InvariantResult",
        tablename="invariant_result",
        column_name="broken_since",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="MergedRow",
        tablename="merged_row",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="MergedRow",
        tablename="merged_row",
        column_name="merge",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": CandidateMerge, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="MergedRow",
        tablename="merged_row",
        column_name="table_name",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 63, "default": ""},
    )
    manager.add_column(
        table_class_name="MergedRow",
        tablename="merged_row",
        column_name="column_name",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 63, "default": ""},
    )
    manager.add_column(
        table_class_name="MergedRow",
        tablename="merged_row",
        column_name="row_id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": None, "index": True},
    )
    manager.add_column(
        table_class_name="CheckReminder",
        tablename="check_reminder",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="CheckReminder",
        tablename="check_reminder",
        column_name="check_record",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Check, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="CheckReminder",
        tablename="check_reminder",
        column_name="due_on",
        column_class_name="Date",
        column_class=Date,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="CheckReminder",
        tablename="check_reminder",
        column_name="reminded_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow()},
    )
    manager.add_column(
        table_class_name="PayPoint",
        tablename="pay_point",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="PayPoint",
        tablename="pay_point",
        column_name="scale",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 40, "default": ""},
    )
    manager.add_column(
        table_class_name="PayPoint",
        tablename="pay_point",
        column_name="point",
        column_class_name="SmallInt",
        column_class=SmallInt,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="PayPoint",
        tablename="pay_point",
        column_name="annual_amount",
        column_class_name="Numeric",
        column_class=Numeric,
        params={"default": None, "digits": (12, 2)},
    )
    manager.add_column(
        table_class_name="PayPoint",
        tablename="pay_point",
        column_name="effective_from",
        column_class_name="Date",
        column_class=Date,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="PayPoint",
        tablename="pay_point",
        column_name="effective_to",
        column_class_name="Date",
        column_class=Date,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="PayPoint",
        tablename="pay_point",
        column_name="source",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="PayPoint",
        tablename="pay_point",
        column_name="note",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="PayPoint",
        tablename="pay_point",
        column_name="is_confirmed",
        column_class_name="Boolean",
        column_class=Boolean,
        params={"default": True},
    )
    manager.add_column(
        table_class_name="Vacancy",
        tablename="vacancy",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="Vacancy",
        tablename="vacancy",
        column_name="reference",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 20, "default": "", "unique": True},
    )
    manager.add_column(
        table_class_name="Vacancy",
        tablename="vacancy",
        column_name="title",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 120, "default": ""},
    )
    manager.add_column(
        table_class_name="Vacancy",
        tablename="vacancy",
        column_name="kind",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": None,
            "choices": Enum("VacancyKind", {"HOME": "home", "PRIME": "prime", "CONVERSION": "conversion"}),
        },
    )
    manager.add_column(
        table_class_name="Vacancy",
        tablename="vacancy",
        column_name="status",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": "draft",
            "choices": Enum("VacancyStatus", {"DRAFT": "draft", "OPEN": "open", "PAUSED": "paused", "CLOSED": "closed"}),
        },
    )
    manager.add_column(
        table_class_name="Vacancy",
        tablename="vacancy",
        column_name="grade",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Grade, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="Vacancy",
        tablename="vacancy",
        column_name="employer",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Organisation, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="Vacancy",
        tablename="vacancy",
        column_name="place",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 120, "default": ""},
    )
    manager.add_column(
        table_class_name="Vacancy",
        tablename="vacancy",
        column_name="summary",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="Vacancy",
        tablename="vacancy",
        column_name="salary_from_amount",
        column_class_name="Numeric",
        column_class=Numeric,
        params={"default": None, "digits": (12, 2)},
    )
    manager.add_column(
        table_class_name="Vacancy",
        tablename="vacancy",
        column_name="salary_to_amount",
        column_class_name="Numeric",
        column_class=Numeric,
        params={"default": None, "digits": (12, 2)},
    )
    manager.add_column(
        table_class_name="Vacancy",
        tablename="vacancy",
        column_name="headcount",
        column_class_name="SmallInt",
        column_class=SmallInt,
        params={"default": 1},
    )
    manager.add_column(
        table_class_name="Vacancy",
        tablename="vacancy",
        column_name="opens_on",
        column_class_name="Date",
        column_class=Date,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="Vacancy",
        tablename="vacancy",
        column_name="closes_on",
        column_class_name="Date",
        column_class=Date,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="Vacancy",
        tablename="vacancy",
        column_name="is_public",
        column_class_name="Boolean",
        column_class=Boolean,
        params={"default": True},
    )
    manager.add_column(
        table_class_name="Vacancy",
        tablename="vacancy",
        column_name="kit",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 40, "default": ""},
    )
    manager.add_column(
        table_class_name="Vacancy",
        tablename="vacancy",
        column_name="panel_size",
        column_class_name="SmallInt",
        column_class=SmallInt,
        params={"default": 2},
    )
    manager.add_column(
        table_class_name="Vacancy",
        tablename="vacancy",
        column_name="panel_accredited",
        column_class_name="SmallInt",
        column_class=SmallInt,
        params={"default": 1},
    )
    manager.add_column(
        table_class_name="Vacancy",
        tablename="vacancy",
        column_name="created_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow()},
    )
    manager.add_column(
        table_class_name="Vacancy",
        tablename="vacancy",
        column_name="version",
        column_class_name="Integer",
        column_class=Integer,
        params={"default": 1},
    )
    manager.add_column(
        table_class_name="Kit",
        tablename="kit",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="Kit",
        tablename="kit",
        column_name="key",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 40, "default": "", "unique": True},
    )
    manager.add_column(
        table_class_name="Kit",
        tablename="kit",
        column_name="title",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 120, "default": ""},
    )
    manager.add_column(
        table_class_name="Kit",
        tablename="kit",
        column_name="level_from",
        column_class_name="SmallInt",
        column_class=SmallInt,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="Kit",
        tablename="kit",
        column_name="level_to",
        column_class_name="SmallInt",
        column_class=SmallInt,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="Kit",
        tablename="kit",
        column_name="created_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow()},
    )
    manager.add_column(
        table_class_name="Skill",
        tablename="skill",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="Skill",
        tablename="skill",
        column_name="code",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 40, "default": "", "unique": True},
    )
    manager.add_column(
        table_class_name="Skill",
        tablename="skill",
        column_name="title",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 80, "default": ""},
    )
    manager.add_column(
        table_class_name="Skill",
        tablename="skill",
        column_name="position",
        column_class_name="SmallInt",
        column_class=SmallInt,
        params={"default": 0},
    )
    manager.add_column(
        table_class_name="Skill",
        tablename="skill",
        column_name="source",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="Document",
        tablename="document",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="Document",
        tablename="document",
        column_name="reference",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 40, "default": "", "unique": True},
    )
    manager.add_column(
        table_class_name="Document",
        tablename="document",
        column_name="kind",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": None,
            "index": True,
            "choices": Enum(
                "DocumentKind",
                {
                    "EMPLOYMENT_CONTRACT": "employment_contract",
                    "OFFER_LETTER": "offer_letter",
                    "PLACEMENT_AGREEMENT": "placement_agreement",
                    "INVOICE": "invoice",
                    "CREDIT_NOTE": "credit_note",
                },
            ),
        },
    )
    manager.add_column(
        table_class_name="Document",
        tablename="document",
        column_name="title",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 250, "default": ""},
    )
    manager.add_column(
        table_class_name="Document",
        tablename="document",
        column_name="context",
        column_class_name="JSONB",
        column_class=JSONB,
        params={"default": "{}"},
    )
    manager.add_column(
        table_class_name="Document",
        tablename="document",
        column_name="template_version",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 12, "default": None, "null": True},
    )
    manager.add_column(
        table_class_name="Document",
        tablename="document",
        column_name="status",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": "waiting",
            "index": True,
            "choices": Enum("DocumentStatus", {"WAITING": "waiting", "READY": "ready", "FAILED": "failed"}),
        },
    )
    manager.add_column(
        table_class_name="Document",
        tablename="document",
        column_name="status_detail",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="Document",
        tablename="document",
        column_name="file",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": StoredFile, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": True, "unique": True},
    )
    manager.add_column(
        table_class_name="Document",
        tablename="document",
        column_name="subject_type",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 40, "default": ""},
    )
    manager.add_column(
        table_class_name="Document",
        tablename="document",
        column_name="subject_id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": None, "index": True},
    )
    manager.add_column(
        table_class_name="Document",
        tablename="document",
        column_name="person",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": True, "index": True},
    )
    manager.add_column(
        table_class_name="Document",
        tablename="document",
        column_name="organisation",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Organisation, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": True, "index": True},
    )
    manager.add_column(
        table_class_name="Document",
        tablename="document",
        column_name="audience",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 60, "default": ""},
    )
    manager.add_column(
        table_class_name="Document",
        tablename="document",
        column_name="queued_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="Document",
        tablename="document",
        column_name="created_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow()},
    )
    manager.add_column(
        table_class_name="Document",
        tablename="document",
        column_name="created_by",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": True, "index": True},
    )
    manager.add_column(
        table_class_name="Document",
        tablename="document",
        column_name="rendered_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="PoolMember",
        tablename="pool_member",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="PoolMember",
        tablename="pool_member",
        column_name="candidate",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Candidate, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "unique": True},
    )
    manager.add_column(
        table_class_name="PoolMember",
        tablename="pool_member",
        column_name="status",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": "asked",
            "choices": Enum("PoolStatus", {"ASKED": "asked", "MEMBER": "member", "LEFT": "left", "EXPIRED": "expired"}),
        },
    )
    manager.add_column(
        table_class_name="PoolMember",
        tablename="pool_member",
        column_name="grade",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Grade, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": True, "index": True},
    )
    manager.add_column(
        table_class_name="PoolMember",
        tablename="pool_member",
        column_name="place",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 80, "default": ""},
    )
    manager.add_column(
        table_class_name="PoolMember",
        tablename="pool_member",
        column_name="origin",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 200, "default": ""},
    )
    manager.add_column(
        table_class_name="PoolMember",
        tablename="pool_member",
        column_name="consent_version",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 20, "default": ""},
    )
    manager.add_column(
        table_class_name="PoolMember",
        tablename="pool_member",
        column_name="joined_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="PoolMember",
        tablename="pool_member",
        column_name="ends_on",
        column_class_name="Date",
        column_class=Date,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="PoolMember",
        tablename="pool_member",
        column_name="warned_on",
        column_class_name="Date",
        column_class=Date,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="PoolMember",
        tablename="pool_member",
        column_name="ended_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="BusyTime",
        tablename="busy_time",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="BusyTime",
        tablename="busy_time",
        column_name="subscription",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={
            "references": CalendarSubscription,
            "on_delete": OnDelete.restrict,
            "on_update": OnUpdate.restrict,
            "null": False,
            "index": True,
        },
    )
    manager.add_column(
        table_class_name="BusyTime",
        tablename="busy_time",
        column_name="starts_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="BusyTime",
        tablename="busy_time",
        column_name="ends_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="BillingRun",
        tablename="billing_run",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="BillingRun",
        tablename="billing_run",
        column_name="reference",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 20, "default": "", "unique": True},
    )
    manager.add_column(
        table_class_name="BillingRun",
        tablename="billing_run",
        column_name="month",
        column_class_name="Date",
        column_class=Date,
        params={"default": None, "unique": True},
    )
    manager.add_column(
        table_class_name="BillingRun",
        tablename="billing_run",
        column_name="status",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 40, "default": "running", "choices": Enum("RunStatus", {"RUNNING": "running", "DONE": "done"})},
    )
    manager.add_column(
        table_class_name="BillingRun",
        tablename="billing_run",
        column_name="started_by",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="BillingRun",
        tablename="billing_run",
        column_name="started_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="BillingRun",
        tablename="billing_run",
        column_name="finished_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="MatchKey",
        tablename="match_key",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="MatchKey",
        tablename="match_key",
        column_name="candidate",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Candidate, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="MatchKey",
        tablename="match_key",
        column_name="kind",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": None,
            "choices": Enum(
                "KeyKind", {"EMAIL": "email", "PHONE": "phone", "SWE_NUMBER": "swe_number", "POSTCODE": "postcode", "NAME": "name"}
            ),
        },
    )
    manager.add_column(
        table_class_name="MatchKey",
        tablename="match_key",
        column_name="value",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 254, "default": ""},
    )
    manager.add_column(
        table_class_name="Referee",
        tablename="referee",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="Referee",
        tablename="referee",
        column_name="candidate",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Candidate, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="Referee",
        tablename="referee",
        column_name="application",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Application, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="Referee",
        tablename="referee",
        column_name="name",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 120, "default": ""},
    )
    manager.add_column(
        table_class_name="Referee",
        tablename="referee",
        column_name="job_title",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 120, "default": ""},
    )
    manager.add_column(
        table_class_name="Referee",
        tablename="referee",
        column_name="organisation",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 120, "default": ""},
    )
    manager.add_column(
        table_class_name="Referee",
        tablename="referee",
        column_name="email",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 254, "default": ""},
    )
    manager.add_column(
        table_class_name="Referee",
        tablename="referee",
        column_name="relationship",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": None,
            "choices": Enum(
                "Relationship",
                {
                    "LINE_MANAGER": "line_manager",
                    "SUPERVISOR": "supervisor",
                    "PRACTICE_EDUCATOR": "practice_educator",
                    "SENIOR_MANAGER": "senior_manager",
                },
            ),
        },
    )
    manager.add_column(
        table_class_name="Referee",
        tablename="referee",
        column_name="worked_from",
        column_class_name="Date",
        column_class=Date,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="Referee",
        tablename="referee",
        column_name="worked_to",
        column_class_name="Date",
        column_class=Date,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="Referee",
        tablename="referee",
        column_name="is_latest",
        column_class_name="Boolean",
        column_class=Boolean,
        params={"default": False},
    )
    manager.add_column(
        table_class_name="Referee",
        tablename="referee",
        column_name="status",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 40,
            "default": "named",
            "index": True,
            "choices": Enum(
                "RefereeStatus",
                {
                    "NAMED": "named",
                    "ASKED": "asked",
                    "DECLINED": "declined",
                    "BOUNCED": "bounced",
                    "EXPIRED": "expired",
                    "DROPPED": "dropped",
                    "RECEIVED": "received",
                    "QUERIED": "queried",
                    "CONCERN": "concern",
                    "ACCEPTED": "accepted",
                    "UNSATISFACTORY": "unsatisfactory",
                },
            ),
        },
    )
    manager.add_column(
        table_class_name="Referee",
        tablename="referee",
        column_name="status_detail",
        column_class_name="Text",
        column_class=Text,
        params={"default": ""},
    )
    manager.add_column(
        table_class_name="Referee",
        tablename="referee",
        column_name="identity_check",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 200, "default": ""},
    )
    manager.add_column(
        table_class_name="Referee",
        tablename="referee",
        column_name="named_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow()},
    )
    manager.add_column(
        table_class_name="Referee",
        tablename="referee",
        column_name="asked_by",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": True, "index": True},
    )
    manager.add_column(
        table_class_name="Referee",
        tablename="referee",
        column_name="asked_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="Referee",
        tablename="referee",
        column_name="expires_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="Referee",
        tablename="referee",
        column_name="reminders",
        column_class_name="SmallInt",
        column_class=SmallInt,
        params={"default": 0},
    )
    manager.add_column(
        table_class_name="Referee",
        tablename="referee",
        column_name="draft",
        column_class_name="Text",
        column_class=Text,
        params={"default": "", "secret": True},
    )
    manager.add_column(
        table_class_name="Referee",
        tablename="referee",
        column_name="check_kind",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 40, "default": None, "null": True},
    )
    manager.add_column(
        table_class_name="Referee",
        tablename="referee",
        column_name="forgotten_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="StaffMember",
        tablename="staff_member",
        column_name="id",
        column_class_name="UUID",
        column_class=UUID,
        params={"default": Uuid7(), "primary_key": True},
    )
    manager.add_column(
        table_class_name="StaffMember",
        tablename="staff_member",
        column_name="reference",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 20, "default": "", "unique": True},
    )
    manager.add_column(
        table_class_name="StaffMember",
        tablename="staff_member",
        column_name="user",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": User, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "unique": True},
    )
    manager.add_column(
        table_class_name="StaffMember",
        tablename="staff_member",
        column_name="candidate",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Candidate, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "unique": True},
    )
    manager.add_column(
        table_class_name="StaffMember",
        tablename="staff_member",
        column_name="application",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Application, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "unique": True},
    )
    manager.add_column(
        table_class_name="StaffMember",
        tablename="staff_member",
        column_name="offer",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Offer, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "unique": True},
    )
    manager.add_column(
        table_class_name="StaffMember",
        tablename="staff_member",
        column_name="employer",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Organisation, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="StaffMember",
        tablename="staff_member",
        column_name="first_name",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 100, "default": ""},
    )
    manager.add_column(
        table_class_name="StaffMember",
        tablename="staff_member",
        column_name="last_name",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 100, "default": "", "index": True},
    )
    manager.add_column(
        table_class_name="StaffMember",
        tablename="staff_member",
        column_name="role_title",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 120, "default": ""},
    )
    manager.add_column(
        table_class_name="StaffMember",
        tablename="staff_member",
        column_name="grade",
        column_class_name="ForeignKey",
        column_class=ForeignKey,
        params={"references": Grade, "on_delete": OnDelete.restrict, "on_update": OnUpdate.restrict, "null": False, "index": True},
    )
    manager.add_column(
        table_class_name="StaffMember",
        tablename="staff_member",
        column_name="annual_amount",
        column_class_name="Numeric",
        column_class=Numeric,
        params={"default": None, "digits": (12, 2)},
    )
    manager.add_column(
        table_class_name="StaffMember",
        tablename="staff_member",
        column_name="weekly_hours",
        column_class_name="Numeric",
        column_class=Numeric,
        params={"default": decimal.Decimal("37.00"), "digits": (4, 2)},
    )
    manager.add_column(
        table_class_name="StaffMember",
        tablename="staff_member",
        column_name="fte",
        column_class_name="Numeric",
        column_class=Numeric,
        params={"default": decimal.Decimal("1.00"), "digits": (3, 2)},
    )
    manager.add_column(
        table_class_name="StaffMember",
        tablename="staff_member",
        column_name="swe_number",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 8, "default": ""},
    )
    manager.add_column(
        table_class_name="StaffMember",
        tablename="staff_member",
        column_name="is_placeable",
        column_class_name="Boolean",
        column_class=Boolean,
        params={"default": True},
    )
    manager.add_column(
        table_class_name="StaffMember",
        tablename="staff_member",
        column_name="started_on",
        column_class_name="Date",
        column_class=Date,
        params={"default": None},
    )
    manager.add_column(
        table_class_name="StaffMember",
        tablename="staff_member",
        column_name="left_on",
        column_class_name="Date",
        column_class=Date,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="StaffMember",
        tablename="staff_member",
        column_name="status",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 40, "default": "active", "choices": Enum("StaffStatus", {"ACTIVE": "active", "LEFT": "left"})},
    )
    manager.add_column(
        table_class_name="StaffMember",
        tablename="staff_member",
        column_name="postcode",
        column_class_name="Varchar",
        column_class=Varchar,
        params={"length": 8, "default": ""},
    )
    manager.add_column(
        table_class_name="StaffMember",
        tablename="staff_member",
        column_name="latitude",
        column_class_name="DoublePrecision",
        column_class=DoublePrecision,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="StaffMember",
        tablename="staff_member",
        column_name="longitude",
        column_class_name="DoublePrecision",
        column_class=DoublePrecision,
        params={"default": None, "null": True},
    )
    manager.add_column(
        table_class_name="StaffMember",
        tablename="staff_member",
        column_name="created_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={"default": TimestamptzNow()},
    )
    manager.add_constraint(
        table_class_name="TeamType",
        tablename="team_type",
        constraint_name="team_type_has_source",
        constraint_class=Constraint,
        params={"condition": "source <> ''"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="SelfDisclosure",
        tablename="self_disclosure",
        constraint_name="self_disclosure_status_known",
        constraint_class=Constraint,
        params={"condition": "status IN ('asked', 'sent', 'reviewed')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="SelfDisclosure",
        tablename="self_disclosure",
        constraint_name="self_disclosure_finding_known",
        constraint_class=Constraint,
        params={"condition": "finding IN ('nothing', 'discuss', 'concern')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="SelfDisclosure",
        tablename="self_disclosure",
        constraint_name="self_disclosure_sent_whole",
        constraint_class=Constraint,
        params={
            "condition": "num_nonnulls(answers, sent_at) = CASE status WHEN 'asked' THEN 0 ELSE 2 END AND (signed_name <> '') = (status <> 'asked')"
        },
        schema=None,
    )
    manager.add_constraint(
        table_class_name="SelfDisclosure",
        tablename="self_disclosure",
        constraint_name="self_disclosure_reviewed_by_somebody",
        constraint_class=Constraint,
        params={"condition": "num_nonnulls(finding, reviewed_by, reviewed_at) = CASE status WHEN 'reviewed' THEN 3 ELSE 0 END"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="SelfDisclosure",
        tablename="self_disclosure",
        constraint_name="self_disclosure_says_what_to_discuss",
        constraint_class=Constraint,
        params={"condition": "(finding IS NOT DISTINCT FROM 'discuss') = (discussion <> '')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="ScorecardChase",
        tablename="scorecard_chase",
        constraint_name="scorecard_chase_once",
        constraint_class=Unique,
        params={"columns": ["seat", "step"], "nulls_distinct": True},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="ScorecardChase",
        tablename="scorecard_chase",
        constraint_name="scorecard_chase_step_known",
        constraint_class=Constraint,
        params={"condition": "step BETWEEN 1 AND 3"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="WorkforceSnapshot",
        tablename="workforce_snapshot",
        constraint_name="workforce_snapshot_once",
        constraint_class=Unique,
        params={"columns": ["client", "taken_on"], "nulls_distinct": True},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="WorkforceSnapshot",
        tablename="workforce_snapshot",
        constraint_name="workforce_snapshot_not_negative",
        constraint_class=Constraint,
        params={"condition": "permanent_fte >= 0 AND agency_fte >= 0 AND vacancy_fte >= 0"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="BankHoliday",
        tablename="bank_holiday",
        constraint_name="bank_holiday_once",
        constraint_class=Unique,
        params={"columns": ["division", "held_on"], "nulls_distinct": True},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="BankHoliday",
        tablename="bank_holiday",
        constraint_name="bank_holiday_division",
        constraint_class=Constraint,
        params={"condition": "division IN ('england-and-wales', 'scotland', 'northern-ireland')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="BankHoliday",
        tablename="bank_holiday",
        constraint_name="bank_holiday_has_source",
        constraint_class=Constraint,
        params={"condition": "source <> ''"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="RoomBooking",
        tablename="room_booking",
        constraint_name="room_booking_in_order",
        constraint_class=Constraint,
        params={"condition": "busy_from < busy_to"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="RoomBooking",
        tablename="room_booking",
        constraint_name="room_booking_or_hold",
        constraint_class=Constraint,
        params={"condition": "(interview IS NULL) <> (hold IS NULL)"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Message",
        tablename="message",
        constraint_name="message_status_known",
        constraint_class=Constraint,
        params={"condition": "status IN ('queued', 'sent', 'refused', 'delivered', 'bounced', 'skipped')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="ConflictOfInterest",
        tablename="conflict_of_interest",
        constraint_name="conflict_of_interest_once",
        constraint_class=Unique,
        params={"columns": ["champion", "candidate"], "nulls_distinct": True},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="ConflictOfInterest",
        tablename="conflict_of_interest",
        constraint_name="conflict_of_interest_known",
        constraint_class=Constraint,
        params={"condition": "relationship IN ('same_team', 'line_manager', 'former_colleague', 'personal')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Interview",
        tablename="interview",
        constraint_name="interview_kind_known",
        constraint_class=Constraint,
        params={"condition": "kind IN ('conversation', 'interview')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Interview",
        tablename="interview",
        constraint_name="interview_has_kit",
        constraint_class=Constraint,
        params={"condition": "(kind = 'interview') = (kit_version IS NOT NULL)"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Interview",
        tablename="interview",
        constraint_name="interview_panel_sensible",
        constraint_class=Constraint,
        params={"condition": "panel_size BETWEEN 1 AND 5 AND (kind = 'interview' OR panel_size = 1)"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Interview",
        tablename="interview",
        constraint_name="interview_status_known",
        constraint_class=Constraint,
        params={"condition": "status IN ('invited', 'booked', 'held', 'cancelled', 'no_show')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Interview",
        tablename="interview",
        constraint_name="interview_meeting_known",
        constraint_class=Constraint,
        params={"condition": "meeting IN ('video', 'telephone', 'room')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Interview",
        tablename="interview",
        constraint_name="interview_room_where_needed",
        constraint_class=Constraint,
        params={"condition": "(meeting = 'room') = (room IS NOT NULL)"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Interview",
        tablename="interview",
        constraint_name="interview_time_whole",
        constraint_class=Constraint,
        params={"condition": "(starts_at IS NULL) = (ends_at IS NULL) AND starts_at < ends_at"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Interview",
        tablename="interview",
        constraint_name="interview_minutes_sensible",
        constraint_class=Constraint,
        params={"condition": "minutes BETWEEN 15 AND 180"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Interview",
        tablename="interview",
        constraint_name="interview_end_has_reason",
        constraint_class=Constraint,
        params={"condition": "status NOT IN ('cancelled', 'no_show') OR ended_reason <> ''"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Interview",
        tablename="interview",
        constraint_name="interview_booked_has_time",
        constraint_class=Constraint,
        params={"condition": "status NOT IN ('booked', 'held', 'no_show') OR starts_at IS NOT NULL"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Grade",
        tablename="grade",
        constraint_name="grade_dfe_role",
        constraint_class=Constraint,
        params={
            "condition": "dfe_role IN ('senior_manager', 'middle_manager', 'first_line_manager', 'senior_practitioner', 'case_holder', 'qualified_without_cases')"
        },
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Grade",
        tablename="grade",
        constraint_name="grade_agency_job_type",
        constraint_class=Constraint,
        params={
            "condition": "agency_job_type IN ('social_worker', 'senior_social_worker', 'advanced_practitioner', 'team_manager', 'iro_cp_chair')"
        },
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Grade",
        tablename="grade",
        constraint_name="grade_band",
        constraint_class=Constraint,
        params={"condition": "(scp_from IS NULL) = (scp_to IS NULL) AND scp_from <= scp_to"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Grade",
        tablename="grade",
        constraint_name="grade_level",
        constraint_class=Constraint,
        params={"condition": "level > 0"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Grade",
        tablename="grade",
        constraint_name="grade_has_source",
        constraint_class=Constraint,
        params={"condition": "source <> ''"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="InvoiceLine",
        tablename="invoice_line",
        constraint_name="invoice_line_once",
        constraint_class=Unique,
        params={"columns": ["invoice", "position"], "nulls_distinct": True},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="InvoiceLine",
        tablename="invoice_line",
        constraint_name="invoice_line_adds_up",
        constraint_class=Constraint,
        params={"condition": "net_amount = round(hours * hourly_amount, 2)"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="InvoiceLine",
        tablename="invoice_line",
        constraint_name="invoice_line_is_not_nothing",
        constraint_class=Constraint,
        params={"condition": "hours <> 0 AND hourly_amount > 0"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Escalation",
        tablename="escalation",
        constraint_name="escalation_once",
        constraint_class=Unique,
        params={"columns": ["application", "due_on"], "nulls_distinct": True},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Competency",
        tablename="competency",
        constraint_name="competency_once",
        constraint_class=Unique,
        params={"columns": ["kit_version", "position"], "nulls_distinct": True},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Competency",
        tablename="competency",
        constraint_name="competency_area_known",
        constraint_class=Constraint,
        params={"condition": "area IN ('practice', 'values', 'safeguarding')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Competency",
        tablename="competency",
        constraint_name="competency_anchored",
        constraint_class=Constraint,
        params={"condition": "title <> '' AND question <> '' AND '' NOT IN (anchor_1, anchor_2, anchor_3, anchor_4, anchor_5)"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Competency",
        tablename="competency",
        constraint_name="competency_veto_is_possible",
        constraint_class=Constraint,
        params={"condition": "veto_below BETWEEN 2 AND 5 AND (veto_below IS NULL OR area <> 'practice')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Moderation",
        tablename="moderation",
        constraint_name="moderation_of_one_matter",
        constraint_class=Constraint,
        params={"condition": "(competency IS NULL) <> (question IS NULL)"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Moderation",
        tablename="moderation",
        constraint_name="moderation_says_something",
        constraint_class=Constraint,
        params={"condition": "note <> ''"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Consent",
        tablename="consent",
        constraint_name="consent_has_version",
        constraint_class=Constraint,
        params={"condition": "kind <> '' AND version <> ''"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="ReferenceHearing",
        tablename="reference_hearing",
        constraint_name="reference_hearing_says_what",
        constraint_class=Constraint,
        params={"condition": "concern <> '' AND (comment <> '') = (commented_at IS NOT NULL)"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="ReferenceHearing",
        tablename="reference_hearing",
        constraint_name="reference_hearing_outcome_known",
        constraint_class=Constraint,
        params={"condition": "outcome IN ('accepted', 'unsatisfactory')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="ReferenceHearing",
        tablename="reference_hearing",
        constraint_name="reference_hearing_decided_by_somebody",
        constraint_class=Constraint,
        params={"condition": "num_nonnulls(outcome, decided_by, decided_at) IN (0, 3) AND (outcome IS NOT NULL) = (reasons <> '')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="ReferenceHearing",
        tablename="reference_hearing",
        constraint_name="reference_hearing_heard_first",
        constraint_class=Constraint,
        params={
            "condition": "outcome IS NULL OR outcome = 'accepted' OR commented_at IS NOT NULL OR (decided_at AT TIME ZONE 'Europe/London')::date > answer_by"
        },
        schema=None,
    )
    manager.add_constraint(
        table_class_name="RunShare",
        tablename="run_share",
        constraint_name="run_share_status_known",
        constraint_class=Constraint,
        params={"condition": "status IN ('waiting', 'issued', 'nothing', 'failed')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="RunShare",
        tablename="run_share",
        constraint_name="run_share_once",
        constraint_class=Unique,
        params={"columns": ["run", "client", "po_number"], "nulls_distinct": True},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="RunShare",
        tablename="run_share",
        constraint_name="run_share_end_stamped",
        constraint_class=Constraint,
        params={"condition": "(status = 'waiting') = (settled_at IS NULL)"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Placement",
        tablename="placement",
        constraint_name="placement_status_known",
        constraint_class=Constraint,
        params={"condition": "status IN ('confirmed', 'ended', 'cancelled')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Placement",
        tablename="placement",
        constraint_name="placement_dates_in_order",
        constraint_class=Constraint,
        params={"condition": "starts_on <= ends_on"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Placement",
        tablename="placement",
        constraint_name="placement_terms_sensible",
        constraint_class=Constraint,
        params={"condition": "fte > 0 AND fte <= 1 AND hourly_amount > 0 AND weekly_hours > 0 AND notice_days BETWEEN 1 AND 28"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Placement",
        tablename="placement",
        constraint_name="placement_over_cap_is_approved",
        constraint_class=Constraint,
        params={
            "condition": "NOT client_reports_as_agency OR cap_amount IS NULL OR hourly_amount <= cap_amount OR over_cap_approved_by <> ''"
        },
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Placement",
        tablename="placement",
        constraint_name="placement_end_has_reason",
        constraint_class=Constraint,
        params={"condition": "status = 'confirmed' OR ended_reason <> ''"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="User",
        tablename="app_user",
        constraint_name="app_user_email_is_normal",
        constraint_class=Constraint,
        params={"condition": "email = lower(email) AND email = username AND email <> ''"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="User",
        tablename="app_user",
        constraint_name="app_user_offboarded_is_inactive",
        constraint_class=Constraint,
        params={"condition": "offboarded_at IS NULL OR NOT active"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="User",
        tablename="app_user",
        constraint_name="app_user_suspended_is_inactive",
        constraint_class=Constraint,
        params={"condition": "suspended_at IS NULL OR NOT active"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="SavedView",
        tablename="saved_view",
        constraint_name="saved_view_has_a_name",
        constraint_class=Constraint,
        params={"condition": "name <> ''"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="PersonList",
        tablename="person_list",
        constraint_name="person_list_status_known",
        constraint_class=Constraint,
        params={"condition": "status IN ('read', 'ordered', 'done')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="PersonList",
        tablename="person_list",
        constraint_name="person_list_says_where_from",
        constraint_class=Constraint,
        params={"condition": "origin <> ''"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="PersonList",
        tablename="person_list",
        constraint_name="person_list_done_when_done",
        constraint_class=Constraint,
        params={"condition": "(status = 'done') = (done_at IS NOT NULL)"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="ApplicationMotivator",
        tablename="application_motivator",
        constraint_name="application_motivator_once",
        constraint_class=Unique,
        params={"columns": ["application", "motivator"], "nulls_distinct": True},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="ApplicationMotivator",
        tablename="application_motivator",
        constraint_name="application_motivator_known",
        constraint_class=Constraint,
        params={
            "condition": "motivator IN ('permanence', 'practice', 'supervision', 'caseload', 'team', 'development', 'variety', 'balance', 'pay', 'location', 'values')"
        },
        schema=None,
    )
    manager.add_constraint(
        table_class_name="ConversionCase",
        tablename="conversion_case",
        constraint_name="conversion_case_stage_known",
        constraint_class=Constraint,
        params={"condition": "stage IN ('identified', 'approached', 'interested', 'application', 'converted', 'closed')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="ConversionCase",
        tablename="conversion_case",
        constraint_name="conversion_case_saving_adds_up",
        constraint_class=Constraint,
        params={"condition": "saving_amount = agency_cost_amount - permanent_cost_amount - fee_amount"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="ConversionCase",
        tablename="conversion_case",
        constraint_name="conversion_case_amounts_sensible",
        constraint_class=Constraint,
        params={"condition": "annual_amount > 0 AND fee_amount >= 0"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="ConversionCase",
        tablename="conversion_case",
        constraint_name="conversion_case_closed_has_reason",
        constraint_class=Constraint,
        params={"condition": "stage <> 'closed' OR closed_reason <> ''"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="ConversionCase",
        tablename="conversion_case",
        constraint_name="conversion_case_end_stamped",
        constraint_class=Constraint,
        params={"condition": "(stage IN ('converted', 'closed')) = (ended_at IS NOT NULL)"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Seller",
        tablename="seller",
        constraint_name="seller_once",
        constraint_class=Unique,
        params={"columns": ["effective_from"], "nulls_distinct": True},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Seller",
        tablename="seller",
        constraint_name="seller_can_be_paid",
        constraint_class=Constraint,
        params={
            "condition": "name <> '' AND address <> '' AND sort_code ~ '^[0-9]{2}-[0-9]{2}-[0-9]{2}$' AND account_number ~ '^[0-9]{8}$'"
        },
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Seller",
        tablename="seller",
        constraint_name="seller_vat_number_has_prefix",
        constraint_class=Constraint,
        params={"condition": "vat_number ~ '^GB([0-9]{9}|[0-9]{12}|GD[0-9]{3}|HA[0-9]{3})$'"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Decision",
        tablename="decision",
        constraint_name="decision_outcome_known",
        constraint_class=Constraint,
        params={"condition": "outcome IN ('hire', 'reject')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Decision",
        tablename="decision",
        constraint_name="decision_has_reason",
        constraint_class=Constraint,
        params={"condition": "reason <> ''"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="StoredFile",
        tablename="stored_file",
        constraint_name="stored_file_sha256_valid",
        constraint_class=Constraint,
        params={"condition": "sha256 ~ '^[0-9a-f]{64}$'"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="StoredFile",
        tablename="stored_file",
        constraint_name="stored_file_not_empty",
        constraint_class=Constraint,
        params={"condition": "size > 0"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="SurveyAnswer",
        tablename="survey_answer",
        constraint_name="survey_month_is_whole",
        constraint_class=Constraint,
        params={"condition": "extract(day FROM month) = 1"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="SurveyAnswer",
        tablename="survey_answer",
        constraint_name="survey_key_is_random",
        constraint_class=Constraint,
        params={"condition": "uuid_extract_version(id) = 4"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="SurveyAnswer",
        tablename="survey_answer",
        constraint_name="survey_reached_known",
        constraint_class=Constraint,
        params={"condition": "reached IN ('application', 'interview', 'offer')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="SurveyAnswer",
        tablename="survey_answer",
        constraint_name="survey_result_known",
        constraint_class=Constraint,
        params={"condition": "result IN ('offered', 'rejected', 'withdrew')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="SurveyAnswer",
        tablename="survey_answer",
        constraint_name="survey_points_in_range",
        constraint_class=Constraint,
        params={"condition": "clear BETWEEN 1 AND 5 AND respectful BETWEEN 1 AND 5 AND fair BETWEEN 1 AND 5 AND quick BETWEEN 1 AND 5"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="SurveyAnswer",
        tablename="survey_answer",
        constraint_name="survey_motivators_known",
        constraint_class=Constraint,
        params={
            "condition": "motivators <@ ARRAY['permanence', 'practice', 'supervision', 'caseload', 'team', 'development', 'variety', 'balance', 'pay', 'location', 'values']::varchar[]"
        },
        schema=None,
    )
    manager.add_constraint(
        table_class_name="StartProposal",
        tablename="start_proposal",
        constraint_name="start_proposal_outcome_known",
        constraint_class=Constraint,
        params={"condition": "outcome IN ('open', 'agreed', 'refused', 'closed')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="StartProposal",
        tablename="start_proposal",
        constraint_name="start_proposal_is_another_day",
        constraint_class=Constraint,
        params={"condition": "to_on <> from_on AND reason <> ''"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="StartProposal",
        tablename="start_proposal",
        constraint_name="start_proposal_answered",
        constraint_class=Constraint,
        params={"condition": "(outcome = 'open') = (answered_at IS NULL) AND (outcome <> 'refused' OR answer <> '')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="StartProposal",
        tablename="start_proposal",
        constraint_name="start_proposal_answered_by_the_other",
        constraint_class=Constraint,
        params={"condition": "outcome NOT IN ('agreed', 'refused') OR (answered_by IS NOT NULL AND answered_by <> proposed_by)"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="TimesheetEvent",
        tablename="timesheet_event",
        constraint_name="timesheet_event_status_known",
        constraint_class=Constraint,
        params={"condition": "status IN ('draft', 'submitted', 'queried', 'approved', 'billed')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="KitVersion",
        tablename="kit_version",
        constraint_name="kit_version_once",
        constraint_class=Unique,
        params={"columns": ["kit", "number"], "nulls_distinct": True},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="KitVersion",
        tablename="kit_version",
        constraint_name="kit_version_numbered",
        constraint_class=Constraint,
        params={"condition": "number > 0"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="PriceCap",
        tablename="price_cap",
        constraint_name="price_cap_job_type",
        constraint_class=Constraint,
        params={
            "condition": "job_type IN ('social_worker', 'senior_social_worker', 'advanced_practitioner', 'team_manager', 'iro_cp_chair')"
        },
        schema=None,
    )
    manager.add_constraint(
        table_class_name="PriceCap",
        tablename="price_cap",
        constraint_name="price_cap_positive",
        constraint_class=Constraint,
        params={"condition": "hourly_amount > 0 AND region_code <> ''"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="PriceCap",
        tablename="price_cap",
        constraint_name="price_cap_in_order",
        constraint_class=Constraint,
        params={"condition": "effective_to >= effective_from"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="PriceCap",
        tablename="price_cap",
        constraint_name="price_cap_has_source",
        constraint_class=Constraint,
        params={"condition": "source <> ''"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="TermsRequest",
        tablename="terms_request",
        constraint_name="terms_request_outcome_known",
        constraint_class=Constraint,
        params={"condition": "outcome IN ('open', 'kept', 'revised', 'closed')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="TermsRequest",
        tablename="terms_request",
        constraint_name="terms_request_amounts_sensible",
        constraint_class=Constraint,
        params={"condition": "annual_amount > 0 AND weekly_hours > 0"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="TermsRequest",
        tablename="terms_request",
        constraint_name="terms_request_says_something",
        constraint_class=Constraint,
        params={"condition": "text <> ''"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="TermsRequest",
        tablename="terms_request",
        constraint_name="terms_request_answered",
        constraint_class=Constraint,
        params={"condition": "(outcome = 'open') = (answered_at IS NULL) AND (outcome <> 'kept' OR answer <> '')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="TimesheetReminder",
        tablename="timesheet_reminder",
        constraint_name="timesheet_reminder_once",
        constraint_class=Unique,
        params={"columns": ["placement", "week_starts_on"], "nulls_distinct": True},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="OutboxMessage",
        tablename="outbox_message",
        constraint_name="outbox_message_one_end",
        constraint_class=Constraint,
        params={"condition": "done_at IS NULL OR dead_at IS NULL"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Benchmark",
        tablename="benchmark",
        constraint_name="benchmark_once",
        constraint_class=Unique,
        params={"columns": ["area_code", "year"], "nulls_distinct": True},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Benchmark",
        tablename="benchmark",
        constraint_name="benchmark_level",
        constraint_class=Constraint,
        params={"condition": "level IN ('national', 'regional')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Benchmark",
        tablename="benchmark",
        constraint_name="benchmark_has_source",
        constraint_class=Constraint,
        params={"condition": "source <> ''"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Membership",
        tablename="membership",
        constraint_name="membership_role_known",
        constraint_class=Constraint,
        params={
            "condition": "role IN ('candidate', 'champion', 'staff', 'client_requester', 'client_approver', 'client_finance', 'operations', 'finance', 'admin')"
        },
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Membership",
        tablename="membership",
        constraint_name="membership_once",
        constraint_class=Unique,
        params={"columns": ["user", "organisation", "role"], "nulls_distinct": True},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="RateCard",
        tablename="rate_card",
        constraint_name="rate_card_job_type_known",
        constraint_class=Constraint,
        params={
            "condition": "job_type IN ('social_worker', 'senior_social_worker', 'advanced_practitioner', 'team_manager', 'iro_cp_chair')"
        },
        schema=None,
    )
    manager.add_constraint(
        table_class_name="RateCard",
        tablename="rate_card",
        constraint_name="rate_card_positive",
        constraint_class=Constraint,
        params={"condition": "hourly_amount > 0"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="RateCard",
        tablename="rate_card",
        constraint_name="rate_card_in_order",
        constraint_class=Constraint,
        params={"condition": "effective_to >= effective_from"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="DateOverride",
        tablename="date_override",
        constraint_name="date_override_in_order",
        constraint_class=Constraint,
        params={"condition": "(starts_at IS NULL) = (ends_at IS NULL) AND starts_at < ends_at"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Upload",
        tablename="upload",
        constraint_name="upload_purpose_known",
        constraint_class=Constraint,
        params={"condition": "purpose IN ('cv', 'reference', 'check_evidence')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Upload",
        tablename="upload",
        constraint_name="upload_status_known",
        constraint_class=Constraint,
        params={"condition": "status IN ('waiting', 'clean', 'infected')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Upload",
        tablename="upload",
        constraint_name="upload_once",
        constraint_class=Unique,
        params={"columns": ["purpose", "subject_id"], "nulls_distinct": True},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Upload",
        tablename="upload",
        constraint_name="upload_infected_has_no_file",
        constraint_class=Constraint,
        params={"condition": "(status = 'infected') = (file IS NULL)"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Upload",
        tablename="upload",
        constraint_name="upload_infected_says_what",
        constraint_class=Constraint,
        params={"condition": "(status = 'infected') = (finding <> '')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Upload",
        tablename="upload",
        constraint_name="upload_scanned_at_a_time",
        constraint_class=Constraint,
        params={"condition": "(status = 'waiting') = (scanned_at IS NULL)"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Upload",
        tablename="upload",
        constraint_name="upload_is_not_empty",
        constraint_class=Constraint,
        params={"condition": "size BETWEEN 1 AND 10485760"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="ExplainedGap",
        tablename="explained_gap",
        constraint_name="explained_gap_once",
        constraint_class=Unique,
        params={"columns": ["application", "began_on"], "nulls_distinct": True},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="ExplainedGap",
        tablename="explained_gap",
        constraint_name="explained_gap_in_order",
        constraint_class=Constraint,
        params={"condition": "ended_on >= began_on"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="ExplainedGap",
        tablename="explained_gap",
        constraint_name="explained_gap_in_months",
        constraint_class=Constraint,
        params={"condition": "extract(day FROM began_on) = 1 AND extract(day FROM ended_on) = 1"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="ExplainedGap",
        tablename="explained_gap",
        constraint_name="explained_gap_is_explained",
        constraint_class=Constraint,
        params={"condition": "explanation <> ''"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Exclusion",
        tablename="exclusion",
        constraint_name="exclusion_has_reason",
        constraint_class=Constraint,
        params={"condition": "reason <> ''"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Exclusion",
        tablename="exclusion",
        constraint_name="exclusion_lifted_by_somebody",
        constraint_class=Constraint,
        params={"condition": "(lifted_at IS NULL) = (lifted_by IS NULL)"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="RegisterLookup",
        tablename="register_lookup",
        constraint_name="lookup_status_known",
        constraint_class=Constraint,
        params={"condition": "register_status IN ('registered', 'suspended', 'removed', 'not_found')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="RegisterLookup",
        tablename="register_lookup",
        constraint_name="lookup_found_means_named",
        constraint_class=Constraint,
        params={"condition": "was_found = (name <> '') AND was_found = (register_status <> 'not_found')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="RegisterLookup",
        tablename="register_lookup",
        constraint_name="lookup_score_of_100",
        constraint_class=Constraint,
        params={"condition": "name_score BETWEEN 0 AND 100"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Absence",
        tablename="absence",
        constraint_name="absence_cause_known",
        constraint_class=Constraint,
        params={"condition": "cause IN ('no_word', 'ill', 'emergency', 'travel', 'technical', 'forgotten', 'other')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="DuplicatePair",
        tablename="duplicate_pair",
        constraint_name="duplicate_pair_once",
        constraint_class=Unique,
        params={"columns": ["first", "second"], "nulls_distinct": True},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="DuplicatePair",
        tablename="duplicate_pair",
        constraint_name="duplicate_pair_in_order",
        constraint_class=Constraint,
        params={"condition": "first < second"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="DuplicatePair",
        tablename="duplicate_pair",
        constraint_name="duplicate_pair_score_sensible",
        constraint_class=Constraint,
        params={"condition": "score BETWEEN 0 AND 100"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="DuplicatePair",
        tablename="duplicate_pair",
        constraint_name="duplicate_pair_status_known",
        constraint_class=Constraint,
        params={"condition": "status IN ('open', 'different', 'merged')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="DuplicatePair",
        tablename="duplicate_pair",
        constraint_name="duplicate_pair_decided_by_somebody",
        constraint_class=Constraint,
        params={"condition": "(status = 'open') = (decided_by IS NULL) AND (status = 'open') = (decided_at IS NULL)"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Reference",
        tablename="reference",
        constraint_name="reference_way_known",
        constraint_class=Constraint,
        params={"condition": "way IN ('form', 'off_service')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Reference",
        tablename="reference",
        constraint_name="reference_relationship_known",
        constraint_class=Constraint,
        params={"condition": "relationship IN ('line_manager', 'supervisor', 'practice_educator', 'senior_manager')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Reference",
        tablename="reference",
        constraint_name="reference_reemploy_known",
        constraint_class=Constraint,
        params={"condition": "would_reemploy IN ('yes', 'no', 'unsure')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Reference",
        tablename="reference",
        constraint_name="reference_dates_in_order",
        constraint_class=Constraint,
        params={"condition": "worked_to IS NULL OR worked_to >= worked_from"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Reference",
        tablename="reference",
        constraint_name="reference_says_what",
        constraint_class=Constraint,
        params={
            "condition": "(NOT has_concern OR concern_detail <> '') AND (NOT has_discipline OR discipline_detail <> '') AND (would_reemploy = 'yes' OR reemploy_detail <> '')"
        },
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Reference",
        tablename="reference",
        constraint_name="reference_from_somebody",
        constraint_class=Constraint,
        params={"condition": "signed_name <> '' AND (way = 'form') = (recorded_by IS NULL) AND (way = 'form') = (received_how = '')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="InterviewChange",
        tablename="interview_change",
        constraint_name="interview_change_kind_known",
        constraint_class=Constraint,
        params={
            "condition": "kind IN ('invited', 'time_chosen', 'booked', 'moved', 'handed_over', 'place_changed', 'cancelled', 'held', 'no_show')"
        },
        schema=None,
    )
    manager.add_constraint(
        table_class_name="CalendarSubscription",
        tablename="calendar_subscription",
        constraint_name="calendar_subscription_problem_dated",
        constraint_class=Constraint,
        params={"condition": "(problem = '') = (failing_since IS NULL)"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="StageMove",
        tablename="stage_move",
        constraint_name="stage_move_known",
        constraint_class=Constraint,
        params={
            "condition": "to_stage IN ('applied', 'screening', 'conversation', 'interview', 'offer', 'checks', 'ready', 'started', 'withdrawn', 'rejected')"
        },
        schema=None,
    )
    manager.add_constraint(
        table_class_name="TimesheetDay",
        tablename="timesheet_day",
        constraint_name="timesheet_day_once",
        constraint_class=Unique,
        params={"columns": ["timesheet", "worked_on"], "nulls_distinct": True},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="TimesheetDay",
        tablename="timesheet_day",
        constraint_name="timesheet_day_hours_possible",
        constraint_class=Constraint,
        params={"condition": "hours >= 0 AND hours <= 24 AND hours * 4 = floor(hours * 4)"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="AuthorityFigure",
        tablename="authority_figure",
        constraint_name="authority_figure_once",
        constraint_class=Unique,
        params={"columns": ["authority", "measure", "year"], "nulls_distinct": True},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="AuthorityFigure",
        tablename="authority_figure",
        constraint_name="authority_figure_measure",
        constraint_class=Constraint,
        params={"condition": "measure IN ('agency_rate', 'vacancy_rate', 'turnover_rate', 'caseload')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="AuthorityFigure",
        tablename="authority_figure",
        constraint_name="authority_figure_symbol",
        constraint_class=Constraint,
        params={"condition": "symbol IN ('x', 'z', 'c', 'low')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="AuthorityFigure",
        tablename="authority_figure",
        constraint_name="authority_figure_value_or_symbol",
        constraint_class=Constraint,
        params={"condition": "(value IS NULL) <> (symbol IS NULL)"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="AuthorityFigure",
        tablename="authority_figure",
        constraint_name="authority_figure_not_negative",
        constraint_class=Constraint,
        params={"condition": "value >= 0"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="AuthorityFigure",
        tablename="authority_figure",
        constraint_name="authority_figure_has_source",
        constraint_class=Constraint,
        params={"condition": "source <> ''"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Champion",
        tablename="champion",
        constraint_name="champion_division_known",
        constraint_class=Constraint,
        params={"condition": "division IN ('england-and-wales', 'scotland', 'northern-ireland')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Champion",
        tablename="champion",
        constraint_name="champion_limits_sensible",
        constraint_class=Constraint,
        params={
            "condition": "weekly_cap BETWEEN 1 AND 40 AND buffer_minutes BETWEEN 0 AND 120 AND notice_hours BETWEEN 0 AND 336 AND horizon_days BETWEEN 1 AND 365"
        },
        schema=None,
    )
    manager.add_constraint(
        table_class_name="PanelSeat",
        tablename="panel_seat",
        constraint_name="panel_seat_once",
        constraint_class=Unique,
        params={"columns": ["interview", "champion"], "nulls_distinct": True},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="PanelSeat",
        tablename="panel_seat",
        constraint_name="panel_seat_time_whole",
        constraint_class=Constraint,
        params={"condition": "(busy_from IS NULL) = (busy_to IS NULL) AND busy_from < busy_to"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="PanelSeat",
        tablename="panel_seat",
        constraint_name="panel_seat_or_hold",
        constraint_class=Constraint,
        params={"condition": "(interview IS NULL) <> (hold IS NULL) AND (hold IS NULL OR busy_from IS NOT NULL)"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="VetoQuestion",
        tablename="veto_question",
        constraint_name="veto_question_once",
        constraint_class=Unique,
        params={"columns": ["kit_version", "position"], "nulls_distinct": True},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="VetoQuestion",
        tablename="veto_question",
        constraint_name="veto_question_area_known",
        constraint_class=Constraint,
        params={"condition": "area IN ('values', 'safeguarding')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="VetoQuestion",
        tablename="veto_question",
        constraint_name="veto_question_says_something",
        constraint_class=Constraint,
        params={"condition": "wording <> ''"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Note",
        tablename="note",
        constraint_name="note_says_something",
        constraint_class=Constraint,
        params={"condition": "text <> ''"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="PlacementRequest",
        tablename="placement_request",
        constraint_name="placement_request_status_known",
        constraint_class=Constraint,
        params={"condition": "status IN ('open', 'picked', 'confirmed', 'cancelled', 'declined')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="PlacementRequest",
        tablename="placement_request",
        constraint_name="placement_request_dates_in_order",
        constraint_class=Constraint,
        params={"condition": "starts_on <= ends_on"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="PlacementRequest",
        tablename="placement_request",
        constraint_name="placement_request_fte_sensible",
        constraint_class=Constraint,
        params={"condition": "fte > 0 AND fte <= 1"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="PlacementRequest",
        tablename="placement_request",
        constraint_name="placement_request_no_has_reason",
        constraint_class=Constraint,
        params={"condition": "status <> 'declined' OR status_reason <> ''"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Organisation",
        tablename="organisation",
        constraint_name="organisation_kind_known",
        constraint_class=Constraint,
        params={"condition": "kind IN ('afc', 'council')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Room",
        tablename="room",
        constraint_name="room_once",
        constraint_class=Unique,
        params={"columns": ["name", "site"], "nulls_distinct": True},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Room",
        tablename="room",
        constraint_name="room_named",
        constraint_class=Constraint,
        params={"condition": "name <> '' AND site <> ''"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Room",
        tablename="room",
        constraint_name="room_capacity_sensible",
        constraint_class=Constraint,
        params={"condition": "capacity BETWEEN 2 AND 200"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="ReferenceQuestion",
        tablename="reference_question",
        constraint_name="reference_question_asks",
        constraint_class=Constraint,
        params={"condition": "question <> ''"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="ReferenceQuestion",
        tablename="reference_question",
        constraint_name="reference_question_answered_once",
        constraint_class=Constraint,
        params={"condition": "(answer <> '') = (answered_at IS NOT NULL)"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Proposal",
        tablename="proposal",
        constraint_name="proposal_status_known",
        constraint_class=Constraint,
        params={"condition": "status IN ('picked', 'confirmed', 'declined', 'withdrawn')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Proposal",
        tablename="proposal",
        constraint_name="proposal_once",
        constraint_class=Unique,
        params={"columns": ["placement_request", "staff_member"], "nulls_distinct": True},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Proposal",
        tablename="proposal",
        constraint_name="proposal_score_in_range",
        constraint_class=Constraint,
        params={"condition": "score BETWEEN 0 AND 100"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Proposal",
        tablename="proposal",
        constraint_name="proposal_no_has_reason",
        constraint_class=Constraint,
        params={"condition": "status NOT IN ('declined', 'withdrawn') OR reason <> ''"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="AccessToken",
        tablename="access_token",
        constraint_name="access_token_purpose_known",
        constraint_class=Constraint,
        params={"condition": "purpose IN ('sign_in', 'invitation', 'change_email', 'record')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="PoolSkill",
        tablename="pool_skill",
        constraint_name="pool_skill_once",
        constraint_class=Unique,
        params={"columns": ["member", "skill"], "nulls_distinct": True},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="SurveyInvitation",
        tablename="survey_invitation",
        constraint_name="survey_invitation_reached_known",
        constraint_class=Constraint,
        params={"condition": "reached IN ('application', 'interview', 'offer')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="SurveyInvitation",
        tablename="survey_invitation",
        constraint_name="survey_invitation_result_known",
        constraint_class=Constraint,
        params={"condition": "result IN ('offered', 'rejected', 'withdrew')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="CheckOverride",
        tablename="check_override",
        constraint_name="override_status_known",
        constraint_class=Constraint,
        params={"condition": "status IN ('requested', 'granted', 'refused', 'ended')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="CheckOverride",
        tablename="check_override",
        constraint_name="override_says_why",
        constraint_class=Constraint,
        params={"condition": "reason <> '' AND condition <> ''"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="CheckOverride",
        tablename="check_override",
        constraint_name="override_granted_by_another",
        constraint_class=Constraint,
        params={"condition": "status <> 'granted' OR (decided_at IS NOT NULL AND decided_by IS NOT NULL AND decided_by <> requested_by)"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="CheckOverride",
        tablename="check_override",
        constraint_name="override_end_has_reason",
        constraint_class=Constraint,
        params={"condition": "status NOT IN ('refused', 'ended') OR ended_reason <> ''"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="PoolCall",
        tablename="pool_call",
        constraint_name="pool_call_once",
        constraint_class=Unique,
        params={"columns": ["member", "vacancy"], "nulls_distinct": True},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="MessageTemplate",
        tablename="message_template",
        constraint_name="message_template_version_once",
        constraint_class=Unique,
        params={"columns": ["name", "version"], "nulls_distinct": True},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="MessageTemplate",
        tablename="message_template",
        constraint_name="message_template_says_something",
        constraint_class=Constraint,
        params={"condition": "subject <> '' AND body_text <> ''"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Concern",
        tablename="concern",
        constraint_name="concern_once",
        constraint_class=Unique,
        params={"columns": ["scorecard", "question"], "nulls_distinct": True},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Authority",
        tablename="authority",
        constraint_name="authority_ofsted_grade",
        constraint_class=Constraint,
        params={"condition": "ofsted_grade IN ('outstanding', 'good', 'requires_improvement', 'inadequate')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Authority",
        tablename="authority",
        constraint_name="authority_ofsted_whole",
        constraint_class=Constraint,
        params={"condition": "num_nulls(ofsted_grade, ofsted_inspected_on, ofsted_as_at) IN (0, 3)"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Authority",
        tablename="authority",
        constraint_name="authority_has_source",
        constraint_class=Constraint,
        params={"condition": "source <> ''"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="DbsAssessment",
        tablename="dbs_assessment",
        constraint_name="assessment_outcome_known",
        constraint_class=Constraint,
        params={"condition": "outcome IN ('proceed', 'stop')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="DbsAssessment",
        tablename="dbs_assessment",
        constraint_name="assessment_decided_by_another",
        constraint_class=Constraint,
        params={
            "condition": "outcome IS NULL OR (decided_by IS NOT NULL AND decided_at IS NOT NULL AND decided_as <> '' AND assessed_by IS NOT NULL AND decided_by <> assessed_by AND decided_by <> opened_by)"
        },
        schema=None,
    )
    manager.add_constraint(
        table_class_name="DbsAssessment",
        tablename="dbs_assessment",
        constraint_name="assessment_says_why",
        constraint_class=Constraint,
        params={"condition": "outcome IS NULL OR forgotten_at IS NOT NULL OR reason <> ''"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="DbsAssessment",
        tablename="dbs_assessment",
        constraint_name="assessment_forgotten_whole",
        constraint_class=Constraint,
        params={
            "condition": "forgotten_at IS NULL OR explanation || relevance || seriousness || time_passed || circumstances || pattern || reason || safeguards = ''"
        },
        schema=None,
    )
    manager.add_constraint(
        table_class_name="StaffSkill",
        tablename="staff_skill",
        constraint_name="staff_skill_once",
        constraint_class=Unique,
        params={"columns": ["staff_member", "skill"], "nulls_distinct": True},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="StaffSkill",
        tablename="staff_skill",
        constraint_name="staff_skill_years_sensible",
        constraint_class=Constraint,
        params={"condition": "years BETWEEN 0 AND 60"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Rate",
        tablename="rate",
        constraint_name="rate_kind",
        constraint_class=Constraint,
        params={
            "condition": "kind IN ('vat_standard', 'vat_reduced', 'vat_zero', 'employer_ni_rate', 'employer_ni_threshold', 'apprenticeship_levy_rate', 'apprenticeship_levy_allowance', 'lgps_employer_rate', 'lgps_sample_mean', 'late_payment_margin', 'late_payment_reference', 'late_payment_fixed_sum', 'payment_term', 'annual_leave', 'extra_statutory_leave', 'sickness', 'weekly_hours', 'weekly_hours_london', 'reference_cover', 'reference_link', 'reference_reminder', 'reference_hearing', 'disclosure_reminder', 'reference_kept', 'reference_kept_of_staff', 'disclosure_link', 'disclosure_kept', 'check_due_soon', 'check_override', 'right_to_work_notice', 'dbs_status', 'dbs_hearing', 'dbs_detail_kept', 'pool_kept', 'pool_answer', 'pool_warning')"
        },
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Rate",
        tablename="rate",
        constraint_name="rate_not_negative",
        constraint_class=Constraint,
        params={"condition": "value >= 0 AND band_from >= 0"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Rate",
        tablename="rate",
        constraint_name="rate_in_order",
        constraint_class=Constraint,
        params={"condition": "effective_to >= effective_from"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Rate",
        tablename="rate",
        constraint_name="rate_has_source",
        constraint_class=Constraint,
        params={"condition": "source <> ''"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Invoice",
        tablename="invoice",
        constraint_name="invoice_kind_known",
        constraint_class=Constraint,
        params={"condition": "kind IN ('invoice', 'credit_note')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Invoice",
        tablename="invoice",
        constraint_name="invoice_credit_names_invoice",
        constraint_class=Constraint,
        params={"condition": "(kind = 'credit_note') = (credits IS NOT NULL) AND (kind = 'credit_note') = (reason <> '')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Invoice",
        tablename="invoice",
        constraint_name="invoice_has_due_date",
        constraint_class=Constraint,
        params={"condition": "CASE kind WHEN 'invoice' THEN due_on IS NOT NULL AND due_on >= issued_on ELSE due_on IS NULL END"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Invoice",
        tablename="invoice",
        constraint_name="invoice_sign",
        constraint_class=Constraint,
        params={"condition": "CASE kind WHEN 'invoice' THEN net_amount > 0 ELSE net_amount < 0 END"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Invoice",
        tablename="invoice",
        constraint_name="invoice_period_in_order",
        constraint_class=Constraint,
        params={"condition": "period_from <= period_to"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Invoice",
        tablename="invoice",
        constraint_name="invoice_adds_up",
        constraint_class=Constraint,
        params={"condition": "gross_amount = net_amount + vat_amount AND vat_amount = round(net_amount * vat_rate / 100, 2)"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Invoice",
        tablename="invoice",
        constraint_name="invoice_once_a_run",
        constraint_class=Unique,
        params={"columns": ["run", "client", "po_number", "kind"], "nulls_distinct": True},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="AgencyWorker",
        tablename="agency_worker",
        constraint_name="agency_worker_once",
        constraint_class=Unique,
        params={"columns": ["client", "swe_number"], "nulls_distinct": True},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="AgencyWorker",
        tablename="agency_worker",
        constraint_name="agency_worker_job_type_known",
        constraint_class=Constraint,
        params={
            "condition": "job_type IN ('social_worker', 'senior_social_worker', 'advanced_practitioner', 'team_manager', 'iro_cp_chair')"
        },
        schema=None,
    )
    manager.add_constraint(
        table_class_name="AgencyWorker",
        tablename="agency_worker",
        constraint_name="agency_worker_swe_number_valid",
        constraint_class=Constraint,
        params={"condition": "swe_number ~ '^SW[1-9][0-9]{0,5}$'"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="AgencyWorker",
        tablename="agency_worker",
        constraint_name="agency_worker_sensible",
        constraint_class=Constraint,
        params={"condition": "hourly_amount > 0 AND weekly_hours > 0 AND weekly_hours <= 60 AND left_on >= started_on"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Application",
        tablename="application",
        constraint_name="application_stage_known",
        constraint_class=Constraint,
        params={
            "condition": "stage IN ('applied', 'screening', 'conversation', 'interview', 'offer', 'checks', 'ready', 'started', 'withdrawn', 'rejected')"
        },
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Application",
        tablename="application",
        constraint_name="application_source_known",
        constraint_class=Constraint,
        params={"condition": "source IN ('direct', 'referral', 'agency', 'import')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Application",
        tablename="application",
        constraint_name="application_next_actor_known",
        constraint_class=Constraint,
        params={"condition": "next_actor IN ('candidate', 'champion', 'panel', 'operations', 'nobody')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Application",
        tablename="application",
        constraint_name="application_withdrawn_for_a_reason",
        constraint_class=Constraint,
        params={
            "condition": "stage <> 'withdrawn' OR ended_reason IN ('another_job', 'pay', 'location', 'circumstances', 'too_long', 'not_for_me', 'offer_declined', 'other')"
        },
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Application",
        tablename="application",
        constraint_name="application_rejected_for_a_reason",
        constraint_class=Constraint,
        params={
            "condition": "stage <> 'rejected' OR ended_reason IN ('registration', 'experience', 'application', 'conversation', 'interview', 'checks', 'filled', 'no_answer', 'other')"
        },
        schema=None,
    )
    manager.add_constraint(
        table_class_name="StaffConflict",
        tablename="staff_conflict",
        constraint_name="staff_conflict_once",
        constraint_class=Unique,
        params={"columns": ["staff_member", "client"], "nulls_distinct": True},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="StaffConflict",
        tablename="staff_conflict",
        constraint_name="staff_conflict_has_reason",
        constraint_class=Constraint,
        params={"condition": "reason <> ''"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="WeeklyHours",
        tablename="weekly_hours",
        constraint_name="weekly_hours_in_order",
        constraint_class=Constraint,
        params={"condition": "starts_at < ends_at AND weekday BETWEEN 0 AND 6"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Payment",
        tablename="payment",
        constraint_name="payment_is_not_nothing",
        constraint_class=Constraint,
        params={"condition": "CASE WHEN reverses IS NULL THEN paid_amount > 0 ELSE paid_amount < 0 END"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Payment",
        tablename="payment",
        constraint_name="payment_reversal_has_reason",
        constraint_class=Constraint,
        params={"condition": "(reverses IS NULL) = (reason = '')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="EqualityAnswer",
        tablename="equality_answer",
        constraint_name="equality_month_is_whole",
        constraint_class=Constraint,
        params={"condition": "extract(day FROM month) = 1"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="EqualityAnswer",
        tablename="equality_answer",
        constraint_name="equality_key_is_random",
        constraint_class=Constraint,
        params={"condition": "uuid_extract_version(id) = 4"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="EqualityAnswer",
        tablename="equality_answer",
        constraint_name="equality_sex_known",
        constraint_class=Constraint,
        params={"condition": "sex IN ('female', 'male', 'prefer_not_to_say')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="EqualityAnswer",
        tablename="equality_answer",
        constraint_name="equality_same_gender_known",
        constraint_class=Constraint,
        params={"condition": "same_gender IN ('yes', 'no', 'prefer_not_to_say')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="EqualityAnswer",
        tablename="equality_answer",
        constraint_name="equality_age_group_known",
        constraint_class=Constraint,
        params={
            "condition": "age_group IN ('under_25', 'from_25_to_34', 'from_35_to_44', 'from_45_to_54', 'from_55_to_64', 'from_65', 'prefer_not_to_say')"
        },
        schema=None,
    )
    manager.add_constraint(
        table_class_name="EqualityAnswer",
        tablename="equality_answer",
        constraint_name="equality_ethnicity_known",
        constraint_class=Constraint,
        params={"condition": "ethnicity IN ('asian', 'black', 'mixed', 'white', 'other', 'prefer_not_to_say')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="EqualityAnswer",
        tablename="equality_answer",
        constraint_name="equality_disability_known",
        constraint_class=Constraint,
        params={"condition": "disability IN ('yes', 'no', 'prefer_not_to_say')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="EqualityAnswer",
        tablename="equality_answer",
        constraint_name="equality_religion_known",
        constraint_class=Constraint,
        params={
            "condition": "religion IN ('none', 'buddhist', 'christian', 'hindu', 'jewish', 'muslim', 'sikh', 'other', 'prefer_not_to_say')"
        },
        schema=None,
    )
    manager.add_constraint(
        table_class_name="EqualityAnswer",
        tablename="equality_answer",
        constraint_name="equality_orientation_known",
        constraint_class=Constraint,
        params={"condition": "orientation IN ('straight', 'gay_or_lesbian', 'bisexual', 'other', 'prefer_not_to_say')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Team",
        tablename="team",
        constraint_name="team_once",
        constraint_class=Unique,
        params={"columns": ["client", "name"], "nulls_distinct": True},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Team",
        tablename="team",
        constraint_name="team_place_whole",
        constraint_class=Constraint,
        params={"condition": "(latitude IS NULL) = (longitude IS NULL)"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Timesheet",
        tablename="timesheet",
        constraint_name="timesheet_status_known",
        constraint_class=Constraint,
        params={"condition": "status IN ('draft', 'submitted', 'queried', 'approved', 'billed')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Timesheet",
        tablename="timesheet",
        constraint_name="timesheet_once",
        constraint_class=Unique,
        params={"columns": ["placement", "week_starts_on"], "nulls_distinct": True},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Timesheet",
        tablename="timesheet",
        constraint_name="timesheet_submission_stamped",
        constraint_class=Constraint,
        params={"condition": "status = 'draft' OR submitted_at IS NOT NULL"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Timesheet",
        tablename="timesheet",
        constraint_name="timesheet_week_is_monday",
        constraint_class=Constraint,
        params={"condition": "extract(isodow FROM week_starts_on) = 1"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Timesheet",
        tablename="timesheet",
        constraint_name="timesheet_approved_by_somebody",
        constraint_class=Constraint,
        params={"condition": "status NOT IN ('approved', 'billed') OR (approved_by IS NOT NULL AND approved_at IS NOT NULL)"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="IdempotentAnswer",
        tablename="idempotent_answer",
        constraint_name="idempotent_answer_once",
        constraint_class=Unique,
        params={"columns": ["scope", "key"], "nulls_distinct": True},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Offer",
        tablename="offer",
        constraint_name="offer_status_known",
        constraint_class=Constraint,
        params={"condition": "status IN ('drafted', 'returned', 'made', 'accepted', 'declined', 'withdrawn', 'lapsed', 'replaced')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Offer",
        tablename="offer",
        constraint_name="offer_terms_sensible",
        constraint_class=Constraint,
        params={"condition": "annual_amount > 0 AND weekly_hours > 0 AND weekly_hours <= 48"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Offer",
        tablename="offer",
        constraint_name="offer_approved_by_another",
        constraint_class=Constraint,
        params={"condition": "approved_by <> drafted_by"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Offer",
        tablename="offer",
        constraint_name="offer_made_means_approved",
        constraint_class=Constraint,
        params={
            "condition": "(made_at IS NULL) = (approved_by IS NULL) AND (status NOT IN ('made', 'accepted', 'declined', 'lapsed', 'replaced') OR made_at IS NOT NULL)"
        },
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Offer",
        tablename="offer",
        constraint_name="offer_end_has_reason",
        constraint_class=Constraint,
        params={"condition": "status NOT IN ('returned', 'withdrawn') OR ended_reason <> ''"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Offer",
        tablename="offer",
        constraint_name="offer_declined_for_a_reason",
        constraint_class=Constraint,
        params={
            "condition": "status <> 'declined' OR decline_reason IN ('pay', 'hours', 'start', 'location', 'role', 'another_job', 'staying', 'too_long', 'circumstances', 'other')"
        },
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Offer",
        tablename="offer",
        constraint_name="offer_never_accepted_late",
        constraint_class=Constraint,
        params={"condition": "status <> 'accepted' OR (answered_at IS NOT NULL AND answered_at <= expires_at AND accepted_name <> '')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="OfferCondition",
        tablename="offer_condition",
        constraint_name="offer_condition_once",
        constraint_class=Unique,
        params={"columns": ["offer", "position"], "nulls_distinct": True},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="OfferCondition",
        tablename="offer_condition",
        constraint_name="offer_condition_status_known",
        constraint_class=Constraint,
        params={"condition": "status IN ('pending', 'met', 'not_met')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="OfferCondition",
        tablename="offer_condition",
        constraint_name="offer_condition_says_something",
        constraint_class=Constraint,
        params={"condition": "text <> ''"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="OfferCondition",
        tablename="offer_condition",
        constraint_name="offer_condition_decided",
        constraint_class=Constraint,
        params={"condition": "(status = 'pending') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL)"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="OfferCondition",
        tablename="offer_condition",
        constraint_name="offer_condition_not_met_for_a_reason",
        constraint_class=Constraint,
        params={"condition": "status <> 'not_met' OR detail <> ''"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="WorkerImport",
        tablename="worker_import",
        constraint_name="worker_import_adds_up",
        constraint_class=Constraint,
        params={"condition": "rows_total = rows_new + rows_changed + rows_same + rows_refused"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Check",
        tablename="pre_employment_check",
        constraint_name="check_kind_known",
        constraint_class=Constraint,
        params={
            "condition": "kind IN ('identity', 'right_to_work', 'dbs', 'swe_registration', 'reference_one', 'reference_two', 'qualification', 'overseas', 'health')"
        },
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Check",
        tablename="pre_employment_check",
        constraint_name="check_status_known",
        constraint_class=Constraint,
        params={"condition": "status IN ('open', 'clear', 'not_clear', 'not_needed')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Check",
        tablename="pre_employment_check",
        constraint_name="check_method_known",
        constraint_class=Constraint,
        params={
            "condition": "method IN ('passport', 'driving_licence', 'residence_permit', 'list_a', 'list_b_1', 'list_b_2', 'digital', 'online', 'new_certificate', 'update_service')"
        },
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Check",
        tablename="pre_employment_check",
        constraint_name="check_level_known",
        constraint_class=Constraint,
        params={"condition": "level IN ('enhanced_barred', 'enhanced', 'standard', 'basic')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Check",
        tablename="pre_employment_check",
        constraint_name="check_result_known",
        constraint_class=Constraint,
        params={"condition": "status_result IN ('no_content', 'remains_current', 'no_longer_current')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Check",
        tablename="pre_employment_check",
        constraint_name="check_register_status_known",
        constraint_class=Constraint,
        params={"condition": "register_status IN ('registered', 'suspended', 'removed', 'not_found')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Check",
        tablename="pre_employment_check",
        constraint_name="check_once",
        constraint_class=Unique,
        params={"columns": ["candidate", "kind"], "nulls_distinct": True},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Check",
        tablename="pre_employment_check",
        constraint_name="check_recorded_by_somebody",
        constraint_class=Constraint,
        params={"condition": "status = 'open' OR (checked_on IS NOT NULL AND checker IS NOT NULL AND recorded_at IS NOT NULL)"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Check",
        tablename="pre_employment_check",
        constraint_name="check_not_needed_says_why",
        constraint_class=Constraint,
        params={"condition": "status <> 'not_needed' OR (kind = 'overseas' AND detail <> '')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Check",
        tablename="pre_employment_check",
        constraint_name="check_clear_has_reference",
        constraint_class=Constraint,
        params={"condition": "status <> 'clear' OR reference <> ''"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Check",
        tablename="pre_employment_check",
        constraint_name="check_clear_identity",
        constraint_class=Constraint,
        params={
            "condition": "kind <> 'identity' OR status <> 'clear' OR (COALESCE(method, '') IN ('passport', 'driving_licence', 'residence_permit') AND second_document <> '')"
        },
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Check",
        tablename="pre_employment_check",
        constraint_name="check_clear_right_to_work",
        constraint_class=Constraint,
        params={
            "condition": "kind <> 'right_to_work' OR status <> 'clear' OR CASE COALESCE(method, '') WHEN 'list_a' THEN expires_on IS NULL WHEN 'digital' THEN expires_on IS NULL WHEN 'list_b_1' THEN expires_on IS NOT NULL WHEN 'list_b_2' THEN expires_on IS NOT NULL WHEN 'online' THEN reference ~ '^[A-Z0-9]{9}$' ELSE false END"
        },
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Check",
        tablename="pre_employment_check",
        constraint_name="check_limited_right_is_followed_up",
        constraint_class=Constraint,
        params={
            "condition": "kind <> 'right_to_work' OR status <> 'clear' OR expires_on IS NULL OR (recheck_on IS NOT NULL AND recheck_on <= expires_on)"
        },
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Check",
        tablename="pre_employment_check",
        constraint_name="check_clear_dbs",
        constraint_class=Constraint,
        params={
            "condition": "kind <> 'dbs' OR status <> 'clear' OR (reference ~ '^[0-9]{12}$' AND COALESCE(level, '') = 'enhanced_barred' AND issued_on IS NOT NULL AND issued_on <= checked_on AND COALESCE(method, '') IN ('new_certificate', 'update_service'))"
        },
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Check",
        tablename="pre_employment_check",
        constraint_name="check_update_service_asked",
        constraint_class=Constraint,
        params={
            "condition": "kind <> 'dbs' OR status <> 'clear' OR method <> 'update_service' OR (COALESCE(consents_to_updates, false) AND status_checked_on IS NOT NULL AND COALESCE(status_result, '') IN ('no_content', 'remains_current'))"
        },
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Check",
        tablename="pre_employment_check",
        constraint_name="check_clear_registration",
        constraint_class=Constraint,
        params={
            "condition": "kind <> 'swe_registration' OR status <> 'clear' OR (COALESCE(register_status, '') = 'registered' AND expires_on IS NOT NULL AND (conditions = '' OR detail <> ''))"
        },
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Check",
        tablename="pre_employment_check",
        constraint_name="check_clear_qualification",
        constraint_class=Constraint,
        params={"condition": "kind <> 'qualification' OR status <> 'clear' OR (awarded_by <> '' AND awarded_in IS NOT NULL)"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Check",
        tablename="pre_employment_check",
        constraint_name="check_clear_overseas",
        constraint_class=Constraint,
        params={"condition": "kind <> 'overseas' OR status <> 'clear' OR countries <> ''"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="PersonRow",
        tablename="person_row",
        constraint_name="person_row_once",
        constraint_class=Unique,
        params={"columns": ["person_list", "row"], "nulls_distinct": True},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="PersonRow",
        tablename="person_row",
        constraint_name="person_row_status_known",
        constraint_class=Constraint,
        params={"condition": "status IN ('waiting', 'new', 'known', 'refused')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="PersonRow",
        tablename="person_row",
        constraint_name="person_row_forgets",
        constraint_class=Constraint,
        params={"condition": "status = 'waiting' OR cells = '[]'"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="PersonRow",
        tablename="person_row",
        constraint_name="person_row_has_a_person",
        constraint_class=Constraint,
        params={"condition": "(candidate IS NOT NULL) = (status IN ('new', 'known'))"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="RequestedSkill",
        tablename="requested_skill",
        constraint_name="requested_skill_once",
        constraint_class=Unique,
        params={"columns": ["placement_request", "skill"], "nulls_distinct": True},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="ApplicationDraft",
        tablename="application_draft",
        constraint_name="application_draft_once",
        constraint_class=Unique,
        params={"columns": ["vacancy", "token"], "nulls_distinct": True},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Candidate",
        tablename="candidate",
        constraint_name="candidate_swe_number_valid",
        constraint_class=Constraint,
        params={"condition": "swe_number = '' OR swe_number ~ '^SW[1-9][0-9]{0,5}$'"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Candidate",
        tablename="candidate",
        constraint_name="candidate_place_whole",
        constraint_class=Constraint,
        params={"condition": "(latitude IS NULL) = (longitude IS NULL)"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="DeclaredChecks",
        tablename="declared_checks",
        constraint_name="declared_checks_registration_known",
        constraint_class=Constraint,
        params={"condition": "registration IN ('registered', 'applying')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="DeclaredChecks",
        tablename="declared_checks",
        constraint_name="declared_checks_dbs_known",
        constraint_class=Constraint,
        params={"condition": "dbs IN ('update_service', 'certificate', 'none')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="DeclaredChecks",
        tablename="declared_checks",
        constraint_name="declared_checks_right_to_work_known",
        constraint_class=Constraint,
        params={"condition": "right_to_work IN ('permanent', 'time_limited', 'sponsorship')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="PastJob",
        tablename="past_job",
        constraint_name="past_job_kind_known",
        constraint_class=Constraint,
        params={"condition": "kind IN ('permanent', 'agency', 'self_employed', 'study', 'volunteer')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="PastJob",
        tablename="past_job",
        constraint_name="past_job_says_where",
        constraint_class=Constraint,
        params={"condition": "employer <> '' AND title <> ''"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="PastJob",
        tablename="past_job",
        constraint_name="past_job_in_order",
        constraint_class=Constraint,
        params={"condition": "ended_on >= began_on"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="PastJob",
        tablename="past_job",
        constraint_name="past_job_in_months",
        constraint_class=Constraint,
        params={"condition": "extract(day FROM began_on) = 1 AND (ended_on IS NULL OR extract(day FROM ended_on) = 1)"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Scorecard",
        tablename="scorecard",
        constraint_name="scorecard_submitted_is_whole",
        constraint_class=Constraint,
        params={"condition": "submitted_at IS NULL OR recommends IS NOT NULL"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Rating",
        tablename="rating",
        constraint_name="rating_once",
        constraint_class=Unique,
        params={"columns": ["scorecard", "competency"], "nulls_distinct": True},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Rating",
        tablename="rating",
        constraint_name="rating_in_range",
        constraint_class=Constraint,
        params={"condition": "score BETWEEN 1 AND 5"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Client",
        tablename="client",
        constraint_name="client_delivery_channel_known",
        constraint_class=Constraint,
        params={"condition": "delivery_channel IN ('pdf_email', 'portal', 'peppol')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Client",
        tablename="client",
        constraint_name="client_division_known",
        constraint_class=Constraint,
        params={"condition": "division IN ('england-and-wales', 'scotland', 'northern-ireland')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Client",
        tablename="client",
        constraint_name="client_place_whole",
        constraint_class=Constraint,
        params={"condition": "(latitude IS NULL) = (longitude IS NULL)"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Client",
        tablename="client",
        constraint_name="client_payment_days_lawful",
        constraint_class=Constraint,
        params={"condition": "payment_days BETWEEN 1 AND 30"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Client",
        tablename="client",
        constraint_name="client_notice_days_sensible",
        constraint_class=Constraint,
        params={"condition": "notice_days BETWEEN 1 AND 28"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="CandidateMerge",
        tablename="candidate_merge",
        constraint_name="candidate_merge_of_two",
        constraint_class=Constraint,
        params={"condition": "survivor <> lost"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="CandidateMerge",
        tablename="candidate_merge",
        constraint_name="candidate_merge_says_why",
        constraint_class=Constraint,
        params={"condition": "reason <> ''"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="CandidateMerge",
        tablename="candidate_merge",
        constraint_name="candidate_merge_undone_by_somebody",
        constraint_class=Constraint,
        params={"condition": "(undone_by IS NULL) = (undone_at IS NULL) AND undone_at >= merged_at"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="SurveyTicket",
        tablename="survey_ticket",
        constraint_name="survey_ticket_reached_known",
        constraint_class=Constraint,
        params={"condition": "reached IN ('application', 'interview', 'offer')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="SurveyTicket",
        tablename="survey_ticket",
        constraint_name="survey_ticket_result_known",
        constraint_class=Constraint,
        params={"condition": "result IN ('offered', 'rejected', 'withdrew')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="InvariantResult",
        tablename="invariant_result",
        constraint_name="invariant_result_since_when",
        constraint_class=Constraint,
        params={"condition": "(broken > 0) = (broken_since IS NOT NULL)"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="MergedRow",
        tablename="merged_row",
        constraint_name="merged_row_once",
        constraint_class=Unique,
        params={"columns": ["merge", "table_name", "column_name", "row_id"], "nulls_distinct": True},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="CheckReminder",
        tablename="check_reminder",
        constraint_name="check_reminder_once",
        constraint_class=Unique,
        params={"columns": ["check_record", "due_on"], "nulls_distinct": True},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="PayPoint",
        tablename="pay_point",
        constraint_name="pay_point_positive",
        constraint_class=Constraint,
        params={"condition": "annual_amount > 0 AND point > 0"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="PayPoint",
        tablename="pay_point",
        constraint_name="pay_point_in_order",
        constraint_class=Constraint,
        params={"condition": "effective_to >= effective_from"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="PayPoint",
        tablename="pay_point",
        constraint_name="pay_point_has_source",
        constraint_class=Constraint,
        params={"condition": "source <> '' AND scale <> ''"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Vacancy",
        tablename="vacancy",
        constraint_name="vacancy_kind_known",
        constraint_class=Constraint,
        params={"condition": "kind IN ('home', 'prime', 'conversion')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Vacancy",
        tablename="vacancy",
        constraint_name="vacancy_status_known",
        constraint_class=Constraint,
        params={"condition": "status IN ('draft', 'open', 'paused', 'closed')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Vacancy",
        tablename="vacancy",
        constraint_name="vacancy_salary_in_order",
        constraint_class=Constraint,
        params={"condition": "0 < salary_from_amount AND salary_from_amount <= salary_to_amount"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Vacancy",
        tablename="vacancy",
        constraint_name="vacancy_headcount_positive",
        constraint_class=Constraint,
        params={"condition": "headcount > 0"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Vacancy",
        tablename="vacancy",
        constraint_name="vacancy_panel_sensible",
        constraint_class=Constraint,
        params={"condition": "panel_size BETWEEN 1 AND 5 AND panel_accredited BETWEEN 1 AND panel_size"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Vacancy",
        tablename="vacancy",
        constraint_name="vacancy_dates_in_order",
        constraint_class=Constraint,
        params={"condition": "closes_on >= opens_on"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Kit",
        tablename="kit",
        constraint_name="kit_levels_in_order",
        constraint_class=Constraint,
        params={"condition": "(level_from IS NULL) = (level_to IS NULL) AND level_from <= level_to AND level_from > 0"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Kit",
        tablename="kit",
        constraint_name="kit_key_is_plain",
        constraint_class=Constraint,
        params={"condition": "key ~ '^[a-z][a-z0-9_]*$'"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Skill",
        tablename="skill",
        constraint_name="skill_has_source",
        constraint_class=Constraint,
        params={"condition": "source <> ''"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Document",
        tablename="document",
        constraint_name="document_kind_known",
        constraint_class=Constraint,
        params={"condition": "kind IN ('employment_contract', 'offer_letter', 'placement_agreement', 'invoice', 'credit_note')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Document",
        tablename="document",
        constraint_name="document_status_known",
        constraint_class=Constraint,
        params={"condition": "status IN ('waiting', 'ready', 'failed')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Document",
        tablename="document",
        constraint_name="document_ready_has_file",
        constraint_class=Constraint,
        params={
            "condition": "(status = 'ready') = (file IS NOT NULL) AND (status = 'ready') = (rendered_at IS NOT NULL) AND (status = 'ready') = (template_version IS NOT NULL)"
        },
        schema=None,
    )
    manager.add_constraint(
        table_class_name="PoolMember",
        tablename="pool_member",
        constraint_name="pool_member_status_known",
        constraint_class=Constraint,
        params={"condition": "status IN ('asked', 'member', 'left', 'expired')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="PoolMember",
        tablename="pool_member",
        constraint_name="pool_member_agreed",
        constraint_class=Constraint,
        params={
            "condition": "status <> 'member' OR (consent_version <> '' AND joined_at IS NOT NULL AND grade IS NOT NULL AND place <> '')"
        },
        schema=None,
    )
    manager.add_constraint(
        table_class_name="PoolMember",
        tablename="pool_member",
        constraint_name="pool_member_ended",
        constraint_class=Constraint,
        params={"condition": "(status IN ('left', 'expired')) = (ended_at IS NOT NULL)"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="BusyTime",
        tablename="busy_time",
        constraint_name="busy_time_in_order",
        constraint_class=Constraint,
        params={"condition": "starts_at < ends_at"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="BillingRun",
        tablename="billing_run",
        constraint_name="billing_run_status_known",
        constraint_class=Constraint,
        params={"condition": "status IN ('running', 'done')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="BillingRun",
        tablename="billing_run",
        constraint_name="billing_run_month_is_first",
        constraint_class=Constraint,
        params={"condition": "extract(day FROM month) = 1"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="BillingRun",
        tablename="billing_run",
        constraint_name="billing_run_end_stamped",
        constraint_class=Constraint,
        params={"condition": "(status = 'done') = (finished_at IS NOT NULL)"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="MatchKey",
        tablename="match_key",
        constraint_name="match_key_kind_known",
        constraint_class=Constraint,
        params={"condition": "kind IN ('email', 'phone', 'swe_number', 'postcode', 'name')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="MatchKey",
        tablename="match_key",
        constraint_name="match_key_once",
        constraint_class=Unique,
        params={"columns": ["candidate", "kind", "value"], "nulls_distinct": True},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="MatchKey",
        tablename="match_key",
        constraint_name="match_key_says_something",
        constraint_class=Constraint,
        params={"condition": "value <> ''"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Referee",
        tablename="referee",
        constraint_name="referee_relationship_known",
        constraint_class=Constraint,
        params={"condition": "relationship IN ('line_manager', 'supervisor', 'practice_educator', 'senior_manager')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Referee",
        tablename="referee",
        constraint_name="referee_status_known",
        constraint_class=Constraint,
        params={
            "condition": "status IN ('named', 'asked', 'declined', 'bounced', 'expired', 'dropped', 'received', 'queried', 'concern', 'accepted', 'unsatisfactory')"
        },
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Referee",
        tablename="referee",
        constraint_name="referee_dates_in_order",
        constraint_class=Constraint,
        params={"condition": "worked_to IS NULL OR worked_to >= worked_from"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Referee",
        tablename="referee",
        constraint_name="referee_asked_by_somebody",
        constraint_class=Constraint,
        params={"condition": "status <> 'asked' OR (asked_by IS NOT NULL AND asked_at IS NOT NULL AND expires_at > asked_at)"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Referee",
        tablename="referee",
        constraint_name="referee_decides_a_check",
        constraint_class=Constraint,
        params={
            "condition": "(status IN ('accepted', 'unsatisfactory')) = (check_kind IS NOT NULL) AND (check_kind IS NULL OR check_kind IN ('reference_one', 'reference_two'))"
        },
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Referee",
        tablename="referee",
        constraint_name="referee_forgotten_whole",
        constraint_class=Constraint,
        params={"condition": "forgotten_at IS NULL OR email || identity_check || status_detail || draft = ''"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="Referee",
        tablename="referee",
        constraint_name="referee_draft_is_not_kept",
        constraint_class=Constraint,
        params={"condition": "draft = '' OR status IN ('asked', 'named')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="StaffMember",
        tablename="staff_member",
        constraint_name="staff_member_place_whole",
        constraint_class=Constraint,
        params={"condition": "(latitude IS NULL) = (longitude IS NULL)"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="StaffMember",
        tablename="staff_member",
        constraint_name="staff_member_status_known",
        constraint_class=Constraint,
        params={"condition": "status IN ('active', 'left')"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="StaffMember",
        tablename="staff_member",
        constraint_name="staff_member_fte_sensible",
        constraint_class=Constraint,
        params={"condition": "fte > 0 AND fte <= 1 AND weekly_hours > 0 AND annual_amount > 0"},
        schema=None,
    )
    manager.add_constraint(
        table_class_name="StaffMember",
        tablename="staff_member",
        constraint_name="staff_member_left_is_dated",
        constraint_class=Constraint,
        params={"condition": "(status = 'active' OR left_on IS NOT NULL) AND left_on >= started_on"},
        schema=None,
    )
    return manager
