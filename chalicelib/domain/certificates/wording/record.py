"""The criminal record, in words (art. 595 and 596 Sv.)."""

from collections.abc import Iterator, Mapping

from chalicelib.domain.certificates.wording.context import (
    Context,
    MissingFactError,
    Piece,
    Teller,
    given,
)
from chalicelib.domain.issued.printing import Table
from chalicelib.domain.registers.criminal_record import PoliceAdvice, RecordModel


def _model(context: Context) -> Iterator[Piece]:
    """Model 596-2 isn't given to who is held before a judgment: a clerk sees to it."""
    if context.record.in_custody and context.record.model is RecordModel.MINORS:
        raise MissingFactError("record.in_custody")
    yield context.line("record.model", context.labels[f"model.{context.record.model}"])


def _purpose(context: Context) -> Iterator[Piece]:
    purpose = context.labels.purposes.get(context.case.payload.purpose)
    yield context.line("record.purpose", given(purpose, "record.purpose"))


def _activity(context: Context) -> Iterator[Piece]:
    if not (context.variant.needs_activity or context.case.payload.activity):
        return
    activity = context.labels.activities.get(context.case.payload.activity)
    yield context.line("record.activity", given(activity, "record.activity"))


def _convictions(context: Context) -> Iterator[Piece]:
    labels, record = context.labels, context.record
    if record.is_blank:
        yield context.line("record.content", labels["record.blank"])
        yield labels["record.blank_sentence"]
        return
    own = context.foreign("nl")
    yield Table(
        columns=tuple(labels[f"record.{c}"] for c in ("date", "court", "conviction")),
        rows=tuple((labels.date(c.on), c.court, c.text) for c in record.convictions),
        code="record.convictions",
        languages=((None, own, own),) * len(record.convictions),
    )


def _police(context: Context) -> Iterator[Piece]:
    """Said when the police were asked; a document never goes out while they haven't answered."""
    advice = context.record.police
    if advice is PoliceAdvice.PENDING:
        raise MissingFactError("record.police")
    if advice is not PoliceAdvice.NOT_ASKED:
        yield context.line("record.police", context.labels[f"police.{advice}"])


RECORD_FACTS: Mapping[str, Teller] = {
    "record.model": _model,
    "record.purpose": _purpose,
    "record.activity": _activity,
    "record.convictions": _convictions,
    "record.police": _police,
}
