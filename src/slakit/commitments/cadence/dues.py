"""What follows an attempt: until when the next one is due, and from when on it may count."""

from slakit.model import Cadence
from slakit.sql.clock import Target
from slakit.sql.compilation import Compilation


def dues(compilation: Compilation, cadence: Cadence) -> tuple[str, str]:
    """Columns and joins for rows `a` (tried_at): `gap_due` with a greatest gap, `reach` with a minimum spacing."""
    columns, joins = "", ""
    for duration, column, alias in (
        (cadence.spacing_at_most, "gap_due", "g"),
        (cadence.spacing_at_least, "reach", "m"),
    ):
        if duration:
            timer = compilation.timer([Target(duration, cadence.calendar)])
            columns += f", {timer.deadline('a.tried_at', alias)} AS {column}"
            joins += timer.deadline_join("a.tried_at", alias)
    return columns, joins
