"""Points and promises: what the wording of a kind hands to the document."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """A point of a list, with the points below it."""

    text: str
    items: tuple["Item", ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Promise:
    """One promise in words.

    `commitments` are the ids that it puts into words (`first_attempt`, `mql.ready`), the first of them
    its anchor; `by` and `for_` party ids. `sentence` says the promise with its numbers, going on in
    `items`; `in_short` says it in a few words; `measured` how it is counted; `worked` shows it on dates,
    a line each; `kept` is the objective; `facts` are whatever else belongs to it, each under its label.
    """

    commitments: tuple[str, ...]
    by: tuple[str, ...]
    for_: tuple[str, ...] = ()
    title: str
    description: str | None = None
    sentence: str
    items: tuple[Item, ...] = ()
    in_short: str
    measured: tuple[str, ...] = ()
    worked: tuple[str, ...] = ()
    kept: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    on_breach: str | None = None
