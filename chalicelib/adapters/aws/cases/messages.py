"""Messages about cases in SQS: ids and a version, nothing else."""

from typing import TYPE_CHECKING, override

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from chalicelib.adapters.aws.errors import translated
from chalicelib.adapters.aws.queues import LONGEST_DELAY
from chalicelib.domain.cases.staff import Role
from chalicelib.ports.case_messages import Bells, CaseMessage, CaseQueue
from chalicelib.ports.errors import PermanentError

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

FIRST_ROLE = Role.CLERK
"""The role whose queue has a municipality's code alone at its end."""


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
        url = f"{self._url}-{queue_of(message.tenant, role)}"
        with translated("sqs.SendMessage"):
            self._client.send_message(QueueUrl=url, MessageBody=encode(message))


def queue_of(tenant: str, role: str) -> str:
    """How the name of the queue of a role ends: `34022`, `34022-district_officer`."""
    return tenant if role == FIRST_ROLE else f"{tenant}-{role}"


def encode(message: CaseMessage) -> str:
    """The body of a message."""
    return _Body(
        tenant=message.tenant, case_id=message.case_id, version=message.version
    ).model_dump_json()


def is_of_case(body: str) -> bool:
    """Whether a body is a case's, whatever else may be wrong with it."""
    return '"case_id"' in body


def decode(body: str) -> CaseMessage:
    """The message of a body. Raises PermanentError for anything that we didn't write."""
    try:
        read = _Body.model_validate_json(body)
    except ValidationError as error:
        raise PermanentError(f"not a case message: {error.error_count()} errors") from None
    return CaseMessage(read.tenant, read.case_id, read.version)
