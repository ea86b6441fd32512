"""Make what the law asks on the way: receipt, act of declaration, decisions."""

from dataclasses import dataclass, replace
from typing import Any

from chalicelib.domain.cases.outcome import Done, Outcome
from chalicelib.domain.marriage.declaration import (
    ACT,
    POSTPONEMENT,
    RECEIPT,
    REFUSAL_OF_ACT,
    REFUSAL_OF_WEDDING,
    Declaration,
    MarriageCase,
)
from chalicelib.domain.marriage.terms import first_day
from chalicelib.usecases.cases.documents.make_slot import MakeSlot
from chalicelib.usecases.cases.working.works import WorkContext


@dataclass(frozen=True, slots=True)
class MakeReceipt:
    """The receipt starts the month in which the act is drawn (oud BW art. 64)."""

    make: MakeSlot

    def __call__(self, case: MarriageCase, context: WorkContext) -> Outcome[Any]:
        """`receipt_made`, with the receipt."""
        declared = replace(case.payload, receipt_on=context.frame.day)
        return _made(self.make, case, declared, RECEIPT, "receipt_made", context)


@dataclass(frozen=True, slots=True)
class DrawAct:
    """The act of declaration; a day that it excludes is to be chosen anew (oud BW art. 165)."""

    make: MakeSlot

    def __call__(self, case: MarriageCase, context: WorkContext) -> Outcome[Any]:
        """`drawn`, with the act."""
        today = context.frame.day
        declared = replace(case.payload, act_on=today)
        wedding = declared.wedding_on
        if wedding is not None and wedding < first_day(today):
            declared = replace(declared, wedding=None, fee_cents=None, is_date_excluded=True)
        return _made(self.make, case, declared, ACT, "drawn", context)


@dataclass(frozen=True, slots=True)
class MakePostponement:
    """The decision to postpone (oud BW art. 167)."""

    make: MakeSlot

    def __call__(self, case: MarriageCase, context: WorkContext) -> Outcome[Any]:
        """`postponement_made`, with the decision."""
        done = "postponement_made"
        return _made(self.make, case, case.payload, POSTPONEMENT, done, context)


@dataclass(frozen=True, slots=True)
class MakeRefusal:
    """The decision to refuse: to draw the act, or once there is one to celebrate."""

    make: MakeSlot

    def __call__(self, case: MarriageCase, context: WorkContext) -> Outcome[Any]:
        """`refusal_made`, with the decision."""
        slot = REFUSAL_OF_WEDDING if case.payload.act_on else REFUSAL_OF_ACT
        return _made(self.make, case, case.payload, slot, "refusal_made", context)


def _made(
    make: MakeSlot,
    case: MarriageCase,
    declared: Declaration,
    slot: str,
    event: str,
    context: WorkContext,
) -> Done[Declaration]:
    """The document of the case as it will be stored."""
    document = make(replace(case, payload=declared), slot, context.frame)
    return Done((event,), payload=declared, documents=(document,))
