"""From the nodes of one file to an `Agreement`: every section in turn, then the kinds of commitment."""

from collections.abc import Callable, Collection
from importlib import import_module
from pathlib import Path
from typing import Any

from slakit import commitments
from slakit.diagnostics import Diagnostic, Span, declare
from slakit.language.binding import Binding, Body
from slakit.language.conditions import condition_at
from slakit.language.declared import each_declared
from slakit.language.nodes import Entry, Mapping
from slakit.language.scalars import text
from slakit.language.sections.calendars import bind_calendar
from slakit.language.sections.compensation import bind_compensation
from slakit.language.sections.header import bind_clause, bind_party, bind_term
from slakit.language.sections.log import bind_event, bind_field, built_in_fields, learn_fields, stage_pattern
from slakit.language.sections.measures import bind_measure
from slakit.language.sections.planning import bind_plan
from slakit.model import Agreement, EventPattern

SHARED_NAME = declare("SLA329", "One name for two commitments")

_ONE_NAMESPACE = ("responses", "cadences", "quotas", "goals")


def bind_agreement(root: Mapping, flagged: Collection[Span] = ()) -> tuple[Agreement | None, tuple[Diagnostic, ...]]:
    """The agreement that `root` spells, and what is wrong with its names, values and types.

    `flagged` are places whose structure is known to be wrong: they are not spoken of again. The agreement
    holds everything that could be bound; it is None if anything could not, so that no half of a promise is
    ever judged.
    """
    agreement, binding = bind_what_is_sound(root, flagged)
    return agreement if binding.complete else None, binding.findings()


def bind_what_is_sound(root: Mapping, flagged: Collection[Span] = ()) -> tuple[Agreement | None, Binding]:
    """As `bind_agreement`, but the agreement may lack what is wrong; `binding.complete` tells."""
    binding = Binding(root, flagged)
    learn_fields(binding)
    _check_namespace(binding)
    term = bind_term(binding)
    sections: dict[str, Any] = {
        section: each_declared(binding, section, bind) for section, bind in (*_SECTIONS, *_kinds())
    }
    sections["fields"] = {**built_in_fields(binding), **sections["fields"]}
    sections["events"] = _with_stages(binding, sections["events"])
    body = Body(binding, root)
    scope = condition_at(body, "scope")
    plan, compensation = bind_plan(binding), bind_compensation(binding)
    header = body.part("metadata")
    if header is None:
        body.need("metadata", lambda binding, node: None)
        return None, binding
    name, version = header.need("name", text), header.need("version", text)
    if name is None or version is None:
        return None, binding
    agreement = Agreement(
        id=name,
        span=header.span("name"),
        title=header.need("title", text),
        description=header.read("description", text),
        version=version,
        term=term,
        scope=scope,
        plan=plan,
        compensation=compensation,
        file=root.span.file,
        **sections,
    )
    return agreement, binding


_SECTIONS: tuple[tuple[str, Callable[[Binding, Entry], Any]], ...] = (
    ("parties", bind_party),
    ("clauses", bind_clause),
    ("calendars", bind_calendar),
    ("fields", bind_field),
    ("events", bind_event),
    ("measures", bind_measure),
)


def _kinds() -> tuple[tuple[str, Callable[[Binding, Entry], Any]], ...]:
    """The section and binder of every kind of commitment that has a section, by discovery."""
    folders = sorted(found.parent.name for found in Path(commitments.__path__[0]).glob("*/bind.py"))
    modules = [import_module(f"{commitments.__name__}.{folder}.bind") for folder in folders]
    return tuple((module.SECTION, module.bind) for module in modules if hasattr(module, "SECTION"))


def _with_stages(binding: Binding, events: dict[str, EventPattern]) -> dict[str, EventPattern]:
    """The declared events and, under its id, the rows of each stage that they do not declare."""
    section, declared = binding.root.get("stages"), binding.names.section("events")
    if not isinstance(section, Mapping):
        return events
    return {**events, **{entry.key: stage_pattern(entry) for entry in section if entry.key not in declared}}


def _check_namespace(binding: Binding) -> None:
    """Responses, cadences, quotas and goals share one namespace."""
    seen: dict[str, str] = {}
    for section in binding.root:
        if section.key not in _ONE_NAMESPACE or not isinstance(section.value, Mapping):
            continue
        for entry in section.value:
            if entry.key in seen:
                binding.report(
                    SHARED_NAME,
                    entry.span,
                    f"'{entry.key}' is one of the {seen[entry.key]} already",
                    f"give it another name: {', '.join(_ONE_NAMESPACE)} share one namespace",
                )
            seen.setdefault(entry.key, section.key)
