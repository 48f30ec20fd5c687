"""Reading how a champion stands beside the others: the load of four weeks, and how their points lie beside their panels'."""

from statistics import median
from uuid import UUID

from prime.accounts.permissions import Permission
from prime.core.actor import Actor
from prime.core.db import fetch
from prime.core.errors import NotFound
from prime.interviews import calibration
from prime.interviews.queries.champions import get_champion, list_champions
from prime.interviews.schemas import Workload

# The newest interviews that the champion and at least one other member scored: own mean, and the mean of the whole panel.
_COMPARED = """
SELECT avg(r.score) FILTER (WHERE s.champion = $1) AS own, avg(r.score) AS panel
FROM interview i JOIN panel_seat s ON s.interview = i.id JOIN scorecard k ON k.seat = s.id AND k.submitted_at IS NOT NULL
JOIN rating r ON r.scorecard = k.id
WHERE EXISTS (SELECT FROM panel_seat o JOIN scorecard c ON c.seat = o.id WHERE o.interview = i.id AND o.champion = $1 AND c.submitted_at IS NOT NULL)
GROUP BY i.id HAVING count(DISTINCT s.champion) > 1 ORDER BY i.starts_at DESC, i.id DESC LIMIT $2
"""


async def workload(actor: Actor, champion_id: UUID) -> Workload:
    """A champion's load beside the team's and their drift from the panel; for themselves and operations.

    Raises:
        NotFound: there is no such active champion, or it is somebody else's.
    """
    champion = await get_champion(actor, champion_id)
    if champion.user != actor.user_id and not actor.can(Permission.APPLICATIONS_MANAGE):
        raise NotFound
    team = await list_champions(actor)
    own = next((peer for peer in team if peer.id == champion_id), None)
    if own is None:
        raise NotFound
    pairs = [(float(row["own"]), float(row["panel"])) for row in await fetch(_COMPARED, champion_id, calibration.MOST_COMPARED)]
    return Workload(
        champion_id=champion_id,
        interviews=own.recent,
        weekly_cap=own.weekly_cap,
        team_size=len(team),
        team_median=float(median(peer.recent for peer in team)),
        compared=len(pairs),
        drift=calibration.drift(pairs),
    )
