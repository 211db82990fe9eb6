"""Ways to break Python by a little: comparisons, ends, ones, days, conditions."""

import ast
from collections.abc import Iterator, Sequence

Change = tuple[str, int, str, str]
"""A kind, the place of the text, the text, and what stands there instead."""

_BOUNDS = {ast.Lt: "<=", ast.LtE: "<", ast.Gt: ">=", ast.GtE: ">"}
_ENDS = {"min": "max", "max": "min"}
_SECONDS = (86_400, 3_600)


def changes(text: str, tree: ast.AST, starts: Sequence[int]) -> Iterator[Change]:
    """Every change of a file's expressions."""

    def place(node: ast.expr, end: bool = False) -> int:
        """Where a node starts (or ends) in the text; columns are counted in bytes."""
        line, column = (node.end_lineno, node.end_col_offset) if end else (node.lineno, node.col_offset)
        assert line is not None
        assert column is not None
        start = starts[line - 1]
        return start + len(text[start : starts[line]].encode()[:column].decode())

    def between(first: ast.expr, second: ast.expr, kind: str, new: str) -> Change:
        """The operator between two nodes becomes another."""
        start, end = place(first, end=True), place(second)
        return kind, start, text[start:end], new

    def whole(node: ast.expr, kind: str, new: str) -> Change:
        """A node becomes another."""
        start = place(node)
        return kind, start, text[start : place(node, end=True)], new

    inside_strings = {
        id(inner) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for inner in ast.walk(node)
    }
    annotations = _annotations(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.expr) or id(node) in inside_strings or id(node) in annotations:
            continue
        match node:
            case ast.Compare(left=left, ops=[operator], comparators=[right]) if type(operator) in _BOUNDS:
                yield between(left, right, "comparison with its bound", f" {_BOUNDS[type(operator)]} ")
            case ast.Compare(left=left, ops=[ast.In()], comparators=[right]):
                yield between(left, right, "condition negated", " not in ")
            case ast.Call(func=ast.Name(id=("min" | "max") as end) as function):
                yield whole(function, "least and greatest", _ENDS[end])
            case ast.Call(func=ast.Name(id="timedelta"), keywords=[ast.keyword(arg="days", value=days)]):
                yield whole(days, "a day off", f"({ast.unparse(days)}) + 1")
            case ast.BinOp(left=left, op=ast.Add() | ast.Sub(), right=ast.Constant(value=1)):
                yield whole(node, "one more or less", ast.unparse(left))
            case ast.BoolOp(op=ast.And(), values=[_, *_, last]) if not any(map(_guards, node.values)):
                yield whole(node, "condition dropped", text[place(node) : place(node.values[-2], end=True)])
                yield whole(node, "condition dropped", text[place(node.values[1]) : place(last, end=True)])
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                yield whole(node, "condition negated", ast.unparse(operand))
            case ast.Constant(value=int() as number) if not isinstance(number, bool) and number in _SECONDS:
                yield whole(node, "a second off", str(number + 1))
            case _:
                pass


def _guards(part: ast.expr) -> bool:
    """Whether a part of a condition only lets the others be asked: without it Python fails, or nothing changes."""
    return isinstance(part, ast.Compare) and isinstance(part.ops[0], ast.Is | ast.IsNot)


def _annotations(tree: ast.AST) -> set[int]:
    """The nodes that say a type."""
    found: set[int] = set()
    for node in ast.walk(tree):
        for said in (getattr(node, "annotation", None), getattr(node, "returns", None)):
            if isinstance(said, ast.AST):
                found.update(id(inner) for inner in ast.walk(said))
    return found
