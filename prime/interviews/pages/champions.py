"""Champions as operations keep them: who is accredited, until when, and for which roles they may interview."""

from typing import Any
from uuid import UUID

from litestar import Request, get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.core import clock
from prime.core.actor import Actor
from prime.core.formats import plural
from prime.interviews import calibration, queries, rules, service
from prime.interviews.forms import ACCREDITATION, AccreditationForm
from prime.interviews.schemas import ChampionSummary
from prime.reference import queries as reference
from prime.web.flash import redirect
from prime.web.forms import Bound, bind, blank
from prime.web.templating import page

PrimeRequest = Request[None, Actor, Any]
MANAGE = [Requires(Permission.APPLICATIONS_MANAGE)]


def standing_of(champion: ChampionSummary) -> tuple[str, str]:
    """How a champion's accreditation is shown: the words of its tag and its colour."""
    if champion.accredited_until is None:
        return "Not accredited", "grey"
    if rules.is_accredited(champion.accredited_until, clock.today() + rules.WARN_BEFORE):
        return "Accredited", "green"
    return ("Ends soon", "yellow") if rules.is_accredited(champion.accredited_until, clock.today()) else ("Lapsed", "orange")


@get("/champions", guards=MANAGE)
async def list_champions(request: PrimeRequest) -> Template:
    """Every active champion."""
    return page(
        "pages/interviews/list_champions.html",
        champions=await queries.list_champions(request.auth),
        titles=await _titles(),
        standing_of=standing_of,
    )


async def _titles() -> dict[int, str]:
    return {grade.level: grade.title for grade in await reference.list_grades()}


async def _form_page(request: PrimeRequest, champion: ChampionSummary, form: Bound[AccreditationForm], *, status: int = 200) -> Template:
    levels = [(str(level), title) for level, title in (await _titles()).items()]
    work = await queries.workload(request.auth, champion.id)
    drift = calibration.in_words(work.drift, work.compared).replace("your panels", "their panels")
    return page(
        "pages/interviews/edit_champion.html",
        status=status,
        b=form,
        champion=champion,
        levels=levels,
        work=work,
        drift=drift,
        lacking=[
            (row, rules.in_words(row.starts_at, row.minutes) if row.starts_at else "no time chosen yet")
            for row in await queries.list_unaccredited(request.auth, champion.id)
        ],
    )


@get("/champions/{champion_id:uuid}", guards=MANAGE)
async def champion_form(request: PrimeRequest, champion_id: FromPath[UUID]) -> Template:
    """What is recorded of a champion, to be changed."""
    champion = await queries.get_summary(request.auth, champion_id)
    known = {"accredited_until": champion.accredited_until, "levels": [str(level) for level in champion.levels], "home_team": champion.home_team}
    return await _form_page(request, champion, blank(AccreditationForm, ACCREDITATION, **known))


@post("/champions/{champion_id:uuid}", guards=MANAGE)
async def save_champion(request: PrimeRequest, champion_id: FromPath[UUID]) -> Template | Redirect:
    """Record the accreditation."""
    champion = await queries.get_summary(request.auth, champion_id)
    form = bind(AccreditationForm, ACCREDITATION, await request.form())
    if form.value is None:
        return await _form_page(request, champion, form, status=422)
    await service.save_accreditation(request.auth, champion_id, **form.value.model_dump())
    if lacking := await queries.list_unaccredited(request.auth, champion_id):
        said = f"{champion.name} is saved. Nobody accredited is on the panel of {plural(len(lacking), 'interview')}."
        return redirect(f"/champions/{champion_id}", said, kind="info")
    return redirect("/champions", f"{champion.name} is saved.")


route_handlers = [list_champions, champion_form, save_champion]
