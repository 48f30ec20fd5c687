"""JSON of offers: write, approve, read, answer, withdraw; conditions, other terms, another first day."""

from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response, Router, get, post
from litestar.params import FromPath, FromQuery, JSONBody

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.core.actor import Actor
from prime.offers import queries, service
from prime.offers.schemas import Acceptance, AnotherStart, Found, NewOffer, OfferDetail, Reason, Refusal, StartAnswer, Wanted
from prime.web.api import Listing, answer_once, listing

ApiRequest = Request[None, Actor, Any]
MAKE = [Requires(Permission.OFFERS_MAKE)]
ANSWER = [Requires(Permission.OFFERS_ANSWER)]
APPROVE = [Requires(Permission.OFFERS_APPROVE)]
READ = [Requires(Permission.OFFERS_MAKE, Permission.OFFERS_APPROVE, Permission.OFFERS_ANSWER)]
BOTH = [Requires(Permission.OFFERS_MAKE, Permission.OFFERS_ANSWER)]


@get("/offers", guards=READ, operation_id="ListOffers")
async def list_offers(
    request: ApiRequest, application: FromQuery[UUID | None] = None, status: FromQuery[str] = "", cursor: FromQuery[str] = ""
) -> Listing[OfferDetail]:
    """Offers, newest first: all for operations, one's own for a candidate or the holder of a link."""
    found = await queries.list_offers(request.auth, application_id=application, status=status, cursor=cursor)
    return listing(found, _shown(request.auth))


def _shown(actor: Actor) -> Any:
    """The network address of an acceptance is for operations."""
    return (lambda offer: offer) if actor.can(Permission.OFFERS_MAKE) else (lambda offer: msgspec.structs.replace(offer, accepted_ip=""))


@post("/offers", guards=MAKE, operation_id="DraftOffer")
async def draft_offer(request: ApiRequest, data: JSONBody[NewOffer]) -> Response[bytes]:
    """Write an offer of permanent employment, for another person to approve."""

    async def run() -> msgspec.Struct:
        terms = msgspec.structs.asdict(data)
        application_id = terms.pop("application_id")
        return await queries.get_offer(request.auth, await service.draft_offer(request.auth, application_id, **terms))

    return await answer_once(request, run, location="/api/v1/offers/{id}")


@get("/offers/{offer_id:uuid}", guards=READ, operation_id="GetOffer")
async def get_offer(request: ApiRequest, offer_id: FromPath[UUID]) -> OfferDetail:
    """One offer."""
    return await _offer(request.auth, offer_id)


async def _offer(actor: Actor, offer_id: UUID) -> OfferDetail:
    offer: OfferDetail = _shown(actor)(await queries.get_offer(actor, offer_id))
    return offer


@post("/offers/{offer_id:uuid}/approve", guards=APPROVE, operation_id="ApproveOffer", status_code=200)
async def approve(request: ApiRequest, offer_id: FromPath[UUID]) -> OfferDetail:
    """Make an offer that another person has written, and tell the candidate."""
    await service.approve(request.auth, offer_id)
    return await _offer(request.auth, offer_id)


@post("/offers/{offer_id:uuid}/send-back", guards=APPROVE, operation_id="SendBackOffer", status_code=200)
async def send_back(request: ApiRequest, offer_id: FromPath[UUID], data: JSONBody[Reason]) -> OfferDetail:
    """Refuse to approve an offer."""
    await service.send_back(request.auth, offer_id, data.reason)
    return await _offer(request.auth, offer_id)


@post("/offers/{offer_id:uuid}/accept", guards=ANSWER, operation_id="AcceptOffer", status_code=200)
async def accept(request: ApiRequest, offer_id: FromPath[UUID], data: JSONBody[Acceptance]) -> OfferDetail:
    """Accept by typing one's name; the checks are opened and the contract is made."""
    await service.accept(request.auth, offer_id, data.name)
    return await _offer(request.auth, offer_id)


@post("/offers/{offer_id:uuid}/decline", guards=ANSWER, operation_id="DeclineOffer", status_code=200)
async def decline(request: ApiRequest, offer_id: FromPath[UUID], data: JSONBody[Refusal]) -> OfferDetail:
    """Say no, and why."""
    await service.decline(request.auth, offer_id, data.reason, data.detail)
    return await _offer(request.auth, offer_id)


@post("/offers/{offer_id:uuid}/terms-requests", guards=ANSWER, operation_id="RequestOtherTerms")
async def request_terms(request: ApiRequest, offer_id: FromPath[UUID], data: JSONBody[Wanted]) -> Response[bytes]:
    """Ask for other terms before answering."""

    async def run() -> msgspec.Struct:
        await service.request_terms(request.auth, offer_id, **msgspec.structs.asdict(data))
        return await _offer(request.auth, offer_id)

    return await answer_once(request, run, location="/api/v1/offers/{id}")


@post("/offers/{offer_id:uuid}/keep", guards=MAKE, operation_id="KeepOffer", status_code=200)
async def keep_terms(request: ApiRequest, offer_id: FromPath[UUID], data: JSONBody[Reason]) -> OfferDetail:
    """Answer a wish for other terms with no."""
    await service.keep_terms(request.auth, offer_id, data.reason)
    return await _offer(request.auth, offer_id)


@post("/offers/{offer_id:uuid}/conditions/{condition_id:uuid}", guards=MAKE, operation_id="DecideCondition", status_code=200)
async def decide_condition(
    request: ApiRequest, offer_id: FromPath[UUID], condition_id: FromPath[UUID], data: JSONBody[Found]
) -> OfferDetail:
    """Record whether a condition is met."""
    await service.decide_condition(request.auth, offer_id, condition_id, data.status, data.detail)
    return await _offer(request.auth, offer_id)


@post("/offers/{offer_id:uuid}/start-proposals", guards=BOTH, operation_id="ProposeStart")
async def propose_start(request: ApiRequest, offer_id: FromPath[UUID], data: JSONBody[AnotherStart]) -> Response[bytes]:
    """Propose another first day after acceptance."""

    async def run() -> msgspec.Struct:
        await service.propose_start(request.auth, offer_id, starts_on=data.starts_on, reason=data.reason)
        return await _offer(request.auth, offer_id)

    return await answer_once(request, run, location="/api/v1/offers/{id}")


@post("/offers/{offer_id:uuid}/start-answer", guards=BOTH, operation_id="AnswerStart", status_code=200)
async def answer_start(request: ApiRequest, offer_id: FromPath[UUID], data: JSONBody[StartAnswer]) -> OfferDetail:
    """Agree or refuse the first day that the other side proposed."""
    await service.answer_start(request.auth, offer_id, agrees=data.agrees, reason=data.reason)
    return await _offer(request.auth, offer_id)


@post("/offers/{offer_id:uuid}/withdraw", guards=MAKE, operation_id="WithdrawOffer", status_code=200)
async def withdraw(request: ApiRequest, offer_id: FromPath[UUID], data: JSONBody[Reason]) -> OfferDetail:
    """Take back an offer that is not answered, or one of which a condition is not met."""
    await service.withdraw(request.auth, offer_id, data.reason)
    return await _offer(request.auth, offer_id)


router = Router(
    path="/api/v1",
    route_handlers=[
        list_offers,
        draft_offer,
        get_offer,
        approve,
        send_back,
        accept,
        decline,
        request_terms,
        keep_terms,
        decide_condition,
        propose_start,
        answer_start,
        withdraw,
    ],
    tags=["Offers"],
)
