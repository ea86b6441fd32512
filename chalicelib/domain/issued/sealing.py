"""What a document says of its own seal and of how it can be verified."""

from dataclasses import dataclass
from enum import StrEnum


class SealKind(StrEnum):
    """Kinds of electronic seal (Regulation (EU) 910/2014, art. 3, 26) and 27), and art. 36).

    A key in KMS makes an advanced one, whatever its certificate: a qualified seal also needs a
    qualified device for creating seals.
    """

    ADVANCED = "advanced"
    ADVANCED_QUALIFIED_CERTIFICATE = "advanced_qualified_certificate"
    QUALIFIED = "qualified"


@dataclass(frozen=True, slots=True)
class ValidationData:
    """What a validator needs later, in DER: with it and a time stamp the seal is B-LT.

    The certificates of the seal and of the time stamp, and lists of what their issuers revoked.
    """

    certificates: tuple[bytes, ...] = ()
    revocation_lists: tuple[bytes, ...] = ()


NO_VALIDATION_DATA = ValidationData()


@dataclass(frozen=True, slots=True)
class SealLook:
    """What the visible seal box may claim, and what of the seal is in the file before it is made.

    `holder` and `authority` are read from the certificate. `is_stamped` only when every seal gets
    a time stamp; `is_test` when the authority says of itself that it is one for tests. `reserved`
    is the room for the seal in hexadecimal digits.
    """

    holder: str
    authority: str
    kind: SealKind
    is_stamped: bool
    is_test: bool
    reserved: int
    validation: ValidationData = NO_VALIDATION_DATA


@dataclass(frozen=True, slots=True)
class VerificationMark:
    """What is printed on one document to verify it by.

    `code` in groups; `page` where the code can be typed, without `https://`; `address` the whole
    address that the QR code holds, in upper case where that changes nothing; `home` the address
    of the counter, which publishes the schema of the attached facts.
    """

    code: str
    page: str
    address: str
    home: str
    seal: SealLook
