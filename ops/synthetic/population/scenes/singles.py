"""People of note who live alone."""

from datetime import date, timedelta

from chalicelib.domain.registers.access import Service
from chalicelib.domain.registers.acts import ActOrigin
from chalicelib.domain.registers.answers import Ambiguous, Denied
from chalicelib.domain.registers.criminal_record import Conviction
from chalicelib.domain.registers.people import Nationality, Place
from ops.synthetic.population import acts, places, rare_acts, settle
from ops.synthetic.population.drafts import Home, Sex, Stay
from ops.synthetic.population.scenes.stage import Cast, become_belgian


def convicted(cast: Cast) -> None:
    """Somebody with convictions."""
    dieter = cast.adult(Sex.MALE, "1992-06-09", "Dieter", "Callens", since="2018-02-01")
    dieter.convictions = (
        Conviction(date(2020, 10, 5), *settle.OFFENCES[2]),
        Conviction(date(2025, 1, 20), *settle.OFFENCES[0]),
    )
    cast.note("strafblad", dieter, "Heeft een strafregister dat niet blanco is.")


def protected(cast: Cast) -> None:
    """Somebody whose address is confidential."""
    joke = cast.adult(Sex.FEMALE, "1994-12-01", "Joke", "Verhelst", since="2023-11-06")
    if joke.home:
        joke.home.is_protected = True
    cast.note("beschermd", joke, "Heeft een adres dat vertrouwelijk is.")


def on_paper(cast: Cast) -> None:
    """Somebody whose birth act nobody has digitised."""
    gilbert = cast.adult(Sex.MALE, "1952-04-30", "Gilbert Cyriel", "Vanhoutte", since="1980-05-01")
    acts.file(acts.birth(cast.maker, gilbert, ActOrigin.ON_PAPER), gilbert)
    cast.note("papieren-akte", gilbert, "De geboorteakte staat nog op papier.")


def moving(cast: Cast) -> None:
    """Somebody who is moving house."""
    senne = cast.adult(Sex.MALE, "1999-09-09", "Senne", "Debaere", since="2022-01-15")
    if senne.home:
        senne.home.is_moving = True
    cast.note("verhuist", senne, "Een adreswijziging is nog niet afgerond.")


def long_name(cast: Cast) -> None:
    """Somebody with the longest name."""
    given = "Marie-Antoinette Josephine Wilhelmina Godelieve Françoise-Xavière Éléonore Maximiliana"
    family = "van der Straeten-Vandenbroeckhoven de Crombrugghe Verschueren-Wyckhuysse"
    marie = cast.adult(Sex.FEMALE, "1976-01-06", given, family, since="2009-03-03")
    rare_acts.name_choice(cast.maker, marie, "van der Straeten", date(2020, 6, 2))
    cast.note("lange-naam", marie, "Heeft een zeer lange naam en koos die zelf.")


def greek(cast: Cast) -> None:
    """Somebody with Greek letters, born in some year."""
    place = Place("Θεσσαλονίκη", "GR")
    eleni = cast.adult(
        Sex.FEMALE,
        "1981-00-00",
        "Ελένη Μαρία",
        "Παπαδοπούλου",
        origin="greek",
        place=place,
        since="2012-10-01",
    )
    cast.note(
        "grieks", eleni, "Heeft een naam in Griekse letters; alleen het geboortejaar is bekend."
    )


def cyrillic(cast: Cast) -> None:
    """Somebody with Cyrillic letters, born in some month."""
    place = Place("Харків", "UA")
    olena = cast.adult(
        Sex.FEMALE,
        "1987-03-00",
        "Олена",
        "Ґудзь-Їжакевич",
        origin="ukrainian",
        place=place,
        since="2013-06-17",
    )
    become_belgian(cast.maker, olena, date(2021, 2, 22))
    rare_acts.first_name_change(cast.maker, olena, ("Елена",), date(2022, 5, 10))
    cast.note("cyrillisch", olena, "Heeft een naam in Cyrillische letters; twee nationaliteiten.")


def thirty(cast: Cast) -> None:
    """Somebody who moved twenty-nine times."""
    wim = cast.adult(Sex.MALE, "1963-11-11", "Wim", "Zonnekeyn")
    days = [wim.born, *(date(1982, 1, 4) + timedelta(days=520 * n) for n in range(29))]
    for index, (day, end) in enumerate(zip(days, [*days[1:], None], strict=True)):
        address = places.elsewhere(cast.maker.rng, places.any_neighbour(cast.maker.rng))
        if index % 3 == 2:
            address = places.here(cast.maker.rng)
        wim.stays.append(Stay(address, day, end))
    last = wim.stays[-1]
    wim.home = Home([(last.address, last.since)], [wim])
    rare_acts.absence(cast.maker, wim, date(2020, 3, 2), back=last.since)
    cast.note(
        "dertig-adressen", wim, "Woonde op dertig adressen en was een tijd afwezig verklaard."
    )


def foreigner(cast: Cast) -> None:
    """Somebody who has no Belgian nationality."""
    joao = cast.adult(
        Sex.MALE,
        "1991-04-18",
        "João Luís",
        "Guimarães Leitão",
        origin="portuguese",
        place=Place("Guimarães", "PT"),
        since="2019-01-08",
    )
    joao.nationalities = (Nationality("123", places.nationality_name("PT")),)
    cast.note("buitenlander", joao, "Is geen Belg en geen kiezer; de geboorteakte is buitenlands.")


def elsewhere(cast: Cast) -> None:
    """Somebody whom another municipality looks after."""
    tine = cast.adult(Sex.FEMALE, "1989-02-03", "Tine", "Holvoet", since="2011-01-10")
    settle.move_elsewhere(cast.maker, tine, date(2025, 9, 1))
    cast.note("elders", tine, "Woont intussen in een andere gemeente, die het dossier beheert.")


def namesakes(cast: Cast) -> None:
    """Two people with one name and birth date."""
    first = cast.adult(Sex.MALE, "1980-05-14", "Jan", "Declercq", since="2005-02-02")
    second = cast.adult(Sex.MALE, "1980-05-14", "Jan", "Declercq", since="2010-06-01")
    rare_acts.name_change(cast.maker, second, "Declercq-Tack", date(2021, 7, 5))
    cast.note("naamgenoot-een", first, "Heeft een naamgenoot met dezelfde geboortedatum.")
    cast.note("naamgenoot-twee", second, "Is die naamgenoot; veranderde van familienaam.")


def gender(cast: Cast) -> None:
    """Somebody whose registration of gender changed."""
    noor = cast.adult(Sex.FEMALE, "1996-03-29", "Noor", "O", since="2020-04-01")
    rare_acts.gender_registration(cast.maker, noor, date(2021, 9, 13))
    cast.note(
        "geslacht", noor, "Liet de geslachtsregistratie aanpassen; familienaam van één letter."
    )


def without_given_name(cast: Cast) -> None:
    """Somebody without a given name."""
    draft = cast.adult(
        Sex.FEMALE,
        "1986-12-12",
        "",
        "Suhartini",
        origin="indonesian",
        place=Place("Yogyakarta", "ID"),
        since="2016-09-19",
    )
    cast.note("zonder-voornaam", draft, "Heeft volgens het register geen voornaam.")


def refused(cast: Cast) -> None:
    """Two people whose files the register keeps back."""
    twice = cast.adult(Sex.MALE, "1970-10-20", "Marc", "Seynaeve", since="1999-09-01")
    twice.refusals[Service.PERSON] = Ambiguous(2)
    never = cast.adult(Sex.FEMALE, "1968-08-08", "Rita", "Huyghe", since="1995-01-02")
    never.refusals[Service.PERSON] = Denied("not_authorised")
    cast.note("dubbel-dossier", twice, "Komt twee keer voor in het register.")
    cast.note(
        "geen-machtiging", never, "Over deze persoon mag de gemeente het register niet vragen."
    )


SCENES = (
    convicted,
    protected,
    on_paper,
    moving,
    long_name,
    greek,
    cyrillic,
    thirty,
    foreigner,
    elsewhere,
    namesakes,
    gender,
    without_given_name,
    refused,
)
