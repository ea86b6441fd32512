"""What a stage has, once it was made."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outputs:
    """The names and addresses of what there is now, and what was changed for it, in words.

    The addresses of the clerks' queues are what those of all municipalities have in common: each
    ends in a hyphen and the code of its own.
    """

    table: str
    registers: str
    bucket: str
    issue_queue: str
    issue_dead_letters: str
    review_queue: str
    review_dead_letters: str
    configuration_set: str
    secrets_parameter: str
    seal_key: str
    seal_parameters: str
    oidc_parameters: str
    changes: tuple[str, ...]
