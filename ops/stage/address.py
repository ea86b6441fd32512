"""The address at which a stage is reached when it has no domain of its own.

Links in mails name it, so it belongs to what is kept: it is made before the first deployment, which
then finds it as if Chalice had made it, and a teardown leaves it.
"""

from typing import Any

NAME = "thuisloket"
TAG = "thuisloket-stage"
PATH = "api"


def find(apigateway: Any, stage: str) -> str | None:  # noqa: ANN401 - its stubs aren't required
    """The id of a stage's API, by its tag; None when there is none yet."""
    pages = apigateway.get_paginator("get_rest_apis").paginate()
    found = (a for page in pages for a in page["items"] if a.get("tags", {}).get(TAG) == stage)
    return next((str(api["id"]) for api in found), None)


def make(apigateway: Any, stage: str) -> str:  # noqa: ANN401
    """An empty API, for Chalice to fill; its id."""
    made = apigateway.create_rest_api(
        name=NAME,
        description=f"Thuisloket, stage {stage}: the address in mails; keep it",
        endpointConfiguration={"types": ["REGIONAL"]},
        tags={TAG: stage},
    )
    return str(made["id"])


def url(api_id: str, region: str) -> str:
    """Where the API is, without a slash at its end."""
    return f"https://{api_id}.execute-api.{region}.amazonaws.com/{PATH}"
