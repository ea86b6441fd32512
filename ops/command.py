"""What all commands have in common: how they explain themselves, and how they fail."""

import argparse
import sys
from collections.abc import Callable, Collection

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    EndpointConnectionError,
    HTTPClientError,
    NoCredentialsError,
    NoRegionError,
    PartialCredentialsError,
    ProfileNotFound,
    TokenRetrievalError,
)
from botocore.parsers import ResponseParserError
from rich.console import Console
from rich.progress import Progress, ProgressColumn

from chalicelib.adapters.files.loading import CatalogueError
from chalicelib.domain.shared.errors import DomainError, InvalidInputError
from chalicelib.ports.errors import PermanentError, RetryableError
from chalicelib.settings import SettingsError

YES = ("y", "yes", "j", "ja")
FAILED = 1
STOPPED = 130
SIGN_IN = "sign in with `aws sso login`, or export AWS_PROFILE with the name of a profile"
NOBODY = "is it there? `make local-aws` starts one here, and --endpoint says where it is"
NOT_MADE = "is this stage deployed? `make deploy` makes what it lacks"
RIGHTS = "ask whoever manages the account for this right, or take another profile"


class OperatorError(Exception):
    """It can't be done as it was asked; says why, and what helps."""


class DeclinedError(OperatorError):
    """Somebody was asked, and said no."""


FAILURES = (
    BotoCoreError,
    CatalogueError,
    ClientError,
    DomainError,
    OperatorError,
    OSError,
    PermanentError,
    ResponseParserError,
    RetryableError,
    SettingsError,
)
"""What an operator can cause or meet; anything else is a mistake of ours, and shows itself."""


HELP: tuple[tuple[type[Exception], str], ...] = (
    (NoRegionError, "export AWS_DEFAULT_REGION=eu-central-1, or another region in the Union"),
    (NoCredentialsError, SIGN_IN),
    (PartialCredentialsError, SIGN_IN),
    (TokenRetrievalError, SIGN_IN),
    (ProfileNotFound, "`aws configure list-profiles` tells which there are"),
    (EndpointConnectionError, NOBODY),
    (HTTPClientError, NOBODY),
    (ResponseParserError, "something else than AWS answers there; --endpoint says where it is"),
)
"""What helps where an account can't be reached."""

HELP_BY_CODE = {
    "AccessDenied": RIGHTS,
    "AccessDeniedException": RIGHTS,
    "ExpiredToken": SIGN_IN,
    "ExpiredTokenException": SIGN_IN,
    "InvalidClientTokenId": SIGN_IN,
    "NoSuchBucket": NOT_MADE,
    "ParameterNotFound": NOT_MADE,
    "SignatureDoesNotMatch": SIGN_IN,
    "SourceTableNotFoundException": NOT_MADE,
    "TableNotFoundException": NOT_MADE,
    "UnrecognizedClientException": SIGN_IN,
}
"""What helps where AWS refuses."""


def parser(name: str, explained: str | None) -> argparse.ArgumentParser:
    """A parser whose help is the module's own words, as they are laid out there."""
    return argparse.ArgumentParser(
        prog=f"python -m ops {name}",
        description=explained,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def add_plan(parser: argparse.ArgumentParser) -> None:
    """The option of every command that changes something: say what would change, and stop."""
    parser.add_argument("--plan", action="store_true", help="say what would change, and stop")


def add_yes(parser: argparse.ArgumentParser) -> None:
    """The option of every command that asks."""
    parser.add_argument("--yes", action="store_true", help="don't ask; for CI")


def agree(question: str, *, is_agreed: bool, wanted: Collection[str] = YES) -> None:
    """Go on only if somebody says so, now or beforehand. Raises DeclinedError."""
    if is_agreed:
        return
    hint = "[y/N] " if wanted is YES else ""
    if input(f"{question} {hint}").strip().lower() not in wanted:
        raise DeclinedError("you didn't agree, so nothing was changed; --yes agrees beforehand")


def say(line: str) -> None:
    """A line for whoever started the command."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


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
    """What went wrong and what helps: a sentence that is meant to be read, or else the text."""
    if isinstance(error, InvalidInputError) and error.field:
        return f"{error.field}: {error.public}"
    if isinstance(error, DomainError):
        return error.public
    helps = _helps(error) or _helps(error.__context__)
    said = str(error).partition("\n")[0] if helps or isinstance(error, ClientError) else str(error)
    return f"{said.rstrip('.:')}: {helps}" if helps else said


def _helps(error: BaseException | None) -> str:
    """What helps when AWS refuses, or isn't reached; nothing where nobody knows."""
    if isinstance(error, ClientError):
        return HELP_BY_CODE.get(error.response.get("Error", {}).get("Code", ""), "")
    return next((what for kind, what in HELP if isinstance(error, kind)), "")


def progress(*columns: ProgressColumn) -> Progress:
    """A bar for whoever watches; nothing where nobody does, so that output can be piped."""
    console = Console(stderr=True)
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)


def _fail(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return FAILED
