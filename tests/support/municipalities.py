"""A municipality to test with, apart from the files."""

from chalicelib.adapters.files.words import FileWords
from chalicelib.domain.shared.language import Names
from chalicelib.domain.tenants.municipality import (
    Branding,
    Contact,
    Limits,
    MailSender,
    Municipality,
    Signature,
)
from chalicelib.settings import TEMPLATES
from tests.support.requests import KORTRIJK

CASE_WORDS = FileWords(TEMPLATES / "processes" / "words.toml")
"""The words of cases of any process."""


def a_municipality(sender_name: str = "Stad Kortrijk – Burgerzaken") -> Municipality:
    """Kortrijk with addresses that nobody has."""
    return Municipality(
        nis=KORTRIJK,
        name="Kortrijk",
        official_name="Stad Kortrijk",
        province="West-Vlaanderen",
        address="https://kortrijk.example",
        languages=("nl",),
        closing_days=frozenset(),
        contact=Contact(
            service="Burgerzaken",
            street="Straat 1",
            postcode="8500",
            locality="Kortrijk",
            phone="000",
            email="burgerzaken@kortrijk.example",
            website="https://kortrijk.example",
            opening_hours=(),
        ),
        mail=MailSender(sender_name, "thuisloket@kortrijk.example", "burgerzaken@kortrijk.example"),
        signature=Signature(Names(*["De ambtenaar van de burgerlijke stand"] * 4), "Kortrijk"),
        look=Branding("#000000", "#ffffff", "arms.svg"),
        limits=Limits(),
        documents={},
    )
