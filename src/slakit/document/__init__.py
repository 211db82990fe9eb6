"""The agreement as a document: a model of sections, clauses and tables, and the writers of it."""

from slakit.document.building import document_of, refusal
from slakit.document.model import Document

__all__ = ["Document", "document_of", "refusal"]
