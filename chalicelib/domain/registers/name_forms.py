"""Under which letters a name is looked for, however it is written (search forms of DIN 91379)."""

import unicodedata

_TWO_LETTERS = {
    "ä": "ae",
    "å": "aa",
    "æ": "ae",
    "ö": "oe",
    "ø": "oe",
    "œ": "oe",
    "ü": "ue",
    "þ": "th",
}
_ONE_LETTER = str.maketrans(
    {
        "ø": "o",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ð": "d",
        "đ": "d",
        "ħ": "h",
        "ı": "i",
        "ĸ": "q",
        "ł": "l",
        "ŋ": "n",
        "ŧ": "t",
        "ə": "e",
        "ǥ": "g",
        "ʒ": "z",
        "ƶ": "z",
    }
)
"""Letters that Unicode doesn't take apart into a plain one and a mark."""


def name_forms(name: str) -> tuple[str, ...]:
    """The plain small letters under which a name is kept and looked for, each once.

    The first is without marks (`muller`), the second with umlauts in two letters (`mueller`): two
    spellings are of one name when they have a form in common. Capitals, accents, spaces, hyphens
    and apostrophes don't count.
    """
    whole = unicodedata.normalize("NFC", name.casefold())
    spelled = "".join(_TWO_LETTERS.get(letter, letter) for letter in whole)
    return tuple(dict.fromkeys((_plain(whole), _plain(spelled))))


def _plain(name: str) -> str:
    apart = unicodedata.normalize("NFKD", name.translate(_ONE_LETTER))
    return "".join(letter for letter in apart if letter.isalnum())
