"""JSON of offers: make, read, accept, decline, withdraw."""

from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response, Router, get, post
from litestar.params import FromPath, FromQuery, JSONBody

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.core.actor import Actor
from prime.offers import queries, service
from prime.offers.schemas import Acceptance, NewOffer, OfferDetail, Reason
from prime.web.api import Listing, answer_once, listing

ApiRequest = Request[None, Actor, Any]
MAKE = [Requires(Permission.OFFERS_MAKE)]
ANSWER = [Requires(Permission.OFFERS_ANSWER)]
READ = [Requires(Permission.OFFERS_MAKE, Permission.OFFERS_ANSWER)]


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


@post("/offers", guards=MAKE, operation_id="MakeOffer")
async def make_offer(request: ApiRequest, data: JSONBody[NewOffer]) -> Response[bytes]:
    """Offer permanent employment and tell the candidate."""

    async def run() -> msgspec.Struct:
        terms = msgspec.structs.asdict(data)
        application_id = terms.pop("application_id")
        return await queries.get_offer(request.auth, await service.make_offer(request.auth, application_id, **terms))

    return await answer_once(request, run, location="/api/v1/offers/{id}")


@get("/offers/{offer_id:uuid}", guards=READ, operation_id="GetOffer")
async def get_offer(request: ApiRequest, offer_id: FromPath[UUID]) -> OfferDetail:
    """One offer."""
    return await _offer(request.auth, offer_id)


async def _offer(actor: Actor, offer_id: UUID) -> OfferDetail:
    offer: OfferDetail = _shown(actor)(await queries.get_offer(actor, offer_id))
    return offer


@post("/offers/{offer_id:uuid}/accept", guards=ANSWER, operation_id="AcceptOffer", status_code=200)
async def accept(request: ApiRequest, offer_id: FromPath[UUID], data: JSONBody[Acceptance]) -> OfferDetail:
    """Accept by typing one's name; the checks are opened and the contract is made."""
    await service.accept(request.auth, offer_id, data.name)
    return await _offer(request.auth, offer_id)


@post("/offers/{offer_id:uuid}/decline", guards=ANSWER, operation_id="DeclineOffer", status_code=200)
async def decline(request: ApiRequest, offer_id: FromPath[UUID], data: JSONBody[Reason]) -> OfferDetail:
    """Say no, and why."""
    await service.decline(request.auth, offer_id, data.reason)
    return await _offer(request.auth, offer_id)


@post("/offers/{offer_id:uuid}/withdraw", guards=MAKE, operation_id="WithdrawOffer", status_code=200)
async def withdraw(request: ApiRequest, offer_id: FromPath[UUID], data: JSONBody[Reason]) -> OfferDetail:
    """Take back an offer that is not answered."""
    await service.withdraw(request.auth, offer_id, data.reason)
    return await _offer(request.auth, offer_id)


router = Router(path="/api/v1", route_handlers=[list_offers, make_offer, get_offer, accept, decline, withdraw], tags=["Offers"])
