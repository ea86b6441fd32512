"""A stage in `.chalice/config.json`: what an operator sets, and what provisioning fills in."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chalice.config import Config

from chalicelib.settings import PREFIX
from ops.command import OperatorError

ROOT = Path(__file__).resolve().parents[2]
CHALICE = ROOT / ".chalice"
PRODUCTION = "prod"
"""The stage whose documents are for real."""

BY_HAND = (f"{PREFIX}ENVIRONMENT",)
"""What only an operator knows."""


class ConfigError(OperatorError):
    """The configuration of a stage lacks something; says what, and where it goes."""


@dataclass(frozen=True, slots=True)
class StageConfig:
    """One stage; `folder` is where config.json is."""

    stage: str
    folder: Path = CHALICE

    @property
    def path(self) -> Path:
        """The file."""
        return self.folder / "config.json"

    def read(self) -> dict[str, Any]:
        """What stands there for the stage. Raises ConfigError."""
        return self._whole()["stages"][self.stage]  # type: ignore[no-any-return]

    @property
    def variables(self) -> dict[str, str]:
        """The environment of the stage's functions."""
        return dict(self.read().get("environment_variables", {}))

    def of_function(self, name: str) -> Config:
        """What Chalice takes from here for a function."""
        return Config(self.stage, name, config_from_disk=self._whole())

    def missing(self) -> list[str]:
        """Which variables an operator has to fill in first."""
        known = self.variables
        return [name for name in BY_HAND if not known.get(name)]

    def public_url(self) -> str:
        """A domain of the stage's own; empty when it lives at API Gateway's address."""
        url = self.variables.get(f"{PREFIX}PUBLIC_URL", "")
        return "" if ".execute-api." in url else url

    def fill(self, values: Mapping[str, str]) -> list[str]:
        """Set variables; the names of those that changed. What is the same isn't written."""
        whole = self._whole()
        known = whole["stages"][self.stage].setdefault("environment_variables", {})
        changed = [name for name, value in sorted(values.items()) if known.get(name) != value]
        if changed:
            known.update({name: values[name] for name in changed})
            self.path.write_text(json.dumps(whole, indent=2) + "\n", encoding="utf-8")
        return changed

    def _whole(self) -> dict[str, Any]:
        try:
            whole: dict[str, Any] = json.loads(self.path.read_text(encoding="utf-8"))
        except OSError:
            raise ConfigError(f"there is no {self.path}: --folder tells where it is") from None
        except ValueError as error:
            raise ConfigError(f"{self.path} is no JSON: {error}") from None
        if self.stage not in whole["stages"]:
            known = ", ".join(whole["stages"])
            raise ConfigError(f"there is no stage {self.stage} in {self.path.name}, only {known}")
        return whole
