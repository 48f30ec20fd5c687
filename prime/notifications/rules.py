"""What a report about a message means for it. Pure."""

from uuid import UUID

from prime.notifications.schemas import NotifyReceipt, Report
from prime.notifications.tables import MessageStatus

# What GOV.UK Notify says in its callbacks; it sends each once it has given up or got through.
# See https://docs.notifications.service.gov.uk/python.html#delivery-receipts
NOTIFY_REPORTS = {
    "delivered": (MessageStatus.DELIVERED, ""),
    "permanent-failure": (MessageStatus.BOUNCED, "There is no such address, or it takes no email from us."),
    "temporary-failure": (MessageStatus.BOUNCED, "The mailbox was full or its server away, for as long as it was tried."),
    "technical-failure": (MessageStatus.REFUSED, "GOV.UK Notify could not send it."),
}
LASTING = "permanent-failure"
# What a mail server says about a recipient (RFC 3464, section 2.3.3); "delayed", "relayed" and "expanded" settle nothing.
DSN_REPORTS = {"delivered": MessageStatus.DELIVERED, "failed": MessageStatus.BOUNCED}

# A report may be faster than our own note that the message was handed over.
_OPEN_TO_REPORTS = {MessageStatus.QUEUED, MessageStatus.SENT, MessageStatus.DELIVERED}


def read_receipt(receipt: NotifyReceipt) -> Report | None:
    """What a callback of Notify says; None when it is not about a message of ours, or says nothing that we know."""
    if receipt.status not in NOTIFY_REPORTS:
        return None
    try:
        message_id = UUID(receipt.reference or "")
    except ValueError:
        return None
    status, detail = NOTIFY_REPORTS[receipt.status]
    return Report(message_id, status, detail, is_lasting=receipt.status == LASTING)


def next_status(status: str, report: Report) -> MessageStatus | None:
    """What a report makes of a message, or None when it changes nothing: once it has come back it stays so."""
    if status == report.status or status not in _OPEN_TO_REPORTS:
        return None
    return report.status
