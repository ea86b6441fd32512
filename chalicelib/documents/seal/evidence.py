"""What a document takes along so that its seal can be judged later, without asking anybody."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from cryptography.hazmat.primitives.serialization import Encoding

from chalicelib.documents.seal.watch import ChainWatch
from chalicelib.domain.issued.sealing import NO_VALIDATION_DATA, ValidationData
from chalicelib.ports.errors import PermanentError
from chalicelib.ports.platform import Clock
from chalicelib.ports.seals import RevocationList, SealLists

READ_AGAIN = timedelta(minutes=15)
"""How long a process goes by the lists that it read: fetched anew they are once an hour."""

type Lists = dict[str, RevocationList]
"""By certificate."""


@dataclass(frozen=True)
class SealEvidence:
    """Evidence, from the lists that were fetched ahead, each read once in a while and kept."""

    watch: ChainWatch
    lists: SealLists
    clock: Clock
    _read: dict[str, tuple[datetime, Lists]] = field(default_factory=dict)

    def of(self, tenant: str, at: datetime) -> ValidationData:
        """As sealing asks it: empty unless a current list speaks of every certificate.

        Raises PermanentError when one of them was revoked, whatever became of the list since;
        RetryableError when the lists can't be read.
        """
        names = self.watch.needed(tenant, at)
        now = self.clock.now()
        kept = self._kept(tenant, now)
        found = [kept[name] for name in names if name in kept]
        for one in found:
            if one.is_revoked:
                raise PermanentError(f"the certificate {one.certificate[:16]} was revoked")
        if len(found) < len(names) or not all(one.is_current(now) for one in found):
            return NO_VALIDATION_DATA
        certificates = self.watch.certificates(tenant, at)
        return ValidationData(
            tuple(c.public_bytes(Encoding.DER) for c in certificates),
            tuple(dict.fromkeys(one.der for one in found)),
        )

    def _kept(self, tenant: str, now: datetime) -> Lists:
        known = self._read.get(tenant)
        if known is None or now - known[0] >= READ_AGAIN:
            known = now, {one.certificate: one for one in self.lists.of(tenant)}
            self._read[tenant] = known
        return known[1]
