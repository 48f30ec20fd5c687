"""What the pages of offers share: guards, the words of a status."""

from typing import Any

from litestar import Request

from prime.accounts.auth import Requires
from prime.accounts.permissions import Permission
from prime.core.actor import Actor
from prime.documents import queries as documents
from prime.documents.tables import DocumentKind
from prime.offers.schemas import OfferDetail
from prime.offers.tables import ConditionStatus, OfferStatus

PrimeRequest = Request[None, Actor, Any]
MAKE = [Requires(Permission.OFFERS_MAKE)]
APPROVE = [Requires(Permission.OFFERS_APPROVE)]
READ = [Requires(Permission.OFFERS_MAKE, Permission.OFFERS_APPROVE)]
ANSWER = [Requires(Permission.OFFERS_ANSWER)]
STATUSES = {
    OfferStatus.DRAFTED: ("Waiting for approval", "blue"),
    OfferStatus.MADE: ("Waiting for an answer", "yellow"),
    OfferStatus.ACCEPTED: ("Accepted", "green"),
    OfferStatus.DECLINED: ("Declined", "grey"),
    OfferStatus.WITHDRAWN: ("Withdrawn", "grey"),
    OfferStatus.LAPSED: ("Lapsed", "orange"),
    OfferStatus.RETURNED: ("Sent back", "orange"),
    OfferStatus.REPLACED: ("Replaced by a revised offer", "grey"),
}
CONDITIONS = {
    ConditionStatus.PENDING: ("Pending", "yellow"),
    ConditionStatus.MET: ("Met", "green"),
    ConditionStatus.NOT_MET: ("Not met", "red"),
}
_WITHOUT_PAPERS = {OfferStatus.DRAFTED, OfferStatus.RETURNED, OfferStatus.REPLACED}
_PAPERS = {DocumentKind.EMPLOYMENT_CONTRACT, DocumentKind.OFFER_LETTER}


async def papers(actor: Actor, offer: OfferDetail) -> list[Any]:
    """The letters and contracts of the application, newest first: a changed start has its contract issued again.

    None for an offer that was never made, or that another one replaced: theirs are not its papers.
    """
    if offer.status in _WITHOUT_PAPERS:
        return []
    found = await documents.list_documents(actor, subject_ids=[offer.application_id])
    return [document for document in found if document.kind in _PAPERS]
