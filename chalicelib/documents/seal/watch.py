"""Lists of revoked certificates (RFC 5280, chapter 5): where they are, and whether they are good.

Taken are whole lists, signed by the issuer itself. Lists of changes, lists that speak for other
issuers, and lists of only some reasons prove too little, and are refused.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import pairwise
from typing import override

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from chalicelib.documents.seal.cms import CmsError, UnsupportedError, reading
from chalicelib.documents.seal.sealer import Chain
from chalicelib.ports.errors import PermanentError
from chalicelib.ports.platform import Clock
from chalicelib.ports.seals import RevocationList, SealWatch, Watched

type Pair = tuple[x509.Certificate, x509.Certificate | None]
"""A certificate and its issuer; None when that isn't known."""


class ChainWatch(SealWatch):
    """SealWatch: the chains of the seals, and that of the time stamps when there are any.

    `seals` gives the chain in force at a moment, and then those to come, whose lists are fetched
    ahead. The last certificate of a chain is taken for granted, as those who validate do with the
    ones in their lists of trusted authorities.
    """

    def __init__(
        self,
        seals: Callable[[str, datetime], Sequence[Chain]],
        stamping: Callable[[], Chain],
        clock: Clock,
    ) -> None:
        self._seals = seals
        self._stamping = stamping
        self._clock = clock

    def certificates(self, tenant: str, at: datetime) -> Chain:
        """All that a validator of a seal of then needs, each once."""
        return tuple(dict.fromkeys(c for chain in self._in_force(tenant, at) for c in chain))

    def needed(self, tenant: str, at: datetime) -> tuple[str, ...]:
        """The names of the certificates that a seal of then stands on."""
        return tuple(_pairs(self._in_force(tenant, at)))

    @override
    def watched(self, tenant: str) -> tuple[Watched, ...]:
        return tuple(
            Watched(name, addresses_in(certificate) if issuer else ())
            for name, (certificate, issuer) in _pairs(self._all(tenant)).items()
        )

    @override
    def read(self, tenant: str, certificate: str, der: bytes) -> RevocationList:
        about, issuer = _pairs(self._all(tenant))[certificate]
        if issuer is None:
            raise PermanentError("the issuer isn't configured")
        try:
            return checked(der, about, issuer, self._clock.now())
        except CmsError as error:
            raise PermanentError(f"no good list: {error}") from None

    def _all(self, tenant: str) -> list[Chain]:
        return self._stamped(self._seals(tenant, self._clock.now()))

    def _in_force(self, tenant: str, at: datetime) -> list[Chain]:
        return self._stamped(self._seals(tenant, at)[:1])

    def _stamped(self, chains: Sequence[Chain]) -> list[Chain]:
        stamping = self._stamping()
        return [*chains, stamping] if stamping else [*chains]


def name_of(certificate: x509.Certificate) -> str:
    """How a certificate is known: its SHA-256 in hex."""
    return certificate.fingerprint(hashes.SHA256()).hex()


def addresses_in(certificate: x509.Certificate) -> tuple[str, ...]:
    """Where its issuer publishes a whole list, over HTTP."""
    points = _extension(certificate, x509.CRLDistributionPoints) or ()
    names = (n for p in points if not (p.reasons or p.crl_issuer) for n in p.full_name or ())
    found = (n.value for n in names if isinstance(n, x509.UniformResourceIdentifier))
    return tuple(address for address in found if address.lower().startswith(("http:", "https:")))


def checked(
    der: bytes, certificate: x509.Certificate, issuer: x509.Certificate, now: datetime
) -> RevocationList:
    """A list, after its form, its signature and its time were checked. Raises CmsError."""
    with reading():
        found = x509.load_der_x509_crl(der)
        _require_whole(found, certificate)
        _require_signed(found, issuer)
        valid_until = found.next_update_utc
        if valid_until is None or not found.last_update_utc <= now < valid_until:
            raise CmsError("it isn't of this time")
        return RevocationList(
            certificate=name_of(certificate),
            der=der,
            issued_at=found.last_update_utc,
            valid_until=valid_until,
            is_revoked=_is_listed(found, certificate),
        )


def _pairs(chains: Iterable[Chain]) -> dict[str, Pair]:
    return {name_of(pair[0]): pair for chain in chains for pair in _standing_on(chain)}


def _standing_on(chain: Chain) -> Iterator[Pair]:
    """Whose revocation would matter; a chain that doesn't begin with who signs is of no use."""
    if len(chain) == 1 or _is_authority(chain[0]):
        yield chain[0], None
    else:
        yield from pairwise(chain)


def _is_authority(certificate: x509.Certificate) -> bool:
    constraints = _extension(certificate, x509.BasicConstraints)
    return constraints is not None and constraints.ca


def _require_whole(found: x509.CertificateRevocationList, certificate: x509.Certificate) -> None:
    for extension in found.extensions:
        value = extension.value
        if isinstance(value, x509.IssuingDistributionPoint):
            _require_scope(value, certificate)
        elif extension.critical:
            raise CmsError(f"it has a part that isn't understood: {extension.oid.dotted_string}")


def _require_scope(scope: x509.IssuingDistributionPoint, certificate: x509.Certificate) -> None:
    is_partial = scope.indirect_crl or scope.only_some_reasons
    is_of_others = (
        scope.only_contains_attribute_certs
        or (scope.only_contains_ca_certs and not _is_authority(certificate))
        or (scope.only_contains_user_certs and _is_authority(certificate))
    )
    named = {name.value for name in scope.full_name or ()}
    is_elsewhere = named and not named & set(addresses_in(certificate))
    if is_partial or is_of_others or is_elsewhere or scope.relative_name:
        raise CmsError("it doesn't speak of this certificate")


def _require_signed(found: x509.CertificateRevocationList, issuer: x509.Certificate) -> None:
    usage = _extension(issuer, x509.KeyUsage)
    if found.issuer != issuer.subject or (usage is not None and not usage.crl_sign):
        raise CmsError("it is of another issuer")
    key = issuer.public_key()
    if not isinstance(key, rsa.RSAPublicKey | ec.EllipticCurvePublicKey):
        raise UnsupportedError("an issuer's key of that kind isn't supported")
    if not found.is_signature_valid(key):
        raise CmsError("its signature is wrong")


def _is_listed(found: x509.CertificateRevocationList, certificate: x509.Certificate) -> bool:
    return found.get_revoked_certificate_by_serial_number(certificate.serial_number) is not None


def _extension[T: x509.ExtensionType](certificate: x509.Certificate, kind: type[T]) -> T | None:
    try:
        return certificate.extensions.get_extension_for_class(kind).value
    except x509.ExtensionNotFound:
        return None
