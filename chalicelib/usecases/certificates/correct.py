"""Put right what was keyed in by mistake: the rules judge anew."""

from dataclasses import dataclass, replace
from typing import Any

from chalicelib.domain.cases.moving.frame import Frame
from chalicelib.domain.certificates.checked import check_order
from chalicelib.domain.certificates.evaluate import evaluate
from chalicelib.domain.certificates.order import CertificateCase, applicant_of
from chalicelib.domain.certificates.reachable import check_reachable
from chalicelib.domain.registers.access import Actor, ActorKind
from chalicelib.domain.shared.errors import InvalidInputError
from chalicelib.usecases.cases.acting.own import Brought, Given
from chalicelib.usecases.certificates.facts.ask_facts import AskFacts

_FIELDS = ("variant", "language", "purpose", "activity", "abroad", "delivery")

_NEEDED = ("variant", "language", "delivery")
"""What an order always has; the rest may be emptied."""


@dataclass(frozen=True, slots=True)
class CorrectOrder:
    """Whom it is about can't be corrected: that is another order."""

    ask: AskFacts

    def __call__(self, case: CertificateCase, brought: Brought, frame: Frame) -> Given:
        """The order as it should have been, with the verdict on what it is now.

        Raises InvalidInputError (`nothing_changed`, `unknown_variant`, `unknown_language`,
        `unknown_purpose`, `address_missing`), RetryableError.
        """
        if not case.intake.keyed_in_by or brought.who.official is None:
            return Given()
        order = case.payload
        right: dict[str, Any] = {name: brought.values.get(name, "") for name in _FIELDS}
        missing = {name: getattr(order, name) for name in _NEEDED if not right[name]}
        order = replace(order, **right | missing, approval=None)
        if order == replace(case.payload, approval=None):
            raise InvalidInputError("nothing_changed", "U veranderde niets.", "variant")
        check_order(order, self.ask.document(order.document_id))
        check_reachable(applicant_of(case).email, order.delivery)
        actor = Actor(ActorKind.CLERK, brought.who.official.staff.id)
        facts = self.ask(replace(case, payload=order), actor, frame.at)
        return Given(payload=order, verdict=evaluate(facts))
