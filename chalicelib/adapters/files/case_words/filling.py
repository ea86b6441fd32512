"""What stands in place of `{…}` in a process's words: no placeholder is personal."""

from dataclasses import dataclass
from datetime import date

from chalicelib.domain.cases.case import Case
from chalicelib.domain.process.definition import Definition
from chalicelib.domain.process.following import SaidDay, filled
from chalicelib.domain.process.timing.terms import Terms
from chalicelib.domain.shared.dutch import weekday_and_date
from chalicelib.domain.tenants.municipality import Municipality
from chalicelib.ports.cases import ProcessTypes
from chalicelib.ports.platform import Clock


@dataclass(frozen=True, slots=True)
class Filling:
    """Fills in words for one case in its municipality; `title` is what the case is called."""

    case: Case[object]
    definition: Definition
    municipality: Municipality
    today: date
    title: str
    on: SaidDay = weekday_and_date

    def __call__(self, text: str, /, **more: str) -> str:
        """A text with its places filled in; `more` are further ones. Raises KeyError."""
        here = self.municipality
        terms = Terms(here.calendar, here.policy)
        known = filled(text, self.definition, self.case.instance, terms, self.today, self.on)
        return known.format(
            reference=self.case.reference,
            municipality=here.official_name,
            service=here.contact.service,
            phone=here.contact.phone,
            title=self.title,
            **more,
        )


def filling(
    case: Case[object], municipality: Municipality, types: ProcessTypes, clock: Clock
) -> Filling:
    """The filling for a case under the version that it began with."""
    definition = types.definition(case.process, case.instance.process_version)
    title = types.type(case.process).title(case.payload) or definition.title
    return Filling(case, definition, municipality, municipality.day_of(clock.now()), title)
