"""JSON of vacancies: the open ones for everybody, running them for operations. A vacancy is addressed by its reference."""

from typing import Any

import msgspec
from litestar import Request, Response, Router, get, post, put
from litestar.params import FromPath, FromQuery, JSONBody

from prime.accounts.auth import PUBLIC, Requires
from prime.accounts.permissions import Permission
from prime.core.actor import Actor
from prime.vacancies import queries, service, statistics
from prime.vacancies.schemas import OpenRole, VacancyChange, VacancyDetail, VacancyFacts, VacancyIn, VacancyStatistics
from prime.web.api import Listing, answer_once

ApiRequest = Request[None, Actor, Any]
MANAGE = [Requires(Permission.VACANCIES_MANAGE)]


@get("/vacancies", guards=[PUBLIC], operation_id="ListOpenVacancies")
async def list_open(
    search: FromQuery[str] = "",
    grade: FromQuery[list[str] | None] = None,
    kind: FromQuery[list[str] | None] = None,
    place: FromQuery[list[str] | None] = None,
    cursor: FromQuery[str] = "",
) -> Listing[OpenRole]:
    """Roles that anybody can apply for today, newest first."""
    found = await queries.list_open(search=search, grade=grade or [], kind=kind or [], place=place or [], cursor=cursor)
    return Listing(found.items, found.next_cursor)


@get("/vacancies/{reference:str}", guards=[PUBLIC], operation_id="GetOpenVacancy")
async def get_open(reference: FromPath[str]) -> OpenRole:
    """One role that anybody can apply for today."""
    return await queries.get_open(reference)


@get("/vacancies/all", guards=MANAGE, operation_id="ListVacancies")
async def list_all(
    request: ApiRequest,
    *,
    search: FromQuery[str] = "",
    status: FromQuery[list[str] | None] = None,
    kind: FromQuery[list[str] | None] = None,
    grade: FromQuery[list[str] | None] = None,
    site: FromQuery[list[str] | None] = None,
    cursor: FromQuery[str] = "",
) -> Listing[VacancyDetail]:
    """Vacancies in every status with their counts, newest first."""
    wanted: dict[str, Any] = {"status": status or [], "kind": kind or [], "grade": grade or [], "site": site or []}
    found = await queries.list_vacancies(request.auth, search=search, **wanted, cursor=cursor)
    return Listing(found.items, found.next_cursor)


@get("/vacancies/{reference:str}/details", guards=MANAGE, operation_id="GetVacancy")
async def get_details(request: ApiRequest, reference: FromPath[str]) -> VacancyDetail:
    """One vacancy in any status, with its counts and version."""
    return await queries.get_vacancy_by_reference(request.auth, reference)


@get("/vacancies/{reference:str}/statistics", guards=MANAGE, operation_id="GetVacancyStatistics")
async def get_statistics(request: ApiRequest, reference: FromPath[str]) -> VacancyStatistics:
    """How far people come, how long it takes, and what became of the offers."""
    vacancy = await queries.get_vacancy_by_reference(request.auth, reference)
    return (await statistics.get_statistics(request.auth, vacancy.id))[1]


def _facts(data: VacancyIn) -> VacancyFacts:
    return VacancyFacts(
        title=data.title,
        kind=data.kind,
        grade_id=data.grade_id,
        employer_id=data.employer_id,
        place=data.place,
        summary=data.summary,
        salary_from=data.salary_from_amount,
        salary_to=data.salary_to_amount,
        headcount=data.headcount,
        opens_on=data.opens_on,
        closes_on=data.closes_on,
        is_public=data.is_public,
        kit=data.kit,
        panel_size=data.panel_size,
        panel_accredited=data.panel_accredited,
    )


@post("/vacancies", guards=MANAGE, operation_id="CreateVacancy")
async def create_vacancy(request: ApiRequest, data: JSONBody[VacancyIn]) -> Response[bytes]:
    """Write a vacancy as a draft."""

    async def run() -> msgspec.Struct:
        vacancy_id = await service.create_vacancy(request.auth, **_facts(data))
        return await queries.get_vacancy(request.auth, vacancy_id)

    return await answer_once(request, run, location="/api/v1/vacancies/{reference}/details")


@put("/vacancies/{reference:str}", guards=MANAGE, operation_id="EditVacancy")
async def edit_vacancy(request: ApiRequest, reference: FromPath[str], data: JSONBody[VacancyChange]) -> VacancyDetail:
    """Replace what a vacancy says."""
    vacancy = await queries.get_vacancy_by_reference(request.auth, reference)
    await service.edit_vacancy(request.auth, vacancy.id, version=data.version, **_facts(data))
    return await queries.get_vacancy(request.auth, vacancy.id)


@post("/vacancies/{reference:str}/open", guards=MANAGE, operation_id="OpenVacancy", status_code=200)
async def open_vacancy(request: ApiRequest, reference: FromPath[str]) -> VacancyDetail:
    """Let people apply."""
    vacancy = await queries.get_vacancy_by_reference(request.auth, reference)
    await service.open_vacancy(request.auth, vacancy.id)
    return await queries.get_vacancy(request.auth, vacancy.id)


@post("/vacancies/{reference:str}/pause", guards=MANAGE, operation_id="PauseVacancy", status_code=200)
async def pause_vacancy(request: ApiRequest, reference: FromPath[str]) -> VacancyDetail:
    """Stop new applications for a while."""
    vacancy = await queries.get_vacancy_by_reference(request.auth, reference)
    await service.pause_vacancy(request.auth, vacancy.id)
    return await queries.get_vacancy(request.auth, vacancy.id)


@post("/vacancies/{reference:str}/close", guards=MANAGE, operation_id="CloseVacancy", status_code=200)
async def close_vacancy(request: ApiRequest, reference: FromPath[str]) -> VacancyDetail:
    """Stop new applications; those under way go on."""
    vacancy = await queries.get_vacancy_by_reference(request.auth, reference)
    await service.close_vacancy(request.auth, vacancy.id)
    return await queries.get_vacancy(request.auth, vacancy.id)


router = Router(
    path="/api/v1",
    route_handlers=[
        list_open,
        get_open,
        list_all,
        get_details,
        get_statistics,
        create_vacancy,
        edit_vacancy,
        open_vacancy,
        pause_vacancy,
        close_vacancy,
    ],
    tags=["Vacancies"],
)
