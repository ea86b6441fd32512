"""The headers that every answer carries, whatever it is."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from chalice import Response

POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

SECURITY = {
    "Content-Security-Policy": POLICY,
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

_POLICY = "Content-Security-Policy"


def with_bucket(address: str) -> Mapping[str, str]:
    """The header of a page whose forms and scripts may send to one bucket, and nowhere else."""
    parts = urlsplit(address)
    bucket = f"{parts.scheme}://{parts.netloc}{parts.path}"
    policy = POLICY
    for name in ("connect-src", "form-action"):
        policy = policy.replace(f"{name} 'self'", f"{name} 'self' {bucket}")
    return {_POLICY: policy}


NO_STORE = {"Cache-Control": "no-store"}
"""For everything that may hold something of a person: computers in libraries are shared."""


def secured(response: Response) -> Response:
    """The answer with its security headers; kept nowhere unless it says otherwise."""
    response.headers = {**NO_STORE, **SECURITY, **response.headers}
    return response
