"""What the numbers of a plan count."""

from enum import StrEnum


class Unit(StrEnum):
    """What a number counts."""

    AMOUNT = "amount"
    """The goal's own unit: money, or things counted."""
    LEADS = "leads"
    PEOPLE = "people"
    PERIODS = "periods"
    DAYS = "days"
    ATTEMPTS = "attempts"
    MINUTES = "minutes"
    HOURS = "hours"
    RATE = "rate"
    """A part of one."""
