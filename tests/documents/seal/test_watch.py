"""Lists of revocations: where they are published, and which are good enough to go by."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from chalicelib.documents.seal.sealer import Identity, SealConfig
from chalicelib.documents.seal.watch import ChainWatch, addresses_in, checked, name_of
from chalicelib.ports.errors import PermanentError
from chalicelib.ports.seals import RevocationList, Watched
from ops.deploy.authority import (
    Authority,
    make_authority,
    revocation_list,
    seal_certificate,
    time_stamp_certificate,
)
from tests.support.printing.signable import NOW, TENANT, Noon, authority, ec_key, public_der

LIST = "http://lijst.example/zegels.crl"
DER = public_der(ec_key())
SEAL = seal_certificate(authority(), DER, "Stad Kortrijk", NOW, LIST)
DAY = timedelta(days=1)

type Builder = x509.CertificateRevocationListBuilder


def watch(*chain: x509.Certificate, stamping: tuple[x509.Certificate, ...] = ()) -> ChainWatch:
    pem = "".join(c.public_bytes(Encoding.PEM).decode() for c in chain)
    identity = Identity.of(SealConfig("alias/seal", pem))
    return ChainWatch(lambda *_: [identity.chain], lambda: stamping, Noon())


def read(der: bytes, seal: x509.Certificate = SEAL) -> RevocationList:
    return watch(seal, authority().certificate).read(TENANT, name_of(seal), der)


def a_list(change: Callable[[Builder], Builder] = lambda b: b, **given: datetime) -> bytes:
    """A list of the authority of the tests, changed."""
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(authority().certificate.subject)
        .last_update(given.get("issued_at", NOW))
        .next_update(given.get("valid_until", NOW + DAY))
    )
    made = change(builder).sign(authority().key, hashes.SHA256())
    return made.public_bytes(Encoding.DER)


def scope(**given: object) -> Callable[[Builder], Builder]:
    """Says of a list what it speaks of."""
    nothing = {
        "full_name": None,
        "relative_name": None,
        "only_contains_user_certs": False,
        "only_contains_ca_certs": False,
        "only_some_reasons": None,
        "indirect_crl": False,
        "only_contains_attribute_certs": False,
    }
    part = x509.IssuingDistributionPoint(**nothing | given)
    return lambda builder: builder.add_extension(part, critical=True)


def at(*addresses: str) -> list[x509.GeneralName]:
    return [x509.UniformResourceIdentifier(address) for address in addresses]


def test_a_list_of_the_issuer_that_does_not_name_the_certificate_is_read() -> None:
    der = a_list()
    assert read(der) == RevocationList(name_of(SEAL), der, NOW, NOW + DAY, is_revoked=False)


def test_a_certificate_that_the_list_names_is_revoked_and_another_is_not() -> None:
    other = seal_certificate(authority(), DER, "Stad Kortrijk", NOW, LIST)
    der = revocation_list(authority(), NOW, [other])
    assert not read(der).is_revoked
    assert read(der, other).is_revoked


@pytest.mark.parametrize(
    "whole",
    [
        scope(full_name=at(LIST)),
        scope(full_name=at("ldap://elders.example", LIST)),
        scope(only_contains_user_certs=True),
        lambda builder: builder.add_extension(x509.CRLNumber(7), critical=False),
    ],
)
def test_a_list_that_speaks_of_the_certificate_is_read(whole) -> None:
    assert not read(a_list(whole)).is_revoked


BAD = {
    "nothing": (b"", "not a signed message"),
    "a page": (b"<html>", "not a signed message"),
    "a certificate": (SEAL.public_bytes(Encoding.DER), "not a signed message"),
    "of another authority": (revocation_list(make_authority(NOW), NOW), "signature is wrong"),
    "changed": (a_list()[:-1] + bytes([a_list()[-1] ^ 1]), ""),
    "not yet": (a_list(issued_at=NOW + DAY, valid_until=NOW + 2 * DAY), "of this time"),
    "over": (a_list(issued_at=NOW - 2 * DAY, valid_until=NOW), "of this time"),
    "of another point": (a_list(scope(full_name=at(LIST + "2"))), "doesn't speak"),
    "of authorities": (a_list(scope(only_contains_ca_certs=True)), "doesn't speak"),
    "of attributes": (a_list(scope(only_contains_attribute_certs=True)), "doesn't speak"),
    "of other issuers": (a_list(scope(indirect_crl=True)), "doesn't speak"),
    "of some reasons": (
        a_list(scope(only_some_reasons=frozenset([x509.ReasonFlags.superseded]))),
        "doesn't speak",
    ),
    "of changes": (
        a_list(lambda b: b.add_extension(x509.DeltaCRLIndicator(1), critical=True)),
        "isn't understood",
    ),
}


@pytest.mark.parametrize(("der", "why"), BAD.values(), ids=BAD)
def test_a_list_that_proves_too_little_is_refused(der: bytes, why: str) -> None:
    with pytest.raises(PermanentError, match=f"no good list: .*{why}"):
        read(der)


def test_a_list_without_an_end_is_refused() -> None:
    from asn1crypto import crl

    parsed = crl.CertificateList.load(a_list())
    contents = parsed["tbs_cert_list"].copy()
    del contents["next_update"]
    signature = authority().key.sign(contents.dump(force=True), ec.ECDSA(hashes.SHA256()))
    parsed["tbs_cert_list"], parsed["signature"] = contents, signature
    with pytest.raises(PermanentError, match="of this time"):
        read(parsed.dump(force=True))


def test_a_certificate_that_may_not_sign_lists_signs_none() -> None:
    not_an_authority = replace(authority(), certificate=SEAL)
    with pytest.raises(Exception, match="another issuer"):
        checked(a_list(), SEAL, not_an_authority.certificate, NOW)


def test_an_issuer_with_a_key_that_is_not_supported_proves_nothing() -> None:
    key, name = ed25519.Ed25519PrivateKey.generate(), authority().certificate.subject
    issuer = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(NOW)
        .not_valid_after(NOW + DAY)
        .sign(key, None)
    )
    with pytest.raises(Exception, match="isn't supported"):
        checked(a_list(), SEAL, issuer, NOW)


def test_what_is_watched_is_each_certificate_below_the_last() -> None:
    assert watch(SEAL, authority().certificate).watched(TENANT) == (
        Watched(name_of(SEAL), (LIST,)),
    )


def test_time_stamps_stand_on_certificates_too() -> None:
    stamps = time_stamp_certificate(authority(), DER, NOW, LIST)
    both = watch(SEAL, authority().certificate, stamping=(stamps, authority().certificate))
    assert [w.certificate for w in both.watched(TENANT)] == [name_of(SEAL), name_of(stamps)]
    assert both.certificates(TENANT, NOW) == (SEAL, authority().certificate, stamps)


def test_lists_of_a_seal_to_come_are_fetched_but_not_needed_yet() -> None:
    later = seal_certificate(authority(), DER, "Stad Kortrijk", NOW, LIST)
    chains = [(SEAL, authority().certificate), (later, authority().certificate)]
    both = ChainWatch(lambda *_: chains, lambda: (), Noon())
    assert [w.certificate for w in both.watched(TENANT)] == [name_of(SEAL), name_of(later)]
    assert both.needed(TENANT, NOW) == (name_of(SEAL),)
    assert both.certificates(TENANT, NOW) == (SEAL, authority().certificate)


def test_of_a_chain_that_lacks_an_issuer_nothing_can_be_told() -> None:
    alone = watch(SEAL)
    assert alone.watched(TENANT) == (Watched(name_of(SEAL), ()),)
    with pytest.raises(PermanentError, match="the issuer isn't configured"):
        alone.read(TENANT, name_of(SEAL), a_list())


def test_of_time_stamps_by_who_is_not_configured_nothing_can_be_told() -> None:
    root = authority().certificate
    only_above = watch(SEAL, root, stamping=(root,))
    assert Watched(name_of(root), ()) in only_above.watched(TENANT)


def _with_points(*points: x509.DistributionPoint) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "iemand")])
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(ec_key().public_key())
        .serial_number(7)
        .not_valid_before(NOW)
        .not_valid_after(NOW + DAY)
        .add_extension(x509.CRLDistributionPoints(points), critical=False)
        .sign(ec_key(), hashes.SHA256())
    )


def test_only_whole_lists_over_http_are_asked_for() -> None:
    some = frozenset([x509.ReasonFlags.key_compromise])
    elsewhere = [x509.DirectoryName(authority().certificate.subject)]
    certificate = _with_points(
        x509.DistributionPoint(at("ldap://a.example", "HTTP://b.example/l"), None, None, None),
        x509.DistributionPoint(at("https://c.example/l"), None, None, None),
        x509.DistributionPoint(at("http://d.example/l"), None, some, None),
        x509.DistributionPoint(at("http://e.example/l"), None, None, elsewhere),
        x509.DistributionPoint(None, None, None, elsewhere),
    )
    assert addresses_in(certificate) == ("HTTP://b.example/l", "https://c.example/l")


def test_a_certificate_without_points_has_no_addresses() -> None:
    authority_without: Authority = make_authority(NOW)
    assert addresses_in(authority_without.certificate) == ()
