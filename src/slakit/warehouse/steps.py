"""The steps of a script under names of their own, so that no table of a team is taken for one, nor replaced by one.

A warehouse looks for a bare name among a session's temporary tables first, or last, and in a view over the events when
the view is read: a team's own table `log` and a step called so could be mistaken for one another without a word.
"""

from slakit.sql.compilation import fitting
from slakit.sql.dialect import Dialect
from slakit.sql.plan import Relation, Seed
from slakit.warehouse.compiled import Compiled
from slakit.warehouse.references import renamed

STEP = "slakit_"
"""What the name of every step begins with."""


def step_name(name: str, dialect: Dialect) -> str:
    """The name that the seed or relation `name` has in a script."""
    longest = dialect.longest_name
    whole = f"{STEP}{name}"
    return whole if longest is None or len(whole) <= longest else fitting(whole, longest)


def renamed_steps(compiled: Compiled, place: str) -> tuple[list[Seed], dict[str, Relation]]:
    """The seeds and the relations (by their own names) as steps, which are read at `place` (`pg_temp.`, or empty)."""
    dialect = compiled.dialect
    named = [*(seed.name for seed in compiled.seeds), *(relation.name for relation in compiled.relations)]
    names = {name: step_name(name, dialect) for name in named}
    read = {name: f"{place}{step}" for name, step in names.items()}
    escapes = dialect.name in ("spark", "snowflake", "bigquery")
    seeds = [Seed(name=names[seed.name], types=seed.types, columns=seed.columns) for seed in compiled.seeds]
    relations: dict[str, Relation] = {}
    known: dict[str, str] = {seed.name: read[seed.name] for seed in compiled.seeds}
    for one in compiled.relations:  # each reads those before it; the table of events may be called as a later one
        sql = renamed(one.sql, known, escapes=escapes)
        relations[one.name] = Relation(name=names[one.name], sql=sql, keep=one.keep)
        known[one.name] = read[one.name]
    return seeds, relations
