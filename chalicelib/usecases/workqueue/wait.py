"""Wait for another authority, with a look at the registers now and then; and stop waiting."""

from dataclasses import dataclass, replace
from datetime import timedelta

from chalicelib.domain.cases.staff import Action, Staff
from chalicelib.domain.former_cases.case import Request
from chalicelib.domain.former_cases.entries import EntryKind
from chalicelib.domain.shared.errors import InvalidInputError
from chalicelib.ports.platform import Clock
from chalicelib.usecases.workqueue.desk import MAX_TEXT, Desk, written

AUTHORITIES = {
    "politie": "Politie",
    "andere_gemeente": "Andere gemeente",
    "migratie_akte": "Digitalisering van een papieren akte",
    "parket": "Parket",
    "andere": "Andere overheid",
}
MOST_DAYS = 15


@dataclass(frozen=True, slots=True)
class WaitForAuthority:
    """The registers are asked again by themselves; what they answer moves the case on."""

    desk: Desk
    clock: Clock

    def __call__(
        self, staff: Staff, request_id: str, authority: str, text: str = "", recheck_days: int = 2
    ) -> Request:
        """The case, waiting; `recheck_days` (1 to 15) is how often the registers are asked.

        Raises NotThereError, ConflictError (`not_held`), InvalidInputError (`authority_unknown`,
        `days_impossible`, `text_too_long`), RetryableError.
        """
        request = self.desk.held(staff, Action.WAIT, request_id)
        _check(authority, recheck_days)
        said = written(text, "text", MAX_TEXT) if text.strip() else ""
        kind, codes = EntryKind.AUTHORITY, {"authority": authority}
        entry = self.desk.entry(request, kind, staff.actor, said, data=codes)
        review = replace(
            request.review,
            waiting_for=authority,
            recheck_days=recheck_days,
            recheck_at=self.clock.now() + timedelta(days=recheck_days),
        )
        return self.desk.advance(
            staff,
            replace(request, review=review),
            "ask_authority",
            data=(("authority", authority),),
            entries=(entry,),
        )


@dataclass(frozen=True, slots=True)
class Resume:
    """Somebody called, or the letter came: no need to wait any longer."""

    desk: Desk

    def __call__(self, staff: Staff, request_id: str) -> Request:
        """The case, back in the queue. Raises NotThereError, ConflictError, RetryableError."""
        request = self.desk.case(staff, Action.RESUME, request_id)
        return self.desk.advance(staff, request, "resume")


def _check(authority: str, days: int) -> None:
    if authority not in AUTHORITIES:
        raise InvalidInputError("authority_unknown", "Kies op wie u wacht.", "authority")
    if not 1 <= days <= MOST_DAYS:
        raise InvalidInputError("days_impossible", f"Kies 1 tot {MOST_DAYS} dagen.", "recheck_days")
