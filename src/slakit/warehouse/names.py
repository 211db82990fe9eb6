"""The names that an evaluation makes things under, and the table of events among them."""

from slakit.warehouse.compiled import Compiled
from slakit.warehouse.script import ASIDE, RESULTS


def is_in_the_way(compiled: Compiled, *, schema: str | None) -> bool:
    """Whether the table of events has the name and place of something that is made, and so would be replaced.

    `schema` is where a script leaves its results; None asks of a dbt project. Most warehouses do not tell names that
    differ in case only. A name without a schema may lead anywhere, also there.
    """
    *place, name = compiled.order.events.lower().split(".")
    made = {seed.name for seed in compiled.seeds} | {relation.name for relation in compiled.relations}
    if name not in made | {f"{result}{ASIDE}" for result in RESULTS}:
        return False
    if not place:
        return True
    if schema is None:
        return place[-1].endswith(f"_slakit_{compiled.order.versions[0].id}")
    return place[-1] == schema.lower()
