"""The way to lists of revocations: RFC 5280 over HTTP."""

import urllib3

from chalicelib.adapters.outside.http import asked

LONGEST_LIST = 128 * 1024
"""Each document takes its lists along, and is some 60 kB without them."""


class HttpListSource:
    """ListSource; what comes is checked by who asked."""

    def __init__(self, pool: urllib3.PoolManager | None = None) -> None:
        self._pool = pool or urllib3.PoolManager()

    def fetch(self, address: str) -> bytes:
        """A list that is too long for a document is refused."""
        who = "list of revocations"
        return asked(self._pool, "GET", address, who=who, longest=LONGEST_LIST)
