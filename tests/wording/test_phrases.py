"""Names made of ids, articles, and patterns spelled out."""

import pytest

from slakit.wording.patterns import Spelled, spelled
from slakit.wording.phrases import readable, with_article


@pytest.mark.parametrize(
    ("identifier", "words"),
    [
        ("first_attempt", "first attempt"),
        ("mqls", "MQLs"),
        ("mql_volume", "MQL volume"),
        ("sdr_share", "SDR share"),
        ("ae_pipeline", "AE pipeline"),
        ("sal_yield", "SAL yield"),
        ("sales", "sales"),
        ("revenue_q1", "revenue q1"),
        ("why", "why"),
    ],
)
def test_an_id_as_words(identifier: str, words: str) -> None:
    assert readable(identifier) == words


@pytest.mark.parametrize(
    ("name", "article"),
    [("Handoff", "a"), ("Attempt", "an"), ("User", "a"), ("Upload", "an"), ("Unit", "a"), ("Hour", "an"),
     ("MQL", "an"), ("Sale", "a"), ("One", "a"), ("Order", "an"), ("SQLs", "an"), ("CRM", "a")],
)  # fmt: skip
def test_article(name: str, article: str) -> None:
    assert with_article(f"“{name}”") == f"{article} “{name}”"


@pytest.mark.parametrize(
    ("pattern", "texts"),
    [
        (r"@(gmail|yahoo)\.", Spelled(texts=("@gmail.", "@yahoo."))),
        ("a|b", Spelled(texts=("a", "b"))),
        ("^(?:a|b)$", Spelled(texts=("a", "b"), begins=True, ends=True)),
        (r"\.com$", Spelled(texts=(".com",), ends=True)),
        (r"\$", Spelled(texts=("$",))),
        ("((a|b)c|d)e", Spelled(texts=("ace", "bce", "de"))),
    ],
)
def test_a_pattern_of_alternatives_is_spelled_out(pattern: str, texts: Spelled) -> None:
    assert spelled(pattern) == texts


REST = [
    "",
    "(|a)",
    "^a|b",
    "a|b$",
    "x+",
    "a.b",
    "(?i)x",
    r"\d",
    "(a",
    "a)",
    "(a)*",
    "a{2}",
    "[ab]",
    "x" * 300,
    "(" * 50,
]


@pytest.mark.parametrize("pattern", [*REST, "(a|b)(c|d)(e|f)(g|h)"])
def test_a_pattern_that_says_more_is_left_as_it_is(pattern: str) -> None:
    assert spelled(pattern) is None
