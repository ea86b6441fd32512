"""The rules that decide what may be issued without a clerk; `docs/rules.md` lists them.

Importing the package registers all of them.
"""

from chalicelib.domain.certificates.rules import (
    acts,
    channel,
    entitlement,
    person,
    records,
    registered,
    repeated,
    request,
    sources,
)
from chalicelib.domain.certificates.rules.registry import REGISTRY

__all__ = [
    "REGISTRY",
    "acts",
    "channel",
    "entitlement",
    "person",
    "records",
    "registered",
    "repeated",
    "request",
    "sources",
]
