"""What a deployment sets, read from the environment once and checked before the first request."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, Json, ValidationError

PREFIX = "THUISLOKET_"
TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
"""Everything a municipality may change without programming."""


class SettingsError(Exception):
    """The environment lacks something or holds something impossible; says what, and where."""


class Settings(BaseModel):
    """One deployment. Every field is the variable `THUISLOKET_<NAME>`.

    `public_url` is the stage's own address, in place of the one in the file of its only
    municipality; `addresses` are those by municipality (JSON: code to address). Without a slash at
    the end; a path in it is the prefix of every link. `more_municipalities` is a folder with files
    beside those of the templates. `secrets_parameter` names the SSM parameter behind the hashes.
    `seal_key` is the alias of the seals' keys in KMS, `seal_parameters` the SSM path under which
    their certificates stand, both without the municipality's code at their end. Without `tsa_url`
    seals get no time stamp; `tsa_parameter` holds the certificates of that authority in PEM, its
    own first. `edge_sha256` is the SHA-256 in hex of the secret that what stands in front of API
    Gateway shows (two, with a space between, while it changes), and `edge_hops` how many of ours
    stand there; empty when nothing does. `seal_lists` says whether lists of revoked certificates
    are fetched for the seals.
    `oidc_parameters` is the SSM path under which the municipalities' keys and secrets at identity
    providers stand, each under its code; `oidc_issuer` is where one provider plays all of them, as
    on a person's own machine: never in production.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    environment: Literal["local", "dev", "test", "prod"]
    public_url: str = Field(default="", pattern=r"^(https?://[^/]+(/.*[^/])?)?$")
    addresses: Json[dict[str, str]] = Field(default_factory=dict)
    more_municipalities: str = ""
    table: str = Field(min_length=3)
    registers_table: str = Field(min_length=3)
    bucket: str = Field(min_length=3)
    issue_queue: str = Field(pattern=r"^https?://")
    review_queue: str = Field(pattern=r"^https?://")
    configuration_set: str = Field(min_length=1)
    secrets_parameter: str = Field(pattern=r"^/")
    seal_key: str = Field(pattern=r"^alias/.+")
    seal_parameters: str = Field(pattern=r"^/.*[^/]$")
    seal_unstamped: Literal["retry", "accept"] = "retry"
    tsa_url: str = Field(default="", pattern=r"^(https?://.+)?$")
    tsa_parameter: str = Field(default="", pattern=r"^(/.+)?$")
    seal_lists: Literal["ignore", "fetch"] = "ignore"
    edge_sha256: str = Field(default="", pattern=r"^([0-9a-f]{64}( [0-9a-f]{64})?)?$")
    edge_hops: int = Field(default=1, ge=1, le=5)
    oidc_parameters: str = Field(pattern=r"^/.*[^/]$")
    oidc_issuer: str = Field(default="", pattern=r"^(https?://.*[^/])?$")

    @property
    def allow_test_numbers(self) -> bool:
        """Whether the national numbers that are reserved for tests count as valid."""
        return self.environment != "prod"

    @property
    def fetches_lists(self) -> bool:
        """Whether lists of revoked certificates are fetched."""
        return self.seal_lists == "fetch"

    @property
    def stage_addresses(self) -> dict[str, str]:
        """The addresses of municipalities here: by code, and under an empty one the only one's."""
        return ({"": self.public_url} if self.public_url else {}) | self.addresses


def load(environ: Mapping[str, str] = os.environ) -> Settings:
    """Read and check the settings. Raises SettingsError naming every wrong variable."""
    given = {
        name.removeprefix(PREFIX).lower(): value
        for name, value in environ.items()
        if name.startswith(PREFIX)
    }
    try:
        return Settings.model_validate(given)
    except ValidationError as error:
        problems = "; ".join(
            f"{PREFIX}{'_'.join(map(str, e['loc'])).upper()}: {e['msg']}" for e in error.errors()
        )
        raise SettingsError(f"the environment is not complete: {problems}") from None


def queue_name(which: str, environ: Mapping[str, str] = os.environ) -> str:
    """The name of a queue of this stage: what Chalice needs to know before anything runs."""
    return f"thuisloket-{environ.get('STAGE', 'dev')}-{which}"


def topic_name(which: str, environ: Mapping[str, str] = os.environ) -> str:
    """The name of a topic of this stage."""
    return queue_name(which, environ)
