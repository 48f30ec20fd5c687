"""Reading what applications are found by."""

import json
from collections.abc import Collection
from uuid import UUID

import msgspec

from prime.candidates.schemas import Searched
from prime.core.db import fetch

# Other modules and the admin change names and vacancies too, so what the words were made from is compared, not remembered.
_OUT_OF_DATE = """
WITH source AS (
  SELECT a.id, a.reference, a.motivation, a.declared, c.first_name, c.last_name, c.email, c.phone, c.postcode, c.swe_number,
         c.reference AS candidate_reference, v.title, v.place, v.reference AS vacancy_reference, worked.words AS worked,
         md5(concat_ws(chr(31), a.reference, a.motivation, a.declared, c.first_name, c.last_name, c.email, c.phone, c.postcode, c.swe_number,
                       c.reference, v.title, v.place, v.reference, worked.words)) AS made_from
  FROM application a JOIN candidate c ON c.id = a.candidate JOIN vacancy v ON v.id = a.vacancy
  LEFT JOIN LATERAL (
    SELECT string_agg(concat_ws(' ', j.employer, j.title), ' ' ORDER BY j.began_on, j.id) AS words FROM past_job j WHERE j.application = a.id
  ) worked ON true
  WHERE $1::uuid[] IS NULL OR a.id = ANY($1)
)
SELECT source.* FROM source LEFT JOIN search_entry s ON s.application = source.id
WHERE s.made_from IS DISTINCT FROM source.made_from ORDER BY source.id LIMIT $2
"""


class Source(msgspec.Struct, frozen=True):
    """An application whose words are to be made, and the mark of what they are made from."""

    application_id: UUID
    searched: Searched
    made_from: str


async def application_ids_of(candidate_id: UUID) -> list[UUID]:
    """Every application of a person."""
    return [row["id"] for row in await fetch("SELECT id FROM application WHERE candidate = $1 ORDER BY id", candidate_id)]


async def list_out_of_date(application_ids: Collection[UUID] | None = None, *, most: int = 500) -> list[Source]:
    """Applications that are found by other words than they say, of some or of all."""
    found = []
    for row in await fetch(_OUT_OF_DATE, None if application_ids is None else list(application_ids), most):
        declared: dict[str, str] = json.loads(row["declared"])
        searched = Searched(
            names=(row["first_name"], row["last_name"], declared.get("first_name", ""), declared.get("last_name", "")),
            email=row["email"],
            swe_number=row["swe_number"],
            candidate_reference=row["candidate_reference"],
            withheld=(row["phone"], row["postcode"], *declared.values()),
            references=(row["reference"], row["vacancy_reference"]),
            openly=(row["title"], row["place"]),
            worked=row["worked"] or "",
            text=row["motivation"],
        )
        found.append(Source(row["id"], searched, row["made_from"]))
    return found
