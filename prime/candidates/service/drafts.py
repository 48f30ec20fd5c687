"""Drafts of applications: nothing that was typed is lost, and nothing that was left behind is kept."""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from prime.candidates import queries
from prime.candidates.tables import ApplicationDraft
from prime.core import clock
from prime.core.actor import Actor
from prime.core.columns import uuid7
from prime.core.db import transactional
from prime.core.formats import govdate
from prime.core.settings import settings
from prime.core.storage import Stored
from prime.core.tokens import digest, new_token
from prime.notifications import service as notifications
from prime.uploads import service as uploads
from prime.uploads.schemas import FileType
from prime.uploads.tables import Purpose
from prime.vacancies import queries as vacancies

DRAFT_LIFE = timedelta(days=28)
WARNED_BEFORE = timedelta(days=7)
# A worker that was away for days warns late; who is warned has this long in any case.
AT_LEAST = timedelta(days=6)


@transactional
async def save_draft(
    actor: Actor,
    *,
    vacancy_id: UUID,
    token: str,
    changes: Mapping[str, Any],
    email: str = "",
    base: Mapping[str, Any] | None = None,
    cv_of: UUID | None = None,
) -> str:
    """Keep what was typed on one page, in a draft found again by a token; returns the token, a new one where the old is unknown.

    A new draft begins with `base`, and takes over the CV of another. Of a group (`{"jobs": {key: answers}}`), only what
    is named changes, and None removes it.
    """
    draft = await queries.lock_draft(vacancy_id, token) if token else None
    if draft is None:
        token = new_token()
        draft = ApplicationDraft(id=uuid7(), vacancy=vacancy_id, token=digest(token), answers=json.dumps(dict(base or {})))
        if cv_of is not None:
            await uploads.adopt(actor, purpose=Purpose.CV, subject_id=cv_of, by=draft.id, owner=None, name="cv")
    draft.answers = json.dumps(_changed(json.loads(draft.answers), changes))
    draft.email, draft.updated_at, draft.warned_at = email[:254] or draft.email, clock.now(), None
    await draft.save()
    return token


def _changed(answers: dict[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    for name, value in changes.items():
        if isinstance(value, Mapping):
            merged = answers.get(name, {}) | value
            answers[name] = {key: item for key, item in merged.items() if item is not None}
        else:
            answers[name] = value
    return answers


@transactional
async def keep_draft_cv(actor: Actor, draft_id: UUID, *, stored: Stored, file_type: FileType, sent_as: str) -> None:
    """Keep a CV with a draft, in the place of the one before; its bytes are in the store already."""
    await uploads.keep(actor, purpose=Purpose.CV, subject_id=draft_id, stored=stored, file_type=file_type, name="cv", sent_as=sent_as)


@transactional
async def send_draft_link(actor: Actor, *, vacancy_id: UUID, token: str, email: str) -> None:
    """E-mail the way back to a draft."""
    vacancy = await vacancies.lock_vacancy(vacancy_id, share=True)
    link = _link(vacancy.reference, token)
    await notifications.send(actor, "draft_saved", address=email, about=vacancy_id, secret_link=link, role=vacancy.title, days=DRAFT_LIFE.days)


def _link(reference: str, token: str) -> str:
    return f"{settings().base_url}/roles/{reference}/apply/continue/{token}"


@transactional
async def discard_draft(actor: Actor, *, vacancy_id: UUID, token: str) -> None:
    """Forget a draft once it is sent."""
    draft = await queries.lock_draft(vacancy_id, token)
    if draft is not None:
        await _discard(actor, draft)


async def _discard(actor: Actor, draft: ApplicationDraft) -> None:
    await uploads.discard(actor, purpose=Purpose.CV, subject_id=draft.id)
    await draft.remove()


@transactional
async def warn_of_old_drafts(actor: Actor) -> None:
    """Tell those who left an application behind, once, that it is deleted a week later, with the way back to it."""
    for draft in await queries.lock_drafts_to_warn(clock.now() - DRAFT_LIFE + WARNED_BEFORE):
        token = new_token()
        vacancy = await vacancies.lock_vacancy(draft.vacancy, share=True)
        await draft.update_self({ApplicationDraft.warning_token: digest(token), ApplicationDraft.warned_at: clock.now()})
        await notifications.send(
            actor,
            "draft_expiring",
            address=draft.email,
            about=draft.vacancy,
            secret_link=_link(vacancy.reference, token),
            role=vacancy.title,
            deleted_on=govdate(max(draft.updated_at + DRAFT_LIFE, clock.now() + AT_LEAST)),
        )


@transactional
async def discard_old_drafts(actor: Actor) -> None:
    """Forget drafts that nobody has touched for four weeks, once whoever can be warned has had the time."""
    now = clock.now()
    for draft in await queries.lock_drafts_to_discard(untouched_since=now - DRAFT_LIFE, warned_before=now - AT_LEAST):
        await _discard(actor, draft)
