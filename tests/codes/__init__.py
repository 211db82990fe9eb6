"""Codes and their pages."""
