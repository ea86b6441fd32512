"""People of note and their families."""

from datetime import date

from chalicelib.domain.registers.people import LastWishes, Place
from ops.synthetic.population import rare_acts, settle
from ops.synthetic.population.drafts import Bond, Sex, descend, join
from ops.synthetic.population.scenes.stage import KORTRIJK, Cast, become_belgian, part


def ordinary(cast: Cast) -> None:
    """Married, with two small children."""
    lien = cast.adult(Sex.FEMALE, "1985-07-30", "Lien Godelieve", "Vandewalle")
    pieter = cast.adult(Sex.MALE, "1983-02-11", "Pieter", "Claeys")
    home = cast.house(date(2017, 5, 2), pieter, lien)
    join(pieter, lien, Bond.MARRIAGE, date(2019, 6, 15), KORTRIJK)
    cast.child(Sex.FEMALE, "2020-09-03", "Noor Lien", lien, pieter, home=home)
    cast.child(Sex.MALE, "2023-04-21", "Arthur", lien, pieter, home=home)
    lien.last_wishes = LastWishes("crematie, de as bijgezet", "vrijzinnig", date(2021, 3, 9))
    cast.note("volwassene", lien, "Een gewone inwoner: gehuwd, twee kinderen, niets bijzonders.")


def parent(cast: Cast) -> None:
    """A legal cohabitant who recognised his children."""
    nele = cast.adult(Sex.FEMALE, "1990-11-19", "Nele", "Maes")
    bram = cast.adult(Sex.MALE, "1988-01-25", "Bram Jozef", "Deprez")
    home = cast.house(date(2014, 9, 1), bram, nele)
    join(bram, nele, Bond.LEGAL_COHABITATION, date(2015, 3, 20), KORTRIJK)
    fien = cast.child(Sex.FEMALE, "2016-10-07", "Fien", nele, bram, home=home)
    kobe = cast.child(Sex.MALE, "2021-12-14", "Kobe Luc", nele, bram, home=home)
    rare_acts.recognition(cast.maker, fien, bram, date(2016, 10, 12))
    rare_acts.prenatal_recognition(cast.maker, kobe, bram)
    cast.note("ouder", bram, "Woont wettelijk samen en erkende twee minderjarige kinderen.")


def bereaved(cast: Cast) -> None:
    """An adopted daughter whose father died."""
    denise = cast.adult(Sex.FEMALE, "1951-08-02", "Denise", "Bossuyt")
    roger = cast.adult(Sex.MALE, "1949-03-17", "Roger Albert", "Lambrecht")
    cast.house(date(1975, 4, 12), roger, denise)
    join(roger, denise, Bond.MARRIAGE, date(1975, 4, 12), KORTRIJK)
    sofie = cast.child(Sex.FEMALE, "1979-05-28", "Sofie", denise, roger, home=None)
    cast.house(date(2004, 7, 1), sofie)
    rare_acts.adoption(cast.maker, sofie, [roger, denise], date(1984, 2, 6), full=True)
    settle.die(roger, date(2024, 2, 11))
    cast.note("nabestaande", sofie, "Verloor haar adoptievader en kan zijn akte vragen.")


def letters(cast: Cast) -> None:
    """A divorced new Belgian with many letters."""
    place = Place("Łódź", "PL")
    lucja = cast.adult(
        Sex.FEMALE, "1984-08-16", "Łucja Şule", "Strauß-Dvořáčková", origin="polish", place=place
    )
    laszlo = cast.adult(
        Sex.MALE,
        "1980-02-27",
        "László Győző",
        "Erdős",
        origin="hungarian",
        place=Place("Győr", "HU"),
    )
    cast.house(date(2010, 3, 8), laszlo, lucja)
    union = join(laszlo, lucja, Bond.MARRIAGE, date(2019, 9, 7), KORTRIJK)
    part(cast, union, date(2024, 4, 3), stays=laszlo)
    become_belgian(cast.maker, lucja, date(2019, 11, 18))
    cast.note("letters", lucja, "Heeft Poolse, Turkse, Duitse en Tsjechische letters in haar naam.")


def twelve(cast: Cast) -> None:
    """Three generations, twelve people, one household."""
    grandmother = cast.adult(Sex.FEMALE, "1955-12-24", "Monique", "Wostyn")
    ann = cast.adult(Sex.FEMALE, "1984-10-10", "Ann", "D’Haene")
    koen = cast.adult(Sex.MALE, "1982-05-05", "Koen", "T’Jampens")
    descend(ann, [grandmother])
    home = cast.house(date(2006, 8, 1), ann, koen)
    join(koen, ann, Bond.MARRIAGE, date(2006, 7, 7), KORTRIJK)
    given = ("Warre", "Anaïs", "Loïc", "Zoë", "Tuur", "Renée", "Vic", "Jérôme", "Fée")
    for count, name in enumerate(given):
        sex = Sex.FEMALE if name in {"Anaïs", "Zoë", "Renée", "Fée"} else Sex.MALE
        born = f"{2008 + 2 * count}-0{count + 1}-1{count}"
        cast.child(sex, born, name, ann, koen, home=home)
    cast.maker.past(grandmother, date(2020, 2, 1))
    grandmother.move_in(home, date(2020, 2, 1))
    rare_acts.stillborn(cast.maker, [ann, koen], Sex.FEMALE, date(2019, 8, 9), "Roos")
    cast.note("twaalf", ann, "Leeft met twaalf mensen in één gezin.")


def sixteen(cast: Cast) -> None:
    """A minor whose parents parted."""
    leen = cast.adult(Sex.FEMALE, "1982-06-26", "Leen", "Goethals")
    stijn = cast.adult(Sex.MALE, "1981-09-12", "Stijn", "Sabbe")
    home = cast.house(date(2008, 3, 1), leen, stijn)
    union = join(stijn, leen, Bond.MARRIAGE, date(2007, 9, 1), KORTRIJK)
    robbe = cast.child(Sex.MALE, "2010-09-05", "Robbe", leen, stijn, home=home)
    part(cast, union, date(2022, 10, 10), stays=leen)
    cast.note("zestien", robbe, "Is zestien jaar en vraagt zelf iets aan.")


def orphan(cast: Cast) -> None:
    """A child whose parents died, with a guardian."""
    griet = cast.adult(Sex.FEMALE, "1978-01-31", "Griet", "Lagae", since="2010-10-10")
    mother = cast.adult(Sex.FEMALE, "1975-05-05", "Katrien", "Lagae")
    father = cast.adult(Sex.MALE, "1974-07-07", "Bart", "Moerman")
    home = cast.house(date(2003, 5, 3), father, mother)
    join(father, mother, Bond.MARRIAGE, date(2003, 5, 3), KORTRIJK)
    lotte = cast.child(Sex.FEMALE, "2013-02-18", "Lotte", mother, father, home=home)
    if griet.home:
        lotte.move_in(griet.home, date(2022, 6, 2))
    for parent in (mother, father):
        settle.die(parent, date(2022, 6, 2))
    lotte.guardians.append(griet)
    griet.wards.append(lotte)
    cast.note("voogd", griet, "Is de voogd van haar minderjarige nichtje.")


SCENES = (
    ordinary,
    parent,
    bereaved,
    letters,
    twelve,
    sixteen,
    orphan,
)
