"""Reading drafts of applications: found by the token of a cookie or a link, or by their age."""

from datetime import datetime
from typing import Any
from uuid import UUID

from prime.candidates.tables import ApplicationDraft
from prime.core.db import fetch
from prime.core.tokens import digest

AT_ONCE = 200

# Whoever has applied in the meantime, from another device, needs no warning.
_TO_WARN = """
SELECT d.id FROM application_draft d JOIN vacancy v ON v.id = d.vacancy
WHERE d.updated_at < $1 AND d.warned_at IS NULL AND d.email <> '' AND v.status = 'open'
  AND NOT EXISTS (SELECT FROM application a JOIN candidate c ON c.id = a.candidate WHERE a.vacancy = d.vacancy AND c.email = lower(d.email))
ORDER BY d.updated_at LIMIT $2 FOR UPDATE OF d SKIP LOCKED
"""
_TO_DISCARD = """
SELECT d.id FROM application_draft d JOIN vacancy v ON v.id = d.vacancy
WHERE d.updated_at < $1 AND (d.warned_at < $2 OR d.email = '' OR v.status <> 'open' OR EXISTS (
    SELECT FROM application a JOIN candidate c ON c.id = a.candidate WHERE a.vacancy = d.vacancy AND c.email = lower(d.email)))
ORDER BY d.updated_at LIMIT $3 FOR UPDATE OF d SKIP LOCKED
"""


async def find_draft(vacancy_id: UUID, token: str) -> ApplicationDraft | None:
    """What somebody typed for a vacancy and has not sent, found by the token of their cookie or link."""
    return await ApplicationDraft.objects().where(_is(vacancy_id, token)).first()


async def lock_draft(vacancy_id: UUID, token: str) -> ApplicationDraft | None:
    """The same, locked."""
    return await ApplicationDraft.objects().where(_is(vacancy_id, token)).lock_rows("UPDATE").first()


def _is(vacancy_id: UUID, token: str) -> Any:
    hashed = digest(token)
    return (ApplicationDraft.vacancy == vacancy_id) & ((ApplicationDraft.token == hashed) | (ApplicationDraft.warning_token == hashed))


async def lock_drafts_to_warn(untouched_since: datetime) -> list[ApplicationDraft]:
    """Drafts left behind whose writers can be warned and were not, some at once, locked."""
    return await _drafts([row["id"] for row in await fetch(_TO_WARN, untouched_since, AT_ONCE)])


async def lock_drafts_to_discard(*, untouched_since: datetime, warned_before: datetime) -> list[ApplicationDraft]:
    """Drafts left behind whose writers were warned or cannot be, some at once, locked."""
    return await _drafts([row["id"] for row in await fetch(_TO_DISCARD, untouched_since, warned_before, AT_ONCE)])


async def _drafts(ids: list[UUID]) -> list[ApplicationDraft]:
    return await ApplicationDraft.objects().where(ApplicationDraft.id.is_in(ids)) if ids else []
