"""HTTP to an OpenID provider: what it publishes about itself, and its endpoints."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlencode, urlsplit

import urllib3

from chalicelib.adapters.oidc.errors import ProviderRefusedError
from chalicelib.log import logger
from chalicelib.ports.errors import PermanentError, RetryableError
from chalicelib.ports.platform import Clock

MAX_ANSWER = 256 * 1024
KEEP = timedelta(hours=1)
"""How long metadata and keys are kept; itsme advises 30 minutes to 24 hours."""
STALE = timedelta(hours=24)
"""How long they still serve while the provider doesn't give them anew."""
ASK_KEYS_AGAIN_AFTER = timedelta(seconds=30)
"""An unknown key id makes us ask for the keys again, but not as often as a forger likes."""

type Document = dict[str, Any]


def _pool() -> urllib3.PoolManager:
    return urllib3.PoolManager(timeout=urllib3.Timeout(connect=2, read=5), retries=False)


@dataclass(slots=True)
class ProviderHttp:
    """The provider at `issuer`; its metadata and keys are asked once an hour.

    Raises PermanentError for an issuer that isn't https, unless it runs on this machine.
    """

    issuer: str
    clock: Clock
    _http: urllib3.PoolManager = field(default_factory=_pool)
    _kept: dict[str, tuple[datetime, datetime, Document]] = field(default_factory=dict)
    """By address: when it was asked last, when it was got, and what it said."""

    def __post_init__(self) -> None:
        self._check_address(self.issuer)

    def endpoint(self, name: str) -> str:
        """The address of an endpoint. Raises PermanentError when there is none, RetryableError."""
        address = self.offered(name)
        if not address:
            raise PermanentError(f"the identity provider has no {name}")
        return address

    def offered(self, name: str) -> str:
        """The address of an endpoint that not every provider has; empty when it hasn't."""
        address = self.metadata().get(name)
        if not isinstance(address, str):
            return ""
        self._check_address(address)
        return address

    def metadata(self) -> Document:
        """What the provider publishes. Raises PermanentError when it is somebody else's."""
        address = f"{self.issuer.rstrip('/')}/.well-known/openid-configuration"
        metadata = self._get_kept(address, KEEP)
        if metadata.get("issuer") != self.issuer:
            raise PermanentError("the identity provider publishes another issuer")
        return metadata

    def keys(self, *, again: bool = False) -> list[Document]:
        """The provider's public keys; `again` when one is missing. Raises RetryableError."""
        keep = ASK_KEYS_AGAIN_AFTER if again else KEEP
        keys = self._get_kept(self.endpoint("jwks_uri"), keep).get("keys")
        return [key for key in keys if isinstance(key, dict)] if isinstance(keys, list) else []

    def post(self, address: str, form: Mapping[str, str], headers: Mapping[str, str]) -> Document:
        """Send a form. Raises RefusedError, RetryableError."""
        sent = {"Content-Type": "application/x-www-form-urlencoded", **headers}
        return read_json(self._asked("POST", address, sent, urlencode(form)))

    def get(self, address: str, headers: Mapping[str, str]) -> str:
        """Ask for JSON, or for a token that holds it. Raises RefusedError, RetryableError."""
        return self._asked("GET", address, headers)

    def _get_kept(self, address: str, keep: timedelta) -> Document:
        now = self.clock.now()
        asked, got, document = self._kept.get(address, (None, None, {}))
        if asked and now - asked < keep:
            return document
        try:
            document, got = self._described(address), now
        except RetryableError:
            if got is None or now - got >= STALE:
                raise
            logger.warning("the identity provider doesn't describe itself; taken as it was")
        self._kept[address] = (now, got, document)
        return document

    def _described(self, address: str) -> Document:
        try:
            return read_json(self._asked("GET", address, {}))
        except ProviderRefusedError:
            raise RetryableError("the identity provider doesn't describe itself") from None

    def _asked(
        self, method: str, address: str, headers: Mapping[str, str], body: str | None = None
    ) -> str:
        try:
            answer = self._http.request(
                method,
                address,
                body=body,
                headers={"Accept": "application/json", **headers},
                redirect=False,
                preload_content=False,
            )
            with answer:
                data = answer.read(MAX_ANSWER + 1)
        except urllib3.exceptions.HTTPError:
            raise RetryableError("the identity provider doesn't answer") from None
        return _read(answer.status, data)

    def _check_address(self, address: str) -> None:
        """Https, or this machine talking to itself."""
        scheme = urlsplit(address).scheme
        is_local = _is_loopback(self.issuer) and _is_loopback(address)
        if scheme != "https" and not (scheme == "http" and is_local):
            raise PermanentError("the identity provider must be reached over https")


def _read(status: int, data: bytes) -> str:
    if 400 <= status < 500:
        raise ProviderRefusedError
    if status != 200 or len(data) > MAX_ANSWER:
        raise RetryableError(f"the identity provider answered {status}")
    return data.decode("utf-8", "replace")


def read_json(text: str) -> Document:
    """A JSON object. Raises RetryableError for anything else."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        raise RetryableError("the identity provider answered no JSON") from None
    if not isinstance(document, dict):
        raise RetryableError("the identity provider answered no JSON object")
    return document


def _is_loopback(address: str) -> bool:
    host = urlsplit(address).hostname or ""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
