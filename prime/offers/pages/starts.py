"""Pages of another first day, the same for both sides: one proposes it, the other agrees or refuses."""

from typing import Any
from uuid import UUID

from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from prime.offers import queries, service
from prime.offers.forms import START, START_ANSWER, StartAnswerForm, StartForm
from prime.offers.pages.common import ANSWER, MAKE, PrimeRequest
from prime.web.forms import Bound, bind, blank
from prime.web.submitting import submitted
from prime.web.templating import page


def _here(request: PrimeRequest, offer_id: UUID) -> str:
    return f"{'/my-offers' if request.url.path.startswith('/my-') else '/offers'}/{offer_id}"


async def _page(request: PrimeRequest, offer_id: UUID, template: str, form: Bound[Any], status: int) -> Template:
    offer = await queries.get_offer(request.auth, offer_id)
    here = _here(request, offer_id)
    return page(f"pages/offers/{template}.html", status=status, b=form, offer=offer, here=here, is_own=here.startswith("/my-"))


async def _propose(request: PrimeRequest, offer_id: UUID) -> Template | Redirect:
    return await submitted(
        bind(StartForm, START, await request.form()),
        lambda form, status: _page(request, offer_id, "propose_start", form, status),
        lambda value: service.propose_start(request.auth, offer_id, starts_on=value.starts_on, reason=value.reason),
        back=_here(request, offer_id),
        done="The start date is proposed. It counts once the other side has agreed.",
    )


async def _answer(request: PrimeRequest, offer_id: UUID) -> Template | Redirect:
    return await submitted(
        bind(StartAnswerForm, START_ANSWER, await request.form()),
        lambda form, status: _page(request, offer_id, "answer_start", form, status),
        lambda value: service.answer_start(request.auth, offer_id, agrees=value.answer == "agree", reason=value.reason),
        back=_here(request, offer_id),
        done="Your answer is recorded, and the other side is told.",
    )


@get("/offers/{offer_id:uuid}/start", guards=MAKE)
async def propose_form(request: PrimeRequest, offer_id: FromPath[UUID]) -> Template:
    """Ask operations for another first day, and why."""
    return await _page(request, offer_id, "propose_start", blank(StartForm, START), 200)


@post("/offers/{offer_id:uuid}/start", guards=MAKE)
async def propose(request: PrimeRequest, offer_id: FromPath[UUID]) -> Template | Redirect:
    """Propose another first day to the candidate."""
    return await _propose(request, offer_id)


@get("/offers/{offer_id:uuid}/start/answer", guards=MAKE)
async def answer_form(request: PrimeRequest, offer_id: FromPath[UUID]) -> Template:
    """Ask operations whether they agree to the candidate's day."""
    return await _page(request, offer_id, "answer_start", blank(StartAnswerForm, START_ANSWER), 200)


@post("/offers/{offer_id:uuid}/start/answer", guards=MAKE)
async def answer(request: PrimeRequest, offer_id: FromPath[UUID]) -> Template | Redirect:
    """Agree or refuse the candidate's day."""
    return await _answer(request, offer_id)


@get("/my-offers/{offer_id:uuid}/start", guards=ANSWER)
async def own_propose_form(request: PrimeRequest, offer_id: FromPath[UUID]) -> Template:
    """Ask the candidate for another first day, and why."""
    return await _page(request, offer_id, "propose_start", blank(StartForm, START), 200)


@post("/my-offers/{offer_id:uuid}/start", guards=ANSWER)
async def own_propose(request: PrimeRequest, offer_id: FromPath[UUID]) -> Template | Redirect:
    """Propose another first day to us."""
    return await _propose(request, offer_id)


@get("/my-offers/{offer_id:uuid}/start/answer", guards=ANSWER)
async def own_answer_form(request: PrimeRequest, offer_id: FromPath[UUID]) -> Template:
    """Ask the candidate whether they agree to our day."""
    return await _page(request, offer_id, "answer_start", blank(StartAnswerForm, START_ANSWER), 200)


@post("/my-offers/{offer_id:uuid}/start/answer", guards=ANSWER)
async def own_answer(request: PrimeRequest, offer_id: FromPath[UUID]) -> Template | Redirect:
    """Agree or refuse our day."""
    return await _answer(request, offer_id)


route_handlers = [propose_form, propose, answer_form, answer, own_propose_form, own_propose, own_answer_form, own_answer]
