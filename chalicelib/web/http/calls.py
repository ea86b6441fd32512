"""One operation of the API, as its description has it."""

from dataclasses import dataclass

from pydantic import BaseModel


@dataclass(frozen=True, slots=True)
class Call:
    """One operation; `takes` is None for GET, `has_key` when repeating takes a key.

    `may_be_nothing` when there may be nothing to give: 204.
    `may_be_there` when what is asked may be there already: then 200 leads to it.
    `query` are the names of what may stand in the address.
    """

    path: str
    name: str
    summary: str
    gives: type[BaseModel]
    takes: type[BaseModel] | None = None
    status: str = "200"
    has_key: bool = False
    may_be_nothing: bool = False
    may_be_there: bool = False
    query: tuple[str, ...] = ()
    is_public: bool = False
