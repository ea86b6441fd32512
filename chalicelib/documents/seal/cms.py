"""Cryptographic messages (CMS, RFC 5652) of a PAdES baseline seal: making and reading them.

Making follows ETSI EN 319 142-1: the content type, the digest of the document and the certificate
that signs (ESS, RFC 5035) are signed; the time is claimed in the PDF, not here.
"""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from asn1crypto import algos, cms, core, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding

_HASHES: dict[str, type[hashes.HashAlgorithm]] = {
    "sha256": hashes.SHA256,
    "sha384": hashes.SHA384,
    "sha512": hashes.SHA512,
}


class CmsError(Exception):
    """A message that can't be read, or whose signature is wrong."""


class UnsupportedError(CmsError):
    """A message that may be right, made in a way that ours never are."""


@dataclass(frozen=True, slots=True)
class SignedMessage:
    """A message with one signature that was read; nothing is verified yet."""

    data: cms.SignedData
    info: cms.SignerInfo
    certificates: tuple[x509.Certificate, ...]
    signer: x509.Certificate

    @property
    def signature(self) -> bytes:
        """The value of the signature: what a time stamp is about."""
        return bytes(self.info["signature"].native)

    @property
    def attributes(self) -> cms.CMSAttributes:
        """The attributes as they were signed."""
        return self.info["signed_attrs"].untag()

    @property
    def token(self) -> bytes | None:
        """The time stamp on the signature, in DER."""
        for attribute in self.info["unsigned_attrs"]:
            if attribute["type"].native == "signature_time_stamp_token":
                return bytes(attribute["values"][0].dump())
        return None


def signed_attributes(digest: bytes, certificate: x509.Certificate) -> cms.CMSAttributes:
    """The attributes that are signed; `digest` is the SHA-256 of what the seal covers."""
    named = tsp.ESSCertIDv2({"cert_hash": certificate.fingerprint(hashes.SHA256())})
    reference = tsp.SigningCertificateV2({"certs": [named]})
    return cms.CMSAttributes(
        [
            _attribute("content_type", cms.ContentType("data")),
            _attribute("message_digest", digest),
            _attribute("signing_certificate_v2", reference),
        ]
    )


def signed_message(
    attributes: cms.CMSAttributes,
    signature: bytes,
    chain: Sequence[x509.Certificate],
    token: bytes | None = None,
) -> bytes:
    """The message in DER: the first of the chain signed; a time stamp is added when there is one.

    A root above it is left out: who trusts it, has it.
    """
    above = (c for c in chain[1:] if c.subject != c.issuer)
    certificates = [_asn1(c) for c in (chain[0], *above)]
    info = _signer_info(attributes, signature, chain[0])
    if token is not None:
        stamp = _attribute("signature_time_stamp_token", cms.ContentInfo.load(token))
        info["unsigned_attrs"] = cms.CMSAttributes([stamp])
    data = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": [algos.DigestAlgorithm({"algorithm": "sha256"})],
            "encap_content_info": {"content_type": "data"},
            "certificates": certificates,
            "signer_infos": [info],
        }
    )
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": data}).dump())


@contextmanager
def reading() -> Iterator[None]:
    """Inside, whatever a malformed message makes its readers raise becomes CmsError."""
    try:
        yield
    except CmsError:
        raise
    except InvalidSignature:
        raise CmsError("the signature is wrong") from None
    except UnsupportedAlgorithm:
        raise UnsupportedError("an algorithm isn't supported") from None
    except Exception as error:  # two parsers, each with a dozen kinds of its own
        raise CmsError(f"not a signed message: {type(error).__name__}") from None


def read_message(der: bytes) -> SignedMessage:
    """Read a message of one signature with its certificates. Raises CmsError."""
    with reading():
        outer = cms.ContentInfo.load(der, strict=True)
        if outer["content_type"].native != "signed_data":
            raise CmsError("not signed data")
        data = outer["content"]
        (info,) = data["signer_infos"]
        found = tuple(x509.load_der_x509_certificate(c.dump()) for c in data["certificates"])
        return SignedMessage(data, info, found, _signer(info, found))


def verify_message(message: SignedMessage, content: bytes) -> None:
    """Check signature and content. Whether to trust the certificate is for the caller.

    Raises CmsError.
    """
    verify_signature(message)
    verify_content(message, content)


def verify_signature(message: SignedMessage) -> None:
    """Check the signature on the attributes, and that they name the certificate.

    Raises CmsError, and UnsupportedError where we can't tell.
    """
    with reading():
        _verify_reference(_attributes(message.info), message.signer)
        _verify_signature(message)


def verify_content(message: SignedMessage, content: bytes) -> None:
    """Check that the attributes are about a content. Raises CmsError."""
    with reading():
        algorithm = message.info["digest_algorithm"]["algorithm"].native
        digest = _attributes(message.info)["message_digest"].native
        if digest != hashlib.new(algorithm, content).digest():
            raise CmsError("the content was changed")


def is_issued_by(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    """Whether one certificate was signed with the key of another."""
    try:
        certificate.verify_directly_issued_by(issuer)
    except (InvalidSignature, TypeError, ValueError):
        return False
    return True


def _attribute(kind: str, value: object) -> cms.CMSAttribute:
    return cms.CMSAttribute({"type": kind, "values": [value]})


def _asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))


def _signer_info(
    attributes: cms.CMSAttributes, signature: bytes, certificate: x509.Certificate
) -> cms.SignerInfo:
    parsed = _asn1(certificate)
    is_rsa = isinstance(certificate.public_key(), rsa.RSAPublicKey)
    identifier = {"issuer": parsed.issuer, "serial_number": parsed.serial_number}
    return cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier("issuer_and_serial_number", identifier),
            "digest_algorithm": {"algorithm": "sha256"},
            "signed_attrs": attributes,
            "signature_algorithm": {"algorithm": "sha256_rsa" if is_rsa else "sha256_ecdsa"},
            "signature": signature,
        }
    )


def _signer(info: cms.SignerInfo, found: Sequence[x509.Certificate]) -> x509.Certificate:
    if info["sid"].name != "issuer_and_serial_number":
        raise UnsupportedError("the certificate isn't named by issuer and number")
    sid = info["sid"].chosen
    for certificate in found:
        issuer = asn1_x509.Name.load(certificate.issuer.public_bytes())
        if certificate.serial_number == sid["serial_number"].native and issuer == sid["issuer"]:
            return certificate
    raise CmsError("the certificate isn't there")


def _attributes(info: cms.SignerInfo) -> dict[str, core.Asn1Value]:
    attributes = info["signed_attrs"]
    named = {a["type"].native: a["values"] for a in attributes}
    if len(named) != len(attributes) or any(len(values) != 1 for values in named.values()):
        raise CmsError("an attribute isn't there exactly once")
    return {name: values[0] for name, values in named.items()}


def _verify_reference(attributes: dict[str, core.Asn1Value], certificate: x509.Certificate) -> None:
    """What names the certificate may be of 2007 or of 1999, as some time-stamp authorities do."""
    if "signing_certificate_v2" in attributes:
        reference = attributes["signing_certificate_v2"]["certs"][0]
        name = reference["hash_algorithm"]["algorithm"].native
    else:
        reference = attributes["signing_certificate"]["certs"][0]
        name = "sha1"
    der = certificate.public_bytes(Encoding.DER)
    digest = hashlib.new(name, der, usedforsecurity=False).digest()
    if reference["cert_hash"].native != digest:
        raise CmsError("the certificate was exchanged")


def _verify_signature(message: SignedMessage) -> None:
    scheme = message.info["signature_algorithm"]
    digest = message.info["digest_algorithm"]["algorithm"].native
    if scheme["algorithm"].native != "rsassa_pkcs1v15":
        digest = scheme.hash_algo
    algorithm = _HASHES[digest]()
    signed = message.attributes.dump()
    key = message.signer.public_key()
    if isinstance(key, rsa.RSAPublicKey) and scheme.signature_algo == "rsassa_pkcs1v15":
        key.verify(message.signature, signed, padding.PKCS1v15(), algorithm)
    elif isinstance(key, ec.EllipticCurvePublicKey) and scheme.signature_algo == "ecdsa":
        key.verify(message.signature, signed, ec.ECDSA(algorithm))
    else:
        raise UnsupportedError("the scheme of the signature isn't supported")
