"""Mails by which servers say what became of ours (RFC 3464), broken and hostile ones included."""

import pytest

from prime.notifications.bounces import read_report
from prime.notifications.tables import MessageStatus

ID = "0193a5d0-1111-7000-8000-00000000000a"


def dsn(*, action="failed", status="5.1.1", returned="message/rfc822", message_id=f"<{ID}@afcprime.invalid>", kind="multipart/report") -> bytes:
    return f"""From: MAILER-DAEMON@mail.example
To: bounces@prime.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: {kind}; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Sorry. The mail <{ID}@afcprime.invalid> did not arrive.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example

Final-Recipient: rfc822; nobody@people.example
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 5.1.1 <nobody@people.example>:
 User unknown

--b
Content-Type: {returned}

From: no-reply@prime.example
Message-ID: {message_id}
Subject: Sign in

Hello
--b--
""".replace("\n", "\r\n").encode()


@pytest.mark.parametrize("returned", ["message/rfc822", "text/rfc822-headers"])
def test_a_returned_mail_is_known_by_its_message_id(returned):
    report = read_report(dsn(returned=returned))
    assert report is not None
    assert (str(report.message_id), report.status, report.is_lasting) == (ID, MessageStatus.BOUNCED, True)
    assert report.detail == "5.1.1 550 5.1.1 <nobody@people.example>: User unknown"


@pytest.mark.parametrize("status", ["5.2.2", "5.7.1", "4.4.7", ""])
def test_a_full_box_or_a_policy_says_nothing_about_the_address(status):
    report = read_report(dsn(status=status))
    assert report is not None
    assert (report.status, report.is_lasting) == (MessageStatus.BOUNCED, False)


def test_a_confirmation_of_delivery():
    report = read_report(dsn(action="Delivered", status="2.0.0"))
    assert report is not None
    assert (report.status, report.detail) == (MessageStatus.DELIVERED, "")


@pytest.mark.parametrize(
    "mail",
    [
        b"",
        b"\xff\xfe\x00 not a mail",
        b"Subject: Out of office\r\n\r\nI am away.",
        dsn(action="delayed"),
        dsn(action="relayed"),
        dsn(message_id="<somebody@else.example>"),
        dsn(message_id=f"<{ID}@afcprime.invalid> <another@else.example>"),
        dsn(message_id=""),
        dsn(kind="multipart/mixed"),
        dsn().replace(b"message/delivery-status", b"text/plain"),
        dsn()[:300],
        b'Content-Type: multipart/report; boundary="b"\r\n\r\n' + b"--b\r\nContent-Type: message/rfc822\r\n\r\n" * 50,
    ],
)
def test_any_other_mail_says_nothing(mail):
    assert read_report(mail) is None


def test_the_reason_is_short_and_printable():
    report = read_report(dsn().replace(b"User unknown", b"\x07\x1b[31m" + b"x" * 5000))
    assert report is not None
    assert len(report.detail) == 300
    assert report.detail.isprintable()
