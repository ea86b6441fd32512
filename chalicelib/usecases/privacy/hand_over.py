"""Give a person everything that is held about them: for inspection, and to take along."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from chalicelib.domain.privacy.holdings import HeldRequest, Holdings
from chalicelib.ports.documents import Archive
from chalicelib.usecases.former_cases.follow import as_applicant_sees
from chalicelib.usecases.privacy.find_held import Claim, FindHeld, Ground

GROUND = Ground("Uw vraag om uw gegevens in te kijken", "Verordening (EU) 2016/679, art. 15 en 20")


@dataclass(frozen=True, slots=True)
class HandOver:
    """What clerks wrote for themselves isn't among it: the officer decides on that by hand."""

    find: FindHeld
    archive: Archive

    def __call__(self, claim: Claim) -> Holdings:
        """What somebody may see of what is held; the look is in the access log.

        Raises InvalidInputError (`invalid_mark`), RetryableError.
        """
        holdings = self.find(claim, GROUND)
        return replace(holdings, requests=tuple(_as_seen(held) for held in holdings.requests))

    def files(self, holdings: Holdings) -> Iterator[tuple[str, bytes]]:
        """The key and the bytes of each file that is still there, one at a time."""
        for held in holdings.requests:
            for key in held.files:
                content = self.archive.read(key)
                if content is not None:
                    yield key, content


def _as_seen(held: HeldRequest) -> HeldRequest:
    return replace(held.as_seen(), request=as_applicant_sees(held.request))
