"""One HTTP request as the views see it: limited, decoded, and with the municipality it is for."""

import base64
import binascii
import re
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qsl

from chalicelib import wiring
from chalicelib.domain.shared.errors import NotThereError
from chalicelib.domain.shared.free_text import readable
from chalicelib.domain.tenants.municipality import Municipality
from chalicelib.wiring import Wiring

MAX_BODY = 64 * 1024
_MAX_FIELDS = 100
_REQUEST_ID = re.compile(r"[0-9A-HJKMNP-TV-Z]{26}")

CURRENT: ContextVar[Any] = ContextVar("request")
"""The Chalice request being answered; set by the middleware, so threads don't mix."""


class BadRequestError(Exception):
    """The request itself is malformed; `status` is the HTTP status that says so."""

    def __init__(self, status: int, code: str, public: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.public = public


_WORK = ("/loket", "/wijk")


def is_for_staff(path: str) -> bool:
    """Whether a path is one of the pages of those who work here."""
    return any(path == place or path.startswith((f"{place}/", f"{place}?")) for place in _WORK)


@dataclass(frozen=True)
class RequestContext:
    """The request being answered, and the wiring to answer it with."""

    request: Any
    wiring: Wiring

    @cached_property
    def municipality(self) -> Municipality:
        """Whose counter this is, by web address. Raises NotThereError when nobody's."""
        return self.wiring.templates.municipalities.at_host(self.header("host"))

    def named(self, staff_id: str) -> str:
        """What a colleague is called; their id where nobody knows."""
        return self._names.get(staff_id, staff_id)

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return self.wiring.state.colleagues.names(self.tenant)

    @property
    def tenant(self) -> str:
        """The key of the municipality."""
        return self.municipality.nis

    @property
    def today(self) -> date:
        """The day in the municipality."""
        return self.municipality.day_of(self.wiring.platform.clock.now())

    @property
    def is_for_api(self) -> bool:
        """Whether a program asks; a person gets pages, also when something goes wrong."""
        return self.own_path.startswith("/api/v1/") or self.own_path == "/health"

    @property
    def is_for_staff(self) -> bool:
        """Whether it is a page of the console."""
        return is_for_staff(self.own_path)

    @property
    def own_path(self) -> str:
        """The path asked for without the stage of API Gateway, to come back to after sign-in."""
        path: str = self.request.context.get("path", "/")
        prefix = self.base_path
        return path.removeprefix(prefix) or "/" if prefix else path

    def link(self, path: str) -> str:
        """A path of ours as the browser must ask it."""
        return f"{self.base_path}{path}"

    @cached_property
    def base_path(self) -> str:
        """What stands in front of every path here, also at an address that was ours before."""
        host = self.header("host").lower()
        try:
            here = self.municipality
        except NotThereError:
            return ""
        if host == here.hosts[0]:
            return here.base_path
        return self._stage

    def address(self, path: str) -> str:
        """A path of ours with the address at which citizens reach it."""
        return f"{self.municipality.address}{path}"

    @property
    def _stage(self) -> str:
        """API Gateway's stage in front of the path, at the address that it gives itself."""
        whole: str = self.request.context.get("path", "")
        own: str = self.request.to_original_event().get("path", "")
        return whole.removesuffix(own) if own and whole.endswith(own) else ""

    def header(self, name: str) -> str:
        """A header; empty when it isn't there."""
        return str(self.request.headers.get(name) or "")

    def query(self, name: str) -> str:
        """A query parameter; empty when it isn't there."""
        parameters: Mapping[str, str] = self.request.query_params or {}
        return readable(parameters.get(name, ""))

    def queries(self, name: str) -> list[str]:
        """What a query parameter says each time that it is there."""
        parameters = self.request.query_params
        said = parameters.getlist(name) if parameters and name in parameters else []
        return [readable(one) for one in said]

    def cookie(self, name: str) -> str:
        """A cookie; empty when it isn't there, or when the browser sends nonsense."""
        try:
            morsel = SimpleCookie(self.header("cookie")).get(name)
        except CookieError:
            return ""
        return morsel.value if morsel else ""

    def body(self, limit: int = MAX_BODY) -> bytes:
        """The body. Raises BadRequestError (`body_too_large`, `malformed_body`)."""
        event: Mapping[str, Any] = self.request.to_original_event()
        sent, is_encoded = event.get("body") or b"", bool(event.get("isBase64Encoded"))
        if len(sent) > (_encoded(limit) if is_encoded else limit):
            raise too_large()
        raw = _decoded(sent, is_encoded=is_encoded)
        if len(raw) > limit:
            raise too_large()
        return raw

    def form(self) -> dict[str, str]:
        """The fields of a form; of a name that comes twice the last counts.

        Raises BadRequestError.
        """
        return dict(self.pairs())

    def pairs(self) -> list[tuple[str, str]]:
        """The fields of a form in order, also those of the same name. Raises BadRequestError."""
        try:
            pairs = parse_qsl(
                self.body().decode("utf-8"),
                keep_blank_values=True,
                errors="strict",
                max_num_fields=_MAX_FIELDS,
            )
        except ValueError:
            raise _malformed() from None
        return [(name, readable(value).strip()) for name, value in pairs]


def asked() -> RequestContext:
    """The request being answered."""
    return RequestContext(CURRENT.get(), wiring.current())


def known_id(request_id: str) -> str:
    """An id in the form of ours. Raises NotThereError for any other text."""
    if not _REQUEST_ID.fullmatch(request_id):
        raise NotThereError("Dit dossier hebben we niet gevonden.")
    return request_id


def _decoded(sent: bytes | str, *, is_encoded: bool) -> bytes:
    try:
        if is_encoded:
            return base64.b64decode(sent)
        return sent if isinstance(sent, bytes) else sent.encode("utf-8")
    except (binascii.Error, ValueError):
        raise _malformed() from None


def _encoded(size: int) -> int:
    """How long so many bytes are in base64."""
    return -(-size // 3) * 4


def too_large() -> BadRequestError:
    """That more came than is read."""
    return BadRequestError(413, "body_too_large", "Wat u stuurt is te groot.")


def _malformed() -> BadRequestError:
    return BadRequestError(400, "malformed_body", "Wat u stuurt, kunnen we niet lezen.")
