"""The seals of a replay: on what was really rendered, by a key that is made for the run."""

from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, override

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from chalicelib.domain.issued.sealing import SealKind, SealLook
from chalicelib.ports.documents import Sealer
from chalicelib.ports.platform import Clock

if TYPE_CHECKING:
    from chalicelib.documents.seal.sealer import Identity

HOLDER = "Gemeente (proefdocument)"
KEY = "alias/replay"
PDF = b"%PDF-"


class BlankSealer:
    """Sealer without a key: the documents of a replay are nobody's, so nothing vouches for them."""

    def seal(self, pdf: bytes, tenant: str, at: datetime) -> bytes:  # noqa: ARG002 - the port's signature
        """The same bytes."""
        return pdf

    def look(self, tenant: str, at: datetime) -> SealLook:  # noqa: ARG002 - the port's signature
        """A seal of nobody."""
        return SealLook(
            holder="niemand (proefdocument)",
            authority="niemand",
            kind=SealKind.ADVANCED,
            is_stamped=False,
            is_test=True,
            reserved=0,
        )


class SamplingSealer(Sealer):
    """Seals what is a page, and leaves the lines alone that stand for what wasn't rendered."""

    def __init__(self, real: Callable[[], Sealer]) -> None:
        self._real = real

    @override
    def seal(self, pdf: bytes, tenant: str, at: datetime) -> bytes:
        return self._real().seal(pdf, tenant, at) if pdf.startswith(PDF) else pdf

    @override
    def look(self, tenant: str, at: datetime) -> SealLook:
        return self._real().look(tenant, at)


class _Key:
    """A key of this process, which signs as KMS does."""

    def __init__(self) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())

    @property
    def public(self) -> bytes:
        """The public half, in DER."""
        half = self._key.public_key()
        return half.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)

    def sign(self, key_id: str, algorithm: str, message: bytes) -> bytes:  # noqa: ARG002 - one key
        """The signature of a message, in DER."""
        return self._key.sign(message, ec.ECDSA(hashes.SHA256()))


def sampling_sealer(clock: Clock) -> SamplingSealer:
    """A sealer of test documents; what it needs is loaded when the first is sealed."""
    return SamplingSealer(cache(lambda: _pades(clock)))


def _pades(clock: Clock) -> Sealer:
    from chalicelib.documents.seal.sealer import PadesSealer  # noqa: PLC0415

    key = _Key()
    months = cache(lambda month: _identity(key, month))
    return PadesSealer(lambda _, at: months(_month_of(at)), key, clock)


def _month_of(at: datetime) -> datetime:
    return at.replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def _identity(key: _Key, month: datetime) -> "Identity":
    """Whoever seals, by a certificate that is new each month and valid for a year."""
    from chalicelib.documents.seal.sealer import Identity, SealConfig  # noqa: PLC0415
    from ops.deploy.authority import chain_for  # noqa: PLC0415

    return Identity.of(SealConfig(KEY, chain_for(key.public, HOLDER, month)))
