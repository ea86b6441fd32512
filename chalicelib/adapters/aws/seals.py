"""The certificates of the seals, in SSM: they are public, and stand there in plain text."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from chalicelib.adapters.aws.errors import translated
from chalicelib.adapters.secrets.kept import RefreshingValue
from chalicelib.ports.platform import Clock


class KeptChains:
    """The chains of each municipality: read when first needed, and again now and then.

    So whoever puts a new one there needs no deployment. Raises RetryableError, PermanentError.
    """

    def __init__(self, ssm: Any, path: str, clock: Clock) -> None:  # noqa: ANN401
        self._read = partial(read_chains, ssm)
        self._path, self._clock = path, clock
        self._kept: dict[str, RefreshingValue[dict[str, str]]] = {}

    def __call__(self, tenant: str) -> dict[str, str]:
        """The PEM texts of a municipality, by name."""
        if tenant not in self._kept:
            read = partial(self._read, f"{self._path}/{tenant}")
            self._kept[tenant] = RefreshingValue(read, self._clock)
        return self._kept[tenant]()


def read_chains(ssm: Any, path: str) -> dict[str, str]:  # noqa: ANN401 - its stubs aren't among the requirements
    """The PEM texts under a path, by the last part of their names.

    Raises RetryableError, PermanentError.
    """
    return {name.removeprefix(f"{path}/"): value for name, value in _parameters(ssm, path)}


def read_parameter(ssm: Any, name: str) -> str:  # noqa: ANN401 - its stubs aren't among the requirements
    """A parameter in plain text. Raises RetryableError, PermanentError."""
    with translated("ssm.GetParameter"):
        return str(ssm.get_parameter(Name=name)["Parameter"]["Value"])


def _parameters(ssm: Any, path: str) -> Iterator[tuple[str, str]]:  # noqa: ANN401
    token: dict[str, str] = {}
    while True:
        with translated("ssm.GetParametersByPath"):
            answer = ssm.get_parameters_by_path(Path=path, **token)
        yield from ((p["Name"], p["Value"]) for p in answer["Parameters"])
        if not answer.get("NextToken"):
            return
        token = {"NextToken": answer["NextToken"]}
