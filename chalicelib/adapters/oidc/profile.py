"""What is known of a kind of identity provider, and what one municipality is to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from chalicelib.domain.shared.assurance import Assurance

type Proof = Literal["private_key_jwt", "client_secret_basic", "client_secret_post", "none"]


@dataclass(frozen=True, slots=True)
class Profile:
    """A kind of provider, as `templates/sign_in/` describes it.

    `issuers` are by kind of stage (`test`, `prod`). `claims` are asked for in the identity token
    by name (OIDC Core 5.5), beside what `scopes` give. `level_claim` names the means of signing
    in, and `levels` what each means in eIDAS terms: any other is low. `asks` holds, by level, the
    `acr_values` with which that level is asked for. With `is_encrypted` tokens are signed, then
    encrypted to us, and a token that is only signed is refused. `keeps_people` says whether the
    provider keeps people signed in, so that signing in anew must be asked and proven.
    """

    id: str
    name: str
    issuers: Mapping[Literal["test", "prod"], str]
    scopes: tuple[str, ...]
    number_claim: str
    levels: Mapping[str, Assurance]
    level_claim: str = "acr"
    asks: Mapping[Assurance, str] = field(default_factory=dict)
    claims: tuple[str, ...] = ()
    parameters: Mapping[str, str] = field(default_factory=dict)
    is_encrypted: bool = False
    keeps_people: bool = True

    def level(self, claims: Mapping[str, object]) -> Assurance:
        """How sure a sign-in is; a means that isn't known counts as low."""
        means = claims.get(self.level_claim)
        return self.levels.get(means, Assurance.LOW) if isinstance(means, str) else Assurance.LOW


@dataclass(frozen=True, slots=True)
class OidcClient:
    """What the provider knows us by, and how we prove that it is us.

    `trust_opaque_tokens` lets a bearer token that isn't a JWT be looked up at the userinfo
    endpoint: that doesn't tell which client it was made for, so only where every client of the
    provider is ours.
    """

    profile: Profile
    issuer: str
    client_id: str
    redirect_uri: str
    proof: Proof
    scopes: tuple[str, ...] = ()
    """On top of the profile's."""
    allow_test_numbers: bool = False
    trust_opaque_tokens: bool = False

    @property
    def scope(self) -> str:
        """All scopes, as they are asked for."""
        return " ".join((*self.profile.scopes, *self.scopes))
