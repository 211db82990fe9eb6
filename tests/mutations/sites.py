"""The places at which a source file can be broken."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.mutations.kinds import SQL
from tests.mutations.python_kinds import changes


@dataclass(frozen=True, kw_only=True)
class Site:
    """One change of one file: `old`, from the character `start` on, becomes `new`.

    `function`: in which it is, and the line that one begins on; 0 for none.
    """

    path: str
    kind: str
    start: int
    old: str
    new: str
    function: str
    function_line: int
    context: str

    @property
    def description(self) -> str:
        """What is changed, in words that survive a change of the file elsewhere."""
        return f"{self.path}: {self.function}: {self.kind}: {self.context}"

    def applied(self, text: str) -> str:
        """The text of the file after the change."""
        return text[: self.start] + self.new + text[self.start + len(self.old) :]


def sites(path: Path, name: str) -> list[Site]:
    """The sites of a file, in order, but for functions that make findings; `name` is what descriptions call it."""
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    starts = _line_starts(text)
    functions, findings = _functions(tree), _of_findings(tree)
    found = [*_in_strings(text, tree, starts), *changes(text, tree, starts)]
    made = []
    for kind, start, old, new in sorted(found):
        line = text.count("\n", 0, start) + 1
        function, first = _around(functions, line)
        if function in findings:
            continue
        before, after = text[max(0, start - 30) : start], text[start + len(old) : start + len(old) + 30]
        context = " ".join(f"{before}[{old} → {new}]{after}".split())
        site = Site(
            path=name,
            kind=kind,
            start=start,
            old=old,
            new=new,
            function=function,
            function_line=first,
            context=context,
        )
        if _compiles(site.applied(text)):
            made.append(site)
    return made


def _line_starts(text: str) -> list[int]:
    found = [0]
    for line in text.splitlines(keepends=True):
        found.append(found[-1] + len(line))
    return found


def _functions(tree: ast.AST) -> list[tuple[int, int, str]]:
    """First line (a decorator's, if there is one), last line and name of every function."""
    return [
        (min([node.lineno, *(one.lineno for one in node.decorator_list)]), node.end_lineno or node.lineno, node.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
    ]


def _of_findings(tree: ast.AST) -> set[str]:
    """The functions that make findings, which other tests are about."""
    return {
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and any(isinstance(inner, ast.Name) and inner.id == "diagnostic" for inner in ast.walk(node))
    }


def _around(functions: list[tuple[int, int, str]], line: int) -> tuple[str, int]:
    """The innermost function that a line is in."""
    holding = [(first, name) for first, last, name in functions if first <= line <= last]
    first, name = max(holding, default=(0, "module"))
    return name, first


def _in_strings(text: str, tree: ast.AST, starts: list[int]) -> Iterator[tuple[str, int, str, str]]:
    """Changes of SQL in the string literals of a file, docstrings and messages left out."""
    said = _texts_for_people(tree)
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type != tokenize.STRING or token.start[0] in said:
            continue
        opening = re.match(r"[a-zA-Z]*('''|\"\"\"|'|\")", token.string)
        if opening is None:
            continue
        start = starts[token.start[0] - 1] + len(text[starts[token.start[0] - 1] :][: token.start[1]])
        inside = token.string[opening.end() : len(token.string) - len(opening[1])]
        for kind, rules in SQL.items():
            for pattern, new in rules:
                for match in pattern.finditer(inside):
                    if _outside_braces(inside, match.start()) and _outside_braces(inside, match.end()):
                        yield kind, start + opening.end() + match.start(), match[0], match.expand(new)


def _texts_for_people(tree: ast.AST) -> set[int]:
    """The lines on which docstrings and the texts of findings begin."""
    lines: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            lines.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
        called = node.func if isinstance(node, ast.Call) else None
        spoken = isinstance(called, ast.Name) and called.id in ("declare", "diagnostic", "progress")
        if isinstance(node, ast.Raise) or (isinstance(node, ast.Call) and spoken):
            lines.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return lines


def _outside_braces(text: str, place: int) -> bool:
    """Whether the place of an f-string is in its text, not in an expression."""
    depth = 0
    for character in text[:place].replace("{{", "  ").replace("}}", "  "):
        depth += (character == "{") - (character == "}")
    return depth == 0


def _compiles(text: str) -> bool:
    try:
        compile(text, "mutated", "exec", dont_inherit=True)
    except SyntaxError:
        return False
    return True
