"""What can be found, and the words that lead to it; data in `templates/finding/`."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.domain.finding.letters import words_of
from chalicelib.domain.shared.from_file import FromFile


class TargetKind(StrEnum):
    """Where something that is found leads to."""

    DOCUMENT = "document"
    PROCESS = "process"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class GuideTarget:
    """A document, a process, or somebody else's matter, by its id."""

    kind: TargetKind
    id: str

    @classmethod
    def of(cls, written: str) -> "GuideTarget":
        """From `kind:id`, as the files write it. Raises ValueError for a kind that is none."""
        kind, _, target_id = written.partition(":")
        return cls(TargetKind(kind), target_id)

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True, slots=True)
class Words(FromFile):
    """Words that mean less than others, or the same as others.

    `little` are left out. `light` count for little: kinds of paper, members of a family.
    What means the same as a word of `grave` hurts whoever meant something else: it is seldom
    guessed from a word that only looks like it. Every row of `same` is one meaning, in all
    languages and dialects that people ask in.
    """

    little: frozenset[str]
    light: frozenset[str]
    grave: frozenset[str]
    same: tuple[tuple[str, ...], ...]

    @property
    def plain(self) -> "Words":
        """The same without capitals and accents."""
        return Words(
            frozenset(_plain(self.little)),
            frozenset(_plain(self.light)),
            frozenset(_plain(self.grave)),
            tuple(tuple(_plain(row)) for row in self.same),
        )


@dataclass(frozen=True, slots=True)
class Situation(FromFile):
    """What people say of themselves, and what they then need, the likeliest first."""

    asks: tuple[str, ...]
    leads_to: tuple[str, ...]

    @property
    def targets(self) -> tuple[GuideTarget, ...]:
        """What it leads to."""
        return tuple(map(GuideTarget.of, self.leads_to))


@dataclass(frozen=True, slots=True)
class Matter(FromFile):
    """Something that people ask for and that is no document of ours.

    `says` tells them who has it and what to do, in Dutch. `url` leads there; without one they are
    told how to reach the municipality. `slug` is the process's word in our own addresses.
    """

    id: str
    name: str
    says: str
    asks: tuple[str, ...]
    url: str = ""
    slug: str = ""


@dataclass(frozen=True, slots=True)
class Guide:
    """Everything that a search knows beside the documents themselves."""

    words: Words
    situations: tuple[Situation, ...] = ()
    processes: tuple[Matter, ...] = ()
    elsewhere: tuple[Matter, ...] = ()

    @property
    def matters(self) -> dict[GuideTarget, Matter]:
        """What is no document, by where it leads to."""
        kinds = {TargetKind.PROCESS: self.processes, TargetKind.ELSEWHERE: self.elsewhere}
        return {GuideTarget(kind, m.id): m for kind, matters in kinds.items() for m in matters}


@dataclass(frozen=True, slots=True)
class Phrase:
    """What something is called; `counts` from 0 to 1."""

    text: str
    counts: float = 1.0


@dataclass(frozen=True, slots=True)
class GuideEntry:
    """One thing that can be found: what it is called, and what is said about it."""

    target: GuideTarget
    phrases: tuple[Phrase, ...]
    about: str = ""


def _plain(words: Iterable[str]) -> list[str]:
    return [plain for word in words for plain in words_of(word)]
