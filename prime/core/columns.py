"""Column kinds that the whole schema shares: UUIDv7 keys, honest foreign keys, money, ranges, named states."""

import os
import time
import uuid
from enum import StrEnum
from typing import Any

from piccolo.columns import ForeignKey, Numeric, OnDelete, OnUpdate, Timestamptz, Varchar
from piccolo.columns.column_types import UUID
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.columns.defaults.uuid import UUID7
from piccolo.constraints import Check
from piccolo.table import Table


def uuid7() -> uuid.UUID:
    """A time-ordered key (RFC 9562), known before the row is written."""
    milliseconds = time.time_ns() // 1_000_000
    noise = int.from_bytes(os.urandom(10), "big")
    return uuid.UUID(int=(milliseconds << 80) | (7 << 76) | ((noise >> 68 & 0xFFF) << 64) | (2 << 62) | (noise & ((1 << 62) - 1)))


class Uuid7(UUID7):
    """The database default is PostgreSQL's `uuidv7()`; in Python ours, as the stock one needs Python 3.14."""

    def python(self) -> uuid.UUID:
        """A fresh key."""
        return uuid7()


def primary_key() -> UUID:
    """The key of every table."""
    return UUID(primary_key=True, default=Uuid7(), index=False)


def foreign_key(references: type[Table] | str, *, null: bool = False, unique: bool = False) -> ForeignKey[Any]:
    """A reference that must exist, is indexed, and never deletes what points at it.

    Piccolo's own defaults are nullable, ON DELETE CASCADE and without an index.
    """
    return ForeignKey(
        references=references,
        null=null,
        default=None,
        unique=unique,
        index=not unique,
        on_delete=OnDelete.restrict,
        on_update=OnUpdate.restrict,
    )


def money(*, null: bool = False) -> Numeric:
    """Pounds and pence; the name of the column ends in `_amount`."""
    return Numeric(digits=(12, 2), null=null, default=None)


def moment(*, null: bool = False) -> Timestamptz:
    """A moment in UTC that the command sets itself; the name of the column ends in `_at`."""
    return Timestamptz(null=null, default=None)


def moment_now() -> Timestamptz:
    """A moment that defaults to the start of the writing transaction, by the database's clock."""
    return Timestamptz(null=False, default=TimestamptzNow())


def choice(kind: type[StrEnum], *, default: StrEnum | None = None, index: bool = False) -> Varchar:
    """One word of a closed list; pair it with `one_of` so that the database refuses any other."""
    return Varchar(length=40, choices=kind, default=default, index=index)


def one_of(column: str, kind: type[StrEnum]) -> Check:
    """The constraint behind `choice`: the database refuses any word that is not in the list."""
    words = ", ".join(f"'{member.value}'" for member in kind)
    return Check(f"{column} IN ({words})")
