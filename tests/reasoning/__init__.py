"""Reasoning without a log, replayed."""
