"""What carriers say afterwards: Notify's callbacks, returned mails, and the marks they leave on people."""

import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from prime.accounts import service as accounts
from prime.accounts.permissions import Role
from prime.accounts.tables import User
from prime.core import settings as settings_module
from prime.core.actor import SYSTEM
from prime.notifications import queries, routes, service
from prime.notifications.schemas import Report
from prime.notifications.tables import Message, MessageStatus
from tests.factories.accounts import make_user
from tests.unit.notifications.test_bounces import dsn

pytestmark = pytest.mark.usefixtures("db")
TOKEN = "a-token-of-notify-that-is-long-enough"
CALLBACK = "/api/v1/notify/callbacks"


@pytest.fixture
def token(monkeypatch):
    changed = msgspec.structs.replace(settings_module.settings(), notify_callback_token=TOKEN)
    monkeypatch.setattr(routes, "settings", lambda: changed)
    return {"Authorization": f"Bearer {TOKEN}"}


async def _sent(drain) -> Message:
    person = await make_user(Role.CANDIDATE)
    message_id = await service.send(SYSTEM, "sign_in_link", to=person.user_id)
    await drain()
    return await _again(message_id)


async def _again(message_id) -> Message:
    return await Message.objects().get(Message.id == message_id)


async def _bounced_at(message: Message):
    return (await User.objects().get(User.id == message.recipient)).email_bounced_at


def _receipt(message: Message, status: str) -> dict:
    return {"id": "740e5834-3a29-46b4-9a6f-16142fde533a", "reference": str(message.id), "to": message.to_address, "status": status}


@pytest.mark.parametrize(
    ("said", "status", "marked"),
    [
        ("delivered", MessageStatus.DELIVERED, False),
        ("permanent-failure", MessageStatus.BOUNCED, True),
        ("temporary-failure", MessageStatus.BOUNCED, False),
        ("technical-failure", MessageStatus.REFUSED, False),
        ("something-new", MessageStatus.SENT, False),
    ],
)
async def test_what_notify_says_is_kept_once(*, api_for, drain, token, said, status, marked):
    message = await _sent(drain)
    api = await api_for()
    assert (await api.post(CALLBACK, json=_receipt(message, said), headers=token)).status_code == 204
    first = await _again(message.id)
    assert first.status == status
    assert bool(await _bounced_at(message)) is marked
    assert (await api.post(CALLBACK, json=_receipt(message, said), headers=token)).status_code == 204
    assert (await _again(message.id)).reported_at == first.reported_at


@pytest.mark.parametrize("reference", ["0193a5d0-1111-7000-8000-00000000000a", "not-ours", "", None])
async def test_what_is_not_ours_is_let_be(api_for, token, reference):
    answer = await (await api_for()).post(CALLBACK, json={"reference": reference, "status": "delivered"}, headers=token)
    assert answer.status_code == 204


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": f"Basic {TOKEN}"}, {"Authorization": "Bearer "}])
async def test_without_its_token_nothing_is_told(api_for, drain, token, header):
    message = await _sent(drain)
    answer = await (await api_for()).post(CALLBACK, json=_receipt(message, "permanent-failure"), headers=header)
    assert answer.status_code == 401
    assert (await _again(message.id)).status == MessageStatus.SENT


async def test_where_no_token_is_set_there_is_no_callback(api_for):
    answer = await (await api_for()).post(CALLBACK, json={"status": "delivered"}, headers={"Authorization": "Bearer "})
    assert answer.status_code == 404


async def test_the_callback_is_rate_limited(api_for, token, monkeypatch):
    from prime.web import rate_limit

    for _ in range(1200):
        await rate_limit.count("notify", "127.0.0.1", limit=1200, seconds=60)
    answer = await (await api_for()).post(CALLBACK, json={"status": "delivered"}, headers=token)
    assert answer.status_code == 429


async def test_a_report_faster_than_our_own_note_stands(drain):
    person = await make_user(Role.CANDIDATE)
    message_id = await service.send(SYSTEM, "sign_in_link", to=person.user_id, secret_link="http://localhost:8000/x")
    await service.note_report(SYSTEM, Report(message_id, MessageStatus.DELIVERED))
    await service.note_outcome(SYSTEM, message_id, MessageStatus.SENT)
    message = await _again(message_id)
    assert (message.status, message.secret_link) == (MessageStatus.DELIVERED, "")
    assert message.sent_at is not None


async def test_what_came_back_stays_so(drain):
    message = await _sent(drain)
    for status in (MessageStatus.BOUNCED, MessageStatus.DELIVERED):
        assert await service.note_report(SYSTEM, Report(message.id, status))
    assert (await _again(message.id)).status == MessageStatus.BOUNCED


async def test_the_mark_goes_when_something_arrives_or_the_address_changes(drain):
    message = await _sent(drain)
    await service.note_report(SYSTEM, Report(message.id, MessageStatus.BOUNCED, is_lasting=True))
    assert await _bounced_at(message)
    later = await service.send(SYSTEM, "sign_in_link", to=message.recipient)
    await drain()
    await service.note_report(SYSTEM, Report(later, MessageStatus.DELIVERED))
    assert await _bounced_at(message) is None
    await accounts.note_email_reaches(SYSTEM, message.recipient, email="an-older@address.example", reaches=False)
    assert await _bounced_at(message) is None
    await accounts.note_email_reaches(SYSTEM, message.recipient, email=message.to_address, reaches=False)
    await accounts.correct_email(SYSTEM, message.recipient, email="works@people.example")
    assert await _bounced_at(message) is None


async def test_operations_see_what_did_not_arrive_and_whose_address_does_not_work(drain, browser_for):
    message = await _sent(drain)
    person = await User.objects().get(User.id == message.recipient)
    operations = await make_user(Role.OPERATIONS)
    browser = await browser_for(operations.user_id)
    assert "did not arrive" not in (await browser.get("/messages")).text
    await service.note_report(SYSTEM, Report(message.id, MessageStatus.BOUNCED, "5.1.1 no such user", is_lasting=True))
    shown = await browser.get("/messages")
    assert "1 email did not arrive in the last 7 days" in shown.text
    assert f"/messages?person={person.id}" in shown.text
    assert message.to_address in (await browser.get("/messages?status=undelivered")).text
    assert (await queries.count_undelivered(operations)).bounced == 1
    assert "5.1.1 no such user" in (await browser.get(f"/messages/{message.id}")).text


def test_the_command_reads_a_mail_and_never_fails_on_one_that_is_not_ours():
    root = Path(__file__).resolve().parents[3]
    for mail, says in ((dsn(), "There is no message 0193a5d0-1111"), (b"Subject: hello\r\n\r\nhello", "says nothing about a message of ours")):
        done = subprocess.run([sys.executable, "-m", "prime.cli", "mail", "bounces"], input=mail, cwd=root, capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, b"")
        assert says in done.stdout.decode()
