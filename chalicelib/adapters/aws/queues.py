"""Queues of work in SQS: ids and a version, nothing else."""

from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from chalicelib.adapters.aws.errors import translated
from chalicelib.ports.errors import PermanentError
from chalicelib.ports.queues import WorkMessage

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

LONGEST_DELAY = 900
"""Seconds; SQS allows no more."""


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    tenant: str = Field(pattern=r"^[0-9A-Za-z-]{1,32}$")
    request_id: str = Field(pattern=r"^[0-9A-Za-z-]{1,64}$")
    version: int = Field(ge=0)


class SqsQueue:
    """WorkQueue."""

    def __init__(self, client: "SQSClient", url: str) -> None:
        self._client = client
        self._url = url

    def send(self, message: WorkMessage, delay: int = 0) -> None:
        """As the port says; a longer delay is cut to the longest."""
        with translated("sqs.SendMessage"):
            self._client.send_message(
                QueueUrl=self._url,
                MessageBody=encode(message),
                DelaySeconds=min(delay, LONGEST_DELAY),
            )


def encode(message: WorkMessage) -> str:
    """The body of a message."""
    return _Body(
        tenant=message.tenant, request_id=message.request_id, version=message.version
    ).model_dump_json()


def decode(body: str) -> WorkMessage:
    """The message of a body. Raises PermanentError for anything that we didn't write."""
    try:
        read = _Body.model_validate_json(body)
    except ValidationError as error:
        raise PermanentError(f"not a work message: {error.error_count()} errors") from None
    return WorkMessage(read.tenant, read.request_id, read.version)
