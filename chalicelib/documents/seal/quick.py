"""The message of a seal, written by filling in what differs from one document to the next.

Encoding the same certificates and names anew took most of a seal's time. The bytes are those of
`cms.signed_message`: each template is one of its messages, cut where digest and signature stand.
"""

from functools import lru_cache

from cryptography import x509

from chalicelib.documents.seal.cms import signed_attributes, signed_message

MOST = 64
"""Templates that are kept, of each kind: one a chain and length of signature."""

LONGEST = 512
"""Bytes of the longest signature of ours: RSA of 4,096 bits."""

_DIGEST = bytes.fromhex("a5") * 32

type Chain = tuple[x509.Certificate, ...]


def attributes_of(digest: bytes, certificate: x509.Certificate) -> bytes:
    """What is signed, in DER; `digest` is the SHA-256 of what the seal covers."""
    before, after = _attributes(certificate)
    return before + digest + after


def message_of(digest: bytes, signature: bytes, chain: Chain) -> bytes:
    """The message in DER, without a time stamp."""
    before, between, after = _message(chain, len(signature))
    return before + digest + between + signature + after


def longest(chain: Chain) -> int:
    """Bytes that a message without a time stamp takes at most."""
    return len(message_of(_DIGEST, b"\x5a" * LONGEST, chain))


@lru_cache(maxsize=MOST)
def _attributes(certificate: x509.Certificate) -> tuple[bytes, bytes]:
    before, _, after = signed_attributes(_DIGEST, certificate).dump().partition(_DIGEST)
    return before, after


@lru_cache(maxsize=MOST)
def _message(chain: Chain, length: int) -> tuple[bytes, bytes, bytes]:
    signature = b"\x5a" * length
    attributes = signed_attributes(_DIGEST, chain[0])
    before, _, rest = signed_message(attributes, signature, chain).partition(_DIGEST)
    between, _, after = rest.rpartition(signature)
    return before, between, after
