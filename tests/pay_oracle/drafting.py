"""What is drawn once for a pair: the term, its days that matter, and how to choose."""

from datetime import date, datetime, timedelta
from random import Random
from typing import TypeVar
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
Choice = TypeVar("Choice")
LEADS = ("L1", "L2", "L3", "L4", "L5", "L6")


class Draft:
    """The choices that everything of a pair shares."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.zone = self.one("America/New_York", "America/New_York", "UTC", "Asia/Kathmandu", "Australia/Lord_Howe")
        self.begins = date(2027, 1, 1) if self.chance(0.6) else self.one(date(2027, 1, 16), date(2027, 2, 10))
        self.ends = self.one(date(2027, 6, 30), date(2027, 5, 20), date(2027, 12, 31))
        self.amended = self.chance(0.35)
        self.amended_on = self.one(date(2027, 3, 1), date(2027, 2, 15), date(2027, 4, 1), date(2027, 3, 16))
        self.currency = self.one("USD", "USD", "JPY", "KWD")
        self.quantum = self.one("", "", "0.01", "0.05", "1")
        self.mode = self.one("half_even", "half_even", "half_up", "half_down", "up", "down")
        self.rounded_at = self.one("line", "line", "line", "statement")
        self.years: dict[str, str] = {}
        if self.chance(0.2):
            self.years["fiscal_year_starts"] = self.one("february", "april")
        if self.chance(0.2):
            self.years["week_starts"] = self.one("sunday", "thursday")
        self.second = self.chance(0.4)
        self.histories = self.one(0, 0, 1, 2, 3)
        self.goal_from = None if self.chance(0.4) else self.begins + DAY * self.random.randint(0, 40)
        self.goal_due = (self.goal_from or self.begins) + DAY * self.random.randint(0, 90)
        self.spif_days = sorted(min(self.day(), self.ends) for _ in range(2))
        last = self.one(self.ends + DAY, date(2027, 4, 1), date(2027, 3, 20), date(2027, 7, 1))
        self.as_of = self.instant(last, self.one(0, 0, -1, 1))
        self.days_that_matter = [self.begins, self.amended_on, *self.spif_days, *self._turns()]

    def one(self, *choices: Choice) -> Choice:
        """One of the choices."""
        return self.random.choice(choices)

    def chance(self, part: float) -> bool:
        """Whether something that happens so often does."""
        return self.random.random() < part

    def day(self) -> date:
        """A day, more often than not one at which something turns."""
        if self.chance(0.5):
            return self.random.choice(self._turns())
        return date(2027, 1, 1) + DAY * self.random.randint(0, 150)

    def _turns(self) -> list[date]:
        return [date(2027, month, day) for month in range(1, 6) for day in (1, 15, 16, 28)]

    def instant(self, day: date, seconds: int = 0) -> str:
        """So many seconds after the day's midnight in the term's zone."""
        midnight = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(self.zone))
        return datetime.fromtimestamp(midnight.timestamp() + seconds, tz=ZoneInfo(self.zone)).isoformat()

    def moment(self) -> str:
        """An instant, often one at the edge of a day that matters."""
        if self.chance(0.4):
            return self.instant(self.random.choice(self.days_that_matter), self.one(-1, 0, 0, 1))
        return self.instant(self.day(), 3600 * self.random.randint(0, 23))
