"""What can go wrong with timesheets."""

from prime.core.errors import Conflict


class TimesheetClosed(Conflict):
    """The timesheet is not in a state that allows it: it waits for approval, is approved, or is billed."""

    slug, title = "timesheet-closed", "This timesheet cannot be changed in that way"


class NotBillable(Conflict):
    """Some of the timesheets are not approved, or are billed already."""

    slug, title = "not-billable", "These timesheets cannot be billed"
