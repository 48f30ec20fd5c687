"""From row to carrier: what SMTP servers and GOV.UK Notify answer, and what is kept of it."""

import email
import socket
from collections.abc import Callable

import jwt
import msgspec
import pytest
from pytest import MonkeyPatch

from prime.accounts.permissions import Role
from prime.core import clock
from prime.core import settings as settings_module
from prime.core.actor import SYSTEM
from prime.core.db import fetch_value
from prime.core.errors import TransientError
from prime.core.settings import Environment, InsecureSettings, MailBackend, Settings
from prime.notifications import jobs, mailer, service
from prime.notifications.tables import Message, MessageStatus
from tests.factories.accounts import make_user
from tests.support.mail import notify_double, smtp_double

pytestmark = pytest.mark.usefixtures("db")

# Name, then the id of a service, then the secret: the form of Notify's keys.
API_KEY = "test-11111111-2222-3333-4444-555555555555-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"
TEMPLATE_ID = "99999999-8888-7777-6666-555555555555"


@pytest.fixture
def configure(monkeypatch: MonkeyPatch) -> Callable[..., None]:
    """Change settings for this test."""

    def change(**values) -> None:
        changed = msgspec.structs.replace(settings_module.settings(), **values)
        monkeypatch.setattr(mailer, "settings", lambda: changed)
        monkeypatch.setattr(jobs, "settings", lambda: changed)

    return change


async def _written(**more) -> Message:
    person = await make_user(Role.CANDIDATE, first_name="Ruth")
    message_id = await service.send(SYSTEM, "sign_in_link", to=person.user_id, secret_link="http://localhost:8000/sign-in/link/secret", **more)
    return await Message.objects().get(Message.id == message_id)


async def _deliver(message: Message) -> Message:
    outbox_id = await fetch_value("SELECT id FROM outbox_message WHERE payload::jsonb ->> 'message_id' = $1", str(message.id))
    await jobs.deliver_message(outbox_id, message_id=str(message.id))
    return await Message.objects().get(Message.id == message.id)


async def test_what_the_server_takes_is_sent_and_its_link_is_forgotten(configure):
    message = await _written()
    async with smtp_double() as server:
        configure(mail_backend=MailBackend.SMTP, smtp_host="127.0.0.1", smtp_port=server.port, mail_bounces_to="bounces@prime.example")
        message = await _deliver(message)
    assert (message.status, message.status_detail, message.secret_link) == (MessageStatus.SENT, "", "")
    assert message.sent_at is not None
    assert server.senders == ["mail FROM:<bounces@prime.example>"]
    mail = email.message_from_string(server.mails[0])
    assert mail["Message-ID"] == message.message_id
    assert "http://localhost:8000/sign-in/link/secret" in mail.get_payload(0).get_payload()
    assert "secret" not in message.body_text + message.body_html


@pytest.mark.parametrize(
    ("answers", "detail"),
    [
        ({"RCPT": "550 5.1.1 no such user"}, "The mail server refused the address (550)."),
        ({"text": "554 5.7.1 looks like spam"}, "The mail server refused the message (554)."),
    ],
)
async def test_what_it_refuses_for_good_is_refused(configure, answers, detail):
    message = await _written()
    async with smtp_double(**answers) as server:
        configure(mail_backend=MailBackend.SMTP, smtp_host="127.0.0.1", smtp_port=server.port)
        message = await _deliver(message)
    assert (message.status, message.status_detail) == (MessageStatus.REFUSED, detail)


@pytest.mark.parametrize(
    "answers",
    [
        {"RCPT": "451 4.7.1 greylisted, try later"},
        {"text": "452 4.3.1 no room"},
        {"connect": "421 too busy"},
        {"connect": "554 we do not know you"},
        {"MAIL": "550 not from you"},
        {"connect": "silence"},
    ],
    ids=str,
)
async def test_what_passes_is_tried_again(configure, answers):
    message = await _written()
    async with smtp_double(**answers) as server:
        configure(mail_backend=MailBackend.SMTP, smtp_host="127.0.0.1", smtp_port=server.port, smtp_timeout=0.3)
        with pytest.raises(TransientError):
            await _deliver(message)
    again = await Message.objects().get(Message.id == message.id)
    assert (again.status, again.secret_link) == (MessageStatus.QUEUED, message.secret_link)


async def test_wrong_credentials_of_ours_never_lose_a_message(configure):
    message = await _written()
    async with smtp_double(EHLO="250-mail.example\r\n250 AUTH PLAIN", AUTH="535 5.7.8 wrong password") as server:
        configure(mail_backend=MailBackend.SMTP, smtp_host="127.0.0.1", smtp_port=server.port, smtp_username="us", smtp_password="wrong")
        with pytest.raises(TransientError, match="refused us"):
            await _deliver(message)


async def test_a_server_that_is_away_is_tried_again(configure):
    message = await _written()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        configure(mail_backend=MailBackend.SMTP, smtp_host="127.0.0.1", smtp_port=free.getsockname()[1])
        with pytest.raises(TransientError, match="cannot be reached"):
            await _deliver(message)


async def test_notify_gets_subject_and_body_and_our_id(configure):
    message = await _written()
    with notify_double() as notify:
        configure(mail_backend=MailBackend.NOTIFY, notify_api_key=API_KEY, notify_template_id=TEMPLATE_ID, notify_base_url=notify.url)
        message = await _deliver(message)
    assert message.status == MessageStatus.SENT
    asked = notify.asked[0]
    assert (asked["path"], asked["email_address"], asked["template_id"]) == ("/v2/notifications/email", message.to_address, TEMPLATE_ID)
    assert asked["reference"] == str(message.id)
    assert asked["personalisation"]["subject"] == "Sign in to AfC Prime"
    assert "http://localhost:8000/sign-in/link/secret" in asked["personalisation"]["body"]
    claims = jwt.decode(notify.bearers[0], API_KEY[-36:], algorithms=["HS256"], options={"verify_iat": False})
    assert claims["iss"] == API_KEY[-73:-37]


async def test_notify_refuses_for_good_with_400_only(configure):
    message = await _written()
    with notify_double(400) as notify:
        configure(mail_backend=MailBackend.NOTIFY, notify_api_key=API_KEY, notify_template_id=TEMPLATE_ID, notify_base_url=notify.url)
        message = await _deliver(message)
    assert (message.status, message.status_detail) == (MessageStatus.REFUSED, "GOV.UK Notify refused the message (400).")


@pytest.mark.parametrize("status", [403, 429, 500, 503])
async def test_notify_is_asked_again_otherwise(configure, status):
    message = await _written()
    with notify_double(status) as notify:
        configure(mail_backend=MailBackend.NOTIFY, notify_api_key=API_KEY, notify_template_id=TEMPLATE_ID, notify_base_url=notify.url)
        with pytest.raises(TransientError, match=str(status)):
            await _deliver(message)


async def test_notify_away_is_asked_again(configure):
    message = await _written()
    with notify_double() as notify:
        pass
    configure(mail_backend=MailBackend.NOTIFY, notify_api_key=API_KEY, notify_template_id=TEMPLATE_ID, notify_base_url=notify.url)
    with pytest.raises(TransientError):
        await _deliver(message)


def test_production_wants_the_keys_of_notify():
    fit = {
        "prime_env": Environment.PRODUCTION,
        "secret_key": "x" * 40,
        "base_url": "https://prime.example",
        "mail_from": "AfC Prime <no-reply@prime.example>",
        "support_email": "help@prime.test",
        "mail_backend": MailBackend.NOTIFY,
    }
    Settings(**fit, notify_api_key=API_KEY, notify_template_id=TEMPLATE_ID).check()
    with pytest.raises(InsecureSettings, match="NOTIFY_API_KEY"):
        Settings(**fit).check()
    with pytest.raises(InsecureSettings, match="NOTIFY_CALLBACK_TOKEN"):
        Settings(**fit, notify_api_key=API_KEY, notify_template_id=TEMPLATE_ID, notify_callback_token="short").check()


async def test_a_message_is_sent_again_after_it_came_back(drain):
    message = await _written()
    await drain()
    await Message.update({Message.body_text: "No link", Message.status: MessageStatus.BOUNCED, Message.reported_at: clock.now()}).where(
        Message.id == message.id
    )
    await service.resend(await make_user(Role.OPERATIONS), message.id)
    await drain()
    again = await Message.objects().get(Message.id == message.id)
    assert (again.status, again.status_detail, again.reported_at) == (MessageStatus.SENT, "", None)
