"""Rooms of the demonstration, and the history of its interviews as their commands would have written it."""

from datetime import datetime
from uuid import UUID

from prime.candidates.tables import Candidate
from prime.demo.world import World
from prime.interviews.tables import ChangeKind, Interview, InterviewChange, InterviewStatus
from prime.rooms.tables import Room

_ROOMS = (
    ("Room 2", "Westmarch House, 1 Example Road, Westmarch", 6, "Step-free entrance, hearing loop, accessible toilet on the same floor."),
    ("Garden room", "Westmarch House, 1 Example Road, Westmarch", 10, "Step-free from the car park. No hearing loop."),
    ("Meeting room A", "Eastmere Centre, 20 Sample Street, Eastmere", 4, "First floor, with a lift. A parking space can be kept: tell us."),
)


def add_bookings(world: World) -> None:
    """Rooms to invite to, and a line of history for every invitation, booking and meeting."""
    for name, site, capacity, accessibility in _ROOMS:
        world.add(Room(id=world.key(world.now), name=name, site=site, capacity=capacity, accessibility=accessibility))
    users = {candidate.id: candidate.user for candidate in world.of(Candidate)}
    for interview in world.of(Interview):
        _line(world, interview, ChangeKind.INVITED, interview.invited_by, interview.invited_at)
        if interview.booked_at is not None:
            _line(world, interview, ChangeKind.BOOKED, users[interview.candidate], interview.booked_at)
        if interview.status is InterviewStatus.HELD:
            _line(world, interview, ChangeKind.HELD, interview.invited_by, interview.ends_at)


def _line(world: World, interview: Interview, kind: ChangeKind, user: UUID, at: datetime) -> None:
    to_at = None if kind is ChangeKind.INVITED else interview.starts_at
    world.add(InterviewChange(id=world.key(at), interview=interview.id, kind=kind, changed_by=user, changed_at=at, to_at=to_at))
