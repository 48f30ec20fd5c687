"""Counting days: working days between bank holidays, and financial years. Pure."""

from datetime import date, timedelta

import msgspec

from prime.core.formats import govdate
from prime.reference.errors import CalendarEnds
from prime.reference.tables import Division

_MONDAY_TO_FRIDAY = 5


class FinancialYear(msgspec.Struct, frozen=True):
    """1 April to 31 March, as local government counts."""

    first: date
    last: date

    @property
    def label(self) -> str:
        """The year in words: 2026 to 2027."""
        return f"{self.first.year} to {self.last.year}"


def financial_year(day: date) -> FinancialYear:
    """The financial year in which a day falls."""
    start = day.year if (day.month, day.day) >= (4, 1) else day.year - 1
    return FinancialYear(date(start, 4, 1), date(start + 1, 3, 31))


def is_weekday(day: date) -> bool:
    """Whether a day is one of Monday to Friday."""
    return day.weekday() < _MONDAY_TO_FRIDAY


def weekdays(first: date, last: date) -> int:
    """Mondays to Fridays from `first` to `last`, both counted; 0 where `last` is earlier."""
    if last < first:
        return 0
    weeks, rest = divmod((last - first).days + 1, 7)
    return weeks * _MONDAY_TO_FRIDAY + sum(is_weekday(first + timedelta(days=extra)) for extra in range(rest))


class Calendar(msgspec.Struct, frozen=True):
    """The bank holidays of one division, known from `first` to `last` and not a day further.

    A year has no fixed number of them: England and Wales had 8 in 2025 to 2026, has 10 in 2026 to 2027 and 6 in 2027 to 2028.
    """

    division: Division
    holidays: frozenset[date]
    first: date
    last: date

    def _known(self, first: date, last: date) -> None:
        if first < self.first or last > self.last:
            raise CalendarEnds(
                f"Bank holidays are known from {govdate(self.first)} to {govdate(self.last)}, so days from {govdate(first)} "
                f"to {govdate(last)} cannot be counted. Load a newer list from GOV.UK."
            )

    def is_working_day(self, day: date) -> bool:
        """Whether offices are open: Monday to Friday and no bank holiday.

        Raises:
            CalendarEnds: the day lies outside the published years.
        """
        self._known(day, day)
        return is_weekday(day) and day not in self.holidays

    def bank_holidays(self, first: date, last: date) -> int:
        """Bank holidays on Mondays to Fridays, both ends counted; raises as `is_working_day`."""
        self._known(first, last)
        return sum(first <= day <= last and is_weekday(day) for day in self.holidays)

    def working_days(self, first: date, last: date) -> int:
        """Working days from `first` to `last`, both counted; raises as `is_working_day`."""
        return weekdays(first, last) - self.bank_holidays(first, last)

    def add_working_days(self, day: date, count: int) -> date:
        """The day that is `count` working days after `day`, which itself is not counted; raises as `is_working_day`.

        Raises:
            ValueError: the count is negative.
        """
        if count < 0:
            raise ValueError("Working days are counted forwards.")
        while count:
            day += timedelta(days=1)
            count -= self.is_working_day(day)
        return day
