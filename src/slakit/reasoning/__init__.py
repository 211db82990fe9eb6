"""Exact reasoning about agreements without a log: what conditions can hold, what calendars leave room for.

Everything here errs on one side only: what is called impossible is impossible. Where reasoning cannot decide
(a regular expression, too many alternatives, a roster that is not known) it says that anything may be.
"""
