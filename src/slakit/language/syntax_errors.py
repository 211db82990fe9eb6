"""What libyaml says of a broken file, in plain words and at the place where it went wrong."""

import yaml

Place = tuple[int, int]
"""Line and column, counted from 1."""

_INDENT = "check the indentation: keys of one mapping start in the same column"

_KNOWN: tuple[tuple[str, str, str], ...] = (
    (
        "mapping values are not allowed",
        "a ':' is not expected here",
        "put text that holds ': ' in quotes, and check the indentation of this line and the one above",
    ),
    ("found unknown escape character", "this backslash is not an escape", "write \\\\ for a backslash, or use '…'"),
    ("found undefined tag handle", "tags are not part of the language", "remove the tag"),
    ("found incompatible YAML document", "the file asks for another YAML version", "write %YAML 1.2, or nothing"),
    ("found duplicate %", "the directive is given twice", "directives are not needed; remove them"),
    (
        "did not find expected '-' indicator",
        "this line is not an item of the list above",
        "start it with '- ' or check the indentation",
    ),
    ("did not find expected key", "this is not a key of the mapping above", _INDENT),
    (
        "block sequence entries are not allowed",
        "a list item '- ' is not expected here",
        "start the list on a line of its own, below its key",
    ),
    ("mapping keys are not allowed", "a value cannot start with '? '", "put the value in quotes"),
    ("block mapping", "a mapping is not expected here", _INDENT),
    ("found unexpected document indicator", "the text in quotes is not closed before '---'", "add the closing quote"),
    ("did not find expected <document start>", "this does not belong to the document above", _INDENT),
    (
        "alphabetic or numeric character",
        "a name is expected after '*' or '&'",
        "put text that starts with '*' or '&' in quotes",
    ),
    (
        "did not find expected comment or line break",
        "only '|' or '>' and a comment may stand on this line",
        "start the text on the next line",
    ),
    ("found a tab character", "a tab cannot indent", "use spaces"),
    ("found invalid Unicode character", "this escape is no character", "write the character itself"),
    (
        "did not find expected hexdecimal number",
        "this escape is not complete",
        "write \\xNN or \\uNNNN, or \\\\ for a backslash",
    ),
)

_UNCLOSED: tuple[tuple[str, str, str], ...] = (
    ("could not find expected ':'", "this key has no ':'", "write 'key: value', with a space after the ':'"),
    ("unexpected end of stream", "the quote that opens here is never closed", "add the closing quote"),
    ("expected ',' or ']'", "the list that opens here is not closed", "add ',' between its items and ']' after them"),
    ("expected ',' or '}'", "the mapping that opens here is not closed", "add ',' between its keys and '}' after them"),
)
"""Problems that are shown where something was opened, not where its end was missed."""


_LONGEST_KEY = 1_000
"""From about here on a key that libyaml refuses is refused for its length: 1,024 with what stands around it."""

_NEVER_CLOSED = {
    "]": "the list that opens here is never closed",
    "}": "the mapping that opens here is never closed",
}


def explain_syntax(error: yaml.YAMLError, text: str, opened: tuple[Place, str] | None = None) -> tuple[Place, str, str]:
    """The place, the message and the help for `error`, met while reading `text`.

    `opened` is the innermost list or mapping in brackets that is still open: its place and what closes it.
    """
    mark = getattr(error, "problem_mark", None)
    if mark is None:  # what the reader itself refuses is caught before; this keeps a new libyaml from a traceback
        return (1, 1), f"this is not YAML: {_first_line(error)}", ""
    place = (mark.line + 1, mark.column + 1)
    problem = str(getattr(error, "problem", "") or "")
    character, first = _character(text, mark)
    if "expected node content" in problem and not character and opened is not None:
        return opened[0], _NEVER_CLOSED[opened[1]], f"add the '{opened[1]}'"
    if "cannot start any token" in problem or "expected node content" in problem:
        return place, *_token(character)
    if "did not find expected key" in problem and not first:
        return place, "the value has ended before this", "put the whole value in quotes, or remove what follows it"
    if "did not find expected key" in problem and character == "-":
        return place, "a list item is not a key of the mapping above", _INDENT
    if (key := _long_key(text, mark)) is not None:
        return (
            (mark.line + 1, key + 1),
            "this key is too long: YAML takes one of at most 1,024 characters",
            "shorten it",
        )
    for unclosed, message, help_ in _UNCLOSED:
        if unclosed in problem:
            start = getattr(error, "context_mark", None) or mark
            return (start.line + 1, start.column + 1), message, help_
    for known, message, help_ in _KNOWN:
        if known in problem:
            return place, message, help_
    return place, f"this is not YAML: {problem or _first_line(error)}", ""


def _token(character: str) -> tuple[str, str]:
    if character == "\t":
        return "a tab cannot indent", "use spaces"
    return f"a value cannot start with '{character}'", "put the value in quotes"


def _character(text: str, mark: yaml.Mark) -> tuple[str, bool]:
    """The character at `mark`, and whether it is the first of its line but for spaces."""
    lines = text.split("\n")
    line = lines[mark.line] if mark.line < len(lines) else ""
    return line[mark.column : mark.column + 1], not line[: mark.column].strip()


def _long_key(text: str, mark: yaml.Mark) -> int | None:
    """Where the key begins that the ':' at `mark` would end, if it is longer than libyaml takes one."""
    line = text.split("\n", mark.line + 1)[mark.line] if mark.index < len(text) else ""
    if line[mark.column : mark.column + 1] != ":":
        return None
    before = line[: mark.column].rstrip()
    quote = before[-1:] if before.endswith(("'", '"')) else ""
    if quote:
        begins = before.rfind(quote, 0, len(before) - 1)
    else:
        begins = max(before.rfind(mark_) for mark_ in ",{[") + 1
        begins += len(before[begins:]) - len(before[begins:].lstrip())
    return begins if 0 <= begins < len(before) - _LONGEST_KEY else None


def _first_line(error: yaml.YAMLError) -> str:
    return str(error).partition("\n")[0]
