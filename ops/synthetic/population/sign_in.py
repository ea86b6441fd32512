"""The people of note as users of a local OpenID provider."""

import hashlib

from ops.synthetic.population.inhabitants import PersonaInfo, Population

NUMBER_CLAIM = "number"
"""As the stand-in for identity providers knows it; each profile has its own name for it."""


def oidc_users(population: Population) -> list[dict[str, str]]:
    """The claims of each of them, as the stand-in takes them.

    `sub` is a pseudonym; a birth date that isn't whole is absent, as it is at the provider.
    """
    return [_claims(population, persona) for persona in population.personas.values()]


def _claims(population: Population, persona: PersonaInfo) -> dict[str, str]:
    person = population.by_number[persona.number].person
    born = person.birth.date
    optional = {
        "given_name": " ".join(person.name.given),
        "birthdate": str(born) if born.is_whole else "",
    }
    return {
        "sub": hashlib.sha256(f"sub {persona.key}".encode()).hexdigest()[:32],
        "name": person.name.whole,
        "family_name": person.name.family,
        "email": f"{persona.key}@burger.example",
        NUMBER_CLAIM: persona.number.digits,
    } | {claim: value for claim, value in optional.items() if value}
