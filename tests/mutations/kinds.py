"""Ways to break a piece of SQL or of Python by a little: what is written, and what stands there instead."""

import re
from collections.abc import Mapping, Sequence

Rule = tuple[re.Pattern[str], str]

_END = r"(?= AND | OR |\)|\n|$| GROUP| ORDER| WINDOW| UNION| THEN)"
_PART = r"(?:[^()\n{}\"';,]|\{[^{}]*\}|\([^()\n]*\))+?"

SQL: Mapping[str, Sequence[Rule]] = {
    "comparison with its bound": [
        (re.compile(r"(?<=[\w)} ]) ?<= ?(?=[\w({])"), " < "),
        (re.compile(r"(?<=[\w)} ]) < (?=[\w({])"), " <= "),
        (re.compile(r"(?<=[\w)} ]) ?>= ?(?=[\w({])"), " > "),
        (re.compile(r"(?<=[\w)} ]) > (?=[\w({])"), " >= "),
        (re.compile(r"^<=$"), "<"),
        (re.compile(r"^>=$"), ">"),
        (re.compile(r"^<$"), "<="),
        (re.compile(r"^>$"), ">="),
    ],
    "outer join made inner": [(re.compile(r"\bLEFT JOIN\b"), "JOIN"), (re.compile(r"\bFULL JOIN\b"), "LEFT JOIN")],
    "least and greatest": [
        (re.compile(r"\bmin\("), "max("),
        (re.compile(r"\bmax\("), "min("),
        (re.compile(r"\bleast\("), "greatest("),
        (re.compile(r"\bgreatest\("), "least("),
    ],
    "order turned": [
        (re.compile(r"\bORDER BY (\w+\.?\w*|\{\w+\})(?=[ ),\n]|$)(?! DESC)"), r"ORDER BY \1 DESC"),
        (re.compile(r"(?<=[\w)}]) DESC\b"), ""),
        (re.compile(r"\blag\("), "lead("),
        (re.compile(r"\blead\("), "lag("),
    ],
    "tie turned": [(re.compile(r"(\bORDER BY [\w.{} ]+, [\w.{}]+)(?=[)\n]|$| ROWS)"), r"\1 DESC")],
    "one more or less": [(re.compile(r" [+-] 1\b(?! ?[*/])"), "")],
    "condition dropped": [(re.compile(rf" AND (?!CURRENT|UNBOUNDED|\d+ (?:FOLL|PREC)){_PART}{_END}"), "")],
    "condition negated": [
        (re.compile(r"\bIS NOT NULL\b"), "IS NULL"),
        (re.compile(r"\bIS NULL\b"), "IS NOT NULL"),
        (re.compile(r"\bNOT (?=[\w({])(?!NULL|EXISTS|MATERIALIZED|IN\b)"), ""),
        (re.compile(r"\bNOT EXISTS\b"), "EXISTS"),
    ],
    "window moved": [
        (re.compile(r"\bUNBOUNDED PRECEDING AND 1 PRECEDING\b"), "UNBOUNDED PRECEDING AND CURRENT ROW"),
        (re.compile(r"\bUNBOUNDED PRECEDING AND CURRENT ROW\b"), "UNBOUNDED PRECEDING AND 1 PRECEDING"),
        (re.compile(r"\b1 FOLLOWING\b"), "CURRENT ROW"),
        (re.compile(r"\bUNBOUNDED FOLLOWING\b"), "CURRENT ROW"),
    ],
    "missing values elsewhere": [
        (re.compile(r"\bNULLS FIRST\b"), "NULLS LAST"),
        (re.compile(r"\bNULLS LAST\b"), "NULLS FIRST"),
        (re.compile(r" IGNORE NULLS\b"), ""),
    ],
    "repetition kept": [(re.compile(r"\bDISTINCT (?!ON\b)"), ""), (re.compile(r"\bUNION ALL\b"), "UNION")],
    "any for all": [(re.compile(r"\bbool_or\("), "bool_and("), (re.compile(r"\bbool_and\("), "bool_or(")],
    "a second off": [(re.compile(r"\b86_?400\b"), "86401"), (re.compile(r"\b3600\b"), "3601")],
}
"""By kind: a pattern of SQL text and what replaces it."""
