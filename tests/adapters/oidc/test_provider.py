"""Against a real provider, and against tokens that a forger would make."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import flask
import jwt
import pytest
import urllib3
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from jwt.algorithms import ECAlgorithm, RSAAlgorithm
from oidc_provider_mock import User
from oidc_provider_mock import app as provider_app
from werkzeug.serving import make_server

from chalicelib.adapters.oidc.provider import ITSME_NUMBER, OidcClient, OidcProvider, challenge
from chalicelib.domain.shared.errors import DomainError, NotAllowedError
from chalicelib.ports.errors import PermanentError, RetryableError
from chalicelib.ports.sessions import PendingSignIn, SignIn

NUMBER = "85673000192"
CLAIMS: dict[str, object] = {
    "name": "Testpersoon Eén",
    "email": "een@voorbeeld.test",
    "birthdate": "1985-07-30",
    ITSME_NUMBER: NUMBER,
    "acr": "http://itsme.services/v2/claim/acr_basic",
}
PENDING = PendingSignIn(
    state="a-state",
    nonce="a-nonce",
    verifier="v" * 43,
    return_to="/",
    expires_at=datetime(2099, 1, 1, tzinfo=UTC),
)
RSA_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_RSA_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
EC_KEY = ec.generate_private_key(ec.SECP256R1())


class Now:
    """The clock of these tests; moved by hand."""

    def __init__(self) -> None:
        self.moment = datetime.now(UTC)

    def now(self) -> datetime:
        return self.moment


def client(issuer: str, **changes: Any) -> OidcClient:
    known = OidcClient(
        issuer=issuer,
        client_id="thuisloket",
        secret="een geheim",
        redirect_uri="http://127.0.0.1/aanmelden/terug",
        allow_test_numbers=True,
    )
    return replace(known, **changes)


@contextmanager
def served(application: flask.Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, application, threaded=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


# --- a real provider ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def real_provider() -> Iterator[str]:
    with served(provider_app(user_claims=[User(sub="een", claims=dict(CLAIMS))])) as issuer:
        yield issuer


def authorised(url: str, **form: str) -> dict[str, list[str]]:
    """What the provider sends back to us after a citizen chose who they are."""
    answer = urllib3.request(
        "POST",
        url,
        body=urlencode(form),
        headers={"Content-Type": "application/x-www-form-urlencoded"},
        redirect=False,
    )
    return parse_qs(urlsplit(answer.headers["Location"]).query)


def test_a_citizen_signs_in_at_a_real_provider(real_provider: str) -> None:
    provider = OidcProvider(client(real_provider), Now())
    back = authorised(provider.authorization_url(PENDING), sub="een")
    assert back["state"] == ["a-state"]

    person = provider.exchange(back["code"][0], PENDING)

    assert person.number.digits == NUMBER
    assert (person.name, person.email, person.assurance) == (
        "Testpersoon Eén",
        "een@voorbeeld.test",
        "high",
    )
    assert str(person.birth_date) == "1985-07-30"


def test_a_code_works_once(real_provider: str) -> None:
    provider = OidcProvider(client(real_provider), Now())
    code = authorised(provider.authorization_url(PENDING), sub="een")["code"][0]
    provider.exchange(code, PENDING)
    refuses(lambda: provider.exchange(code, PENDING), "sign_in_failed")


def test_a_code_nobody_gave_is_refused(real_provider: str) -> None:
    provider = OidcProvider(client(real_provider), Now())
    refuses(lambda: provider.exchange("bedacht", PENDING), "sign_in_failed")


def test_an_answer_to_another_sign_in_is_refused(real_provider: str) -> None:
    provider = OidcProvider(client(real_provider), Now())
    code = authorised(provider.authorization_url(PENDING), sub="een")["code"][0]
    other = replace(PENDING, nonce="another-nonce")
    refuses(lambda: provider.exchange(code, other), "sign_in_failed")


def test_the_id_token_of_a_real_provider_works_as_a_bearer_token(real_provider: str) -> None:
    provider = OidcProvider(client(real_provider), Now())
    assert provider.bearer(redeem(provider, real_provider)["id_token"]).number.digits == NUMBER


def test_an_opaque_token_is_refused_unless_its_provider_is_ours_alone(real_provider: str) -> None:
    careful = OidcProvider(client(real_provider), Now())
    opaque = redeem(careful, real_provider)["access_token"]
    refuses(lambda: careful.bearer(opaque), "invalid_token")
    trusting = OidcProvider(client(real_provider, trust_opaque_tokens=True), Now())
    assert trusting.bearer(opaque).number.digits == NUMBER


@pytest.mark.parametrize("token", ["bedacht", "", "met spatie", "regel\r\neinde", "é"])
def test_an_opaque_token_that_the_provider_does_not_know_is_refused(
    real_provider: str, token: str
) -> None:
    provider = OidcProvider(client(real_provider, trust_opaque_tokens=True), Now())
    refuses(lambda: provider.bearer(token), "invalid_token")


def test_the_browser_is_sent_with_everything_that_protects_the_flow(real_provider: str) -> None:
    url = OidcProvider(client(real_provider), Now()).authorization_url(PENDING)
    query = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
    assert query == {
        "response_type": "code",
        "client_id": "thuisloket",
        "redirect_uri": "http://127.0.0.1/aanmelden/terug",
        "scope": "openid profile email",
        "state": "a-state",
        "nonce": "a-nonce",
        "code_challenge": challenge(PENDING.verifier),
        "code_challenge_method": "S256",
    }


def test_the_challenge_is_the_one_of_the_standard() -> None:
    """RFC 7636, appendix B."""
    verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    assert challenge(verifier) == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


def redeem(provider: OidcProvider, issuer: str) -> dict[str, str]:
    code = authorised(provider.authorization_url(PENDING), sub="een")["code"][0]
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": "http://127.0.0.1/aanmelden/terug",
        "client_id": "thuisloket",
        "client_secret": "een geheim",
    }
    pool = urllib3.PoolManager()
    answer = pool.request("POST", f"{issuer}/oauth2/token", fields=form, encode_multipart=False)
    tokens: dict[str, str] = answer.json()
    return tokens


# --- a provider that answers what the test wants ------------------------------------------------


class Forger:
    """A provider whose every answer can be spoiled."""

    def __init__(self) -> None:
        self.issuer = ""
        self.keys = [public(RSA_KEY, "rsa"), public(EC_KEY, "ec")]
        self.id_token: object = ""
        self.metadata: dict[str, object] = {}
        self.userinfo: dict[str, object] = {}
        self.status = 200
        self.keys_asked = 0
        self.redeemed: list[tuple[dict[str, str], str]] = []
        self.application = flask.Flask("forger")
        for path, view in (
            ("/.well-known/openid-configuration", self._metadata),
            ("/jwks", self._jwks),
            ("/userinfo", lambda: flask.jsonify(self.userinfo)),
        ):
            self.application.add_url_rule(path, path, view)
        self.application.add_url_rule("/token", "token", self._token, methods=["POST"])

    def _metadata(self) -> flask.Response:
        known = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/jwks",
        }
        return flask.jsonify(known | self.metadata)

    def _jwks(self) -> flask.Response:
        self.keys_asked += 1
        return flask.jsonify({"keys": self.keys})

    def _token(self) -> tuple[flask.Response, int]:
        authorization = flask.request.headers.get("Authorization", "")
        self.redeemed.append((flask.request.form.to_dict(), authorization))
        body = {"id_token": self.id_token, "access_token": "opaque", "token_type": "Bearer"}
        return flask.jsonify(body), self.status


def public(key: Any, kid: str) -> dict[str, Any]:
    algorithm = RSAAlgorithm if isinstance(key, rsa.RSAPrivateKey) else ECAlgorithm
    return algorithm.to_jwk(key.public_key(), as_dict=True) | {"kid": kid, "use": "sig"}


@pytest.fixture
def forger() -> Iterator[Forger]:
    made = Forger()
    with served(made.application) as made.issuer:
        yield made


def claims_of(forger: Forger, **changes: object) -> dict[str, object]:
    now = int(time.time())
    claims: dict[str, object] = CLAIMS | {
        "iss": forger.issuer,
        "sub": "een",
        "aud": "thuisloket",
        "iat": now,
        "exp": now + 300,
        "nonce": "a-nonce",
    }
    changed = claims | changes
    return {name: value for name, value in changed.items() if value is not None}


def token_of(
    forger: Forger, key: Any = RSA_KEY, algorithm: str = "RS256", kid: str = "rsa", **claims: object
) -> str:
    return jwt.encode(claims_of(forger, **claims), key, algorithm, headers={"kid": kid})


def exchanged(forger: Forger, token: object) -> SignIn:
    forger.id_token = token
    return OidcProvider(client(forger.issuer), Now()).exchange("a-code", PENDING)


def refuses(act: Any, code: str) -> DomainError:
    with pytest.raises(NotAllowedError) as raised:
        act()
    assert raised.value.code == code
    assert NUMBER not in f"{raised.value!r} {raised.value.public}"
    return raised.value


def test_a_right_token_is_believed(forger: Forger) -> None:
    assert exchanged(forger, token_of(forger)).number.digits == NUMBER


def test_a_right_token_signed_with_an_elliptic_curve_is_believed(forger: Forger) -> None:
    token = token_of(forger, EC_KEY, "ES256", "ec")
    assert exchanged(forger, token).number.digits == NUMBER


WRONG_CLAIMS: dict[str, dict[str, object]] = {
    "another nonce": {"nonce": "a-nonc"},
    "no nonce": {"nonce": None},
    "a nonce that is no text": {"nonce": 1},
    "another issuer": {"iss": "https://elders.test"},
    "no issuer": {"iss": None},
    "another audience": {"aud": "elders"},
    "a second audience": {"aud": ["thuisloket", "elders"]},
    "no audience": {"aud": None},
    "another authorised party": {"azp": "elders"},
    "expired": {"exp": int(time.time()) - 120},
    "no end": {"exp": None},
    "an end that is no time": {"exp": "morgen"},
    "from the future": {"iat": int(time.time()) + 600},
    "no beginning": {"iat": None},
    "not yet valid": {"nbf": int(time.time()) + 600},
    "no subject": {"sub": None},
    "a number that can't be": {ITSME_NUMBER: "85673000199"},
    "a number that is no text": {ITSME_NUMBER: 85673000192},
}


@pytest.mark.parametrize("what", WRONG_CLAIMS)
def test_a_token_with_a_wrong_claim_is_refused(forger: Forger, what: str) -> None:
    refuses(lambda: exchanged(forger, token_of(forger, **WRONG_CLAIMS[what])), "sign_in_failed")


def test_a_clock_that_differs_by_seconds_is_no_reason_to_refuse(forger: Forger) -> None:
    now = int(time.time())
    token = token_of(forger, exp=now - 20, iat=now + 20, nbf=now + 20)
    assert exchanged(forger, token).number.digits == NUMBER


def unsigned(forger: Forger) -> str:
    return jwt.encode(claims_of(forger), None, "none", headers={"kid": "rsa"})


def signed_with_the_public_key(forger: Forger) -> str:
    """The classic: our public key used as if it were a shared secret."""
    shared = str(public(RSA_KEY, "rsa")["n"]) * 2
    return jwt.encode(claims_of(forger), shared, "HS256", headers={"kid": "rsa"})


def signed_by_somebody_else(forger: Forger) -> str:
    return token_of(forger, OTHER_RSA_KEY)


def with_an_unknown_key(forger: Forger) -> str:
    return token_of(forger, OTHER_RSA_KEY, kid="elders")


def with_the_key_of_another_algorithm(forger: Forger) -> str:
    return token_of(forger, kid="ec")


def with_an_algorithm_that_is_not_allowed(forger: Forger) -> str:
    return token_of(forger, algorithm="RS512")


def tampered(forger: Forger) -> str:
    head, _, signature = token_of(forger).split(".")
    payload = token_of(forger, name="Iemand Anders").split(".")[1]
    return f"{head}.{payload}.{signature}"


@pytest.mark.parametrize(
    "forge",
    [
        unsigned,
        signed_with_the_public_key,
        signed_by_somebody_else,
        with_an_unknown_key,
        with_the_key_of_another_algorithm,
        with_an_algorithm_that_is_not_allowed,
        tampered,
        lambda _: "geen.token.hier",
        lambda _: "geen token",
        lambda _: "",
        lambda _: None,
    ],
)
def test_a_forged_token_is_refused(forger: Forger, forge: Any) -> None:
    refuses(lambda: exchanged(forger, forge(forger)), "sign_in_failed")
    provider = OidcProvider(client(forger.issuer), Now())
    refuses(lambda: provider.bearer(forge(forger) or ""), "invalid_token")


def test_a_key_meant_for_encryption_signs_nothing(forger: Forger) -> None:
    forger.keys = [public(RSA_KEY, "rsa") | {"use": "enc"}]
    refuses(lambda: exchanged(forger, token_of(forger)), "sign_in_failed")


@pytest.mark.parametrize("what", ["another audience", "expired", "another issuer"])
def test_a_wrong_bearer_token_is_refused(forger: Forger, what: str) -> None:
    provider = OidcProvider(client(forger.issuer), Now())
    token = token_of(forger, **(WRONG_CLAIMS[what] | {"nonce": None}))
    refuses(lambda: provider.bearer(token), "invalid_token")


def test_keys_are_asked_once_and_again_when_one_is_new(forger: Forger) -> None:
    clock = Now()
    provider = OidcProvider(client(forger.issuer), clock)
    provider.bearer(token_of(forger))
    provider.bearer(token_of(forger))
    assert forger.keys_asked == 1
    forger.keys.append(public(OTHER_RSA_KEY, "new"))
    clock.moment += timedelta(seconds=31)
    assert provider.bearer(token_of(forger, OTHER_RSA_KEY, kid="new")).number.digits == NUMBER
    assert forger.keys_asked == 2


def test_a_forger_cannot_make_us_ask_for_keys_all_the_time(forger: Forger) -> None:
    provider = OidcProvider(client(forger.issuer), Now())
    for _ in range(5):
        refuses(lambda: provider.bearer(with_an_unknown_key(forger)), "invalid_token")
    assert forger.keys_asked == 1


def test_a_number_under_another_claim_is_read_where_the_provider_puts_it(forger: Forger) -> None:
    forger.id_token = token_of(forger, **{ITSME_NUMBER: None, "rrn": NUMBER})
    provider = OidcProvider(client(forger.issuer, number_claim="rrn"), Now())
    assert provider.exchange("a-code", PENDING).number.digits == NUMBER


def test_a_number_that_only_userinfo_tells_is_taken_from_there(forger: Forger) -> None:
    forger.userinfo = {"sub": "een", ITSME_NUMBER: NUMBER}
    assert exchanged(forger, token_of(forger, **{ITSME_NUMBER: None})).number.digits == NUMBER


def test_userinfo_about_somebody_else_is_refused(forger: Forger) -> None:
    forger.userinfo = {"sub": "twee", ITSME_NUMBER: NUMBER}
    token = token_of(forger, **{ITSME_NUMBER: None})
    refuses(lambda: exchanged(forger, token), "sign_in_failed")


def test_a_test_number_is_nobody_in_production(forger: Forger) -> None:
    forger.id_token = token_of(forger)
    provider = OidcProvider(client(forger.issuer, allow_test_numbers=False), Now())
    refuses(lambda: provider.exchange("a-code", PENDING), "sign_in_failed")


@pytest.mark.parametrize(
    ("acr", "level"),
    [
        ("http://itsme.services/v2/claim/acr_basic", "high"),
        ("http://itsme.services/v2/claim/acr_advanced", "high"),
        ("urn:be:vlaanderen:authmech:eid", "high"),
        ("urn:be:vlaanderen:authmech:csamtotp", "substantial"),
        ("urn:be:vlaanderen:authmech:csampassword", "low"),
        ("bedacht", "low"),
        (None, "low"),
        (3, "low"),
    ],
)
def test_how_sure_a_sign_in_is_follows_from_the_way(
    forger: Forger, acr: object, level: str
) -> None:
    assert exchanged(forger, token_of(forger, acr=acr)).assurance == level


def test_what_a_provider_may_leave_out_may_be_missing(forger: Forger) -> None:
    gone: dict[str, object] = {"name": None, "email": None, "birthdate": None}
    person = exchanged(forger, token_of(forger, **gone, family_name="Één"))
    assert (person.name, person.email, person.birth_date) == ("Één", "", None)


def test_we_prove_who_we_are_as_the_provider_wants(forger: Forger) -> None:
    exchanged(forger, token_of(forger))
    form, authorization = forger.redeemed.pop()
    assert authorization.startswith("Basic ")
    assert form["code_verifier"] == PENDING.verifier
    assert "client_secret" not in form

    forger.metadata = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
    exchanged(forger, token_of(forger))
    form, authorization = forger.redeemed.pop()
    assert (form["client_secret"], authorization) == ("een geheim", "")

    OidcProvider(client(forger.issuer, secret=""), Now()).exchange("a-code", PENDING)
    form, authorization = forger.redeemed.pop()
    assert (form["client_id"], authorization) == ("thuisloket", "")


def test_a_provider_in_trouble_is_asked_again_later(forger: Forger) -> None:
    forger.status = 503
    with pytest.raises(RetryableError):
        exchanged(forger, token_of(forger))


def test_a_provider_that_does_not_answer_is_asked_again_later() -> None:
    provider = OidcProvider(client("http://127.0.0.1:9"), Now())
    with pytest.raises(RetryableError):
        provider.authorization_url(PENDING)


def test_a_provider_that_calls_itself_otherwise_is_not_believed(forger: Forger) -> None:
    forger.metadata = {"issuer": "https://elders.test"}
    with pytest.raises(PermanentError):
        OidcProvider(client(forger.issuer), Now()).authorization_url(PENDING)


@pytest.mark.parametrize("issuer", ["http://elders.test", "ftp://127.0.0.1", "elders"])
def test_a_provider_elsewhere_must_be_reached_over_https(issuer: str) -> None:
    with pytest.raises(PermanentError):
        OidcProvider(client(issuer), Now())


def test_a_local_provider_may_not_point_elsewhere_without_https(forger: Forger) -> None:
    forger.metadata = {"authorization_endpoint": "http://elders.test/authorize"}
    with pytest.raises(PermanentError):
        OidcProvider(client(forger.issuer), Now()).authorization_url(PENDING)
