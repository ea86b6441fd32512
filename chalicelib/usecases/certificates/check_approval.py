"""Don't let anybody approve what can't be made."""

from dataclasses import dataclass

from chalicelib.domain.cases.moving.frame import Frame
from chalicelib.domain.cases.outcome import Later
from chalicelib.domain.certificates.ground import check_ground
from chalicelib.domain.certificates.order import CertificateCase
from chalicelib.domain.certificates.wording.context import MissingFactError
from chalicelib.domain.registers.access import Actor, ActorKind
from chalicelib.domain.registers.acts import Act, ActOrigin
from chalicelib.domain.registers.answers import Answer, Found
from chalicelib.domain.shared.errors import ConflictError
from chalicelib.ports.certificates import Printer
from chalicelib.usecases.cases.acting.own import Brought, Given
from chalicelib.usecases.certificates.facts.ask_facts import AskFacts

_WHERE = {
    "act": "in de akte",
    "household": "in het gezin",
    "person": "in het dossier van de persoon",
    "record": "in het strafregister",
    "residences": "bij de verblijfplaatsen",
}
_WHAT = {
    "act.image": "Van deze akte is er alleen een beeld. Een kopie typen we niet over.",
    "person.alive": "De persoon is overleden volgens het register.",
}


@dataclass(frozen=True, slots=True)
class CheckApproval:
    """Puts the document into words before it is approved, from what the registers say now."""

    ask: AskFacts
    printer: Printer

    def __call__(self, case: CertificateCase, brought: Brought, frame: Frame) -> Given:
        """Nothing is changed. A register that doesn't answer is no obstacle: the work waits for it.

        Raises InvalidInputError (`ground_unclear`, `ground_of_another`), ConflictError
        (`cant_be_made`, with what is missing).
        """
        check_ground(case, str(brought.values.get("ground", "")))
        if brought.who.official is None:
            return Given()
        actor = Actor(ActorKind.CLERK, brought.who.official.staff.id)
        facts = self.ask.or_later(case, actor, frame.at)
        if not isinstance(facts, Later):
            try:
                self.printer.print(case, facts.document, facts.answered, facts.today)
            except MissingFactError as error:
                raise _refusal(error.code, facts.answered.act) from None
        return Given()


def _refusal(code: str, act: Answer[Act] | None) -> ConflictError:
    where = _WHERE.get(code.partition(".")[0], "in het register")
    what = _WHAT.get(code, f"Er ontbreekt een gegeven {where}.")
    if isinstance(act, Found) and act.value.origin is ActOrigin.ON_PAPER:
        what = "De akte staat nog op papier."
    return ConflictError(
        "cant_be_made",
        f"Dit document kan niet worden gemaakt. {what}"
        " Laat het register verbeteren, voeg het document zelf toe, of weiger het.",
    )
