"""What schemathesis must know to make texts of our own formats."""

import schemathesis
from hypothesis import strategies

from chalicelib.domain.issued.verification_code import VerificationCode

CODES = strategies.binary(min_size=11, max_size=11).map(VerificationCode.of).map(str)

schemathesis.openapi.format("verification-code", CODES)
