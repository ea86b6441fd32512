"""Chalice's own command; on a local AWS with the one translation that it needs there.

moto reads an API in the form of OpenAPI 3 only, and Chalice writes Swagger 2.
"""

import json
import os
import sys
from typing import Any

import chalice.cli
from botocore.session import Session
from chalice.cli.factory import CLIFactory


class LocalFactory(CLIFactory):  # type: ignore[misc] # Chalice has no types
    """Chalice's parts, with sessions that speak to a local AWS."""

    def create_botocore_session(self, *arguments: Any, **named: Any) -> Session:  # noqa: ANN401
        """As Chalice does it, with the translation."""
        session: Session = super().create_botocore_session(*arguments, **named)
        for operation in ("ImportRestApi", "PutRestApi"):
            event = f"provide-client-params.api-gateway.{operation}"
            session.register(event, translate)  # type: ignore[arg-type]
        return session


def translate(params: dict[str, Any], **_: Any) -> dict[str, Any]:  # noqa: ANN401
    """The API's description as moto takes it."""
    api = json.loads(params["body"])
    api.pop("swagger", None)
    api["openapi"] = "3.0.1"
    api["info"].setdefault("description", "Thuisloket")
    for methods in api["paths"].values():
        for method in methods.values():
            _complete(method)
    return params | {"body": json.dumps(api)}


def _complete(method: dict[str, Any]) -> None:
    method.pop("produces", None)
    method.pop("consumes", None)
    integration = method.get("x-amazon-apigateway-integration", {})
    integration.setdefault("uri", "mock")
    integration.setdefault("httpMethod", "POST")


def main() -> None:
    """Run it."""
    if "AWS_ENDPOINT_URL" in os.environ:
        chalice.cli.CLIFactory = LocalFactory
    sys.exit(chalice.cli.main())


if __name__ == "__main__":
    main()
