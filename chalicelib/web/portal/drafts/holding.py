"""What a form under way holds: kept with its draft, and never taken from what a browser sends."""

from collections.abc import Iterator
from datetime import datetime

from chalicelib.domain.cases.forms.draft import Draft
from chalicelib.usecases.cases.opening.hold_for_draft import FormHold

_CLAIM, _KEY, _WORDS, _UNTIL = "_vrij", "_vrij_sleutel", "_vrij_wat", "_vrij_tot"


def held_of(draft: Draft | None) -> FormHold | None:
    """What a draft held when it was kept; its time may be over."""
    if draft is None or not draft.first(_CLAIM):
        return None
    until = datetime.fromisoformat(draft.first(_UNTIL))
    return FormHold(draft.first(_CLAIM), draft.first(_KEY), draft.first(_WORDS), until)


def kept_with(held: FormHold | None) -> Iterator[tuple[str, str]]:
    """The fields of a draft that say so."""
    if held:
        yield _CLAIM, held.claim
        yield _KEY, held.key
        yield _WORDS, held.words
        yield _UNTIL, held.until.isoformat()
