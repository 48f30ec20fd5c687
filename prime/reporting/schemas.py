"""What the overview, the desks and the invariants say."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

import msgspec

# --- overview


class SharePoint(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A council's social workers on a day, by full-time equivalent."""

    taken_on: date
    permanent_fte: Decimal
    agency_fte: Decimal
    share: Decimal


class Event(msgspec.Struct, frozen=True, rename="camel"):
    """Something that happened between two points of the line; `index` is the later one."""

    index: int
    text: str


class Story(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """How a council's agency share has moved over three years."""

    client_id: UUID
    client: str
    points: list[SharePoint]
    events: list[Event]
    target: Decimal

    @property
    def first(self) -> SharePoint:
        """Where it began."""
        return self.points[0]

    @property
    def last(self) -> SharePoint:
        """Where it stands."""
        return self.points[-1]

    @property
    def change(self) -> Decimal:
        """Points since the figures before."""
        return self.last.share - self.points[-2].share


class CouncilShare(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """The newest figures of a council; `afc_fte` are AfC Prime staff whom it counts as agency."""

    client_id: UUID
    client: str
    is_owner: bool
    taken_on: date
    permanent_fte: Decimal
    agency_fte: Decimal
    share: Decimal | None
    afc_fte: Decimal


class Tiles(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """The headline figures; each list is the way to it, oldest first. None where nothing is known, or nothing may be said."""

    active_placements: int
    ending_placements: int
    active_by_week: list[int]
    staff_in_post: int
    staff_placeable: int
    staff_by_month: list[int]
    days_to_accept: int | None
    accepted_offers: int
    days_by_month: list[int]
    converted: int
    unbilled_weeks: int | None
    unbilled_amount: Decimal | None


class Activity(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Something worth telling that happened, and where to read on."""

    at: datetime
    title: str
    text: str
    href: str
    link: str


class Ending(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A placement that ends soon."""

    placement_id: UUID
    worker: str
    role: str
    client: str
    team: str
    ends_on: date
    hourly_amount: Decimal
    days_left: int


class Overview(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """The workforce overview, as far as the reader's role goes."""

    tiles: Tiles
    story: Story | None
    owners: list[tuple[UUID, str]]
    councils: list[CouncilShare]
    permanent_fte: Decimal
    agency_fte: Decimal
    share: Decimal | None
    afc_fte: Decimal
    ending: list[Ending]
    activity: list[Activity]


# --- desks


class Item(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One thing to do or to know, and the page where it is done."""

    text: str
    href: str
    note: str = ""
    tag: str = ""
    tone: str = "grey"


class Section(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A card of a desk; `count` is how many there are in all, of which the first are listed."""

    title: str
    items: list[Item]
    empty: str = ""
    count: int = 0
    more: tuple[str, str] | None = None
    facts: list[tuple[str, str]] = []
    is_urgent: bool = False


class Desk(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What waits for one person in one of their roles."""

    role: str
    lead: str
    sections: list[Section]


# --- invariants


class Finding(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Whether an invariant holds; None for `checked_at` means that nobody has looked yet."""

    area: str
    name: str
    sentence: str
    broken: int
    examples: list[tuple[str, str]]
    checked_at: datetime | None
    broken_since: datetime | None
