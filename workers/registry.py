"""Every job by name, and who listens to which event. Explicit, so that a name in an outbox row can be found."""

from collections.abc import Awaitable, Callable

from prime.billing import jobs as billing
from prime.calendars import jobs as calendars
from prime.candidates import jobs as candidates
from prime.checks import jobs as checks
from prime.conversions import jobs as conversions
from prime.disclosures import jobs as disclosures
from prime.documents import jobs as documents
from prime.duplicates import jobs as duplicates
from prime.equality import jobs as equality
from prime.interviews import jobs as interviews
from prime.notifications import jobs as notifications
from prime.offers import jobs as offers
from prime.placements import jobs as placements
from prime.referees import jobs as referees
from prime.reporting import jobs as reporting
from prime.staff import jobs as staff
from prime.surveys import jobs as surveys
from prime.talent import jobs as talent
from prime.timesheets import jobs as timesheets
from prime.uploads import jobs as uploads
from prime.vacancies import jobs as vacancies

Job = Callable[..., Awaitable[None]]

JOBS: dict[str, Job] = {
    "billing.issue_share": billing.issue_share,
    "calendars.read_calendar": calendars.read_calendar,
    "calendars.read_calendars": calendars.read_calendars,
    "candidates.discard_old_drafts": candidates.discard_old_drafts,
    "candidates.warn_of_old_drafts": candidates.warn_of_old_drafts,
    "candidates.escalate_overdue": candidates.escalate_overdue,
    "candidates.refresh_search": candidates.refresh_search,
    "checks.follow_up": checks.follow_up,
    "checks.forget_disclosures": checks.forget_disclosures,
    "checks.reopen_without_copy": checks.reopen_without_copy,
    "conversions.note_application_ended": conversions.note_application_ended,
    "disclosures.ask_shortlisted": disclosures.ask_shortlisted,
    "disclosures.follow_up": disclosures.follow_up,
    "documents.render_document": documents.render_document,
    "documents.queue_waiting": documents.queue_waiting,
    "duplicates.find_for_unread": duplicates.find_for_unread,
    "duplicates.find_pairs": duplicates.find_pairs,
    "equality.forget_old_tickets": equality.forget_old_tickets,
    "interviews.chase_scorecards": interviews.chase_scorecards,
    "interviews.send_reminder": interviews.send_reminder,
    "interviews.cancel_upcoming": interviews.cancel_upcoming,
    "interviews.deactivate_champion": interviews.deactivate_champion,
    "notifications.deliver_message": notifications.deliver_message,
    "notifications.send_sign_in_link": notifications.send_sign_in_link,
    "notifications.send_invitation": notifications.send_invitation,
    "notifications.forget_old_secrets": notifications.forget_old_secrets,
    "notifications.send_email_confirmation": notifications.send_email_confirmation,
    "offers.send_reminder": offers.send_reminder,
    "offers.lapse_offers": offers.lapse_offers,
    "offers.withdraw_live": offers.withdraw_live,
    "placements.remind_of_endings": placements.remind_of_endings,
    "referees.follow_up": referees.follow_up,
    "referees.forget_references": referees.forget_references,
    "reporting.check_invariants": reporting.check_invariants,
    "staff.note_leavers": staff.note_leavers,
    "talent.end_places": talent.end_places,
    "talent.forget_old_lists": talent.forget_old_lists,
    "talent.take_in": talent.take_in,
    "surveys.forget_old_tickets": surveys.forget_old_tickets,
    "surveys.order_invitation": surveys.order_invitation,
    "surveys.send_invitation": surveys.send_invitation,
    "timesheets.remind_missing": timesheets.remind_missing,
    "uploads.remove_bytes": uploads.remove_bytes,
    "uploads.scan_upload": uploads.scan_upload,
    "uploads.scan_waiting": uploads.scan_waiting,
    "vacancies.close_past": vacancies.close_past,
}

LISTENERS: dict[str, list[str]] = {
    "accounts.sign_in_link_requested": ["notifications.send_sign_in_link"],
    "accounts.user_invited": ["notifications.send_invitation"],
    "accounts.email_change_requested": ["notifications.send_email_confirmation"],
    "accounts.user_offboarded": ["interviews.deactivate_champion"],
    "candidates.application_withdrawn": [
        "interviews.cancel_upcoming",
        "offers.withdraw_live",
        "conversions.note_application_ended",
        "surveys.order_invitation",
    ],
    "candidates.application_rejected": [
        "interviews.cancel_upcoming",
        "offers.withdraw_live",
        "conversions.note_application_ended",
        "surveys.order_invitation",
    ],
    "candidates.shortlisted": ["disclosures.ask_shortlisted"],
    "candidates.details_changed": ["duplicates.find_pairs"],
    "interviews.decided": ["surveys.order_invitation"],
    "staff.employment_ended": [],
    "staff.onboarded": [],
    "uploads.file_purged": ["checks.reopen_without_copy"],
}

# Seconds a job may take; what is not named here may take DEFAULT_TIMEOUT.
TIMEOUTS: dict[str, int] = {"calendars.read_calendar": 60, "documents.render_document": 60, "uploads.scan_upload": 60, "talent.take_in": 60}
DEFAULT_TIMEOUT = 30


def find(name: str) -> Job:
    """The job of an outbox row.

    Raises:
        KeyError: there is no such job; the row goes to the dead letters.
    """
    return JOBS[name]


def listeners(event: str) -> list[str]:
    """The jobs that an event sets off; raises KeyError for an unknown event."""
    return LISTENERS[event]
