"""What can keep a document from being made."""

from chalicelib.ports.errors import UnprintableError


class MissingGlyphError(UnprintableError):
    """No face has a character."""

    def __init__(self, character: str) -> None:
        super().__init__(f"U+{ord(character):04X}")


class TemplateError(Exception):
    """A file under `templates/` isn't what it should be; says which, and what is wrong."""
