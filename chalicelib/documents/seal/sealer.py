"""The municipality's seal: PAdES baseline in one revision.

B-B; B-T with a time stamp; B-LT when the document also holds proof that nothing was revoked.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import Protocol

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

from chalicelib.documents.seal.cms import is_issued_by, signed_attributes, signed_message
from chalicelib.documents.seal.naming import holder_of, is_of_a_test, kind_of, name_of
from chalicelib.documents.seal.quick import (
    NOT_OURS,
    attributes_of,
    message_of,
    require_own,
    require_valid,
    room_for,
)
from chalicelib.documents.seal.reading import SealReader
from chalicelib.documents.seal.slot import RESERVED_WITH_TIME_STAMP, prepare
from chalicelib.domain.issued.sealing import NO_VALIDATION_DATA, SealLook, ValidationData
from chalicelib.domain.issued.verification import SealState
from chalicelib.ports.errors import PermanentError, RetryableError
from chalicelib.ports.platform import Clock

SMALLEST_RSA = 3072

MOST_CHAINS = 1024
"""Chains that are remembered as read; a document is looked at with all of them."""

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


class Evidence(Protocol):
    """What proves of a municipality's seals that no certificate was revoked."""

    def of(self, tenant: str, at: datetime) -> ValidationData:
        """What there is now of the seal in force at `at`, empty when it isn't complete.

        Raises PermanentError when a certificate was revoked, RetryableError.
        """


@dataclass(frozen=True, slots=True)
class SealConfig:
    """How a municipality seals: the key in KMS, and its certificate with those above it in PEM."""

    key_id: str
    chain_pem: str
    unstamped: Unstamped = Unstamped.RETRY


@dataclass(frozen=True, slots=True)
class Identity:
    """A configuration that was read and checked."""

    key_id: str
    chain: Chain
    algorithm: Algorithm
    unstamped: Unstamped

    @classmethod
    def of(cls, config: SealConfig) -> "Identity":
        """Read a configuration. Raises PermanentError when it can't make a seal."""
        chain = read_chain(config.chain_pem)
        return cls(config.key_id, chain, _algorithm(chain[0]), config.unstamped)

    @property
    def certificate(self) -> x509.Certificate:
        """The certificate of the seal."""
        return self.chain[0]


class PadesSealer:
    """The Sealer port; `identities` tells who seals for a tenant at a moment, or a KeyError."""

    def __init__(
        self,
        identities: Callable[[str, datetime], Identity],
        signer: RawSigner,
        clock: Clock,
        stamper: Stamper | None = None,
        evidence: Evidence | None = None,
    ) -> None:
        self._identities = identities
        self._signer = signer
        self._clock = clock
        self._stamper = stamper
        self._evidence = evidence
        self._read_back: set[tuple[x509.Certificate, int]] = set()

    def seal(self, pdf: bytes, tenant: str, at: datetime) -> bytes:
        """The signature is verified; with a time stamp, or the first of a kind, the whole seal."""
        identity = self._identity(tenant, at)
        now = self._clock.now()
        require_valid(identity.chain, now)
        self._validation(tenant, at)
        prepared = prepare(pdf, now)
        digest = prepared.digest
        attributes = attributes_of(digest, identity.certificate)
        signature = self._signer.sign(identity.key_id, identity.algorithm, attributes)
        require_own(signature, attributes, identity.certificate)
        token = self._token(signature, identity.unstamped)
        if token is None:
            sealed = prepared.fill(message_of(digest, signature, identity.chain))
            return self._known(sealed, identity, len(signature))
        signed = signed_attributes(digest, identity.certificate)
        message = signed_message(signed, signature, identity.chain, token)
        return _proven(prepared.fill(message), identity)

    def _known(self, sealed: bytes, identity: Identity, length: int) -> bytes:
        """The first seal from a template is read back whole; the next ones differ in two values."""
        kind = identity.certificate, length
        if kind not in self._read_back:
            _proven(sealed, identity)
            self._read_back.add(kind)
        return sealed

    def look(self, tenant: str, at: datetime) -> SealLook:
        """A time stamp is claimed only where no seal goes without.

        Without one, lists of revocations would prove nothing later, and aren't taken along.
        """
        identity, validation = self._identity(tenant, at), self._validation(tenant, at)
        certificate = identity.certificate
        has_stamper = self._stamper is not None
        return SealLook(
            holder=holder_of(certificate),
            authority=name_of(certificate.issuer, NameOID.COMMON_NAME),
            kind=kind_of(certificate),
            is_stamped=has_stamper and identity.unstamped is Unstamped.RETRY,
            is_test=is_of_a_test(certificate),
            reserved=RESERVED_WITH_TIME_STAMP if has_stamper else room_for(identity.chain),
            validation=validation if has_stamper else NO_VALIDATION_DATA,
        )

    def _identity(self, tenant: str, at: datetime) -> Identity:
        try:
            return self._identities(tenant, at)
        except KeyError:
            raise PermanentError(f"no seal is configured for {tenant}") from None

    def _validation(self, tenant: str, at: datetime) -> ValidationData:
        """What the document takes along; asking for it also stops a seal that was revoked."""
        return self._evidence.of(tenant, at) if self._evidence else NO_VALIDATION_DATA

    def _token(self, signature: bytes, unstamped: Unstamped) -> bytes | None:
        if self._stamper is None:
            return None
        try:
            return self._stamper.stamp(signature)
        except RetryableError:
            if unstamped is Unstamped.RETRY:
                raise
            return None


@lru_cache(maxsize=MOST_CHAINS)
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


def _proven(sealed: bytes, identity: Identity) -> bytes:
    """A seal that doesn't verify is never given to anybody."""
    if SealReader([identity.chain]).inspect(sealed).seal is not SealState.INTACT:
        raise PermanentError(NOT_OURS)
    return sealed
