"""The catalogue of documents, read from `templates/documents/`: one TOML file each."""

from collections.abc import Collection
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from chalicelib.adapters.files.certificates.checks import problems_of
from chalicelib.adapters.files.loading import CatalogueError, FileProblem, load
from chalicelib.domain.certificates.catalogue import DocumentType


@cache
def _adapter() -> TypeAdapter[DocumentType]:
    """Built on first use: building costs more than reading a file."""
    return TypeAdapter(DocumentType)


class FileCatalogue:
    """The `Catalogue` port over a folder; a file is read once, when it is first asked for.

    `known_rules` are the codes that `conditions` and `triggers` may name; None leaves that
    unchecked. Every method raises CatalogueError for a file that is wrong.
    """

    def __init__(self, folder: Path, known_rules: Collection[str] | None = None) -> None:
        self._paths = {path.stem: path for path in folder.glob("*.toml")}
        self._known_rules = known_rules
        self._loaded: dict[str, DocumentType] = {}
        self._in_order: tuple[DocumentType, ...] | None = None

    @property
    def ids(self) -> frozenset[str]:
        """The ids of all documents; reads no file."""
        return frozenset(self._paths)

    def get(self, document_id: str) -> DocumentType | None:
        """The document with an id; reads no other. None for an id that no file is named after."""
        path = self._paths.get(document_id)
        if path is None:
            return None
        if document_id not in self._loaded:
            self._loaded[document_id] = self._load(path)
        return self._loaded[document_id]

    def all(self) -> tuple[DocumentType, ...]:
        """Every document, in the order in which they are shown; no two have the same."""
        if self._in_order is None:
            documents = (self.get(document_id) for document_id in self._paths)
            self._in_order = self._sorted([d for d in documents if d])
        return self._in_order

    def _load(self, path: Path) -> DocumentType:
        return load(
            path,
            _adapter(),
            lambda document: problems_of(document, path.stem, self._known_rules),
        )

    def _sorted(self, documents: list[DocumentType]) -> tuple[DocumentType, ...]:
        taken: dict[int, str] = {}
        for document in sorted(documents, key=lambda d: d.id):
            other = taken.setdefault(document.order, document.id)
            if other != document.id:
                expected = f"a number of its own ({other} has this one)"
                problem = FileProblem("order", document.order, expected)
                raise CatalogueError(self._paths[document.id], [problem])
        return tuple(sorted(documents, key=lambda d: d.order))
