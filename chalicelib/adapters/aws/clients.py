"""The AWS clients of a process: made when first needed, once, with short patience."""

from threading import RLock
from typing import TYPE_CHECKING, Any

from botocore.config import Config
from botocore.hooks import BaseEventHooks
from botocore.session import get_session

if TYPE_CHECKING:
    from boto3 import Session
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_kms import KMSClient
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_sesv2 import SESV2Client
    from mypy_boto3_sqs import SQSClient

CONNECT_SECONDS = 1
READ_SECONDS = 4
SLOW_READ_SECONDS = 10


class CoreSession:
    """The part of boto3's session that functions use; credentials and region are found as it does.

    Importing boto3 also loads what moves large files with threads and processes, which nothing here
    does (docs/decisions/0050).
    """

    def __init__(self) -> None:
        self._core = get_session()

    @property
    def events(self) -> BaseEventHooks:
        """What is told before and after every call."""
        hooks: BaseEventHooks = self._core.get_component("event_emitter")
        return hooks

    def client(self, service: str, **options: Any) -> Any:  # noqa: ANN401 - made by botocore at run time
        """A client of a service."""
        return self._core.create_client(service, **options)


class Clients:
    """Clients of one session; without `endpoint` it knows itself where AWS is.

    `attempts` is how often one call is tried in all. SES gets one: its answer may be lost after
    the mail has gone, and a second mail should be our decision.
    """

    def __init__(
        self,
        session: "CoreSession | Session | None" = None,
        attempts: int = 3,
        endpoint: str | None = None,
    ) -> None:
        self._session = session or CoreSession()
        self._endpoint = endpoint or None
        self._attempts = attempts
        self._made: dict[str, Any] = {}
        self._lock = RLock()

    @property
    def dynamodb(self) -> "DynamoDBClient":
        """The table; an answer is waited for READ_SECONDS."""
        client: DynamoDBClient = self._client("dynamodb", READ_SECONDS)
        return client

    @property
    def sqs(self) -> "SQSClient":
        """The queues of works and of the bells."""
        client: SQSClient = self._client("sqs", READ_SECONDS)
        return client

    @property
    def s3(self) -> "S3Client":
        """Documents; signature version 4, without which KMS objects have no presigned address.

        Presigned addresses name the region, which addressing by host brings about: at the global
        endpoint a new bucket answers with another address, for which the signature doesn't hold.
        """
        client: S3Client = self._client("s3", SLOW_READ_SECONDS)
        return client

    @property
    def ses(self) -> "SESV2Client":
        """The mailer; asked once, for SES sends again what is asked again."""
        client: SESV2Client = self._client("sesv2", SLOW_READ_SECONDS, attempts=1)
        return client

    @property
    def kms(self) -> "KMSClient":
        """The keys of the seals."""
        client: KMSClient = self._client("kms", READ_SECONDS)
        return client

    @property
    def ssm(self) -> Any:  # noqa: ANN401 - its stubs aren't among the requirements
        """Where the versions of the secret stand."""
        return self._client("ssm", READ_SECONDS)

    def _client(self, service: str, read_seconds: int, attempts: int | None = None) -> Any:  # noqa: ANN401
        with self._lock:
            if service not in self._made:
                config = _config(service, read_seconds, attempts or self._attempts)
                made = self._session.client(service, endpoint_url=self._endpoint, config=config)  # type: ignore[call-overload]
                self._made[service] = made
            return self._made[service]


def _config(service: str, read_seconds: int, attempts: int) -> Config:
    documents: dict[str, Any] = {
        "signature_version": "s3v4",
        "s3": {"addressing_style": "virtual"},
    }
    return Config(
        **(documents if service == "s3" else {}),
        connect_timeout=CONNECT_SECONDS,
        read_timeout=read_seconds,
        retries={"mode": "standard", "total_max_attempts": attempts},
    )
