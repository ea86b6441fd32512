"""What the certificate of a seal says of itself."""

from cryptography import x509
from cryptography.x509.oid import NameOID, ObjectIdentifier

from chalicelib.domain.issued.sealing import SealKind

OF_A_TEST = "TEST"
"""What stands in the name of an authority that isn't for production."""

_STATEMENTS = ObjectIdentifier("1.3.6.1.5.5.7.1.3")
_IS_QUALIFIED = bytes.fromhex("060604008e460101")
"""QcCompliance (ETSI EN 319 412-5): the certificate is a qualified one."""


def is_of_a_test(certificate: x509.Certificate) -> bool:
    """Whether an authority for tests issued a certificate."""
    return OF_A_TEST in name_of(certificate.issuer, NameOID.COMMON_NAME)


def holder_of(certificate: x509.Certificate) -> str:
    """The organisation that a certificate names."""
    return name_of(certificate.subject, NameOID.ORGANIZATION_NAME)


def name_of(name: x509.Name, wanted: ObjectIdentifier) -> str:
    """One part of a name; the whole of it when it has no such part."""
    found = name.get_attributes_for_oid(wanted)
    return str(found[0].value) if found else name.rfc4514_string()


def kind_of(certificate: x509.Certificate) -> SealKind:
    """What kind of seal it makes."""
    for extension in certificate.extensions:
        value = extension.value
        if extension.oid == _STATEMENTS and isinstance(value, x509.UnrecognizedExtension):
            is_qualified = _IS_QUALIFIED in value.value
            return SealKind.ADVANCED_QUALIFIED_CERTIFICATE if is_qualified else SealKind.ADVANCED
    return SealKind.ADVANCED
