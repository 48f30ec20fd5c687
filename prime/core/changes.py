"""Telling open pages that something changed; PostgreSQL passes it on at commit, `prime.web.live` to the browsers."""

from prime.core.db import fetch_value

CHANNEL = "changes"


async def announce(topic: str) -> None:
    """Say that whoever watches a topic should look again, once the transaction has committed."""
    await fetch_value("SELECT pg_notify($1, $2)", CHANNEL, topic)
