"""Apache Spark 4.1 and later, with ANSI mode on (the default)."""

from slakit.engine.dialects.escapes import escaped
from slakit.engine.dialects.pattern_text import JAVA
from slakit.engine.dialects.portable import Portable


class Spark(Portable):
    """The dialect of Spark SQL."""

    name = "spark"
    text = "STRING"
    longest_name: int | None = 128

    def ident(self, name: str) -> str:
        return "`" + name.replace("`", "``") + "`"

    def string(self, value: str) -> str:
        """A dollar sign is spelled by number: Spark replaces `${…}` in a statement, also within text."""
        return "'" + escaped(value, spelled="$") + "'"

    def matches(self, value: str, pattern: str) -> str:
        return f"({value} RLIKE {self.string(JAVA.text(pattern))})"

    def divide(self, dividend: str, divisor: str) -> str:
        return f"(({dividend}) DIV ({divisor}))"

    def series(self, first: str, last: str, alias: str) -> tuple[str, str]:
        return f"LATERAL explode(sequence({first}, {last})) AS {alias}(n)", f"{alias}.n"

    def any_true(self, condition: str) -> str:
        return f"bool_or({condition})"

    def epoch(self, instant: str) -> str:
        return f"unix_seconds({instant})"

    def utc_text(self, instant: str) -> str:
        """Of a timestamp without a zone, so that the session's zone takes no part."""
        wall = f"TIMESTAMP_NTZ '1970-01-01 00:00:00' + make_dt_interval(0, 0, 0, {instant})"
        return f"""date_format({wall}, "yyyy-MM-dd'T'HH:mm:ss'Z'")"""
