"""A ZIP file with a signed list of what is in it: every changed byte shows, and by name.

It opens with any program. The list (`manifest.json`) has the SHA-256 of every other part, and is signed with
an Ed25519 key (RFC 8032) whose public half is in it; `manifest.sig` is the signature.
"""

from startlijn.engines.sealed.sealing import public_key, seal, unseal
from startlijn.engines.sealed.terms import AROUND, MANIFEST, SIGNATURE, BrokenSeal, NotSealed, Sealed

__all__ = [
    "AROUND",
    "MANIFEST",
    "SIGNATURE",
    "BrokenSeal",
    "NotSealed",
    "Sealed",
    "public_key",
    "seal",
    "unseal",
]
