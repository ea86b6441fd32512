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
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import NameOID, ObjectIdentifier

from chalicelib.documents.seal.cms import is_issued_by, signed_attributes, signed_message
from chalicelib.documents.seal.quick import attributes_of, longest, message_of
from chalicelib.documents.seal.reading import SealReader
from chalicelib.documents.seal.slot import RESERVED_WITH_TIME_STAMP, prepare
from chalicelib.domain.issued.sealing import NO_VALIDATION_DATA, SealKind, SealLook, ValidationData
from chalicelib.domain.issued.verification import SealState
from chalicelib.ports.errors import PermanentError, RetryableError
from chalicelib.ports.platform import Clock

SMALLEST_RSA = 3072

MOST_CHAINS = 1024
"""Chains that are remembered as read; a document is looked at with all of them."""

OF_A_TEST = "TEST"
"""What stands in the name of an authority that isn't for production."""

_ROOM_STEP = 1024
_NOT_OURS = "the seal doesn't verify: do key and certificate belong together?"

_STATEMENTS = ObjectIdentifier("1.3.6.1.5.5.7.1.3")
_IS_QUALIFIED = bytes.fromhex("060604008e460101")
"""QcCompliance (ETSI EN 319 412-5): the certificate is a qualified one."""

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
        _require_valid(identity, now)
        self._validation(tenant, at)
        prepared = prepare(pdf, now)
        digest = prepared.digest
        attributes = attributes_of(digest, identity.certificate)
        signature = self._signer.sign(identity.key_id, identity.algorithm, attributes)
        _require_own(signature, attributes, identity)
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
            authority=_name(certificate.issuer, NameOID.COMMON_NAME),
            kind=_kind(certificate),
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


def is_of_a_test(certificate: x509.Certificate) -> bool:
    """Whether an authority for tests issued a certificate."""
    return OF_A_TEST in _name(certificate.issuer, NameOID.COMMON_NAME)


def holder_of(certificate: x509.Certificate) -> str:
    """The organisation that a certificate names."""
    return _name(certificate.subject, NameOID.ORGANIZATION_NAME)


def _name(name: x509.Name, wanted: ObjectIdentifier) -> str:
    """One part of a name; the whole of it when it has no such part."""
    found = name.get_attributes_for_oid(wanted)
    return str(found[0].value) if found else name.rfc4514_string()


def _kind(certificate: x509.Certificate) -> SealKind:
    for extension in certificate.extensions:
        value = extension.value
        if extension.oid == _STATEMENTS and isinstance(value, x509.UnrecognizedExtension):
            is_qualified = _IS_QUALIFIED in value.value
            return SealKind.ADVANCED_QUALIFIED_CERTIFICATE if is_qualified else SealKind.ADVANCED
    return SealKind.ADVANCED


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


def room_for(chain: Chain) -> int:
    """Hexadecimal digits that a seal of a chain takes at most, in whole kilobytes."""
    return -(-2 * longest(chain) // _ROOM_STEP) * _ROOM_STEP


def _require_own(signature: bytes, signed: bytes, identity: Identity) -> None:
    """A seal that doesn't verify is never given to anybody."""
    key = identity.certificate.public_key()
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, signed, padding.PKCS1v15(), SHA256())
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, signed, ec.ECDSA(SHA256()))
    except InvalidSignature:
        raise PermanentError(_NOT_OURS) from None


def _proven(sealed: bytes, identity: Identity) -> bytes:
    """A seal that doesn't verify is never given to anybody."""
    if SealReader([identity.chain]).inspect(sealed).seal is not SealState.INTACT:
        raise PermanentError(_NOT_OURS)
    return sealed
