"""The only place where ports meet adapters; everything is made when first needed, and kept.

Each layer builds on the one before: machine, templates, state, documents, requests, desk, issued,
figures, people. What only issuance or the desk needs is imported by its own property, so that a
page doesn't pay for it.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from chalicelib.settings import load
from chalicelib.wiring.people import People


class Wiring(People):
    """All parts of one deployment. A test replaces a part by giving it as a keyword."""


_in_use: list[Wiring] = []


def current() -> Wiring:
    """The wiring of this process, made from the environment when first asked for."""
    if not _in_use:
        _in_use.append(Wiring(load()))
    return _in_use[-1]


@contextmanager
def use(wiring: Wiring) -> Iterator[Wiring]:
    """Take another wiring for a while; for tests and commands."""
    _in_use.append(wiring)
    try:
        yield wiring
    finally:
        _in_use.remove(wiring)
