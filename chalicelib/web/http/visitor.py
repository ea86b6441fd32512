"""Who looks, for what is counted by address: also behind what stands in front of API Gateway."""

from hashlib import sha256
from hmac import compare_digest
from ipaddress import IPv6Address, ip_address, ip_network

from chalicelib.web.http.asked import RequestContext

EDGE = "x-thuisloket-edge"
"""The header by which what stands in front shows that it does: a secret that only it knows."""

OWN_NETWORK = 64
"""Bits of an IPv6 address that one subscriber has: the rest they choose as they like."""


def visitor_of(asked: RequestContext) -> str:
    """Who is counted, within a municipality.

    What stands in front is believed about whom it let in, and nobody else is: without its secret
    the address is the one that called API Gateway.
    """
    return f"{asked.tenant} {_counted(_passed_on(asked) or _caller(asked))}"


def _caller(asked: RequestContext) -> str:
    """The address that API Gateway saw."""
    identity = asked.request.context.get("identity") or {}
    return str(identity.get("sourceIp", ""))


def _passed_on(asked: RequestContext) -> str:
    """The address that the outermost of ours saw; empty when the request came another way.

    Each adds behind what it was sent whom it saw, API Gateway too; what stands before that can be
    anybody's invention.
    """
    settings = asked.wiring.settings
    if not _is_from_edge(asked.header(EDGE), settings.edge_sha256):
        return ""
    seen = [part.strip() for part in asked.header("x-forwarded-for").split(",")]
    place = settings.edge_hops + 1
    return seen[-place] if len(seen) >= place else ""


def _is_from_edge(shown: str, known: str) -> bool:
    """One secret, or two while it is being changed, known by their hashes alone."""
    digest = sha256(shown.encode("utf-8", "surrogatepass")).hexdigest()
    return bool(shown) and any(compare_digest(digest, one) for one in known.split())


def _counted(address: str) -> str:
    """An IPv4 address, or the network of an IPv6 one; what is neither as it came."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return str(found)
    return str(found.ipv4_mapped or ip_network((int(found), OWN_NETWORK), strict=False))
