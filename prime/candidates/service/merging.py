"""What a merge of two records means to the record that is given up."""

from uuid import UUID

from prime.candidates.tables import Candidate
from prime.core.actor import Actor
from prime.core.db import transactional


@transactional
async def point_to(actor: Actor, candidate_id: UUID, survivor_id: UUID | None) -> None:
    """Have whoever looks for a record find the one that it was merged into, or itself again; a step of the merge's own command."""
    await Candidate.update({Candidate.merged_into: survivor_id}).where(Candidate.id == candidate_id)
