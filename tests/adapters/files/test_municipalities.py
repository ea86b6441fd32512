from pathlib import Path
from shutil import copytree

import pytest

from chalicelib.adapters.files.certificates.documents import FileCatalogue
from chalicelib.adapters.files.loading import CatalogueError
from chalicelib.adapters.files.municipalities import FileMunicipalities
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.domain.shared.errors import NotThereError

TEMPLATES = Path(__file__).parents[3] / "templates"
DOCUMENTS = FileCatalogue(TEMPLATES / "documents").ids
MUNICIPALITIES = FileMunicipalities(TEMPLATES / "municipalities", known_documents=DOCUMENTS)
FRIDAY = 'friday = ["9:00-12:30"]'


def test_kortrijk_is_known_by_its_code_and_its_addresses() -> None:
    kortrijk = MUNICIPALITIES.get("34022")
    assert MUNICIPALITIES.all() == (kortrijk,)
    assert (kortrijk.name, kortrijk.province) == ("Kortrijk", "West-Vlaanderen")
    assert kortrijk.contact.postcode == "8500"
    assert kortrijk.languages == ("nl",)
    for host in ("thuisloket.kortrijk.example", "LOCALHOST:8000", "127.0.0.1:8000"):
        assert MUNICIPALITIES.at_host(host) is kortrijk


def test_mail_of_the_demo_can_reach_nobody() -> None:
    kortrijk = MUNICIPALITIES.get("34022")
    addresses = (kortrijk.mail.sender, kortrijk.mail.reply_to, kortrijk.contact.email)
    assert all(address.endswith("@kortrijk.example") for address in addresses)


@pytest.mark.parametrize("nis", ["34023", "", "../documents/akte-geboorte"])
def test_a_code_that_no_file_is_named_after_is_nobody(nis: str) -> None:
    with pytest.raises(NotThereError):
        MUNICIPALITIES.get(nis)


HOSTS = ["kortrijk.example", "", ":8000", "abc123.execute-api.eu-west-1.amazonaws.com"]


@pytest.mark.parametrize("host", HOSTS)
def test_the_only_municipality_of_a_deployment_is_at_every_address(host: str) -> None:
    assert MUNICIPALITIES.at_host(host).nis == "34022"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copytree(TEMPLATES / "sign_in", tmp_path / "sign_in")
    return Path(copytree(TEMPLATES / "municipalities", tmp_path / "municipalities"))


@pytest.mark.parametrize("host", HOSTS)
def test_among_several_a_web_address_of_nobody_is_not_there(folder: Path, host: str) -> None:
    own = (folder / "34022.toml").read_text(encoding="utf-8")
    other = own.replace('"34022"', '"34013"').replace("thuisloket.kortrijk", "thuisloket.elders")
    other = other.replace('["localhost", "127.0.0.1"]', "[]").replace("34022.svg", "34013.svg")
    (folder / "34013.toml").write_text(other, encoding="utf-8")
    (folder / "34013.svg").write_bytes((folder / "34022.svg").read_bytes())
    with pytest.raises(NotThereError):
        FileMunicipalities(folder).at_host(host)


def rewrite(folder: Path, old: str, new: str, nis: str = "34022") -> None:
    path = folder / f"{nis}.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_another_municipality_is_one_more_file(folder: Path) -> None:
    text = (folder / "34022.toml").read_text(encoding="utf-8")
    text = text.replace('"34022"', '"34027"').replace('"Kortrijk"', '"Menen"')
    text = text.replace("thuisloket.kortrijk.example", "thuisloket.menen.example")
    text = text.replace('aliases = ["localhost", "127.0.0.1"]', "aliases = []")
    (folder / "34027.toml").write_text(text, encoding="utf-8")
    both = FileMunicipalities(folder, known_documents=DOCUMENTS)
    assert [m.name for m in both.all()] == ["Kortrijk", "Menen"]
    assert both.at_host("thuisloket.menen.example").nis == "34027"


def test_no_two_municipalities_have_one_web_address(folder: Path) -> None:
    text = (folder / "34022.toml").read_text(encoding="utf-8").replace('"34022"', '"34027"')
    (folder / "34027.toml").write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError, match="hosts that no other municipality has"):
        FileMunicipalities(folder, known_documents=DOCUMENTS)


def test_a_stage_gives_an_address_and_the_one_before_stays_served(folder: Path) -> None:
    at_stage = {"34022": "https://test.example/api"}
    kortrijk = FileMunicipalities(folder, addresses=at_stage).get("34022")
    assert (kortrijk.address, kortrijk.base_path) == ("https://test.example/api", "/api")
    assert kortrijk.hosts[:2] == ("test.example", "localhost")
    assert "thuisloket.kortrijk.example" in kortrijk.hosts


def test_two_municipalities_can_share_a_host_when_each_has_its_own_port(folder: Path) -> None:
    text = (folder / "34022.toml").read_text(encoding="utf-8").replace('"34022"', '"34027"')
    text = text.replace("thuisloket.kortrijk.example", "thuisloket.menen.example")
    (folder / "34027.toml").write_text(
        text.replace('["localhost", "127.0.0.1"]', "[]"), encoding="utf-8"
    )
    ports = {"34022": "http://127.0.0.1:8000", "34027": "http://127.0.0.1:8001"}
    both = FileMunicipalities(folder, addresses=ports)
    assert both.at_host("127.0.0.1:8001").nis == "34027"
    assert both.at_host("127.0.0.1:8000").nis == both.at_host("127.0.0.1").nis == "34022"


def test_what_a_municipality_decides_otherwise_is_kept(folder: Path) -> None:
    more = '[documents.akte-geboorte]\nrequired_assurance = "substantial"\nfee_cents = 500\n'
    rewrite(folder, "[documents]\n", more)
    kortrijk = FileMunicipalities(folder, known_documents=DOCUMENTS).get("34022")
    assert kortrijk.documents["akte-geboorte"].fee_cents == 500
    for document, level in (("akte-geboorte", "substantial"), ("akte-huwelijk", "high")):
        assert kortrijk.required_assurance(document, Assurance.HIGH).value == level


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('nis = "34022"', 'nis = "34023"', 'nis: found "34023", expected the name of its file'),
        ('nis = "34022"', "nis = 34022", "nis: found 34022, expected a text"),
        ('arms = "34022.svg"', 'arms = "lion.svg"', 'look.arms: found "lion.svg", expected the'),
        ('arms = "34022.svg"', 'arms = "../x.svg"', 'look.arms: found "../x.svg", expected the'),
        ('"#a50f26"', '"red"', 'look.primary: found "red", expected a colour like #1f3a5f'),
        ('"thuisloket@kortrijk.example"', '"Stad"', 'mail.sender: found "Stad", expected a mail'),
        ('"localhost"', '"https://x"', 'aliases[0]: found "https://x", expected a host name'),
        ('languages = ["nl"]', "languages = []", "languages: found [], expected at least one"),
        (FRIDAY, 'friday = ["14:00-17:00", "9:00-12:30"]', "contact.open.friday: found"),
        (FRIDAY, 'friday = ["9:00-12:30", "12:00-17:00"]', "a day like 9:00-12:00, one after the"),
        (FRIDAY, 'friday = ["van 9 tot 12"]', "contact.open.friday: found"),
        (FRIDAY, 'friday = ["12:30-9:00"]', "contact.open.friday: found"),
        ("requests_per_day = 20", "requests_per_day = 0", "limits.requests_per_day: found 0"),
        (
            "download_days = 30",
            "download_days = 731",
            "download_days: found 731, expected 1",
        ),
        ("attachment_days = 90", "attachment_days = 0", "attachment_days: found 0, expected 1 to"),
        ("download_days", "download_day", 'no field of this name; did you mean "download_days"?'),
        ("closing_days = []", "closing_days = [2026]", "closing_days[0]: found 2026, expected a"),
        (
            'profile = "itsme"',
            'profile = "itsmi"',
            'sign_in[1].profile: found "itsmi", expected the',
        ),
        ('profile = "itsme"', 'profile = "itsmi"', 'did you mean "itsme"?'),
        ('id = "itsme"', 'id = "acm"', 'sign_in[0].id: found "acm", expected a name'),
        ('id = "itsme"', 'id = "sig"', 'sign_in[1].id: found "sig", expected a name'),
        ('people = "staff"', 'people = "all"', 'people: found "all", expected'),
        ("[documents]", "[documents.akte-geborte]", 'documents: found "akte-geborte", expected'),
        ("[documents]", "[documents.akte-geborte]", 'did you mean "akte-geboorte"?'),
        ("[documents]", '[documents.x]\nfee_cents = "5"', 'documents.x.fee_cents: found "5", exp'),
        ("[documents]", "[documents.akte-geboorte]\nfee_cents = -5", "fee_cents: found -5, exp"),
        (
            "[documents]",
            "[documents.attest-leven.prints]\nadres = true",
            'documents.attest-leven.prints: found "adres", expected the code of a fact, like',
        ),
        ("languages =", 'timezone = "Kortrijk"\nlanguages =', 'timezone: found "Kortrijk", expect'),
        ("languages =", 'not_offered = ["x"]\nlanguages =', 'not_offered: found "x", expected the'),
    ],
)
def test_a_wrong_file_says_where_what_stood_there_and_what_is_expected(
    folder: Path, old: str, new: str, message: str
) -> None:
    rewrite(folder, old, new)
    with pytest.raises(CatalogueError) as caught:
        FileMunicipalities(folder, known_documents=DOCUMENTS)
    assert message in str(caught.value)
    assert str(caught.value).startswith("municipalities/34022.toml: ")


def test_an_address_that_no_file_can_be_read_at_is_named(tmp_path: Path) -> None:
    (tmp_path / "34022.toml").mkdir()
    with pytest.raises(CatalogueError, match=r"34022\.toml: found nothing, expected a file"):
        FileMunicipalities(tmp_path)
