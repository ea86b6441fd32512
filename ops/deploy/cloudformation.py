"""The stack of what holds the data: made, updated, and looked at before it is.

CloudFormation takes a template of 51,200 bytes along with the question. A longer one, of some
sixteen municipalities and more, goes by way of the bucket of releases, which is in the stack
itself: so a stack begins with one municipality, and is updated to all.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from botocore.exceptions import ClientError, WaiterError

from ops.deploy.per_municipality import template_body
from ops.stage import municipalities

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = ROOT / ".chalice" / "resources.yaml"
SENT_ALONG = 51_200
"""The most bytes that CloudFormation takes without a bucket."""


@dataclass(frozen=True, slots=True)
class DataStack:
    """The stack of one stage; `client` gives those of AWS's services.

    `folders` hold the municipalities' files; none means those of the project.
    """

    client: Callable[[str], Any]
    stage: str
    emulated: bool = False
    folders: tuple[Path, ...] = ()

    @property
    def name(self) -> str:
        """Its name."""
        return f"thuisloket-{self.stage}-data"

    @property
    def body(self) -> str:
        """The template as it should be now."""
        return self.body_for(municipalities.codes(*self.folders))

    @staticmethod
    def body_for(codes: tuple[str, ...]) -> str:
        """The template for some municipalities."""
        return template_body(TEMPLATE, codes)

    def exists(self) -> bool:
        """Whether there is one."""
        try:
            return bool(self._formation.describe_stacks(StackName=self.name)["Stacks"])
        except ClientError as error:
            if "does not exist" in str(error):
                return False
            raise

    def is_current(self) -> bool:
        """Whether it was made of this very template and these parameters."""
        known: Any = self._formation.get_template(StackName=self.name)["TemplateBody"]
        template = json.loads(known) if isinstance(known, str) else known
        stack = self._formation.describe_stacks(StackName=self.name)["Stacks"][0]
        parameters = {p["ParameterKey"]: p["ParameterValue"] for p in stack.get("Parameters", [])}
        return bool(template == json.loads(self.body)) and (
            self._parameters.items() <= parameters.items()
        )

    def outputs(self) -> dict[str, str]:
        """What it tells of itself."""
        stack = self._formation.describe_stacks(StackName=self.name)["Stacks"][0]
        return {o["OutputKey"]: o["OutputValue"] for o in stack.get("Outputs", [])}

    def bring_up(self) -> Iterator[str]:
        """Make it, or update it; what was done, in words."""
        if not self.exists():
            self._create()
            yield f"made the stack {self.name}"
        if not self.is_current() and self._update():
            yield f"updated the stack {self.name}"

    def planned(self) -> list[dict[str, Any]]:
        """What CloudFormation says it would change; the question leaves nothing in the stack."""
        asked = self._formation.create_change_set(
            ChangeSetName=f"plan-{uuid4().hex[:12]}", **self._question(self.body)
        )
        try:
            self._formation.get_waiter("change_set_create_complete").wait(
                ChangeSetName=asked["Id"], StackName=self.name, WaiterConfig={"Delay": 2}
            )
            found = self._formation.describe_change_set(
                ChangeSetName=asked["Id"], StackName=self.name
            )
            return list(found.get("Changes", []))
        except WaiterError:
            return []
        finally:
            self._formation.delete_change_set(ChangeSetName=asked["Id"], StackName=self.name)

    def _create(self) -> None:
        body = self.body
        if len(body) > SENT_ALONG:
            body = self.body_for(municipalities.codes(*self.folders)[:1])
        self._formation.create_stack(EnableTerminationProtection=True, **self._question(body))
        self._wait("stack_create_complete")

    def _update(self) -> bool:
        try:
            self._formation.update_stack(**self._question(self.body))
        except ClientError as error:
            if "No updates are to be performed" in str(error):
                return False
            raise
        self._wait("stack_update_complete")
        return True

    def _wait(self, until: str) -> None:
        patience = {"Delay": 0, "MaxAttempts": 50} if self.emulated else _PATIENCE
        self._formation.get_waiter(until).wait(StackName=self.name, WaiterConfig=patience)

    def _question(self, body: str) -> dict[str, Any]:
        is_short = len(body) <= SENT_ALONG
        parameters = self._parameters.items()
        return {
            "StackName": self.name,
            "Parameters": [{"ParameterKey": k, "ParameterValue": v} for k, v in parameters],
            **({"TemplateBody": body} if is_short else {"TemplateURL": self._uploaded(body)}),
        }

    def _uploaded(self, body: str) -> str:
        """Where CloudFormation finds a template that is too long to send along."""
        bucket, content, s3 = self.outputs()["Releases"], body.encode(), self.client("s3")
        key = f"templates/{hashlib.sha256(content).hexdigest()}.json"
        s3.put_object(Bucket=bucket, Key=key, Body=content)
        return f"https://{bucket}.s3.{s3.meta.region_name}.amazonaws.com/{key}"

    @property
    def _parameters(self) -> dict[str, str]:
        return {"Stage": self.stage, "Emulated": str(self.emulated).lower()}

    @property
    def _formation(self) -> Any:  # noqa: ANN401
        return self.client("cloudformation")


_PATIENCE = {"Delay": 5, "MaxAttempts": 180}
