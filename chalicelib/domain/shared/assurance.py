"""How sure the counter is of who somebody is."""

from enum import StrEnum


class Assurance(StrEnum):
    """How sure a sign-in is (eIDAS levels)."""

    LOW = "low"
    SUBSTANTIAL = "substantial"
    HIGH = "high"

    def reaches(self, required: "Assurance") -> bool:
        """Whether this level is as high as the required one, or higher."""
        order = list(Assurance)
        return order.index(self) >= order.index(required)
