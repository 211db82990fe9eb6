"""Cadences: attempts within a window, spaced and distinct."""
