"""Stages: entries, readiness, transitions, reasons and dwell."""
