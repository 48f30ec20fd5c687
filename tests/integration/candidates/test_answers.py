"""What a person tells of their registration, checks and working life: judged, kept, shown to those who may know."""

from datetime import date

import asyncpg
import pytest

from prime.accounts.permissions import Role
from prime.candidates import queries, service
from prime.candidates.schemas import Gap, Job
from prime.candidates.tables import JobKind, Motivator, PastJob, RegistrationStatus, Stage
from prime.core.actor import ANONYMOUS, SYSTEM
from prime.core.db import execute
from prime.core.errors import Forbidden, InvalidInput, NotFound
from prime.vacancies import queries as vacancies
from tests.factories.accounts import make_user
from tests.factories.candidates import CONSENTS, answers, candidate_actor, make_application, told, told_in_json
from tests.factories.vacancies import make_vacancy

pytestmark = pytest.mark.usefixtures("db", "frozen_now")
LEFT = Job(employer="Westbrook Council", title="Social worker", kind=JobKind.PERMANENT, began_on=date(2012, 9, 14), ended_on=date(2024, 3, 31))
NOW = Job(employer="Northfield Agency", title="Locum", kind=JobKind.AGENCY, began_on=date(2024, 9, 2))
AWAY = Gap(began_on=date(2024, 4, 1), ended_on=date(2024, 8, 1), explanation=" I looked after my\r\x00 mother. ")


async def _refused(**changes):
    with pytest.raises(InvalidInput) as refusal:
        await service.apply(ANONYMOUS, vacancy_id=await make_vacancy(), consents=CONSENTS, **answers(**changes))
    return {error["pointer"]: error["detail"] for error in refusal.value.errors}


async def test_a_history_is_kept_in_months_with_its_gaps():
    no_gap = Gap(began_on=date(2014, 1, 1), ended_on=date(2014, 2, 1), explanation="There is a job in these months")
    application = await make_application(answers=told(jobs=(LEFT, NOW), gaps=(AWAY, no_gap)))
    kept = await queries.answers(SYSTEM, application.id)
    assert [(job.employer, job.began_on, job.ended_on) for job in kept.jobs] == [
        ("Northfield Agency", date(2024, 9, 1), None),
        ("Westbrook Council", date(2012, 9, 1), date(2024, 3, 1)),
    ]
    assert kept.gaps == (Gap(began_on=date(2024, 4, 1), ended_on=date(2024, 8, 1), explanation="I looked after my mother."),)
    assert kept.motivators == (Motivator.PERMANENCE, Motivator.SUPERVISION)


async def test_nothing_is_sent_while_a_gap_is_unexplained():
    faults = await _refused(answers=told(jobs=(LEFT, NOW)))
    assert faults == {"/gaps": "Explain what you did in April 2024 to August 2024, or add a job"}
    wrong = await _refused(answers=told(jobs=(LEFT, Job(employer=" ", title="x", kind=JobKind.STUDY, began_on=date(2030, 1, 1)))))
    assert list(wrong) == ["/jobs/1/employer", "/jobs/1/began_on"]
    assert await PastJob.count() == 0


async def test_everything_is_asked_of_who_applies_and_not_of_who_applies_for_somebody():
    assert list(await _refused(answers=None)) == ["/registration", "/dbs", "/right_to_work", "/motivators", "/gaps"]
    operations = await make_user(Role.OPERATIONS)
    application_id = await service.apply(operations, vacancy_id=await make_vacancy(), **answers(answers=None))
    assert await queries.answers(operations, application_id) is None


async def test_registration_follows_the_role():
    faults = await _refused(answers=told(registration=RegistrationStatus.APPLYING))
    assert "newly qualified" in faults["/registration"]
    assert list(await _refused(swe_number="")) == ["/swe_number"]


async def test_who_screens_blind_reads_months_and_kinds():
    application = await make_application(answers=told(jobs=(LEFT, NOW), gaps=(AWAY,), conditions="A warning in 2019"))
    champion, operations = await make_user(Role.CHAMPION), await make_user(Role.OPERATIONS)
    blind, whole = await queries.answers(champion, application.id), await queries.answers(operations, application.id)
    assert [(job.employer, job.title, job.kind) for job in blind.jobs] == [("", "", JobKind.AGENCY), ("", "", JobKind.PERMANENT)]
    assert (blind.gaps[0].explanation, blind.conditions) == ("", "")
    assert (whole.gaps[0].explanation, whole.conditions) == ("I looked after my mother.", "A warning in 2019")
    await service.move(SYSTEM, application.id, Stage.SCREENING)
    await service.move(SYSTEM, application.id, Stage.CONVERSATION)
    assert await queries.answers(champion, application.id) == whole
    assert await queries.answers(await candidate_actor(application), application.id) == whole
    with pytest.raises(NotFound):
        await queries.answers(await candidate_actor(await make_application()), application.id)


@pytest.mark.parametrize("table", ["declared_checks", "past_job", "explained_gap", "application_motivator"])
async def test_what_was_told_stays(table):
    application = await make_application(answers=told(jobs=(LEFT, NOW), gaps=(AWAY,)))
    with pytest.raises(asyncpg.RestrictViolationError):
        await execute(f"DELETE FROM {table} WHERE application = $1", application.id)


async def test_the_database_takes_no_half_of_a_month():
    application = await make_application()
    with pytest.raises(asyncpg.CheckViolationError):
        await PastJob(application=application.id, employer="x", title="x", kind=JobKind.STUDY, began_on=date(2020, 1, 2)).save()


async def test_motivators_are_counted_by_role(browser_for, api_for):
    vacancy_id = await make_vacancy()
    await make_application(vacancy_id=vacancy_id)
    await make_application(vacancy_id=vacancy_id, answers=told(motivators=(Motivator.PERMANENCE, Motivator.PERMANENCE)))
    await make_application()
    operations = await make_user(Role.OPERATIONS)
    reference = (await vacancies.get_vacancy(SYSTEM, vacancy_id)).reference
    found = await queries.count_motivators(operations, [reference])
    assert [(row.motivator, row.people) for row in found] == [(Motivator.PERMANENCE, 2), (Motivator.SUPERVISION, 1)]
    with pytest.raises(Forbidden):
        await queries.count_motivators(await make_user(Role.CHAMPION))
    browser, program = await browser_for(operations.user_id), await api_for(operations.user_id)
    assert "was named most often, 3 times" in (await browser.get("/motivators")).text
    assert "was named most often, 2 times" in (await browser.get("/motivators", params={"vacancy": reference})).text
    counted = (await program.get("/api/v1/motivators", params={"vacancy": reference})).json()
    assert [(row["motivator"], row["people"]) for row in counted] == [("permanence", 2), ("supervision", 1)]


async def test_by_api(api_for):
    application = await make_application(answers=told(jobs=(LEFT, NOW), gaps=(AWAY,)))
    path = f"/api/v1/applications/{application.id}/answers"
    office = await api_for((await make_user(Role.OPERATIONS)).user_id)
    seen = (await office.get(path)).json()["answers"]
    assert (seen["rightToWork"], seen["gaps"][0]["beganOn"], seen["jobs"][0]["employer"]) == ("permanent", "2024-04-01", "Northfield Agency")
    blind = await api_for((await make_user(Role.CHAMPION)).user_id)
    assert (await blind.get(path)).json()["answers"]["jobs"][0]["employer"] == ""
    body = {"answers": told_in_json(jobs=(LEFT, NOW)), "agreed": [{"kind": kind, "version": version} for kind, version, _ in CONSENTS]}
    body |= {"firstName": "Amara", "lastName": "N", "email": "a@people.example", "phone": "01632 960 001", "sweNumber": "SW77", "postcode": "KT1 1EU"}
    stranger = await api_for()
    refused = await stranger.post(f"/api/v1/vacancies/{application.vacancy_reference}/applications", json={**body, "motivation": "To stay."})
    assert (refused.status_code, [error["pointer"] for error in refused.json()["errors"]]) == (422, ["/gaps"])


async def test_answers_are_added_once_by_the_person_alone(api_for):
    operations = await make_user(Role.OPERATIONS)
    application_id = await service.apply(operations, vacancy_id=await make_vacancy(), **answers(answers=None))
    person = await candidate_actor(await queries.get_application(SYSTEM, application_id))
    typed = answers()
    body = {
        "firstName": typed["first_name"],
        "lastName": typed["last_name"],
        "email": "somebody.else@people.example",
        "phone": typed["phone"],
        "sweNumber": typed["swe_number"],
        "postcode": typed["postcode"],
        "experienceYears": 6,
        "motivation": typed["motivation"],
        "answers": told_in_json(),
        "agreed": [{"kind": kind, "version": version} for kind, version, _ in CONSENTS],
    }
    url = f"/api/v1/applications/{application_id}/answers"
    stranger = await candidate_actor(await make_application())
    assert (await (await api_for(stranger.user_id)).post(url, json=body)).status_code == 404
    api = await api_for(person.user_id)
    without = await api.post(url, json=body | {"agreed": []})
    assert (without.status_code, [error["pointer"] for error in without.json()["errors"]]) == (422, ["/privacyNotice", "/declaration"])
    assert (await api.post(url, json=body | {"answers": None})).status_code == 422
    sent = await api.post(url, json=body)
    assert (sent.status_code, sent.json()["answers"]["dbs"]) == (201, "update_service")
    assert "somebody.else" not in str((await queries.get_application(SYSTEM, application_id)).declared)
    again = await api.post(url, json=body)
    assert (again.status_code, again.json()["type"]) == (409, "/problems/nothing-to-answer")
