"""Documents of the demonstration: facts frozen as the commands freeze them, PDFs left to the background or the first who asks."""

import json
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import msgspec

from prime.accounts.permissions import Permission
from prime.accounts.tables import User
from prime.billing import papers as billing
from prime.billing.tables import InvoiceDocument
from prime.candidates.tables import Candidate
from prime.clients.schemas import ClientDetail
from prime.core import clock
from prime.core.actor import SYSTEM, Actor
from prime.demo.ledger import Issued
from prime.demo.weeks import Placed
from prime.demo.world import World
from prime.documents import rules
from prime.documents.schemas import Context, kind_of, to_json
from prime.documents.tables import Document, DocumentStatus
from prime.offers import contract
from prime.offers import queries as offers
from prime.offers.tables import Offer, OfferStatus
from prime.placements import agreement
from prime.placements import queries as placements


class _Order(NamedTuple):
    """A document as a command orders it."""

    at: datetime
    by: User
    facts: Context
    belongs: dict[str, Any]
    invoice: UUID | None = None


async def issue_papers(world: World, clients: dict[UUID, ClientDetail], placed: list[Placed], issued: list[Issued]) -> None:
    """Contracts, placement agreements, invoices and credit notes; what they say is read from the loaded rows."""
    people = {candidate.id: candidate.user for candidate in world.of(Candidate)}
    accepted = [offer for offer in world.of(Offer) if offer.status == OfferStatus.ACCEPTED and offer.employer == world.facts.afc]
    orders = [await _contract(world, offer, people[offer.candidate]) for offer in accepted]
    orders += [await _agreement(world, clients[one.placement.client], one) for one in placed]
    orders += [_invoice(world, paper) for paper in issued]
    for order in sorted(orders, key=lambda order: order.at):
        _write(world, order)


async def _contract(world: World, offer: Offer, person: UUID) -> _Order:
    with clock.frozen(offer.answered_at):
        detail = await offers.get_offer(SYSTEM, offer.id)
        facts = await contract.facts(detail, accepted_name=offer.accepted_name, accepted_at=offer.answered_at, ip=offer.accepted_ip)
    belongs = {"subject_type": "application", "subject_id": offer.application, "audience": Permission.STAFF_MANAGE, "person": person}
    return _Order(offer.answered_at, world.user(person), facts, belongs)


async def _agreement(world: World, client: ClientDetail, one: Placed) -> _Order:
    placement, operations = one.placement, world.user(one.placement.confirmed_by)
    actor = Actor(user_id=operations.id, name=operations.name, permissions=SYSTEM.permissions)
    with clock.frozen(placement.confirmed_at):
        detail = await placements.get_placement(actor, placement.id)
        requester = one.spell.place.council.requester.name
        facts = await agreement.facts(actor, detail, client, swe_number=one.spell.member.swe_number, requester=requester)
    belongs = {
        "subject_type": "placement",
        "subject_id": placement.id,
        "audience": Permission.PLACEMENTS_READ,
        "person": one.spell.member.user,
        "organisation": client.organisation_id,
    }
    return _Order(placement.confirmed_at, operations, facts, belongs)


def _invoice(world: World, paper: Issued) -> _Order:
    invoice, client = paper.invoice, paper.client
    facts: Context
    if paper.taken_back:
        facts = billing.credit_facts_of(invoice, paper.lines, invoice=paper.taken_back)
    else:
        facts = billing.facts_of(invoice, paper.lines, payment_days=min(client.payment_days, world.facts.payment_term))
    belongs = {
        "subject_type": "invoice",
        "subject_id": invoice.id,
        "audience": Permission.INVOICES_READ,
        "organisation": client.organisation_id,
    }
    return _Order(invoice.issued_at, world.user(invoice.issued_by), facts, belongs, invoice.id)


def _write(world: World, order: _Order) -> None:
    document = world.add(
        Document(
            id=world.key(order.at),
            kind=kind_of(order.facts),
            title=rules.title(order.facts),
            status=DocumentStatus.WAITING,
            created_at=order.at,
            created_by=order.by.id,
            **order.belongs,
        )
    )
    world.number("DOC", [document], lambda row: row.created_at)
    facts = order.facts if order.facts.reference else msgspec.structs.replace(order.facts, reference=document.reference)
    document.context = json.dumps(to_json(facts))
    if order.invoice:
        world.add(InvoiceDocument(id=world.key(order.at), invoice=order.invoice, document=document.id))
