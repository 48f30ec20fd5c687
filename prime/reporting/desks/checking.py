"""The part of the desk of operations that is about pre-employment checks."""

from prime.checks import queries as checks
from prime.core import clock
from prime.core.actor import Actor
from prime.core.formats import govdate
from prime.reporting.desks.recruiting import LISTED
from prime.reporting.schemas import Item, Section


async def due_checks(actor: Actor) -> Section:
    """Overrides that wait for a second person, and what lapses or must be looked at again soon."""
    asked, due = await checks.list_asked(actor), await checks.list_due(actor, size=LISTED)
    items = [
        Item(
            text=f"{row.name}: {row.label}",
            href=f"/candidates/{row.application_id}/checks/{row.kind}/override",
            note=f"Asked for by {row.requested_by}",
            tag="Override to decide",
            tone="orange",
        )
        for row in asked
        if row.requested_by_id != actor.user_id
    ]
    items += [
        Item(
            text=f"{row.name}: {row.label}",
            href=f"/candidates/{row.application_id}/checks/{row.kind}",
            note=f"Starts {govdate(row.starts_on)}" if row.lapses_before_start else f"By {govdate(row.due_on)}",
            tag="Overdue" if row.due_on < clock.today() else "Lapses before the start" if row.lapses_before_start else "Due soon",
            tone="red" if row.due_on < clock.today() else "orange" if row.lapses_before_start else "grey",
        )
        for row in due.items
    ]
    return Section(title="Checks due", items=items[:LISTED], empty="No check is due.", more=("/checks", "All that is due"))
