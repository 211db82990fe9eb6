"""Codes and their pages: what a finding means, why it matters, an example of the mistake and its cure.

A page is data: `pages/SLA###.yaml`, or the docstring and examples of the check that finds it. Nothing is read before
it is asked for.
"""

from slakit.codes.page import PAGES, Example, File, Page
from slakit.codes.printed import more, text
from slakit.codes.shelf import exists, find, ids, uri

__all__ = ["PAGES", "Example", "File", "Page", "exists", "find", "ids", "more", "text", "uri"]
