"""Style, script and coat of arms, whose addresses change with their contents; and schemas."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from chalice import Response

from chalicelib.domain.shared.colour import in_the_dark
from chalicelib.domain.shared.errors import NotThereError
from chalicelib.domain.tenants.municipality import Municipality
from chalicelib.settings import TEMPLATES
from chalicelib.web.http.addresses import get
from chalicelib.web.http.asked import RequestContext

FOLDER = TEMPLATES / "static"
SCHEMAS = TEMPLATES / "schemas"
CITY = "stad.css"
ARMS = "wapen.svg"
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/schema+json",
    ".svg": "image/svg+xml",
}
_FOR_EVER = "public, max-age=31536000, immutable"
FOR_A_WHILE = "public, max-age=300"


@get("/static/{name}")
def static(asked: RequestContext, name: str) -> Response:
    """One file; kept for ever when it is asked for by the version that it has."""
    text = _text(name, asked.municipality)
    is_current = asked.query("v") == _version(text)
    headers = {
        "Content-Type": _TYPES[Path(name).suffix],
        "Cache-Control": _FOR_EVER if is_current else FOR_A_WHILE,
    }
    return Response(body=text, headers=headers)


@get("/schemas/{name}")
def schema(asked: RequestContext, name: str) -> Response:  # noqa: ARG001
    """What the facts in documents look like; sealed documents refer to it, so it stays."""
    if name not in _names(SCHEMAS):
        raise NotThereError
    headers = {"Content-Type": _TYPES[".json"], "Cache-Control": FOR_A_WHILE}
    return Response(body=_read(SCHEMAS / name), headers=headers)


def versioned(name: str, municipality: Municipality) -> str:
    """The path of a file with the version of its contents."""
    return f"/static/{name}?v={_version(_text(name, municipality))}"


def _text(name: str, municipality: Municipality) -> str:
    if name == CITY:
        return _city(municipality)
    if name == ARMS:
        return _read(Path(municipality.look.arms))
    if name not in _names(FOLDER):
        raise NotThereError
    return _read(FOLDER / name)


def _city(municipality: Municipality) -> str:
    """The colours of a city as variables; the file was checked when it was loaded."""
    look = municipality.look
    light = _colours(look.primary, look.accent)
    dark = _colours(in_the_dark(look.primary), in_the_dark(look.accent))
    return f"{light}@media screen and (prefers-color-scheme: dark) {{\n{dark}}}\n"


def _colours(primary: str, accent: str) -> str:
    return f":root {{\n  --stad: {primary};\n  --accent: {accent};\n}}\n"


@cache
def _names(folder: Path) -> frozenset[str]:
    return frozenset(path.name for path in folder.iterdir() if path.suffix in _TYPES)


@cache
def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def _version(text: str) -> str:
    return sha256(text.encode("utf-8")).hexdigest()[:12]
