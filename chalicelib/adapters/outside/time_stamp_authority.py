"""The way to a time-stamp authority: RFC 3161 over HTTP."""

import urllib3

from chalicelib.adapters.outside.http import asked

LONGEST_ANSWER = 64 * 1024


class HttpTimeStampAuthority:
    """One authority; the answer is checked by who asked."""

    def __init__(self, url: str, pool: urllib3.PoolManager | None = None) -> None:
        self._url = url
        self._pool = pool or urllib3.PoolManager()

    def ask(self, query: bytes) -> bytes:
        """Send a query, give the answer, both in DER. Raises RetryableError."""
        return asked(
            self._pool,
            "POST",
            self._url,
            who="time-stamp authority",
            longest=LONGEST_ANSWER,
            body=query,
            headers={"Content-Type": "application/timestamp-query"},
        )
