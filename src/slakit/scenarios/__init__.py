"""Scenarios: a few events and the outcomes that must come of them, run against an agreement (§11 of the language)."""
