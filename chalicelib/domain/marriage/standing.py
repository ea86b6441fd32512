"""How it stands with the day of a wedding, as both partners read it: pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from chalicelib.domain.cases.party import Party
from chalicelib.domain.cases.process_type import Leaflet
from chalicelib.domain.marriage.declaration import Declaration, MarriageCase
from chalicelib.domain.marriage.guards import WINDOW
from chalicelib.domain.marriage.prices import in_euro
from chalicelib.domain.marriage.slots import WeddingSlot
from chalicelib.domain.marriage.terms import earliest
from chalicelib.domain.shared.dutch import in_words
from chalicelib.domain.shared.wording import Wording
from chalicelib.domain.tenants.municipality import Municipality

DRAWN = frozenset({"waiting", "celebratable"})
"""The states in which a day can be agreed on and stands."""

ASKED = "awaiting_papers"
"""The state in which papers are asked."""


@dataclass(frozen=True, slots=True)
class WeddingDay:
    """A case, the partner who reads it, where and when.

    `is_taken` tells that somebody else has the hour that is proposed.
    """

    case: MarriageCase
    party: Party
    here: Municipality
    today: date
    words: Wording
    is_taken: bool = False

    @property
    def must_choose(self) -> bool:
        """Whether there is no day, or proposal of one, that can still become theirs."""
        declared = self.case.payload
        return self._is_drawn and (self.is_taken or not (declared.wedding or declared.proposed))

    def leaflet(self) -> Leaflet:
        """What was chosen and proposed, what is possible, and what is to be done."""
        return Leaflet(self.words.say("standing.title"), tuple(self._lines()), (self._note,))

    def visit(self) -> Leaflet | None:
        """Their own appointment to bring papers, or that they can make one; of who is asked."""
        declared, number = self.case.payload, self.party.number
        if self.case.instance.state != ASKED or number not in declared.asked:
            return None
        slot = declared.visit_of(number)
        say = self.words.say
        lines = ((say("standing.when"), slot.words if slot else say("standing.no_visit")),)
        note = say("standing.bring") if slot else say("standing.book")
        return Leaflet(say("standing.visit"), lines, (note,))

    @property
    def note(self) -> str:
        """What is to be known or done about the day, by its code among the words."""
        declared = self.case.payload
        if self._is_held_up:
            return "held_up"
        if not self._is_drawn:
            return "not_sure_yet"
        if declared.proposed:
            return self._answer(declared)
        if declared.wedding:
            return "stands"
        return "excluded" if declared.is_date_excluded else "to_choose"

    @property
    def _is_drawn(self) -> bool:
        return self.case.instance.state in DRAWN

    @property
    def _is_held_up(self) -> bool:
        return bool(self.case.payload.reason) and not self._is_drawn

    @property
    def _note(self) -> str:
        return self.words("day_notes")[self.note]

    def _lines(self) -> Iterator[tuple[str, str]]:
        declared, say = self.case.payload, self.words.say
        slot = declared.slot
        yield say("standing.chosen"), slot.words if slot else say("standing.none_yet")
        if declared.fee_cents is not None:
            yield say("standing.price"), in_euro(declared.fee_cents, self.words)
        if declared.proposed:
            whose = self.words("proposals")[_whose(declared, self.party)]
            yield whose, WeddingSlot.parse(declared.proposed).words
        if not self._is_held_up:
            yield say("standing.possible"), self._possible()

    def _possible(self) -> str:
        declared, end = self.case.payload, self.case.instance.clock(WINDOW)
        first = declared.first_day or earliest(self.today, declared.receipt_on, declared.act_on)
        if end is None or end.ends_at is None or declared.must_celebrate:
            return self.words.say("standing.since", first=in_words(first))
        last = in_words(self.here.day_of(end.ends_at))
        return self.words.say("standing.between", first=in_words(first), last=last)

    def _answer(self, declared: Declaration) -> str:
        if self.is_taken:
            return "overtaken"
        return "to_wait" if declared.proposed_by == self.party.author else "to_answer"


def _whose(declared: Declaration, party: Party) -> str:
    if declared.proposed_by == party.author:
        return "own"
    return "partner" if declared.proposed_by.startswith("party:") else "town"
