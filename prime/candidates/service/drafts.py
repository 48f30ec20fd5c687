"""Drafts of applications: nothing that was typed is lost."""

import json
from datetime import timedelta
from uuid import UUID

from prime.candidates import queries
from prime.candidates.tables import ApplicationDraft
from prime.core import clock
from prime.core.actor import Actor
from prime.core.columns import uuid7
from prime.core.db import transactional
from prime.core.settings import settings
from prime.core.tokens import digest, new_token
from prime.notifications import service as notifications
from prime.vacancies import queries as vacancies

DRAFT_LIFE = timedelta(days=28)


@transactional
async def save_draft(actor: Actor, *, vacancy_id: UUID, token: str, email: str, answers: dict[str, str | list[str]]) -> str:
    """Keep what was typed so far, found again by a token; returns the token, a new one where the old is unknown."""
    draft = await queries.find_draft(vacancy_id, token) if token else None
    if draft is None:
        token = new_token()
        draft = ApplicationDraft(id=uuid7(), vacancy=vacancy_id, token=digest(token))
    draft.email, draft.answers, draft.updated_at = email[:254], json.dumps(answers), clock.now()
    await draft.save()
    return token


@transactional
async def send_draft_link(actor: Actor, *, vacancy_id: UUID, token: str, email: str) -> None:
    """E-mail the way back to a draft."""
    vacancy = await vacancies.lock_vacancy(vacancy_id, share=True)
    link = f"{settings().base_url}/roles/{vacancy.reference}/apply/continue/{token}"
    await notifications.send(actor, "draft_saved", address=email, about=vacancy_id, secret_link=link, role=vacancy.title, days=DRAFT_LIFE.days)


@transactional
async def discard_draft(actor: Actor, *, vacancy_id: UUID, token: str) -> None:
    """Forget a draft once it is sent."""
    await ApplicationDraft.delete().where((ApplicationDraft.vacancy == vacancy_id) & (ApplicationDraft.token == digest(token)))


@transactional
async def discard_old_drafts(actor: Actor) -> None:
    """Forget drafts that nobody has touched for four weeks."""
    await ApplicationDraft.delete().where(ApplicationDraft.updated_at < clock.now() - DRAFT_LIFE)
