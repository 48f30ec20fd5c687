"""Keyset paging: a cursor names the last row seen, so that page 400 costs what page 1 costs."""

import base64
import binascii
import json
from typing import Generic, TypeVar
from uuid import UUID

import msgspec
from piccolo.columns import Column
from piccolo.query.methods.objects import Objects
from piccolo.table import Table

from prime.core.errors import InvalidInput

PAGE_SIZE = 25

T = TypeVar("T")
Row = TypeVar("Row", bound=Table)


class Page(msgspec.Struct, Generic[T], frozen=True):
    """Some rows and the cursor of the next ones, empty on the last page."""

    items: list[T]
    next_cursor: str = ""


def encode_cursor(*values: object) -> str:
    """An opaque cursor for the values that order a list."""
    return base64.urlsafe_b64encode(json.dumps([str(value) for value in values]).encode()).decode().rstrip("=")


def decode_cursor(cursor: str, length: int) -> list[str]:
    """The values inside a cursor.

    Raises:
        InvalidInput: the cursor is not one of ours.
    """
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError):
        values = None
    if not isinstance(values, list) or len(values) != length or not all(isinstance(value, str) for value in values):
        raise InvalidInput.field("cursor", "This is not a cursor of this list.")
    return values


def decode_id(cursor: str) -> UUID:
    """The key inside a cursor of one key; raises as `decode_cursor`."""
    try:
        return UUID(decode_cursor(cursor, 1)[0])
    except ValueError:
        raise InvalidInput.field("cursor", "This is not a cursor of this list.") from None


def cut(rows: list[T], size: int, *key: str) -> Page[T]:
    """A page out of `size + 1` rows, with the cursor made of the last row's attributes `key`."""
    items = rows[:size]
    more = len(rows) > size
    return Page(items, encode_cursor(*(getattr(items[-1], name) for name in key)) if more else "")


async def keyset(query: Objects[Row], key: Column, cursor: str, *, size: int = PAGE_SIZE) -> Page[Row]:
    """One page of a query, newest first by a UUIDv7 key."""
    if cursor:
        query = query.where(key < decode_id(cursor))
    rows = await query.order_by(key, ascending=False).limit(size + 1)
    return cut(rows, size, key._meta.name)  # noqa: SLF001 - how Piccolo names a column
