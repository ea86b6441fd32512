"""Which keys a case holds that no other open case may hold."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from chalicelib.domain.process.definition import Definition

type Held = frozenset[tuple[str, str]]
"""Claims by id with one of their keys."""
type KeysOf = Callable[[str], Iterable[str]]
"""The keys of the payload for a claim, by the claim's id."""


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """What a change must put if nobody has it, and what it gives back."""

    taken: Held
    given_back: Held


def held(definition: Definition, state: str, keys_of: KeysOf) -> Held:
    """What a case holds in a state with its present payload."""
    claims = (claim for claim in definition.claims.values() if state in claim.held_in)
    return frozenset((claim.id, key) for claim in claims for key in keys_of(claim.id))


def claim_change(before: Held, after: Held) -> ClaimChange:
    """From before the first to after the last event of a change."""
    return ClaimChange(taken=after - before, given_back=before - after)
