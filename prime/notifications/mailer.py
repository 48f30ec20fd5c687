"""Where e-mail goes: three backends behind one function, chosen by a setting."""

import asyncio
import smtplib
from email.message import EmailMessage
from email.utils import format_datetime

import structlog

from prime.core import clock
from prime.core.errors import TransientError
from prime.core.settings import MailBackend, settings

log = structlog.get_logger()

LINK_MARK = "[[link]]"


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


def _send_by_smtp(mail: EmailMessage) -> None:
    s = settings()
    with smtplib.SMTP(s.smtp_host, s.smtp_port, timeout=s.smtp_timeout) as server:
        if s.smtp_starttls:
            server.starttls()
        if s.smtp_username:
            server.login(s.smtp_username, s.smtp_password)
        server.send_message(mail)


async def deliver(mail: EmailMessage) -> None:
    """Hand a message to the mail server; in demo and development it stays in the mailbox or goes to the log.

    Raises:
        Refused: for good (5xx, no such recipient).
        TransientError: for now (server away, 4xx): try again.
    """
    if settings().mail_backend is MailBackend.MAILBOX:
        return
    if settings().mail_backend is MailBackend.CONSOLE:
        log.info("mail", message_id=mail["Message-ID"], subject=mail["Subject"])
        return
    try:
        await asyncio.to_thread(_send_by_smtp, mail)
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _ in error.recipients.values()]
        if all(code >= 500 for code in codes):  # noqa: PLR2004 - SMTP's own boundary
            raise Refused("The mail server refused the address.") from None
        raise TransientError("The mail server refused the address for now.") from None
    except smtplib.SMTPResponseException as error:
        if error.smtp_code >= 500:  # noqa: PLR2004 - SMTP's own boundary
            raise Refused(f"The mail server answered {error.smtp_code}.") from None
        raise TransientError(f"The mail server answered {error.smtp_code}.") from None
    except (OSError, smtplib.SMTPException) as error:
        raise TransientError(f"The mail server cannot be reached: {type(error).__name__}.") from None
