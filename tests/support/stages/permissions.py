"""Which permissions the functions really use: each AWS call, by the entry point that made it."""

import sys
import threading
from collections import defaultdict
from collections.abc import Callable
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import boto3

from chalicelib.web.http import frame as http
from ops.deploy.policies import Policy, StageLocation, read
from ops.stage.config import CHALICE

ROOT = Path(__file__).resolve().parents[3]
APP, FRAME = str(ROOT / "app.py"), str(http.__file__)
REGION, ACCOUNT = "eu-west-1", "123456789012"
PLACE = StageLocation("test", ACCOUNT, REGION, ("thuisloket@kortrijk.example",), ("34022",))
WRITES = {
    "Put": "dynamodb:PutItem",
    "Update": "dynamodb:UpdateItem",
    "Delete": "dynamodb:DeleteItem",
    "ConditionCheck": "dynamodb:ConditionCheckItem",
}

type Permission = tuple[str, str]
"""An action and the ARN that it is used on."""


class Recorder:
    """Notes the permissions of a session's calls; make it before the session's clients.

    A call that no entry point made is the test's own, and isn't noted.
    """

    def __init__(self, session: boto3.Session) -> None:
        self.used: defaultdict[str, set[Permission]] = defaultdict(set)
        session.events.register("before-parameter-build", self._note)

    def _note(self, params: dict[str, Any], model: Any, **_: Any) -> None:
        function = entry_point()
        if function:
            service = model.service_model.service_name
            self.used[function] |= permissions(service, model.name, params)


def permissions(service: str, operation: str, params: dict[str, Any]) -> set[Permission]:
    """What IAM asks for a call. Raises KeyError for a service that isn't described here."""
    return _OF_SERVICE[service](operation, params)


def _dynamodb(operation: str, params: dict[str, Any]) -> set[Permission]:
    """In a transaction, IAM asks for each part by itself."""
    if operation == "TransactWriteItems":
        parts = [next(iter(item.items())) for item in params["TransactItems"]]
        return {(WRITES[kind], _table(body["TableName"])) for kind, body in parts}
    if "RequestItems" in params:
        return {(f"dynamodb:{operation}", _table(name)) for name in params["RequestItems"]}
    index = f"/index/{params['IndexName']}" if "IndexName" in params else ""
    return {(f"dynamodb:{operation}", _table(params["TableName"]) + index)}


def _s3(operation: str, params: dict[str, Any]) -> set[Permission]:
    bucket = f"arn:aws:s3:::{params['Bucket']}"
    if operation == "DeleteObjects":
        return {
            (_deleting(item), f"{bucket}/{item['Key']}") for item in params["Delete"]["Objects"]
        }
    if operation == "CreateBucket":  # how botocore signs a form for browsers; AWS isn't called
        return set()
    if "Key" not in params:
        action = {"ListObjectVersions": "ListBucketVersions"}.get(operation, "ListBucket")
        return {(f"s3:{action}", bucket)}
    on = f"{bucket}/{params['Key']}"
    if operation == "DeleteObject":
        return {(_deleting(params), on)}
    if operation == "GetObjectTagging":  # AWS's bucket keeps versions, a local one doesn't
        return {("s3:GetObjectVersionTagging", on)}
    return {(f"s3:{'GetObject' if operation == 'HeadObject' else operation}", on)}


def _deleting(params: dict[str, Any]) -> str:
    return "s3:DeleteObjectVersion" if "VersionId" in params else "s3:DeleteObject"


def _sqs(operation: str, params: dict[str, Any]) -> set[Permission]:
    return {(f"sqs:{operation}", _arn("sqs", params["QueueUrl"].rsplit("/", 1)[-1]))}


def _ssm(operation: str, params: dict[str, Any]) -> set[Permission]:
    name = params.get("Name") or params["Path"]
    return {(f"ssm:{operation}", _arn("ssm", f"parameter{name}"))}


def _kms(operation: str, params: dict[str, Any]) -> set[Permission]:
    """A key is named by its alias here; IAM looks at the key, and at its alias in a condition."""
    return {(f"kms:{operation}", _arn("kms", f"key/{params['KeyId']}"))}


def allows(policy: Policy, permission: Permission) -> bool:
    """Whether a policy allows it."""
    action, resource = permission
    return any(
        action in statement["Action"]
        and any(fnmatchcase(resource, pattern) for pattern in as_list(statement["Resource"]))
        for statement in policy["Statement"]
    )


def denied(recorder: Recorder, place: StageLocation = PLACE) -> dict[str, list[Permission]]:
    """What functions did that their policies don't allow, by function."""
    found = {name: _denied(name, used, place) for name, used in recorder.used.items()}
    return {name: missing for name, missing in found.items() if missing}


def _denied(function: str, used: set[Permission], place: StageLocation) -> list[Permission]:
    policy = read(CHALICE, function, place)
    return sorted(permission for permission in used if not allows(policy, permission))


def granted(policy: Policy) -> set[Permission]:
    """Each action with each resource that a policy allows it on."""
    return {
        (action, resource)
        for statement in policy["Statement"]
        for action in statement["Action"]
        for resource in as_list(statement["Resource"])
    }


def as_list(value: str | list[str]) -> list[str]:
    """What IAM allows to be one or several."""
    return [value] if isinstance(value, str) else value


def _ses(operation: str, params: dict[str, Any]) -> set[Permission]:
    """SES asks for the raw kind too when a message is given as it is."""
    domain = params["FromEmailAddress"].rpartition("@")[2].rstrip(">")
    on = (f"identity/{domain}", f"configuration-set/{params['ConfigurationSetName']}")
    actions = ("ses:SendEmail", "ses:SendRawEmail")
    return {(action, _arn("ses", what)) for action in actions for what in on}


def _table(name: str) -> str:
    return _arn("dynamodb", f"table/{name}")


def _arn(service: str, what: str) -> str:
    return f"arn:aws:{service}:{REGION}:{ACCOUNT}:{what}"


_OF_SERVICE: dict[str, Callable[[str, dict[str, Any]], set[Permission]]] = {
    "dynamodb": _dynamodb,
    "s3": _s3,
    "sqs": _sqs,
    "ssm": _ssm,
    "kms": _kms,
    "sesv2": _ses,
}


def entry_point() -> str:
    """The function of app.py that is running, if one is: in this thread, or waiting for it."""
    main = sys._current_frames().get(threading.main_thread().ident or 0)
    return _entry_in(sys._getframe()) or _entry_in(main)


def _entry_in(frame: Any) -> str:
    while frame is not None:
        if frame.f_code.co_filename == FRAME:
            return "api_handler"
        if frame.f_code.co_filename == APP and frame.f_code.co_name != "<module>":
            return str(frame.f_code.co_name)
        frame = frame.f_back
    return ""
