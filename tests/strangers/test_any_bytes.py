"""Any bytes, and any YAML, in place of an agreement: read to the end, told safely, never an exception."""

import json
import tempfile
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from slakit import loading
from slakit.formats import text
from slakit.language import source
from tests.formats.hostile import steers
from tests.strangers.sound import agreement

WORDS = ("apiVersion", "slakit/v1", "kind", "Agreement", "term", "events", "by", "when", "any", "within", "per", "all")
SCALARS = st.none() | st.booleans() | st.integers() | st.text(max_size=12) | st.sampled_from(WORDS)
TREES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(WORDS) | st.text(max_size=6), inner),
    max_leaves=20,
)
SECTIONS = ("term", "parties", "calendars", "fields", "events", "responses", "clauses", "stages", "goals", "plan")
ORDINARY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)


def _met(content: bytes) -> None:
    with tempfile.TemporaryDirectory(prefix="slakit-any-") as folder:
        path = Path(folder) / "a.yaml"
        path.write_bytes(content)
        loaded = loading.load([str(path)])
        assert loaded.diagnostics or loaded.agreements or loaded.bases or loaded.sources
        assert not steers(text.told(loaded.diagnostics, cache(source.lines)))


@ORDINARY
@given(st.binary(max_size=200))
def test_any_bytes(content: bytes) -> None:
    _met(b"apiVersion: slakit/v1\n" + content)


@ORDINARY
@given(st.text(alphabet=" \n-?:,[]{}#&*!|>'\"%@`~<a1.\t", max_size=120))
def test_any_signs_of_yaml(content: str) -> None:
    _met(f"{agreement()}{content}".encode())


@ORDINARY
@given(st.sampled_from(SECTIONS), TREES)
def test_any_tree_in_any_section(section: str, tree: object) -> None:
    lines = [line for line in agreement().splitlines() if not line.startswith((section, "  ", "    "))]
    _met("\n".join([*lines, f"{section}: {json.dumps(tree)}", ""]).encode("utf-8", errors="surrogatepass"))
