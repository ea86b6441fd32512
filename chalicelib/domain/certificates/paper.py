"""What stands on the paper of a document, by which law, and how sure the project is of that."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from chalicelib.domain.shared.from_file import FromFile
from chalicelib.domain.shared.law import Certainty


@dataclass(frozen=True, slots=True)
class PrintedFact(FromFile):
    """A fact on a document: `code` names it, `why` says which law or practice puts it there.

    `variants` show it, all when there are none; `since` and `until` are the first and the last day
    on which the law wants it. One that isn't `sourced` is a setting: `is_printed` here, and what a
    municipality chooses.
    """

    code: str
    why: str
    certainty: Certainty
    variants: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    is_printed: bool = True
    note: str = ""

    @property
    def is_setting(self) -> bool:
        """Whether a municipality may print it or leave it out."""
        return self.certainty is not Certainty.SOURCED

    def stands_on(self, variant: str, day: date, chosen: Mapping[str, bool]) -> bool:
        """Whether a variant shows it on a day; `chosen` is by code, what a municipality decided."""
        is_of_variant = not self.variants or variant in self.variants
        is_in_time = (self.since or day) <= day <= (self.until or day)
        is_wanted = chosen.get(self.code, self.is_printed) if self.is_setting else True
        return is_of_variant and is_in_time and is_wanted


@dataclass(frozen=True, slots=True)
class SectionTemplate(FromFile):
    """A section of a document: its facts in printing order.

    `title` is a code of the labels file; empty for a section without a heading.
    """

    facts: tuple[PrintedFact, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Closing(FromFile):
    """How a document ends under the law of a day: what it declares, and whether an office signs.

    `declares` gives a variant the code of its declaration in the labels; one that isn't there
    declares nothing.
    """

    valid_from: date
    why: str
    certainty: Certainty
    declares: Mapping[str, str]
    is_signed: bool
    note: str = ""


def in_force(closings: tuple[Closing, ...], day: date) -> Closing:
    """The one of a day; the first before it began."""
    begun = [closing for closing in closings if closing.valid_from <= day]
    return max(begun, key=lambda c: c.valid_from, default=closings[0])
