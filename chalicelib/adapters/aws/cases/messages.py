"""Messages about cases in SQS: ids and a version, nothing else."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, override

from botocore.exceptions import ClientError
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from chalicelib.adapters.aws.errors import code_of, translated
from chalicelib.domain.cases.staff import StaffRole
from chalicelib.ports.cases.messages import Backlog, Bells, CaseMessage, CaseQueue, Rung
from chalicelib.ports.errors import PermanentError

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

FIRST_ROLE = StaffRole.CLERK
"""The role whose queue has a municipality's code alone at its end."""

LONGEST_DELAY = 900
"""Seconds; SQS allows no more."""

HIDDEN = 60
"""Seconds for which a bell that was heard stays away from others: taking a case is quicker."""

LOOKS = 3
"""How often an answer without messages is asked for again: short polling asks a few servers."""

OVER = frozenset(
    {
        "AWS.SimpleQueueService.MessageNotInflight",
        "InvalidParameterValue",
        "MessageNotInflight",
        "ReceiptHandleIsInvalid",
    }
)
"""What SQS says of a handle that is over: it came back, was deleted, or was held for 12 hours."""


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    tenant: str = Field(pattern=r"^[0-9A-Za-z-]{1,32}$")
    case_id: str = Field(pattern=r"^[0-9A-Za-z-]{1,64}$")
    version: int = Field(ge=0)


class SqsCaseQueue(CaseQueue):
    """The municipality is the message group (fair queues): nobody's burst holds up somebody else.

    A delay that is longer than a message can have is cut to the longest.
    """

    def __init__(self, client: "SQSClient", url: str) -> None:
        self._client = client
        self._url = url

    @override
    def send(self, message: CaseMessage, delay: int = 0) -> None:
        with translated("sqs.SendMessage"):
            self._client.send_message(
                QueueUrl=self._url,
                MessageBody=encode(message),
                DelaySeconds=min(delay, LONGEST_DELAY),
                MessageGroupId=message.tenant,
            )


class SqsBells(Bells):
    """One queue a municipality and role; `url` is what the addresses of all have in common."""

    def __init__(self, client: "SQSClient", url: str) -> None:
        self._client = client
        self._url = url

    @override
    def ring(self, role: str, message: CaseMessage) -> None:
        with translated("sqs.SendMessage"):
            self._client.send_message(
                QueueUrl=self._url_of(message.tenant, role), MessageBody=encode(message)
            )

    @override
    def hear(self, tenant: str, role: str) -> Rung | None:
        """What isn't ours is left to the dead-letter queue."""
        for _ in range(LOOKS):
            with translated("sqs.ReceiveMessage"):
                answer = self._client.receive_message(
                    QueueUrl=self._url_of(tenant, role),
                    MaxNumberOfMessages=1,
                    VisibilityTimeout=HIDDEN,
                )
            for message in answer.get("Messages", []):
                with suppress(PermanentError):
                    return Rung(role, decode(message["Body"]), message["ReceiptHandle"])
        return None

    @override
    def give_back(self, rung: Rung) -> None:
        with translated("sqs.ChangeMessageVisibility"), _over():
            self._client.change_message_visibility(
                QueueUrl=self._url_of(rung.message.tenant, rung.role),
                ReceiptHandle=rung.receipt,
                VisibilityTimeout=0,
            )

    @override
    def forget(self, rung: Rung) -> None:
        with translated("sqs.DeleteMessage"), _over():
            self._client.delete_message(
                QueueUrl=self._url_of(rung.message.tenant, rung.role), ReceiptHandle=rung.receipt
            )

    def _url_of(self, tenant: str, role: str) -> str:
        return f"{self._url}-{queue_of(tenant, role)}"


class SqsBacklog(Backlog):
    """The dead-letter queues beside the queues; `roles` are those that have worklists."""

    def __init__(
        self, client: "SQSClient", issue_url: str, review_url: str, roles: Callable[[], set[str]]
    ) -> None:
        self._client = client
        self._issue_url = issue_url
        self._review_url = review_url
        self._roles = roles

    @override
    def parked(self, tenant: str) -> dict[str, int]:
        """`issue` is of all municipalities. Raises RetryableError."""
        ends = sorted({queue_of(tenant, role) for role in (FIRST_ROLE, *self._roles())})
        return {
            "issue": self._count(f"{self._issue_url}-dead"),
            "review": sum(self._count(f"{self._review_url}-dead-{end}") for end in ends),
        }

    def _count(self, url: str) -> int:
        with translated("sqs.GetQueueAttributes"):
            answer = self._client.get_queue_attributes(
                QueueUrl=url, AttributeNames=["ApproximateNumberOfMessages"]
            )
        return int(answer["Attributes"]["ApproximateNumberOfMessages"])


@contextmanager
def _over() -> Iterator[None]:
    """A handle that is over does nothing."""
    try:
        yield
    except ClientError as error:
        if code_of(error) not in OVER:
            raise


def queue_of(tenant: str, role: str) -> str:
    """How the name of the queue of a role ends: `34022`, `34022-district_officer`."""
    return tenant if role == FIRST_ROLE else f"{tenant}-{role}"


def encode(message: CaseMessage) -> str:
    """The body of a message."""
    return _Body(
        tenant=message.tenant, case_id=message.case_id, version=message.version
    ).model_dump_json()


def decode(body: str) -> CaseMessage:
    """The message of a body. Raises PermanentError for anything that we didn't write."""
    try:
        read = _Body.model_validate_json(body)
    except ValidationError as error:
        raise PermanentError(f"not a case message: {error.error_count()} errors") from None
    return CaseMessage(read.tenant, read.case_id, read.version)
