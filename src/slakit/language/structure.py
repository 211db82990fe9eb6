"""The walk that holds a tree of nodes against its JSON Schema and says what does not fit.

It knows the keywords that the schemas use (a test proves that it agrees with jsonschema on them), but
speaks of keys, lists and the things of an agreement, each finding at its node's place.
"""

import re
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from slakit.diagnostics import Code, Diagnostic, Span, declare, diagnostic
from slakit.language.discriminators import is_like, types
from slakit.language.nodes import Entry, Mapping, Node, Scalar, Sequence
from slakit.language.references import REPEATED
from slakit.language.schema_files import Schema, resolve
from slakit.language.spelling import nearest
from slakit.language.values import VALUE, misspelt, not_in_the_calendar
from slakit.language.wording import article, example, expected, found, listed, noun, quoted, sentence
from slakit.numbers import parse_number

MISSING = declare("SLA201", "A missing key")
UNKNOWN = declare("SLA202", "An unknown key")
SHAPE = declare("SLA203", "Another shape than expected")
NULL = declare("SLA206", "A key without a value")
EMPTY = declare("SLA207", "An empty list or mapping")
CHOICE = declare("SLA208", "Keys that do not go together")
LENGTH = declare("SLA209", "A list of the wrong length")

_THOUSANDS = re.compile(r"[0-9]{3}(\.[0-9]+)?\Z")
"""What the second half of `{at_least: 40,000}` looks like: a key."""

MAX_FINDINGS = 1_000
"""Findings of one file after which the walk stops."""
MOST_SHOWN = 40
"""Characters of a value that an advice repeats."""
_SHORT = 60
_MOST_FITTING = 1_024
"""The values that are known to fit a schema, and how long one may be: agreements say the same ones over and over."""


class At(NamedTuple):
    """Where the walk stands: the key that leads here (None in a list or at the root), its place, the thing here.

    `thing` is the schema that names the node; branches of it (`then`, `allOf`) go by its name. `examples` are those
    given where a definition is used, which tell more than the definition's own.
    """

    key: str | None
    span: Span
    thing: Schema
    definition: str = ""
    examples: tuple[str, ...] = ()

    def subject(self) -> str:
        """What a message calls this node: `'first_attempt'`, `this target`."""
        return f"this {noun(self.thing)}" if self.key is None else quoted(self.key)

    def kind(self) -> str:
        """What a message calls things like this: `a response`, `'term'` where the key itself says it."""
        return quoted(self.key) if self.key == noun(self.thing) else article(self.thing)


class Full(Exception):  # noqa: N818 - not an error: there are findings enough
    """The walk has found as much as it may."""


class Walk:
    """One walk. `partial` leaves out what is missing (a base is completed by those that extend it)."""

    def __init__(self, file: str, *, partial: bool = False) -> None:
        self.findings: list[Diagnostic] = []
        self._file = file
        self._partial = partial
        self._seen: set[tuple[int, int]] = set()
        self._nulls: set[Span] = set()

    def visit(self, node: Node, schema: Schema | bool, key: str | None, span: Span) -> None:
        """Hold `node`, which stands under `key` at `span`, against `schema`. Raises `Full` when it found enough."""
        if isinstance(schema, bool):
            return
        named = _named(schema, self._file)
        if isinstance(node, Scalar):
            said = (node.text, node.plain)
            if said in named.fitting:
                return
            before = len(self.findings)
            self._hold(node, named, key, span, ())
            is_worth_it = len(node.text) <= _SHORT and len(named.fitting) < _MOST_FITTING
            if is_worth_it and len(self.findings) == before and not node.is_null:  # of a null not everything is said
                named.fitting.add(said)
        else:
            self._hold(node, named, key, span, ())

    def _hold(self, node: Node, named: "_Named", key: str | None, span: Span, examples: tuple[str, ...]) -> None:
        """Hold the node against what is named, in the file where that stands."""
        within, self._file = self._file, named.file
        try:
            at = At(key, span, named.schema, named.definition, named.examples or examples)
            self._visit(node, named.schema, at)
        finally:
            self._file = within

    def _visit(self, node: Node, schema: Schema, at: At) -> None:
        if "$ref" in schema:
            self._hold(node, _named(schema, self._file), at.key, at.span, at.examples)
        elif isinstance(node, Scalar) and node.is_null:
            self._null(node, at)
        elif not self._again(node, schema) and self._fits_type(node, schema, at):
            match node:
                case Scalar():
                    self._scalar(node, schema, at)
                case Sequence():
                    self._sequence(node, schema, at)
                case Mapping():
                    self._mapping(node, schema, at)
            self._combined(node, schema, at)

    def _again(self, node: Node, schema: Schema) -> bool:
        """Whether this very list or mapping (aliases share it) has been held against this very schema."""
        if isinstance(node, Scalar):
            return False
        pair = (id(node), id(schema))
        if pair in self._seen:
            return True
        self._seen.add(pair)
        return False

    def _null(self, node: Scalar, at: At) -> None:
        span = at.span if at.key else node.span
        if span in self._nulls:  # the branches of a schema meet the same null again
            return
        self._nulls.add(span)
        what = f"{quoted(at.key)} has no value" if at.key else "an item has no value"
        wanted = article(at.thing) if "title" in at.thing else "a value"
        self._report(NULL, span, what, f"give it {wanted}, or remove it")

    # --- shapes ---------------------------------------------------------------------------------

    def _fits_type(self, node: Node, schema: Schema, at: At) -> bool:
        type_ = schema.get("type")
        if type_ is None:
            if isinstance(node, Scalar) or not ("enum" in schema or "const" in schema):
                return True
        elif type_.__class__ is str and type_ in types(node):
            return True
        allowed = {type_} if isinstance(type_, str) else set(type_ or ())
        if allowed & types(node):
            return True
        if isinstance(node, Scalar) and not allowed <= {"object", "array"}:
            self._add(misspelt(node, at.thing, at.definition))
        else:
            wanted = expected(schema, at.thing)
            subject = "this" if at.key is None and wanted == article(at.thing) else at.subject()
            message = f"{subject} must be {wanted}, not {found(node)}"
            self._report(SHAPE, node.span, message, self._as_list(node, schema) or _shape_help(at, schema))
        return False

    def _as_list(self, node: Node, schema: Schema) -> str:
        """The list to write where a single value stands that may be its item."""
        if schema.get("type") != "array" or not isinstance(node, Scalar) or len(node.text) > MOST_SHOWN:
            return ""
        alone = Walk(self._file)
        alone.visit(node, schema.get("items", True), None, node.span)
        quote = "" if node.plain else '"'
        return "" if alone.findings else f"write [{quote}{node.text}{quote}]"

    def _scalar(self, node: Scalar, schema: Schema, at: At) -> None:
        kinds = types(node)
        wrong = "enum" in schema and (node.boolean is not None or node.text not in schema["enum"])
        if "const" in schema:
            const = schema["const"]
            wrong = node.boolean is not const if isinstance(const, bool) else node.text != const
        if "string" in kinds and (pattern := schema.get("pattern")) is not None:
            wrong = wrong or not _compiled(pattern).search(node.text)
        if "number" in kinds:
            wrong = wrong or not _in_range(node.text, schema)
        if wrong:
            self._add(misspelt(node, schema if "enum" in schema else at.thing, at.definition))
        elif (finding := not_in_the_calendar(node, at.definition)) is not None:
            self._add(finding)

    def _sequence(self, node: Sequence, schema: Schema, at: At) -> None:
        least, most = schema.get("minItems", 0), schema.get("maxItems", len(node))
        if not node.items and least:
            self._report(EMPTY, node.span, f"{at.subject()} is an empty list", "name at least one, or remove the key")
        elif not least <= len(node) <= most:
            count = str(least) if least == most else f"at least {least}"
            message = f"{at.subject()} has {len(node)} items where {count} are expected"
            self._report(LENGTH, node.span, message, _such_as(at.thing))
        if schema.get("uniqueItems"):
            self._unique(node)
        items = schema.get("items")
        if items is not None:
            for item in node:
                self.visit(item, items, None, item.span)

    def _unique(self, node: Sequence) -> None:
        seen: set[str] = set()
        for item in node:
            if not isinstance(item, Scalar):
                continue
            if item.text in seen:
                self._report(REPEATED, item.span, f"{quoted(item.text)} is listed twice", "leave the second one out")
            seen.add(item.text)

    # --- mappings -------------------------------------------------------------------------------

    def _mapping(self, node: Mapping, schema: Schema, at: At) -> None:
        least, most = schema.get("minProperties", 0), schema.get("maxProperties", len(node.entries))
        if len(node.entries) < least and not self._partial:
            self._report(EMPTY, node.span, f"{at.subject()} is an empty mapping", "add a key, or remove this one")
        elif len(node.entries) > most:
            second = list(node)[most]
            self._report(CHOICE, second.span, f"{at.subject()} has more than one key", f"remove '{second.key}'")
        meant = self._keys(node, schema, at)
        if not self._partial:
            self._required(node, schema, at, meant)

    def _keys(self, node: Mapping, schema: Schema, at: At) -> set[str]:
        """Visit every key and value; the keys that misspelt ones were probably meant to be."""
        properties: Schema = schema.get("properties", {})
        others: Schema | bool = schema.get("additionalProperties", True)
        naming = schema.get("propertyNames")
        meant: set[str] = set()
        if others is True and naming is None:  # most branches of a schema speak of a key or two
            for entry in [node.entries[key] for key in properties if key in node.entries]:
                self.visit(entry.value, properties[entry.key], entry.key, entry.span)
            return meant
        for entry in node:
            if naming is not None:
                self.visit(Scalar(text=entry.key, plain=False, span=entry.span), naming, None, entry.span)
            if entry.key in properties:
                self.visit(entry.value, properties[entry.key], entry.key, entry.span)
            elif others is False:
                meant.add(self._unknown(entry, schema, at, [key for key in properties if key not in node]))
            else:
                self.visit(entry.value, others, entry.key, entry.span)
        return meant

    def _unknown(self, entry: Entry, schema: Schema, at: At, known: list[str]) -> str:
        near = nearest(entry.key, known)
        keys = list(schema.get("properties", ()))
        help_ = f"did you mean '{near}'?" if near else f"its keys are {listed(keys)}"
        if _THOUSANDS.match(entry.key) and isinstance(entry.value, Scalar) and entry.value.is_null:
            help_ = f"the ',' before '{entry.key}' ends the value: write the number without ','"
        self._report(UNKNOWN, entry.span, f"{quoted(entry.key)} is not a key of {at.kind()}", help_)
        return near or ""

    def _required(self, node: Mapping, schema: Schema, at: At, meant: set[str]) -> None:
        """Report the keys that are missing, but for those a misspelt key was `meant` to be."""
        for key in schema.get("required", ()):
            if key not in node and key not in meant:
                help_ = f"add '{self._line(key, schema, at)}'"
                self._report(MISSING, node.key_span, f"{at.subject()} has no '{key}'", help_)
        dependent, choices = schema.get("dependentRequired"), schema.get("anyOf", ())
        for key, needed in dependent.items() if dependent else ():
            for other in needed if key in node else ():
                if other not in node and other not in meant:
                    message = f"{at.subject()} has '{key}' but no '{other}'"
                    self._report(MISSING, node.entries[key].span, message, f"add '{self._line(other, schema, at)}'")
        if not choices:
            return
        named = {key for choice in choices for key in choice.get("required", ())}
        if not meant & named and not any(is_like(node, choice) for choice in choices):
            message, help_ = sentence(schema.get("errorMessage", "it has none of the keys expected"))
            self._report(MISSING, node.key_span, f"{at.subject()}: {message}", help_)

    def _line(self, key: str, schema: Schema, at: At) -> str:
        """The line to add for a missing key."""
        properties = {**at.thing.get("properties", {}), **schema.get("properties", {})}
        property_ = properties.get(key, {})
        if "examples" not in property_ and "$ref" in property_:
            property_ = resolve(property_["$ref"], self._file)[0]
        return example(key, property_)

    # --- combinations ---------------------------------------------------------------------------

    def _combined(self, node: Node, schema: Schema, at: At) -> None:
        if "not" in schema and is_like(node, schema["not"]):
            message, help_ = sentence(schema.get("errorMessage", f"{at.subject()} is not expected here"))
            self._report(CHOICE if schema["not"] == {} else VALUE, at.span, message, help_ or "remove it")
        if "if" in schema:
            branch = "then" if is_like(node, schema["if"]) else "else"
            if branch in schema:
                self._branch(node, schema[branch], at)
        for part in schema.get("allOf", ()):
            self._branch(node, part, at)

    def _branch(self, node: Node, part: Schema, at: At) -> None:
        """A part of a schema: the node keeps the name of the whole unless the part has its own."""
        while True:
            about = _about(part)
            if about is not None and isinstance(node, Mapping) and about.isdisjoint(node.entries):
                return
            if "if" not in part or len(part) != 2 + ("else" in part) or (isinstance(node, Scalar) and node.is_null):
                break
            chosen = part.get("then" if is_like(node, part["if"]) else "else")
            if chosen is None:
                return
            part = chosen
        self._visit(node, part, At(at.key, at.span, part, at.definition) if "title" in part else at)

    # --- findings -------------------------------------------------------------------------------

    def _report(self, code: Code, span: Span, message: str, help_: str = "") -> None:
        self._add(diagnostic(code, span, message, help_))

    def _add(self, finding: Diagnostic) -> None:
        self.findings.append(finding)
        if len(self.findings) >= MAX_FINDINGS:
            raise Full


class _Named(NamedTuple):
    """What a schema of a file refers to in the end, and the scalars, by text and plainness, that are known to fit it.

    `asked` is the schema itself, held so that nothing else comes to have its identity.
    """

    asked: Schema
    schema: Schema
    file: str
    definition: str
    examples: tuple[str, ...]
    fitting: set[tuple[str, bool]]


def _named(schema: Schema, file: str) -> _Named:
    key = (id(schema), file)
    found = _NAMED.get(key)
    if found is None:
        target, definition, examples = schema, "", ()
        while "$ref" in target:
            reference: str = target["$ref"]
            examples = tuple(target.get("examples", ())) or examples
            target, file = resolve(reference, file)
            definition = reference.rpartition("/")[2]
        found = _NAMED[key] = _Named(schema, target, file, definition, examples, set())
    return found


_NAMED: dict[tuple[int, str], _Named] = {}


def _about(part: Schema) -> frozenset[str] | None:
    """The keys that a part of a schema says something of, whatever it turns on; None if it says more than that."""
    held = _ABOUT.get(id(part))
    if held is None:
        held = _ABOUT[id(part)] = (part, _keys_about(part))
    return held[1]


def _keys_about(part: Schema) -> frozenset[str] | None:
    if len(part) == 1 and "properties" in part:
        return frozenset(part["properties"])
    if "if" not in part or not part.keys() <= {"if", "then", "else"}:
        return None
    branches = [_keys_about(part[branch]) for branch in ("then", "else") if branch in part]
    return frozenset().union(*(branch for branch in branches if branch)) if None not in branches else None


_ABOUT: dict[int, tuple[Schema, frozenset[str] | None]] = {}


def _in_range(text: str, schema: Schema) -> bool:
    value = parse_number(text) or Fraction(0)
    return (
        value >= schema.get("minimum", value)
        and value <= schema.get("maximum", value)
        and ("exclusiveMinimum" not in schema or value > schema["exclusiveMinimum"])
    )


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """The pattern, `$` being the very end as in the language of the schemas."""
    return re.compile(re.sub(r"\$(?=\)|\Z)", r"\\Z", pattern))


def _such_as(schema: Schema) -> str:
    examples = schema.get("examples")
    return f"write {examples[0]}" if examples else ""


def _shape_help(at: At, schema: Schema) -> str:
    if examples := at.examples or at.thing.get("examples"):
        return f"write '{at.key}: {examples[0]}'" if at.key else f"write {examples[0]}"
    return f"its keys are {listed(schema['properties'])}" if "properties" in schema else f"write {article(at.thing)}"
