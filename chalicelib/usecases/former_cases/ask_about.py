"""Ask the registers about a request, as about a case."""

from dataclasses import dataclass

from chalicelib.domain.certificates.catalogue import DocumentType
from chalicelib.domain.certificates.facts import Facts
from chalicelib.domain.former_cases.as_case import case_of
from chalicelib.domain.former_cases.case import Request
from chalicelib.domain.registers.access import Actor
from chalicelib.ports.platform import Clock
from chalicelib.ports.templates import Municipalities
from chalicelib.usecases.certificates.ask_facts import AskFacts


@dataclass(frozen=True, slots=True)
class AskAbout:
    """Goes when certificates are cases."""

    ask: AskFacts
    clock: Clock

    def __call__(self, request: Request, actor: Actor) -> Facts:
        """What the registers say now. Raises RetryableError, PermanentError."""
        return self.ask(case_of(request), actor, self.clock.now())

    def document(self, request: Request) -> DocumentType:
        """The document asked for. Raises PermanentError."""
        return self.ask.document(request.wish.document_id)

    @property
    def municipalities(self) -> Municipalities:
        """All of them."""
        return self.ask.municipalities
