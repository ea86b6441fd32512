"""What botocore raises, as the two kinds of failure that use cases know.

The original error is cut off on purpose: AWS puts addresses and values into its messages, and
those don't belong in a log (DESIGN promise 5).
"""

from collections.abc import Iterator
from contextlib import contextmanager

from botocore.exceptions import BotoCoreError, ClientError, ParamValidationError

from chalicelib.ports.errors import PermanentError, RetryableError

RETRYABLE = frozenset(
    {
        "ConditionalRequestConflict",
        "DependencyTimeoutException",
        "ExpiredToken",
        "ExpiredTokenException",
        "InternalError",
        "InternalServerError",
        "KMSInternalException",
        "KeyUnavailableException",
        "LimitExceededException",
        "OperationAborted",
        "ProvisionedThroughputExceeded",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "RequestThrottled",
        "RequestTimeout",
        "SendingPausedException",
        "ServiceUnavailable",
        "SlowDown",
        "Throttling",
        "ThrottlingError",
        "ThrottlingException",
        "TooManyRequestsException",
        "TransactionConflict",
        "TransactionConflictException",
        "TransactionInProgressException",
    }
)
"""Codes after which doing it again may help, whatever their HTTP status."""


@contextmanager
def translated(what: str) -> Iterator[None]:
    """Turn botocore's errors into RetryableError or PermanentError; `what` names the call."""
    try:
        yield
    except ClientError as error:
        raise _of_answer(what, error) from None
    except ParamValidationError:
        raise PermanentError(f"{what}: ParamValidationError") from None
    except BotoCoreError as error:
        raise RetryableError(f"{what}: {type(error).__name__}") from None


def code_of(error: ClientError) -> str:
    """The code of AWS's answer."""
    return error.response.get("Error", {}).get("Code", "")


def _of_answer(what: str, error: ClientError) -> RetryableError | PermanentError:
    code = code_of(error)
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    kind = RetryableError if code in RETRYABLE or status >= 500 or status == 429 else PermanentError
    return kind(f"{what}: {code}")
