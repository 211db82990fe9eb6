"""The names that an evaluation makes things under, and the table of events among them."""

from slakit.warehouse.compiled import Compiled
from slakit.warehouse.script import RESULTS
from slakit.warehouse.steps import step_name


def is_in_the_way(compiled: Compiled, *, schema: str | None) -> bool:
    """Whether the table of events has the name and place of something that is made, and so would be replaced.

    `schema` is where a script leaves its results; None asks of a dbt project. Most warehouses do not tell names that
    differ in case only. A name without a schema may lead anywhere, also there.
    """
    *place, name = compiled.order.events.lower().split(".")
    made = {seed.name for seed in compiled.seeds} | {relation.name for relation in compiled.relations}
    if schema is None:
        return name in made and (not place or place[-1].endswith(f"_slakit_{compiled.order.versions[0].id}"))
    if name in {step_name(one, compiled.dialect) for one in made}:
        return True  # what is temporary may be found by the name of a schema, too (DuckDB's `main`)
    return name in RESULTS and (not place or place[-1] == schema.lower())
