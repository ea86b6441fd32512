import unicodedata
from dataclasses import replace
from datetime import date

import pytest

from chalicelib.domain.certificates.facts import Dossier
from chalicelib.domain.certificates.wording.document import MissingFactError, valid_until
from chalicelib.domain.certificates.wording.printing import Line, PrintedDocument, Table
from chalicelib.domain.registers.answers import Ambiguous, Denied, Found, NotFound, Unavailable
from chalicelib.domain.registers.people import (
    ActKind,
    CriminalExtract,
    Household,
    Nationality,
    PersonName,
    PersonStatus,
    PoliceAdvice,
    RecordModel,
)
from chalicelib.domain.shared.partial_date import PartialDate
from tests.support.printing.desk import catalogue, facts_of, kortrijk, printed, the
from tests.support.printing.people import (
    ONE_LETTER,
    a_birth,
    a_dossier,
    a_person,
    a_record,
    an_act,
    some_residences,
)

ACTS = [d.id for d in catalogue().all() if d.register.act_kind]


def lines(document: PrintedDocument) -> dict[str, str]:
    return {line.code: line.value for s in document.sections for line in s.lines}


def tables(document: PrintedDocument) -> dict[str, Table]:
    return {table.code: table for s in document.sections for table in s.tables}


def dossier(document_id: str, **changes) -> Dossier:
    base = a_dossier(the(document_id), the(document_id).default_variant.id)
    return replace(base, **changes)


# --- every document ---


@pytest.mark.parametrize("document", [d.id for d in catalogue().all()])
@pytest.mark.parametrize("language", ["nl", "fr", "de"])
def test_every_document_prints_all_its_sections_in_composed_form(document, language) -> None:
    paper = printed(document, language=language)
    alone = {"akte-huwelijk", "akte-echtscheiding"}
    unsaid = {"history", "parties"} if document in alone else {"history"}
    said = [p for p in the(document).printed if p.title not in unsaid]
    assert len(paper.sections) == len(said)
    for text in facts_of(paper):
        assert text
        assert text == unicodedata.normalize("NFC", text)
        assert "{" not in text
        assert not text.startswith(" ")


def test_decomposed_facts_and_loose_spaces_are_tidied() -> None:
    name = PersonName(("Rene\u0301", "  Zoe\u0308 "), "Vo\u0302orbeeld \n Test")
    paper = printed("attest-leven", person=a_person(name))
    assert lines(paper)["person.family_name"] == "Vôorbeeld Test"
    assert lines(paper)["person.given_names"] == "René Zoë"


@pytest.mark.parametrize(
    "answer", [None, NotFound(), Ambiguous(2), Denied("no"), Unavailable("later")]
)
def test_a_document_is_never_printed_without_an_answer_of_its_register(answer) -> None:
    with pytest.raises(MissingFactError) as caught:
        printed("attest-leven", dossier=dossier("attest-leven", person=answer))
    assert caught.value.code == "person"


def test_the_basis_is_that_of_the_law_in_force() -> None:
    regime = the("akte-geboorte").regime_on(date(2026, 3, 17))
    assert regime
    expected = tuple(basis.ref for basis in regime.legal_basis)
    assert printed("akte-geboorte").basis == expected


def test_number_place_and_day_close_the_document() -> None:
    paper = printed("attest-leven")
    assert paper.number.startswith("34022-26-")
    assert (paper.place, paper.dated) == (kortrijk().signature.place, "17 maart 2026")


def test_a_document_with_a_choice_of_variants_says_which_it_is() -> None:
    assert printed("akte-geboorte", "afschrift").subtitle == "Afschrift"
    assert printed("akte-geboorte", "uittreksel", "fr").subtitle == "Extrait"
    assert printed("attest-leven").subtitle == ""


# --- notes and validity ---


@pytest.mark.parametrize(
    ("months", "until"), [(None, None), (3, date(2026, 2, 28)), (12, date(2026, 11, 30))]
)
def test_a_term_ends_on_the_same_day_of_the_month_or_its_last(months, until) -> None:
    assert valid_until(date(2025, 11, 30), months) == until


def test_the_term_stands_in_the_small_print_in_words() -> None:
    paper = printed("strafregister-uittreksel")
    assert paper.valid_until == date(2026, 6, 17)
    assert "Geldig tot en met 17 juni 2026." in paper.notes


def test_a_document_without_a_term_says_that_it_has_none() -> None:
    paper = printed("attest-leven")
    assert paper.valid_until is None
    assert any("geen wettelijke geldigheidsduur" in note for note in paper.notes)


def test_the_recipient_reads_whom_to_ask_and_which_number_to_give() -> None:
    paper = printed("attest-leven")
    assert any(paper.number in n and kortrijk().contact.phone in n for n in paper.notes)


def test_only_documents_with_national_numbers_speak_of_their_use() -> None:
    def speaks(document: str) -> bool:
        return any("rijksregisternummer" in note for note in printed(document).notes)

    assert speaks("attest-leven")
    assert speaks("attest-gezinssamenstelling")
    assert not speaks("akte-geboorte")


# --- people ---


def test_name_and_given_names_stand_on_lines_of_their_own() -> None:
    facts = lines(printed("attest-leven"))
    assert facts["person.family_name"] == "Voorbeeld"
    assert facts["person.given_names"] == "Marieke Aleidis"


def test_who_has_no_given_names_is_said_to_have_none() -> None:
    facts = lines(printed("attest-leven", person=a_person(ONE_LETTER)))
    assert facts["person.family_name"] == "O"
    assert facts["person.given_names"] == "Geen voornamen geregistreerd"


def test_an_incomplete_date_of_birth_stays_incomplete() -> None:
    facts = lines(printed("attest-leven", person=a_person(birth=a_birth(1948, 0, 0, "GR"))))
    assert facts["person.birth_date"] == "1948"
    assert facts["person.birth_place"] == "Θεσσαλονίκη (Griekenland)"


def test_an_address_has_its_box_in_the_language_of_the_document() -> None:
    dutch, french = printed("attest-leven"), printed("attest-leven", language="fr")
    assert lines(dutch)["person.address"] == "Sint-Amandsplein 12 bus 0203, 8500 Kortrijk"
    assert lines(french)["person.address"] == "Sint-Amandsplein 12 boîte 0203, 8500 Kortrijk"


def test_who_has_no_address_gets_no_certificate_of_it() -> None:
    with pytest.raises(MissingFactError, match=r"person\.address"):
        printed("attest-hoofdverblijfplaats", person=replace(a_person(), address=None))


def test_the_belgian_nationality_is_named_in_the_language_and_others_as_registered() -> None:
    both = (Nationality("150", "Belg"), Nationality("111", "Frans"))
    person = replace(a_person(), nationalities=both)
    paper = printed("attest-leven", language="de", person=person)
    assert lines(paper)["person.nationality"] == "Belgisch, Frans"


def test_who_is_not_belgian_gets_no_certificate_of_belgian_nationality() -> None:
    person = replace(a_person(), nationalities=(Nationality("111", "Frans"),))
    with pytest.raises(MissingFactError, match="nationality_acquired"):
        printed("attest-nationaliteit", person=person)


def test_a_nationality_without_known_ground_says_so() -> None:
    person = replace(a_person(), nationalities=(Nationality("150", "Belg"),))
    facts = lines(printed("attest-nationaliteit", person=person))
    assert facts["person.nationality_ground"] == "Geen geregistreerde informatie"


def test_who_has_not_declared_a_cohabitation_or_last_wishes_gets_that_in_writing() -> None:
    person = replace(a_person(), cohabitation=None, last_wishes=None)
    cohabitation = lines(printed("attest-wettelijke-samenwoning", person=person))
    wishes = lines(printed("attest-teraardebestelling", person=person))
    assert cohabitation["person.cohabitation"] == "Geen geregistreerde informatie"
    assert wishes["person.last_wishes"] == "Geen geregistreerde informatie"


@pytest.mark.parametrize(
    "change", [{"status": PersonStatus.DECEASED}, {"died": PartialDate(2026, 1, 2)}]
)
def test_nobody_who_died_is_certified_to_be_alive(change) -> None:
    with pytest.raises(MissingFactError, match=r"person\.alive"):
        printed("attest-leven", person=replace(a_person(), **change))


def test_who_is_no_voter_is_not_called_one() -> None:
    facts = lines(printed("attest-kiezer", person=replace(a_person(), is_voter=False)))
    assert facts["person.voter"] == "Niet ingeschreven als Belgisch kiezer"


# --- households and residences ---


def test_a_household_shows_every_member_with_place_birth_number_and_since() -> None:
    table = tables(printed("attest-gezinssamenstelling", members=12))["household.members"]
    assert len(table.rows) == 12
    assert table.rows[0] == (
        "Referentiepersoon",
        "Marieke Aleidis Voorbeeld",
        "1 januari 1955, Kortrijk",
        "85.61.30-001.50",
        "1 september 2014",
    )


def test_a_household_without_reference_person_is_not_printed() -> None:
    household = Found(Household(kortrijk_address(), ()))
    with pytest.raises(MissingFactError, match=r"household\.reference"):
        printed(
            "attest-gezinssamenstelling",
            dossier=dossier("attest-gezinssamenstelling", household=household),
        )


def kortrijk_address():
    return some_residences(1)[0].address


def test_the_history_here_leaves_other_municipalities_out() -> None:
    here = tables(printed("attest-hoofdverblijfplaats-historiek-gemeente", residences=8))
    everywhere = tables(printed("attest-hoofdverblijfplaats-historiek-volledig", residences=8))
    assert len(everywhere["residences.all"].rows) == 8
    assert all("8500 Kortrijk" in row[0] for row in here["residences.here"].rows)
    assert len(here["residences.here"].rows) == 4


def test_the_present_residence_lasts_until_now_and_foreign_ones_name_their_country() -> None:
    rows = tables(printed("attest-hoofdverblijfplaats-historiek-volledig", residences=4))
    table = rows["residences.all"].rows
    assert table[0][2] == "heden"
    assert table[3][0] == "Musterstraße 5, Aachen, Duitsland"


@pytest.mark.parametrize("which", ["gemeente", "volledig"])
def test_a_history_without_residences_is_not_printed(which) -> None:
    document = f"attest-hoofdverblijfplaats-historiek-{which}"
    with pytest.raises(MissingFactError, match="residences"):
        printed(document, dossier=dossier(document, residences=Found(())))


# --- acts ---


@pytest.mark.parametrize("document", ACTS)
def test_the_history_stands_on_copies_only(document) -> None:
    extract, copy = printed(document, "uittreksel"), printed(document, "afschrift")
    assert "act.history" not in tables(extract)
    assert len(tables(copy)["act.history"].rows) == 2
    assert "zonder de historiek" in extract.declaration
    assert "met de historiek" in copy.declaration


def test_a_copy_of_an_act_without_changes_says_so() -> None:
    act = Found(replace(an_act(ActKind.BIRTH), history=()))
    paper = printed("akte-geboorte", "afschrift", dossier=dossier("akte-geboorte", act=act))
    assert paper.sections[-1].paragraphs == (
        "De akte vermeldt geen latere wijziging van de staat.",
    )


@pytest.mark.parametrize("document", ACTS)
@pytest.mark.parametrize("variant", ["uittreksel", "afschrift"])
def test_nothing_is_said_of_anybodys_sex(document, variant) -> None:
    texts = " ".join(facts_of(printed(document, variant))).lower()
    assert "vrouwelijk" not in texts
    assert "geslacht" not in texts.replace("registratie van het geslacht", "")


def test_parties_stand_by_their_role() -> None:
    table = tables(printed("akte-geboorte"))["act.parties"]
    assert [row[0] for row in table.rows] == ["Moeder", "Vader"]


def test_two_spouses_stand_in_a_table_and_one_concerned_on_lines() -> None:
    assert len(tables(printed("akte-huwelijk"))["act.concerned"].rows) == 2
    assert lines(printed("akte-geboorte"))["person.family_name"] == "Voorbeeld"


def test_a_party_whose_birth_is_not_known_is_printed_without_it() -> None:
    act = an_act(ActKind.BIRTH)
    unknown = tuple(replace(party, birth=None) for party in act.parties)
    paper = printed(
        "akte-geboorte", dossier=dossier("akte-geboorte", act=Found(replace(act, parties=unknown)))
    )
    assert tables(paper)["act.parties"].rows[0][2] == "Geen geregistreerde informatie"
    assert "person.birth" not in lines(paper)


@pytest.mark.parametrize("field", ["reference", "number", "registrar"])
def test_an_act_without_reference_number_or_registrar_is_not_printed(field) -> None:
    act = Found(replace(an_act(ActKind.BIRTH), **{field: ""}))
    with pytest.raises(MissingFactError, match=f"act.{field}"):
        printed("akte-geboorte", dossier=dossier("akte-geboorte", act=act))


def test_an_act_that_concerns_nobody_is_not_printed() -> None:
    act = Found(replace(an_act(ActKind.BIRTH), parties=()))
    with pytest.raises(MissingFactError, match=r"act\.concerned"):
        printed("akte-geboorte", dossier=dossier("akte-geboorte", act=act))


def test_the_fact_has_its_date_as_known_and_its_place() -> None:
    act = Found(replace(an_act(ActKind.BIRTH), fact_date=PartialDate(1948, 5)))
    paper = printed("akte-geboorte", dossier=dossier("akte-geboorte", act=act))
    assert lines(paper)["act.fact"] == "mei 1948, Kortrijk"


# --- the criminal record ---


def test_a_blank_record_says_blank() -> None:
    paper = printed("strafregister-uittreksel", "595")
    assert lines(paper)["record.content"] == "BLANCO"
    assert lines(printed("strafregister-uittreksel", "595", "fr"))["record.content"] == "NÉANT"


def test_a_record_with_convictions_lists_them_and_never_says_blank() -> None:
    paper = printed("strafregister-uittreksel", "595", is_blank=False)
    assert len(tables(paper)["record.convictions"].rows) == 2
    assert "BLANCO" not in " ".join(facts_of(paper))


def test_purpose_and_activity_are_in_words_of_the_language() -> None:
    facts = lines(printed("strafregister-uittreksel", "596-1", "de"))
    assert facts["record.purpose"] == "Eine gesetzlich geregelte Tätigkeit"
    assert facts["record.activity"] == "Bewachung und private Sicherheit"
    assert "record.activity" not in lines(printed("strafregister-uittreksel", "595"))


@pytest.mark.parametrize(
    ("advice", "words"),
    [
        (PoliceAdvice.CLEAR, "Geen verbod om ze uit te oefenen"),
        (PoliceAdvice.PROHIBITED, "Verbod om ze uit te oefenen"),
        (PoliceAdvice.NOT_ASKED, None),
    ],
)
def test_what_the_police_said_is_printed_when_they_were_asked(advice, words) -> None:
    record = Found(CriminalExtract(RecordModel.MINORS, (), advice))
    paper = printed(
        "strafregister-uittreksel",
        "596-2",
        dossier=dossier("strafregister-uittreksel", record=record),
    )
    assert lines(paper).get("record.police") == words


def test_a_record_is_not_printed_while_the_police_have_not_answered() -> None:
    record = Found(replace(a_record(RecordModel.MINORS), police=PoliceAdvice.PENDING))
    with pytest.raises(MissingFactError, match=r"record\.police"):
        printed(
            "strafregister-uittreksel",
            "596-2",
            dossier=dossier("strafregister-uittreksel", record=record),
        )


# --- values ---


def test_a_line_names_its_fact_for_machines() -> None:
    section = printed("attest-leven").sections[1]
    assert section.lines[0] == Line("Naam", "Voorbeeld", "person.family_name")
