"""Applying in a browser, without JavaScript and without an account, task by task."""

from datetime import date, timedelta

import pytest

from prime.accounts import queries as accounts
from prime.accounts.permissions import Role
from prime.candidates import queries, service
from prime.candidates.schemas import Gap, Job
from prime.candidates.tables import Application, ApplicationDraft, JobKind, Motivator, Source, Stage
from prime.core import clock
from prime.core.actor import ANONYMOUS, SYSTEM
from prime.uploads import queries as uploads
from prime.uploads.tables import Purpose, Upload
from prime.vacancies import queries as vacancies
from prime.vacancies import service as vacancy_service
from tests.factories.accounts import make_user
from tests.factories.candidates import answers, candidate_actor, make_application, told
from tests.factories.vacancies import make_vacancy
from tests.support.applying import ABOUT, AGREED, JOB, PAGES, answer_all, draft_of

pytestmark = pytest.mark.usefixtures("db", "frozen_now")


async def _role(**changes):
    vacancy = await vacancies.get_vacancy(SYSTEM, await make_vacancy(**changes))
    return vacancy, f"/roles/{vacancy.reference}/apply"


async def test_from_the_list_to_sent(browser_for, drain, outbox_mail):
    vacancy, path = await _role()
    browser = await browser_for()
    begun = await browser.get(path)
    assert begun.text.count("Not started") == 6
    assert f'href="{path}/check"' not in begun.text
    answered = await browser.submit(f"{path}/about", ABOUT | {"email": "Phone@People.example"})
    assert (answered.status_code, answered.headers["location"]) == (303, path)
    cookie = answered.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert f"Path={path}" in cookie
    assert "You have completed 1 of 6 tasks" in (await browser.get(path)).text
    await answer_all(browser, path, email="Phone@People.example", swe_number="sw 4321")
    assert f'href="{path}/check"' in (await browser.get(path)).text
    assert (await browser.submit(f"{path}/needs", {"has_needs": "no"})).headers["location"] == f"{path}/check"
    check = await browser.get(f"{path}/check")
    assert "Social worker, Westbrook Council (employed by them)" in check.text
    for text in ("SW4321", "phone@people.example", "September 2012 to now", "I am registered with"):
        assert text in check.text
    assert check.headers["cache-control"] == "no-store"
    sent = await browser.submit(f"{path}/check", AGREED)
    assert (sent.status_code, sent.headers["location"]) == (303, f"{path}/sent")
    assert "Application sent" in (await browser.get(f"{path}/sent")).text
    user = await accounts.find_user_by_email("phone@people.example")
    [application] = await queries.mine(await accounts.actor_for_user(user.id))
    assert (application.vacancy_id, application.swe_number, application.experience_years) == (vacancy.id, "SW4321", 6)
    told = await queries.answers(SYSTEM, application.id)
    assert (told.motivators, len(told.jobs), told.gaps) == ((Motivator.PERMANENCE, Motivator.TEAM), 1, ())
    assert await ApplicationDraft.count() == 0
    await drain()
    assert application.reference in (await outbox_mail("phone@people.example"))[0].body_text


@pytest.mark.parametrize(
    ("page", "typed", "sentences"),
    [
        (
            "about",
            {"first_name": "<b>Amara</b>", "last_name": "", "email": "nobody", "phone": "x", "postcode": ""},
            ["Enter your last name", "Enter an email address in the correct format", "Enter a telephone number", "Enter your postcode"],
        ),
        (
            "registration",
            {"registration": "registered", "swe_number": "AB1", "experience_years": "many", "has_conditions": "yes"},
            [
                "Enter a Social Work England number, like SW1234",
                "Years since you qualified must be a whole number between 0 and 60",
                "Enter the conditions, warnings or open concerns",
            ],
        ),
        ("registration", {"registration": "applying"}, ["You must be registered to apply for this role", "Enter how many years ago you qualified"]),
        ("checks", {"dbs": "mine"}, ["Select which DBS certificate you have", "Select whether you have the right to work in the UK"]),
        ("why", {"motivators": ["money"], "motivation": "x" * 4001}, ["Select what draws you from the list", "must be 4,000 characters or less"]),
        ("needs", {"has_needs": "yes"}, ["Enter what you need"]),
        (
            "history/jobs/0b0b0b0b",
            JOB | {"employer": " ", "began_on-month": "13", "is_current": "no"},
            ["The month you started must be a real month", "Enter the month you left"],
        ),
        ("history/jobs/0b0b0b0b", JOB | {"employer": " ", "began_on-year": "2030"}, ["Enter the employer", "this month or in the past"]),
    ],
)
async def test_every_fault_of_a_page_is_said_and_nothing_typed_is_lost(browser_for, page, typed, sentences):
    _, path = await _role()
    browser = await browser_for()
    wrong = await browser.submit(f"{path}/{page}", typed)
    assert wrong.status_code == 422
    for sentence in sentences:
        assert sentence in wrong.text
    assert "<b>Amara" not in wrong.text
    again = await browser.get(f"{path}/{page}")
    assert "There is a problem" not in again.text
    for text in ("&lt;b&gt;Amara&lt;/b&gt;", "many", "AB1"):
        assert (text in again.text) == (text in wrong.text)
    checked = await browser.get(f"{path}/check")
    assert (checked.status_code, checked.headers["location"]) == (303, path)
    assert (await browser.submit(f"{path}/check", AGREED)).headers["location"] == path
    assert await Application.count() == 0


async def test_gaps_are_found_explained_and_found_again(browser_for):
    _, path = await _role()
    browser = await browser_for()
    await answer_all(browser, path)
    left = JOB | {"is_current": "no", "ended_on-month": "march", "ended_on-year": "2024"}
    now = {**JOB, "employer": "Northfield Agency", "kind": "agency", "began_on-month": "9", "began_on-year": "2024"}
    assert (await browser.submit(f"{path}/history/jobs/0a0a0a0a", left)).headers["location"] == f"{path}/history"
    assert "April 2024 to October 2026" in (await browser.get(f"{path}/history")).text
    await browser.submit(f"{path}/history/jobs/0c0c0c0c", now)
    listed = (await browser.get(f"{path}/history")).text
    assert "Explain the gap: April 2024 to August 2024" in listed
    assert "October 2026" not in listed
    assert (await browser.get(f"{path}/check")).headers["location"] == path
    gap = f"{path}/history/gaps/2024-04"
    assert "April 2024 to August 2024" in (await browser.get(gap)).text
    for explanation, sentence in (("", "Enter what you did in this time"), ("x" * 1001, "1,000 characters or less")):
        refused = await browser.submit(gap, {"explanation": explanation})
        assert (refused.status_code, sentence in refused.text) == (422, True)
    await browser.submit(gap, {"explanation": "I looked after my mother."})
    assert "No job: I looked after my mother." in (await browser.get(f"{path}/check")).text
    await browser.submit(f"{path}/history/jobs/0c0c0c0c", now | {"began_on-month": "10"})
    assert "To explain" in (await browser.get(f"{path}/history")).text
    assert (await browser.get(f"{path}/check")).status_code == 303
    await browser.submit(f"{path}/history/jobs/0c0c0c0c", {"then": "remove"})
    assert "Northfield" not in (await browser.get(f"{path}/history")).text
    for answer in (await browser.get(f"{path}/history/gaps/2020-01"), await browser.submit(f"{path}/history/gaps/2020-01")):
        assert answer.headers["location"] == f"{path}/history"
    assert (await browser.get(f"{path}/history/jobs/nonsense")).status_code == 404
    assert (await browser.get(f"{path}/nonsense")).status_code == 404


async def test_a_job_sent_twice_is_one(browser_for):
    _, path = await _role()
    browser = await browser_for()
    for _ in range(2):
        await browser.submit(f"{path}/history/jobs/0d0d0d0d", JOB)
    assert (await browser.get(f"{path}/history")).text.count("Social worker, Westbrook Council") == 1


async def test_another_browser_does_not_see_the_draft_but_the_link_leads_to_it(browser_for, drain, outbox_mail):
    _, path = await _role()
    browser = await browser_for()
    kept = await browser.submit(f"{path}/why", {"motivation": "Half a thought", "then": "later"})
    assert (kept.status_code, kept.headers["location"]) == (303, f"{path}/later")
    refused = await browser.submit(f"{path}/later", {"email": "not an address"})
    assert (refused.status_code, "Enter an email address in the correct format" in refused.text) == (422, True)
    later = await browser.submit(f"{path}/later", {"email": "Late@people.example"})
    assert (later.status_code, later.headers["location"]) == (303, f"{path}/saved")
    assert "28 days" in (await browser.get(f"{path}/saved")).text
    await drain()
    [mail] = await outbox_mail("late@people.example")
    other = await browser_for()
    assert "Half a thought" not in (await other.get(f"{path}/why")).text
    opened = await other.get(mail.secret_link)
    assert (opened.status_code, opened.headers["location"]) == (303, path)
    assert "Half a thought" in (await other.get(f"{path}/why")).text
    assert "late@people.example" in (await other.get(f"{path}/about")).text


async def test_whoever_made_a_link_does_not_read_what_is_typed_after_opening_it(browser_for):
    vacancy, path = await _role()
    token = await service.save_draft(ANONYMOUS, vacancy_id=vacancy.id, token="", changes=draft_of(first_name="Trap"))
    victim = await browser_for()
    await victim.get(f"{path}/continue/{token}")
    assert "Trap" in (await victim.get(f"{path}/about")).text
    await victim.submit(f"{path}/about", ABOUT | {"first_name": "Victim"})
    assert "Victim" in (await victim.get(f"{path}/check")).text
    assert "Victim" not in (await queries.find_draft(vacancy.id, token)).answers
    assert (await victim.submit(f"{path}/check", AGREED)).headers["location"] == f"{path}/sent"


async def test_a_body_larger_than_the_answers_of_a_page_is_refused(browser_for):
    _, path = await _role()
    browser = await browser_for()
    for page in ("why", "later", "history/jobs/0a0a0a0a"):
        assert (await browser.submit(f"{path}/{page}", {"motivation": "x" * 100_000})).status_code == 413
    assert await ApplicationDraft.count() == 0


async def test_a_cv_goes_with_the_draft(browser_for):
    _, path = await _role()
    browser = await browser_for()
    wrong = await browser.submit(f"{path}/cv", files={"file": ("cv.pdf", b"MZ\x90", "application/pdf")})
    assert (wrong.status_code, "must be a PDF" in wrong.text) == (422, True)
    assert (await browser.submit(f"{path}/cv")).status_code == 422
    assert (await browser.submit(f"{path}/cv", files={"file": ("my cv.pdf", b"%PDF-1.7 one", "application/pdf")})).status_code == 303
    await browser.submit(f"{path}/cv", files={"file": ("new.pdf", b"%PDF-1.7 two", "application/pdf")})
    assert "new.pdf" in (await browser.get(path)).text
    await answer_all(browser, path)
    assert "new.pdf" in (await browser.get(f"{path}/check")).text
    await browser.submit(f"{path}/check", AGREED)
    user = await accounts.find_user_by_email("amara@people.example")
    candidate = await accounts.actor_for_user(user.id)
    [application] = await queries.mine(candidate)
    cv = await uploads.find_upload(candidate, Purpose.CV, application.id)
    assert (cv.sent_as, cv.filename) == ("new.pdf", f"cv-{application.reference}.pdf")
    assert await Upload.count() == 1


async def test_nothing_is_sent_without_agreeing(browser_for):
    _, path = await _role()
    browser = await browser_for()
    await answer_all(browser, path)
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
        await answer_all(browser, path, email=email)
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
    form = await browser.get(f"{path}/about")
    assert "01632 960 444" in form.text
    assert known.email in form.text
    assert 'name="email"' not in form.text
    await answer_all(browser, path, email="")
    assert (await browser.submit(f"{path}/check", AGREED)).headers["location"] == f"{path}/sent"
    assert "You have applied for this role" in (await browser.get(path)).text
    await answer_all(browser, path, email="")
    again = await browser.submit(f"{path}/check", AGREED)
    assert again.status_code == 409
    assert "If you have applied for this role before" in again.text


async def test_a_role_that_closes_while_somebody_types(browser_for):
    vacancy, path = await _role()
    browser = await browser_for()
    await answer_all(browser, path)
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
    assert (await browser.post(f"{path}/about", data=ABOUT)).status_code == 403
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
    away = Gap(began_on=date(2023, 4, 1), ended_on=date(2023, 8, 1), explanation="I looked after my mother.")
    jobs = (
        Job(employer="Westbrook Council", title="Social worker", kind=JobKind.PERMANENT, began_on=date(2012, 9, 1), ended_on=date(2023, 3, 1)),
        Job(employer="Northfield Agency", title="Locum", kind=JobKind.AGENCY, began_on=date(2023, 9, 1)),
    )
    with clock.frozen(clock.now() - timedelta(days=400)):
        first = await make_application(
            motivation="I stay with families.", needs="Step-free access", experience_years=6, answers=told(jobs=jobs, gaps=(away,))
        )
    role = await vacancies.get_vacancy(SYSTEM, await make_vacancy())
    path = f"/roles/{role.reference}/apply"
    browser = await browser_for(first.user_id)
    listed = (await browser.get(path)).text
    assert "We have filled in what you told us last time" in listed
    assert "You have completed 6 of 6 tasks" in listed
    checked = (await browser.get(f"{path}/check")).text
    for known in ("I stay with families.", "Step-free access", first.swe_number, "7 years ago", "Locum, Northfield Agency", away.explanation):
        assert known in checked
    assert (await browser.submit(f"{path}/check", AGREED)).headers["location"] == f"{path}/sent"
    stranger = (await (await browser_for()).get(path)).text
    assert "We have filled in" not in stranger


# --- drafts left behind


async def test_who_leaves_an_application_behind_is_warned_once_then_it_is_deleted(drain, outbox_mail, browser_for):
    vacancy, path = await _role()
    begun = clock.now()
    for email in ("left@people.example", "", "sent@people.example"):
        await service.save_draft(ANONYMOUS, vacancy_id=vacancy.id, token="", changes={"first_name": "Left"}, email=email)
    await make_application(vacancy_id=vacancy.id, email="sent@people.example")
    await service.discard_old_drafts(SYSTEM)
    await service.warn_of_old_drafts(SYSTEM)
    assert await ApplicationDraft.count() == 3
    with clock.frozen(begun + timedelta(days=22)):
        for _ in range(2):
            await service.warn_of_old_drafts(SYSTEM)
        await drain()
        [mail] = await outbox_mail("left@people.example")
        assert (mail.template, "23 December 2026" in mail.body_text) == ("draft_expiring", True)
        browser = await browser_for()
        await browser.get(mail.secret_link)
        assert "Left" in (await browser.get(f"{path}/about")).text
    with clock.frozen(begun + timedelta(days=29)):
        await service.discard_old_drafts(SYSTEM)
    assert await ApplicationDraft.count() == 0


async def test_nobody_loses_a_draft_without_the_time_to_come_back(drain):
    vacancy, _ = await _role()
    begun = clock.now()
    token = await service.save_draft(ANONYMOUS, vacancy_id=vacancy.id, token="", changes={}, email="late@people.example")
    with clock.frozen(begun + timedelta(days=40)):  # the worker was away
        await service.discard_old_drafts(SYSTEM)
        await service.warn_of_old_drafts(SYSTEM)
        await service.discard_old_drafts(SYSTEM)
        assert await ApplicationDraft.count() == 1
        await service.save_draft(ANONYMOUS, vacancy_id=vacancy.id, token=token, changes={"first_name": "Back"})
    with clock.frozen(begun + timedelta(days=60)):
        await service.discard_old_drafts(SYSTEM)
        assert await ApplicationDraft.count() == 1
    with clock.frozen(begun + timedelta(days=70)):
        await service.warn_of_old_drafts(SYSTEM)
    with clock.frozen(begun + timedelta(days=77)):
        await service.discard_old_drafts(SYSTEM)
        assert await ApplicationDraft.count() == 0


async def test_the_cv_of_a_deleted_draft_goes_with_it(browser_for):
    _, path = await _role()
    browser = await browser_for()
    await browser.submit(f"{path}/cv", files={"file": ("cv.pdf", b"%PDF-1.7 three", "application/pdf")})
    assert await Upload.count() == 1
    with clock.frozen(clock.now() + timedelta(days=29)):
        await service.discard_old_drafts(SYSTEM)
    assert (await ApplicationDraft.count(), await Upload.count()) == (0, 0)


# --- hostile input

HOSTILE = {
    "html": "<script>alert(1)</script>",
    "sql": "'; DROP TABLE application; --",
    "template": "{{ 7 * 7 }}",
    "nul": "a\x00b",
    "long": "x" * 5_000,
    "turned": "\u202eevil\u2066",
    "pictures": "\U0001f600" * 50,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
async def test_every_question_takes_hostile_text_as_text(browser_for, text):
    _, path = await _role()
    browser = await browser_for()
    gap = {"history/gaps/2016-11": {"explanation": ""}}
    for page, typed in (PAGES | gap).items():
        sent = await browser.submit(f"{path}/{page}", dict.fromkeys(typed, text))
        assert sent.status_code in {303, 422}, page
        for shown in (sent, await browser.get(f"{path}/{page}"), await browser.get(path), await browser.get(f"{path}/history")):
            assert shown.status_code in {200, 303, 422}, page
            assert "<script>alert(1)" not in shown.text
    assert await Application.count() == 0


async def test_hostile_text_that_is_sound_is_sent_as_text(browser_for):
    _, path = await _role()
    browser = await browser_for()
    text = "<script>alert(1)</script>'; DROP TABLE past_job; -- {{ 7 * 7 }} \u202eevil"
    await answer_all(browser, path, first_name=text, employer=text, title=text, motivation=text)
    await browser.submit(f"{path}/needs", {"has_needs": "yes", "needs": text})
    checked = await browser.get(f"{path}/check")
    assert "<script>alert(1)" not in checked.text
    assert (await browser.submit(f"{path}/check", AGREED)).headers["location"] == f"{path}/sent"
    user = await accounts.find_user_by_email("amara@people.example")
    [application] = await queries.mine(await accounts.actor_for_user(user.id))
    told = await queries.answers(SYSTEM, application.id)
    assert told.jobs[0].employer == application.motivation == application.needs == text.replace("\u202e", "")


async def test_who_was_applied_for_tells_of_their_work_later(browser_for, drain):
    operations = await make_user(Role.OPERATIONS)
    vacancy, path = await _role(is_public=False)
    application_id = await service.apply(
        operations, vacancy_id=vacancy.id, **answers(answers=None, source=Source.AGENCY, phone="", postcode="", motivation="")
    )
    application = await queries.get_application(SYSTEM, application_id)
    here = f"/applications/mine/{application_id}"
    browser = await browser_for(application.user_id)
    assert f'href="{path}"' in (await browser.get("/home")).text
    assert f'href="{path}"' in (await browser.get(here)).text
    office = await browser_for(operations.user_id)
    assert "No work history yet" in (await office.get(f"/candidates/{application_id}")).text
    assert (await (await browser_for((await make_application()).user_id)).get(path)).status_code == 404
    await answer_all(browser, path)
    assert (await browser.submit(f"{path}/check", AGREED)).headers["location"] == here
    whole = await queries.get_application(SYSTEM, application_id)
    assert (whole.has_answered, whole.has_consented, whole.experience_years, whole.phone) == (True, True, 6, "01632 960 001")
    told = await queries.answers(SYSTEM, application_id)
    assert ([job.employer for job in told.jobs], await ApplicationDraft.count()) == (["Westbrook Council"], 0)
    assert "No work history yet" not in (await office.get(f"/candidates/{application_id}")).text
    assert (await browser.get(path)).status_code == 404
    await drain()


async def test_a_link_to_a_role_kept_for_somebody_asks_who_it_is(browser_for):
    _, path = await _role(is_public=False)
    asked = await (await browser_for()).get(f"{path}/continue/some-token")
    assert asked.headers["location"].startswith("/sign-in?next=")
