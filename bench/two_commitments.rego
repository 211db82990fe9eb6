# The two commitments of two_commitments.yaml as rules over one lead: `input.start`, `input.attempts` (instants in seconds,
# from the start on) and `input.top`, the log's last instant. `data.clock` and `data.opening` are the office hours by hour.
package two_commitments

import rego.v1

# Open time up to the start, plus six hours, is when the budget is used up.
budget := seg.open_before + (seg.is_open * (input.start - seg.from)) + data.target if {
	some seg in data.clock[format_int(floor(input.start / 3600), 10)]
	seg.from <= input.start
	input.start < seg.until
}

due := (seg.instant + budget) - seg.from if {
	some seg in data.opening[format_int(floor((budget - 1) / 3600), 10)]
	seg.from < budget
	budget <= seg.until
}

until := input.start + data.window

# Rules cannot recur: each attempt that counts is a rule of its own.
t1 := min(input.attempts)

t2 := min([t | some t in input.attempts; t >= t1 + data.spacing])

t3 := min([t | some t in input.attempts; t >= t2 + data.spacing])

t4 := min([t | some t in input.attempts; t >= t3 + data.spacing])

default first_attempt := "pending"

first_attempt := "met" if t1 <= due

first_attempt := "breached" if t1 > due

first_attempt := "breached" if {
	not t1
	input.top > due
}

default persistence := "pending"

persistence := "met" if t4 <= until

persistence := "breached" if {
	not kept
	input.top > until
}

kept if t4 <= until

default first := null

first := t1

default fourth := null

fourth := t4 if kept

verdicts := [
	["first_attempt", input.start, due, first, first_attempt],
	["persistence", input.start, until, fourth, persistence],
]
