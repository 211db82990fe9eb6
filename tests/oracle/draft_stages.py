"""Random stages, with all that may be promised of them."""

from collections.abc import Sequence
from typing import Any

from tests.oracle.drafting import BUSINESS, DAYS, ELAPSED, STAGES, Draft, condition, name_calendar, objective


def stages(made: Draft) -> None:
    """Give the agreement stages, with all that may be promised of them."""
    clocks = [*made.agreement.get("responses", {}), *made.agreement.get("cadences", {})]
    found: dict[str, Any] = {}
    made.agreement["stages"] = found
    for place, name in enumerate(STAGES):
        stage: dict[str, Any] = {"title": name.title(), "by": made.one("sales", "marketing", ["sales", "marketing"])}
        onward = [*STAGES[place + 1 : place + 2], *made.random.sample(STAGES, 2)]
        if name in ("customer", "lost"):
            stage["closes"] = made.one("won", "recycled") if name == "customer" else "lost"
        anywhere = name in ("mql", "sal") and made.chance(0.15)
        if name == "customer" or (name != "lost" and not anywhere) or made.chance(0.4):
            stage["next"] = sorted({other for other in onward if other != name})
        found[name] = stage
        if made.chance(0.6):
            _stage_parts(made, stage, clocks)
    found["inquiry"]["initial"] = "true"
    if made.chance(0.2):
        made.agreement["events"]["sal"] = {"event": ["accepted", "stage_changed"], "where": {"result": "connected"}}


def _stage_parts(made: Draft, stage: dict[str, Any], clocks: Sequence[str]) -> None:
    parts = ["transition"]
    if made.chance(0.4):
        stage["ready"] = condition(made)
        parts.append("ready")
    if made.chance(0.3):
        stage["package"] = made.random.sample(["score", "offer", "owner", "worth", "seen"], 2)
        parts.append("ready")
    if made.chance(0.4):
        stage["reasons"] = {"price": {"title": "Price"}, "no_reply": {"title": "Not reached"}}
        if made.chance(0.3):
            stage["reasons"]["weather"] = stage["reasons"].pop("price")
        if clocks:
            stage["reasons"]["no_reply"]["requires"] = made.random.choice(clocks)
        parts.append("reason")
    if made.chance(0.5):
        key = made.one("within", "at_least")
        text = made.one(*ELAPSED, *BUSINESS, *DAYS)
        stage["dwell"] = {key: text}
        name_calendar(made, stage["dwell"], business="business" in text)
        parts.append("dwell")
        if key == "within" and made.chance(0.3):
            stage["dwell"]["at_risk"] = made.one("50%", "90%")
    if made.chance(0.25):
        chosen = made.random.sample(sorted(set(parts)), min(len(set(parts)), made.one(1, 1, 2)))
        stage["objective"] = {part: objective(made) for part in chosen}
