"""Asking a server of somebody else's: with little patience, and no more read than is needed."""

from collections.abc import Mapping

import urllib3

from chalicelib.ports.errors import RetryableError

_WEB = ("http://", "https://")
PATIENCE = urllib3.Timeout(connect=2, read=5)


def asked(
    pool: urllib3.PoolManager,
    method: str,
    url: str,
    *,
    who: str,
    longest: int,
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
) -> bytes:
    """The body of an answer with status 200, of at most `longest` bytes; no redirect is followed.

    Raises RetryableError, which names `who` was asked, also for what is no address of the web.
    """
    if not url.startswith(_WEB):
        raise RetryableError(f"{who}: no address of the web")
    try:
        answer = pool.request(
            method,
            url,
            body=body,
            headers=headers,
            timeout=PATIENCE,
            retries=False,
            preload_content=False,
        )
        return _body(answer, who, longest)
    except urllib3.exceptions.HTTPError as error:
        raise RetryableError(f"{who}: {type(error).__name__}") from None


def _body(answer: urllib3.BaseHTTPResponse, who: str, longest: int) -> bytes:
    try:
        body = answer.read(longest + 1)
    finally:
        answer.release_conn()
    if answer.status != 200 or len(body) > longest:
        raise RetryableError(f"{who}: status {answer.status}, {len(body)} bytes")
    return body
