"""What the forms share: the signed-in admin as an Actor, and refusals as sentences."""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import TypeVar

from pydantic import BaseModel
from starlette.requests import Request

from prime.accounts import queries
from prime.core.actor import Actor
from prime.core.errors import InvalidInput, PrimeError

M = TypeVar("M", bound=BaseModel)


async def actor_of(request: Request) -> Actor:
    """The admin who uses the panel.

    Raises:
        ValueError: the account was closed meanwhile.
    """
    actor = await queries.actor_for_user(request.user.user.id)
    if actor is None:
        raise ValueError("Your account is no longer active.")
    return actor


def action(work: Callable[[Actor, M], Awaitable[str]]) -> Callable[[Request, M], Awaitable[str]]:
    """Make a form's endpoint of a function that calls a command and says what it did."""

    @wraps(work)
    async def endpoint(request: Request, data: M) -> str:
        try:
            return await work(await actor_of(request), data)
        except InvalidInput as refusal:
            raise ValueError("; ".join(error["detail"] for error in refusal.errors)) from None
        except PrimeError as refusal:
            raise ValueError(f"{refusal.title}. {refusal.detail}") from None

    return endpoint
