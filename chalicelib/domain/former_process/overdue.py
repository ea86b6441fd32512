"""What a passed deadline means: what the scheduled tick has to do."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from chalicelib.domain.former_process.definition import Deadline, Definition, State, Unit
from chalicelib.domain.former_process.engine import Instance
from chalicelib.domain.former_process.terms import end_of_term, reminders
from chalicelib.domain.tenants.workdays import Calendar


class Means(StrEnum):
    """What a passed deadline asks for."""

    RESEND = "resend"
    REMIND = "remind"
    EXPIRE = "expire"
    ESCALATE = "escalate"


@dataclass(frozen=True, slots=True)
class Overdue:
    """What is to be done, and the instance with its next `due_at`.

    To expire is to advance by `event` as the system; the others do `effects` and stay. The
    instance is what to store when nothing else changes, so that it isn't found again at once:
    also when the guard of `event` doesn't hold.
    """

    means: Means
    instance: Instance
    effects: tuple[str, ...] = ()
    event: str = ""


def due(
    definition: Definition, instance: Instance, now: datetime, calendar: Calendar
) -> Overdue | None:
    """What the deadline of an instance means now; None while it hasn't passed.

    Several passed reminders are one. Whoever let a term pass without an event is told so again
    each working day. A deadline that left the definition since is struck off, without effects.
    """
    if instance.due_at is None or now < instance.due_at:
        return None
    deadline = definition.deadline(instance.state)
    if deadline is None:
        return Overdue(Means.ESCALATE, replace(instance, due_at=None))
    ends = end_of_term(deadline, instance.entered_at, calendar)
    if deadline.reminders and now < ends:
        return _remind(deadline, instance, now, ends)
    return _over(definition.state(instance.state), deadline, instance, now, calendar)


def postpone(instance: Instance, until: datetime) -> Instance:
    """The instance with its `due_at`, if it has one, not before a moment.

    For an automatic state whose work is known to be tried again later.
    """
    if instance.due_at is None:
        return instance
    return replace(instance, due_at=max(instance.due_at, until))


def _remind(deadline: Deadline, instance: Instance, now: datetime, ends: datetime) -> Overdue:
    coming = [at for at in reminders(deadline, instance.entered_at) if at > now]
    after = replace(instance, due_at=min(ends, *coming) if coming else ends)
    return Overdue(Means.REMIND, after, (deadline.reminder_effect,))


def _over(
    state: State, deadline: Deadline, instance: Instance, now: datetime, calendar: Calendar
) -> Overdue:
    after = replace(instance, due_at=_again(deadline, now, calendar))
    if deadline.on_expiry:
        return Overdue(Means.EXPIRE, after, event=deadline.on_expiry)
    means = Means.RESEND if state.is_automatic else Means.ESCALATE
    return Overdue(means, after, deadline.expiry_effects)


def _again(deadline: Deadline, now: datetime, calendar: Calendar) -> datetime:
    if deadline.unit is Unit.SECONDS:
        return now + timedelta(seconds=deadline.value)
    return calendar.add_working_days(now, 1)
