"""The clerks' queues in SQS: one a municipality, held by visibility timeout."""

from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from chalicelib.adapters.aws.errors import code_of, translated
from chalicelib.adapters.aws.queues import SqsQueue, decode
from chalicelib.ports.errors import PermanentError
from chalicelib.ports.queues import Held, WorkMessage

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

OVER = frozenset(
    {
        "AWS.SimpleQueueService.MessageNotInflight",
        "InvalidParameterValue",
        "MessageNotInflight",
        "ReceiptHandleIsInvalid",
    }
)
"""What SQS says of a handle that is over: it came back, was deleted, or was held for 12 hours."""

LOOKS = 3
"""How often an answer without messages is asked for again: short polling asks a few servers."""


class SqsReviewQueue:
    """ReviewQueue; the address of a municipality's queue is the common one with its code."""

    def __init__(self, client: "SQSClient", url: str) -> None:
        self._client = client
        self._url = url

    def send(self, message: WorkMessage, delay: int = 0) -> None:
        """As the port says."""
        SqsQueue(self._client, self._url_of(message.tenant)).send(message, delay)

    def receive(self, tenant: str, seconds: int) -> Held | None:
        """As the port says; what isn't ours is left to the dead-letter queue."""
        for _ in range(LOOKS):
            with translated("sqs.ReceiveMessage"):
                answer = self._client.receive_message(
                    QueueUrl=self._url_of(tenant),
                    MaxNumberOfMessages=1,
                    VisibilityTimeout=seconds,
                )
            for message in answer.get("Messages", []):
                try:
                    return Held(decode(message["Body"]), message["ReceiptHandle"])
                except PermanentError:
                    continue
        return None

    def hide(self, tenant: str, receipt: str, seconds: int) -> None:
        """As the port says."""
        with translated("sqs.ChangeMessageVisibility"):
            try:
                self._client.change_message_visibility(
                    QueueUrl=self._url_of(tenant),
                    ReceiptHandle=receipt,
                    VisibilityTimeout=seconds,
                )
            except ClientError as error:
                if code_of(error) not in OVER:
                    raise

    def delete(self, tenant: str, receipt: str) -> None:
        """As the port says."""
        with translated("sqs.DeleteMessage"):
            try:
                self._client.delete_message(QueueUrl=self._url_of(tenant), ReceiptHandle=receipt)
            except ClientError as error:
                if code_of(error) not in OVER:
                    raise

    def _url_of(self, tenant: str) -> str:
        return f"{self._url}-{tenant}"


class SqsBacklog:
    """Backlog: the dead-letter queues beside the queues."""

    def __init__(self, client: "SQSClient", issue_url: str, review_url: str) -> None:
        self._client = client
        self._issue_url = issue_url
        self._review_url = review_url

    def parked(self, tenant: str) -> dict[str, int]:
        """As the port says; `issue` is of all municipalities. Raises RetryableError."""
        return {
            "issue": self._count(f"{self._issue_url}-dead"),
            "review": self._count(f"{self._review_url}-dead-{tenant}"),
        }

    def _count(self, url: str) -> int:
        with translated("sqs.GetQueueAttributes"):
            answer = self._client.get_queue_attributes(
                QueueUrl=url, AttributeNames=["ApproximateNumberOfMessages"]
            )
        return int(answer["Attributes"]["ApproximateNumberOfMessages"])
