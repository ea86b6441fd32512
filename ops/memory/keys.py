"""Keyed hashes with a key that everybody knows, for synthetic people only."""

from chalicelib.adapters.keys import HmacKeys


def known_keys() -> HmacKeys:
    """Keys for tests and replays."""
    return HmacKeys.of(b"synthetic people only, no secret")
