"""Keeping applications findable by what they say."""

from collections.abc import Collection
from uuid import UUID

from prime.candidates import queries
from prime.candidates.search_words import words_of
from prime.candidates.tables import SearchEntry
from prime.core.actor import Actor
from prime.core.db import transactional

_BATCH = 500


@transactional
async def refresh_search(actor: Actor, application_ids: Collection[UUID] | None = None) -> int:
    """Make the words of some applications again, or of all that have changed; returns how many had."""
    done = 0
    while changed := await queries.list_out_of_date(application_ids, most=_BATCH):
        entries = [SearchEntry(application=item.application_id, words=words_of(item.searched), made_from=item.made_from) for item in changed]
        S = SearchEntry  # noqa: N806 - keeps the statement readable
        await S.insert(*entries).on_conflict(target=S.application, action="DO UPDATE", values=[S.words, S.made_from])
        done += len(entries)
    return done
