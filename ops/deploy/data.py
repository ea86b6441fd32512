"""What holds the data: made, or brought up to date. Doing it twice changes nothing.

A local AWS is provisioned from the same template; it ignores what only protects (backups,
retention, access policies), and mail domains count as verified there.
"""

import secrets
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import boto3

from chalicelib.adapters.oidc.own_keys import OwnKey
from chalicelib.adapters.secrets.versions import Version, encode
from ops.deploy import seals
from ops.deploy.cloudformation import DataStack
from ops.stage import municipalities, sign_in_keys
from ops.stage.config import PRODUCTION
from ops.stage.kept_secret import put_secret
from ops.stage.outputs import Outputs

if TYPE_CHECKING:
    from mypy_boto3_sesv2 import SESV2Client

SECRET_BYTES = 48

type Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class NewKeys:
    """The kind of keys that a local AWS seals with, and who draws those to sign in with."""

    seal: str
    sign_in: Callable[[datetime], OwnKey]


NEW_KEYS = NewKeys(seals.RSA, sign_in_keys.new_key)


class Provisioner:
    """One stage in one account; `emulated` for a local AWS at `endpoint` or in this process.

    `folders` hold the files of its municipalities; none means those of the project.
    """

    def __init__(
        self,
        session: boto3.Session,
        stage: str,
        *,
        endpoint: str | None = None,
        emulated: bool = False,
        keys: NewKeys = NEW_KEYS,
        now: datetime | None = None,
        report: Report = print,
        folders: tuple[Path, ...] = (),
    ) -> None:
        self._session = session
        self._stage = stage
        self._endpoint = endpoint
        self._emulated = emulated
        self._keys, self._now = keys, now or datetime.now(UTC)
        self._report = report
        self._folders = folders
        self._clients: dict[str, Any] = {}
        self._files = municipalities.files(*folders)
        self._changes: list[str] = []

    def __call__(self, senders: Collection[str]) -> Outputs:
        """Everything, in order; `senders` are the addresses that mail comes from."""
        made = self._stack()
        self._secret()
        self._seals()
        self._sign_in_keys()
        self._mail(made["ConfigurationSet"], senders)
        return outputs_of(made, self._stage, tuple(self._changes))

    def _stack(self) -> dict[str, str]:
        stack = DataStack(self._client, self._stage, self._emulated, self._folders)
        done = [*stack.bring_up()]
        for what in done:
            self._changed(what)
        if not done:
            self._report(f"the stack {stack.name} is up to date")
        return stack.outputs()

    def _secret(self) -> None:
        """The parameter with the secret; what is there is never replaced: pseudonyms hang on it."""
        name = _secret_name(self._stage)
        ssm = self._client("ssm")
        try:
            put_secret(
                ssm,
                name,
                encode([Version(1, self._now, secrets.token_bytes(SECRET_BYTES))]),
                Overwrite=False,
                Description="The secret behind the keyed hashes. Losing it orphans every index.",
            )
        except ssm.exceptions.ParameterAlreadyExists:
            self._report(f"the secret {name} is there")
        else:
            self._changed(f"made the secret {name}")

    def _seals(self) -> None:
        """The keys of the seals; certificates only where nobody takes a document for real."""
        codes = tuple(self._files)
        if self._emulated:
            for what in seals.make_keys(self._client("kms"), self._stage, codes, self._keys.seal):
                self._changed(what)
        if self._stage != PRODUCTION:
            names = {nis: str(file["official_name"]) for nis, file in self._files.items()}
            made = seals.certify_for_tests(self._client, self._stage, names, self._now)
            for what in made:
                self._changed(what)
        for nis in seals.lacking(self._client("ssm"), self._stage, codes):
            self._report(seals.wanted(self._stage, nis))

    def _sign_in_keys(self) -> None:
        """The municipalities' own keys at identity providers."""
        ssm, how = self._client("ssm"), (self._now, self._keys.sign_in)
        for nis in self._files:
            for what in sign_in_keys.make_missing(ssm, self._stage, nis, *how):
                self._changed(what)

    def _mail(self, configuration_set: str, senders: Collection[str]) -> None:
        ses: SESV2Client = self._client("sesv2")
        if self._emulated:
            self._configuration_set(ses, configuration_set)
        for domain in sorted({sender.rpartition("@")[2] for sender in senders}):
            self._identity(ses, domain)

    def _configuration_set(self, ses: "SESV2Client", name: str) -> None:
        if name in ses.list_configuration_sets()["ConfigurationSets"]:
            return
        ses.create_configuration_set(ConfigurationSetName=name)
        self._changed(f"made the configuration set {name}")

    def _identity(self, ses: "SESV2Client", domain: str) -> None:
        if self._may_send(ses, domain):
            self._report(f"mail can be sent from {domain}")
        elif self._emulated:
            ses.create_email_identity(EmailIdentity=domain)
            self._changed(f"verified the mail domain {domain}")
        else:
            self._report(
                f"mail can't be sent from {domain} yet: add it as an identity in SES, and put the"
                " records that SES gives into its DNS"
            )

    def _may_send(self, ses: "SESV2Client", domain: str) -> bool:
        """Whether SES knows the domain, and it is verified: a local AWS has no DNS to verify by."""
        try:
            identity = ses.get_email_identity(EmailIdentity=domain)
        except ses.exceptions.NotFoundException:
            return False
        return self._emulated or identity["VerifiedForSendingStatus"]

    def _changed(self, what: str) -> None:
        self._changes.append(what)
        self._report(what)

    def _client(self, service: str) -> Any:  # noqa: ANN401
        if service not in self._clients:
            made = self._session.client(service, endpoint_url=self._endpoint)  # type: ignore[call-overload]
            self._clients[service] = made
        return self._clients[service]


def provision(
    session: boto3.Session,
    stage: str,
    *,
    endpoint: str | None = None,
    emulated: bool = False,
    senders: Collection[str] | None = None,
    now: datetime | None = None,
    report: Report = print,
) -> Outputs:
    """Make or update everything of a stage; `senders` are those of the municipalities if None.

    `now` is when certificates begin.

    Raises botocore's errors as they are: their texts are what an operator needs.
    """
    make = Provisioner(
        session,
        stage,
        endpoint=endpoint,
        emulated=emulated,
        now=now,
        report=report,
    )
    return make(municipalities.senders() if senders is None else senders)


def outputs_of(made: Mapping[str, str], stage: str, changes: tuple[str, ...] = ()) -> Outputs:
    """The names of what a stage has, from what its stack tells of itself."""
    return Outputs(
        table=made["Table"],
        registers=made["Registers"],
        bucket=made["Bucket"],
        issue_queue=made["IssueQueue"],
        issue_dead_letters=made["IssueDeadLetters"],
        review_queue=_common(made, "ReviewQueue"),
        review_dead_letters=_common(made, "ReviewDeadLetters"),
        configuration_set=made["ConfigurationSet"],
        secrets_parameter=_secret_name(stage),
        seal_key=seals.key_name(stage),
        seal_parameters=seals.path_of(stage),
        oidc_parameters=sign_in_keys.path_of(stage),
        changes=changes,
    )


def _secret_name(stage: str) -> str:
    return f"/thuisloket/{stage}/secret"


def _common(made: Mapping[str, str], output: str) -> str:
    """The address of a queue that every municipality has, without the code at its end."""
    address = next(value for name, value in made.items() if name.startswith(output))
    return address.rpartition("-")[0]
