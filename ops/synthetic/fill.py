"""Fill the embedded registers with synthetic people.

    python -m ops fill --size 2000

Where, and with which keys, is read from the environment, as in Lambda. Filling again with the same
seed writes the same people over themselves; nothing is ever removed.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import batched, chain
from typing import TYPE_CHECKING, Any

from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn

from chalicelib import settings
from chalicelib.adapters.aws.clients import Clients
from chalicelib.adapters.aws.secret import load_versions
from chalicelib.adapters.embedded import items
from chalicelib.adapters.secrets.keys import HmacKeys
from chalicelib.domain.registers.access import Service
from chalicelib.domain.registers.answers import Found
from chalicelib.domain.registers.people import Address
from chalicelib.ports.platform import Keys
from ops import command
from ops.command import OperatorError
from ops.synthetic.population import SEED, SIZE, PersonFile, stream

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

BATCH = 25
"""Items a BatchWriteItem takes at most."""

TRIES = 8
LONGEST_PAUSE = 5.0

type Put = dict[str, Any]


class NotFilledError(OperatorError):
    """DynamoDB kept refusing a part; what was written stays, and filling again is harmless."""


def fill(
    client: "DynamoDBClient",
    table: str,
    keys: Keys,
    files: Iterable[PersonFile],
    pause: Callable[[float], None] = time.sleep,
) -> Iterator[int]:
    """Write files; after each batch, gives how many people are done.

    Raises NotFilledError, and botocore's errors as they are.
    """
    homes: dict[str, tuple[Address, list[str]]] = {}
    puts = (put for file in _lodged(files, homes) for put in puts_of(keys, file))
    dwellings = ((_dwelling(*home), False) for home in _values(homes))
    people = 0
    for batch in batched(chain(puts, dwellings), BATCH):
        _write(client, table, [put for put, _ in batch], pause)
        people += sum(is_last for _, is_last in batch)
        yield people


def _lodged(
    files: Iterable[PersonFile], homes: dict[str, tuple[Address, list[str]]]
) -> Iterator[PersonFile]:
    """The files, while it is written down who lives where."""
    for file in files:
        if file.household:
            address = file.household.address
            key = items.dwelling_key(address)[items.PARTITION_KEY]["S"]
            homes.setdefault(key, (address, []))[1].append(file.number.digits)
        yield file


def _values(homes: dict[str, tuple[Address, list[str]]]) -> Iterator[tuple[Address, list[str]]]:
    """The homes as they are once all files were seen."""
    yield from homes.values()


def _dwelling(address: Address, numbers: list[str]) -> Put:
    """Who is registered at an address."""
    data = {"data": {"S": " ".join(numbers)}, "synthetic": {"BOOL": True}}
    return {"PutRequest": {"Item": items.dwelling_key(address) | data}}


def puts_of(keys: Keys, file: PersonFile) -> Iterator[tuple[Put, bool]]:
    """The items of one person as PutRequests, each with whether it is the person's last."""
    pseudonym = items.pseudonym_of(keys, file.number)
    made = [item for s in Service if (item := _item(pseudonym, s, file))]
    made += _names(keys, pseudonym, file)
    for item in made:
        yield {"PutRequest": {"Item": item}}, item is made[-1]


def _item(pseudonym: str, service: Service, file: PersonFile) -> Put | None:
    """What a service knows of somebody; None when it knows nothing. Marked as synthetic."""
    item: Put = items.key(pseudonym, service) | {"synthetic": {"BOOL": True}}
    if service in file.refusals:
        return item | {"answer": {"S": items.write_refusal(file.refusals[service])}}
    match file.answer(service):
        case Found(value):
            return item | {"data": {"S": items.encode(service, value)}}
    return None


def _names(keys: Keys, pseudonym: str, file: PersonFile) -> Iterator[Put]:
    """By what forms of the name and which date of birth somebody is found."""
    person = file.person
    for pk in items.name_pks(keys, person.name.family, person.birth.date):
        yield {
            items.PARTITION_KEY: {"S": pk},
            items.SORT_KEY: {"S": pseudonym},
            "data": {"S": file.number.digits},
            "synthetic": {"BOOL": True},
        }


def _write(
    client: "DynamoDBClient", table: str, puts: list[Put], pause: Callable[[float], None]
) -> None:
    for attempt in range(TRIES):
        answer = client.batch_write_item(RequestItems={table: puts})  # type: ignore[dict-item]
        puts = answer["UnprocessedItems"].get(table, [])  # type: ignore[assignment]
        if not puts:
            return
        pause(min(0.05 * 2**attempt, LONGEST_PAUSE))
    raise NotFilledError(f"{len(puts)} items of a batch weren't taken after {TRIES} tries")


def main(arguments: list[str] | None = None) -> int:
    """The command. Gives 1, and says why, when it couldn't, or mustn't: never in production."""
    given = _parser().parse_args(arguments)
    return command.run(lambda: _fill(given), "not filled")


def _fill(given: argparse.Namespace) -> int:
    where = settings.load()
    if where.environment == "prod":
        raise NotFilledError("synthetic people don't belong into production")
    if given.plan:
        sys.stdout.write(f"would write {given.size} people into {where.registers_table}\n")
        return 0
    clients = Clients()
    keys = HmacKeys(load_versions(clients.ssm, where.secrets_parameter))
    people = stream(given.size, given.seed)
    try:
        _show(fill(clients.dynamodb, where.registers_table, keys, people), given.size)
    except ValueError as error:
        raise NotFilledError(str(error)) from None
    return 0


def _show(done: Iterable[int], size: int) -> None:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with command.progress(*columns, TimeRemainingColumn()) as progress:
        task = progress.add_task("synthetic people", total=size)
        for people in done:
            progress.update(task, completed=people)


def _parser() -> argparse.ArgumentParser:
    parser = command.parser("fill", __doc__)
    parser.add_argument("--size", type=int, default=SIZE, help=f"people; {SIZE} if not given")
    parser.add_argument("--seed", type=int, default=SEED, help="other people for another seed")
    command.add_plan(parser)
    return parser


if __name__ == "__main__":
    sys.exit(main())
