"""What a municipality's staff write again and again."""

from collections.abc import Collection
from dataclasses import dataclass

from chalicelib.domain.shared.from_file import FromFile


@dataclass(frozen=True, slots=True)
class StandardText(FromFile):
    """A text for one field of an action, such as the ground of an approval; `title` names it.

    `only_for` are traits that a case must have, such as `self` or the family of a document; none
    means that it fits every case.
    """

    id: str
    process: str
    action: str
    field: str
    title: str
    text: str
    only_for: tuple[str, ...] = ()

    def fits(self, process: str, action: str, traits: Collection[str]) -> bool:
        """Whether it can be chosen in an action of a case."""
        return (self.process, self.action) == (process, action) and set(self.only_for) <= set(
            traits
        )
