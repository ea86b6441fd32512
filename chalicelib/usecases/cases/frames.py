"""The case with everything that it is judged with."""

from dataclasses import dataclass
from datetime import date

from chalicelib.domain.cases.moving.frame import Frame
from chalicelib.domain.cases.process_type import Facts
from chalicelib.domain.process.definition import Definition
from chalicelib.domain.shared.errors import ConflictError, NotThereError
from chalicelib.domain.shared.wording import Wording
from chalicelib.ports.cases import AnyCase, CaseStore, ProcessTypes, Unreadable
from chalicelib.ports.platform import Clock
from chalicelib.ports.templates import Municipalities


@dataclass(frozen=True, slots=True)
class Frames:
    """Reads cases, and finds the definition, the type and the municipality of each."""

    cases: CaseStore
    types: ProcessTypes
    municipalities: Municipalities
    clock: Clock
    words: Wording

    def case(self, tenant: str, case_id: str) -> AnyCase:
        """A case as it is now.

        Raises NotThereError, ConflictError (`set_aside`) when its row can't be read,
        RetryableError.
        """
        found = self.cases.get(tenant, case_id)
        if found is None:
            raise NotThereError("Dit dossier hebben we niet gevonden.")
        if isinstance(found, Unreadable):
            raise set_aside()
        return found

    def today(self, tenant: str) -> date:
        """The day in a municipality."""
        return self.municipalities.get(tenant).day_of(self.clock.now())

    def of(self, case: AnyCase, facts: Facts | None = None) -> Frame:
        """What a case is judged with now: under the version of the definition that it began with.

        Raises CatalogueError when a process or version isn't there.
        """
        definition = self.types.definition(case.process, case.instance.process_version)
        return Frame(
            definition,
            self.types.type(case.process),
            self.municipalities.get(case.tenant),
            self.clock.now(),
            self.words,
            facts or {},
        )

    def new(self, process: str, tenant: str) -> Frame:
        """What a new case begins with: the newest version.

        Raises NotThereError for a process that the municipality doesn't offer (yet).
        """
        if not self.offers(process, tenant):
            raise NotThereError("Deze dienst bestaat hier niet.")
        here, definition = self.municipalities.get(tenant), self.types.definition(process)
        return Frame(definition, self.types.type(process), here, self.clock.now(), self.words)

    def offers(self, process: str, tenant: str) -> bool:
        """Whether a municipality offers a process today."""
        here = self.municipalities.get(tenant)
        today = here.day_of(self.clock.now())
        return process in self.types.ids() and here.offers(process, today)

    def offered(self, tenant: str) -> tuple[Definition, ...]:
        """What a municipality offers today, each in its newest version."""
        return tuple(self.types.definition(i) for i in self.types.ids() if self.offers(i, tenant))


def set_aside() -> ConflictError:
    """A case whose row can't be read; it waits for a human, and its parties read so."""
    return ConflictError("set_aside", "Wij kijken dit dossier na. U hoeft niets te doen.")
