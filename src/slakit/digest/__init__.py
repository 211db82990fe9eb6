"""The digest of an agreement: what it says, whatever it is spelled like, as SHA-256 over canonical JSON.

docs/signing.md specifies it, so that another program can compute it.
"""

from slakit.digest.form import Part, canonical_form, digest_in_order, digest_of, parts

__all__ = ["Part", "canonical_form", "digest_in_order", "digest_of", "parts"]
