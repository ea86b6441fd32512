"""What is known of identity providers, from `templates/sign_in/`: one TOML file a profile."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from pydantic import TypeAdapter

from chalicelib.adapters.files.loading import FileProblem, load
from chalicelib.adapters.oidc.profile import Profile


@dataclass(frozen=True)
class FileProfiles:
    """The profiles by id; all files are read when the first is asked for, they are few and small.

    Raises CatalogueError for a file that is wrong.
    """

    folder: Path

    def __call__(self) -> Mapping[str, Profile]:
        """All of them."""
        return self._loaded

    @cached_property
    def _loaded(self) -> Mapping[str, Profile]:
        adapter = TypeAdapter(Profile)
        paths = sorted(self.folder.glob("*.toml"))
        return {path.stem: load(path, adapter, partial(_problems, path)) for path in paths}


def _problems(path: Path, profile: Profile) -> Iterator[FileProblem]:
    if profile.id != path.stem:
        yield FileProblem("id", profile.id, f'the name of its file, "{path.stem}"')
    if "openid" not in profile.scopes:
        yield FileProblem("scopes", list(profile.scopes), '"openid" among them (OIDC Core 3.1.2.1)')
    for kind, issuer in profile.issuers.items():
        if not issuer.startswith("https://"):
            yield FileProblem(f"issuers.{kind}", issuer, "an address that begins with https://")
