import unicodedata
from dataclasses import replace
from datetime import date

import pytest

from chalicelib.domain.certificates.facts import RegisterAnswers
from chalicelib.domain.certificates.wording.document import MissingFactError
from chalicelib.domain.issued.printing import Line, PrintedDocument, Table
from chalicelib.domain.issued.validity import valid_until
from chalicelib.domain.registers.acts import ActKind, ActOrigin
from chalicelib.domain.registers.answers import Ambiguous, Denied, Found, NotFound, Unavailable
from chalicelib.domain.registers.criminal_record import CriminalExtract, PoliceAdvice, RecordModel
from chalicelib.domain.registers.people import (
    Cohabitation,
    Household,
    Nationality,
    PersonName,
    PersonStatus,
)
from chalicelib.domain.registers.relations import Relation
from chalicelib.domain.shared.language import Names
from chalicelib.domain.shared.partial_date import PartialDate
from chalicelib.domain.tenants.municipality import Head, Municipality
from tests.support.orders import ordering
from tests.support.printing.desk import catalogue, choosing, facts_of, kortrijk, printed, the
from tests.support.printing.people import (
    ISSUED_ON,
    ONE_LETTER,
    a_birth,
    a_household,
    a_person,
    a_record,
    an_act,
    an_order_for,
    register_answers,
    some_residences,
)

HOUSEHOLD = "attest-gezinssamenstelling"
ACTS = [d.id for d in catalogue().all() if d.register.act_kind]


def lines(document: PrintedDocument) -> dict[str, str]:
    return {line.code: line.value for s in document.sections for line in s.lines}


def tables(document: PrintedDocument) -> dict[str, Table]:
    return {table.code: table for s in document.sections for table in s.tables}


def answered(document_id: str, **changes) -> RegisterAnswers:
    base = register_answers(the(document_id), the(document_id).default_variant.id)
    return replace(base, **changes)


# --- every document ---


@pytest.mark.parametrize("document", [d.id for d in catalogue().all()])
@pytest.mark.parametrize("language", ["nl", "fr", "de"])
def test_every_document_prints_all_its_sections_in_composed_form(document, language) -> None:
    paper = printed(document, language=language)
    variant, here = the(document).default_variant.id, kortrijk().prints(document)
    said = [
        part
        for part in the(document).printed
        if any(fact.stands_on(variant, ISSUED_ON, here) for fact in part.facts)
    ]
    unsaid = {"akte-nationaliteit": 1}
    """Nobody declared anything in the act that is used here."""
    assert len(paper.sections) == len(said) - unsaid.get(document, 0)
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
        printed("attest-leven", answered=answered("attest-leven", person=answer))
    assert caught.value.code == "person"


def test_the_basis_is_that_of_the_document_and_not_of_who_may_ask() -> None:
    assert printed("akte-geboorte").basis == (
        "Oud Burgerlijk Wetboek, art. 28 en 29",
        (
            "Koninklijk besluit van 3 februari 2019 tot vaststelling van de modellen van"
            " uittreksels en afschriften van akten van de burgerlijke stand"
        ),
    )


@pytest.mark.parametrize(("day", "count"), [(date(2022, 12, 14), 2), (date(2022, 12, 15), 3)])
def test_a_law_stands_on_documents_from_the_day_on_which_it_is_in_force(day, count) -> None:
    assert len(printed("strafregister-uittreksel", on=day).basis) == count


@pytest.mark.parametrize(
    ("language", "stated"),
    [
        ("nl", "Afgeleverd voor genealogische, historische of wetenschappelijke doeleinden."),
        ("fr", "Délivré à des fins généalogiques, historiques ou scientifiques."),
        ("de", "Ausgestellt zu genealogischen, historischen oder wissenschaftlichen Zwecken."),
    ],
)
def test_an_act_for_research_states_that_in_the_prescribed_words(language, stated) -> None:
    case = ordering(an_order_for(the("akte-geboorte"), "uittreksel"), language=language)
    research = ordering(case, purpose="research")
    assert stated in printed("akte-geboorte", case=research).notes
    assert stated not in printed("akte-geboorte", case=case).notes


def test_the_law_that_lets_somebody_else_ask_stands_in_the_small_print_of_theirs_only() -> None:
    case = an_order_for(the("akte-geboorte"), "uittreksel")
    for_spouse = ordering(case, claimed=Relation.SPOUSE)
    cited = "Koninklijk besluit van 11 november 2024"
    assert cited in " ".join(printed("akte-geboorte", case=for_spouse).notes)
    assert cited not in " ".join(printed("akte-geboorte").notes)


# --- who declares and signs ---


@pytest.mark.parametrize("document", [d.id for d in catalogue().all()])
@pytest.mark.parametrize("language", ["nl", "fr", "de"])
def test_the_registrar_declares_on_no_document(document, language) -> None:
    declared = printed(document, language=language).declaration
    for registrar in ("ambtenaar van de burgerlijke stand", "fficier de l", "Standesbeamte"):
        assert registrar not in declared


@pytest.mark.parametrize("document", ACTS)
def test_an_act_has_its_date_of_issue_and_a_seal_and_nobody_under_it(document) -> None:
    paper = printed(document)
    assert paper.signed == ()
    assert paper.closing == "Uitgereikt in Kortrijk op 17 maart 2026"


def test_a_certificate_is_confirmed_by_the_municipality_whose_office_stands_under_it() -> None:
    paper = printed("attest-leven")
    assert paper.declaration.startswith("Stad Kortrijk bevestigt")
    title = kortrijk().signature.title.nl
    assert [said.text for said in paper.signed] == ["Namens Stad Kortrijk", title]


@pytest.mark.parametrize(
    ("language", "name", "confirms", "behalf"),
    [
        ("nl", "Stad Kortrijk", "Stad Kortrijk bevestigt", "Namens Stad Kortrijk"),
        (
            *("fr", "Commune d’Essai", "La Commune d’Essai confirme"),
            "Au nom de la Commune d’Essai",
        ),
        ("fr", "Bel-Essai", "Bel-Essai confirme", "Au nom de Bel-Essai"),
        ("de", "Stadt Probe", "Die Stadt Probe bestätigt", "Im Namen der Stadt Probe"),
        ("de", "Probe", "Probe bestätigt", "Im Namen von Probe"),
    ],
)
def test_a_municipality_stands_in_a_sentence_with_the_article_of_its_kind(
    language, name, confirms, behalf
) -> None:
    here = replace(kortrijk(), letterhead=(Head(language, name, "Burgerzaken"),))
    paper = printed("attest-leven", language=language, here=here)
    assert paper.declaration.startswith(confirms)
    assert paper.signed[0].text == behalf


def test_another_office_stands_under_what_is_for_abroad_where_the_municipality_says_so() -> None:
    mayor = Names("De burgemeester", "Le bourgmestre", "Der Bürgermeister", "The mayor")
    here = replace(kortrijk(), signature=replace(kortrijk().signature, abroad=mayor))
    case = an_order_for(the("attest-leven"), "attest")
    abroad = ordering(case, abroad="CA")
    assert printed("attest-leven", here=here, case=abroad).signed[-1].text == "De burgemeester"
    assert printed("attest-leven", here=here).signed[-1].text == kortrijk().signature.title.nl


@pytest.mark.parametrize(
    ("day", "is_signed"), [(date(2022, 12, 14), True), (date(2022, 12, 15), False)]
)
def test_a_criminal_record_is_signed_by_the_municipality_until_december_2022(
    day, is_signed
) -> None:
    paper = printed("strafregister-uittreksel", on=day)
    assert bool(paper.signed) is is_signed
    assert paper.declaration.startswith("Stad Kortrijk" if is_signed else "Dit uittreksel")


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
    assert "Te gebruiken en na te kijken tot en met 17 juni 2026." in paper.notes


def test_a_certificate_without_a_term_holds_while_its_facts_do() -> None:
    paper = printed("attest-leven")
    assert paper.valid_until is None
    assert "Dit document geldt zolang de gegevens juist zijn." in paper.notes


def test_an_act_names_the_usual_term_and_who_decides() -> None:
    paper = printed("akte-geboorte")
    assert paper.valid_until is None
    assert any("3 maanden" in note and "beslist" in note for note in paper.notes)


def test_the_recipient_reads_whom_to_ask_and_which_number_to_give() -> None:
    paper = printed("attest-leven")
    assert any(paper.number in n and kortrijk().contact.phone in n for n in paper.notes)


def test_only_documents_with_national_numbers_speak_of_their_use() -> None:
    def speaks(document: str, here: Municipality | None = None) -> bool:
        paper = printed(document, here=here)
        return any("rijksregisternummer" in note for note in paper.notes)

    assert speaks("attest-leven")
    assert not speaks("attest-gezinssamenstelling")
    with_numbers = choosing("attest-gezinssamenstelling", household__numbers=True)
    assert speaks("attest-gezinssamenstelling", with_numbers)
    assert not speaks("akte-geboorte")


# --- what the law leaves open ---


def test_a_municipality_leaves_out_what_no_source_asks_for() -> None:
    without = choosing("attest-leven", person__national_number=False)
    assert "person.national_number" in lines(printed("attest-leven"))
    assert "person.national_number" not in lines(printed("attest-leven", here=without))


def test_a_municipality_adds_what_is_not_confirmed() -> None:
    added = choosing("attest-leven", person__civil_status=True)
    assert "person.civil_status" not in lines(printed("attest-leven"))
    assert lines(printed("attest-leven", here=added))["person.civil_status"] == "Gehuwd"


def test_what_a_source_asks_for_cannot_be_left_out() -> None:
    without = choosing("akte-geboorte", detail__sex=False, act__number=False)
    facts = lines(printed("akte-geboorte", "afschrift", here=without))
    assert {"act.sex", "act.number"} <= facts.keys()
    assert "act.sex" not in lines(printed("akte-geboorte", "uittreksel", here=without))


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


def test_a_nationality_without_known_day_or_ground_says_so() -> None:
    person = replace(a_person(), nationalities=(Nationality("150", "Belg"),))
    here = choosing("attest-nationaliteit", person__nationality_ground=True)
    facts = lines(printed("attest-nationaliteit", person=person, here=here))
    assert facts["person.nationality_since"] == "Geen geregistreerde informatie"
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


def test_a_household_shows_every_member_with_place_birth_and_since() -> None:
    table = tables(printed("attest-gezinssamenstelling", members=12))["household.members"]
    assert len(table.rows) == 12
    assert table.rows[0] == (
        "Referentiepersoon",
        "Marieke Aleidis Voorbeeld",
        "1 januari 1955, Kortrijk",
        "1 september 2014",
    )


def test_the_members_numbers_and_those_in_the_attached_facts_are_a_choice() -> None:
    here = choosing("attest-gezinssamenstelling", household__numbers=True)
    with_numbers = printed("attest-gezinssamenstelling", here=here)
    without = printed("attest-gezinssamenstelling")
    assert tables(with_numbers)["household.members"].rows[0][3] == "85.61.30-001.50"
    assert "identificator" in str(with_numbers.about)
    assert "identificator" not in str(without.about)


def test_a_household_without_reference_person_is_not_printed() -> None:
    household = Found(Household(kortrijk_address(), ()))
    with pytest.raises(MissingFactError, match=r"household\.reference"):
        printed(
            "attest-gezinssamenstelling",
            answered=answered("attest-gezinssamenstelling", household=household),
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
        printed(document, answered=answered(document, residences=Found(())))


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
    paper = printed("akte-geboorte", "afschrift", answered=answered("akte-geboorte", act=act))
    assert paper.sections[-1].paragraphs == (
        "De akte vermeldt geen latere wijziging van de staat.",
    )


@pytest.mark.parametrize("document", ["akte-geboorte", "akte-levenloos-kind"])
def test_a_copy_gives_sex_and_hour_as_the_act_does(document) -> None:
    """Art. 44, 58 and 59 of the former Civil Code."""
    facts = lines(printed(document, "afschrift"))
    assert (facts["act.sex"], facts["act.time"]) == ("Vrouwelijk", "14.25 uur")


def test_a_stillborn_child_has_the_duration_of_the_pregnancy() -> None:
    assert lines(printed("akte-levenloos-kind"))["act.pregnancy"] == "31 weken"


@pytest.mark.parametrize(
    ("document", "codes"),
    [
        ("akte-echtscheiding", {"act.court", "act.judgment_number", "act.final_date", "act.basis"}),
        ("akte-adoptie", {"act.court", "act.judgment_number", "act.former_name", "act.basis"}),
        ("akte-naamsverandering", {"act.old_name", "act.decree", "act.basis"}),
        ("akte-voornaamsverandering", {"act.old_first_names", "act.basis"}),
        ("akte-afwezigheid", {"act.court", "act.judgment_date", "act.final_date", "act.basis"}),
    ],
)
def test_basis_and_former_names_stand_on_copies_only(document, codes) -> None:
    extract, copy = printed(document, "uittreksel"), printed(document, "afschrift")
    assert codes <= lines(copy).keys()
    assert not codes & lines(extract).keys()


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ("akte-naamkeuze", "act.old_name"),
        ("akte-prenatale-erkenning", "act.chosen_name"),
        ("akte-nationaliteit", "act.acquired_on"),
        ("akte-afwezigheid", "act.last_seen"),
    ],
)
def test_what_has_no_ground_stands_on_neither(document, code) -> None:
    for variant in ("uittreksel", "afschrift"):
        assert code not in lines(printed(document, variant))


def test_an_act_of_death_names_nobody_but_the_deceased() -> None:
    texts = " ".join(facts_of(printed("akte-overlijden", "afschrift")))
    assert "Voorbeeld" in texts
    assert "Testmans" not in texts.replace("Erkenning door Jonas Testmans", "").replace(
        "Verklaring van naamkeuze: Testmans Voorbeeld", ""
    )


def test_witnesses_of_a_marriage_stand_with_their_birth() -> None:
    rows = tables(printed("akte-huwelijk"))["act.parties"].rows
    assert [row[0] for row in rows] == ["Getuige", "Getuige"]
    assert all("Kortrijk" in row[2] for row in rows)


@pytest.mark.parametrize(
    ("origin", "made_on", "effective", "said"),
    [
        (ActOrigin.NEW_BELGIAN, date(2020, 3, 4), PartialDate(2020, 3, 4), None),
        (ActOrigin.NEW_BELGIAN, date(2020, 3, 4), PartialDate(2020, 2, 1), "1 februari 2020"),
        (ActOrigin.MIGRATED, date(2020, 3, 4), PartialDate(2020, 3, 4), "4 maart 2020"),
    ],
)
def test_an_extract_says_from_when_the_act_counts_where_that_is_another_day(
    origin, made_on, effective, said
) -> None:
    act = replace(an_act(ActKind.BIRTH), origin=origin, made_on=made_on, effective_on=effective)
    paper = printed("akte-geboorte", answered=answered("akte-geboorte", act=Found(act)))
    assert lines(paper).get("act.effect") == said


def test_a_copy_of_a_migrated_act_is_an_image_and_is_not_typed_anew() -> None:
    act = Found(replace(an_act(ActKind.BIRTH), origin=ActOrigin.MIGRATED))
    with pytest.raises(MissingFactError, match=r"act\.image"):
        printed("akte-geboorte", "afschrift", answered=answered("akte-geboorte", act=act))
    assert printed("akte-geboorte", "uittreksel", answered=answered("akte-geboorte", act=act))


def test_each_change_has_its_basis_and_its_registration() -> None:
    table = tables(printed("akte-geboorte", "afschrift"))["act.history"]
    assert table.columns[2:] == ("Op grond van", "Ingeschreven in de DABS")
    assert table.rows[0] == (
        "1 juni 2021",
        "Erkenning door Jonas Testmans",
        "Akte 2021-44 van Kortrijk",
        "2 juni 2021, 2021-0000-1234-0044",
    )
    assert table.rows[1][2:] == ("Geen geregistreerde informatie",) * 2


@pytest.mark.parametrize(
    ("language", "hour", "judged", "sex"),
    [
        ("fr", "14 h 25", "3 mars 2020", "Féminin"),
        ("de", "14.25 Uhr", "3. März 2020", "Weiblich"),
    ],
)
def test_hours_dates_and_known_words_of_an_act_are_in_the_language_of_the_document(
    language, hour, judged, sex
) -> None:
    birth = lines(printed("akte-geboorte", "afschrift", language))
    assert (birth["act.time"], birth["act.sex"]) == (hour, sex)
    divorce = lines(printed("akte-echtscheiding", "afschrift", language))
    assert divorce["act.judgment_date"] == judged


def test_free_text_of_a_register_says_its_language_where_it_is_not_the_documents() -> None:
    french = printed("akte-erkenning", "afschrift", "fr")
    languages = {line.code: line.language for s in french.sections for line in s.lines}
    assert languages["act.consent"] == languages["act.registrar"] == "nl"
    assert languages["act.number"] is languages["act.chosen_name"] is None
    assert tables(french)["act.history"].languages == (
        (None, "nl", "nl", None),
        (None, "nl", None, None),
    )
    dutch = printed("akte-erkenning", "afschrift")
    assert not [line for s in dutch.sections for line in s.lines if line.language]


# --- names ---


@pytest.mark.parametrize("family", ["", "  ", "\u00ad", "-"])
def test_somebody_without_a_family_name_goes_to_a_clerk(family) -> None:
    nobody = PersonName(("Marieke",), family)
    household = answered(HOUSEHOLD, household=Found(a_household(4, nobody)))
    partner = Cohabitation(nobody, date(2010, 2, 1), "Kortrijk")
    together = replace(a_person(), cohabitation=partner)
    act = an_act(ActKind.BIRTH)
    mother = replace(act.parties[1], name=nobody)
    parents = Found(replace(act, parties=(act.parties[0], mother)))
    for document, facts in (
        ("attest-leven", {"person": a_person(nobody)}),
        (HOUSEHOLD, {"answered": household}),
        ("attest-wettelijke-samenwoning", {"person": together}),
        ("akte-geboorte", {"answered": answered("akte-geboorte", act=parents)}),
    ):
        with pytest.raises(MissingFactError):
            printed(document, **facts)


def test_a_stillborn_child_without_a_name_is_printed_without_one() -> None:
    act = an_act(ActKind.STILLBORN)
    child = replace(act.parties[0], name=PersonName((), ""))
    act = replace(act, parties=(child, *act.parties[1:]))
    paper = printed("akte-levenloos-kind", answered=answered("akte-levenloos-kind", act=Found(act)))
    assert "person.family_name" not in lines(paper)


@pytest.mark.parametrize("unseen", ["\u00ad", "\u200b", "\u2060", "\ufeff"])
def test_what_cannot_be_seen_in_a_name_is_not_printed(unseen) -> None:
    person = a_person(PersonName((f"Ma{unseen}rieke",), f"Voor{unseen}beeld"))
    facts = lines(printed("attest-leven", person=person))
    assert facts["person.family_name"] == "Voorbeeld"
    assert facts["person.given_names"] == "Marieke"


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
        "akte-geboorte",
        answered=answered("akte-geboorte", act=Found(replace(act, parties=unknown))),
    )
    assert tables(paper)["act.parties"].rows[0][2] == "Geen geregistreerde informatie"
    assert "person.birth" not in lines(paper)


@pytest.mark.parametrize("field", ["reference", "number", "registrar"])
def test_an_act_without_reference_number_or_registrar_is_not_printed(field) -> None:
    act = Found(replace(an_act(ActKind.BIRTH), **{field: ""}))
    with pytest.raises(MissingFactError, match=f"act.{field}"):
        printed("akte-geboorte", answered=answered("akte-geboorte", act=act))


def test_an_act_that_concerns_nobody_is_not_printed() -> None:
    act = Found(replace(an_act(ActKind.BIRTH), parties=()))
    with pytest.raises(MissingFactError, match=r"act\.concerned"):
        printed("akte-geboorte", answered=answered("akte-geboorte", act=act))


def test_the_fact_has_its_date_as_known_and_its_place() -> None:
    act = Found(replace(an_act(ActKind.BIRTH), fact_date=PartialDate(1948, 5)))
    paper = printed("akte-geboorte", answered=answered("akte-geboorte", act=act))
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
def test_what_the_police_said_is_printed_until_they_are_no_longer_asked(advice, words) -> None:
    record = Found(CriminalExtract(RecordModel.MINORS, (), advice))
    answers = answered("strafregister-uittreksel", record=record)

    def said(on: date) -> str | None:
        paper = printed("strafregister-uittreksel", "596-2", answered=answers, on=on)
        return lines(paper).get("record.police")

    assert said(date(2025, 8, 5)) == words
    assert said(date(2025, 8, 6)) is None


def test_nobody_in_custody_gets_the_model_for_work_with_minors() -> None:
    record = Found(replace(a_record(RecordModel.MINORS), in_custody=True))
    answers = answered("strafregister-uittreksel", record=record)
    with pytest.raises(MissingFactError, match=r"record\.in_custody"):
        printed("strafregister-uittreksel", "596-2", answered=answers)


def test_a_record_is_not_printed_while_the_police_have_not_answered() -> None:
    record = Found(replace(a_record(RecordModel.MINORS), police=PoliceAdvice.PENDING))
    with pytest.raises(MissingFactError, match=r"record\.police"):
        printed(
            "strafregister-uittreksel",
            "596-2",
            answered=answered("strafregister-uittreksel", record=record),
            on=date(2025, 8, 5),
        )


# --- values ---


def test_a_line_names_its_fact_for_machines() -> None:
    section = printed("attest-leven").sections[1]
    assert section.lines[0] == Line("Naam", "Voorbeeld", "person.family_name")
