"""Checks that the parts of any file may need: something there, nothing twice, nothing unknown."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from chalicelib.adapters.files.loading import FileProblem, did_you_mean

type Problems = Iterator[FileProblem]


def not_empty(field: str, values: Collection[object]) -> Problems:
    """At least one value is there."""
    if not values:
        yield FileProblem(field, [], "at least one")


def unique(field: str, values: Collection[str], inside: str = "") -> Problems:
    """No value is there twice; `inside` names the field of each that is compared."""
    for value, count in Counter(values).items():
        if count > 1:
            yield FileProblem(
                field + inside, value, f"each only once (it stands here {count} times)"
            )


def known(field: str, values: Iterable[str], of: Collection[str], what: str) -> Problems:
    """Every value is one of some; `what` says of which."""
    for value in values:
        if value not in of:
            yield FileProblem(field, value, what + did_you_mean(value, of))
