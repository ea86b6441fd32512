"""Whether a process can work: every problem in words, before a citizen meets it."""

from chalicelib.domain.process_new.definition import Definition


def validate(definition: Definition) -> tuple[str, ...]:
    """Everything that is wrong with a definition, one sentence each; empty when it can be used."""
    return ()
