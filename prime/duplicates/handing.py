"""Giving the rows of one record to another: which tables point at a candidate is read from the database, so that none is forgotten.

Rows of every module change hands here, and nothing else of them; the merge's commands say when. A row that the other record
has one of already (a check of one kind, a place in the talent pool) stays where it is.
"""

from uuid import UUID

from prime.core.db import execute, fetch

# The records' own tables, which speak of two records and not of one person.
_OURS = ["candidate", "candidate_merge", "duplicate_pair", "match_key"]
_POINTERS = """
SELECT t.relname AS table_name, a.attname AS column_name,
  ARRAY(
    SELECT (SELECT string_agg(b.attname, ',') FROM pg_attribute b
            WHERE b.attrelid = t.oid AND b.attnum = ANY(i.indkey::int2[]) AND b.attnum <> a.attnum)
    FROM pg_index i WHERE i.indrelid = t.oid AND i.indisunique AND i.indpred IS NULL AND a.attnum = ANY(i.indkey::int2[])
  ) AS once_by,
  (SELECT b.attname FROM pg_constraint f JOIN pg_attribute b ON b.attrelid = t.oid AND b.attnum = f.conkey[1]
   WHERE f.contype = 'f' AND f.conrelid = t.oid AND f.confrelid = 'application'::regclass LIMIT 1) AS application_column
FROM pg_constraint k JOIN pg_class t ON t.oid = k.conrelid JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.conkey[1]
WHERE k.contype = 'f' AND k.confrelid = 'candidate'::regclass AND t.relname <> ALL($1)
ORDER BY t.relname, a.attname
"""
# What is addressed to the account and not to the record.
_OF_ACCOUNTS = (("document", "person"), ("message", "recipient"), ("upload", "owner"))


async def hand_over(merge_id: UUID, *, lost: UUID, survivor: UUID) -> None:
    """Give everything of one record to the other, and note each row."""
    for pointer in await fetch(_POINTERS, _OURS):
        table, column = pointer["table_name"], pointer["column_name"]
        doubled = " ".join(
            f'AND NOT EXISTS (SELECT FROM "{table}" o WHERE o."{column}" = $3{_same(others)})' for others in pointer["once_by"]
        )
        await _note(merge_id, table, column, f'"{column}" = $2 {doubled}', lost, *([survivor] if doubled else []))
        await _give(merge_id, table, column, lost, survivor)


def _same(columns: str | None) -> str:
    return "".join(f' AND o."{name}" = t."{name}"' for name in (columns or "").split(",") if name)


async def hand_over_account(merge_id: UUID, *, lost: UUID, survivor: UUID) -> None:
    """Give what is addressed to one account to the other."""
    for table, column in _OF_ACCOUNTS:
        await _note(merge_id, table, column, f'"{column}" = $2', lost)
        await _give(merge_id, table, column, lost, survivor)


async def hand_back(merge_id: UUID, *, lost: UUID, survivor: UUID, lost_user: UUID, survivor_user: UUID) -> None:
    """Give back every row that the merge gave, and what came after it to the applications that go back."""
    applications = [row["row_id"] for row in await fetch("SELECT row_id FROM merged_row WHERE merge = $1 AND table_name = 'application'", merge_id)]
    for pointer in await fetch(_POINTERS, _OURS):
        table, column = pointer["table_name"], pointer["column_name"]
        if pointer["application_column"]:
            await _note(merge_id, table, column, f'"{column}" = $2 AND "{pointer["application_column"]}" = ANY($3::uuid[])', survivor, applications)
        await _give(merge_id, table, column, survivor, lost)
    for table, column in _OF_ACCOUNTS:
        await _give(merge_id, table, column, survivor_user, lost_user)


async def _note(merge_id: UUID, table: str, column: str, condition: str, *values: object) -> None:
    await execute(
        f"""INSERT INTO merged_row (id, merge, table_name, column_name, row_id)
        SELECT uuidv7(), $1, '{table}', '{column}', t.id FROM "{table}" t WHERE {condition} ON CONFLICT DO NOTHING""",
        merge_id,
        *values,
    )


async def _give(merge_id: UUID, table: str, column: str, of: UUID, to: UUID) -> None:
    """Change whose the noted rows are: those that are still theirs."""
    await execute(
        f"""UPDATE "{table}" SET "{column}" = $3 WHERE "{column}" = $2
        AND id IN (SELECT row_id FROM merged_row WHERE merge = $1 AND table_name = '{table}' AND column_name = '{column}')""",
        merge_id,
        of,
        to,
    )
