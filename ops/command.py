"""What all commands have in common: how they explain themselves, and how they fail."""

import argparse
import sys
from collections.abc import Callable

from botocore.exceptions import BotoCoreError, ClientError
from rich.console import Console
from rich.progress import Progress, ProgressColumn

from chalicelib.adapters.files.loading import CatalogueError
from chalicelib.domain.shared.errors import DomainError, InvalidInputError
from chalicelib.ports.errors import PermanentError, RetryableError
from chalicelib.settings import SettingsError

FAILED = 1
STOPPED = 130


class OperatorError(Exception):
    """It can't be done as it was asked; says why, and what helps."""


FAILURES = (
    BotoCoreError,
    CatalogueError,
    ClientError,
    DomainError,
    OperatorError,
    OSError,
    PermanentError,
    RetryableError,
    SettingsError,
)
"""What an operator can cause or meet; anything else is a mistake of ours, and shows itself."""


def parser(name: str, explained: str | None) -> argparse.ArgumentParser:
    """A parser whose help is the module's own words, as they are laid out there."""
    return argparse.ArgumentParser(
        prog=f"python -m ops {name}",
        description=explained,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def run(act: Callable[[], int], undone: str) -> int:
    """The exit code of a command; with a sentence, that of one that failed or was stopped.

    `undone` says what didn't happen ("not deployed"). Ctrl-C gives 130.
    """
    try:
        return act()
    except EOFError:
        return _fail(f"{undone}: there is nobody to ask; --help tells how to say it beforehand")
    except KeyboardInterrupt:
        _fail(f"\n{undone}: stopped; it can simply be started again")
        return STOPPED
    except FAILURES as error:
        return _fail(f"{undone}: {in_words(error)}")


def in_words(error: Exception) -> str:
    """What went wrong: the sentence that is meant to be read, or else the text."""
    if isinstance(error, InvalidInputError) and error.field:
        return f"{error.field}: {error.public}"
    return error.public if isinstance(error, DomainError) else str(error)


def progress(*columns: ProgressColumn) -> Progress:
    """A bar for whoever watches; nothing where nobody does, so that output can be piped."""
    console = Console(stderr=True)
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)


def _fail(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return FAILED
