"""Referees of those whose checks are under way, and what those invited to an interview disclose: after everything else, off the dice."""

import json
from datetime import date, datetime, timedelta
from itertools import cycle
from uuid import UUID

from prime.candidates.tables import Application, Candidate, Stage
from prime.checks.tables import Check, CheckKind, CheckStatus
from prime.core.formats import local
from prime.demo import names
from prime.demo.world import DAY, World
from prime.disclosures.rules import NAMES
from prime.disclosures.tables import DisclosureStatus, SelfDisclosure
from prime.offers.tables import Offer, OfferStatus
from prime.referees.rules import AREAS
from prime.referees.tables import Reemploy, Referee, RefereeCall, RefereeStatus, Reference, Relationship

_LINK_LIFE = timedelta(weeks=12)
_SHARE, _LEFT_OUT = 3, 2  # of every three, the last one has not come so far
_KINDS = (CheckKind.REFERENCE_ONE, CheckKind.REFERENCE_TWO)
_PEOPLE = ("Ines Farrow", "Desmond Hale", "Priti Lakhani", "Owen Tarrant", "Grace Adomako", "Felix Brandreth")
_COMMENTS = (
    "Families ask for her by name. She is calm where others are not, and her records can be read by anybody.",
    "Reliable, fair and curious. He took on the cases that nobody wanted and saw them through.",
    "Strong in court and in the kitchen of a family alike. We would have her back tomorrow.",
)
# What stands where a check is still open: some are in, some are not, some were named this week.
_OPEN = (RefereeStatus.RECEIVED, RefereeStatus.ASKED, RefereeStatus.NAMED)


def add_references(world: World) -> None:
    """Two referees for each person at checks but every third, who has not named any; a self-disclosure for some at interview."""
    state = world.dice.getstate()  # the story before goes on as if this had not been told
    _references(world)
    _disclosures(world)
    world.dice.setstate(state)


def _references(world: World) -> None:
    accepted = {offer.application: offer for offer in world.of(Offer) if offer.status == OfferStatus.ACCEPTED}
    checks = {(check.candidate, check.kind): check for check in world.of(Check)}
    people, comments, waiting = cycle(_PEOPLE), cycle(_COMMENTS), cycle(_OPEN)
    under_way = [row for row in world.of(Application) if row.stage == Stage.CHECKS and row.id in accepted]
    for number, application in enumerate(under_way):
        asker, at = accepted[application.id].drafted_by, checks[application.candidate, _KINDS[0]].created_at
        world.add(RefereeCall(id=world.key(at), candidate=application.candidate, application=application.id, called_at=at))
        if number % _SHARE == _LEFT_OUT and checks[application.candidate, _KINDS[0]].status == CheckStatus.OPEN:
            continue
        for kind in _KINDS:
            check = checks[application.candidate, kind]
            status = RefereeStatus.ACCEPTED if check.status == CheckStatus.CLEAR else next(waiting)
            if check.status in {CheckStatus.CLEAR, CheckStatus.OPEN}:
                referee = _referee(world, application, next(people), is_latest=kind is _KINDS[0], at=at)
                _follow(world, referee, status, asker, check)
                if status in {RefereeStatus.ACCEPTED, RefereeStatus.RECEIVED}:
                    _reference(world, referee, next(comments), check.recorded_at or world.now - timedelta(hours=20))


def _referee(world: World, application: Application, name: str, *, is_latest: bool, at: datetime) -> Referee:
    council = world.dice.choice(names.COUNCILS).name
    left = None if is_latest else date(at.year - 3, 8, 31)
    return world.add(
        Referee(
            id=world.key(at + timedelta(hours=3)),
            candidate=application.candidate,
            application=application.id,
            name=name,
            job_title="Team manager" if is_latest else "Practice supervisor",
            organisation=council,
            email=f"{name.lower().replace(' ', '.')}.{world.unique('referee', 10, 9999)}@councils.example",
            relationship=Relationship.LINE_MANAGER if is_latest else Relationship.SUPERVISOR,
            worked_from=date(at.year - (3 if is_latest else 6), 9, 1),
            worked_to=left,
            is_latest=is_latest,
            named_at=at + timedelta(hours=3),
        )
    )


def _follow(world: World, referee: Referee, status: RefereeStatus, asker: UUID, check: Check) -> None:
    referee.status = status
    if status is RefereeStatus.NAMED:
        return
    referee.asked_by, referee.asked_at = asker, min(referee.named_at + timedelta(hours=2), world.now - timedelta(hours=1))
    referee.expires_at = referee.asked_at + _LINK_LIFE
    if status is RefereeStatus.ACCEPTED:
        referee.check_kind = check.kind
        check.reference = f"{referee.name}, {referee.organisation}"[:60]


def _reference(world: World, referee: Referee, comment: str, at: datetime) -> None:
    ratings = {area: world.pick({"strong": 6, "good": 4}) for area in AREAS}
    world.add(
        Reference(
            id=world.key(at),
            referee=referee.id,
            relationship=referee.relationship,
            worked_from=referee.worked_from,
            worked_to=referee.worked_to,
            job_title="Social worker",
            ratings=json.dumps(ratings),
            would_reemploy=Reemploy.YES,
            comments=comment,
            signed_name=referee.name,
            received_at=at,
        )
    )


def _disclosures(world: World) -> None:
    """Of those at interview: a third asked yesterday, a third to be read, the others not asked yet."""
    drafters, people = [offer.drafted_by for offer in world.of(Offer)], world.by_key(Candidate)
    waiting = [row for row in world.of(Application) if row.stage == Stage.INTERVIEW]
    for number, application in enumerate(waiting if drafters else []):
        if number % _SHARE == _LEFT_OUT:
            continue
        asked_at = max(application.stage_entered_at, world.moment(local(world.now).date() - DAY * 2))
        if not world.has_come(asked_at + timedelta(hours=4)):
            continue
        disclosure = SelfDisclosure(id=world.key(asked_at), application=application.id, asked_by=drafters[0], asked_at=asked_at)
        if number % _SHARE == 0:
            said = {name: {"isYes": False, "detail": ""} for name in NAMES}
            disclosure.status, disclosure.answers = DisclosureStatus.SENT, json.dumps(said)
            person = people[application.candidate]
            disclosure.signed_name, disclosure.sent_at = f"{person.first_name} {person.last_name}", asked_at + timedelta(hours=3)
        world.add(disclosure)
