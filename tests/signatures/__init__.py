"""Signatures over an agreement's digest."""
