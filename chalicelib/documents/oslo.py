"""The JSON-LD context of the attached facts: which term each of OSLO's names stands for.

From the contexts that Digitaal Vlaanderen publishes: persoon-basis, generiek-basis, adresregister.
"""

from collections.abc import Mapping

_PERSOON = """
    BurgerlijkeStaat Domicilie Geboorte GeregistreerdPersoon Gezin Huwelijk Inwonerschap
    Nationaliteit Overlijden Samenwonen
    datum gezinsadres heeftBurgerlijkeStaat heeftGeboorte heeftInwonerschap heeftNationaliteit
    heeftOverlijden heeftPersoonsrelatie heeftVerblijfplaats isHoofdVan isLidVan isRelatieMet land
    nationaliteit plaats registratie type verblijfsadres volledigeNaam
"""

CONTEXT: Mapping[str, object] = {
    "@version": 1.1,
    "adms": "http://www.w3.org/ns/adms#",
    "adres": "https://data.vlaanderen.be/ns/adres#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "locn": "http://www.w3.org/ns/locn#",
    "persoon": "https://data.vlaanderen.be/ns/persoon#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "Adresvoorstelling": {"@id": "locn:Address", "@context": {"land": "adres:land"}},
    "Concept": "skos:Concept",
    "Document": "foaf:Document",
    "Identificator": "adms:Identifier",
    "Persoon": "http://www.w3.org/ns/person#Person",
    "Plaats": "dct:Location",
    **{name: f"persoon:{name}" for name in _PERSOON.split()},
    "achternaam": "foaf:familyName",
    "voornaam": "foaf:givenName",
    "identificator": "skos:notation",
    "plaatsnaam": "rdfs:label",
    "prefLabel": "skos:prefLabel",
    "volledigAdres": "locn:fullAddress",
    "straatnaam": "locn:thoroughfare",
    "huisnummer": "adres:Adresvoorstelling.huisnummer",
    "busnummer": "adres:Adresvoorstelling.busnummer",
    "postcode": "locn:postCode",
    "gemeentenaam": "adres:gemeentenaam",
    "about": "dct:subject",
    "number": "adms:identifier",
    "language": "dct:language",
    "title": "dct:title",
    "issuedOn": {"@id": "dct:issued", "@type": "xsd:date"},
    "validUntil": {"@id": "dct:valid", "@type": "xsd:date"},
    "replaces": "dct:replaces",
    "issuer": "dct:creator",
    "name": "skos:prefLabel",
}
"""Names of facts, and of what the document says of itself; what isn't here is no linked data."""
