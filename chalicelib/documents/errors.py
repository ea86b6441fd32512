"""What can keep a document from being made."""

from chalicelib.ports.errors import UnprintableError


class MissingGlyphError(UnprintableError):
    """No face has a character."""

    def __init__(self, character: str) -> None:
        super().__init__("character", f"U+{ord(character):04X}")


class NoRoomError(UnprintableError):
    """A part of a document, so many mm high, fits nowhere."""

    def __init__(self, height: float) -> None:
        super().__init__("room", f"{height:.0f} mm")


class TemplateError(Exception):
    """A file under `templates/` isn't what it should be; says which, and what is wrong."""
