"""Bytes as a token in a URL, and back: one way of writing each."""

import base64
import binascii

_LONGEST_TOKEN = 128


def encoded(raw: bytes) -> str:
    """Safe in a URL, and without padding."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def decoded(token: str) -> bytes:
    """The bytes of a token; empty for what can't be one, or isn't written as we write it."""
    if len(token) > _LONGEST_TOKEN or not token.isascii():
        return b""
    try:
        raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except binascii.Error:
        return b""
    return raw if encoded(raw) == token else b""
