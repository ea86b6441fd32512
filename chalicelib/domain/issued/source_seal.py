"""The seal on a document that another authority made."""

from dataclasses import dataclass
from enum import StrEnum


class SourceState(StrEnum):
    """What a look at the seals of a received document finds.

    FOLLOWED: every seal is right, but something was added behind the last one. That may be proof
    which its authority keeps with it, or a page; which of them a person has to look at.
    """

    NONE = "none"
    INTACT = "intact"
    FOLLOWED = "followed"
    BROKEN = "broken"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class SourceSeal:
    """The seal, and whom its certificate names; nobody vouches here that it is who it says."""

    state: SourceState
    holder: str = ""
