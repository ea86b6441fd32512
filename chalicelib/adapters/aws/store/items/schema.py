"""The version of the items, and how older ones are lifted.

Every item says in `v` which schema it has, and in `min` from which on it can be read. A release
only adds to what it writes; what the release before reads goes one release later.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from chalicelib.adapters.aws.dynamodb.table import Item, number

type Lift = Callable[[Item], Item]
"""Brings an item of one version to the next."""


class NewerError(Exception):
    """A later release wrote this, and this one can't read it."""


@dataclass(frozen=True, slots=True)
class Schema:
    """What this release writes, and how it reads what earlier ones wrote; `lifts` by version."""

    version: int = 1
    readable_from: int = 1
    lifts: Mapping[int, Lift] = field(default_factory=dict)

    def stamped(self, item: Item) -> Item:
        """An item with its version."""
        return item | {"v": number(self.version), "min": number(self.readable_from)}

    def lifted(self, item: Item) -> Item:
        """An item as this release reads it. Raises NewerError, KeyError for what has no version."""
        if int(item["min"]["N"]) > self.version:
            raise NewerError
        for version in range(int(item["v"]["N"]), self.version):
            item = self.lifts[version](item)
        return item

    def is_newer(self, item: Item) -> bool:
        """Whether a later release wrote it."""
        return int(item.get("v", {}).get("N", "0")) > self.version


CURRENT = Schema()
