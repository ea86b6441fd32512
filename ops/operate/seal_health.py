"""Whether the seals of a stage are well: key, certificates, and what their authorities revoked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from chalicelib.adapters.aws.kms import KmsSigner
from chalicelib.adapters.aws.seal_lists import DynamoSealLists
from chalicelib.adapters.aws.seals import read_chains, read_parameter
from chalicelib.documents.seal.sealer import Chain, Identity, read_chain
from chalicelib.documents.seal.seals import Seals
from chalicelib.documents.seal.watch import ChainWatch
from chalicelib.ports.errors import PermanentError, RetryableError
from chalicelib.ports.platform import Clock
from chalicelib.ports.seals import RevocationList, Watched
from chalicelib.settings import Settings
from ops.stage.target import StageTarget

SOON = timedelta(days=45)
"""A new certificate takes weeks: an application, and somebody who comes to sign for it."""


@dataclass(frozen=True, slots=True)
class SealHealth:
    """Looks at the seals of some municipalities; nothing is changed."""

    target: StageTarget
    settings: Settings
    clock: Clock

    def troubles(self, nis: str) -> Iterator[str]:
        """What is wrong with the seal of a municipality, each with what helps."""
        try:
            seals = self._seals(nis)
            yield from self._certificate(seals.at(nis, self.clock.now()))
            if self.settings.fetches_lists:
                watch = ChainWatch(seals.from_then_on, self._stamping, self.clock)
                yield from self._lists(nis, watch)
        except (PermanentError, RetryableError) as error:
            yield str(error)

    def _seals(self, nis: str) -> Seals:
        ssm, path = self.target.client("ssm"), self.settings.seal_parameters
        is_real = self.settings.environment == "prod"
        return Seals(
            (nis,),
            self.settings.seal_key,
            lambda nis: read_chains(ssm, f"{path}/{nis}"),
            refuse_tests=is_real,
        )

    def _stamping(self) -> Chain:
        if not self.settings.tsa_url:
            return ()
        name = self.settings.tsa_parameter
        return read_chain(read_parameter(self.target.client("ssm"), name))

    def _certificate(self, identity: Identity) -> Iterator[str]:
        form = Encoding.DER, PublicFormat.SubjectPublicKeyInfo
        key = KmsSigner(self.target.client("kms")).public_key(identity.key_id)
        if key != identity.certificate.public_key().public_bytes(*form):
            yield f"the certificate is of another key than {identity.key_id}"
        ends = min(certificate.not_valid_after_utc for certificate in identity.chain)
        if ends - self.clock.now() < SOON:
            yield f"its certificates end on {ends:%Y-%m-%d}: python -m ops rotate seal"

    def _lists(self, nis: str, watch: ChainWatch) -> Iterator[str]:
        lists = DynamoSealLists(self.target.client("dynamodb"), self.settings.table)
        kept = {found.certificate: found for found in lists.of(nis)}
        for watched in watch.watched(nis):
            trouble = self._told(watched, kept.get(watched.certificate))
            if trouble:
                yield f"the certificate {watched.certificate[:16]} {trouble}"

    def _told(self, watched: Watched, found: RevocationList | None) -> str:
        if found and found.is_revoked:
            return "was revoked, nothing is sealed: docs/runbook.md, seals-unproven"
        if not watched.addresses:
            return "names no list of revocations, or its issuer isn't in its chain"
        if found is None or not found.is_current(self.clock.now()):
            return "has no current list of revocations: docs/runbook.md, seals-unproven"
        return ""
