"""Telling operations of applications whose next step is overdue."""

from prime.accounts import queries as accounts
from prime.accounts.permissions import Permission, Role
from prime.audit import service as audit
from prime.candidates import queries, rules
from prime.candidates.tables import Escalation
from prime.core import clock
from prime.core.actor import Actor
from prime.core.db import transactional
from prime.core.formats import govdate
from prime.notifications import service as notifications


@transactional
async def escalate_overdue(actor: Actor) -> int:
    """Tell operations, in one message, of every next step that nobody has taken in time; of each due date once. Returns how many.

    Raises:
        Forbidden: the actor does not manage applications.
    """
    actor.require(Permission.APPLICATIONS_MANAGE)
    sentences = []
    for late in await queries.list_unescalated(clock.today()):
        new = Escalation(application=late.id, due_on=late.due_on, escalated_at=clock.now())
        if await Escalation.insert(new).on_conflict(action="DO NOTHING").returning(Escalation.id):
            step = f"{rules.ACTOR_LABELS[late.next_actor]}: {late.next_action[:1].lower()}{late.next_action[1:]}, due {govdate(late.due_on)}"
            await audit.record(actor, "candidates.escalated", late.id, f"Told operations that the next step is overdue ({step})")
            sentences.append(f"{late.reference}, {late.role}. {step}")
    if sentences:
        for person in await accounts.members_with(Role.OPERATIONS, (await accounts.afc()).id):
            path = "/candidates?view=list&needs=overdue&sort=due"
            await notifications.send(actor, "applications_overdue", to=person.id, sentences=sentences, path=path)
    return len(sentences)
