"""The real `chalice deploy` and the provisioning on a local AWS: what stands there, and again."""

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from chalicelib.settings import load
from ops.deploy import releases
from ops.deploy.deploy import deploy
from ops.deploy.deploy import main as deploy_main
from ops.deploy.gateway import BURST, FORMAT, RATE
from ops.deploy.package.make import Package
from ops.deploy.plan import whole
from ops.deploy.provision import main as provision_main
from ops.deploy.rollback import rollback
from ops.deploy.teardown import teardown
from ops.stage import address, standing
from ops.stage.config import StageConfig
from ops.stage.target import function_name
from tests.deploy.conftest import World

VISIBILITY = 200


def functions(world: World) -> dict[str, dict[str, Any]]:
    client = world.target.client("lambda")
    names = world.target.functions
    return {n: client.get_function(FunctionName=f)["Configuration"] for n, f in names.items()}


def test_every_function_stands_as_the_configuration_says(world: World) -> None:
    config = json.loads(world.target.config.path.read_text(encoding="utf-8"))
    found = functions(world)
    assert set(found) == set(config["lambda_functions"])
    for name, function in found.items():
        wanted = config["lambda_functions"][name]
        assert function["Runtime"] == "python3.13"
        assert function["Architectures"] == ["x86_64"]
        assert function["TracingConfig"] == {"Mode": "Active"}
        assert function["MemorySize"] == wanted["lambda_memory_size"]
        assert function["Timeout"] == wanted.get("lambda_timeout", 30)
        assert function["Role"].endswith(f"role/thuisloket-test-{name}")


def test_the_environment_of_the_functions_is_complete(world: World) -> None:
    for function in functions(world).values():
        variables = function["Environment"]["Variables"]
        settings = load(variables)
        assert variables["STAGE"] == settings.environment == "test"
        assert settings.public_url.endswith(".execute-api.eu-west-1.amazonaws.com/api")
        assert settings.stage_addresses[""].endswith("/api")


def test_the_stage_serves_so_much_and_writes_down_nobody_s_address(world: World) -> None:
    client = world.target.client("apigateway")
    api_id = address.find(client, "test")
    stage = client.get_stage(restApiId=api_id, stageName=address.PATH)
    limits = stage["methodSettings"]["*/*"]
    assert (limits["throttlingRateLimit"], limits["throttlingBurstLimit"]) == (RATE, BURST)
    assert "sourceIp" not in FORMAT
    assert "$context.path" not in FORMAT


def test_every_role_has_the_policy_of_its_function_and_no_other(world: World) -> None:
    iam = world.target.client("iam")
    for name in functions(world):
        role = f"thuisloket-test-{name}"
        (policy,) = iam.list_role_policies(RoleName=role)["PolicyNames"]
        document = iam.get_role_policy(RoleName=role, PolicyName=policy)["PolicyDocument"]
        path = world.target.folder / "generated" / "test" / f"{name}.json"
        assert document == json.loads(path.read_text(encoding="utf-8"))
        assert iam.list_attached_role_policies(RoleName=role)["AttachedPolicies"] == []


def test_the_queue_feeds_the_issuance_function_one_message_at_a_time(world: World) -> None:
    (mapping,) = world.target.client("lambda").list_event_source_mappings()["EventSourceMappings"]
    assert mapping["EventSourceArn"].endswith(":thuisloket-test-issue")
    assert mapping["FunctionArn"].endswith(":thuisloket-test-issue")
    assert mapping["BatchSize"] == 1
    queue = world.target.client("sqs")
    url = queue.get_queue_url(QueueName="thuisloket-test-issue")["QueueUrl"]
    attributes = queue.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
    timeout = functions(world)["issue"]["Timeout"]
    assert int(attributes["VisibilityTimeout"]) == VISIBILITY > 6 * timeout


def test_the_schedule_runs_every_minute(world: World) -> None:
    events = world.target.client("events")
    rules = {r["Name"]: r["ScheduleExpression"] for r in events.list_rules()["Rules"]}
    assert rules["thuisloket-test-tick-event"] == "rate(1 minute)"
    (there,) = events.list_targets_by_rule(Rule="thuisloket-test-tick-event")["Targets"]
    assert there["Arn"].endswith(":function:thuisloket-test-tick")


def test_the_api_has_every_route_and_lives_at_the_address_made_for_it(world: World) -> None:
    client = world.target.client("apigateway")
    api_id = address.find(client, "test")
    assert api_id is not None
    found = client.get_resources(restApiId=api_id, limit=500)["items"]
    paths = {resource["path"] for resource in found}
    assert {"/", "/health", "/api/v1/requests", "/d/{token}", "/static/{name}"} <= paths
    assert client.get_stage(restApiId=api_id, stageName="api")["deploymentId"]
    tagged = [
        api for api in client.get_rest_apis()["items"] if api["tags"] == {address.TAG: "test"}
    ]
    assert len(tagged) == 1


def test_what_api_gateway_answers_by_itself_is_a_page_of_ours(world: World) -> None:
    client = world.target.client("apigateway")
    api_id = address.find(client, "test")
    found = client.get_gateway_responses(restApiId=api_id)["items"]
    answers = {answer["responseType"]: answer for answer in found}
    unknown = answers["MISSING_AUTHENTICATION_TOKEN"]
    assert unknown["statusCode"] == "404"
    (page,) = unknown["responseTemplates"].values()
    assert "Deze pagina bestaat niet." in page
    assert '.amazonaws.com/api/">Naar de startpagina' in page
    for kind in ("DEFAULT_4XX", "DEFAULT_5XX", "THROTTLED", "INTEGRATION_TIMEOUT"):
        headers = answers[kind]["responseParameters"]
        assert headers["gatewayresponse.header.Content-Type"] == "'text/html; charset=utf-8'"
        assert headers["gatewayresponse.header.X-Frame-Options"] == "'DENY'"


def test_what_is_found_is_what_chalice_remembers(world: World) -> None:
    remembered = json.loads(standing.file(world.target.folder, "test").read_text(encoding="utf-8"))
    assert in_order(remembered["resources"]) == in_order(standing.resources(world.target))


def test_a_second_clone_goes_on_where_the_first_stopped(world: World, tmp_path: Path) -> None:
    before = in_order(standing.resources(world.target))
    clone = replace(world.target, folder=a_clone(world, tmp_path), _clients={})
    assert not standing.file(clone.folder, "test").exists()
    deploy(clone, build=world.build, report=lambda _: None)
    assert in_order(standing.resources(world.target)) == before
    mappings = world.target.client("lambda").list_event_source_mappings()["EventSourceMappings"]
    assert len(mappings) == 1


def test_provisioning_makes_a_clone_ready_for_chalice(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = a_clone(world, tmp_path)
    arguments = ["--stage", "test", "--endpoint", str(world.target.endpoint)]
    assert provision_main([*arguments, "--folder", str(folder)]) == 0
    assert capsys.readouterr().out.endswith("now: chalice deploy --stage test\n")
    for name in ("deployed/test.json", "config.json", "generated/test/issue.json"):
        ours, theirs = (
            json.loads((f / name).read_text("utf-8")) for f in (folder, world.target.folder)
        )
        assert in_order(ours) == in_order(theirs)


def test_functions_of_a_stage_whose_name_begins_alike_are_left_alone(world: World) -> None:
    client, other = world.target.client("lambda"), "thuisloket-test-2-tick"
    like = client.get_function(FunctionName="thuisloket-test-tick")["Configuration"]
    client.create_function(
        FunctionName=other,
        Runtime="python3.13",
        Role=like["Role"],
        Handler="app.tick",
        Code={"ZipFile": b"PK"},
        Tags={"aws-chalice": "version=1.34.0:stage=test-2:app=thuisloket"},
    )
    assert set(standing.functions(world.target)) == set(world.target.functions)
    client.delete_function(FunctionName=other)


def test_the_plan_of_what_stands_changes_nothing(world: World, built: Package) -> None:
    told = list(whole.of(world.target, built.zip))
    assert told[0] == "stage test in account 123456789012, region eu-west-1"
    assert {line[0] for line in told[1:]} == {"=", "!"}
    assert "= stack thuisloket-test-data: nothing changes" in told
    assert "= function thuisloket-test-issue" in told


def test_the_plan_says_what_will_differ(world: World, tmp_path: Path) -> None:
    folder = _with_more_memory(world, tmp_path)
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    stage = config["stages"]["test"]
    stage["lambda_functions"]["letters"] = {"lambda_memory_size": 512}
    del stage["lambda_functions"]["digest"]
    variables = stage["environment_variables"]
    variables["THUISLOKET_SEAL_LISTS"] = "fetch"
    del variables["PYTHONWARNINGS"]
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    policy = folder / "policies" / "seals.json"
    policy.write_text(policy.read_text("utf-8").replace("dynamodb:PutItem", "dynamodb:DeleteItem"))
    code = tmp_path / "other.zip"
    code.write_bytes(b"another")

    told = list(whole.of(replace(world.target, folder=folder, _clients={}), code))

    assert (
        "~ function thuisloket-test-tick: code, memory 1024 -> 640,"
        " variable PYTHONWARNINGS gone, variable THUISLOKET_SEAL_LISTS new"
    ) in told
    assert "+ function thuisloket-test-letters" in told
    assert "- function thuisloket-test-digest" in told
    at = told.index("~ policy of thuisloket-test-seals")
    assert [line.split()[:2] for line in told[at + 1 : at + 3]] == [
        ["+", "dynamodb:DeleteItem"],
        ["-", "dynamodb:PutItem"],
    ]


def test_a_changed_version_leaves_the_data_and_can_be_taken_back(
    world: World, tmp_path: Path
) -> None:
    table = world.target.client("dynamodb")
    key = {"pk": {"S": "T#34022#REQ#x"}, "sk": {"S": "STATE"}}
    table.put_item(TableName="thuisloket-test", Item=key)
    before = {name: f["CodeSha256"] for name, f in functions(world).items()}
    folder = _with_more_memory(world, tmp_path)
    changed = replace(world.target, folder=folder, _clients={})
    deploy(changed, build=tmp_path / "build", report=lambda _: None)

    assert functions(world)["tick"]["MemorySize"] == 640
    assert table.get_item(TableName="thuisloket-test", Key=key)["Item"] == key
    newest, previous = releases.history(world.target)[:2]
    assert newest.api_deployment != previous.api_deployment
    told = list(rollback(changed))
    assert any("back to" in line for line in told)
    assert {name: f["CodeSha256"] for name, f in functions(world).items()} == before
    api_id = address.find(world.target.client("apigateway"), "test") or ""
    assert releases.current_api_deployment(world.target, api_id) == previous.api_deployment
    table.delete_item(TableName="thuisloket-test", Key=key)


def test_tearing_down_leaves_the_data_and_the_address(world: World) -> None:
    told = list(teardown(world.target))
    assert any("kept" in line for line in told)
    left = world.target.client("lambda").list_functions()["Functions"]
    assert left == []
    assert world.target.client("dynamodb").describe_table(TableName="thuisloket-test")
    assert address.find(world.target.client("apigateway"), "test")
    assert list(teardown(world.target))
    deploy(world.target, build=world.build, report=lambda _: None)
    assert functions(world)["issue"]["State"] == "Active"


def test_the_command_stops_with_words_when_something_is_missing(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / ".chalice"
    shutil.copytree(world.target.folder, folder, ignore=shutil.ignore_patterns("deployments"))
    arguments = ["--endpoint", str(world.target.endpoint), "--folder", str(folder), "--yes"]
    StageConfig("dev", folder).fill({"THUISLOKET_ENVIRONMENT": ""})
    assert deploy_main(["--stage", "dev", *arguments]) == 1
    assert "THUISLOKET_ENVIRONMENT is not set" in capsys.readouterr().err
    assert deploy_main(["--stage", "elsewhere", *arguments]) == 1
    assert "there is no stage elsewhere" in capsys.readouterr().err


def test_the_address_is_told_before_sign_in_is_registered_and_stays(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / ".chalice"
    shutil.copytree(world.target.folder, folder, ignore=shutil.ignore_patterns("deployments"))
    arguments = ["--endpoint", str(world.target.endpoint), "--folder", str(folder), "--address"]
    told = [(deploy_main(["--stage", "dev", *arguments]), capsys.readouterr().out) for _ in "12"]
    assert told[0] == told[1]
    assert told[0][0] == 0
    api_id = address.find(world.target.client("apigateway"), "dev")
    assert told[0][1] == f"https://{api_id}.execute-api.eu-west-1.amazonaws.com/api\n"


def test_chalice_names_functions_as_we_expect() -> None:
    assert function_name("dev", "api_handler") == "thuisloket-dev"
    assert function_name("dev", "issue") == "thuisloket-dev-issue"


def a_clone(world: World, tmp_path: Path) -> Path:
    """The configuration as somebody has it who never deployed: only what an operator committed."""
    folder = tmp_path / "clone" / ".chalice"
    ignore = shutil.ignore_patterns("deployments", "deployed", "generated")
    shutil.copytree(world.target.folder, folder, ignore=ignore)
    return folder


def in_order(resources: Any) -> Any:
    """A list whose order says nothing; anything else as it is."""
    if isinstance(resources, dict):
        return {name: in_order(value) for name, value in resources.items()}
    if isinstance(resources, str | int | float | bool):
        return resources
    return sorted((in_order(resource) for resource in resources), key=json.dumps)


def _with_more_memory(world: World, tmp_path: Path) -> Path:
    folder = tmp_path / ".chalice"
    shutil.copytree(world.target.folder, folder)
    path = folder / "config.json"
    config = json.loads(path.read_text(encoding="utf-8"))
    config["lambda_functions"]["tick"]["lambda_memory_size"] = 640
    path.write_text(json.dumps(config), encoding="utf-8")
    return folder
