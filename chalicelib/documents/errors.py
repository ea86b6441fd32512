"""What can keep a document from being made."""

from chalicelib.ports.errors import PermanentError


class MissingGlyphError(PermanentError):
    """No font has a character; `code_point` names it (`U+4E2D`), the text isn't told."""

    def __init__(self, character: str) -> None:
        self.code_point = f"U+{ord(character):04X}"
        super().__init__(f"no font has {self.code_point}")


class TemplateError(Exception):
    """A file under `templates/` isn't what it should be; says which, and what is wrong."""
