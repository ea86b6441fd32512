"""What the functions find in their environment, and what leads AWS's own tools to a local AWS."""

from ops.stage.outputs import Outputs

REGION = "eu-west-1"
"""Where a local AWS says that it is."""


def local_environment(endpoint: str) -> dict[str, str]:
    """What boto3 needs to talk to a local AWS and to nothing else."""
    return {
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_ACCESS_KEY_ID": "local",
        "AWS_SECRET_ACCESS_KEY": "local",
        "AWS_DEFAULT_REGION": REGION,
        "AWS_EC2_METADATA_DISABLED": "true",
    }


def settings(outputs: Outputs, web: str, oidc: str) -> dict[str, str]:
    """The settings of the counter, from what was made for it.

    `oidc` is where a stand-in plays all identity providers; empty where people sign in for real.
    """
    return {
        "THUISLOKET_ENVIRONMENT": "local",
        "THUISLOKET_PUBLIC_URL": web,
        "THUISLOKET_TABLE": outputs.table,
        "THUISLOKET_REGISTERS_TABLE": outputs.registers,
        "THUISLOKET_BUCKET": outputs.bucket,
        "THUISLOKET_ISSUE_QUEUE": outputs.issue_queue,
        "THUISLOKET_REVIEW_QUEUE": outputs.review_queue,
        "THUISLOKET_CONFIGURATION_SET": outputs.configuration_set,
        "THUISLOKET_SECRETS_PARAMETER": outputs.secrets_parameter,
        "THUISLOKET_SEAL_KEY": outputs.seal_key,
        "THUISLOKET_SEAL_PARAMETERS": outputs.seal_parameters,
        "THUISLOKET_OIDC_PARAMETERS": outputs.oidc_parameters,
    } | ({"THUISLOKET_OIDC_ISSUER": oidc} if oidc else {})
