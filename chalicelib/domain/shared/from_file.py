"""What data from a file have in common."""

from typing import ClassVar


class FromFile:
    """Read from a file by pydantic: a field that isn't known is an error, not a surprise."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}
