"""How pages, mails, processes and rules speak: short sentences, and no words of offices."""

import ast
import re
from collections.abc import Iterable, Iterator

import pytest

from tests.support.texts.spoken import shown, spoken
from tests.support.words import modules

LONGEST = 20
"""Words in a sentence."""

AVOIDED = [
    *(
        "teneinde",
        "middels",
        "dient te",
        "dienen te",
        "aangaande",
        "inzake",
        "ingevolge",
        "derhalve",
    ),
    *("aldus", "gelieve", "bovengenoemd", "bovengenoemde", "voormeld", "voormelde", "mits"),
    *("desgevallend", "alsmede", "voornoemd", "voornoemde", "omtrent", "heden", "reeds", "indien"),
    *("tevens", "doch", "eveneens", "nopens", "overmaken", "behoudens", "dewelke", "hetwelk"),
    *("hiertoe", "zulks", "bijgevolg", "desbetreffende", "onderhavig", "onderhavige", "nochtans"),
    *("alsook", "aanwenden", "hoever", "basismodel"),
    "door middel van",
    "ten behoeve van",
    "ten gevolge van",
    "in het kader van",
    "met betrekking tot",
    "op heden",
    "bekijkt ze",
    "vul dit in",
    "andere vormen alleen",
    "eigen regel van de dienst",
    "niet automatisch raadplegen",
]
"""The last were noted by readers as stiff."""

_DUTCH = re.compile(r"\b(?:de|het|een|u|uw|wij|is|niet|van|dit|op|aan|voor|te)\b", re.IGNORECASE)
_ENGLISH = re.compile(r"\b(?:the|a|isn't|and|that|for)\b")


def written(tree: ast.Module) -> Iterator[str]:
    """The Dutch of a module of Python: of rules, errors, and whatever stands there."""
    statements = (node for node in ast.walk(tree) if isinstance(node, ast.Expr))
    unsaid = {id(node.value) for node in statements}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in unsaid
        ):
            text = re.sub(r"\{[^}]*\}", "X", node.value)
            if len(_DUTCH.findall(text)) > 1 and not _ENGLISH.search(text):
                yield text


def in_code() -> Iterator[tuple[str, str]]:
    """All Dutch in our Python, with the module where it stands."""
    for path, tree in modules().items():
        yield from ((path, text) for text in written(tree))


def too_long(texts: Iterable[tuple[str, str]]) -> list[str]:
    """Sentences of more words than somebody reads at once."""
    sentences = (
        (where, sentence)
        for where, text in texts
        for sentence in re.split(r"(?<=[.?!:])\s+|\n+", text)
    )
    return [f"{w}: {s}" for w, s in sentences if len(re.findall(r"\S*\w\S*", s)) > LONGEST]


def stiff(texts: Iterable[tuple[str, str]]) -> list[str]:
    """Words that nobody says."""
    avoided = re.compile(rf"\b({'|'.join(map(re.escape, AVOIDED))})\b", re.IGNORECASE)
    return [f"{where}: {word}" for where, text in texts for word in avoided.findall(text)]


def test_no_sentence_has_more_than_twenty_words() -> None:
    assert too_long([*spoken(), *in_code()]) == []


def test_no_word_of_offices_is_used() -> None:
    assert stiff([*spoken(), *in_code()]) == []


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("<p>Een medewerker <b>bekijkt ze</b>.</p>", ["x: bekijkt ze"]),
        ("<p>Gelieve te wachten. {# mits #}</p>", ["x: Gelieve"]),
        ("<p>Wacht even.</p>", []),
    ],
)
def test_a_stiff_word_is_found_through_tags_and_not_in_remarks(page: str, found: list[str]) -> None:
    assert stiff(("x", text) for text in shown(page)) == found


def test_a_long_sentence_is_found_and_what_stands_in_two_blocks_is_two() -> None:
    ten = "een twee drie vier vijf zes zeven acht negen tien"
    assert len(too_long([("x", f"{ten} {ten} elf.")])) == 1
    assert too_long(("x", text) for text in shown(f"<p>{ten} {ten}</p><p>elf</p>")) == []


def test_dutch_in_code_is_found_and_no_docstring_of_it() -> None:
    source = (
        'def a():\n    """Gelieve de deur te sluiten."""\n    return "Gelieve uw kaart te tonen."\n'
    )
    assert list(written(ast.parse(source))) == ["Gelieve uw kaart te tonen."]
