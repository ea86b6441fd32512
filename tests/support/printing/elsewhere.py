"""Documents that another authority sealed, with a program that isn't ours."""

from enum import Enum
from functools import cache
from io import BytesIO

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from ops.deploy.authority import (
    make_authority,
    revocation_list,
    seal_certificate,
    time_stamp_certificate,
)
from tests.support.printing.signable import NOW, PrivateKey, public_der, rsa_key, unsignable


class Level(Enum):
    """The levels of PAdES; LT and LTA add revisions behind the seal."""

    T = "B-T"
    LT = "B-LT"
    LTA = "B-LTA"


@cache
def sealed_elsewhere(level: Level) -> bytes:
    """A page, sealed by pyHanko as most programs do it."""
    root, key = make_authority(NOW), ec.generate_private_key(ec.SECP256R1())
    lists = "http://lijst.example/zegels.crl"
    seal = seal_certificate(root, public_der(key), "Rijksregister", NOW, lists)
    stamps = time_stamp_certificate(root, public_der(rsa_key()), NOW, lists)
    known = SimpleCertificateStore()
    known.register_multiple([_certificate(root.certificate)])
    context = ValidationContext(
        trust_roots=[_certificate(root.certificate)],
        allow_fetching=False,
        crls=[revocation_list(root, NOW)],
        revocation_mode="require",
        moment=NOW,
    )
    metadata = signers.PdfSignatureMetadata(
        field_name="Zegel",
        subfilter=fields.SigSeedSubFilter.PADES,
        embed_validation_info=level is not Level.T,
        use_pades_lta=level is Level.LTA,
        validation_context=None if level is Level.T else context,
    )
    stamper = DummyTimeStamper(_certificate(stamps), _key(rsa_key()), known, fixed_dt=NOW)
    signer = signers.SimpleSigner(_certificate(seal), _key(key), known)
    page = IncrementalPdfFileWriter(BytesIO(unsignable()))
    return bytes(signers.sign_pdf(page, metadata, signer, stamper).getbuffer())


def signed_again(pdf: bytes) -> bytes:
    """A document with a second signature behind its own, by somebody whom nobody knows."""
    root, key = make_authority(NOW), ec.generate_private_key(ec.SECP256R1())
    certificate = seal_certificate(root, public_der(key), "Iemand Anders", NOW)
    signer = signers.SimpleSigner(_certificate(certificate), _key(key), SimpleCertificateStore())
    metadata = signers.PdfSignatureMetadata(field_name="Handtekening")
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    fields.append_signature_field(writer, fields.SigFieldSpec("Handtekening"))
    return bytes(_Forger(metadata, signer).sign_pdf(writer).getbuffer())


class _Forger(signers.PdfSigner):  # type: ignore[misc]
    """Doesn't mind that the first signature permits no other."""

    def _enforce_certification_constraints(self, reader: PdfFileReader) -> None:
        pass


def _certificate(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))


def _key(key: PrivateKey) -> asn1_keys.PrivateKeyInfo:
    der = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return asn1_keys.PrivateKeyInfo.load(der)
