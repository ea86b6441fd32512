"""A dozen waiting cases for the demo: really asked over the API, so the rules give the reasons."""

import time
from collections.abc import Mapping
from dataclasses import dataclass

from ops.local.caller import CallError, ask, sign_in, waiting
from ops.local.stack import Stack
from ops.synthetic.staff import POSTS

PATIENCE_SECONDS = 30

type Wish = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class DemoStory:
    """Somebody of note and what they ask that no rule can grant."""

    persona: str
    wish: Wish


STORIES = (
    DemoStory("papieren-akte", {"document": "akte-geboorte"}),
    DemoStory("beschermd", {"document": "attest-hoofdverblijfplaats"}),
    DemoStory("verhuist", {"document": "attest-gezinssamenstelling"}),
    DemoStory("strafblad", {"document": "strafregister-uittreksel", "purpose": "job_application"}),
    DemoStory(
        "naamgenoot-een",
        {"document": "attest-leven", "remark": "Mijn pensioenfonds vraagt dit elk jaar."},
    ),
    DemoStory("letters", {"document": "attest-nationaliteit", "abroad": "PL"}),
    DemoStory("dubbel-dossier", {"document": "attest-leven"}),
    DemoStory("geen-machtiging", {"document": "attest-hoofdverblijfplaats"}),
    DemoStory("elders", {"document": "attest-gezinssamenstelling"}),
    DemoStory("geslacht", {"document": "akte-geboorte"}),
    DemoStory("buitenlander", {"document": "akte-geboorte"}),
    DemoStory("twaalf", {"document": "attest-gezinssamenstelling", "language": "fr"}),
    DemoStory("lange-naam", {"document": "strafregister-uittreksel", "purpose": "education"}),
)
"""In the order in which they are asked."""


def seed(stack: Stack, labels: Mapping[str, str]) -> int:
    """Ask them all, and wait until they wait; how many cases there are for a clerk.

    `labels` are the names at the local provider by persona. Raises CallError when a request isn't
    taken, or none of the cases shows up.
    """
    for story in STORIES:
        token = sign_in(stack.oidc, stack.web, labels[story.persona])
        ask(stack.web, token, {**story.wish, "email": f"{story.persona}@burger.example"})
    return _waiting(stack, sign_in(stack.oidc, stack.web, POSTS[0].label))


def _waiting(stack: Stack, clerk: str) -> int:
    until = time.monotonic() + PATIENCE_SECONDS
    count = 0
    while count < len(STORIES) and time.monotonic() < until:
        time.sleep(0.1)
        count = waiting(stack.web, clerk)
    if not count:
        raise CallError(f"no case waits after {PATIENCE_SECONDS} seconds")
    return count
