"""What a misspelled number, rate, duration, date or time was meant to be: advice only, never a value."""

import re
from fractions import Fraction

from slakit.durations import parse_duration
from slakit.language.spelling import nearest
from slakit.numbers import plain

_SIMPLE = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,2})?\Z")
_PREFIXED = re.compile(r"0[xX][0-9a-fA-F]{1,15}|0[oO][0-7]{1,20}|0[bB][01]{1,60}")
_SCALES = {"k": 1000, "m": 1_000_000, "bn": 1_000_000_000}


def number_meant(text: str) -> str | None:
    """The number that `4_800`, `1e3`, `010`, `1,200`, `+5`, `27k` or `$5` stands for, in the language's spelling."""
    bare = text.strip().strip("$€£").replace("_", "").replace(" ", "")
    if re.match(r"[-+]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?\Z", bare):
        bare = bare.replace(",", "")
    bare = bare.replace(",", ".")
    if _PREFIXED.fullmatch(bare):
        return str(int(bare, 0))
    scale = next((suffix for suffix in _SCALES if bare.lower().endswith(suffix)), "")
    if scale:
        bare = bare[: -len(scale)]
    if len(bare) > 40 or not _SIMPLE.match(bare):
        return None
    return plain(Fraction(bare) * _SCALES.get(scale, 1), 20)


def id_meant(text: str) -> str:
    """The id that `Hand-off`, `hand off` or `1st` stands for; empty if it is not plain."""
    words = "".join(c if c.isascii() and c.isalnum() else "_" for c in text.strip().lower()).strip("_")
    plain_ = words.lstrip("_0123456789")
    return plain_ if len(plain_) <= 40 else ""


_LOOSE_FRACTION = re.compile(r"([0-9]{1,15})\s*/\s*([0-9]{0,14}[1-9][0-9]{0,14})\Z")


def rate_meant(text: str) -> str | None:
    """The rate that `95 %`, `95 percent`, `0,95`, `.95` or `1 / 3` stands for."""
    if match := _LOOSE_FRACTION.match(text.strip()):
        return f"{int(match[1])}/{int(match[2])}"
    bare = re.sub(r"\s*(%|percent|pct)\Z", "%", text.strip())
    number = number_meant(bare.removesuffix("%"))
    if number is None:
        return None
    return f"{number}%" if bare.endswith("%") else number


_UNITS = {
    "s": "seconds", "sec": "seconds", "secs": "seconds", "second": "seconds", "seconds": "seconds",
    "m": "minutes", "min": "minutes", "mins": "minutes", "minute": "minutes", "minutes": "minutes",
    "h": "hours", "hr": "hours", "hrs": "hours", "hour": "hours", "hours": "hours",
    "d": "days", "day": "days", "days": "days",
    "w": "weeks", "wk": "weeks", "wks": "weeks", "week": "weeks", "weeks": "weeks",
}  # fmt: skip
_FINER = {"weeks": (7, "days"), "days": (24, "hours"), "hours": (60, "minutes"), "minutes": (60, "seconds")}
_WRITTEN = re.compile(
    r"(?P<count>[0-9]+(?:\.[0-9]+)?)[\s_-]*(?P<business>(?:business|biz|working|work|bus|b)\b[\s_-]*)?"
    r"(?P<unit>[a-z]+)\Z"
)
_ISO = re.compile(r"pt?(?P<count>[0-9]+)(?P<unit>[smhdw])\Z")
_CALENDRIC = {"month": "30 days", "months": "30 days", "quarter": "91 days", "year": "365 days", "years": "365 days"}


_LONGEST = 40


def duration_meant(text: str) -> str | None:
    """The duration that `6h`, `1.5 hours`, `2 Business Hours`, `PT6H` or `6` stands for, if one can be told."""
    if len(text) > _LONGEST:
        return None
    lowered = " ".join(nearest(word, ("business",)) or word for word in text.strip().lower().split())
    match = _ISO.match(lowered) or _WRITTEN.match(lowered)
    if match is None:
        return f"{lowered} hours" if lowered.isdigit() and parse_duration(f"{lowered} hours") else None
    business = bool(match.groupdict().get("business"))
    unit = _UNITS.get(match["unit"])
    if unit is None and match["unit"].startswith("b"):  # 6bh, 2bd
        business, unit = True, _UNITS.get(match["unit"][1:])
    if unit is None:
        unit = _UNITS.get(nearest(match["unit"], _UNITS) or "") if len(match["unit"]) > 3 else None
    if unit is None:
        return _CALENDRIC.get(match["unit"]) if match["count"] == "1" else None
    return _spelled(Fraction(match["count"]), unit, business)


def _spelled(count: Fraction, unit: str, business: bool) -> str | None:
    if business and unit == "weeks":
        count, unit = count * 5, "days"
    while count.denominator != 1:
        if unit not in _FINER or (business and unit in ("days", "minutes")):
            return None
        factor, unit = _FINER[unit]
        count *= factor
    duration = parse_duration(f"{count} {'business ' if business else ''}{unit}")
    return None if duration is None else str(duration)


_LOOSE_DATE = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})\Z")
_LOOSE_HOURS = re.compile(
    r"([0-9]{1,2})(?:[:.h]?([0-9]{2}))?\s*(am|pm)?\s*(?:-|–|—|to|until)\s*([0-9]{1,2})(?:[:.h]?([0-9]{2}))?\s*(am|pm)?\Z"
)


def date_meant(text: str) -> str | None:
    """The date that `2027-1-5` or `2027/01/05` stands for."""
    match = _LOOSE_DATE.match(text.strip())
    return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}" if match else None


def hours_meant(text: str) -> str | None:
    """The hours that `9-17`, `9:00-17:30`, `9am to 5pm` or `09:00 – 17:00` stand for."""
    match = _LOOSE_HOURS.match(text.strip().lower())
    if match is None:
        return None
    opens, closes = _clock(match[1], match[2], match[3]), _clock(match[4], match[5], match[6])
    return f"{opens}-{closes}" if opens and closes else None


def _clock(hour: str, minute: str | None, half: str | None) -> str | None:
    value = int(hour)
    if half:
        if not 1 <= value <= 12:
            return None
        value = value % 12 + (12 if half == "pm" else 0)
    text = f"{value:02}:{minute or '00'}"
    return text if value <= 24 and int(minute or 0) < 60 else None


_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def weekdays_meant(text: str) -> str | None:
    """The weekdays that `Monday`, `monday-friday` or `Mon to Fri` stand for."""
    ends = re.split(r"\s*(?:-|–|to)\s*", text.strip().lower())
    short = [end[:3] for end in ends if re.match(r"[a-z]+\.?\Z", end)]
    return "-".join(short) if len(short) == len(ends) <= 2 and all(end in _DAYS for end in short) else None
