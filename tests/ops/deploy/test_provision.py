"""What holds the data: the template's promises, and provisioning on a local AWS."""

import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import load_der_public_key
from moto import mock_aws

from chalicelib.adapters.secrets.versions import decode
from chalicelib.documents.seal.sealer import Algorithm, Identity, SealConfig
from ops.deploy.data import provision
from ops.stage.municipalities import senders
from ops.stage.outputs import Outputs
from tests.support.stages.aws import TEMPLATE, a_session

FUNCTION_SECONDS = 30
RESOURCES = TEMPLATE["Resources"]
SENDERS = ("thuisloket@kortrijk.example", "other@kortrijk.example", "a@elders.example")
TABLE = RESOURCES["Table"]["Properties"]
BUCKET = RESOURCES["Documents"]["Properties"]
POLICY = RESOURCES["DocumentsPolicy"]["Properties"]["PolicyDocument"]


@pytest.fixture
def session():
    with mock_aws():
        yield a_session()


def silently(_: str) -> None:
    """A report that nobody reads."""


def on(session, senders=SENDERS, report=silently) -> Outputs:
    return provision(session, "test", emulated=True, senders=senders, report=report)


def test_provisioning_makes_everything_and_says_so(session):
    said: list[str] = []
    outputs = on(session, report=said.append)
    assert outputs.changes == (
        "made the stack thuisloket-test-data",
        "made the secret /thuisloket/test/secret",
        "made the key alias/thuisloket-test-seal-34022",
        "made a certificate for tests /thuisloket/test/seal/34022/first",
        "made the key /thuisloket/test/sign-in/34022/sig",
        "made the key /thuisloket/test/sign-in/34022/enc",
        "made the key /thuisloket/test/sign-in/canary/34022",
        "made the configuration set thuisloket-test",
        "verified the mail domain elders.example",
        "verified the mail domain kortrijk.example",
    )
    assert tuple(said) == outputs.changes


def test_provisioning_twice_changes_nothing(session):
    first = on(session)
    secret = session.client("ssm").get_parameter(Name=first.secrets_parameter, WithDecryption=True)
    second = on(session)
    again = session.client("ssm").get_parameter(Name=first.secrets_parameter, WithDecryption=True)
    assert second.changes == ()
    assert first.table == second.table
    assert secret["Parameter"]["Value"] == again["Parameter"]["Value"]
    assert again["Parameter"]["Version"] == 1


def test_a_new_mail_domain_is_added_to_what_is_there(session):
    on(session, senders=SENDERS[:1])
    assert on(session).changes == ("verified the mail domain elders.example",)


def test_the_secret_is_encrypted_and_long_enough(session):
    name = on(session).secrets_parameter
    parameter = session.client("ssm").get_parameter(Name=name, WithDecryption=True)["Parameter"]
    assert parameter["Type"] == "SecureString"
    (known,) = session.client("ssm").describe_parameters(
        ParameterFilters=[{"Key": "Name", "Values": [name]}]
    )["Parameters"]
    assert known["KeyId"] == "alias/thuisloket-test-data"
    (version,) = decode(parameter["Value"])
    assert (version.number, len(version.secret)) == (1, 48)


def test_the_seal_is_of_the_key_and_says_that_it_is_for_tests(session):
    outputs = on(session)
    path = f"{outputs.seal_parameters}/34022/first"
    chain = session.client("ssm").get_parameter(Name=path)["Parameter"]["Value"]
    identity = Identity.of(SealConfig(f"{outputs.seal_key}-34022", chain))
    public_key = session.client("kms").get_public_key(KeyId=identity.key_id)["PublicKey"]
    assert identity.algorithm is Algorithm.RSA
    assert identity.certificate.public_key() == load_der_public_key(public_key)
    assert "niet voor productie" in identity.certificate.issuer.rfc4514_string()


def test_in_production_nobody_makes_a_certificate_for_tests(session):
    said: list[str] = []
    provision(session, "prod", emulated=True, senders=SENDERS, report=said.append)
    assert any("the seal of 34022 has no certificate yet" in line for line in said)
    found = session.client("ssm").get_parameters_by_path(Path="/thuisloket/prod/seal/34022")
    assert found["Parameters"] == []


def test_two_stages_share_nothing(session):
    one = on(session)
    two = provision(session, "dev", emulated=True, senders=SENDERS, report=silently)
    names = ("table", "registers", "bucket", "issue_queue", "secrets_parameter")
    assert all(getattr(one, name) != getattr(two, name) for name in names)


def test_the_table_has_its_indexes(session):
    table = session.client("dynamodb").describe_table(TableName=on(session).table)["Table"]
    keys = {i["IndexName"]: [k["AttributeName"] for k in i["KeySchema"]] for i in indexes(table)}
    assert keys == {
        "person": ["person_pk", "ulid"],
        "due": ["due_pk", "due_at"],
        "day": ["day_pk", "ulid"],
        "worklist": ["list_pk", "list_by"],
    }
    assert table["BillingModeSummary"]["BillingMode"] == "PAY_PER_REQUEST"
    assert table["DeletionProtectionEnabled"]


def test_the_registers_are_a_table_of_their_own(session):
    outputs = on(session)
    table = session.client("dynamodb").describe_table(TableName=outputs.registers)["Table"]
    assert [k["AttributeName"] for k in table["KeySchema"]] == ["pk", "sk"]
    assert outputs.registers != outputs.table


@pytest.mark.parametrize(("queue", "code", "most"), [("issue", "", 5), ("review", "-34022", 50)])
def test_a_queue_hides_its_messages_long_enough_and_gives_up_into_dead_letters(
    session, queue, code, most
):
    outputs = on(session)
    sqs = session.client("sqs")
    attributes = attributes_of(sqs, getattr(outputs, f"{queue}_queue") + code)
    dead = attributes_of(sqs, getattr(outputs, f"{queue}_dead_letters") + code)
    assert int(attributes["VisibilityTimeout"]) > 6 * FUNCTION_SECONDS
    redrive = json.loads(attributes["RedrivePolicy"])
    assert redrive == {"deadLetterTargetArn": dead["QueueArn"], "maxReceiveCount": most}
    assert {attributes["MessageRetentionPeriod"], dead["MessageRetentionPeriod"]} == {"1209600"}


def test_documents_are_encrypted_where_they_lie(session):
    answer = session.client("s3").get_bucket_encryption(Bucket=on(session).bucket)
    (rule,) = answer["ServerSideEncryptionConfiguration"]["Rules"]
    by_default = rule["ApplyServerSideEncryptionByDefault"]
    assert by_default["SSEAlgorithm"] == "aws:kms"
    aliases = session.client("kms").list_aliases()["Aliases"]
    named = {one["AliasName"]: one.get("TargetKeyId", "") for one in aliases}
    assert by_default["KMSMasterKeyID"].endswith(f"key/{named['alias/thuisloket-test-data']}")


def test_mail_can_be_sent_once_provisioned(session):
    outputs = on(session)
    sent = session.client("sesv2").send_email(
        FromEmailAddress=SENDERS[0],
        Destination={"ToAddresses": ["iemand@voorbeeld.example"]},
        Content={"Simple": {"Subject": {"Data": "s"}, "Body": {"Text": {"Data": "t"}}}},
        ConfigurationSetName=outputs.configuration_set,
    )
    assert sent["MessageId"]


@pytest.mark.filterwarnings("ignore:Tried to parse AWS:UserWarning")
def test_on_aws_a_mail_domain_that_is_not_verified_is_told_and_not_made(session):
    said: list[str] = []
    provision(session, "test", senders=SENDERS, report=said.append)
    assert any("can't be sent from elders.example yet" in line for line in said)
    assert session.client("sesv2").list_email_identities()["EmailIdentities"] == []


def test_the_senders_are_those_of_the_municipalities():
    found = senders()
    assert found
    assert all("@" in sender for sender in found)


def test_data_outlives_the_stack():
    keep = {name for name, r in RESOURCES.items() if r.get("DeletionPolicy") == "Retain"}
    assert keep == {
        "Table",
        "Documents",
        "IssueQueue",
        "IssueDeadLetters",
        "ReviewQueue",
        "ReviewDeadLetters",
        "Releases",
        "DataKey",
        "OwnSealKey",
        "ApiLog",
        "IssueLog",
        "TickLog",
        "MailFeedbackLog",
        "ParkedFeedbackLog",
        "ErasureLog",
        "CanaryLog",
        "DigestLog",
        "GatewayLog",
        "FiguresLog",
        "SealsLog",
    }
    assert all(RESOURCES[name]["UpdateReplacePolicy"] == "Retain" for name in keep)


def test_the_table_is_protected_backed_up_encrypted_and_forgets_what_is_over():
    assert TABLE["DeletionProtectionEnabled"]
    assert TABLE["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
    assert TABLE["SSESpecification"]["SSEEnabled"]
    assert TABLE["TimeToLiveSpecification"] == {"AttributeName": "expires", "Enabled": True}


def test_documents_are_private_kept_in_versions_and_fetched_over_encrypted_connections_only():
    assert set(BUCKET["PublicAccessBlockConfiguration"].values()) == {True}
    assert BUCKET["VersioningConfiguration"] == {"Status": "Enabled"}
    rules = BUCKET["LifecycleConfiguration"]["Rules"]
    (last,) = [r for r in rules if "ExpirationInDays" in r and "Prefix" not in r]
    assert last["ExpirationInDays"] > 2 * 365
    denied = {s["Sid"]: s for s in POLICY["Statement"]}
    assert {s["Effect"] for s in POLICY["Statement"]} == {"Deny"}
    plain = denied["EncryptedConnectionsOnly"]["Condition"]
    assert plain == {"Bool": {"aws:SecureTransport": "false"}}


def test_of_our_functions_that_of_erasure_alone_erases_files():
    (statement,) = [s for s in POLICY["Statement"] if s["Sid"] == "ErasedByErasureOnly"]
    assert set(statement["Action"]) == {"s3:DeleteObject", "s3:DeleteObjectVersion"}
    policies = (Path(__file__).parents[3] / ".chalice" / "policies").glob("*.json")
    may = [policy.stem for policy in policies if "s3:DeleteObject" in policy.read_text()]
    assert may == ["erasure"]
    ours, but = statement["Condition"]["ArnLike"], statement["Condition"]["ArnNotEquals"]
    assert ":role/thuisloket-${Stage}-*" in json.dumps(ours)
    assert ":role/thuisloket-${Stage}-erasure" in json.dumps(but)


def indexes(table):
    return table["GlobalSecondaryIndexes"]


def attributes_of(sqs, url):
    return sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
