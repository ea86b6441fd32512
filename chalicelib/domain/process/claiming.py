"""Which keys a case holds that no other open case may hold."""

from collections.abc import Callable, Iterable

from chalicelib.domain.process.definition import Definition

type Held = frozenset[tuple[str, str]]
"""Claims by id with one of their keys."""
type KeysOf = Callable[[str], Iterable[str]]
"""The keys of the payload for a claim, by the claim's id."""


def held(definition: Definition, state: str, keys_of: KeysOf) -> Held:
    """What a case holds in a state with its present payload."""
    claims = (claim for claim in definition.claims.values() if state in claim.held_in)
    return frozenset((claim.id, key) for claim in claims for key in keys_of(claim.id))
