"""What browsers, search engines and finders of faults ask every site for."""

import json
from datetime import timedelta

from chalice import Response

from chalicelib.web.http.addresses import get
from chalicelib.web.http.asked import RequestContext
from chalicelib.web.http.static import ARMS, FOR_A_WHILE, versioned

_OF_PEOPLE = (
    "/aanmelden", "/aanvragen", "/mijn-gegevens", "/d/", "/v/", "/loket", "/api/",
    "/documenten?zoek",
)  # fmt: skip
"""What is of a person, of who works here, or no page of its own."""
_SAID_FOR = timedelta(days=180)
"""How long what we say of reporting faults holds; RFC 9116 wants less than a year."""


@get("/robots.txt")
def robots(asked: RequestContext) -> Response:
    """Which pages search engines leave alone (RFC 9309)."""
    lines = ("User-agent: *", *(f"Disallow: {asked.link(path)}" for path in _OF_PEOPLE))
    return _text("\n".join(lines) + "\n")


@get("/.well-known/security.txt")
def security(asked: RequestContext) -> Response:
    """Whom to tell that something isn't safe (RFC 9116)."""
    until = asked.wiring.platform.clock.now() + _SAID_FOR
    lines = (
        f"Contact: mailto:{asked.municipality.contact.email}",
        f"Expires: {until:%Y-%m-%dT00:00:00Z}",
        "Preferred-Languages: nl, en, fr",
        f"Canonical: {asked.address('/.well-known/security.txt')}",
    )
    return _text("\n".join(lines) + "\n")


@get("/manifest.webmanifest")
def manifest(asked: RequestContext) -> Response:
    """What a phone calls the counter that is put on its first screen."""
    here = asked.municipality
    icon = asked.link(versioned(ARMS, here))
    body = {
        "name": f"Thuisloket {here.official_name}",
        "short_name": "Thuisloket",
        "lang": "nl",
        "start_url": asked.link("/"),
        "display": "browser",
        "background_color": "#ffffff",
        "theme_color": here.look.primary,
        "icons": [{"src": icon, "type": "image/svg+xml", "sizes": "any"}],
    }
    headers = {"Content-Type": "application/manifest+json", "Cache-Control": FOR_A_WHILE}
    return Response(body=json.dumps(body, ensure_ascii=False), headers=headers)


@get("/favicon.ico")
def icon(asked: RequestContext) -> Response:
    """The coat of arms, for what looks for an icon where it always was."""
    location = asked.link(versioned(ARMS, asked.municipality))
    headers = {"Location": location, "Cache-Control": FOR_A_WHILE, "Content-Type": "image/svg+xml"}
    return Response(body="", status_code=302, headers=headers)


def _text(text: str) -> Response:
    headers = {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": FOR_A_WHILE}
    return Response(body=text, headers=headers)
