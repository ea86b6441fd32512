"""What registers said of the two partners, for the rules of a marriage."""

from dataclasses import dataclass
from datetime import date

from chalicelib.domain.marriage.declaration import Declaration
from chalicelib.domain.registers.acts import Act
from chalicelib.domain.registers.answers import Answer
from chalicelib.domain.registers.people import Person


@dataclass(frozen=True, slots=True)
class Partner:
    """One of the two: their number in the case, file, and act of birth (whatever was answered)."""

    number: int
    person: Person
    birth: Answer[Act]


@dataclass(frozen=True, slots=True)
class MarriageFacts:
    """Everything that the rules judge. `here` is the code of the municipality."""

    declaration: Declaration
    partners: tuple[Partner, Partner]
    here: str
    today: date

    @property
    def day(self) -> date:
        """The day on which the law's ages count: that of the wedding, else today."""
        return self.declaration.wedding_on or self.today

    def other(self, partner: Partner) -> Partner:
        """The one whom somebody marries."""
        return next(p for p in self.partners if p is not partner)
