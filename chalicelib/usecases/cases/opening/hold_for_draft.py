"""What a form wants is held while somebody fills it in, so that nobody takes it from under them."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.cases.change import ClaimKey
from chalicelib.domain.cases.moving.frame import Frame
from chalicelib.domain.cases.process_type import Values, WantedClaim
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.shared.errors import ConflictError
from chalicelib.ports.cases.claims import Claims
from chalicelib.ports.platform import Keys
from chalicelib.usecases.cases.frames import Frames
from chalicelib.usecases.cases.free_now import FreeNow


@dataclass(frozen=True, slots=True)
class FormHold:
    """What a draft holds: the claim and its key, in words, and until when."""

    claim: str
    key: str
    words: str
    until: datetime


@dataclass(frozen=True, slots=True)
class HoldForDraft:
    """Takes for a draft what its process lets a draft hold, and gives back what it held before."""

    claims: Claims
    frames: Frames
    keys: Keys
    free_now: FreeNow

    def __call__(
        self,
        tenant: str,
        process: str,
        person: NationalNumber,
        values: Values,
        had: FormHold | None,
    ) -> FormHold | None:
        """What is held from now on; None when the form wants nothing.

        Raises InvalidInputError naming the field: what isn't possible, or what somebody else has
        (`claimed`), with what is free instead. RetryableError, NotThereError.
        """
        frame, holder = self.frames.new(process, tenant), self.holder(tenant, process, person)
        wanted = frame.type.wants(values, frame.municipality, frame.day, None)
        held = self._held(tenant, wanted, holder, frame) if wanted else None
        if had and (held is None or had.key != held.key):
            self.claims.let_go(tenant, ClaimKey(had.claim, had.key), holder)
        return held

    def holder(self, tenant: str, process: str, person: NationalNumber) -> str:
        """As whom somebody's draft holds: one for each process."""
        return f"draft:{process}:{self.keys.person(tenant, person)}"

    def let_go(self, tenant: str, process: str, person: NationalNumber, had: FormHold) -> None:
        """Give back what a draft held, because it is dropped."""
        holder = self.holder(tenant, process, person)
        self.claims.let_go(tenant, ClaimKey(had.claim, had.key), holder)

    def _held(self, tenant: str, wanted: WantedClaim, holder: str, frame: Frame) -> FormHold | None:
        claim = frame.definition.claims[wanted.claim]
        if claim.hold is None:
            return None
        until = frame.at + claim.hold
        key = ClaimKey(claim.id, wanted.key, claim.words)
        try:
            self.claims.hold(tenant, key, holder, frame.at, until)
        except ConflictError:
            raise self.free_now.taken(wanted, frame) from None
        return FormHold(claim.id, wanted.key, wanted.words, until)
