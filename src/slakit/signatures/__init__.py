"""Signatures over an agreement's digest: who must sign, what a signature says, how it is made and checked.

The cryptography is OpenSSH's: a signature is what `ssh-keygen -Y sign` writes, in the namespace `slakit`.
"""

from slakit.signatures.signing import Signed, sign
from slakit.signatures.verifying import Keys, Verification, verify

__all__ = ["Keys", "Signed", "Verification", "sign", "verify"]
