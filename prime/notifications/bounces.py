"""Reading the mails by which mail servers say what became of ours (RFC 3464)."""

import email
import re
from collections.abc import Iterator
from email.message import Message as Mail
from email.policy import compat32
from uuid import UUID

from prime.notifications.rules import DSN_REPORTS
from prime.notifications.schemas import Report
from prime.notifications.tables import MessageStatus

MAX_DETAIL = 300
_OURS = re.compile(r"<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@afcprime\.invalid>", re.IGNORECASE)


def read_report(raw: bytes) -> Report | None:
    """What a delivery status notification says about a message of ours; None for any other mail, however it is broken.

    The message is known by the Message-ID in the returned headers, which only its recipient and the servers on the way have seen.
    """
    mail = email.message_from_bytes(raw, policy=compat32)  # the newer policies raise on hostile headers
    if mail.get_content_type() != "multipart/report":
        return None
    message_id = _returned_message_id(mail)
    fields = next((block for block in _status_blocks(mail) if _value(block, "Action").lower() in DSN_REPORTS), None)
    if message_id is None or fields is None:
        return None
    status = DSN_REPORTS[_value(fields, "Action").lower()]
    code = _value(fields, "Status")
    reason = _value(fields, "Diagnostic-Code").partition(";")[2].strip()
    detail = " ".join(part for part in (code, reason) if part)[:MAX_DETAIL] if status is MessageStatus.BOUNCED else ""
    # 5.1.x is about the address; 5.2.x (full) and 5.7.x (policy) may be otherwise tomorrow (RFC 3463).
    return Report(message_id, status, detail, is_lasting=status is MessageStatus.BOUNCED and code.startswith("5.1."))


def _status_blocks(mail: Mail) -> Iterator[Mail]:
    """The groups of fields of the machine-readable part: one about the message, then one for each recipient."""
    for part in mail.walk():
        if part.get_content_type() == "message/delivery-status" and isinstance(part.get_payload(), list):
            yield from part.get_payload()  # type: ignore[misc]  # a list, as asked above; typeshed cannot tell


def _returned_message_id(mail: Mail) -> UUID | None:
    """The id of ours inside the returned message, or inside its headers where only those come back."""
    for part in mail.walk():
        kind, payload = part.get_content_type(), part.get_payload()
        if kind == "message/rfc822" and isinstance(payload, list) and payload:
            header = str(payload[0].get("Message-ID", ""))  # type: ignore[union-attr]  # parts are messages
        elif kind == "text/rfc822-headers":
            headers = email.message_from_bytes(part.get_payload(decode=True) or b"", policy=compat32)  # type: ignore[arg-type]  # bytes, as decoded
            header = str(headers.get("Message-ID", ""))
        else:
            continue
        if found := _OURS.fullmatch(header.strip()):
            return UUID(found[1])
    return None


def _value(fields: Mail, name: str) -> str:
    return " ".join("".join(letter for letter in str(fields.get(name, "")) if letter.isprintable() or letter.isspace()).split())
