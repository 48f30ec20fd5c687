"""Work on documents outside a request: rendering, and queueing what waits."""

import asyncio
from uuid import UUID

from prime.core import outbox, storage
from prime.core.actor import SYSTEM
from prime.documents import pdf, queries, service, typeset
from prime.documents.errors import RendererUnavailable, RenderFailed
from prime.setup.libraries import pdf_problem


async def render_document(outbox_id: UUID, document_id: str) -> None:
    """Make the PDF of a document, store it, and make the document ready; nothing is left to do when it is.

    Where the machine lacks libraries or fonts the document waits, and `queue_waiting` brings it back.

    Raises:
        RenderFailed: the document cannot be made; the document says so too.
        RendererKilled: try again.
    """
    key = UUID(document_id)
    work = await queries.render_work(key)
    if work is None:
        await outbox.mark_done(outbox_id)
        return
    try:
        content = await pdf.render(work.kind, work.context, created=work.created_at)
    except RendererUnavailable as problem:
        async with outbox.effect(outbox_id) as is_first:
            if is_first:
                await service.keep_waiting(SYSTEM, key, str(problem))
        return
    except RenderFailed as problem:
        await service.mark_failed(SYSTEM, key, problem.detail)
        raise
    stored = await storage.put(content)
    async with outbox.effect(outbox_id) as is_first:
        if is_first:
            await service.attach_pdf(SYSTEM, key, stored, template_version=typeset.fingerprint(work.kind))


async def queue_waiting(outbox_id: UUID) -> None:
    """Every minute: queue a part of the backlog, unless the renderer is known to be out of order and still is."""
    out_of_order = await queries.has_stalled() and await asyncio.to_thread(pdf_problem) is not None
    async with outbox.effect(outbox_id) as is_first:
        if is_first and not out_of_order:
            await service.queue_backlog(SYSTEM)
