"""Who causes events in a process, and who reads it."""

from dataclasses import dataclass
from enum import StrEnum

from chalicelib.domain.shared.assurance import Assurance

WORK = "work"
"""The actor of an automatic state's work."""
CLOCK = "clock"
"""The actor of a term that ended."""
MAIL = "mail"
"""The actor of a mail that couldn't be delivered."""
ENGINE_ACTORS = (WORK, CLOCK, MAIL)

HANDLERS = "handlers"
"""Among readers: the staff roles that handle the case."""
TURN = "turn"
"""Among readers: the parties of whom the state's `turn` says that they are to act."""
AUTHOR = "author"
"""Among readers: who wrote it; among a mail's recipients: the party that acts."""
OTHERS = "others"
"""Among a mail's recipients: all parties but the actor."""
EVERYBODY_ELSE = "*"
"""Among readers of words: whoever isn't named beside it."""


class RoleKind(StrEnum):
    """A person in the case, somebody of ours, or somebody outside for whom staff record."""

    PARTY = "party"
    STAFF = "staff"
    AUTHORITY = "authority"


@dataclass(frozen=True, slots=True)
class RoleDefinition:
    """One role; which fields mean something depends on its kind, the others are empty.

    Party: `assurance` is None when what is asked decides; `many`, there may be several;
    `invited`, may be unknown yet; `signs`, confirms a hash; `counter`, the staff roles that may
    act for them. Staff: `organisation`, another one that the municipality names; `pages`, own
    pages; `sees`, states it may read without handling. Authority: `recorded_by`, staff roles.
    """

    id: str
    kind: RoleKind
    words: str
    assurance: Assurance | None = None
    many: bool = False
    invited: bool = False
    signs: bool = False
    counter: tuple[str, ...] = ()
    organisation: str = ""
    pages: str = ""
    sees: tuple[str, ...] = ()
    recorded_by: tuple[str, ...] = ()
