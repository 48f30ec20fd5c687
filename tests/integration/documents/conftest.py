"""Documents in the database, ordered as the modules above order them."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID, uuid4

import pytest

Order = Callable[..., Awaitable[UUID]]


@pytest.fixture
def order(db: None) -> Order:
    """Orders an offer letter for the office only; every argument of the command can be given."""
    # Imports of ours wait until the environment names this process's database.
    from prime.accounts.rules import Permission
    from prime.core.actor import SYSTEM
    from prime.documents import service
    from tests.factories import documents

    async def make(**options: Any) -> UUID:
        wanted = {
            "context": documents.offer_letter(),
            "subject_type": "offer",
            "subject_id": uuid4(),
            "audience": Permission.OFFERS_MAKE,
        }
        return await service.order(SYSTEM, **{**wanted, **options})

    return make
