"""The talent pool: some of those who were turned down or withdrew within the year like to hear of other roles."""

from datetime import timedelta

from prime.candidates.rules import ENDED
from prime.candidates.tables import Application, Candidate, Consent
from prime.core.formats import local
from prime.demo.world import World
from prime.reference import queries as reference
from prime.talent.rules import POOL_NOTICE, months_after
from prime.talent.tables import PoolMember, PoolSkill, PoolStatus
from prime.vacancies.tables import Vacancy

_JOIN, _MONTHS, _MOST_SKILLS, _WARNED_BEFORE = 0.5, 12, 3, timedelta(days=21)


async def add_pool(world: World) -> None:
    """Ask everybody whose last application ended in the last year, once it has."""
    skills = await reference.list_skills()
    vacancies = {vacancy.id: vacancy for vacancy in world.of(Vacancy)}
    last: dict[object, Application] = {}
    for each in sorted(world.of(Application), key=lambda row: row.applied_at):
        last[each.candidate] = each
    for candidate in world.of(Candidate):
        application = last.get(candidate.id)
        if application is None:
            continue
        joined_at = application.stage_entered_at + timedelta(hours=world.dice.randint(2, 60))
        ends_on = months_after(local(joined_at).date(), _MONTHS)
        if application.stage not in ENDED or not world.has_come(joined_at) or ends_on < world.today or not world.chance(_JOIN):
            continue
        vacancy = vacancies[application.vacancy]
        member = world.add(
            PoolMember(
                id=world.key(joined_at),
                candidate=candidate.id,
                status=PoolStatus.MEMBER,
                grade=vacancy.grade,
                place=vacancy.place,
                consent_version=POOL_NOTICE.version,
                joined_at=joined_at,
                ends_on=ends_on,
                warned_on=ends_on - _WARNED_BEFORE if ends_on <= world.today + _WARNED_BEFORE else None,
            )
        )
        for skill in world.dice.sample(skills, world.dice.randint(0, _MOST_SKILLS)):
            world.add(PoolSkill(id=world.key(joined_at), member=member.id, skill=skill.id))
        kind, version, sha256 = POOL_NOTICE
        world.add(Consent(id=world.key(joined_at), candidate=candidate.id, kind=kind, version=version, text_sha256=sha256, given_at=joined_at))
