"""The smallest document that can be sealed, and what seals it without a cloud."""

from datetime import UTC, datetime
from functools import cache

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from chalicelib.documents.seal.field import SealProducer, SealTexts, add_seal_field
from chalicelib.documents.seal.sealer import Identity, PadesSealer, SealConfig, Stamper, Unstamped
from chalicelib.documents.seal.slot import RESERVED
from chalicelib.domain.issued.sealing import NO_VALIDATION_DATA, ValidationData
from chalicelib.ports.errors import PermanentError
from ops.deploy.authority import Authority, make_authority, seal_certificate

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
TENANT = "34022"
TEXTS = SealTexts("Stad Kortrijk", "34022-26-7K3M9-2QD4X", "Kortrijk", "Zegel van de stad")
BOX = (300.0, 60.0, 540.0, 120.0)

type PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


def signable(
    text: str = "Attest van woonst",
    reserved: int = RESERVED,
    validation: ValidationData = NO_VALIDATION_DATA,
) -> bytes:
    """A page with a text and an empty seal; the same text gives the same bytes."""
    from fpdf import FPDF

    pdf = FPDF(unit="pt", format="A4")
    pdf.set_creation_date(NOW)
    pdf.add_page()
    pdf.set_font("Helvetica", size=12)
    pdf.cell(text=text)
    add_seal_field(
        pdf, BOX, TEXTS, page=1, struct_parent=1, reserved=reserved, validation=validation
    )
    return bytes(pdf.output(output_producer_class=SealProducer))


def unsignable() -> bytes:
    """A page without a place for a seal."""
    from fpdf import FPDF

    pdf = FPDF()
    pdf.add_page()
    return bytes(pdf.output())


@cache
def rsa_key() -> rsa.RSAPrivateKey:
    """One RSA key for all tests of a process, because making one takes long."""
    return rsa.generate_private_key(public_exponent=65537, key_size=3072)


@cache
def ec_key() -> ec.EllipticCurvePrivateKey:
    """A key on P-256."""
    return ec.generate_private_key(ec.SECP256R1())


def public_der(key: PrivateKey) -> bytes:
    """The public half, as KMS gives it."""
    return key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


class LocalSigner:
    """Signs as KMS does, with one key."""

    def __init__(self, key: PrivateKey) -> None:
        self.key = key

    def sign(self, key_id: str, algorithm: str, message: bytes) -> bytes:
        """The signature of a message."""
        if isinstance(self.key, rsa.RSAPrivateKey):
            if algorithm != "RSASSA_PKCS1_V1_5_SHA_256":
                raise PermanentError("kms.Sign: InvalidKeyUsageException")
            return self.key.sign(message, padding.PKCS1v15(), hashes.SHA256())
        if algorithm != "ECDSA_SHA_256":
            raise PermanentError("kms.Sign: InvalidKeyUsageException")
        return self.key.sign(message, ec.ECDSA(hashes.SHA256()))


class Noon:
    """A clock that stands still."""

    def __init__(self, at: datetime = NOW) -> None:
        self.at = at

    def now(self) -> datetime:
        """The moment it stands at."""
        return self.at


@cache
def authority() -> Authority:
    """The test authority of a process."""
    return make_authority(NOW)


def identity(
    key: PrivateKey, by: Authority | None = None, unstamped: Unstamped = Unstamped.RETRY
) -> Identity:
    """A seal identity for a key."""
    ca = by or authority()
    chain = ca.pem(seal_certificate(ca, public_der(key), "Stad Kortrijk", NOW))
    return Identity.of(SealConfig("alias/seal", chain, unstamped=unstamped))


def sealer(
    who: Identity, key: PrivateKey, stamper: Stamper | None = None, at: datetime = NOW
) -> PadesSealer:
    """A sealer for one municipality."""
    return PadesSealer(lambda tenant, _: {TENANT: who}[tenant], LocalSigner(key), Noon(at), stamper)
