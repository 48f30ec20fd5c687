"""The demonstration while it is made: dice with a fixed seed, a calendar, number series, and every row so far."""

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeVar
from uuid import UUID

from piccolo.table import Table

from prime.accounts.tables import Organisation, User
from prime.clients.tables import Team
from prime.core.clock import LONDON
from prime.core.formats import local
from prime.demo.facts import Facts, Step

SEED = 20181016
DAY = timedelta(days=1)
WEEK = timedelta(days=7)
FRIDAY = 4

R = TypeVar("R", bound=Table)
T = TypeVar("T")


class World:
    """What exists on the morning of one day in London; nothing in it has happened later.

    Rows are objects of the tables themselves, so that a column that is missing or misspelt stops the making.
    """

    def __init__(self, today: date, facts: Facts, password: str) -> None:
        self.today = today
        self.now = datetime.combine(today, time.min, LONDON).astimezone(UTC)
        self.monday = today - DAY * today.weekday()
        self.facts = facts
        self.password = password
        self.dice = random.Random(SEED)  # noqa: S311 - a story, not a secret
        self.rows: dict[type[Table], list[Any]] = {}
        self.written: Counter[type[Table]] = Counter()
        self.series: Counter[str] = Counter()
        self.london: set[UUID] = set()
        self._users: dict[UUID, User] = {}
        self._given: defaultdict[str, set[int]] = defaultdict(set)

    # --- rows

    def add(self, row: R) -> R:
        """Keep a row."""
        self.rows.setdefault(type(row), []).append(row)
        return row

    def of(self, table: type[R]) -> list[R]:
        """The rows of a table so far."""
        return self.rows.setdefault(table, [])

    def key(self, at: datetime) -> UUID:
        """A UUIDv7 of a moment, so that lists which follow the key follow the time."""
        noise = self.dice.getrandbits(74)
        milliseconds = int(at.timestamp() * 1000)
        return UUID(int=(milliseconds << 80) | (7 << 76) | ((noise >> 62) << 64) | (2 << 62) | (noise & ((1 << 62) - 1)))

    def number(self, prefix: str, rows: Iterable[R], made_at: Callable[[R], datetime], column: str = "reference") -> None:
        """Give rows their references in order of time, each year's series from 1, like `APP-2026-000042`."""
        for row in sorted(rows, key=made_at):
            series = f"{prefix}-{local(made_at(row)).year}"
            self.series[series] += 1
            setattr(row, column, f"{series}-{self.series[series]:06d}")

    def by_key(self, table: type[R]) -> dict[UUID, R]:
        """The rows of a table so far by their keys."""
        return {row.id: row for row in self.of(table)}  # type: ignore[attr-defined]  # every table of ours has a key

    def user(self, user_id: UUID) -> User:
        """An account by its key."""
        for user in self.of(User)[len(self._users) :]:
            self._users[user.id] = user
        return self._users[user_id]

    def employer(self, organisation_id: UUID) -> str:
        """The name of an organisation: AfC or a council."""
        if organisation_id == self.facts.afc:
            return self.facts.afc_name
        return next(row.name for row in self.of(Organisation) if row.id == organisation_id)

    def grade(self, grade_id: UUID) -> Step:
        """A step of the role ladder by its key."""
        return next(step for step in self.facts.grades.values() if step.id == grade_id)

    def teams(self, client_id: UUID) -> list[Team]:
        """The teams of a council."""
        return [team for team in self.of(Team) if team.client == client_id]

    def is_in_london(self, organisation_id: UUID) -> bool:
        """Whether an employer is a council in London, where a full week is an hour shorter."""
        return organisation_id in self.london

    def unique(self, kind: str, least: int, most: int) -> int:
        """A number that nobody else of the kind has."""
        while (number := self.dice.randint(least, most)) in self._given[kind]:
            pass
        self._given[kind].add(number)
        return number

    # --- days and moments

    def has_come(self, at: datetime) -> bool:
        """Whether a moment lies in the past."""
        return at < self.now

    def is_working(self, day: date) -> bool:
        """Whether offices are open: Monday to Friday and no bank holiday of England and Wales."""
        return day.weekday() <= FRIDAY and day not in self.facts.holidays

    def working_day(self, day: date, later: int = 0) -> date:
        """The first working day from `day` on, and so many working days later."""
        while not self.is_working(day):
            day += DAY
        for _ in range(later):
            day = self.working_day(day + DAY)
        return day

    def moment(self, day: date, first_hour: int = 9, last_hour: int = 16) -> datetime:
        """Some minute of the office hours of a day in London."""
        clock = time(self.dice.randint(first_hour, last_hour), self.dice.randrange(60))
        return datetime.combine(day, clock, LONDON).astimezone(UTC)

    def after(self, at: datetime, least: int, most: int) -> datetime:
        """Some working days later, in office hours; with none, later on the same day."""
        days = self.dice.randint(least, most)
        if days == 0:
            return at + timedelta(minutes=self.dice.randint(25, 110))
        return self.moment(self.working_day(local(at).date() + DAY, days - 1))

    def chance(self, share: float) -> bool:
        """Whether something happens that happens in so many of a hundred cases (0.3 is 30)."""
        return self.dice.random() < share

    def pick(self, options: dict[T, float]) -> T:
        """One of several, by weight."""
        return self.dice.choices(list(options), list(options.values()))[0]
