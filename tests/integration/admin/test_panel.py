"""Piccolo Admin behind our sign-in: who gets in, what is closed, what can be written, what is noted."""

import pytest

from prime.accounts import queries
from prime.accounts.permissions import Role
from prime.audit.tables import AuditEntry
from prime.core import outbox
from prime.core.db import execute, fetch_value
from prime.reference.tables import Skill
from tests.factories.accounts import make_user

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
async def panel(browser_for):
    """A browser signed in as an admin, with the panel's own CSRF token."""
    admin = await make_user(Role.ADMIN)
    browser = await browser_for(admin.user_id)
    assert (await browser.get("/admin/")).status_code == 200
    browser.headers.update({"X-CSRFToken": browser.cookies["csrftoken"]})
    return browser


async def test_a_stranger_is_sent_to_the_sign_in_page(browser_for):
    answer = await (await browser_for()).get("/admin/")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=/admin/")


@pytest.mark.parametrize("role", [Role.OPERATIONS, Role.FINANCE, Role.CHAMPION])
async def test_other_roles_are_kept_out(browser_for, role):
    actor = await make_user(role)
    browser = await browser_for(actor.user_id)
    assert (await browser.get("/admin/")).status_code == 403
    assert (await browser.get("/admin/api/tables/skill/")).status_code == 403


async def test_the_session_opens_the_panel(panel):
    tables = (await panel.get("/admin/api/tables/")).json()
    assert {"application", "invoice", "audit_entry", "skill"} <= set(tables)
    assert not {"session", "api_key", "access_token", "idempotent_answer"} & set(tables)


@pytest.mark.parametrize("path", ["/admin/public/login/", "/admin/api/docs/", "/admin/public/docs/", "/admin/api/change-password/"])
async def test_its_own_sign_in_and_documentation_are_closed(panel, path):
    assert (await panel.get(path)).status_code == 404
    assert (await panel.post(path, json={})).status_code == 404


async def test_passwords_never_leave(panel):
    rows = (await panel.get("/admin/api/tables/app_user/")).json()["rows"]
    assert rows
    assert all(not row.get("password") for row in rows)


async def test_tables_with_rules_are_read_only(panel):
    assert (await panel.get("/admin/api/tables/organisation/")).status_code == 200
    answer = await panel.post("/admin/api/tables/organisation/", json={"name": "Somewhere", "kind": "council"})
    assert answer.status_code == 403
    assert await fetch_value("SELECT count(*) FROM organisation WHERE name = 'Somewhere'") == 0


async def test_a_reference_row_is_edited_and_the_edit_noted(panel):
    skill = await Skill.objects().first()
    answer = await panel.patch(f"/admin/api/tables/skill/{skill.id}/", json={"title": "Renamed skill"})
    assert answer.status_code == 200
    assert (await Skill.objects().get(Skill.id == skill.id)).title == "Renamed skill"
    entry = await AuditEntry.objects().where(AuditEntry.record_id == skill.id).first()
    assert (entry.action, entry.summary) == ("admin.row_changed", "Changed title")


async def test_a_write_that_fails_notes_nothing(panel):
    one, two = await Skill.objects().limit(2)
    answer = await panel.patch(f"/admin/api/tables/skill/{one.id}/", json={"code": two.code})
    assert answer.status_code >= 400
    assert await AuditEntry.count().where(AuditEntry.record_id == one.id) == 0


async def test_the_invitation_form_calls_the_command(panel, drain, outbox_mail):
    data = {"first_name": "Nia", "last_name": "Example", "email": "nia@people.example", "role": "finance", "organisation": "achieving for children"}
    answer = await panel.post("/admin/api/forms/invite-a-user/", json=data)
    assert answer.json() == {"custom_form_success": "Nia Example is invited."}
    await drain()
    assert await outbox_mail("nia@people.example")
    refused = await panel.post("/admin/api/forms/invite-a-user/", json={**data, "role": "client_finance"})
    assert refused.status_code == 422
    assert refused.json()["custom_form_error"] == "This role does not belong to this kind of organisation."


async def test_a_dead_job_is_retried_from_the_panel(panel):
    message_id = await outbox.enqueue("notifications.forget_old_secrets")
    await execute("UPDATE outbox_message SET dead_at = now() WHERE id = $1", message_id)
    answer = await panel.post("/admin/api/forms/retry-a-dead-job/", json={"outbox_message": str(message_id)})
    assert answer.status_code == 200
    assert await fetch_value("SELECT dead_at IS NULL FROM outbox_message WHERE id = $1", message_id)


@pytest.mark.parametrize(
    ("form", "data", "table"),
    [
        ("enter-a-rate", {"kind": "sickness", "value": "8"}, "rate"),
        ("enter-a-pay-point", {"point": 37, "annual_amount": "52000"}, "pay_point"),
        ("enter-a-price-cap", {"region_code": "E12000007", "job_type": "social_worker", "hourly_amount": "44.50"}, "price_cap"),
    ],
)
async def test_dated_values_are_entered_by_the_commands(panel, form, data, table):
    data |= {"effective_from": "2030-04-01", "source": "Circular of 2030"}
    answer = await panel.post(f"/admin/api/forms/{form}/", json=data)
    assert "applies from its first day" in answer.json()["custom_form_success"]
    assert await fetch_value(f"SELECT count(*) FROM {table} WHERE effective_from = '2030-04-01'") == 1
    assert await fetch_value("SELECT summary FROM audit_entry WHERE action = $1", f"reference.{table}_set")
    refused = await panel.post(f"/admin/api/forms/{form}/", json={**data, "source": "  "})
    assert refused.json()["custom_form_error"] == "Enter where the value was published"


async def test_a_form_without_the_csrf_token_is_refused(panel):
    del panel.headers["X-CSRFToken"]
    answer = await panel.post("/admin/api/forms/retry-a-dead-job/", json={})
    assert answer.status_code == 403
    assert await queries.find_user_by_email("nobody@people.example") is None
