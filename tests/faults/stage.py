"""A counter over moto that forgets each run, with people, functions and time on it."""

import inspect
import json
from collections import Counter as Counts
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from moto.core import DEFAULT_ACCOUNT_ID
from moto.dynamodb.models import dynamodb_backends
from moto.s3.models import s3_backends
from moto.sqs.models import sqs_backends
from moto.ssm.models import ssm_backends

import app
from chalicelib.adapters.embedded import updates
from chalicelib.adapters.memory.platform import A_TUESDAY, MemoryClock
from chalicelib.domain.cases.entry import Entry
from chalicelib.domain.process.definition import Definition
from chalicelib.domain.process.instance import Event
from chalicelib.domain.shared.errors import DomainError
from chalicelib.ports.cases import AnyCase, Unreadable
from chalicelib.wiring import Wiring, use
from ops.local.serve import context, schedule_event
from tests.faults.injecting import DiedError, Fault, Injector
from tests.faults.offering import Offering, kept
from tests.support.counter import Counter, a_counter, population
from tests.support.processes.marriage import singles
from tests.support.processes.moving import LUCJA, household_of
from tests.support.stages.aws import REGION
from tests.support.stages.emulator import forget_made
from tests.support.zworp import counter as zworp_people
from tests.support.zworp import wiring as zworp

TENANT = "34022"
MOST_ASKED = 5
"""How often somebody asks the same again before giving up."""

READS = frozenset({"dynamodb.GetItem", "dynamodb.BatchGetItem", "dynamodb.Query"})
UNSEEN = timedelta(minutes=6)
"""How long a message stays with the function that died of it (.chalice/resources.yaml)."""

SETTLES = tuple(timedelta(minutes=m) for m in (1, 4, 16, 20, 40, 60, 60))
"""How time moves on once the world is healed."""


@dataclass(frozen=True)
class Sent:
    """A mail that SES took."""

    case_id: str
    template: str
    to: str


class Known(NamedTuple):
    """A case with all that happened and was said, as it is when a run is over."""

    case: AnyCase
    events: list[Event]
    entries: list[Entry]


@dataclass
class Stage:
    """One world; `begin` makes it as new, with faults planned for the calls of the next run."""

    counter: Counter
    clock: MemoryClock
    faults: Injector
    parts: dict[str, Any]
    sent: list[Sent] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    accepted: list[str] = field(default_factory=list)
    waiting: list[tuple[datetime, str]] = field(default_factory=list)
    dead: list[str] = field(default_factory=list)
    tries: Counts[str] = field(default_factory=Counts)
    known: list[Known] = field(default_factory=list)
    meanwhile: dict[str, Callable[[], object]] = field(default_factory=dict)
    """What people do while a call of a name is under way, once, just when AWS has acted on it."""

    def __post_init__(self) -> None:
        self.outputs = self.counter.outputs
        self.wiring, self._logged, self.raced = self.counter.wiring, False, False
        self._count_before()
        self._rows = {name: deepcopy(dict(self._table(name).items)) for name in self._tables}
        self._secrets = deepcopy(dict(self._parameters))
        self.faults.acted.append(self._acted)
        self.faults.answered.append(self._answered)

    def _count_before(self) -> None:
        """The days before are counted for good: nothing happened, and nothing more is expected."""
        for wait in (timedelta(), timedelta(days=9)):
            self.clock.move(wait)
            self.hourly()
        self.clock.set(A_TUESDAY)
        rows = self._table(self.outputs.table).items
        for days in (rows[key] for key in rows if key.value.endswith("#FIGURES")):
            for sk in [sk for sk in days if sk.value >= f"DAY#{A_TUESDAY:%Y-%m-%d}"]:
                del days[sk]

    def begin(self, *faults: Fault) -> None:
        """Forget what was; plan what goes wrong."""
        for name in self._tables:
            self._table(name).items.clear()
            self._table(name).items.update(deepcopy(self._rows[name]))
        self._parameters.update(deepcopy(self._secrets))
        files = s3_backends[DEFAULT_ACCOUNT_ID]["aws"].buckets[self.outputs.bucket].keys
        for name in list(files):
            files.pop(name)
        for queue in self._backend(sqs_backends).queues.values():
            queue._messages.clear()
        for told in (self.sent, self.said, self.accepted, self.waiting, self.dead, self.tries):
            told.clear()
        self.meanwhile.clear()
        forget_made()
        self.raced = False
        self.parts.pop("registers", None)
        self.clock.set(A_TUESDAY)
        self.cold()
        self.faults.arm(faults)

    def cold(self) -> None:
        """A new container: nothing is remembered but what lies in files."""
        old, settings = self.wiring, self.counter.wiring.settings
        parts = {n: p for n, p in vars(old.templates).items() if not n.startswith("_")}
        renderer = old.printing.renderer
        self.wiring = Wiring(
            settings,
            **{**parts, "renderer": renderer, "clients": old.platform.clients},
            **self.parts,
        )

    def person[T](self, ask: Callable[[], T]) -> T:
        """Somebody asks, and asks the same again while no answer comes."""
        for _ in range(MOST_ASKED):
            try:
                return self._run(ask)
            except DomainError as error:
                if error.code != "register_away":
                    raise
            except (Exception, DiedError):  # no answer, for whatever reason
                if not self.faults.hit:
                    raise
                self.cold()
        raise AssertionError("somebody never got an answer")

    def _run[T](self, call: Callable[[], T]) -> T:
        logged, self._logged = self._logged, False
        try:
            with use(self.wiring), self.faults.watching():
                return call()
        finally:
            self.faults.arrive()
            self._logged = logged

    def function(self, call: Callable[[], Any]) -> bool:
        """A function runs; whether it came to its end."""
        try:
            self._run(call)
        except (Exception, DiedError):  # Lambda starts another container
            if not self.faults.hit:
                raise
            self.cold()
            return False
        return True

    def tick(self) -> None:
        """The schedule comes, for each duty by itself."""
        for duty in (app.tick, app.parked_feedback, app.erasure):
            self.function(lambda duty=duty: duty(schedule_event(), context()))

    def hourly(self) -> None:
        """The schedule of the figures comes; what it couldn't count it counts the next time."""
        self.function(lambda: app.figures(schedule_event(), context()))

    def bounce(self, mail: Sent) -> None:
        """SES tells that a mail came back; SNS brings it again until somebody took it."""
        tags = {"tenant": [TENANT], "request": [mail.case_id], "template": [mail.template]}
        told = {
            "eventType": "Bounce",
            "mail": {"messageId": f"m-{mail.template}", "destination": [mail.to], "tags": tags},
            "bounce": {
                "bounceType": "Permanent",
                "bouncedRecipients": [{"emailAddress": mail.to}],
            },
        }
        record = {"Sns": {"Message": json.dumps(told), "Subject": "", "MessageAttributes": {}}}
        for _ in range(MOST_ASKED):
            if self.function(lambda: app.mail_feedback({"Records": [record]}, context())):
                return

    def pump(self) -> None:
        """The queue is worked through as far as its delays allow, until nothing is left."""
        while ready := self._ready():
            for body in ready:
                self._deliver(body)

    def _deliver(self, body: str) -> None:
        """A message that isn't handled comes again when nobody else can have it any more."""
        records = {"Records": [{"body": body, "receiptHandle": "r"}]}
        if self.function(lambda: app.issue(records, context())):
            return
        self.tries[body] += 1
        if self.tries[body] < MOST_ASKED:
            self.waiting.append((self.clock.now() + UNSEEN, body))
        else:
            self.dead.append(body)

    def settle(self, *steps: timedelta) -> None:
        """The world is whole again: time moves on, tick and queues run dry.

        Without steps of its own it ends when nothing is under way any more.
        """
        for step in steps or SETTLES:
            self.clock.move(step)
            self.tick()
            self.pump()
            if not steps and step >= UNSEEN and self._is_quiet():
                return

    def _is_quiet(self) -> bool:
        """Whether no message is on its way, nothing goes out, and nobody's lease runs."""
        rows = self.rows()
        is_held = any('"lease":{' in row.get("handling", {}).get("S", "") for row in rows)
        goes_out = any(row["sk"]["S"].startswith("OUT#") for row in rows)
        return not (self.waiting or goes_out or is_held)

    def case(self, case_id: str) -> AnyCase:
        """A case as it is stored."""
        found = self.wiring.cases.store.get(TENANT, case_id)
        assert found is not None
        assert not isinstance(found, Unreadable)
        return found

    def definition(self, case: AnyCase) -> Definition:
        """The one under which a case lives."""
        return self.wiring.cases.types.definition(case.process, case.instance.process_version)

    def rows(self) -> list[dict[str, Any]]:
        """Everything in the state table."""
        return [row.to_json()["Attributes"] for row in self._table(self.outputs.table).all_items()]

    def objects(self) -> dict[str, bytes]:
        """What lies in the bucket."""
        keys = s3_backends[DEFAULT_ACCOUNT_ID]["aws"].buckets[self.outputs.bucket].keys
        return {name: keys[name].value for name in keys}

    @property
    def _parameters(self) -> dict[str, Any]:
        parameters: dict[str, Any] = self._backend(ssm_backends)._parameters
        return parameters

    @property
    def _tables(self) -> tuple[str, str]:
        return self.outputs.table, self.outputs.registers

    def _table(self, name: str) -> Any:
        return self._backend(dynamodb_backends).tables[name]

    def _backend(self, backends: Any) -> Any:
        return backends[DEFAULT_ACCOUNT_ID][REGION]

    def _ready(self) -> list[str]:
        """The bodies of messages whose delay is over; they are taken out."""
        name = self.outputs.issue_queue.rsplit("/", 1)[-1]
        queue = self._backend(sqs_backends).queues[name]
        for message in queue._messages:
            delay = timedelta(milliseconds=max(0, message.delayed_until - message.sent_timestamp))
            self.waiting.append((self.clock.now() + delay, message.body))
        queue._messages.clear()
        now = self.clock.now()
        ready = [body for due, body in self.waiting if due <= now]
        self.waiting[:] = [(due, body) for due, body in self.waiting if due > now]
        return ready

    def _acted(self, name: str, params: dict[str, Any]) -> None:
        if name == "sesv2.SendEmail":
            tags = {tag["Name"]: tag["Value"] for tag in params["EmailTags"]}
            to = params["Destination"]["ToAddresses"][0]
            self.sent.append(Sent(tags["request"], tags["template"], to))
        if meanwhile := self.meanwhile.pop(name, None):
            self.raced = True
            meanwhile()

    def _answered(self, name: str, params: dict[str, Any]) -> None:
        """The access log precedes each read of a register, in every run of a function."""
        if name == "dynamodb.PutItem" and "#LOG#" in params["Item"]["pk"]["S"]:
            self._logged = True
        if name not in READS:
            return
        asked = {params.get("TableName", ""), *params.get("RequestItems", {})}
        is_read = self.outputs.registers in asked and self.faults.is_watching
        if is_read and not (self._logged or _is_the_register_itself()):
            self.said.append("a register was read before the log was written")


def _is_the_register_itself() -> bool:
    """Whether a register reads what it is about to change: that tells nobody anything."""
    frame = inspect.currentframe()
    while frame is not None and frame.f_code.co_filename != updates.__file__:
        frame = frame.f_back
    return frame is not None


@contextmanager
def a_stage() -> Iterator[Stage]:
    """A stage for any number of runs, one after the other."""
    clock, made = MemoryClock(), []

    def watched(wiring: Wiring) -> Wiring:
        made.append(Injector(wiring.platform.clients._session))
        wiring.give(municipalities=Offering())
        return wiring

    known = {zworp_people.ADULT.digits, zworp_people.OTHER.digits}
    known |= {file.number.digits for file in singles()[:2]} | set(household_of(LUCJA))
    files = [file for file in population().files if file.number.digits in known]
    with zworp.beside_ours() as given:
        parts = {**given, "registry": kept(given["registry"]), "clock": clock}
        with a_counter(files, watched, **parts) as counter:
            yield Stage(counter, clock, made[0], parts)
