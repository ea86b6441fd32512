"""How people find what they need."""

from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib.settings import TEMPLATES
from chalicelib.wiring.templates import Templates

if TYPE_CHECKING:
    from chalicelib.usecases.finding.search import Search


class Finding:
    """How people find what they need."""

    def __init__(self, templates: Templates) -> None:
        self._templates = templates

    @cached_property
    def search(self) -> "Search":
        """What people look for."""
        from chalicelib.adapters.files.guides import FileGuides  # noqa: PLC0415
        from chalicelib.domain.certificates.searched import searched_documents  # noqa: PLC0415
        from chalicelib.usecases.finding.search import Search  # noqa: PLC0415

        catalogue = self._templates.catalogue
        return Search(
            lambda here: searched_documents(catalogue.all(), here),
            FileGuides(TEMPLATES / "finding", catalogue.ids),
        )
