"""Match keys, pairs of records that look alike, merges and what they moved."""

from enum import StrEnum

from piccolo.columns import JSONB, UUID, Boolean, SmallInt, Text, Varchar
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from prime.accounts.tables import User
from prime.candidates.tables import Candidate
from prime.core.columns import choice, foreign_key, moment, moment_now, one_of, primary_key


class KeyKind(StrEnum):
    """What kind of detail a match key is."""

    EMAIL = "email"
    PHONE = "phone"
    SWE_NUMBER = "swe_number"
    POSTCODE = "postcode"
    NAME = "name"


class PairStatus(StrEnum):
    """What people decided on a pair."""

    OPEN = "open"
    DIFFERENT = "different"
    MERGED = "merged"


class MatchKey(Table, help_text="A detail of a candidate in one form (telephone in E.164, e-mail without aliases), to find records alike."):
    """Written anew whenever the details change; a merged record's details count for the survivor."""

    id = primary_key()
    candidate = foreign_key(Candidate)
    kind = choice(KeyKind)
    value = Varchar(length=254, default="")

    match_key_kind_known = one_of("kind", KeyKind)
    match_key_once = Unique([candidate, kind, value])
    match_key_says_something = Check("value <> ''")


class DuplicatePair(Table, help_text="Two candidate records that may be of one person, with what speaks for it, for somebody to decide."):
    """Once for each two records, the older first; one that was decided is never shown again."""

    id = primary_key()
    first = foreign_key(Candidate)
    second = foreign_key(Candidate)
    score = SmallInt(default=0, help_text="Points of 100.")
    reasons = JSONB(default="[]", help_text="What speaks for and against it.")
    status = choice(PairStatus, default=PairStatus.OPEN)
    found_at = moment_now()
    asked_by = foreign_key(User, null=True)  # who takes them for one person, however unlike they look
    decided_by = foreign_key(User, null=True)
    decided_at = moment(null=True)

    duplicate_pair_once = Unique([first, second])
    duplicate_pair_in_order = Check("first < second")
    duplicate_pair_score_sensible = Check("score BETWEEN 0 AND 100")
    duplicate_pair_status_known = one_of("status", PairStatus)
    duplicate_pair_decided_by_somebody = Check("(status = 'open') = (decided_by IS NULL) AND (status = 'open') = (decided_at IS NULL)")


class CandidateMerge(Table, help_text="One candidate record given up for another of the same person; can be undone."):
    """Of each lost record at most one merge stands, which the database sees to."""

    id = primary_key()
    survivor = foreign_key(Candidate)
    lost = foreign_key(Candidate)
    reason = Text(default="")
    has_closed_account = Boolean(default=False, help_text="The lost record's account was open before, and has nothing else.")
    merged_by = foreign_key(User)
    merged_at = moment()
    undone_by = foreign_key(User, null=True)
    undone_at = moment(null=True)

    candidate_merge_of_two = Check("survivor <> lost")
    candidate_merge_says_why = Check("reason <> ''")
    candidate_merge_undone_by_somebody = Check("(undone_by IS NULL) = (undone_at IS NULL) AND undone_at >= merged_at")


class MergedRow(Table, help_text="A row that a merge gave to the survivor, so that undoing gives back exactly these."):
    """Lets written-once rows change hands: by a recorded merge, and by nothing else."""

    id = primary_key()
    merge = foreign_key(CandidateMerge)
    table_name = Varchar(length=63, default="")
    column_name = Varchar(length=63, default="")
    row_id = UUID(default=None, index=True)

    merged_row_once = Unique([merge, table_name, column_name, row_id])
