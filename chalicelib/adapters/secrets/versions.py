"""The versions of the secret behind the keyed hashes, and how they are written down.

One JSON list, the newest first, of `{"version": 2, "since": "…", "secret": "…"}` with an instant in
UTC and a secret in base64, and of older ones perhaps `"retired": true, "links_ended": true`.
"""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from typing import Any

SHORTEST_SECRET = 32
"""Bytes: as long as what SHA-256 gives."""

LONGEST = 4096
"""Characters that a parameter of SSM holds: enough for some 25 versions."""


@dataclass(frozen=True, slots=True)
class Version:
    """One secret, and from when it is in force; its `number` is one more than that before it.

    When it is `retired`, nothing stands under it any more, and nothing is looked for there. With
    `links_ended` no link of its time is taken. Its secret stays: later pseudonyms are hashes of its
    own, and codes that were printed follow from it.
    """

    number: int
    since: datetime
    secret: bytes = field(repr=False)
    retired: bool = False
    links_ended: bool = False


def checked(versions: Sequence[Version]) -> tuple[Version, ...]:
    """The versions, oldest first. Raises ValueError when they can't be a history."""
    ordered = tuple(sorted(versions, key=lambda version: version.number))
    if [v.number for v in ordered] != list(range(1, len(ordered) + 1)) or not ordered:
        raise ValueError("the versions must be numbered from 1 without a gap")
    if any(len(version.secret) < SHORTEST_SECRET for version in ordered):
        raise ValueError(f"a secret needs at least {SHORTEST_SECRET} bytes")
    if any(v.since.tzinfo is None for v in ordered):
        raise ValueError("the instants need a zone")
    if any(one.since >= two.since for one, two in pairwise(ordered)):
        raise ValueError("each version must begin after the one before")
    if ordered[-1].retired or ordered[-1].links_ended:
        raise ValueError("the newest version can't be retired")
    return ordered


def in_force(versions: Sequence[Version], at: datetime) -> Version:
    """The version of a moment; the first one before any began. `versions` are oldest first."""
    return next((one for one in reversed(versions) if one.since <= at), versions[0])


def numbered(versions: Sequence[Version], number: int) -> Version | None:
    """The version of a number."""
    return next((one for one in versions if one.number == number), None)


def encode(versions: Sequence[Version]) -> str:
    """As the parameter holds them.

    Raises ValueError when they can't be a history, or are too many for a parameter.
    """
    written = [_written(version) for version in reversed(checked(versions))]
    text = json.dumps(written, separators=(",", ":"))
    if len(text) > LONGEST:
        raise ValueError(f"{len(versions)} versions don't fit into a parameter")
    return text


def decode(text: str) -> tuple[Version, ...]:
    """What the parameter holds, oldest first.

    Raises ValueError saying what is wrong, without a word of the secrets.
    """
    try:
        read = [_read(given) for given in json.loads(text)]
    except (KeyError, TypeError, ValueError):
        raise ValueError("it must be a list of versions with version, since and secret") from None
    return checked(read)


def _written(version: Version) -> dict[str, Any]:
    flags = {"retired": version.retired, "links_ended": version.links_ended}
    return {
        "version": version.number,
        "since": version.since.isoformat(),
        "secret": base64.b64encode(version.secret).decode(),
    } | {name: True for name, is_set in flags.items() if is_set}


def _read(given: dict[str, Any]) -> Version:
    return Version(
        number=int(given["version"]),
        since=datetime.fromisoformat(given["since"]),
        secret=base64.b64decode(given["secret"], validate=True),
        retired=bool(given.get("retired", False)),
        links_ended=bool(given.get("links_ended", False)),
    )
