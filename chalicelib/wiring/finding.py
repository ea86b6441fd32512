"""How people find what they need."""

from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib.settings import TEMPLATES
from chalicelib.wiring.templates import TemplatesRoom

if TYPE_CHECKING:
    from chalicelib.usecases.finding.search import SearchOffers


class FindingRoom:
    """How people find what they need."""

    def __init__(self, templates: TemplatesRoom) -> None:
        self._templates = templates

    @cached_property
    def search(self) -> "SearchOffers":
        """What people look for."""
        from chalicelib.adapters.files.guides import FileGuides  # noqa: PLC0415
        from chalicelib.domain.certificates.searched import searched_documents  # noqa: PLC0415
        from chalicelib.usecases.finding.search import SearchOffers  # noqa: PLC0415

        catalogue = self._templates.catalogue
        return SearchOffers(
            lambda here: searched_documents(catalogue.all(), here),
            FileGuides(TEMPLATES / "finding", catalogue.ids),
        )
