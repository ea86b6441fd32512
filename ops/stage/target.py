"""Which stage, where: what every command that touches an account needs to know."""

import argparse
from argparse import ArgumentTypeError
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import boto3
from botocore.config import Config
from botocore.exceptions import NoRegionError

from ops import command
from ops.stage.config import CHALICE, StageConfig
from ops.stage.environment import REGION
from ops.stage.local_project import project_of


@dataclass(frozen=True, slots=True)
class StageTarget:
    """A stage in an account; with an `endpoint`, on a local AWS."""

    stage: str
    session: boto3.Session
    endpoint: str | None = None
    folder: Path = CHALICE
    _clients: dict[str, Any] = field(default_factory=dict)

    def client(self, service: str) -> Any:  # noqa: ANN401 - of whichever service
        """A client, made once."""
        if service not in self._clients:
            made = self.session.client(service, endpoint_url=self.endpoint)  # type: ignore[call-overload]
            self._clients[service] = made
        return self._clients[service]

    @property
    def emulated(self) -> bool:
        """Whether it is a local AWS."""
        return self.endpoint is not None

    @property
    def region(self) -> str:
        """Where; empty when none is set."""
        return str(self.session.region_name or "")

    @property
    def config(self) -> StageConfig:
        """The stage in config.json."""
        return StageConfig(self.stage, self.folder)

    @property
    def account(self) -> str:
        """The account's number."""
        return str(self.client("sts").get_caller_identity()["Account"])

    @property
    def functions(self) -> dict[str, str]:
        """The names in Lambda of the functions that config.json describes."""
        names = self.config.read()["lambda_functions"]
        return {name: function_name(self.stage, name) for name in names}


def function_name(stage: str, function: str) -> str:
    """How Chalice calls a function in Lambda."""
    return f"thuisloket-{stage}" + ("" if function == "api_handler" else f"-{function}")


def parser_of(name: str, explained: str | None) -> argparse.ArgumentParser:
    """A parser with what all commands about a stage take."""
    parser = command.parser(name, explained)
    add_stage(parser)
    return parser


def add_stage(parser: argparse.ArgumentParser) -> None:
    """The arguments that say which stage."""
    parser.add_argument("--stage", required=True, help="dev, test, prod; part of every name")
    where = "the address of a local AWS, to try it out"
    parser.add_argument("--endpoint", type=_address, help=where)
    parser.add_argument("--folder", type=Path, help="where config.json is; .chalice if not given")


def _address(text: str) -> str:
    if not urlsplit(text).scheme.startswith("http"):
        raise ArgumentTypeError(f"{text} is no address, such as http://127.0.0.1:5005")
    return text


def target_of(given: argparse.Namespace) -> StageTarget:
    """What the arguments mean, once it is sure that it can be reached.

    A local AWS gets no real credentials, and a folder of its own. Raises OperatorError, or
    botocore's errors, which `command.run` puts into a sentence.
    """
    target = _meant(given)
    target.config.read()
    _reach(target)
    return target


def _meant(given: argparse.Namespace) -> StageTarget:
    endpoint: str | None = given.endpoint
    if endpoint is None:
        return StageTarget(given.stage, boto3.Session(), None, given.folder or CHALICE)
    folder = given.folder or project_of(endpoint) / ".chalice"
    session = boto3.Session("local", "local", region_name=REGION)
    return StageTarget(given.stage, session, endpoint, folder)


def _reach(target: StageTarget) -> None:
    """Ask who we are, with little patience: nothing else says so soon what is missing."""
    if not target.region:
        raise NoRegionError
    patience = Config(connect_timeout=3, read_timeout=10, retries={"total_max_attempts": 1})
    client = target.session.client("sts", endpoint_url=target.endpoint, config=patience)
    client.get_caller_identity()
