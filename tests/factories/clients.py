"""Councils as clients for tests, made by the real commands."""

import itertools
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from prime.clients import queries, service
from prime.clients.schemas import ClientDetail, ClientTerms
from prime.core.actor import SYSTEM
from prime.reference.tables import AgencyJobType

_numbers = itertools.count(1)


async def make_client(name: str = "", **terms: Any) -> ClientDetail:
    """A council in London with terms; each keyword replaces one of them."""
    number = next(_numbers)
    values = {
        "name": name or f"Elsewhere Council {number}",
        "code": f"ELSE{number}",
        "region_code": "E12000007",
        "address": "Civic Centre\nElsewhere",
        "invoice_email": f"invoices-{number}@elsewhere.example",
        "latitude": 51.41,
        "longitude": -0.3,
        **terms,
    }
    client_id = await service.create_client(SYSTEM, ClientTerms(**values))
    return await queries.get_client(SYSTEM, client_id)


async def make_team(client_id: UUID, name: str = "", *, latitude: float | None = None, longitude: float | None = None) -> UUID:
    """A team of a council."""
    return await service.add_team(SYSTEM, client_id, name=name or f"Safeguarding {next(_numbers)}", latitude=latitude, longitude=longitude)


async def make_rate_card(
    client_id: UUID,
    job_type: AgencyJobType = AgencyJobType.SOCIAL_WORKER,
    hourly_amount: Decimal = Decimal("41.50"),
    effective_from: date = date(2026, 4, 1),
) -> UUID:
    """What an hour costs."""
    return await service.set_rate_card(SYSTEM, client_id, job_type, hourly_amount, effective_from, source="Framework agreement of a made-up region")
