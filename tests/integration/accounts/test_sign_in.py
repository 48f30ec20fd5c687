"""Signing in: by password, by link, by invitation; and what is refused."""

from datetime import timedelta

import pytest

from prime.accounts import queries, service
from prime.accounts.errors import EmailTaken, LinkExpired, LockedOut
from prime.accounts.passwords import hash_password
from prime.accounts.permissions import Role
from prime.accounts.rules import MAX_FAILED_SIGN_INS
from prime.accounts.tables import Session, TokenPurpose, User
from prime.core import clock
from prime.core.actor import ANONYMOUS, SYSTEM
from tests.factories.accounts import make_user

pytestmark = pytest.mark.usefixtures("db")
PASSWORD = "correct horse battery"


async def _with_password(role: Role = Role.OPERATIONS) -> User:
    actor = await make_user(role)
    await User.update({User.password: await hash_password(PASSWORD)}).where(User.id == actor.user_id)
    return await User.objects().get(User.id == actor.user_id)


async def test_the_right_password_opens_a_session(browser_for):
    user = await _with_password()
    browser = await browser_for()
    answer = await browser.submit("/sign-in", {"email": f" {user.email.upper()} ", "password": PASSWORD, "next": "/account"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/account")
    assert "HttpOnly" in answer.headers["set-cookie"]
    page = await browser.get("/account")
    assert page.status_code == 200
    assert user.email in page.text


@pytest.mark.parametrize("next_path", ["https://evil.example/", "//evil.example", "/\\evil.example"])
async def test_sign_in_never_leads_to_another_site(browser_for, next_path):
    user = await _with_password()
    answer = await (await browser_for()).submit("/sign-in", {"email": user.email, "password": PASSWORD, "next": next_path})
    assert answer.headers["location"] == "/home"


async def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(browser_for):
    user = await _with_password()
    browser = await browser_for()
    wrong = await browser.submit("/sign-in", {"email": user.email, "password": "not the password"})
    unknown = await browser.submit("/sign-in", {"email": "nobody@people.example", "password": "not the password"})
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.text.replace(user.email, "") == unknown.text.replace("nobody@people.example", "")


async def test_too_many_wrong_passwords_lock_for_a_quarter_of_an_hour(frozen_now):
    user = await _with_password()
    for _ in range(MAX_FAILED_SIGN_INS):
        assert await service.sign_in(ANONYMOUS, email=user.email, password="wrong") is None
    with pytest.raises(LockedOut):
        await service.sign_in(ANONYMOUS, email=user.email, password=PASSWORD)
    frozen_now(clock.now() + timedelta(minutes=15, seconds=1))
    assert await service.sign_in(ANONYMOUS, email=user.email, password=PASSWORD)


async def test_a_suspended_person_cannot_sign_in_and_is_signed_out_at_once(browser_for):
    user = await _with_password()
    browser = await browser_for(user.id)
    assert (await browser.get("/account")).status_code == 200
    await service.suspend_user(SYSTEM, user.id, reason="Long leave")
    assert (await browser.get("/account")).headers["location"].startswith("/sign-in?next=")
    assert await service.sign_in(ANONYMOUS, email=user.email, password=PASSWORD) is None


@pytest.mark.parametrize(("wanted", "reached"), [("/roles/VAC-1/apply", "/roles/VAC-1/apply"), ("//evil.example", "/home"), ("", "/home")])
async def test_a_link_leads_on_to_a_page_of_ours_and_nowhere_else(browser_for, drain, outbox_mail, wanted, reached):
    user = await _with_password()
    browser = await browser_for()
    await browser.submit("/sign-in/link", {"email": user.email, "next": wanted})
    await drain()
    [message] = await outbox_mail(user.email)
    path, _, query = message.secret_link.removeprefix("http://localhost:8000").partition("?")
    assert query == (f"next={reached}" if wanted else "")
    assert reached == "/home" or f'value="{reached}"' in (await browser.get(f"{path}?{query}")).text
    assert (await browser.submit(path, {"next": wanted})).headers["location"] == reached


async def test_a_link_signs_in_once(browser_for, drain, outbox_mail):
    user = await _with_password()
    browser = await browser_for()
    assert (await browser.submit("/sign-in/link", {"email": user.email})).status_code in {200, 201}
    await drain()
    [message] = await outbox_mail(user.email)
    assert message.status == "sent"
    assert "[[link]]" in message.body_text
    assert "/sign-in/link/" not in message.body_text
    path = message.secret_link.removeprefix("http://localhost:8000")
    assert (await browser.get(path)).status_code == 200
    assert (await browser.submit(path)).headers["location"] == "/home"
    again = await (await browser_for()).submit(path)
    assert again.status_code == 410


async def test_opening_a_link_does_not_use_it_up(browser_for):
    user = await _with_password()
    token = await service.mint_token(SYSTEM, purpose=TokenPurpose.SIGN_IN, life=timedelta(minutes=30), user_id=user.id)
    browser = await browser_for()
    for _ in range(3):
        await browser.get(f"/sign-in/link/{token}")
    assert (await browser.submit(f"/sign-in/link/{token}")).status_code == 303


async def test_a_link_expires(frozen_now):
    user = await _with_password()
    token = await service.mint_token(SYSTEM, purpose=TokenPurpose.SIGN_IN, life=timedelta(minutes=30), user_id=user.id)
    frozen_now(clock.now() + timedelta(minutes=30))
    with pytest.raises(LinkExpired):
        await service.sign_in_with_link(ANONYMOUS, token=token)


async def test_an_unknown_address_gets_no_message_but_the_same_page(browser_for, drain, outbox_mail):
    answer = await (await browser_for()).submit("/sign-in/link", {"email": "nobody@people.example"})
    assert "is on its way" in answer.text
    await drain()
    assert await outbox_mail("nobody@people.example") == []


async def test_an_invitation_sets_a_password(browser_for, drain, outbox_mail):
    admin = await make_user(Role.ADMIN)
    browser = await browser_for(admin.user_id)
    afc = await queries.afc()
    fields = {"first_name": "Nia", "last_name": "Example", "email": "nia@people.example", "role": "finance", "organisation": str(afc.id)}
    answer = await browser.submit("/people/invite", fields)
    assert answer.status_code == 303
    await drain()
    [message] = await outbox_mail("nia@people.example")
    path = message.secret_link.removeprefix("http://localhost:8000")
    newcomer = await browser_for()
    short = await newcomer.submit(path, {"password": "short", "again": "short"})
    assert short.status_code == 422
    assert "Password must be 12 characters or more" in short.text
    welcome = await newcomer.submit(path, {"password": PASSWORD, "again": PASSWORD})
    assert welcome.status_code == 303
    assert await service.sign_in(ANONYMOUS, email="nia@people.example", password=PASSWORD)


async def test_a_council_role_belongs_to_a_council(browser_for):
    admin = await make_user(Role.ADMIN)
    afc = await queries.afc()
    fields = {"first_name": "A", "last_name": "B", "email": "ab@people.example", "role": "client_finance", "organisation": str(afc.id)}
    answer = await (await browser_for(admin.user_id)).submit("/people/invite", fields)
    assert answer.status_code == 422
    assert "This role does not belong to this kind of organisation" in answer.text
    assert await queries.find_user_by_email("ab@people.example") is None


async def test_a_mistyped_address_is_corrected_and_invited_again(browser_for, drain, outbox_mail):
    admin = await make_user(Role.ADMIN)
    afc = await queries.afc()
    user_id = await service.invite_user(
        admin, email="typo@people.exmaple", first_name="Ty", last_name="Po", role=Role.FINANCE, organisation_id=afc.id
    )
    await drain()
    answer = await (await browser_for(admin.user_id)).submit(f"/people/{user_id}/email", {"email": "typo@people.example"})
    assert answer.status_code == 303
    await drain()
    [first] = await outbox_mail("typo@people.exmaple")
    [second] = await outbox_mail("typo@people.example")
    with pytest.raises(LinkExpired):
        await service.accept_invitation(ANONYMOUS, token=first.secret_link.rsplit("/", 1)[1], password=PASSWORD)
    assert await service.accept_invitation(ANONYMOUS, token=second.secret_link.rsplit("/", 1)[1], password=PASSWORD)


async def test_an_address_changes_when_its_link_is_used(browser_for, drain, outbox_mail):
    user = await _with_password()
    browser = await browser_for(user.id)
    await browser.submit("/account/email", {"email": "new@people.example"})
    assert (await User.objects().get(User.id == user.id)).email == user.email
    await drain()
    [message] = await outbox_mail("new@people.example")
    await browser.submit(message.secret_link.removeprefix("http://localhost:8000"))
    assert (await User.objects().get(User.id == user.id)).email == "new@people.example"


async def test_a_taken_address_is_refused():
    first, second = await _with_password(), await _with_password(Role.FINANCE)
    actor = await queries.actor_for_user(second.id)
    with pytest.raises(EmailTaken):
        await service.request_email_change(actor, email=first.email)


async def test_off_boarding_ends_everything(browser_for, api_for):
    admin = await make_user(Role.ADMIN)
    user = await _with_password()
    program = await api_for(user.id)
    assert (await program.get("/api/v1/me")).status_code == 200
    answer = await (await browser_for(admin.user_id)).submit(f"/people/{user.id}/off-board")
    assert answer.status_code == 303
    assert (await program.get("/api/v1/me")).status_code == 401
    assert not await Session.exists().where(Session.user_id == user.id)
    assert await queries.actor_for_user(user.id) is None


async def test_a_form_without_its_token_is_refused(app):
    import httpx

    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://localhost:8000") as stranger:
        answer = await stranger.post("/sign-in", data={"email": "a@people.example", "password": "x"})
    assert answer.status_code == 403


async def test_every_answer_carries_the_security_headers(browser_for):
    browser = await browser_for()
    for path in ("/sign-in", "/no-such-page", "/account"):
        headers = (await browser.get(path)).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
