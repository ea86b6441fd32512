"""The way to a time-stamp authority: RFC 3161 over HTTP."""

import urllib3

from chalicelib.ports.errors import RetryableError

PATIENCE = urllib3.Timeout(connect=2, read=5)
LONGEST_ANSWER = 64 * 1024


class HttpTimeStampAuthority:
    """One authority; the answer is checked by who asked."""

    def __init__(self, url: str, pool: urllib3.PoolManager | None = None) -> None:
        self._url = url
        self._pool = pool or urllib3.PoolManager()

    def ask(self, query: bytes) -> bytes:
        """Send a query, give the answer, both in DER. Raises RetryableError."""
        try:
            answer = self._pool.request(
                "POST",
                self._url,
                body=query,
                headers={"Content-Type": "application/timestamp-query"},
                timeout=PATIENCE,
                retries=False,
                preload_content=False,
            )
            return _body(answer)
        except urllib3.exceptions.HTTPError as error:
            raise RetryableError(f"time-stamp authority: {type(error).__name__}") from None


def _body(answer: urllib3.BaseHTTPResponse) -> bytes:
    try:
        body = answer.read(LONGEST_ANSWER + 1)
    finally:
        answer.release_conn()
    if answer.status != 200 or len(body) > LONGEST_ANSWER:
        raise RetryableError(f"time-stamp authority: status {answer.status}, {len(body)} bytes")
    return body
