"""A certificate authority for tests and the demo.

    python -m ops authority alias/thuisloket-test-seal-34022 'Stad Kortrijk' chain.pem

Everything it issues says that it isn't for production. Its own key stays in memory and is gone
when the command ends; the seal's key is in KMS, which only its public half leaves.
"""

import hashlib
import sys
from argparse import Namespace
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import boto3
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, load_der_public_key
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from chalicelib.adapters.aws.kms import KmsSigner
from ops import command

NAME = "Thuisloket TEST – niet voor productie"
LONGEST_NAME = 64
"""Bytes of a common name, in UTF-8 (RFC 5280)."""
VALID_FOR = timedelta(days=365)
LIST_VALID_FOR = timedelta(days=7)
BEFORE = timedelta(hours=1)

type PublicKey = rsa.RSAPublicKey | ec.EllipticCurvePublicKey


@dataclass(frozen=True, slots=True)
class Authority:
    """A root that signs certificates."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    def pem(self, *certificates: x509.Certificate) -> str:
        """Certificates with the root behind them, as a configuration wants its chain."""
        chain = (*certificates, self.certificate)
        return "".join(c.public_bytes(Encoding.PEM).decode() for c in chain)


def make_authority(now: datetime, seed: str = "") -> Authority:
    """A new root; with a seed always the same key, which anybody then can make."""
    key = _seeded(seed) if seed else ec.generate_private_key(ec.SECP256R1())
    name = _name(NAME, "Thuisloket TEST")
    usage = _usage(key_cert_sign=True, crl_sign=True)
    builder = _builder(name, name, key.public_key(), now)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    builder = builder.add_extension(usage, critical=True)
    return Authority(key, builder.sign(key, hashes.SHA256()))


def seal_certificate(
    authority: Authority,
    public_key: bytes,
    organisation: str,
    now: datetime,
    list_address: str = "",
) -> x509.Certificate:
    """A certificate for the seal of an organisation; the key as DER SubjectPublicKeyInfo.

    `list_address` is where it says that the authority publishes what it revoked.
    """
    end = " – zegel TEST, niet voor productie"
    room = LONGEST_NAME - len(end.encode())
    name = _name(organisation.encode()[:room].decode(errors="ignore") + end, organisation)
    builder = _leaf(authority, name, _public(public_key), now, list_address)
    usage = _usage(digital_signature=True, content_commitment=True)
    return builder.add_extension(usage, critical=True).sign(authority.key, hashes.SHA256())


def time_stamp_certificate(
    authority: Authority, public_key: bytes, now: datetime, list_address: str = ""
) -> x509.Certificate:
    """A certificate for a time-stamp authority."""
    name = _name(f"Tijd {NAME}", NAME)
    builder = _leaf(authority, name, _public(public_key), now, list_address)
    purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    builder = builder.add_extension(_usage(digital_signature=True), critical=True)
    return builder.add_extension(purpose, critical=True).sign(authority.key, hashes.SHA256())


def revocation_list(
    authority: Authority, now: datetime, revoked: Collection[x509.Certificate] = ()
) -> bytes:
    """The list of what an authority revoked, in DER."""
    above = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key())
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(authority.certificate.subject)
        .last_update(now - BEFORE)
        .next_update(now + LIST_VALID_FOR)
        .add_extension(above, critical=False)
        .add_extension(x509.CRLNumber(1), critical=False)
    )
    for certificate in revoked:
        builder = builder.add_revoked_certificate(_revoked(certificate, now))
    return builder.sign(authority.key, hashes.SHA256()).public_bytes(Encoding.DER)


def chain_for(public_key: bytes, organisation: str, now: datetime, seed: str = "") -> str:
    """The PEM chain for a seal's key from a new authority, which publishes no list."""
    authority = make_authority(now, seed)
    return authority.pem(seal_certificate(authority, public_key, organisation, now))


def main() -> int:
    """Certify a key in KMS. Gives 1, and says why, when it couldn't."""
    parser = command.parser("authority", __doc__)
    parser.add_argument("key", help="id, ARN or alias of an asymmetric signing key in KMS")
    parser.add_argument("organisation", help="whose seal it is, such as 'Stad Kortrijk'")
    parser.add_argument("out", type=Path, help="the file for the chain, in PEM")
    parser.add_argument("--list", type=Path, help="also write a list of revocations: nothing")
    parser.add_argument("--list-address", default="", help="where that list will be, over HTTP")
    given = parser.parse_args()
    return command.run(lambda: _certify(given), "not certified")


def _certify(given: Namespace) -> int:
    now = datetime.now(UTC)
    public_key = KmsSigner(boto3.client("kms")).public_key(given.key)
    authority = make_authority(now)
    issued = seal_certificate(authority, public_key, given.organisation, now, given.list_address)
    given.out.write_text(authority.pem(issued))
    if given.list:
        given.list.write_bytes(revocation_list(authority, now))
    print(f"{given.out}: seal of {given.organisation}, certified by '{NAME}'")
    return 0


def _revoked(certificate: x509.Certificate, now: datetime) -> x509.RevokedCertificate:
    builder = x509.RevokedCertificateBuilder().serial_number(certificate.serial_number)
    return builder.revocation_date(now - BEFORE).build()


def _seeded(seed: str) -> ec.EllipticCurvePrivateKey:
    number = int.from_bytes(hashlib.sha256(seed.encode()).digest()) >> 1
    return ec.derive_private_key(number, ec.SECP256R1())


def _name(common: str, organisation: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "BE"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _public(der: bytes) -> PublicKey:
    key = load_der_public_key(der)
    if not isinstance(key, rsa.RSAPublicKey | ec.EllipticCurvePublicKey):
        raise TypeError("a seal needs a key of RSA or an elliptic curve")
    return key


def _builder(
    subject: x509.Name, issuer: x509.Name, key: PublicKey, now: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - BEFORE)
        .not_valid_after(now + VALID_FOR)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _leaf(
    authority: Authority, subject: x509.Name, key: PublicKey, now: datetime, list_address: str
) -> x509.CertificateBuilder:
    root = authority.certificate
    above = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key())
    plain = x509.BasicConstraints(ca=False, path_length=None)
    builder = _builder(subject, root.subject, key, now)
    if list_address:
        builder = builder.add_extension(_published_at(list_address), critical=False)
    return builder.add_extension(above, critical=False).add_extension(plain, critical=True)


def _published_at(address: str) -> x509.CRLDistributionPoints:
    names = [x509.UniformResourceIdentifier(address)]
    return x509.CRLDistributionPoints([x509.DistributionPoint(names, None, None, None)])


def _usage(
    *,
    digital_signature: bool = False,
    content_commitment: bool = False,
    key_cert_sign: bool = False,
    crl_sign: bool = False,
) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=digital_signature,
        content_commitment=content_commitment,
        key_cert_sign=key_cert_sign,
        crl_sign=crl_sign,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


if __name__ == "__main__":
    sys.exit(main())
