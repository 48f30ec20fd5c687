"""A person's calendar feed, and when it says that they are busy."""

from piccolo.columns import Integer, Text
from piccolo.constraints import Check
from piccolo.table import Table

from prime.accounts.tables import User
from prime.core.columns import foreign_key, moment, primary_key

ADDRESS_MAX = 1000


class CalendarSubscription(Table, help_text="The calendar feed of one person, read every hour."):
    """The address of a private feed is itself a secret."""

    id = primary_key()
    user = foreign_key(User, unique=True)
    address = Text(default="", secret=True)
    added_at = moment()
    read_at = moment(null=True)
    busy_count = Integer(default=0, help_text="Busy times of the last reading.")
    problem = Text(default="", help_text="Why it could not be read the last time; empty when it could.")
    failing_since = moment(null=True)
    told_at = moment(null=True)

    calendar_subscription_problem_dated = Check("(problem = '') = (failing_since IS NULL)")


class BusyTime(Table, help_text="When somebody is busy by their own calendar; nothing else of it is kept."):
    """The times of one subscription neither overlap nor touch."""

    id = primary_key()
    subscription = foreign_key(CalendarSubscription)
    starts_at = moment()
    ends_at = moment()

    busy_time_in_order = Check("starts_at < ends_at")
