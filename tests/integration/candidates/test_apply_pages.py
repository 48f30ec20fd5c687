"""Applying in a browser, without JavaScript and without an account."""

from datetime import timedelta

import pytest

from prime.accounts import queries as accounts
from prime.accounts.permissions import Role
from prime.candidates import queries, service
from prime.candidates.tables import Application, ApplicationDraft, Stage
from prime.core import clock
from prime.core.actor import ANONYMOUS, SYSTEM
from prime.vacancies import queries as vacancies
from prime.vacancies import service as vacancy_service
from tests.factories.accounts import make_user
from tests.factories.candidates import answers, candidate_actor, make_application
from tests.factories.vacancies import make_vacancy

pytestmark = pytest.mark.usefixtures("db", "frozen_now")
AGREED = {"privacy_notice": "yes", "declaration": "yes"}


async def _role(**changes):
    vacancy = await vacancies.get_vacancy(SYSTEM, await make_vacancy(**changes))
    return vacancy, f"/roles/{vacancy.reference}/apply"


async def test_from_the_form_to_sent(browser_for, drain, outbox_mail):
    vacancy, path = await _role()
    browser = await browser_for()
    assert (await browser.get(path)).status_code == 200
    typed = answers(email="Phone@People.example", swe_number="sw 4321")
    answered = await browser.submit(path, typed)
    assert (answered.status_code, answered.headers["location"]) == (303, f"{path}/check")
    cookie = answered.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert f"Path={path}" in cookie
    check = await browser.get(f"{path}/check")
    for text in ("SW4321", "phone@people.example", "KT1 1EU", typed["motivation"], "I am registered with Social Work England"):
        assert text in check.text
    assert check.headers["cache-control"] == "no-store"
    sent = await browser.submit(f"{path}/check", AGREED)
    assert (sent.status_code, sent.headers["location"]) == (303, f"{path}/sent")
    assert "Application sent" in (await browser.get(f"{path}/sent")).text
    user = await accounts.find_user_by_email("phone@people.example")
    [application] = await queries.mine(await accounts.actor_for_user(user.id))
    assert (application.vacancy_id, application.swe_number, application.experience_years) == (vacancy.id, "SW4321", 6)
    assert await ApplicationDraft.count() == 0
    await drain()
    assert application.reference in (await outbox_mail("phone@people.example"))[0].body_text


async def test_every_fault_is_said_at_once_and_nothing_typed_is_lost(browser_for):
    _, path = await _role()
    browser = await browser_for()
    typed = answers(first_name="<b>Amara</b>", last_name="", email="nobody", swe_number="AB1", postcode="", phone="x", experience_years="many")
    wrong = await browser.submit(path, typed)
    assert wrong.status_code == 422
    for text in (
        "Enter your last name",
        "Enter an email address in the correct format",
        "Enter a Social Work England number, like SW1234",
        "Enter your postcode",
        "Enter a telephone number",
        "Years since you qualified must be a whole number between 0 and 60",
        "&lt;b&gt;Amara&lt;/b&gt;",
        'value="many"',
    ):
        assert text in wrong.text
    assert "<b>Amara" not in wrong.text
    assert wrong.text.index('href="#last_name"') < wrong.text.index('href="#swe_number"') < wrong.text.index('href="#experience_years"')
    again = await browser.get(path)
    assert 'value="many"' in again.text
    assert "There is a problem" not in again.text
    checked = await browser.get(f"{path}/check")
    assert (checked.status_code, checked.headers["location"]) == (303, path)
    empty = await browser.submit(path, {})
    assert "Enter how many years ago you qualified" in empty.text


async def test_another_browser_does_not_see_the_draft_but_the_link_leads_to_it(browser_for, drain, outbox_mail):
    _, path = await _role()
    browser = await browser_for()
    later = await browser.submit(path, {**answers(email="late@people.example", motivation="Half a thought"), "then": "later"})
    assert (later.status_code, later.headers["location"]) == (303, f"{path}/saved")
    assert "28 days" in (await browser.get(f"{path}/saved")).text
    await drain()
    [mail] = await outbox_mail("late@people.example")
    other = await browser_for()
    assert "Half a thought" not in (await other.get(path)).text
    opened = await other.get(mail.secret_link)
    assert (opened.status_code, opened.headers["location"]) == (303, path)
    assert "Half a thought" in (await other.get(path)).text
    refused = await browser.submit(path, {**answers(email="not an address"), "then": "later"})
    assert refused.status_code == 422


async def test_whoever_made_a_link_does_not_read_what_is_typed_after_opening_it(browser_for):
    vacancy, path = await _role()
    token = await service.save_draft(ANONYMOUS, vacancy_id=vacancy.id, token="", email="", answers={"first_name": "Trap"})
    victim = await browser_for()
    await victim.get(f"{path}/continue/{token}")
    assert "Trap" in (await victim.get(path)).text
    await victim.submit(path, answers(first_name="Victim"))
    assert "Victim" in (await victim.get(f"{path}/check")).text
    assert "Victim" not in (await queries.find_draft(vacancy.id, token)).answers
    assert (await victim.submit(f"{path}/check", AGREED)).headers["location"] == f"{path}/sent"


async def test_a_body_larger_than_all_answers_is_refused(browser_for):
    _, path = await _role()
    browser = await browser_for()
    assert (await browser.submit(path, answers(motivation="x" * 100_000))).status_code == 413
    assert await ApplicationDraft.count() == 0


async def test_nothing_is_sent_without_agreeing(browser_for):
    _, path = await _role()
    browser = await browser_for()
    await browser.submit(path, answers())
    refused = await browser.submit(f"{path}/check", {"privacy_notice": "yes"})
    assert refused.status_code == 422
    assert "Confirm the declaration" in refused.text
    assert "Confirm that you have read" not in refused.text
    assert await Application.count() == 0
    stranger = await browser_for()
    assert (await stranger.submit(f"{path}/check", AGREED)).headers["location"] == path


async def test_a_stranger_cannot_find_out_who_has_applied(browser_for, drain, outbox_mail):
    _, path = await _role()
    pages = []
    for email in ("first@people.example", "first@people.example"):
        browser = await browser_for()
        await browser.submit(path, answers(email=email))
        sent = await browser.submit(f"{path}/check", AGREED)
        pages.append((sent.status_code, sent.headers["location"], (await browser.get(f"{path}/sent")).text.replace(browser.token, "")))
    assert pages[0] == pages[1]
    assert await Application.count() == 1
    await drain()
    assert [mail.template for mail in await outbox_mail("first@people.example")] == ["application_received", "already_applied"]


async def test_a_candidate_who_is_signed_in_finds_what_we_know_and_is_told_plainly(browser_for):
    known = await make_application(phone="01632 960 444")
    _, path = await _role()
    browser = await browser_for(known.user_id)
    form = await browser.get(path)
    assert "01632 960 444" in form.text
    assert known.email in form.text
    assert 'name="email"' not in form.text
    await browser.submit(path, answers(email=""))
    assert (await browser.submit(f"{path}/check", AGREED)).headers["location"] == f"{path}/sent"
    assert "You have applied for this role" in (await browser.get(path)).text
    await browser.submit(path, answers(email=""))
    again = await browser.submit(f"{path}/check", AGREED)
    assert again.status_code == 409
    assert "If you have applied for this role before" in again.text


async def test_a_role_that_closes_while_somebody_types(browser_for):
    vacancy, path = await _role()
    browser = await browser_for()
    await browser.submit(path, answers())
    await vacancy_service.close_vacancy(SYSTEM, vacancy.id)
    gone = await browser.submit(f"{path}/check", AGREED)
    assert gone.status_code == 410
    assert "It has been filled or paused" in gone.text
    assert await ApplicationDraft.count() == 1, "the answers are kept for when it opens again"


async def test_sending_is_rate_limited(browser_for):
    _, path = await _role()
    browser = await browser_for()
    codes = [(await browser.submit(f"{path}/check", AGREED)).status_code for _ in range(21)]
    assert codes[-2:] == [303, 429]


async def test_a_form_without_its_token_is_refused(browser_for):
    _, path = await _role()
    browser = await browser_for()
    assert (await browser.post(path, data=answers())).status_code == 403
    assert await ApplicationDraft.count() == 0


async def test_an_agency_workers_first_visit_asks_for_the_declaration(browser_for):
    operations = await make_user(Role.OPERATIONS)
    application_id = await service.apply(operations, vacancy_id=await make_vacancy(is_public=False), source="agency", **answers())
    application = await queries.get_application(SYSTEM, application_id)
    browser = await browser_for((await candidate_actor(application)).user_id)
    path = f"/applications/mine/{application_id}"
    assert "Before we go on" in (await browser.get(path)).text
    assert (await browser.submit(f"{path}/consents", {})).status_code == 422
    assert (await browser.submit(f"{path}/consents", AGREED)).status_code == 303
    assert "Before we go on" not in (await browser.get(path)).text


async def test_the_candidates_home(browser_for, drain):
    application = await make_application()
    await service.move(SYSTEM, application.id, Stage.SCREENING)
    await service.add_note(await make_user(Role.CHAMPION), application.id, text="Bring your certificate.", is_shared=True)
    await drain()
    browser = await browser_for(application.user_id)
    assert f"/applications/mine/{application.id}" in (await browser.get("/applications/mine")).text
    page = await browser.get(f"/applications/mine/{application.id}")
    for text in (
        "We are reading your application",
        "In progress",
        "Still to come",
        "Bring your certificate.",
        "We have your application for",
        "Ours",
    ):
        assert text in page.text
    other = await make_application()
    for path in (f"/applications/mine/{other.id}", f"/applications/mine/{other.id}/withdraw"):
        assert (await browser.get(path)).status_code == 404
    assert (await browser.submit(f"/applications/mine/{other.id}/withdraw", {"reason": "pay"})).status_code == 404


async def test_withdrawing_in_a_browser(browser_for):
    application = await make_application()
    browser = await browser_for(application.user_id)
    path = f"/applications/mine/{application.id}"
    assert "cannot be undone" in (await browser.get(f"{path}/withdraw")).text
    assert "Select why you withdraw" in (await browser.submit(f"{path}/withdraw", {})).text
    assert "Enter the reason" in (await browser.submit(f"{path}/withdraw", {"reason": "other"})).text
    assert (await browser.submit(f"{path}/withdraw", {"reason": "location", "detail": "Too far"})).headers["location"] == path
    page = await browser.get(path)
    assert "You have withdrawn" in page.text
    assert "Withdraw your application" not in page.text
    assert (await browser.submit(f"{path}/withdraw", {"reason": "location"})).status_code == 303


async def test_a_candidate_without_applications_is_shown_the_roles(browser_for):
    browser = await browser_for((await make_user(Role.CANDIDATE)).user_id)
    assert "You have not applied yet" in (await browser.get("/applications/mine")).text


async def test_strangers_sign_in_first(browser_for):
    browser = await browser_for()
    for path in ("/applications/mine", "/candidates"):
        assert (await browser.get(path)).headers["location"].startswith("/sign-in?next=")


async def test_the_last_application_fills_in_the_next(browser_for):
    with clock.frozen(clock.now() - timedelta(days=400)):
        first = await make_application(motivation="I stay with families.", needs="Step-free access", experience_years=6)
    role = await vacancies.get_vacancy(SYSTEM, await make_vacancy())
    browser = await browser_for(first.user_id)
    form = (await browser.get(f"/roles/{role.reference}/apply")).text
    assert "We have filled in what you told us last time" in form
    for known in ("I stay with families.", "Step-free access", f'value="{first.swe_number}"'):
        assert known in form
    assert 'value="7"' in form  # a year has gone by
    stranger = (await (await browser_for()).get(f"/roles/{role.reference}/apply")).text
    assert "We have filled in" not in stranger
    assert "I stay with families." not in stranger
