"""Put right what was keyed in by mistake."""

from dataclasses import dataclass, replace

from chalicelib.domain.cases.intake import Delivery
from chalicelib.domain.cases.staff import Action, Staff
from chalicelib.domain.certificates.evaluate import evaluate
from chalicelib.domain.former_cases.case import Request, Wish
from chalicelib.domain.former_cases.entries import EntryKind
from chalicelib.domain.registers.access import Actor, ActorKind
from chalicelib.domain.shared.language import Language
from chalicelib.usecases.former_cases.addresses import check_reachable
from chalicelib.usecases.former_cases.ask_about import AskAbout
from chalicelib.usecases.former_cases.submit import check_wish
from chalicelib.usecases.workqueue.desk import Desk, written


@dataclass(frozen=True, slots=True)
class Correction:
    """What it should have been; None is what was right. `why` is for colleagues."""

    why: str
    variant: str | None = None
    language: Language | None = None
    purpose: str | None = None
    activity: str | None = None
    abroad: str | None = None
    email: str | None = None
    delivery: Delivery | None = None

    @property
    def wish(self) -> dict[str, str]:
        """What changes of the wish."""
        names = ("variant", "language", "purpose", "activity", "abroad")
        return {name: value for name in names if (value := getattr(self, name)) is not None}

    @property
    def fields(self) -> list[str]:
        """The names of all that changes."""
        others = [name for name in ("email", "delivery") if getattr(self, name) is not None]
        return [*self.wish, *others]


@dataclass(frozen=True, slots=True)
class Correct:
    """The rules judge anew; whom it is about can't be corrected: that is another request."""

    desk: Desk
    ask: AskAbout

    def __call__(self, staff: Staff, request_id: str, correction: Correction) -> Request:
        """The case, still held, with the verdict on what it is now.

        Raises NotThereError, ConflictError (`not_held`), InvalidInputError (`text_missing`,
        `unknown_variant`, `unknown_language`, `unknown_purpose`, `invalid_email`,
        `address_missing`), RetryableError.
        """
        request = self.desk.held(staff, Action.CORRECT, request_id)
        why = written(correction.why, "why")
        right = _corrected(request, correction)
        check_wish(right.wish, self.ask.document(request))
        check_reachable(right.applicant.email, right.intake.delivery)
        facts = self.ask(right, Actor(ActorKind.CLERK, staff.id))
        judged = replace(right, verdict=evaluate(facts))
        names = " ".join(correction.fields)
        kind, codes = EntryKind.CORRECTION, {"fields": names}
        entry = self.desk.entry(request, kind, staff.actor, why, data=codes)
        return self.desk.advance(
            staff, judged, "correct", data=(("fields", names),), entries=(entry,)
        )


def _corrected(request: Request, correction: Correction) -> Request:
    wish: Wish = replace(request.wish, **correction.wish)  # type: ignore[arg-type]
    applicant, intake = request.applicant, request.intake
    if correction.email is not None:
        applicant = replace(applicant, email=correction.email.strip())
    if correction.delivery is not None:
        intake = replace(intake, delivery=correction.delivery)
    return replace(request, wish=wish, applicant=applicant, intake=intake)
