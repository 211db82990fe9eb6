"""Responses: from a start to a stop within a target."""
