"""Northwind's reps: who is there when, and how each of them works."""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Habits:
    """Chances in percent: in time with the first attempt, keeps trying, gets through, closes."""

    punctual: int
    persistent: int
    connects: int
    wins: int


HABITS = {
    "ann": Habits(punctual=99, persistent=98, connects=34, wins=58),
    "ben": Habits(punctual=95, persistent=90, connects=30, wins=50),
    "carla": Habits(punctual=99, persistent=97, connects=32, wins=52),
    "dev": Habits(punctual=84, persistent=76, connects=38, wins=64),
    "ella": Habits(punctual=98, persistent=96, connects=28, wins=44),
    "finn": Habits(punctual=97, persistent=95, connects=30, wins=48),
    "gita": Habits(punctual=99, persistent=98, connects=24, wins=36),
    "hugo": Habits(punctual=97, persistent=93, connects=32, wins=46),
}


class Roster:
    """Deals leads out to the reps in turn, skipping those who are not there that day."""

    def __init__(self, people: Path) -> None:
        with people.open(encoding="utf-8", newline="") as text:
            self.reps = [row for row in csv.DictReader(text) if row["role"] == "rep"]
        self.turn = 0

    def next_rep(self, day: date) -> str:
        while True:
            rep = self.reps[self.turn % len(self.reps)]
            self.turn += 1
            if date.fromisoformat(rep["from"]) <= day <= date.fromisoformat(rep["through"] or "9999-12-31"):
                return rep["person"]
