"""The Dutch words of the console, by table and code: `templates/pages/desk/words.toml`."""

from functools import cache

from chalicelib.adapters.files.words import FileWords
from chalicelib.domain.shared.wording import Labels
from chalicelib.settings import TEMPLATES

_WORDS = FileWords(TEMPLATES / "pages" / "desk" / "words.toml")
say = _WORDS.say
"""One text of the console."""


class _Known(dict[str, str]):
    """A code without a word shows itself: new rules come without a change here."""

    def __missing__(self, code: str) -> str:
        return code.replace("_", " ")


@cache
def of(table: str) -> Labels:
    """A table of words; a code that isn't there stands for itself."""
    return _Known(_WORDS(table))
