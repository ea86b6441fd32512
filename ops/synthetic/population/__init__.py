"""Synthetic inhabitants: who they are, who gets what by themselves, and how they sign in.

Everybody here is made up. National numbers are of the test range, which is given to nobody.
"""

from chalicelib.adapters.memory.registers.person_file import PersonFile
from ops.synthetic.population.eligibility import Eligible, eligible, personas_of
from ops.synthetic.population.generator import AS_OF, MINIMUM, SEED, SIZE, generate, stream
from ops.synthetic.population.inhabitants import PersonaInfo, Population
from ops.synthetic.population.sign_in import oidc_users

__all__ = [
    "AS_OF",
    "MINIMUM",
    "SEED",
    "SIZE",
    "Eligible",
    "PersonFile",
    "PersonaInfo",
    "Population",
    "eligible",
    "generate",
    "oidc_users",
    "personas_of",
    "stream",
]
