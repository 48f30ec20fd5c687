"""Commands of equality monitoring.

The two that touch answers leave no line in the audit trail: who, when and from where would lead back to the person.
"""

from datetime import timedelta
from uuid import uuid4

from prime.core import clock
from prime.core.actor import Actor
from prime.core.db import execute, fetch_value, transactional
from prime.core.tokens import digest, new_token
from prime.equality import rules
from prime.equality.errors import TicketSpent
from prime.equality.tables import (
    AgeGroup,
    Disability,
    EqualityAnswer,
    EqualityTicket,
    Ethnicity,
    Orientation,
    Religion,
    SameGender,
    Sex,
)

TICKET_LIFE = timedelta(days=1)


@transactional
async def hand_out_ticket(actor: Actor) -> str:
    """A token that lets whoever has just applied answer once; nothing ties it to the application."""
    token = new_token()
    await EqualityTicket(id=uuid4(), token=digest(token), expires_at=clock.now() + TICKET_LIFE).save()
    return token


@transactional
async def answer(
    actor: Actor,
    token: str,
    *,
    sex: Sex,
    same_gender: SameGender,
    age_group: AgeGroup,
    ethnicity: Ethnicity,
    disability: Disability,
    religion: Religion,
    orientation: Orientation,
) -> None:
    """Keep the answers of one person under the month, and nothing else of them; the ticket is gone after it.

    Raises:
        TicketSpent: the ticket was used, is too old, or never was.
    """
    ticket = await fetch_value("DELETE FROM equality_ticket WHERE token = $1 AND expires_at > $2 RETURNING id", digest(token), clock.now())
    if ticket is None:
        raise TicketSpent("The questions can be answered once, on the day of the application. Your application is not affected.")
    await EqualityAnswer(
        id=uuid4(),
        month=rules.first_of_month(clock.today()),
        sex=sex,
        same_gender=same_gender,
        age_group=age_group,
        ethnicity=ethnicity,
        disability=disability,
        religion=religion,
        orientation=orientation,
    ).save()


@transactional
async def forget_old_tickets(actor: Actor) -> None:
    """Delete the tickets that nobody used."""
    await execute("DELETE FROM equality_ticket WHERE expires_at <= $1", clock.now())
