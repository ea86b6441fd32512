"""Documents as they leave the counter: with code, QR code and seal; by keys made for tests."""

from dataclasses import replace
from functools import cache

from chalicelib.documents.seal.sealer import PadesSealer
from chalicelib.domain.issued.printing import PrintedDocument
from chalicelib.domain.issued.sealing import VerificationMark
from chalicelib.domain.issued.verification_code import VerificationCode
from chalicelib.usecases.cases.documents.marking import address_of
from tests.support.printing.signable import NOW, TENANT, ec_key, identity, rsa_key, sealer

PUBLIC_URL = "https://thuisloket.kortrijk.example"


@cache
def a_sealer(*, rsa: bool = False) -> PadesSealer:
    """A sealer of the municipality of the tests."""
    key = rsa_key() if rsa else ec_key()
    return sealer(identity(key), key)


def a_code(number: str) -> VerificationCode:
    """Always the same code for a document number."""
    return VerificationCode.of(number.encode().rjust(16, b"0")[::-1])


def a_mark(number: str = "34022-26-00000-00001", url: str = PUBLIC_URL) -> VerificationMark:
    """What is printed on a document to verify it by."""
    code = a_code(number)
    look = a_sealer(rsa=True).look(TENANT, NOW)  # its hole takes the smaller seals too
    page = f"{url.partition('//')[2]}/v"
    return VerificationMark(str(code), page, address_of(url, code), url, look)


def marked(document: PrintedDocument, url: str = PUBLIC_URL) -> PrintedDocument:
    """A document with its mark."""
    return replace(document, mark=a_mark(document.number, url))


def sealed(pdf: bytes, *, rsa: bool = False) -> bytes:
    """A marked document, sealed."""
    return a_sealer(rsa=rsa).seal(pdf, TENANT, NOW)
