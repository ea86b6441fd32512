"""Where views answer. A view is known by its name, and is loaded when somebody first calls it.

A function that starts cold loads the views it is asked for, not those of every page there is.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pkgutil import resolve_name
from typing import Any, Self

from chalice import Response

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
API = "/api/v1"

type View = Callable[..., Response]


@dataclass(frozen=True, slots=True)
class RouteAddress:
    """A path with what it takes, and the view behind it as `module:name`."""

    path: str
    methods: tuple[str, ...]
    content_types: tuple[str, ...]
    view: str

    @classmethod
    def read(cls, written: dict[str, Any]) -> Self:
        """From what `written` gave, by way of JSON."""
        methods, types = tuple(written["methods"]), tuple(written["content_types"])
        return cls(written["path"], methods, types, written["view"])

    def written(self) -> dict[str, Any]:
        """Lists and texts only."""
        return asdict(self)

    def found(self) -> View:
        """The view; its module is loaded if it isn't yet."""
        view: View = resolve_name(self.view)
        return view


_named: dict[str, list[RouteAddress]] = {}
"""By module, in the order in which its views stand there."""

_pages: list[re.Pattern[str]] = []
"""The paths that can be gone to, filled when the application is put together."""


def get(path: str) -> Callable[[View], View]:
    """Let a view answer GET and HEAD at a path; it gets the request and the parts of the path."""
    return _at(path, ("GET", "HEAD"), (JSON,))


def post(path: str, *content_types: str) -> Callable[[View], View]:
    """Let a view answer POST at a path, of a form unless other content types are named."""
    return _at(path, ("POST",), content_types or (FORM,))


def _at(
    path: str, methods: tuple[str, ...], content_types: tuple[str, ...]
) -> Callable[[View], View]:
    def register(view: View) -> View:
        name = f"{view.__module__}:{view.__name__}"
        _named.setdefault(view.__module__, []).append(
            RouteAddress(path, methods, content_types, name)
        )
        return view

    return register


def addresses_in(modules: Iterable[str]) -> tuple[RouteAddress, ...]:
    """Those of the views in modules, which are loaded for it."""
    names = [resolve_name(module).__name__ for module in modules]
    return tuple(address for name in names for address in _named.get(name, ()))


def can_be_gone_to(addresses: Iterable[RouteAddress]) -> None:
    """Learn which paths are pages."""
    paths = [address.path for address in addresses if "GET" in address.methods]
    _pages[:] = [re.compile(re.sub(r"\{[a-z_]+\}", "[^/]+", path)) for path in paths]


def nearest_page(path: str) -> str:
    """The page where a form that is sent to a path stands: there, or above it."""
    while path and not any(page.fullmatch(path) for page in _pages):
        path = path.rpartition("/")[0]
    return path or "/"
