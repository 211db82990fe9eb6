"""Frozen, keyword-only dataclasses whose methods are shared instead of generated.

`dataclass` writes and compiles six methods for every class, which for the hundred classes that every run begins with
takes longer than reading and checking an agreement. A `record` behaves as a frozen dataclass with slots does, and
`dataclasses.fields` and `replace` work on it, but its methods are the functions below. It takes longer to make one, so
what there are thousands of stays a dataclass.
"""

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field
from typing import Any, TypeVar, cast, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
def record(cls: type[T]) -> type[T]:
    """Make `cls` a record: annotated names are its fields, given by keyword, never changed."""
    cls.__doc__ = cls.__doc__ or cls.__name__  # else dataclass would spend time on a signature
    made = cast("Any", dataclass(init=False, repr=False, eq=False, kw_only=True, slots=True)(cls))
    made._fields = tuple(_plan(found) for found in made.__dataclass_fields__.values())
    for name, function in _METHODS.items():
        setattr(made, name, function)
    return cast("type[T]", made)


def _plan(found: "Field[Any]") -> tuple[str, Any, Callable[[], Any] | None, bool, bool]:
    factory = None if found.default_factory is MISSING else found.default_factory
    return found.name, found.default, factory, found.compare, found.repr


def _init(self: Any, **values: Any) -> None:
    put = object.__setattr__
    taken = 0
    for name, default, factory, _, _ in self._fields:
        if name in values:
            taken += 1
            put(self, name, values[name])
        elif factory is not None:
            put(self, name, factory())
        elif default is not MISSING:
            put(self, name, default)
        else:
            raise TypeError(f"{type(self).__name__} needs {name!r}")
    if taken < len(values):
        unknown = sorted(values.keys() - {name for name, *_ in self._fields})
        raise TypeError(f"{type(self).__name__} has no {', '.join(unknown)}")


def _compared(self: Any) -> tuple[Any, ...]:
    return tuple(getattr(self, name) for name, _, _, compare, _ in self._fields if compare)


def _eq(self: Any, other: object) -> bool:
    return _compared(self) == _compared(other) if type(other) is type(self) else NotImplemented


def _hash(self: Any) -> int:
    return hash(_compared(self))


def _repr(self: Any) -> str:
    shown = ", ".join(f"{name}={getattr(self, name)!r}" for name, _, _, _, show in self._fields if show)
    return f"{type(self).__qualname__}({shown})"


def _setattr(self: Any, name: str, _value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _delattr(self: Any, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _getstate(self: Any) -> tuple[Any, ...]:
    return tuple(getattr(self, name) for name, *_ in self._fields)


def _setstate(self: Any, state: tuple[Any, ...]) -> None:
    for (name, *_), value in zip(self._fields, state, strict=True):
        object.__setattr__(self, name, value)


_METHODS: dict[str, Callable[..., Any]] = {
    "__init__": _init,
    "__eq__": _eq,
    "__hash__": _hash,
    "__repr__": _repr,
    "__setattr__": _setattr,
    "__delattr__": _delattr,
    "__getstate__": _getstate,
    "__setstate__": _setstate,
}
