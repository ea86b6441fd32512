"""What each function may do: one file per function under `.chalice/policies/`, filled per stage.

The files name exactly what is ours. `${Stage}`, `${Account}`, `${Region}`, `${Senders}` (the
addresses that the municipalities write from), `${Identities}` (their domains), `${ReviewQueues}`
and `${ReviewDeadLetters}` are filled in when a stage is provisioned. `python -m ops policies FILE`
writes all of them into one template, for a checker of templates to look at.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ops import command
from ops.stage import municipalities
from ops.stage.config import CHALICE
from ops.stage.target import StageTarget

FOLDER = "policies"
FILLED = "generated"

type Policy = dict[str, Any]


@dataclass(frozen=True, slots=True)
class StageLocation:
    """Where a stage is."""

    stage: str
    account: str
    region: str
    senders: tuple[str, ...] = ()
    municipalities: tuple[str, ...] = ()

    @property
    def several(self) -> dict[str, list[str]]:
        """What stands for a list: where mail may come from, and the queues of those who handle.

        Of the queues the beginning is named: behind a municipality's code comes the role.
        """
        ses = f"arn:aws:ses:{self.region}:{self.account}:identity"
        sqs = f"arn:aws:sqs:{self.region}:{self.account}:thuisloket-{self.stage}-review"
        domains = sorted({sender.rpartition("@")[2] for sender in self.senders})
        return {
            "${Senders}": sorted(set(self.senders)),
            "${Identities}": [f"{ses}/{domain}" for domain in domains],
            "${ReviewQueues}": [f"{sqs}-{nis}*" for nis in sorted(self.municipalities)],
            "${ReviewDeadLetters}": [f"{sqs}-dead-{nis}*" for nis in sorted(self.municipalities)],
        }


def place_of(target: StageTarget) -> StageLocation:
    """Where the policies of a stage apply."""
    senders, codes = municipalities.senders(), municipalities.codes()
    return StageLocation(target.stage, target.account, target.region, senders, codes)


def filled(text: str, place: StageLocation) -> Policy:
    """A policy for a place. Raises ValueError when it isn't JSON, or names something unknown."""
    for name, value in (
        ("Stage", place.stage),
        ("Account", place.account),
        ("Region", place.region),
    ):
        text = text.replace(f"${{{name}}}", value)
    policy: Policy = json.loads(text)
    for statement in policy["Statement"]:
        statement["Resource"] = _filled_in(statement["Resource"], place)
        for tests in statement.get("Condition", {}).values():
            tests |= {key: _filled_in(value, place) for key, value in tests.items()}
    if "${" in json.dumps(policy):
        raise ValueError("the policy names something that nobody fills in")
    return policy


def functions(chalice: Path) -> list[str]:
    """The functions that have a policy."""
    return sorted(path.stem for path in (chalice / FOLDER).glob("*.json"))


def read(chalice: Path, function: str, place: StageLocation) -> Policy:
    """The policy of a function, filled."""
    return filled((chalice / FOLDER / f"{function}.json").read_text(encoding="utf-8"), place)


def write(chalice: Path, place: StageLocation) -> list[str]:
    """Fill the policies of a stage for Chalice to find; the names of those that changed."""
    folder = chalice / FILLED / place.stage
    folder.mkdir(parents=True, exist_ok=True)
    return [name for name in functions(chalice) if _put(folder, name, read(chalice, name, place))]


def write_missing(chalice: Path, place: StageLocation) -> None:
    """Fill the policies that aren't yet, so that a package can be made before provisioning."""
    folder = chalice / FILLED / place.stage
    folder.mkdir(parents=True, exist_ok=True)
    for name in functions(chalice):
        if not (folder / f"{name}.json").exists():
            _put(folder, name, read(chalice, name, place))


def _put(folder: Path, name: str, policy: Policy) -> bool:
    path, text = folder / f"{name}.json", json.dumps(policy, indent=2) + "\n"
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return False
    path.write_text(text, encoding="utf-8")
    return True


def _filled_in(given: str | Collection[str], place: StageLocation) -> str | list[str]:
    if isinstance(given, str):
        return place.several.get(given, given)
    return [arn for one in given for arn in place.several.get(one, [one])]


def as_template(chalice: Path, place: StageLocation) -> dict[str, Any]:
    """The policies of all functions as one template of CloudFormation."""
    documents = {name: read(chalice, name, place) for name in functions(chalice)}
    resources = {
        name.title().replace("_", ""): {
            "Type": "AWS::IAM::ManagedPolicy",
            "Properties": {"PolicyDocument": document},
        }
        for name, document in documents.items()
    }
    return {"AWSTemplateFormatVersion": "2010-09-09", "Resources": resources}


_ANYWHERE = StageLocation("test", "123456789012", "eu-west-1", ("loket@stad.example",), ("34022",))


def main(arguments: list[str] | None = None) -> None:
    """The command."""
    parser = command.parser("policies", __doc__)
    parser.add_argument("file", type=Path, help="where to write the template")
    file: Path = parser.parse_args(arguments).file
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(as_template(CHALICE, _ANYWHERE), indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
