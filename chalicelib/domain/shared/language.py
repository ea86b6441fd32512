"""The languages of documents, and names in each of them."""

from dataclasses import dataclass
from typing import Literal

from chalicelib.domain.shared.from_file import FromFile

type Language = Literal["nl", "fr", "de", "en"]


@dataclass(frozen=True, slots=True)
class Names(FromFile):
    """A name in the languages of the country, and English for visitors of the site."""

    nl: str
    fr: str
    de: str
    en: str

    def in_(self, language: Language) -> str:
        """The name in one language."""
        return str(getattr(self, language))
