"""All registers at once, over DynamoDB: one consultation in the access log is one BatchGetItem.

While the secret is rotated it is two, one for each version.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.adapters.embedded import items
from chalicelib.adapters.embedded.index import EmbeddedIndex
from chalicelib.domain.registers.access import LoggedAccess, Service
from chalicelib.domain.registers.acts import Act, ActKind
from chalicelib.domain.registers.answers import (
    Ambiguous,
    Answer,
    Denied,
    Found,
    NotFound,
    Unavailable,
)
from chalicelib.domain.registers.criminal_record import CriminalExtract, RecordModel
from chalicelib.domain.registers.people import Household, Person, Residence
from chalicelib.ports.platform import Keys

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

type Answers = Mapping[Service, Answer[Any]]

_PAUSES = (0.05, 0.2)
"""Seconds before each further try of keys that DynamoDB left unprocessed."""

_REMEMBERED = 16
"""Consultations whose answers are kept; a Lambda instance works on one at a time."""


class EmbeddedRegisters(EmbeddedIndex):
    """PersonRegister, HouseholdRegister, ActRegister and CriminalRecords over one table.

    Everything that a LoggedAccess names is fetched at its first question, and remembered for that
    access alone. What fails is answered `Unavailable` with a code, and asked anew the next time;
    nothing is raised.
    """

    def __init__(
        self,
        client: "DynamoDBClient",
        table: str,
        keys: Keys,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        super().__init__(client, table, keys)
        self._pause = pause
        self._remembered: OrderedDict[LoggedAccess, Answers] = OrderedDict()

    def person(self, access: LoggedAccess) -> Answer[Person]:
        """The file of the access's subject."""
        return self._ask(access, Service.PERSON)

    def household(self, access: LoggedAccess) -> Answer[Household]:
        """The household in which the subject lives."""
        return self._ask(access, Service.HOUSEHOLD)

    def residences(self, access: LoggedAccess) -> Answer[tuple[Residence, ...]]:
        """All main residences of the subject, the present one first."""
        return self._ask(access, Service.RESIDENCES)

    def act(self, access: LoggedAccess, kind: ActKind) -> Answer[Act]:
        """The one act of a kind that concerns the subject; it may still be on paper."""
        answer = self._ask(access, Service.ACTS)
        return one_act(answer.value, kind) if isinstance(answer, Found) else answer

    def extract(self, access: LoggedAccess, model: RecordModel) -> Answer[CriminalExtract]:
        """What a model may show of the subject."""
        answer = self._ask(access, Service.CRIMINAL_RECORD)
        return one_extract(answer.value, model) if isinstance(answer, Found) else answer

    def _ask(self, access: LoggedAccess, service: Service) -> Answer[Any]:
        if service not in access.services:
            return Denied("service_not_logged")
        answers = self._remembered.get(access)
        if answers is None:
            answers = self._fetch(access)
        return answers[service]

    def _fetch(self, access: LoggedAccess) -> Answers:
        try:
            found, left = self._under_each(access)
        except ClientError as error:
            return _all_unavailable(access, error.response["Error"]["Code"])
        except BotoCoreError as error:
            return _all_unavailable(access, type(error).__name__)
        answers = _answers(access, found, left)
        if not any(isinstance(answer, Unavailable) for answer in answers.values()):
            self._remember(access, answers)
        return answers

    def _under_each(self, access: LoggedAccess) -> tuple[list[items.Item], set[Service]]:
        """As `_get`, under each version, the oldest first: so what a rotation moves isn't missed.

        What DynamoDB keeps back under one version isn't missing if another one has it.
        """
        found: list[items.Item] = []
        left: set[Service] = set()
        for keys in reversed(self._keys.versions()):
            more, kept_back = self._get(access, items.pseudonym_of(keys, access.context.subject))
            found, left = found + more, left | kept_back
        return found, left

    def _get(self, access: LoggedAccess, subject: str) -> tuple[list[items.Item], set[Service]]:
        """The items that are there, and the services of which DynamoDB kept the items back."""
        wanted = [items.key(subject, s) for s in sorted(access.services)]
        found: list[items.Item] = []
        for wait in (0.0, *_PAUSES):
            if wait:
                self._pause(wait)
            answer = self._client.batch_get_item(
                RequestItems={self._table: {"Keys": wanted, "ConsistentRead": True}}
            )
            found += answer["Responses"].get(self._table, [])
            left = answer["UnprocessedKeys"].get(self._table)
            if not left:
                return found, set()
            wanted = [dict(k) for k in left["Keys"]]
        return found, {items.service_of(k) for k in wanted}

    def _remember(self, access: LoggedAccess, answers: Answers) -> None:
        self._remembered[access] = answers
        while len(self._remembered) > _REMEMBERED:
            self._remembered.popitem(last=False)


def one_act(acts: items.Acts, kind: ActKind) -> Answer[Act]:
    """The only act of a kind; `Ambiguous` when there are more."""
    match acts.get(kind, ()):
        case ():
            return NotFound()
        case (act,):
            return Found(act)
        case several:
            return Ambiguous(len(several))


def one_extract(extracts: items.Extracts, model: RecordModel) -> Answer[CriminalExtract]:
    """The extract of one model."""
    return next((Found(e) for e in extracts if e.model is model), NotFound())


def _answers(access: LoggedAccess, found: list[items.Item], left: set[Service]) -> Answers:
    answers: dict[Service, Answer[Any]] = {s: NotFound() for s in access.services}
    answers |= {s: Unavailable("unprocessed") for s in left}
    return answers | {items.service_of(item): _read(item) for item in found}


def _read(item: items.Item) -> Answer[Any]:
    try:
        return items.read(item)
    except ValueError:
        return Unavailable("unreadable")


def _all_unavailable(access: LoggedAccess, reason: str) -> Answers:
    return {service: Unavailable(reason) for service in access.services}
