"""Tokens that a forger would make, and providers that misbehave."""

import base64
import json
import time
import warnings
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import flask
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from joserfc import jwe, jws
from joserfc.jwk import ECKey, OctKey, RSAKey

from chalicelib.ports.errors import PermanentError, RetryableError
from chalicelib.ports.sessions import SignIn
from tests.support.signing_in import (
    NUMBER,
    PENDING,
    Now,
    keys_of,
    listening,
    provider_at,
    refuses,
)

RSA_KEY = RSAKey.generate_key(2048)
OTHER_RSA_KEY = RSAKey.generate_key(2048)
EC_KEY = ECKey.generate_key("P-256")
RRN = "rrn"
CLAIMS: dict[str, object] = {
    "name": "Testpersoon Eén",
    "email": "een@voorbeeld.test",
    "birthdate": "1985-07-30",
    RRN: NUMBER,
    "acr": "urn:be:vlaanderen:authmech:eid",
}


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
    return dict(key.as_dict(private=False)) | {"kid": kid, "use": "sig"}


@pytest.fixture
def forger() -> Iterator[Forger]:
    made = Forger()
    with listening(made.application) as made.issuer:
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
    return signed(claims_of(forger, **claims), key, algorithm, kid)


def signed(claims: object, key: Any, algorithm: str = "RS256", kid: str = "rsa") -> str:
    header = {"alg": algorithm, "kid": kid}
    text = claims if isinstance(claims, str) else json.dumps(claims)
    registry = jws.JWSRegistry(algorithms=[algorithm])
    return jws.serialize_compact(header, text.encode(), key, registry=registry)


def exchanged(forger: Forger, token: object) -> SignIn:
    forger.id_token = token
    return provider_at(forger.issuer).exchange("a-code", PENDING)


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
    "made too long ago": {"iat": int(time.time()) - 10 * 366 * 86400},
    "an end that is never": {"exp": float("nan")},
    "an end beyond all time": {"exp": float("inf")},
    "an end too far to reckon": {"exp": 10**400},
    "a beginning that is never": {"iat": float("nan")},
    "an hour that is true": {"exp": True},
    "no subject": {"sub": None},
    "a number that can't be": {RRN: "85673000199"},
}

TIMES = {"expired", "from the future", "not yet valid", "made too long ago"}
"""What one of the two clocks may be to blame for."""


@pytest.mark.parametrize("what", WRONG_CLAIMS)
def test_a_token_with_a_wrong_claim_is_refused(forger: Forger, what: str) -> None:
    code = "sign_in_clock" if what in TIMES else "sign_in_failed"
    refuses(lambda: exchanged(forger, token_of(forger, **WRONG_CLAIMS[what])), code)


@pytest.mark.parametrize("number", [None, "", 85673000192, {"rrn": NUMBER}])
def test_a_token_that_names_no_number_names_nobody(forger: Forger, number: object) -> None:
    forger.userinfo = {"sub": "een"}
    token = token_of(forger, **{RRN: number})
    refuses(lambda: exchanged(forger, token), "sign_in_no_number")


def test_a_clock_that_differs_by_seconds_is_no_reason_to_refuse(forger: Forger) -> None:
    now = int(time.time())
    token = token_of(forger, exp=now - 20, iat=now + 20, nbf=now + 20)
    assert exchanged(forger, token).number.digits == NUMBER


def unsigned(forger: Forger) -> str:
    _, payload, _ = signed(claims_of(forger), RSA_KEY).split(".")
    return f"{encoded({'alg': 'none', 'kid': 'rsa'})}.{payload}."


def encoded(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def signed_with_the_public_key(forger: Forger) -> str:
    """The classic: our public key used as if it were a shared secret."""
    shared = OctKey.import_key(str(public(RSA_KEY, "rsa")["n"]))
    return signed(claims_of(forger), shared, "HS256")


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
    provider = provider_at(forger.issuer)
    refuses(lambda: provider.bearer(forge(forger) or ""), "invalid_token")


def test_a_key_meant_for_encryption_signs_nothing(forger: Forger) -> None:
    forger.keys = [public(RSA_KEY, "rsa") | {"use": "enc"}]
    refuses(lambda: exchanged(forger, token_of(forger)), "sign_in_failed")


@pytest.mark.parametrize(
    "what",
    ["another audience", "expired", "another issuer", "made too long ago", "an end that is never"],
)
def test_a_wrong_bearer_token_is_refused(forger: Forger, what: str) -> None:
    provider = provider_at(forger.issuer)
    token = token_of(forger, **(WRONG_CLAIMS[what] | {"nonce": None}))
    refuses(lambda: provider.bearer(token), "invalid_token")


def test_a_bearer_token_is_good_for_an_hour_whatever_it_says_itself(forger: Forger) -> None:
    now = int(time.time())
    younger, older = (
        token_of(forger, iat=now - age, exp=now + 86400, nonce=None) for age in (3500, 3700)
    )
    assert provider_at(forger.issuer).bearer(younger).number.digits == NUMBER
    refuses(lambda: provider_at(forger.issuer).bearer(older), "invalid_token")


def test_a_bearer_token_says_when_its_person_last_showed_who_they_are(forger: Forger) -> None:
    """Not when it was made, at a provider that keeps people signed in."""
    shown = int(time.time()) - 1800
    provider = provider_at(forger.issuer)
    told = provider.bearer(token_of(forger, auth_time=shown)).at
    assert (told and told.timestamp(), provider.bearer(token_of(forger)).at) == (shown, None)


@pytest.mark.parametrize("bits", [1024, 1536])
def test_a_key_that_can_be_broken_signs_nothing(forger: Forger, bits: int) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        weak = RSAKey.import_key(rsa.generate_private_key(public_exponent=65537, key_size=bits))
        token = token_of(forger, weak, kid="zwak")
    forger.keys = [public(weak, "zwak")]
    refuses(lambda: exchanged(forger, token), "sign_in_failed")


def test_a_key_that_isnt_one_signs_nothing(forger: Forger) -> None:
    for broken in ({"n": 5}, {"n": None}, {"kty": "oct", "k": "AAAA"}, {"kty": None}, {"n": "é"}):
        forger.keys = [public(RSA_KEY, "rsa") | broken]
        refuses(lambda: exchanged(forger, token_of(forger)), "sign_in_failed")


def test_where_tokens_are_encrypted_one_that_is_only_signed_is_refused(forger: Forger) -> None:
    provider = provider_at(forger.issuer, "itsme")
    forger.id_token = token_of(forger)
    refuses(lambda: provider.exchange("a-code", PENDING), "sign_in_failed")


def test_encryption_alone_proves_nothing(forger: Forger) -> None:
    """Anybody can encrypt to the key that we publish."""
    provider = provider_at(forger.issuer, "itsme")
    forger.id_token = encrypted(unsigned(forger))
    refuses(lambda: provider.exchange("a-code", PENDING), "sign_in_failed")
    forger.id_token = encrypted(token_of(forger, OTHER_RSA_KEY))
    refuses(lambda: provider.exchange("a-code", PENDING), "sign_in_failed")


def test_nothing_is_unpacked_that_may_be_a_bomb(forger: Forger) -> None:
    provider = provider_at(forger.issuer, "itsme")
    forger.id_token = encrypted(token_of(forger), zip="DEF")
    refuses(lambda: provider.exchange("a-code", PENDING), "sign_in_failed")


def encrypted(text: str, **header: str) -> str:
    key = next(key for key in keys_of().published()["keys"] if key["use"] == "enc")
    known = {"alg": "RSA-OAEP-256", "enc": "A128CBC-HS256", "kid": key["kid"]}
    registry = jwe.JWERegistry(algorithms=["RSA-OAEP-256", "A128CBC-HS256", "DEF"])
    return jwe.encrypt_compact(known | header, text, RSAKey.import_key(key), registry=registry)


def test_keys_are_asked_once_and_again_when_one_is_new(forger: Forger) -> None:
    clock = Now()
    provider = provider_at(forger.issuer, clock=clock)
    provider.bearer(token_of(forger))
    provider.bearer(token_of(forger))
    assert forger.keys_asked == 1
    forger.keys.append(public(OTHER_RSA_KEY, "new"))
    clock.moment += timedelta(seconds=31)
    assert provider.bearer(token_of(forger, OTHER_RSA_KEY, kid="new")).number.digits == NUMBER
    assert forger.keys_asked == 2


def test_a_forger_cannot_make_us_ask_for_keys_all_the_time(forger: Forger) -> None:
    provider = provider_at(forger.issuer)
    for _ in range(5):
        refuses(lambda: provider.bearer(with_an_unknown_key(forger)), "invalid_token")
    assert forger.keys_asked == 1


def test_a_number_that_only_userinfo_tells_is_taken_from_there(forger: Forger) -> None:
    forger.userinfo = {"sub": "een", RRN: NUMBER}
    assert exchanged(forger, token_of(forger, **{RRN: None})).number.digits == NUMBER


def test_userinfo_about_somebody_else_is_refused(forger: Forger) -> None:
    forger.userinfo = {"sub": "twee", RRN: NUMBER}
    token = token_of(forger, **{RRN: None})
    refuses(lambda: exchanged(forger, token), "sign_in_failed")


def test_a_test_number_is_nobody_in_production(forger: Forger) -> None:
    forger.id_token = token_of(forger)
    provider = provider_at(forger.issuer, allow_test_numbers=False)
    refuses(lambda: provider.exchange("a-code", PENDING), "sign_in_failed")


def test_what_a_provider_may_leave_out_may_be_missing(forger: Forger) -> None:
    gone: dict[str, object] = {"name": None, "email": None, "birthdate": None}
    person = exchanged(forger, token_of(forger, **gone, family_name="Één"))
    assert (person.name, person.email, person.birth_date) == ("Één", "", None)


def test_a_provider_in_trouble_is_asked_again_later(forger: Forger) -> None:
    forger.status = 503
    with pytest.raises(RetryableError):
        exchanged(forger, token_of(forger))


def test_a_provider_that_does_not_answer_is_asked_again_later() -> None:
    provider = provider_at("http://127.0.0.1:9")
    with pytest.raises(RetryableError):
        provider.authorization_url(PENDING)


def test_a_provider_that_calls_itself_otherwise_is_not_believed(forger: Forger) -> None:
    forger.metadata = {"issuer": "https://elders.test"}
    with pytest.raises(PermanentError):
        provider_at(forger.issuer).authorization_url(PENDING)


@pytest.mark.parametrize("issuer", ["http://elders.test", "ftp://127.0.0.1", "elders"])
def test_a_provider_elsewhere_must_be_reached_over_https(issuer: str) -> None:
    with pytest.raises(PermanentError):
        provider_at(issuer)


def test_a_local_provider_may_not_point_elsewhere_without_https(forger: Forger) -> None:
    forger.metadata = {"authorization_endpoint": "http://elders.test/authorize"}
    with pytest.raises(PermanentError):
        provider_at(forger.issuer).authorization_url(PENDING)
