"""Where e-mail goes: four backends behind one function, chosen by a setting."""

import asyncio
import smtplib
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from http import HTTPStatus

import structlog
from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient

from prime.core import clock
from prime.core.errors import TransientError
from prime.core.settings import MailBackend, settings

log = structlog.get_logger()

LINK_MARK = "[[link]]"


PERMANENT = 500  # SMTP's own boundary between "not now" and "never"


class Refused(Exception):
    """The mail server will not take this message, however often we try."""


def compose(
    *, to: str, subject: str, body_text: str, body_html: str, message_id: str, link: str = "", calendar: str = "", calendar_method: str = ""
) -> EmailMessage:
    """The message as it leaves: text, HTML and, where there is one, the calendar object, with the secret link filled in."""
    mail = EmailMessage()
    mail["From"] = settings().mail_from
    mail["To"] = to
    mail["Subject"] = subject
    mail["Date"] = format_datetime(clock.now())
    mail["Message-ID"] = message_id
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(body_text.replace(LINK_MARK, link))
    mail.add_alternative(body_html.replace(LINK_MARK, link), subtype="html")
    if calendar:
        # Mail clients act on the alternative part, people save the attachment (RFC 6047).
        mail.add_alternative(calendar, subtype="calendar", params={"method": calendar_method})
        mail.add_attachment(calendar.encode(), maintype="application", subtype="ics", filename="invite.ics")
    return mail


async def deliver(mail: EmailMessage, *, reference: str) -> None:
    """Hand a message over; in demo and development it stays in the mailbox or goes to the log.

    `reference` is our id of the message, which Notify repeats in its callbacks.

    Raises:
        Refused: for good (no such recipient, the message itself is refused).
        TransientError: for now (server away, "try later", our own account or sender refused): try again.
    """
    match settings().mail_backend:
        case MailBackend.MAILBOX:
            return
        case MailBackend.CONSOLE:
            log.info("mail", message_id=mail["Message-ID"], subject=mail["Subject"])
        case MailBackend.SMTP:
            await asyncio.to_thread(_send_by_smtp, mail)
        case MailBackend.NOTIFY:
            await asyncio.to_thread(_send_by_notify, mail, reference)


def _send_by_smtp(mail: EmailMessage) -> None:
    """Only what the server says of the recipient or of the text is about this message; all else would befall any message."""
    s = settings()
    try:
        with smtplib.SMTP(s.smtp_host, s.smtp_port, timeout=s.smtp_timeout) as server:
            if s.smtp_starttls:
                server.starttls()
            if s.smtp_username:
                server.login(s.smtp_username, s.smtp_password)
            server.send_message(mail, from_addr=s.mail_bounces_to or parseaddr(s.mail_from)[1])
    except smtplib.SMTPRecipientsRefused as error:
        code = max(code for code, _ in error.recipients.values())
        raise _verdict(code, f"The mail server refused the address ({code}).") from None
    except smtplib.SMTPDataError as error:
        raise _verdict(error.smtp_code, f"The mail server refused the message ({error.smtp_code}).") from None
    except smtplib.SMTPResponseException as error:
        raise TransientError(f"The mail server refused us ({error.smtp_code}).") from None
    except (OSError, smtplib.SMTPException) as error:
        raise TransientError(f"The mail server cannot be reached: {type(error).__name__}.") from None


def _verdict(code: int, sentence: str) -> Refused | TransientError:
    return Refused(sentence) if code >= PERMANENT else TransientError(sentence)


def _send_by_notify(mail: EmailMessage, reference: str) -> None:
    """Notify answers 400 to what it will never send; 403 is about our key, 429 and 5xx pass.

    See https://docs.notifications.service.gov.uk/python.html#send-an-email-error-codes
    """
    s = settings()
    body = mail.get_body(preferencelist=("plain",))
    client = NotificationsAPIClient(s.notify_api_key, base_url=s.notify_base_url, timeout=s.notify_timeout)  # not thread-safe
    try:
        client.send_email_notification(
            email_address=mail["To"],
            template_id=s.notify_template_id,
            personalisation={"subject": mail["Subject"], "body": body.get_content() if body else ""},
            reference=reference,
        )
    except APIError as error:
        if error.status_code == HTTPStatus.BAD_REQUEST:
            raise Refused("GOV.UK Notify refused the message (400).") from None
        raise TransientError(f"GOV.UK Notify did not take the message ({error.status_code}).") from None
    finally:
        client.request_session.close()
