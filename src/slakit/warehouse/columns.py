"""What the columns of the results say, for people who meet them in a warehouse."""

from collections.abc import Mapping

OUTCOME_COLUMNS: Mapping[str, str] = {
    "commitment": "The id of the commitment.",
    "kind": "ready, transition, reason, dwell, response, cadence, quota, objective or goal.",
    "party": "Who promised it, several joined with +.",
    "lead_id": "The lead; empty for periods.",
    "episode": "The number of the episode or entry of the lead, from 1; empty for periods.",
    "dimension": "The value that a quota or objective is held for each of.",
    "period_start": "The first local date of the period.",
    "period_end": "The local date after its last.",
    "owner": "Who held the lead at the breach, else at the end, else at the as-of.",
    "started_at": "When the clock started, UTC.",
    "due_at": "The deadline, UTC; empty while paused.",
    "stopped_at": "When it was stopped or cancelled, UTC.",
    "breached_at": "The deadline that passed, UTC, also of waived rows.",
    "state": "met, breached, pending, at_risk, paused, cancelled, waived or not_applicable.",
    "target": "What was promised, as text.",
    "value": "What was measured: accrued seconds, counted attempts, or the measure.",
    "cause": "Why it was breached.",
    "waiver": "The waiver that excuses the breach.",
    "agreement": "The name of the agreement.",
    "version": "The version that judged it.",
}

QUARANTINE_COLUMNS: Mapping[str, str] = {
    "file": "The table that the row is in.",
    "cause": "Why it cannot be used.",
    "raw": "The row as text.",
}
