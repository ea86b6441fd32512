"""Data in files: what a municipality may change without programming."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from chalicelib.adapters.files.certificates.documents import FileCatalogue
from chalicelib.adapters.files.municipalities import FileMunicipalities
from chalicelib.adapters.files.words import FileWords
from chalicelib.domain.certificates.rules import REGISTRY
from chalicelib.domain.shared.wording import Wording
from chalicelib.ports.mail import MailTexts
from chalicelib.ports.templates import Municipalities, RetentionRules
from chalicelib.settings import TEMPLATES
from chalicelib.wiring.platform import PlatformRoom

if TYPE_CHECKING:
    from chalicelib.documents.labels import LabelBooks
    from chalicelib.ports.registers.addresses import AddressRegister


class TemplatesRoom:
    """Data in files: what a municipality may change without programming."""

    def __init__(self, platform: PlatformRoom) -> None:
        self._platform = platform

    @cached_property
    def catalogue(self) -> FileCatalogue:
        """The documents."""
        return FileCatalogue(TEMPLATES / "documents", REGISTRY)

    @cached_property
    def municipalities(self) -> Municipalities:
        """The tenants."""
        settings = self._platform.settings
        more = [Path(settings.more_municipalities)] if settings.more_municipalities else []
        return FileMunicipalities(
            TEMPLATES / "municipalities",
            *more,
            known_documents=self.catalogue.ids,
            addresses=settings.stage_addresses,
        )

    @cached_property
    def addresses(self) -> "AddressRegister":
        """The address registers of the municipalities."""
        from chalicelib.adapters.files.addresses import FileAddresses  # noqa: PLC0415

        return FileAddresses(TEMPLATES / "addresses")

    @cached_property
    def retention(self) -> RetentionRules:
        """What is held about people."""
        from chalicelib.adapters.files.retention import FileRetention  # noqa: PLC0415

        return FileRetention(TEMPLATES / "retention.toml")

    @cached_property
    def mail_texts(self) -> MailTexts:
        """The mails that are about no case."""
        from chalicelib.adapters.files.mail_texts import FileMailTexts  # noqa: PLC0415

        return FileMailTexts(TEMPLATES / "emails")

    @cached_property
    def words(self) -> Wording:
        """The words of the pages for everybody."""
        return FileWords(TEMPLATES / "pages" / "words.toml")

    @cached_property
    def case_words(self) -> Wording:
        """The words of cases of any process."""
        return FileWords(TEMPLATES / "processes" / "words.toml")

    @cached_property
    def desk_words(self) -> Wording:
        """The words of the console, and of its letters."""
        return FileWords(TEMPLATES / "pages" / "desk" / "words.toml")

    @cached_property
    def labels(self) -> "LabelBooks":
        """The words of documents, by language."""
        from chalicelib.documents.certificates.labels import load_labels  # noqa: PLC0415

        return load_labels(TEMPLATES / "labels")
