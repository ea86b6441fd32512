"""What others say of a sealed document."""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import DocumentSecurityStore, validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from tests.support.printing.signable import NOW


@dataclass(frozen=True, slots=True)
class Verdict:
    """pyHanko's opinion of the first seal in a document.

    `permits` is what its certification allows; `unchanged` whether what came after keeps to that.
    """

    intact: bool
    valid: bool
    trusted: bool
    covers_all: bool
    sub_filter: str
    signed_attributes: frozenset[str]
    stamped_at: datetime | None
    permits: str
    unchanged: bool


def validate(
    pdf: bytes, root: x509.Certificate, at: datetime = NOW, *, by_its_own_data: bool = False
) -> Verdict:
    """Let pyHanko validate the seal at a moment, trusting one root.

    `by_its_own_data` requires proof from the document itself that no certificate was revoked.
    """
    trusted = asn1_x509.Certificate.load(root.public_bytes(Encoding.DER))
    wanted = {"trust_roots": [trusted], "allow_fetching": False, "moment": at}
    reader = PdfFileReader(BytesIO(pdf))
    seal = reader.embedded_signatures[0]
    if by_its_own_data:
        store = DocumentSecurityStore.read_dss(reader)
        context = store.as_validation_context(wanted | {"revocation_mode": "require"})
    else:
        context = ValidationContext(**wanted)
    status = validate_pdf_signature(seal, context, context)
    stamp = status.timestamp_validity
    return Verdict(
        intact=status.intact,
        valid=status.valid,
        trusted=status.trusted,
        covers_all=status.coverage is SignatureCoverageLevel.ENTIRE_FILE,
        sub_filter=str(seal.sig_object["/SubFilter"]),
        signed_attributes=frozenset(a["type"].native for a in seal.signer_info["signed_attrs"]),
        permits=seal.docmdp_level.name if seal.docmdp_level else "",
        unchanged=bool(status.docmdp_ok and status.bottom_line),
        stamped_at=stamp.timestamp if stamp is not None and stamp.trusted else None,
    )
