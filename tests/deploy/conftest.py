"""One package, deployed once on a local AWS, for all tests of this folder."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
import pytest

from ops.deploy.data import provision
from ops.deploy.deploy import deploy
from ops.deploy.package.make import Package, package
from ops.local.lambda_process import unpack
from ops.local.local_aws import running
from ops.stage.config import CHALICE
from ops.stage.environment import settings
from ops.stage.outputs import Outputs
from ops.stage.target import StageTarget
from tests.support.day.recorded import Recorded, recorded_day
from tests.support.stages.aws import REGION

ADDRESS = "https://id.execute-api.eu-west-1.amazonaws.com/api"


@dataclass(frozen=True)
class World:
    """A local AWS with a stage deployed on it."""

    target: StageTarget
    build: Path
    said: list[str]


def a_session() -> boto3.Session:
    return boto3.Session(
        aws_access_key_id="testing", aws_secret_access_key="testing", region_name=REGION
    )


@pytest.fixture(scope="session")
def day() -> Recorded:
    """What a day of a counter left behind."""
    return recorded_day()


@pytest.fixture(scope="session")
def chalice_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its own configuration, so that nobody's is written to."""
    folder = tmp_path_factory.mktemp("chalice") / ".chalice"
    ignore = shutil.ignore_patterns("deployments", "deployed", "generated")
    shutil.copytree(CHALICE, folder, ignore=ignore)
    return folder


@pytest.fixture(scope="session")
def built(chalice_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Package:
    """The package of the stage whose zip runs here."""
    build = tmp_path_factory.mktemp("build")
    return package("test", chalice_folder=chalice_folder, build=build, report=lambda _: None)


@pytest.fixture(scope="session")
def unpacked(built: Package, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as it lies in Lambda."""
    return unpack(built.zip, tmp_path_factory.mktemp("lambda"))


@pytest.fixture(scope="session")
def environment() -> Iterator[pytest.MonkeyPatch]:
    """Credentials for nothing real, for the commands that run as processes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ACCESS_KEY_ID", "testing")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
        patch.setenv("AWS_DEFAULT_REGION", REGION)
        patch.setenv("AWS_EC2_METADATA_DISABLED", "true")
        patch.delenv("AWS_PROFILE", raising=False)
        yield patch


@pytest.fixture(scope="session")
def endpoint() -> Iterator[str]:
    """A process of its own: what other tests do to moto in this one doesn't reach it."""
    with running() as address:
        yield address


@dataclass(frozen=True)
class Place:
    """What holds the data of a stage without functions: they run here, from the zip."""

    session: boto3.Session
    endpoint: str
    outputs: Outputs

    def settings(self, issuer: str) -> dict[str, str]:
        """What Lambda gives the functions, and what boto3 needs to come here."""
        return settings(self.outputs, ADDRESS, issuer) | {
            "AWS_ACCESS_KEY_ID": "testing",
            "AWS_SECRET_ACCESS_KEY": "testing",
            "AWS_DEFAULT_REGION": REGION,
            "AWS_ENDPOINT_URL": self.endpoint,
            "THUISLOKET_ENVIRONMENT": "test",
        }

    def client(self, service: str) -> Any:
        return self.session.client(service, endpoint_url=self.endpoint)


@pytest.fixture(scope="session")
def place(endpoint: str) -> Place:
    session = a_session()
    made = provision(session, "zip", endpoint=endpoint, emulated=True, report=lambda _: None)
    return Place(session, endpoint, made)


@pytest.fixture(scope="session")
def world(
    built: Package, chalice_folder: Path, endpoint: str, environment: pytest.MonkeyPatch
) -> World:
    """The stage, deployed."""
    target = StageTarget("test", a_session(), endpoint, chalice_folder)
    said: list[str] = []
    build = built.zip.parents[2]
    deploy(target, build=build, report=said.append)
    return World(target, build, said)
