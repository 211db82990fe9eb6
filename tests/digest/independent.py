"""The digests of a canonical form, computed from docs/signing.md alone: nothing of slakit is imported."""

import hashlib
from typing import Any

SHORT = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def text(value: str) -> str:
    written = "".join(SHORT.get(c, f"\\u{ord(c):04x}" if ord(c) < 0x20 else c) for c in value)
    return f'"{written}"'


def units(key: str) -> list[int]:
    """The UTF-16 code units of a key."""
    found: list[int] = []
    for character in key:
        number = ord(character)
        found += [number] if number < 0x10000 else [0xD7C0 + (number >> 10), 0xDC00 + (number & 0x3FF)]
    return found


def canonical(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, str):
        return text(value)
    if isinstance(value, list):
        return "[" + ",".join(canonical(item) for item in value) + "]"
    assert isinstance(value, dict), "a canonical form has no numbers"
    return "{" + ",".join(text(key) + ":" + canonical(value[key]) for key in sorted(value, key=units)) + "}"


def digest(value: Any) -> str:
    return hashlib.sha256(canonical(value).encode("utf-8")).hexdigest()


def parts(form: dict[str, Any]) -> dict[str, str]:
    """The digest of every part by its path."""
    return {path: digest({"form": form["form"], "path": path, "part": part}) for path, part in members(form).items()}


def members(form: dict[str, Any]) -> dict[str, Any]:
    """Every part by its path."""
    found: dict[str, Any] = {}
    for key in ("metadata", "term", "scope", "plan"):
        if key in form:
            found[key] = form[key]
    for key in ("parties", "clauses", "stages"):
        for member in form.get(key, []):
            found[f"{key}.{member['id']}"] = member
    for key in ("calendars", "fields", "events", "responses", "cadences", "measures", "quotas", "goals"):
        for name, member in form.get(key, {}).items():
            found[f"{key}.{name}"] = member
    pay = form.get("compensation", {})
    if "rounding" in pay:
        found["compensation.rounding"] = pay["rounding"]
    for key in ("plans", "pools"):
        for name, member in pay.get(key, {}).items():
            found[f"compensation.{key}.{name}"] = member
    return found
