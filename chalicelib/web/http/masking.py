"""A secret that stands in a page, written otherwise each time.

Answers are compressed, and a page may quote what somebody typed. Whoever can let a browser ask for
pages and sees how long the answers are could guess a secret that always looks the same, letter by
letter (BREACH).
"""

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from secrets import token_bytes


def masked(secret: str) -> str:
    """The secret behind a mask that is new each time, and the mask."""
    plain = secret.encode()
    mask = token_bytes(len(plain))
    return urlsafe_b64encode(mask + _combined(mask, plain)).decode()


def unmasked(given: str) -> str:
    """The secret that was masked; empty for what is no masked text."""
    try:
        raw = urlsafe_b64decode(given.encode())
        half = len(raw) // 2
        return _combined(raw[:half], raw[half:]).decode()
    except (binascii.Error, ValueError):
        return ""


def _combined(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))
