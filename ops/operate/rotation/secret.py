"""The parameter with the versions of the secret, and how a rotation changes it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Any

from chalicelib.adapters.secrets.kept import STALE
from chalicelib.adapters.secrets.versions import Version, decode, encode
from chalicelib.usecases.cases.keyed import KEPT_DAYS
from ops.command import OperatorError
from ops.stage.kept_secret import put_secret

KNOWN_AFTER = STALE + timedelta(minutes=5)
"""A new version is in force when every function has read it, or has stopped for not reading it."""

SETTLED_AFTER = timedelta(minutes=6)
"""Then what was begun under the old version is written: no function of ours may run that long."""


class MovedError(OperatorError):
    """Somebody else changed the parameter at the same moment."""


class UnreadableError(OperatorError):
    """The parameter holds no versions of a secret."""


class Phase(Enum):
    """How far a rotation is."""

    AT_REST = auto()
    ANNOUNCED = auto()
    LIFTING = auto()


class Parameter:
    """The versions in SSM. Raises botocore's errors, and UnreadableError."""

    def __init__(self, ssm: Any, name: str) -> None:  # noqa: ANN401 - its stubs aren't among the requirements
        self._ssm = ssm
        self._name = name
        self._seen = 0

    def read(self) -> tuple[Version, ...]:
        """The versions, oldest first."""
        found = self._ssm.get_parameter(Name=self._name, WithDecryption=True)["Parameter"]
        self._seen = int(found["Version"])
        try:
            return decode(found["Value"])
        except ValueError as error:
            raise UnreadableError(f"{self._name}: {error}") from None

    def write(self, versions: Sequence[Version]) -> None:
        """Replace what was read. Raises MovedError when it wasn't that any more.

        SSM knows no condition. What is overwritten then is a version that isn't in force yet, or a
        mark that the next run sets again.
        """
        answer = put_secret(self._ssm, self._name, encode(versions), Overwrite=True)
        if answer["Version"] != self._seen + 1:
            raise MovedError("somebody else rotates at this moment: wait a minute, look again")
        self._seen += 1


def phase_of(versions: Sequence[Version], now: datetime) -> Phase:
    """How far the rotation to the newest version is."""
    if not older(versions):
        return Phase.AT_REST
    return Phase.LIFTING if now >= lifted_from(versions) else Phase.ANNOUNCED


def older(versions: Sequence[Version]) -> list[Version]:
    """The versions that something may still have to be lifted from."""
    return [version for version in versions[:-1] if not version.retired]


def lifted_from(versions: Sequence[Version]) -> datetime:
    """The moment from which nothing is written under an older version any more."""
    return versions[-1].since + SETTLED_AFTER


def guarded_until(versions: Sequence[Version]) -> datetime:
    """The moment from which no guard counts that stands under an older version alone."""
    return lifted_from(versions) + timedelta(days=KEPT_DAYS)


def begun(versions: Sequence[Version], now: datetime, secret: bytes) -> tuple[Version, ...]:
    """The versions with a new one that every function knows by the time it is in force."""
    since = (now + KNOWN_AFTER).replace(microsecond=0)
    return (*versions, Version(versions[-1].number + 1, since, secret))


def retired(versions: Sequence[Version]) -> tuple[Version, ...]:
    """The versions when nothing stands under any but the newest."""
    return (*(replace(version, retired=True) for version in versions[:-1]), versions[-1])


def links_ended(versions: Sequence[Version]) -> tuple[Version, ...]:
    """The versions when no link of before the newest is taken."""
    return (*(replace(version, links_ended=True) for version in versions[:-1]), versions[-1])
