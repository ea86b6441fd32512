"""What a search knows, read from `templates/finding/`."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain
from pathlib import Path
from typing import override

from pydantic import TypeAdapter

from chalicelib.adapters.files.loading import FileProblem, did_you_mean, load
from chalicelib.domain.finding.guide import Guide, Matter, Situation, TargetKind, Words
from chalicelib.domain.shared.from_file import FromFile
from chalicelib.ports.templates import Guides


@dataclass(frozen=True, slots=True)
class _Said(FromFile):
    """A file of the folder, except for `words.toml`."""

    situations: tuple[Situation, ...] = ()
    processes: tuple[Matter, ...] = ()
    elsewhere: tuple[Matter, ...] = ()


@cache
def _said() -> TypeAdapter[_Said]:
    """Built on first use: building costs more than reading a file."""
    return TypeAdapter(_Said)


class FileGuides(Guides):
    """The `Guides` port over a folder; read when it is first asked for.

    A municipality's own file (`<NIS>.toml`) adds situations and matters, and says those with an
    id that is there already in its own way. Raises CatalogueError for a file that is wrong.
    """

    def __init__(self, folder: Path, known_documents: Collection[str]) -> None:
        self._folder = folder
        self._known_documents = known_documents
        self._by_nis: dict[str, Guide] = {}

    @override
    def of(self, nis: str) -> Guide:
        if nis not in self._by_nis:
            self._by_nis[nis] = self._made(self._folder / f"{nis}.toml")
        return self._by_nis[nis]

    def _made(self, own: Path) -> Guide:
        if not own.exists():
            return self._everywhere
        guide, said = self._everywhere, load(own, _said(), _problems_of_matters)
        made = Guide(
            guide.words,
            (*guide.situations, *said.situations),
            _replaced(guide.processes, said.processes),
            _replaced(guide.elsewhere, said.elsewhere),
        )
        load(own, _said(), self._leading(made))
        return made

    @cached_property
    def _everywhere(self) -> Guide:
        words = load(self._folder / "words.toml", TypeAdapter(Words), _problems_of_words)
        processes = self._said("processes", _problems_of_matters).processes
        elsewhere = self._said("elsewhere", _problems_of_matters).elsewhere
        guide = Guide(words, (), processes, elsewhere)
        situations = self._said("situations", self._leading(guide)).situations
        return Guide(words, situations, processes, elsewhere)

    def _said(self, name: str, check: Callable[[_Said], Iterable[FileProblem]]) -> _Said:
        return load(self._folder / f"{name}.toml", _said(), check)

    def _leading(self, guide: Guide) -> Callable[[_Said], Iterator[FileProblem]]:
        """Whether situations lead somewhere."""
        documents = {f"{TargetKind.DOCUMENT}:{document}" for document in self._known_documents}
        known = documents | set(map(str, guide.matters))
        return lambda said: _problems_of_situations(said.situations, known)


def _replaced(everywhere: Iterable[Matter], own: Iterable[Matter]) -> tuple[Matter, ...]:
    return tuple({matter.id: matter for matter in (*everywhere, *own)}.values())


def _problems_of_words(words: Words) -> Iterator[FileProblem]:
    rows = Counter(word for row in words.plain.same for word in set(row))
    for word, times in rows.items():
        if times > 1:
            yield FileProblem("same", word, f"every word in one row (this one is in {times})")
    for field in ("little", "light", "grave"):
        for word in sorted(getattr(words, field)):
            if " " in word:
                yield FileProblem(field, word, "one word")


def _problems_of_matters(said: _Said) -> Iterator[FileProblem]:
    for kind in ("processes", "elsewhere"):
        matters: tuple[Matter, ...] = getattr(said, kind)
        for matter_id, times in Counter(matter.id for matter in matters).items():
            if times > 1:
                yield FileProblem(f"{kind}.id", matter_id, "an id of its own")
        for matter in matters:
            if not matter.asks or not matter.says:
                yield FileProblem(
                    f"{kind}.{matter.id}", "", "`says`, and `asks` with a phrase or more"
                )


def _problems_of_situations(
    situations: Iterable[Situation], known: Collection[str]
) -> Iterator[FileProblem]:
    for target in chain.from_iterable(situation.leads_to for situation in situations):
        if target not in known:
            expected = "document:, process: or elsewhere:, and an id" + did_you_mean(target, known)
            yield FileProblem("situations.leads_to", target, expected)
