"""docs/deploy.md, followed: each command that it has people type, in order, on the local AWS.

Whoever reads it has a stage to choose, a municipality to fill in, and an AWS; here the stage is
`test` where the page says `prod`, AWS is the local one, and what stands in `<…>` is `FILLED_IN`.
What production alone does, stopping for a seal without a certificate, is followed for `prod`.
"""

import importlib
import json
import re
import shlex
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from botocore.config import Config
from botocore.exceptions import ClientError
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from chalicelib.settings import load
from ops.__main__ import commands
from ops.deploy.provision import StopError, prepare
from ops.operate.doctor import examine
from ops.stage import address
from ops.stage.config import ROOT
from ops.stage.environment import local_environment
from ops.stage.target import StageTarget
from tests.deploy.conftest import World
from tests.support.stages.aws import REGION
from tests.support.stages.aws_command import aws
from tests.support.stages.page_commands import ONLY_ON_AWS, typed

PAGE = "docs/deploy.md"
ACCOUNT = "123456789012"
FILLED_IN = {
    "<nis>": "34022",
    "<account>": ACCOUNT,
    "<account of the stage>": ACCOUNT,
    "<owner>/<name>": "stad/thuisloket",
    "<hosted zone>": "Z0123456789",
    "<arn in us-east-1>": f"arn:aws:acm:us-east-1:{ACCOUNT}:certificate/1",
    " KEY ": " alias/thuisloket-test-seal-34022 ",
    "https://…": "https://tsa.example/tsr",
    "http://…": "http://lists.example",
    "$AWS_DEFAULT_REGION": REGION,
}
SEALING = "-m ops rotate --stage prod seal"


@dataclass
class Reader:
    """Somebody who types what the page says; what it says, and what it gave, so far."""

    world: World
    folder: Path
    told: pytest.CaptureFixture[str]
    patch: pytest.MonkeyPatch
    typed: list[str] = field(default_factory=list)
    on_aws: list[str] = field(default_factory=list)

    def follow(self, line: str) -> None:
        """Type one line of a block."""
        if line.startswith('"'):
            return self._set(json.loads("{" + self._filled_in(line) + "}"))
        if line.endswith(ONLY_ON_AWS):
            return self._refused(line)
        if SEALING in line:
            return self._seal(line)
        return None if self._here(line) in self.typed else self._run(self._here(line))

    def _seal(self, line: str) -> None:
        """In production: it stopped for want of a certificate, an authority answers, it goes on."""
        production = replace(self.world.target, stage="prod", _clients={})
        if "--request" in line:
            with pytest.raises(StopError, match="the seal of 34022 has no certificate yet"):
                list(prepare(production, report=lambda _: None))
            assert address.find(production.client("apigateway"), "prod") is None
        self._run(line)
        if "--request" in line:
            asked = (self.folder / "request.pem").read_bytes()
            (self.folder / "chain.pem").write_bytes(certified(asked))
        else:
            assert list(prepare(production, report=lambda _: None))

    def _run(self, line: str) -> None:
        self.typed.append(line)
        line = self._filled_in(line)
        first, *_ = shlex.split(line, comments=True)
        if first == "make":
            self._make(line)
        elif first == "aws":
            aws(line, self.world.target.client)
        elif "-m ops " in line:
            self._ops(line)
        else:
            self._tool(line)

    def _make(self, line: str) -> None:
        """What make would run: ours here, for the package lies elsewhere than in the checkout."""
        recipe = self._shell(f"make --dry-run --directory {ROOT} {line.removeprefix('make ')}")
        *_, ours = re.findall(r"-m ops .*", recipe)  # behind what it has to make first
        if " local_aws " not in ours:
            self._ops(ours)

    def _ops(self, line: str) -> None:
        _, name, *options = shlex.split(line.partition("-m ")[2], comments=True)
        if "--stage" in options:
            at = options.index("--stage") + 2
            target = self.world.target
            options[at:at] = ["--endpoint", str(target.endpoint), "--folder", str(target.folder)]
        self.patch.setattr("sys.argv", [name, *options])
        module = ".".join(commands()[name].relative_to(ROOT).with_suffix("").parts)
        assert importlib.import_module(module).main() == 0, self.told.readouterr().err

    def _tool(self, line: str) -> None:
        """Somebody else's command; what it prints goes where its remark says."""
        printed = self._shell(line).split()
        for name in re.findall("THUISLOKET_[A-Z0-9_]+", line):
            self._set({name: printed[0]})

    def _set(self, variables: dict[str, str]) -> None:
        """Settings for config.json: the functions start with them."""
        load(self.world.target.config.variables | variables)

    def _refused(self, line: str) -> None:
        """What is said to be for AWS alone isn't for here."""
        with pytest.raises(ClientError):
            aws(self._filled_in(self._here(line)), self._asked_once)
        self.on_aws.append(line)

    def _asked_once(self, service: str) -> Any:
        target, once = self.world.target, Config(retries={"total_max_attempts": 1})
        return target.session.client(service, endpoint_url=target.endpoint, config=once)

    def _here(self, line: str) -> str:
        """The reader's own stage."""
        return re.sub(r"\bprod\b", "test", line)

    def _filled_in(self, line: str) -> str:
        if "127.0.0.1:5005" in line:
            line = line.replace("http://127.0.0.1:5005", str(self.world.target.endpoint))
        for place, value in (FILLED_IN | dict(self._found(line))).items():
            line = line.replace(place, value)
        assert not re.search(r"<[^<>\d]+>", line.partition("#")[0]), line
        return line

    def _found(self, line: str) -> Iterator[tuple[str, str]]:
        """What earlier commands gave."""
        target = self.world.target
        if "<id>" in line or "<regionalDomainName>" in line:
            api_id = address.find(target.client("apigateway"), "test") or ""
            yield "<id>", api_id
            yield "<regionalDomainName>", f"{api_id}.execute-api.{REGION}.amazonaws.com"
        if "<what edge.txt holds>" in line:
            yield "<what edge.txt holds>", (self.folder / "edge.txt").read_text().strip()
        if "<output Vault of the keeper>" in line:
            yield "<output Vault of the keeper>", f"arn:aws:backup:{REGION}:999999999999:x:y"

    def _shell(self, line: str) -> str:
        done = subprocess.run(
            ["bash", "-c", line], cwd=self.folder, capture_output=True, text=True, check=True
        )
        return done.stdout


@pytest.fixture
def reader(
    world: World,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Reader:
    (tmp_path / ".chalice").symlink_to(ROOT / ".chalice")
    (tmp_path / "secret.txt").write_text("a secret of a provider")
    monkeypatch.chdir(tmp_path)
    for name, value in local_environment(str(world.target.endpoint)).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("builtins.input", lambda _: "y")
    return Reader(world, tmp_path, capsys, monkeypatch)


def certified(asked: bytes) -> bytes:
    """What a real authority answers: a certificate of the key that was asked for, and its own."""
    request, key = x509.load_pem_x509_csr(asked), ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Een vertrouwensdienst")])
    now = datetime.now(UTC)
    made = [
        x509.CertificateBuilder(name, subject, public, x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=365))
        .sign(key, hashes.SHA256())
        for subject, public in (
            (request.subject, request.public_key()),
            (name, key.public_key()),
        )
    ]
    return b"".join(one.public_bytes(Encoding.PEM) for one in made)


def standing(target: StageTarget) -> tuple[dict[str, str], dict[str, str]]:
    """The code of each function, and the settings of the stage."""
    found = target.client("lambda").list_functions()["Functions"]
    return {f["FunctionName"]: f["CodeSha256"] for f in found}, target.config.variables


def troubles(target: StageTarget) -> list[tuple[str, str | None]]:
    return [(found.what, found.trouble) for found in examine(target) if found.trouble]


def test_whoever_types_what_the_page_says_has_a_stage_that_works_and_is_listened_to(
    reader: Reader,
) -> None:
    target = reader.world.target
    assert troubles(target) == [
        ("listeners of the alarms", "nobody hears the alarms: docs/deploy.md, step 8"),
        ("listeners of the notices", "nobody hears the notices: docs/deploy.md, step 8"),
    ]
    before = standing(target)
    for line in typed(PAGE):
        reader.follow(line)
    assert troubles(target) == []
    assert standing(target) == before, "deploying again changed something"
    assert [line.split()[1:3] for line in reader.on_aws] == [
        ["sesv2", "put-account-details"],
        ["service-quotas", "request-service-quota-increase"],
        ["cloudformation", "deploy"],
    ]
    assert len(reader.typed) > 10
