"""The message of a seal, written by filling in what differs from one document to the next.

Encoding the same certificates and names anew took most of a seal's time. The bytes are those of
`cms.signed_message`: each template is one of its messages, cut where digest and signature stand.
"""

from datetime import datetime
from functools import lru_cache

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256

from chalicelib.documents.seal.cms import signed_attributes, signed_message
from chalicelib.ports.errors import PermanentError

MOST = 64
"""Templates that are kept, of each kind: one a chain and length of signature."""

LONGEST = 512
"""Bytes of the longest signature of ours: RSA of 4,096 bits."""

NOT_OURS = "the seal doesn't verify: do key and certificate belong together?"
_ROOM_STEP = 1024
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


def room_for(chain: Chain) -> int:
    """Hexadecimal digits that a seal of a chain takes at most, in whole kilobytes."""
    return -(-2 * len(message_of(_DIGEST, b"\x5a" * LONGEST, chain)) // _ROOM_STEP) * _ROOM_STEP


def require_valid(chain: Chain, now: datetime) -> None:
    """Raises PermanentError when a certificate isn't valid at a moment."""
    for certificate in chain:
        if not certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc:
            raise PermanentError("a certificate of the seal isn't valid now")


def require_own(signature: bytes, signed: bytes, certificate: x509.Certificate) -> None:
    """A seal that doesn't verify is never given to anybody. Raises PermanentError."""
    key = certificate.public_key()
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, signed, padding.PKCS1v15(), SHA256())
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, signed, ec.ECDSA(SHA256()))
        else:
            raise PermanentError(NOT_OURS)
    except InvalidSignature:
        raise PermanentError(NOT_OURS) from None


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
