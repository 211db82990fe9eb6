"""The two commitments of two_commitments.yaml by hand in Polars, as one process, on its streaming engine.

`python bench/by_polars.py LOG.parquet OUT.csv` writes the same rows as by_hand.py, and does no more than it.
"""

import sys

import polars as pl
from office_hours import SPACING, TARGET, WINDOW, intervals, opened_before

LEAD = "lead_id"


def calendar() -> pl.LazyFrame:
    """The open intervals, each with the open time before it."""
    opens, closes = zip(*intervals(), strict=True)
    return pl.LazyFrame({"opens": opens, "closes": closes, "before": opened_before()}).set_sorted("opens")


def due(starts: pl.LazyFrame) -> pl.LazyFrame:
    """The starts with `due`: the earliest instant by which six open hours have passed since `start`."""
    open_hours = calendar()
    within = starts.sort("start").join_asof(open_hours, left_on="start", right_on="opens", strategy="backward")
    gone = pl.col("before") + pl.min_horizontal("start", "closes") - pl.col("opens")
    budget = within.select(LEAD, "k", "start", budget=gone + TARGET).sort("budget")
    reached = budget.join_asof(
        open_hours, left_on="budget", right_on="before", strategy="backward", allow_exact_matches=False
    )
    return reached.select(LEAD, "k", "start", due=pl.col("opens") + pl.col("budget") - pl.col("before"))


def fourth(attempts: pl.LazyFrame) -> pl.LazyFrame:
    """Each lead's first attempt and its fourth that counts, each at least the spacing after the one before."""
    first = counted = attempts.group_by("k").agg(t1=pl.col("ts").min())
    for number in (2, 3, 4):
        after = attempts.join(counted, on="k").filter(pl.col("ts") >= pl.col(f"t{number - 1}") + SPACING)
        counted = after.group_by("k").agg(pl.col("ts").min().alias(f"t{number}"))
    return first.join(counted, on="k", how="left")


def verdict(stopped: pl.Expr, by: pl.Expr) -> pl.Expr:
    """Met, breached or pending, `top` being the log's last instant."""
    late = (stopped > by) | (pl.col("top") > by)
    return pl.when(stopped <= by).then(pl.lit("met")).when(late).then(pl.lit("breached")).otherwise(pl.lit("pending"))


def main(log: str, out: str) -> None:
    """Evaluate and write."""
    rows = pl.scan_parquet(log).select(LEAD, "event", ts=pl.col("at").dt.epoch("s"))
    handed = rows.filter(pl.col("event") == "assigned").group_by(LEAD).agg(start=pl.col("ts").min())
    # numbered once: what follows is grouped and joined five times, by a number instead of the lead's text
    handed = handed.collect(engine="streaming").with_row_index("k").lazy()
    tried = rows.filter(pl.col("event").is_in(["call", "email"])).select(LEAD, "ts")
    attempts = tried.join(handed, on=LEAD).filter(pl.col("ts") >= pl.col("start")).select("k", "ts")
    leads = (
        due(handed).join(fourth(attempts), on="k", how="left").join(rows.select(top=pl.col("ts").max()), how="cross")
    )
    until = pl.col("start") + WINDOW
    columns = (
        (pl.lit("first_attempt"), pl.col("due"), pl.col("t1"), verdict(pl.col("t1"), pl.col("due"))),
        (pl.lit("persistence"), until, pl.when(pl.col("t4") <= until).then("t4"), verdict(pl.col("t4"), until)),
    )
    both = [
        leads.select(
            commitment=name, lead_id=pl.col(LEAD), started_at="start", due_at=by, stopped_at=stopped, state=state
        )
        for name, by, stopped, state in columns
    ]
    pl.concat(both).sort("commitment", LEAD).sink_csv(out, engine="streaming")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
