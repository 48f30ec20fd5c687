"""Doubles of the register: one that answers what it is told to, slowly or not at all."""

import asyncio
from collections.abc import Mapping
from typing import Any


class Answering:
    """Says the same of every number, after a while."""

    def __init__(self, answer: Mapping[str, Any] | None, *, delay: float = 0) -> None:
        self._answer, self._delay = answer, delay

    async def find(self, number: str) -> Mapping[str, Any] | None:
        await asyncio.sleep(self._delay)
        return self._answer and {"number": number, **self._answer}


class Down:
    """Nobody answers."""

    async def find(self, number: str) -> Mapping[str, Any] | None:
        raise ConnectionRefusedError(number)
