"""The rarer turns of the story: offers sent back or revised, referees who do not answer, overrides, saved views. Off the dice."""

from datetime import datetime, timedelta
from typing import Any

from prime.candidates.tables import Application, SavedView, Stage
from prime.checks.tables import Check, CheckKind, CheckOverride, CheckStatus, OverrideStatus
from prime.demo.people import Cast
from prime.demo.world import DAY, WEEK, World
from prime.offers.tables import Offer, OfferStatus, RequestOutcome, TermsRequest
from prime.referees.tables import Referee, RefereeStatus

_SENT_BACK, _REVISED, _SILENT = 15, 20, 4  # every so many
_ASKED_FOR_MORE = 250  # pounds a year
_RETURNED = ("The start is a bank holiday.", "The place is the council's old address.", "The hours are not those that the panel agreed.")
_WISH = "I supervise two students, which my present employer pays for. Can you come nearer to my salary?"
_DECLINED = "Has retired, and does not want to speak of anybody's practice from memory."
_BOUNCED = "The email came back."
# What the law leaves to the employer, with the reason and the condition of an override.
_OVERRIDES = {
    CheckKind.REFERENCE_TWO: (
        "The second referee is on leave until the new year; the first one is full and good.",
        "Works beside a named senior social worker, with no case of their own.",
    ),
    CheckKind.HEALTH: ("Occupational health has no appointment before the start.", "Office duties only until the report is here."),
    CheckKind.QUALIFICATION: (
        "The university has confirmed the award by telephone; the certificate is in the post.",
        "The register shows the person without conditions. No court work until the original was seen.",
    ),
}
_VIEWS = (
    ("Overdue, oldest first", "view=list&needs=overdue&sort=due"),
    ("Our turn", "view=list&turn=operations&sort=due"),
)


def add_turns(world: World, cast: Cast) -> None:
    """Add them to what has happened; offers are numbered after this."""
    state = world.dice.getstate()  # the story goes on as if this had not been told
    _offers(world)
    _referees(world)
    _overrides(world, cast)
    _views(world, cast)
    world.dice.setstate(state)


# --- offers


def _offers(world: World) -> None:
    accepted = [offer for offer in world.of(Offer) if offer.status == OfferStatus.ACCEPTED and offer.answered_at - offer.made_at > DAY]
    for offer in accepted[::_SENT_BACK]:
        _send_back(world, offer)
    for offer in accepted[1::_REVISED]:
        _revise(world, offer)


def _before(world: World, offer: Offer, drafted_at: datetime, **changes: Any) -> Offer:
    """Another offer of the same post to the same person, written earlier."""
    columns = {column._meta.name: getattr(offer, column._meta.name) for column in Offer._meta.columns}  # noqa: SLF001 - how Piccolo lists columns
    cleared = {"reference": "", "accepted_name": "", "accepted_ip": ""}
    return world.add(Offer(**{**columns, **cleared, **changes, "id": world.key(drafted_at), "drafted_at": drafted_at}))


def _send_back(world: World, offer: Offer) -> None:
    """The approver found a fault in the first draft; the one that was accepted came after it."""
    waited = (offer.made_at - offer.drafted_at) / 3
    reason = _RETURNED[len(world.of(Offer)) % len(_RETURNED)]
    ended: dict[str, Any] = {"approved_by": None, "made_at": None, "answered_at": offer.drafted_at - waited, "ended_reason": reason}
    _before(world, offer, offer.drafted_at - 2 * waited, status=OfferStatus.RETURNED, **ended)


def _revise(world: World, offer: Offer) -> None:
    """The candidate asked for more pay and was offered it: what was accepted replaces the first offer."""
    span = (offer.answered_at - offer.made_at) / 5
    first = _before(world, offer, offer.drafted_at - timedelta(minutes=1), status=OfferStatus.REPLACED)
    first.annual_amount = offer.annual_amount - _ASKED_FOR_MORE
    first.drafted_at = offer.drafted_at
    offer.replaces, offer.drafted_at, offer.made_at = first.id, first.made_at + 2 * span, first.made_at + 3 * span
    first.answered_at = offer.made_at
    world.add(
        TermsRequest(
            id=world.key(first.made_at + span),
            offer=first.id,
            text=_WISH,
            annual_amount=offer.annual_amount,
            asked_at=first.made_at + span,
            outcome=RequestOutcome.REVISED,
            answered_by=offer.approved_by,
            answered_at=offer.made_at,
        )
    )


# --- references and checks


def _referees(world: World) -> None:
    """Of those who were asked some cannot say anything, and some emails come back."""
    asked = [referee for referee in world.of(Referee) if referee.status == RefereeStatus.ASKED]
    for number, referee in enumerate(asked[::_SILENT]):
        is_declined = number % 2 == 0
        referee.status = RefereeStatus.DECLINED if is_declined else RefereeStatus.BOUNCED
        referee.status_detail = _DECLINED if is_declined else _BOUNCED


def _overrides(world: World, cast: Cast) -> None:
    """One granted by a second person, one that waits for the person who signs in, and one refused; each person has another check open."""
    at_checks = {application.candidate for application in world.of(Application) if application.stage == Stage.CHECKS}
    still_open: dict[Any, list[Check]] = {}
    for check in world.of(Check):
        if check.status == CheckStatus.OPEN and check.candidate in at_checks:
            still_open.setdefault(check.candidate, []).append(check)
    first, second, *_ = cast.operations
    turns = ((OverrideStatus.REQUESTED, second, None), (OverrideStatus.GRANTED, first, second), (OverrideStatus.REFUSED, second, first))
    people = (checks for checks in still_open.values() if len(checks) > 1 and any(check.kind in _OVERRIDES for check in checks))
    for (status, asker, decider), checks in zip(turns, people, strict=False):
        check = next(check for check in checks if check.kind in _OVERRIDES)
        reason, condition = _OVERRIDES[CheckKind(check.kind)]
        asked_at = max(check.created_at, world.now - 2 * DAY)
        world.add(
            CheckOverride(
                id=world.key(asked_at),
                check_record=check.id,
                status=status,
                reason=reason,
                condition=condition,
                expires_on=world.today + 3 * WEEK,
                requested_by=asker.id,
                requested_at=asked_at,
                decided_by=decider and decider.id,
                decided_at=decider and min(asked_at + timedelta(hours=5), world.now - timedelta(minutes=30)),
                ended_reason="Ask the second referee by telephone first." if status is OverrideStatus.REFUSED else "",
            )
        )


def _views(world: World, cast: Cast) -> None:
    for name, query in _VIEWS:
        world.add(SavedView(id=world.key(world.now - WEEK), user=cast.operations[0].id, name=name, query=query, created_at=world.now - WEEK))
