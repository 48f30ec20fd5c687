"""What the last look at the invariants found."""

from piccolo.columns import JSONB, Integer, Varchar
from piccolo.columns.readable import Readable
from piccolo.constraints import Check
from piccolo.table import Table

from prime.core.columns import moment, primary_key


class InvariantResult(Table, help_text="Whether a sentence about the data held when it was last looked at, and since when it does not."):
    """One row for each invariant; what breaks it is kept as examples."""

    id = primary_key()
    name = Varchar(length=60, unique=True, default="", help_text="As in the code.")
    broken = Integer(default=0, help_text="How many records break it.")
    examples = JSONB(default="[]", help_text="Some of them: the record, and what is wrong with it.")
    checked_at = moment()
    broken_since = moment(null=True)

    invariant_result_since_when = Check("(broken > 0) = (broken_since IS NOT NULL)")

    @classmethod
    def get_readable(cls) -> Readable:
        """How the admin shows a reference to it."""
        return Readable(template="%s", columns=[cls.name])
