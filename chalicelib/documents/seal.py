"""The municipality's seal: PAdES baseline B-B, or B-T with a time stamp, in one revision."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import pairwise
from typing import Protocol

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from chalicelib.documents.cms import is_issued_by, signed_attributes, signed_message
from chalicelib.documents.seal_reading import SealReader
from chalicelib.documents.seal_slot import prepare
from chalicelib.domain.verification import SealState
from chalicelib.ports import Clock, PermanentError, RetryableError

SMALLEST_RSA = 3072

type Chain = tuple[x509.Certificate, ...]
"""A certificate and those above it, each issued by the next."""


class Algorithm(StrEnum):
    """The schemes of signature, as KMS names them."""

    RSA = "RSASSA_PKCS1_V1_5_SHA_256"
    ECDSA = "ECDSA_SHA_256"


class Unstamped(StrEnum):
    """What happens when the time-stamp authority doesn't answer: wait for it, or seal as B-B."""

    RETRY = "retry"
    ACCEPT = "accept"


class RawSigner(Protocol):
    """Signs with a private key that it doesn't give away."""

    def sign(self, key_id: str, algorithm: str, message: bytes) -> bytes:
        """The signature of a message of at most 4096 bytes; ECDSA's in DER.

        Raises RetryableError, PermanentError.
        """


class Stamper(Protocol):
    """A time-stamp authority."""

    def stamp(self, signature: bytes) -> bytes:
        """A verified token on a signature, in DER. Raises RetryableError."""


@dataclass(frozen=True, slots=True)
class SealConfig:
    """How a municipality seals: the key in KMS, and its certificate with those above it in PEM.

    `former_pem` holds the chains of earlier seals, by which they are still recognised.
    """

    key_id: str
    chain_pem: str
    former_pem: tuple[str, ...] = ()
    unstamped: Unstamped = Unstamped.RETRY


@dataclass(frozen=True, slots=True)
class Identity:
    """A configuration that was read and checked."""

    key_id: str
    chain: Chain
    former: tuple[Chain, ...]
    algorithm: Algorithm
    unstamped: Unstamped

    @classmethod
    def of(cls, config: SealConfig) -> "Identity":
        """Read a configuration. Raises PermanentError when it can't make a seal."""
        chain = read_chain(config.chain_pem)
        former = tuple(read_chain(pem) for pem in config.former_pem)
        return cls(config.key_id, chain, former, _algorithm(chain[0]), config.unstamped)

    @property
    def certificate(self) -> x509.Certificate:
        """The certificate of the seal."""
        return self.chain[0]

    @property
    def chains(self) -> tuple[Chain, ...]:
        """The chains by which our seals are recognised, the present one first."""
        return (self.chain, *self.former)


class PadesSealer:
    """The Sealer port; one identity per tenant."""

    def __init__(
        self,
        identities: Mapping[str, Identity],
        signer: RawSigner,
        clock: Clock,
        stamper: Stamper | None = None,
    ) -> None:
        self._identities = identities
        self._signer = signer
        self._clock = clock
        self._stamper = stamper

    def seal(self, pdf: bytes, tenant: str) -> bytes:
        """The sealed bytes, verified. Raises RetryableError, PermanentError."""
        identity = self._identity(tenant)
        now = self._clock.now()
        _require_valid(identity, now)
        prepared = prepare(pdf, now)
        attributes = signed_attributes(prepared.digest, identity.certificate)
        signature = self._signer.sign(identity.key_id, identity.algorithm, attributes.dump())
        token = self._token(signature, identity.unstamped)
        sealed = prepared.fill(signed_message(attributes, signature, identity.chain, token))
        return _proven(sealed, identity)

    def _identity(self, tenant: str) -> Identity:
        try:
            return self._identities[tenant]
        except KeyError:
            raise PermanentError(f"no seal is configured for {tenant}") from None

    def _token(self, signature: bytes, unstamped: Unstamped) -> bytes | None:
        if self._stamper is None:
            return None
        try:
            return self._stamper.stamp(signature)
        except RetryableError:
            if unstamped is Unstamped.RETRY:
                raise
            return None


def read_chain(pem: str) -> Chain:
    """The certificates in a PEM text, each issued by the next. Raises PermanentError."""
    try:
        chain = tuple(x509.load_pem_x509_certificates(pem.encode()))
    except ValueError:
        raise PermanentError("a certificate of the seal can't be read as PEM") from None
    if not all(is_issued_by(*pair) for pair in pairwise(chain)):
        raise PermanentError("the certificates of the seal aren't a chain")
    return chain


def _algorithm(certificate: x509.Certificate) -> Algorithm:
    key = certificate.public_key()
    if isinstance(key, rsa.RSAPublicKey) and key.key_size >= SMALLEST_RSA:
        return Algorithm.RSA
    if isinstance(key, ec.EllipticCurvePublicKey) and isinstance(key.curve, ec.SECP256R1):
        return Algorithm.ECDSA
    raise PermanentError(f"a seal needs RSA of {SMALLEST_RSA} bits or more, or ECDSA on P-256")


def _require_valid(identity: Identity, now: datetime) -> None:
    for certificate in identity.chain:
        if not certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc:
            raise PermanentError("a certificate of the seal isn't valid now")


def _proven(sealed: bytes, identity: Identity) -> bytes:
    """A seal that doesn't verify is never given to anybody."""
    if SealReader([identity.chain]).inspect(sealed).seal is not SealState.INTACT:
        raise PermanentError("the seal doesn't verify: do key and certificate belong together?")
    return sealed
