"""Signing in at providers that speak like itsme, ACM/IDM and any other."""

import base64
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import urllib3

from chalicelib.adapters.oidc.provider import OidcProvider, challenge
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.ports.errors import RetryableError
from chalicelib.ports.sessions import PendingSignIn, SignIn
from ops.synthetic.provider import Application
from tests.support.signing_in import (
    BACK,
    NUMBER,
    PENDING,
    PERSON,
    PROFILES,
    Now,
    client,
    keys_of,
    listening,
    provider_at,
    provider_of,
    refuses,
)


@pytest.fixture
def application() -> Application:
    return provider_of(
        [PERSON, {"sub": "niemand", "name": "Zonder Nummer"}], lambda _: keys_of().published()
    )


@pytest.fixture
def address(application: Application) -> Iterator[str]:
    with listening(application) as listens:
        yield listens


def authorised(url: str, **form: str) -> dict[str, str]:
    """What the provider sends back to us after a citizen chose who they are."""
    answer = urllib3.request(
        "POST",
        url,
        body=urlencode(form),
        headers={"Content-Type": "application/x-www-form-urlencoded"},
        redirect=False,
    )
    back = parse_qs(urlsplit(answer.headers["Location"]).query)
    return {name: values[0] for name, values in back.items()}


def signed_in(provider: OidcProvider, pending: PendingSignIn = PENDING, **form: str) -> SignIn:
    back = authorised(provider.authorization_url(pending), **({"sub": "een"} | form))
    return provider.exchange(back["code"], pending)


def badge(issuer: str) -> urllib3.BaseHTTPResponse:
    """What the provider gives to a program on its own machine."""
    body = urlencode({"sub": "een", "client_id": "thuisloket"})
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    return urllib3.request("POST", f"{issuer}/badge", body=body, headers=headers)


@pytest.mark.parametrize("profile", PROFILES)
def test_a_citizen_signs_in_at_each_kind_of_provider(address: str, profile: str) -> None:
    person = signed_in(provider_at(f"{address}/{profile}", profile))
    assert person.number.digits == NUMBER
    assert (person.name, person.email) == ("Testpersoon Eén", "een@voorbeeld.test")
    assert (person.assurance, str(person.birth_date)) == ("high", "1985-07-30")


@pytest.mark.parametrize("proof", ["private_key_jwt", "client_secret_basic", "client_secret_post"])
def test_we_prove_who_we_are_in_each_way(address: str, proof: str) -> None:
    provider = provider_at(f"{address}/acm", proof=proof)
    assert signed_in(provider).number.digits == NUMBER


def test_whoever_cannot_prove_to_be_us_gets_nobodys_token(address: str) -> None:
    known = client(f"{address}/acm", proof="client_secret_basic")
    provider = OidcProvider(known, Now(), keys_of(), lambda: "geraden")
    refuses(lambda: signed_in(provider), "sign_in_failed")


def test_what_itsme_sends_is_encrypted_to_us_and_signed_inside(address: str) -> None:
    answer = badge(f"{address}/itsme")
    token = answer.json()["id_token"]
    assert (token.count("."), NUMBER in token) == (4, False)
    header = json.loads(base64.urlsafe_b64decode(token.split(".")[0] + "=="))
    assert (header["alg"], header["enc"], header["cty"]) == ("RSA-OAEP-256", "A128CBC-HS256", "JWT")


@pytest.mark.parametrize("profile", ["acm", "itsme"])
def test_a_provider_may_change_its_keys_between_two_sign_ins(
    address: str, application: Application, profile: str
) -> None:
    clock = Now()
    provider = provider_at(f"{address}/{profile}", profile, clock)
    signed_in(provider)
    application.stand_ins[profile].signer.rotate()
    clock.moment += timedelta(seconds=31)
    assert signed_in(provider).number.digits == NUMBER


def test_a_provider_that_is_away_for_an_hour_is_known_as_it_was(
    address: str, application: Application
) -> None:
    clock = Now()
    provider = provider_at(f"{address}/acm", clock=clock)
    provider.authorization_url(PENDING)
    application.stand_ins["acm"].status = 503
    clock.moment += timedelta(hours=2)
    assert provider.authorization_url(PENDING).startswith(f"{address}/acm/oauth2/authorize?")
    clock.moment += timedelta(hours=25)
    with pytest.raises(RetryableError):
        provider.authorization_url(PENDING)


@pytest.mark.parametrize(
    ("profile", "means", "level"),
    [
        (profile.id, means, level.value)
        for profile in PROFILES.values()
        for means, level in profile.levels.items()
    ]
    + [("acm", "bedacht", "low"), ("itsme", "bedacht", "low"), ("generic", "bedacht", "low")],
)
def test_how_sure_a_sign_in_is_follows_from_the_means(
    address: str, profile: str, means: str, level: str
) -> None:
    provider = provider_at(f"{address}/{profile}", profile)
    assert signed_in(provider, means=means).assurance == level


@pytest.mark.parametrize(
    ("profile", "means", "level"),
    [
        ("itsme", "http://itsme.services/v2/claim/acr_basic", "substantial"),
        ("itsme", "http://itsme.services/v2/claim/acr_advanced", "high"),
        ("acm", "urn:be:vlaanderen:authmech:eid", "high"),
        ("acm", "urn:be:vlaanderen:authmech:itsme", "high"),
        ("acm", "urn:be:vlaanderen:authmech:csamsms", "substantial"),
        ("acm", "urn:be:vlaanderen:authmech:csampassword", "low"),
        ("acm", None, "low"),
        ("acm", ["urn:be:vlaanderen:authmech:eid"], "low"),
    ],
)
def test_what_the_known_means_are_worth(profile: str, means: object, level: str) -> None:
    assert PROFILES[profile].level({"acr": means}).value == level


@pytest.mark.parametrize("profile", ["acm", "itsme"])
def test_a_level_is_asked_for_in_the_words_of_the_provider(address: str, profile: str) -> None:
    url = provider_at(f"{address}/{profile}", profile).authorization_url(PENDING)
    asked = parse_qs(urlsplit(url).query)["acr_values"][0].split()
    levels = {PROFILES[profile].levels[means] for means in asked}
    assert levels == {Assurance.HIGH}


def test_a_person_whom_the_provider_knows_by_no_number_is_told_apart(address: str) -> None:
    provider = provider_at(f"{address}/acm")
    refuses(lambda: signed_in(provider, sub="niemand"), "sign_in_no_number")


def test_a_provider_whose_clock_is_wrong_is_told_apart(
    address: str, application: Application
) -> None:
    application.at(address, "acm").skew = 600
    refuses(lambda: signed_in(provider_at(f"{address}/acm")), "sign_in_clock")


def test_signing_in_anew_is_asked_for_and_must_have_happened(address: str) -> None:
    provider = provider_at(f"{address}/acm")
    anew = replace(PENDING, anew_since=datetime.now(UTC))
    query = parse_qs(urlsplit(provider.authorization_url(anew)).query)
    assert (query["prompt"], query["max_age"]) == (["login"], ["0"])
    assert signed_in(provider, anew).number.digits == NUMBER
    later = replace(PENDING, anew_since=datetime.now(UTC) + timedelta(minutes=5))
    refuses(lambda: signed_in(provider, later), "sign_in_failed")


def test_signing_out_there_names_nobody(address: str) -> None:
    url = provider_at(f"{address}/acm").leaving_url("http://127.0.0.1/afgemeld")
    query = parse_qs(urlsplit(url).query)
    assert query == {
        "client_id": ["thuisloket"],
        "post_logout_redirect_uri": ["http://127.0.0.1/afgemeld"],
    }
    assert not provider_at(f"{address}/itsme", "itsme").leaving_url("http://127.0.0.1/afgemeld")


def test_a_code_works_once(address: str) -> None:
    provider = provider_at(f"{address}/acm")
    code = authorised(provider.authorization_url(PENDING), sub="een")["code"]
    provider.exchange(code, PENDING)
    refuses(lambda: provider.exchange(code, PENDING), "sign_in_failed")


def test_a_code_nobody_gave_is_refused(address: str) -> None:
    provider = provider_at(f"{address}/acm")
    refuses(lambda: provider.exchange("bedacht", PENDING), "sign_in_failed")


def test_an_answer_to_another_sign_in_is_refused(address: str) -> None:
    provider = provider_at(f"{address}/acm")
    code = authorised(provider.authorization_url(PENDING), sub="een")["code"]
    other = replace(PENDING, nonce="another-nonce")
    refuses(lambda: provider.exchange(code, other), "sign_in_failed")


@pytest.mark.parametrize("profile", ["acm", "itsme"])
def test_an_identity_token_works_as_a_bearer_token(address: str, profile: str) -> None:
    provider = provider_at(f"{address}/{profile}", profile)
    answer = badge(f"{address}/{profile}")
    assert provider.bearer(answer.json()["id_token"]).number.digits == NUMBER


def test_the_browser_is_sent_with_everything_that_protects_the_flow(address: str) -> None:
    url = provider_at(f"{address}/acm", scopes=("vo",)).authorization_url(PENDING)
    query = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
    del query["acr_values"]
    assert query == {
        "response_type": "code",
        "client_id": "thuisloket",
        "redirect_uri": BACK,
        "scope": "openid profile rrn vo",
        "state": "a-state",
        "nonce": "a-nonce",
        "code_challenge": challenge(PENDING.verifier),
        "code_challenge_method": "S256",
    }


def test_the_challenge_is_the_one_of_the_standard() -> None:
    """RFC 7636, appendix B."""
    verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    assert challenge(verifier) == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
