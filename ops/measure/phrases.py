"""How well the search finds what people ask for: `make phrases`, or `python -m ops phrases`.

Every list of `tests/data/finding/` against what this project offers: right first, right among the
first three, nothing found, something else first; by kind of phrase.
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from chalicelib.adapters.files.certificates.documents import FileCatalogue
from chalicelib.adapters.files.guides import FileGuides
from chalicelib.adapters.files.municipalities import FileMunicipalities
from chalicelib.domain.certificates.searched import searched_documents
from chalicelib.settings import TEMPLATES
from chalicelib.usecases.finding.search import SearchOffers
from ops.command import parser

LISTS = Path(__file__).parents[2] / "tests" / "data" / "finding"
NOTHING = "nothing"
HEADINGS = ("kind", "phrases", "right first", "in three", "nothing", "wrong")

type Find = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class TypedPhrase:
    """A phrase, what may come first, and what kind of phrase it is."""

    phrase: str
    right: frozenset[str]
    kind: str


@dataclass(frozen=True, slots=True)
class SearchHits:
    """What a search says to it: `kind:id`, best first."""

    asked: TypedPhrase
    found: tuple[str, ...]

    @property
    def is_first(self) -> bool:
        """Whether a right answer stands first; for what isn't to be found, whether none does."""
        return (self.found or (NOTHING,))[0] in self.asked.right

    @property
    def is_in_three(self) -> bool:
        """Whether a right answer stands among the first three."""
        return self.is_first or not self.asked.right.isdisjoint(self.found[:3])


def main(arguments: Sequence[str]) -> int:
    """Print a table for each list, and each phrase with something else first."""
    options = parser("phrases", __doc__)
    options.add_argument("--nis", default="34022", help="as this municipality finds it (34022)")
    find = searched(options.parse_args(arguments).nis)
    console = Console()
    for path in sorted(LISTS.glob("*.tsv")):
        answers = [answered(asked, find) for asked in phrases(path)]
        console.print(table(path.stem, answers))
        for missed in (answer for answer in answers if not answer.is_first):
            console.print(f"  {missed.asked.phrase}: {', '.join(missed.found[:2]) or NOTHING}")
    return 0


def searched(nis: str) -> Find:
    """The search of a municipality, over the project's own files."""
    catalogue = FileCatalogue(TEMPLATES / "documents")
    search = SearchOffers(
        lambda here: searched_documents(catalogue.all(), here),
        FileGuides(TEMPLATES / "finding", catalogue.ids),
    )
    municipality = FileMunicipalities(TEMPLATES / "municipalities").get(nis)
    return lambda query: [str(found.target) for found in search(query, municipality)]


def phrases(path: Path) -> Iterator[TypedPhrase]:
    """The lines of a list."""
    for line in path.read_text(encoding="utf-8").splitlines():
        phrase, right, kind = line.split("\t")
        yield TypedPhrase(phrase, frozenset(right.split("|")), kind)


def answered(asked: TypedPhrase, find: Find) -> SearchHits:
    """What a search says to a phrase."""
    return SearchHits(asked, tuple(find(asked.phrase)))


def share(answers: Iterable[SearchHits]) -> float:
    """Of all phrases, those with a right answer first; from 0 to 1."""
    firsts = [answer.is_first for answer in answers]
    return sum(firsts) / len(firsts)


def table(name: str, answers: Sequence[SearchHits]) -> Table:
    """A list by kind, and all of it in the last row."""
    shown = Table(*HEADINGS, title=name, show_footer=False)
    for kind in sorted({answer.asked.kind for answer in answers}):
        shown.add_row(*_row(kind, [answer for answer in answers if answer.asked.kind == kind]))
    shown.add_section()
    shown.add_row(*_row("all", answers))
    return shown


def _row(name: str, answers: Sequence[SearchHits]) -> tuple[str, ...]:
    nothing = sum(not answer.found and not answer.is_first for answer in answers)
    wrong = sum(bool(answer.found) and not answer.is_first for answer in answers)
    in_three = sum(answer.is_in_three for answer in answers)
    parts = (share(answers), in_three / len(answers), nothing / len(answers), wrong / len(answers))
    return (name, str(len(answers)), *(f"{part:.1%}".replace(".", ",") for part in parts))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
