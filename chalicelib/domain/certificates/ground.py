"""On what ground a document is given: what a clerk writes down of it must say something."""

import re

from chalicelib.domain.certificates.order import CertificateCase, applicant_of
from chalicelib.domain.shared.errors import InvalidInputError

_WORD = re.compile(r"[^\W\d_]{2,}")
_OF_OTHERS = re.compile(
    r"\b(?:volmacht|gerechtvaardigd belang|belang aangetoond|erfgenaam|nabestaande"
    r"|wettelijk(?:e)? vertegenwoordiger)\b",
    re.IGNORECASE,
)
"""Grounds on which somebody may have data of another."""


def is_about_another(case: CertificateCase) -> bool:
    """Whether the document is about another than who asks, or another asks for them."""
    applicant = applicant_of(case)
    return applicant.person != case.payload.subject or applicant.represented_by is not None


def check_ground(case: CertificateCase, ground: str) -> None:
    """Raises InvalidInputError (`ground_unclear`, `ground_of_another`)."""
    if len(_WORD.findall(ground)) < 2 and not re.search(r"\bart\W*\d", ground.casefold()):
        sentence = "Schrijf in enkele woorden waarom de aanvrager recht heeft op dit document."
        raise InvalidInputError("ground_unclear", sentence, "ground")
    named = _OF_OTHERS.search(ground)
    if named and not is_about_another(case):
        sentence = (
            f"Dit document gaat over de aanvrager zelf. ‘{named[0].capitalize()}’ is een grond voor"
            " gegevens van iemand anders."
        )
        raise InvalidInputError("ground_of_another", sentence, "ground")
