"""What API Gateway answers by itself, when no function of ours is reached: in our words.

A path with more parts than any of ours, a method that a path doesn't have, too large a body, too
many requests, a function that doesn't answer. `chalice deploy` alone takes these away again, as it
writes the API anew; the next `make deploy` puts them back.
"""

from collections.abc import Mapping
from typing import Any

from chalicelib.web.http.headers import NO_STORE, SECURITY

_OUR_FAULT = "Er ging iets mis bij ons. Probeer het over een minuut opnieuw."
_BUSY = "Het is nu erg druk. Wacht een minuut en probeer het opnieuw."

ANSWERS: Mapping[str, tuple[str, str]] = {
    "MISSING_AUTHENTICATION_TOKEN": ("404", "Deze pagina bestaat niet."),
    "RESOURCE_NOT_FOUND": ("404", "Deze pagina bestaat niet."),
    "REQUEST_TOO_LARGE": ("413", "Wat u stuurt is te groot."),
    "THROTTLED": ("429", _BUSY),
    "QUOTA_EXCEEDED": ("429", _BUSY),
    "INTEGRATION_TIMEOUT": ("504", _OUR_FAULT),
    "INTEGRATION_FAILURE": ("504", _OUR_FAULT),
    "DEFAULT_4XX": ("", "Dit kan niet op deze manier."),
    "DEFAULT_5XX": ("", _OUR_FAULT),
}
"""By its own names: the status, empty for what it has by itself, and a sentence.

It answers a method that a path doesn't have, and a path that isn't there, with
`MISSING_AUTHENTICATION_TOKEN`.
"""

_PAGE = """\
<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{sentence} – Thuisloket</title>
</head>
<body>
<h1>Thuisloket</h1>
<p>{sentence}</p>
<p><a href="{home}">Naar de startpagina</a></p>
<p>Belt u ons hierover? Geef dan deze code door: $context.requestId</p>
</body>
</html>
"""
_QUOTED = {name: value for name, value in SECURITY.items() if "'" not in value}
"""A header is given in quotes, so one that holds quotes can't be; the page runs nothing anyway."""


def put(apigateway: Any, api_id: str, stage: str, url: str) -> None:  # noqa: ANN401 - its stubs
    """Give an API these answers, and let a stage of API Gateway serve them."""
    for kind, (status, sentence) in ANSWERS.items():
        apigateway.put_gateway_response(
            restApiId=api_id,
            responseType=kind,
            responseParameters=_headers(),
            responseTemplates={"application/json": _PAGE.format(sentence=sentence, home=f"{url}/")},
            **({"statusCode": status} if status else {}),
        )
    apigateway.create_deployment(restApiId=api_id, stageName=stage)


def _headers() -> dict[str, str]:
    given = {"Content-Type": "text/html; charset=utf-8", **NO_STORE, **_QUOTED}
    return {f"gatewayresponse.header.{name}": f"'{value}'" for name, value in given.items()}
