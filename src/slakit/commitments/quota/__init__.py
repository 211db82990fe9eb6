"""Quotas: a measure promised per period."""
