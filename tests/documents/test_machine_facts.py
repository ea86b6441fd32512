"""The facts attached to a document: as the published schema says, and found again in the file."""

import json
from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pytest
from jsonschema import Draft202012Validator

from chalicelib.documents.facts_reading import facts_of
from chalicelib.documents.machine_facts import PUBLISHED, as_json
from chalicelib.documents.oslo import CONTEXT
from chalicelib.domain.certificates.wording.document import TELLERS
from chalicelib.domain.certificates.wording.linked import LINKERS
from chalicelib.domain.shared.partial_date import PartialDate
from tests.support.printing.desk import (
    TEMPLATES,
    catalogue,
    kortrijk,
    labels,
    printed,
    rendered,
    without_spaces,
)
from tests.support.printing.desk import facts_of as texts_of
from tests.support.printing.marked import PUBLIC_URL, marked, sealed
from tests.support.printing.people import NAMES, a_birth, a_person

SCHEMA = json.loads((TEMPLATES / PUBLISHED.removeprefix("/")).read_text("utf-8"))
EVERYTHING = [(d.id, v.id) for d in catalogue().all() for v in d.variants]


@pytest.mark.parametrize("language", ["nl", "fr", "de"])
@pytest.mark.parametrize(("document", "variant"), EVERYTHING)
def test_the_facts_of_every_document_are_as_the_schema_says(document, variant, language) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    facts = json.loads(as_json(marked(printed(document, variant, language)), kortrijk()))
    assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(facts)] == []


@pytest.mark.parametrize("who", NAMES)
def test_the_facts_of_people_who_are_hard_to_print_are_as_the_schema_says(who) -> None:
    for birth in (a_birth(1948, 0, 0), a_birth(1948, 3, 0, "GR")):
        paper = marked(printed("uittreksel-registers", person=a_person(NAMES[who], birth)))
        facts = json.loads(as_json(paper, kortrijk()))
        assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(facts)] == []


def test_the_facts_say_where_their_schema_is_published() -> None:
    facts = json.loads(as_json(marked(printed("attest-leven")), kortrijk()))
    assert facts["$schema"] == f"{PUBLIC_URL}/schemas/document-facts-1.json"
    assert SCHEMA["properties"]["schema"]["const"] == facts["schema"]


def leaves(value, name: str = "") -> Iterator[tuple[str, str]]:
    """The texts of a graph, each with the name that it stands under."""
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, key)
    else:
        for inner in value:
            yield from leaves(inner, name)


@pytest.mark.parametrize("language", ["nl", "fr", "de"])
@pytest.mark.parametrize(("document", "variant"), EVERYTHING)
def test_the_names_of_oslo_say_nothing_that_is_not_printed(document, variant, language) -> None:
    paper = printed(document, variant, language)
    text = without_spaces(" ".join(texts_of(paper)))
    digits = "".join(character for character in text if character.isdigit())
    assert paper.about
    for name, value in leaves(list(paper.about)):
        match name:
            case "@type":
                assert value in CONTEXT
            case "datum":
                said = labels()[language].date(PartialDate.parse(value))
                assert without_spaces(said) in text
            case "identificator":
                assert value in digits
            case _:
                assert without_spaces(value) in text


def test_a_person_is_described_as_oslo_does() -> None:
    (person,) = printed(
        "attest-leven", person=a_person(NAMES["plain"], a_birth(1948, 3, 0, "GR"))
    ).about
    assert person["@type"] == "GeregistreerdPersoon"
    assert person["achternaam"] == "Voorbeeld"
    assert person["voornaam"] == ["Marieke", "Aleidis"]
    birth = person["heeftGeboorte"]
    assert birth["datum"] == "1948-03"
    assert birth["land"] == {"@type": "Plaats", "plaatsnaam": "Griekenland"}
    (home,) = person["heeftInwonerschap"]["heeftVerblijfplaats"]
    address = home["verblijfsadres"]
    assert (address["straatnaam"], address["huisnummer"]) == ("Sint-Amandsplein", "12")
    assert (address["postcode"], address["gemeentenaam"]) == ("8500", "Kortrijk")


def test_a_household_is_described_by_its_members() -> None:
    (person,) = printed("attest-gezinssamenstelling", members=3).about
    family = person["isLidVan"]
    assert family["gezinsadres"]["volledigAdres"]
    members = family["@reverse"]["isLidVan"]
    assert [member["heeftGeboorte"]["datum"][:4] for member in members] == ["1955", "1958", "1961"]
    (head,) = family["@reverse"]["isHoofdVan"]
    assert head["volledigeNaam"] == members[0]["volledigeNaam"]


@pytest.mark.parametrize(
    ("document", "kind", "count"),
    [
        ("akte-geboorte", "Persoon", 1),
        ("akte-huwelijk", "Huwelijk", 1),
        ("akte-echtscheiding", "Persoon", 2),
    ],
)
def test_an_act_is_about_the_people_that_it_concerns(document, kind, count) -> None:
    about = printed(document).about
    assert [node["@type"] for node in about] == [kind] * count


def test_an_act_of_death_says_when_and_where() -> None:
    (person,) = printed("akte-overlijden").about
    assert person["heeftOverlijden"]["datum"] == "2020-03-01"
    assert person["heeftOverlijden"]["plaats"]["plaatsnaam"] == "Kortrijk"


def test_every_name_of_the_schema_stands_for_a_term() -> None:
    names = set(SCHEMA["$defs"]["node"]["propertyNames"]["enum"]) - {"@type", "@reverse"}
    kinds = set(SCHEMA["$defs"]["node"]["properties"]["@type"]["enum"])
    assert names | kinds <= CONTEXT.keys()


def test_every_term_stands_for_something_in_a_namespace_of_the_context() -> None:
    for name, term in CONTEXT.items():
        target = term["@id"] if isinstance(term, dict) else term
        if name != "@version" and not str(target).startswith("http"):
            assert target.partition(":")[0] in CONTEXT


def test_what_is_linked_is_printed() -> None:
    assert LINKERS.keys() <= TELLERS.keys()


def test_the_facts_are_found_in_the_sealed_file_as_a_pdf_reader_finds_them() -> None:
    paper = marked(printed("attest-leven"))
    pdf = sealed(rendered(paper).pdf)
    with pikepdf.open(BytesIO(pdf)) as opened:
        attached = json.loads(opened.attachments["facts.json"].get_file().read_bytes())
    assert facts_of(pdf) == attached == json.loads(as_json(paper, kortrijk()))


@pytest.mark.parametrize(
    "pdf",
    [
        b"",
        b"%PDF-1.7 nothing",
        b"/Type /EmbeddedFile stream",
        b"/Type /EmbeddedFile stream\nnot packed",
        b'/Type /EmbeddedFile stream\n{"schema": "another"}',
    ],
)
def test_a_file_without_our_facts_has_none(pdf) -> None:
    assert facts_of(pdf) is None
