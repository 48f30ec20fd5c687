"""Wordings that admins give to e-mails: saved, previewed, sent, taken back."""

import asyncpg
import pytest

from prime.accounts.permissions import Role
from prime.core.actor import SYSTEM
from prime.core.db import transaction
from prime.core.errors import Forbidden, InvalidInput, NotFound, StaleVersion
from prime.notifications import catalogue, rendering, service
from prime.notifications.tables import MessageTemplate
from tests.factories.accounts import make_user

pytestmark = pytest.mark.usefixtures("db")

SUBJECT = "Your way in, {{ first_name }}"
TEXT = "Dear {{ first_name }}\n\nOpen this:\n\n{{ link }}\n\nOr ask again: {{ base_url }}/sign-in/link\n\nAfC Prime"


async def _send(drain, outbox_mail, **person):
    reader = await make_user(Role.CANDIDATE, **person)
    await service.send(SYSTEM, "sign_in_link", to=reader.user_id, secret_link="http://localhost:8000/sign-in/link/secret")
    await drain()
    return (await outbox_mail())[-1]


async def test_what_an_admin_wrote_is_sent_until_it_is_taken_back(drain, outbox_mail):
    admin = await make_user(Role.ADMIN)
    assert await service.save_wording(admin, "sign_in_link", subject=SUBJECT, body_text=TEXT, version=0) == 1
    sent = await _send(drain, outbox_mail, first_name="Ruth")
    assert sent.subject == "Your way in, Ruth"
    assert sent.body_text.startswith("Dear Ruth\n\nOpen this:\n\n[[link]]")
    assert '<a href="[[link]]">[[link]]</a>' in sent.body_html
    assert '<a href="http://localhost:8000/sign-in/link">' in sent.body_html
    assert sent.body_html.count("AfC Prime</p>") == 1
    await service.reset_wording(admin, "sign_in_link")
    assert (await _send(drain, outbox_mail)).subject == "Sign in to AfC Prime"
    assert await MessageTemplate.count() == 1
    assert await service.save_wording(admin, "sign_in_link", subject="Again", body_text=TEXT, version=1) == 2


async def test_a_name_is_text_in_the_html_part_and_never_a_link(drain, outbox_mail):
    admin = await make_user(Role.ADMIN)
    await service.save_wording(admin, "sign_in_link", subject=SUBJECT, body_text=TEXT, version=0)
    sent = await _send(drain, outbox_mail, first_name="<b>x</b> https://evil.example {{ 7*7 }}")
    assert "&lt;b&gt;x&lt;/b&gt; https://evil.example {{ 7*7 }}" in sent.body_html
    assert 'href="https://evil' not in sent.body_html


async def test_a_subject_is_one_line(drain, outbox_mail):
    admin = await make_user(Role.ADMIN)
    await service.save_wording(admin, "sign_in_link", subject=SUBJECT, body_text=TEXT, version=0)
    assert (await _send(drain, outbox_mail, first_name="Ruth\r\nBcc: all@people.example")).subject == "Your way in, Ruth Bcc: all@people.example"


async def test_a_wording_that_no_longer_fits_gives_way_to_the_shipped_text(drain, outbox_mail):
    admin = await make_user(Role.ADMIN)
    row = MessageTemplate(name="sign_in_link", subject="Hello {{ gone_since }}", body_text=TEXT, updated_by=admin.user_id)
    await row.save()
    assert (await _send(drain, outbox_mail)).subject == "Sign in to AfC Prime"


@pytest.mark.parametrize(
    ("subject", "text", "fields"),
    [
        ("Hello {{ surname }}", TEXT, ["/subject"]),
        (SUBJECT, "Dear {{ first_name }}", ["/body_text"]),
        ("{{ first_name.__class__ }}", "{{ link }}{% for x in link %}{% endfor %}", ["/subject", "/body_text"]),
    ],
)
async def test_what_cannot_be_sent_is_refused(subject, text, fields):
    admin = await make_user(Role.ADMIN)
    with pytest.raises(InvalidInput) as refusal:
        await service.save_wording(admin, "sign_in_link", subject=subject, body_text=text, version=0)
    assert [error["pointer"] for error in refusal.value.errors] == fields
    assert await MessageTemplate.count() == 0


async def test_two_admins_do_not_overwrite_each_other():
    one, other = await make_user(Role.ADMIN), await make_user(Role.ADMIN)
    await service.save_wording(one, "sign_in_link", subject=SUBJECT, body_text=TEXT, version=0)
    with pytest.raises(StaleVersion):
        await service.save_wording(other, "sign_in_link", subject="Mine", body_text=TEXT, version=0)


async def test_only_admins_and_only_emails_that_exist():
    with pytest.raises(Forbidden):
        await service.save_wording(await make_user(Role.OPERATIONS), "sign_in_link", subject=SUBJECT, body_text=TEXT, version=0)
    with pytest.raises(NotFound):
        await service.save_wording(await make_user(Role.ADMIN), "../layouts", subject=SUBJECT, body_text=TEXT, version=0)


async def test_the_database_keeps_one_current_version():
    admin = await make_user(Role.ADMIN)
    await service.save_wording(admin, "sign_in_link", subject=SUBJECT, body_text=TEXT, version=0)
    for version in (1, 2):
        with pytest.raises(asyncpg.UniqueViolationError):
            async with transaction():
                await MessageTemplate(name="sign_in_link", version=version, subject="x", body_text="y", updated_by=admin.user_id).save()


@pytest.mark.parametrize("name", sorted(catalogue.entries()))
def test_every_shipped_text_that_can_be_edited_can_be_saved_as_it_is(name):
    entry = catalogue.find(name)
    if not rendering.is_editable(entry):
        assert name in {"accreditation_shortened", "applications_overdue", "checks_due", "invariant_broken", "scorecards_late"}  # they hold a list
        return
    entry.check(*rendering.shipped(entry))
    assert rendering.preview(entry, *rendering.shipped(entry)).body_html


async def test_the_pages_of_an_admin(browser_for):
    admin = await make_user(Role.ADMIN)
    browser = await browser_for(admin.user_id)
    listed = (await browser.get("/email-templates")).text
    assert "A person asks for a link to sign in." in listed
    assert "As shipped" in listed
    address = "/email-templates/sign_in_link"
    assert "Sign in to AfC Prime" in (await browser.get(address)).text
    form = {"subject": SUBJECT, "body_text": TEXT, "version": "0"}
    seen = await browser.submit(address, {**form, "do": "preview"})
    assert (seen.status_code, "Your way in, Ruth" in seen.text) == (200, True)
    assert await MessageTemplate.count() == 0
    wrong = await browser.submit(address, {**form, "body_text": "No link", "do": "preview"})
    assert (wrong.status_code, "The text must mention {{ link }}" in wrong.text) == (422, True)
    assert (await browser.submit(address, {**form, "subject": ""})).status_code == 422
    saved = await browser.submit(address, {**form, "do": "save"})
    assert (saved.status_code, saved.headers["location"]) == (303, "/email-templates")
    assert admin.name in (await browser.get("/email-templates")).text
    assert (await browser.submit(address, {**form, "do": "save"})).status_code == 409
    assert "Version 1" in (await browser.get(address)).text
    await browser.submit(f"{address}/reset")
    assert "As shipped" in (await browser.get("/email-templates")).text


async def test_the_same_by_api(api_for):
    api = await api_for((await make_user(Role.ADMIN)).user_id)
    address = "/api/v1/email-templates/sign_in_link"
    body = {"subject": SUBJECT, "bodyText": TEXT, "version": 0}
    assert (await api.post(f"{address}/preview", json=body)).json()["subject"] == "Your way in, Ruth"
    assert (await api.put(address, json=body)).status_code == 204
    assert (await api.put(address, json=body)).status_code == 409
    assert (await api.get(address)).json() | {"isEdited": True, "version": 1, "subject": SUBJECT} == (await api.get(address)).json()
    assert (await api.put(address, json={**body, "version": 1, "bodyText": "none"})).status_code == 422
    assert (await api.delete(address)).status_code == 204
    assert [row["isEdited"] for row in (await api.get("/api/v1/email-templates")).json() if row["name"] == "sign_in_link"] == [False]
