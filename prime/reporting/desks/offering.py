"""The part of a desk that shows the offers which wait for a decision of the office."""

from prime.core.actor import Actor
from prime.core.formats import govdate, money
from prime.offers import queries as offers
from prime.offers.schemas import OfferDetail
from prime.reporting.desks.recruiting import LISTED
from prime.reporting.schemas import Item, Section


async def waiting_offers(actor: Actor) -> Section:
    """Drafts to approve, wishes for other terms and later starts to answer."""
    return Section(
        title="Offers",
        items=[_item(offer) for offer in await offers.list_waiting(actor, size=LISTED)],
        empty="No offer waits for you.",
        more=("/offers", "All offers"),
    )


def _item(offer: OfferDetail) -> Item:
    wish, proposal = offer.open_wish, offer.open_proposal
    note, tag = f"{offer.role_title}, {money(offer.annual_amount, 0)} a year", "Approve"
    if wish:
        note, tag = wish.text, "Asks for a change"
    elif proposal:
        note, tag = f"Wants to start on {govdate(proposal.to_on)}: {proposal.reason}", "Another start"
    return Item(text=offer.candidate_name, href=f"/offers/{offer.id}", note=note, tag=tag, tone="blue")
