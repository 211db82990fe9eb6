"""The two commitments of two_commitments.yaml by hand in pandas, as one process.

`python bench/by_pandas.py LOG.parquet OUT.csv` writes the same rows as by_hand.py, and does no more than it. All in whole
seconds: what may be missing is `Int64`.
"""

import sys

import numpy as np
import pandas as pd
from office_hours import SPACING, TARGET, WINDOW, intervals, opened_before

LEAD = "lead_id"
Instants = np.ndarray[tuple[int], np.dtype[np.int64]]


def due(starts: Instants) -> Instants:
    """The earliest instant by which six open hours have passed since each start."""
    opens, closes = np.array(intervals(), dtype=np.int64).T
    before = np.array(opened_before(), dtype=np.int64)
    place = np.searchsorted(opens, starts, side="right") - 1
    budget = before[place] + np.minimum(starts, closes[place]) - opens[place] + TARGET
    reached = np.searchsorted(before, budget, side="left") - 1
    found: Instants = opens[reached] + budget - before[reached]
    return found


def counted(attempts: pd.DataFrame) -> tuple["pd.Series[int]", "pd.Series[int]"]:
    """Each lead's first attempt, and its fourth of those that are at least the spacing after the one counted before."""
    first = last = attempts.groupby(LEAD)["ts"].min()
    for _ in range(3):
        attempts = attempts[attempts["ts"] >= attempts[LEAD].map(last) + SPACING]
        last = attempts.groupby(LEAD)["ts"].min()
    return first, last


def verdict(
    commitment: str, leads: pd.DataFrame, by: "pd.Series[int]", stopped: "pd.Series[int]", top: int
) -> pd.DataFrame:
    """The rows of one commitment, `top` being the log's last instant."""
    met = (stopped <= by).fillna(False).astype(bool)
    state = np.where(met, "met", np.where(stopped.notna() | (top > by), "breached", "pending"))
    columns = {LEAD: leads[LEAD], "started_at": leads["start"], "due_at": by, "stopped_at": stopped, "state": state}
    return pd.DataFrame({"commitment": commitment, **columns})


def main(log: str, out: str) -> None:
    """Evaluate and write."""
    rows = pd.read_parquet(log, columns=[LEAD, "event", "at"])
    rows["ts"] = rows.pop("at").astype("datetime64[s, UTC]").astype("int64")
    rows[LEAD], names = pd.factorize(rows[LEAD])
    top = int(rows["ts"].max())
    leads = rows[rows["event"] == "assigned"].groupby(LEAD, as_index=False)["ts"].min().rename(columns={"ts": "start"})
    tried = rows.loc[rows["event"].isin(["call", "email"]), [LEAD, "ts"]].merge(leads, on=LEAD)
    first, fourth = counted(tried[tried["ts"] >= tried["start"]])
    until = leads["start"] + WINDOW
    last = leads[LEAD].map(fourth).astype("Int64")
    both = (
        verdict(
            "first_attempt",
            leads,
            pd.Series(due(leads["start"].to_numpy())),
            leads[LEAD].map(first).astype("Int64"),
            top,
        ),
        verdict("persistence", leads, until, last.where(last <= until), top),
    )
    verdicts = pd.concat(both)
    verdicts[LEAD] = names.take(verdicts[LEAD])
    verdicts.sort_values(["commitment", LEAD]).to_csv(out, index=False)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
